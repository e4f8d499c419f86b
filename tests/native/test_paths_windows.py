"""On Windows, the key of the pipe is in the person's own profile."""

from pathlib import Path

import pytest

from movebreak.errors import UnavailableError
from movebreak.native.paths import (
    fingerprint,
    lock_path,
    private_folder,
    runtime_folder,
    socket_path,
)
from tests.systems import only_on

only_on("win32")


def test_the_profile_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part of it that stays on this computer."""
    monkeypatch.delenv("MOVEBREAK_RUNTIME", raising=False)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Jörg Müller" / "Local"))

    folder = tmp_path / "Jörg Müller" / "Local" / "movebreak" / "run"
    assert runtime_folder() == str(folder)
    assert socket_path() == str(folder / "control.sock")
    assert lock_path() == str(folder / "instance.lock")
    assert private_folder(folder) == str(folder)
    assert folder.is_dir()


def test_without_the_variable_the_home_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A service may lack it, and means the same place."""
    monkeypatch.delenv("MOVEBREAK_RUNTIME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA")

    home = Path.home() / "AppData" / "Local" / "movebreak" / "run"
    assert runtime_folder() == str(home)


def test_a_long_name_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe has a short name, wherever its key is."""
    monkeypatch.setenv("MOVEBREAK_RUNTIME", str(tmp_path / ("x" * 120)))

    assert runtime_folder() == str(tmp_path / ("x" * 120))


def test_one_place_has_one_fingerprint(tmp_path: Path) -> None:
    """However its name is typed."""
    assert fingerprint(tmp_path) == fingerprint(str(tmp_path).upper())
    assert fingerprint(tmp_path) == fingerprint(f"{tmp_path}/x/..")
    assert fingerprint(tmp_path) != fingerprint(tmp_path / "x")
    assert fingerprint(tmp_path).isalnum()


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    """A file cannot hold a key."""
    taken = tmp_path / "taken"
    taken.touch()

    for folder in (taken, taken / "below"):
        with pytest.raises(UnavailableError, match="cannot be made"):
            private_folder(folder)
