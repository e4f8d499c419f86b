"""Other programs, run to their end."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from movebreak.native.children import MOST, ChildError, run
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")

PATIENCE = 20.0
AT_ONCE = 0.2


def shell(text: str, patience: float = PATIENCE) -> bytes:
    """Run a line of shell."""
    return run(("sh", "-c", text), patience, os.environ)


def refused(try_it: Callable[[], object]) -> int | None:
    """Return why a child was refused."""
    with pytest.raises(ChildError) as caught:
        try_it()
    return caught.value.errno


def children() -> list[str]:
    """Return the ids of all children of this process, zombies too."""
    tasks = Path("/proc/self/task").iterdir()
    return [each for task in tasks for each in (task / "children").read_text().split()]


def files() -> int:
    """Return how many files this process holds open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def test_what_it_prints_is_returned() -> None:
    """All that a program prints comes back, as bytes."""
    assert shell("printf 'one\\0two'; echo three >&2") == b"one\0two"


def test_nothing_is_typed() -> None:
    """A program that reads finds an end at once."""
    assert shell("cat; echo done") == b"done\n"


def test_variables() -> None:
    """A program sees the variables it is given, and no others."""
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    said = run(("env",), PATIENCE, env)
    assert set(said.split()) == {
        f"{name}={value}".encode() for name, value in env.items()
    }


def test_no_shell_reads_the_words() -> None:
    """Words arrive as they are, whatever is in them."""
    assert (
        run(("printf", "%s", "$(id); * `x`"), PATIENCE, os.environ) == b"$(id); * `x`"
    )


def test_missing() -> None:
    """A program that is not there is told apart from all else."""
    assert refused(lambda: run(("no-such-program",), 1, os.environ)) == errno.ENOENT


def test_impossible_words() -> None:
    """Words that cannot be handed over are refused like a program."""
    assert refused(lambda: run(("echo", "a\0b"), 1, os.environ)) == errno.EINVAL


def test_failed() -> None:
    """An exit code other than 0 is a failure, and so is a signal."""
    assert refused(lambda: shell("echo half; exit 3")) == errno.EIO
    assert refused(lambda: shell("kill -TERM $$")) == errno.EIO


def test_late(tmp_path: Path) -> None:
    """Whoever takes too long is gone afterwards, with all that it started."""
    told = tmp_path / "pid"
    line = f"sleep 600 & echo $! > {told}; wait"
    assert refused(lambda: shell(line, 1)) == errno.ETIMEDOUT
    assert children() == []
    grandchild = Path(f"/proc/{told.read_text().strip()}/stat")
    assert eventually(
        lambda: not grandchild.exists() or ") Z " in grandchild.read_text()
    )


def test_silent_and_late() -> None:
    """Whoever closes its output and stays is ended just so."""
    line = "exec >&- 2>&-; sleep 600"
    assert refused(lambda: shell(line, AT_ONCE)) == errno.ETIMEDOUT
    assert children() == []


def test_too_much() -> None:
    """Whoever prints without end is stopped."""
    assert refused(lambda: shell("yes")) == errno.EFBIG
    assert children() == []


def test_much() -> None:
    """As much as is allowed comes whole."""
    assert len(shell(f"head -c {MOST} /dev/zero")) == MOST


def test_nothing_stays_open() -> None:
    """Neither success nor failure leaves a file or a child behind."""
    before = files()
    shell("true")
    for line in ("exit 1", "sleep 600"):
        refused(lambda line=line: shell(line, AT_ONCE))  # type: ignore[misc]
    refused(lambda: run(("no-such-program",), 1, os.environ))
    assert (files(), children()) == (before, [])


def test_other_files_stay_here(tmp_path: Path) -> None:
    """A child gets none of the files that this process holds."""
    with (tmp_path / "held").open("w"):
        said = run(("ls", "-l", "/proc/self/fd"), PATIENCE, os.environ)
    assert b"held" not in said


def test_a_broken_pipe_ends_a_child() -> None:
    """Python ignores broken pipes; its children do not."""
    said = run(("grep", "SigIgn", "/proc/self/status"), PATIENCE, os.environ)
    assert not int(said.split()[1], 16) & 1 << 12


def test_no_subprocess() -> None:
    """It does its work without the module that costs most."""
    line = "import sys, movebreak.native.children; print('subprocess' in sys.modules)"
    env = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": os.environ["PATH"]}
    assert run((sys.executable, "-c", line), PATIENCE, env) == b"False\n"
