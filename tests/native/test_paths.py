"""Server and commands find the same folder, and it is nobody else's."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak.errors import UnavailableError
from movebreak.native.paths import (
    lock_path,
    own_uid,
    private_folder,
    runtime_folder,
    socket_path,
)
from tests.systems import not_on

not_on("win32", "the profile serves there")

LAST_RESORT = f"/tmp/movebreak-{own_uid()}"  # noqa: S108


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A short, empty home, and a session that tells nothing."""
    home = Path(f"/tmp/mb-home-{os.getpid()}")  # noqa: S108
    home.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.delenv("MOVEBREAK_RUNTIME", raising=False)
    yield home
    for folder, _, _ in os.walk(home, topdown=False):
        Path(folder).rmdir()


no_session_folder = pytest.mark.skipif(
    Path(f"/run/user/{own_uid()}").exists(), reason="this system has a session folder"
)


def test_the_session_folder_comes_first(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XDG_RUNTIME_DIR is where a desktop wants sockets."""
    session = home / "session"
    session.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(session))

    assert runtime_folder() == str(session / "movebreak")
    assert socket_path() == str(session / "movebreak" / "control.sock")
    assert lock_path() == str(session / "movebreak" / "instance.lock")


@no_session_folder
@pytest.mark.parametrize("session", ["", "relative", "/nowhere/at/all", "/dev/null"])
def test_without_a_session_folder_the_home_serves(
    home: Path, monkeypatch: pytest.MonkeyPatch, session: str
) -> None:
    """A session folder that is none is passed over; the home has a place."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", session)

    assert runtime_folder() == str(home / ".local" / "state" / "movebreak" / "run")


@no_session_folder
def test_making_the_folder_changes_no_answer(home: Path) -> None:
    """Commands before and after the start look in the same place."""
    before = runtime_folder()
    private_folder(before)

    assert runtime_folder() == before
    assert stat.S_IMODE(Path(before).stat().st_mode) == 0o700
    assert Path(before).is_relative_to(home)


@no_session_folder
@pytest.mark.skipif(
    os.path.lexists(LAST_RESORT),
    reason="the last resort is in use here",
)
@pytest.mark.parametrize("place", ["relative", "/dev/null/home", "long"])
def test_without_a_home_a_temporary_folder_serves(
    home: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """A home that is missing, no folder or too long for a socket is passed over."""
    monkeypatch.setenv("HOME", str(home / ("x" * 70)) if place == "long" else place)

    assert runtime_folder() == LAST_RESORT


def test_a_test_may_choose_the_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MOVEBREAK_RUNTIME comes before everything."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    monkeypatch.setenv("MOVEBREAK_RUNTIME", str(home / "mine"))

    assert runtime_folder() == str(home / "mine")


def test_a_chosen_folder_may_be_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket's name has a limit, and the person is told."""
    monkeypatch.setenv("MOVEBREAK_RUNTIME", "/" + "x" * 120)

    with pytest.raises(UnavailableError, match="too long"):
        runtime_folder()


def test_a_folder_open_to_others_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither server nor command trusts it; the hint says how to close it."""
    shared = home / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    monkeypatch.setenv("MOVEBREAK_RUNTIME", str(shared))

    with pytest.raises(UnavailableError, match="chmod 700"):
        runtime_folder()
    with pytest.raises(UnavailableError, match="chmod 700"):
        private_folder(shared)


def test_a_link_is_refused(tmp_path: Path) -> None:
    """A link may lead into a folder of somebody else's choosing."""
    target = tmp_path / "target"
    target.mkdir(mode=0o700)
    link = tmp_path / "link"
    link.symlink_to(target)

    with pytest.raises(UnavailableError, match="of your own"):
        private_folder(link)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    """A file cannot hold a socket."""
    taken = tmp_path / "taken"
    taken.touch()

    for folder in (taken, taken / "below"):
        with pytest.raises(UnavailableError, match="cannot be made"):
            private_folder(folder)


@pytest.mark.skipif(own_uid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """Whoever owns the folder could answer in our place."""
    foreign = tmp_path / "foreign"
    foreign.mkdir(mode=0o700)
    chown = getattr(os, "chown", None)
    assert chown is not None
    chown(foreign, 65534, 65534)

    with pytest.raises(UnavailableError, match="of your own"):
        private_folder(foreign)
