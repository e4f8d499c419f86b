"""One movebreak a user, whatever became of the one before."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from movebreak.control.instance import Instance
from movebreak.errors import UnavailableError
from movebreak.native.paths import HAS_USERS

HOLDER = """
import sys
from pathlib import Path
from movebreak.control.instance import Instance
with Instance(Path(sys.argv[1])) as instance:
    print(instance.acquire(), flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_process(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another program that wants the lock, and ends when its input does."""
    with subprocess.Popen(  # noqa: S603 - this very Python
        [sys.executable, "-c", HOLDER, str(path)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def said_by(process: "subprocess.Popen[str]") -> str:
    """The next line the other program prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def path(folder: Path) -> Path:
    """Where the lock file will be."""
    return folder / "instance.lock"


def test_the_first_one_runs(path: Path) -> None:
    """The lock file names its holder, in a folder for this user alone."""
    with Instance(path) as instance:
        assert instance.acquire()
        assert instance.acquire()
        assert instance.owner() == os.getpid()
        if not HAS_USERS:
            return  # There the system keeps a person's folders from others.
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_second_one_in_this_process_is_refused(path: Path) -> None:
    """The lock belongs to one holder, not to a process."""
    with Instance(path) as first, Instance(path) as second:
        assert first.acquire()
        assert not second.acquire()
        assert second.owner() == os.getpid()


def test_a_second_process_is_refused(path: Path) -> None:
    """It learns that another movebreak runs, and can see which."""
    with Instance(path) as instance:
        assert instance.acquire()
        with other_process(path) as other:
            assert said_by(other) == "False"


def test_the_lock_is_free_after_the_end(path: Path) -> None:
    """Nobody holds it, the file stays, and the next one takes it."""
    with Instance(path) as instance:
        assert instance.acquire()
    with Instance(path) as following:
        assert following.owner() is None
        assert following.acquire()


def test_the_lock_is_free_after_a_kill(path: Path) -> None:
    """A killed movebreak leaves its number behind, but holds nothing."""
    with Instance(path) as instance, other_process(path) as other:
        assert said_by(other) == "True"
        assert instance.owner() == other.pid
        assert not instance.acquire()

        other.send_signal(signal.SIGTERM if os.name == "nt" else 9)
        other.wait(30)

        assert path.read_text() == str(other.pid)
        assert instance.owner() is None
        assert instance.acquire()
        assert instance.owner() == os.getpid()


def test_a_number_in_the_file_holds_nothing(path: Path) -> None:
    """A file that names a living process is not a lock."""
    path.parent.mkdir(mode=0o700)
    path.write_text(str(os.getpid()))
    with Instance(path) as instance:
        assert instance.owner() is None
        assert instance.acquire()


def test_nobody_holds_a_lock_that_is_not_there(path: Path) -> None:
    """Asking makes no file."""
    assert Instance(path).owner() is None
    assert not path.parent.exists()


def test_a_holder_without_a_number_is_nobody_known(path: Path) -> None:
    """Nonsense in the file is not taken for a process."""
    with Instance(path) as instance:
        assert instance.acquire()
        path.write_text("nonsense")
        assert instance.owner() is None


def test_a_lock_that_cannot_be_opened_is_said_in_words(path: Path) -> None:
    """The person learns which file it is."""
    path.mkdir(parents=True, mode=0o700)
    path.parent.chmod(0o700)
    with Instance(path) as instance:
        with pytest.raises(UnavailableError, match="cannot be locked"):
            instance.acquire()
        with pytest.raises(UnavailableError, match="cannot be locked"):
            instance.owner()


@pytest.mark.skipif(not HAS_USERS, reason="needs users with numbers")
def test_a_folder_open_to_others_is_refused(path: Path) -> None:
    """Where others could interfere, movebreak does not run."""
    path.parent.mkdir()
    path.parent.chmod(0o755)
    with (
        Instance(path) as instance,
        pytest.raises(UnavailableError, match="open to other users"),
    ):
        instance.acquire()
