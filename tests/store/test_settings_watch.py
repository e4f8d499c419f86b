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
    with SettingsWatch(inotify, path, tmp_path / "drills", bell.ring):
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
    drills = tmp_path / "drills"
    with SettingsWatch(inotify, tmp_path / "settings.toml", drills, bell.ring):
        assert threading.active_count() == before + 1

    assert threading.active_count() == before


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path, bell: Bell) -> None:
    """Without the folder there is nothing to watch, and nothing to end."""
    gone = tmp_path / "gone"
    with SettingsWatch(inotify, gone / "settings.toml", gone / "drills", bell.ring):
        pass

    assert not bell.heard(within=0)


def test_a_pack_of_drills_is_seen(file: Path, bell: Bell) -> None:
    """The folder may come while movebreak runs; each pack saved in it is seen."""
    drills = file.with_name("drills")
    drills.mkdir()
    assert bell.heard()
    (drills / "mine.toml").write_text("# mine")
    assert bell.heard()
    new = drills / "mine.tmp"
    new.write_text("# newer")
    new.replace(drills / "mine.toml")
    assert bell.heard()


def test_a_pack_taken_away_is_seen(file: Path, bell: Bell) -> None:
    """And so is the whole folder; another in its place is watched as well."""
    drills = file.with_name("drills")
    for _ in range(3):
        drills.mkdir()
        assert bell.heard()
        (drills / "mine.toml").write_text("# mine")
        assert bell.heard()
        (drills / "mine.toml").unlink()
        assert bell.heard()
        drills.rmdir()
        assert bell.heard()


def test_a_folder_in_place_of_another_is_watched(file: Path, bell: Bell) -> None:
    """Whoever keeps two sets of packs may swap them; the old one counts no more."""
    drills, others = file.with_name("drills"), file.with_name("others")
    drills.mkdir()
    others.mkdir()
    assert bell.heard()
    drills.rename(file.with_name("kept"))
    assert bell.heard()
    others.rename(drills)
    assert bell.heard()
    (file.with_name("kept") / "old.toml").write_text("# old")
    (drills / "new.toml").write_text("# new")
    assert bell.heard()
    assert not bell.heard(within=0.1)


def test_other_files_beside_the_packs_are_not_our_business(
    file: Path, bell: Bell
) -> None:
    """An editor's own files, for one."""
    drills = file.with_name("drills")
    drills.mkdir()
    assert bell.heard()
    (drills / "mine.toml.swp").write_text("x")
    (drills / "mine.toml").write_text("x")
    assert bell.heard()
    assert not bell.heard(within=0.1)


def test_a_folder_of_drills_may_be_a_link(file: Path, bell: Bell) -> None:
    """To where the person keeps such things; packs may be links as well."""
    elsewhere = file.with_name("dotfiles")
    elsewhere.mkdir()
    file.with_name("drills").symlink_to(elsewhere)
    assert bell.heard()
    (elsewhere / "mine.toml").write_text("# mine")
    assert bell.heard()
    (elsewhere / "other.toml").symlink_to(elsewhere / "mine.toml")
    assert bell.heard()
