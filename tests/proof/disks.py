"""What a disk can do to a history: fill up, be locked, allow no more than reading."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from random import Random
from typing import Final

from tests.app.program import Home, Program
from tests.proof.figures import Fault
from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

SIZE: Final = 4 * 2**20
LONG: Final = ("--every", "1h")
# Room for some transactions, or for none.
ROOM: Final = 100 * 2**10
FILLER: Final = 64 * 2**10

Wrong = Callable[[Home, Program, Random], AbstractContextManager[Program]]


@contextmanager
def own_disk(home: Home) -> Iterator[bool]:
    """Keep the history on a small disk of its own; say whether we may have one."""
    folder = home.path / "data"
    folder.mkdir()
    tmpfs = ("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "movebreak-proof")
    mounted = _runs(*tmpfs, str(folder))
    try:
        yield mounted
    finally:
        home.kill()
        if mounted:
            _runs("umount", str(folder))


@contextmanager
def full(home: Home, program: Program, dice: Random) -> Iterator[Program]:
    """Leave room for some transactions at most."""
    if not (home.path / "data").is_mount():
        with _no_larger_files(home, program, dice):
            yield program
        return
    filler = home.path / "data" / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(FILLER)):
            pass
    with suppress(FileNotFoundError):
        os.truncate(filler, max(0, filler.stat().st_size - dice.randrange(ROOM)))
    try:
        yield program
    finally:
        filler.unlink(missing_ok=True)


@contextmanager
def locked(home: Home, program: Program, dice: Random) -> Iterator[Program]:
    """Have another program write, or all alone, and not stop."""
    with closing(sqlite3.connect(home.history, isolation_level=None)) as other:
        other.execute(dice.choice(["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]))
        yield program
        other.execute("ROLLBACK")


@contextmanager
def unwritable(home: Home, program: Program, _: Random) -> Iterator[Program]:
    """Start anew on a disk that can only be read, and have that put right later."""
    program.kill()
    folder = str(home.path / "data")
    assert _runs("mount", "-o", "remount,ro", folder)
    yield home.start(*LONG)
    assert _runs("mount", "-o", "remount,rw", folder)


FAULTS: Final[dict[Fault, Wrong]] = {
    Fault.FULL: full,
    Fault.LOCKED: locked,
    Fault.UNWRITABLE: unwritable,
}


@contextmanager
def _no_larger_files(home: Home, program: Program, dice: Random) -> Iterator[None]:
    log = home.history.with_name(f"{home.history.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    _, most = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
    limit = size + dice.randrange(ROOM // 4)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (limit, most))
    yield
    with suppress(ProcessLookupError):
        resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (most, most))


def _runs(*words: str) -> bool:
    return subprocess.run(words, check=False, capture_output=True).returncode == 0
