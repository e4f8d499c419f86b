"""A saved settings file is seen at once, on Linux."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak.native import inotify
from movebreak.store.settings_watch import SettingsWatch
from tests.systems import only_on

only_on("linux")


class Bell:
    """Rings when the settings changed."""

    def __init__(self) -> None:
        self._rung = threading.Semaphore(0)

    def ring(self) -> None:
        """Note a change."""
        self._rung.release()

    def heard(self, within: float = 5) -> bool:
        """Wait for a change."""
        return self._rung.acquire(timeout=within)


@pytest.fixture
def bell() -> Bell:
    """A bell that nobody has rung."""
    return Bell()


@pytest.fixture
def file(tmp_path: Path, bell: Bell) -> Iterator[Path]:
    """A settings file whose folder is watched."""
    path = tmp_path / "settings.toml"
    path.write_text("")
    with SettingsWatch(inotify, path, bell.ring):
        yield path


def test_a_save_in_place_is_seen(file: Path, bell: Bell) -> None:
    """An editor may write the file itself."""
    file.write_text("[breaks]")

    assert bell.heard()


def test_a_file_moved_over_it_is_seen(file: Path, bell: Bell) -> None:
    """An editor may also write a new file and move it over the old one."""
    new = file.with_name("settings.toml~new")
    new.write_text("[breaks]")
    new.replace(file)

    assert bell.heard()


def test_other_files_are_not_our_business(file: Path, bell: Bell) -> None:
    """Only the settings file counts: one change after another's is one change."""
    (file.parent / "other.toml").write_text("x")
    file.write_text("[breaks]")

    assert bell.heard()
    assert not bell.heard(within=0)


def test_no_thread_outlives_the_watch(tmp_path: Path, bell: Bell) -> None:
    """Leaving the block ends the thread, though nothing ever changed."""
    before = threading.active_count()
    with SettingsWatch(inotify, tmp_path / "settings.toml", bell.ring):
        assert threading.active_count() == before + 1

    assert threading.active_count() == before


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path, bell: Bell) -> None:
    """Without the folder there is nothing to watch, and nothing to end."""
    with SettingsWatch(inotify, tmp_path / "gone" / "settings.toml", bell.ring):
        pass

    assert not bell.heard(within=0)
