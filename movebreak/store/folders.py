"""Where things are kept: each system's own folders for settings, data and log."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

MOST = 64 * 1024


class Folders(NamedTuple):
    """The files of this person, and the folders of own drills and drawn pictures."""

    settings: Path
    drills: Path
    history: Path
    cache: Path
    log: Path
    pictures: Path


def folders() -> Folders:
    """Return where this system keeps such files; makes nothing."""
    from platformdirs import PlatformDirs  # noqa: PLC0415

    dirs = PlatformDirs("movebreak", appauthor=False)
    return Folders(
        settings=dirs.user_config_path / "settings.toml",
        drills=dirs.user_config_path / "drills",
        history=dirs.user_data_path / "history.sqlite",
        cache=dirs.user_cache_path / "drills.msgpack",
        log=dirs.user_log_path / "movebreak.log",
        pictures=dirs.user_cache_path / "figures",
    )


@contextmanager
def folders_asked_apart() -> Iterator[Callable[[], Folders]]:
    """Yield what returns the same, for a program that stays in memory all day.

    platformdirs and what it brings along (archives, temporary files) take close to a
    megabyte, for six names, and ten milliseconds. A child that ends at once can be
    asked instead, while we load what else is needed. To be called before the first
    thread starts.
    """
    fork = getattr(os, "fork", None)
    if fork is None:
        yield folders
        return
    reading, writing = os.pipe()
    child = fork()
    if not child:
        _tell(writing)
    os.close(writing)
    with ExitStack() as stack:
        stack.callback(os.waitpid, child, 0)
        pipe = stack.enter_context(os.fdopen(reading, "rb"))
        # The child is let go as soon as it has told.
        yield lambda: _told(pipe, stack)


def _told(pipe: BinaryIO, stack: ExitStack) -> Folders:
    with stack:
        told = pipe.read(MOST)
    names = [Path(os.fsdecode(name)) for name in told.split(b"\0") if name]
    return Folders(*names) if len(names) == len(Folders._fields) else folders()


def _tell(writing: int) -> None:
    try:
        os.write(writing, b"\0".join(os.fsencode(path) for path in folders()))
    finally:
        os._exit(0)
