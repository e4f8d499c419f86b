"""The settings file is read when it changed, and never written over."""

import os
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from movebreak.core.settings import Breaks, Settings
from movebreak.store.settings_file import SettingsFile, put_in_place, template

MINUTE = timedelta(minutes=1)


def save(path: Path, text: str) -> None:
    """Save as an editor does: a new file in place of the old one."""
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def test_a_saved_change_is_read_once(tmp_path: Path) -> None:
    """The file is read when it changed, and only then."""
    path = tmp_path / "settings.toml"
    file = SettingsFile(path)
    assert not file.refresh()

    save(path, 'breaks.interval = "45m"')
    assert file.refresh()
    assert file.settings.breaks.interval == 45 * MINUTE
    assert not file.refresh()

    save(path, 'breaks.interval = "x"\nbreaks.goal = 3')
    assert file.refresh()
    assert file.settings.breaks == Breaks(45 * MINUTE, goal=3)
    assert len(file.problems) == 1


def test_a_slip_costs_its_own_line_at_the_next_start(tmp_path: Path) -> None:
    """Nobody gets burpees for a missing quote further up."""
    path = tmp_path / "settings.toml"
    save(path, "[breaks]\ninterval = 45m\ngoal = 3\n[profile]\nlow_impact = true\n")
    file = SettingsFile(path)
    assert file.refresh()

    assert file.settings.breaks == Breaks(goal=3)
    assert file.settings.profile.low_impact
    (told,) = file.problems
    assert told.startswith("settings.toml: line 2: cannot be understood")
    assert file.usable


def test_while_it_runs_a_slip_changes_nothing(tmp_path: Path) -> None:
    """It may be half of what somebody is about to write."""
    path = tmp_path / "settings.toml"
    save(path, "[breaks]\ngoal = 3\n")
    file = SettingsFile(path)
    file.refresh()
    save(path, "[breaks]\ninterval = 45m\ngoal = 4\n")
    assert file.refresh()

    assert file.settings.breaks == Breaks(goal=3)
    (told,) = file.problems
    assert told.startswith("settings.toml: line 2: cannot be understood")
    assert not file.usable


def test_a_saved_comment_is_no_news(tmp_path: Path) -> None:
    """A new file with the same meaning is read, and changes nothing."""
    path = tmp_path / "settings.toml"
    file = SettingsFile(path)
    save(path, "# hello")
    assert not file.refresh()


def test_a_vanished_file_changes_nothing(tmp_path: Path) -> None:
    """What is in force stays, without a complaint, until a file is there again."""
    path = tmp_path / "settings.toml"
    save(path, "breaks.goal = 3\nx = 1")
    file = SettingsFile(path)
    assert file.refresh()
    path.unlink()
    assert file.refresh()
    assert (file.settings.breaks.goal, file.problems) == (3, ())
    assert not file.refresh()
    save(path, "breaks.goal = 4")
    assert file.refresh()
    assert file.settings.breaks.goal == 4


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[breaks]\ngoal = 3 # \xff", "settings.toml: line 2: not UTF-8 text; save"),
        (b"#" * 300_000, "settings.toml: larger than 256 KB; make it shorter"),
        (b"[breaks]\ngoal = 4\ninterval = 20m\n", "settings.toml: line 3: cannot be"),
    ],
)
def test_an_unreadable_file_changes_nothing(
    tmp_path: Path, data: bytes, says: str
) -> None:
    """There is one problem, told once, and the file is left alone."""
    path = tmp_path / "settings.toml"
    save(path, "breaks.goal = 3")
    file = SettingsFile(path)
    file.refresh()
    path.write_bytes(data)
    assert file.refresh()
    assert file.settings.breaks.goal == 3
    assert len(file.problems) == 1
    assert file.problems[0].startswith(says)
    assert not file.usable
    assert not file.refresh()
    assert path.read_bytes() == data
    save(path, "breaks.goal = 0")
    assert file.refresh()
    assert (len(file.problems), file.usable) == (1, True)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Some editors write one in front of the text."""
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbfbreaks.goal = 3\r\n")
    file = SettingsFile(path)
    assert file.refresh()
    assert (file.settings.breaks.goal, file.problems) == (3, ())


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    """It is neither read nor replaced."""
    path = tmp_path / "settings.toml"
    path.mkdir()
    file = SettingsFile(path)
    assert not file.ensure()
    assert file.refresh()
    assert file.problems == (
        "settings.toml: this is not a file; move it away, then save the text anew",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_a_forbidden_file_is_read_when_it_is_allowed_again(tmp_path: Path) -> None:
    """Permission can change without the file changing."""
    path = tmp_path / "settings.toml"
    save(path, "breaks.goal = 3")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    file = SettingsFile(path)
    assert file.refresh()
    assert "cannot be read" in file.problems[0]
    path.chmod(0o600)
    assert file.refresh()
    assert (file.settings.breaks.goal, file.problems) == (3, ())


def test_a_new_user_finds_the_template(tmp_path: Path) -> None:
    """Folder and file are made, readable by this user alone, and nothing is left."""
    path = tmp_path / "config" / "movebreak" / "settings.toml"
    file = SettingsFile(path)
    assert file.ensure()
    assert path.read_text(encoding="utf-8") == template()
    assert list(path.parent.iterdir()) == [path]
    assert not file.refresh()
    assert file.problems == ()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Nobody's settings are written over."""
    path = tmp_path / "settings.toml"
    save(path, "# mine")
    assert not SettingsFile(path).ensure()
    assert path.read_text(encoding="utf-8") == "# mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_that_leads_nowhere_is_left_alone(tmp_path: Path) -> None:
    """The disk it points to may come back."""
    path = tmp_path / "settings.toml"
    path.symlink_to(tmp_path / "elsewhere" / "settings.toml")
    assert not SettingsFile(path).ensure()
    assert path.is_symlink()


def test_a_template_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The program goes on with the defaults, and says what stands in the way."""
    blocked = tmp_path / "config"
    blocked.write_text("a file where the folder belongs")
    file = SettingsFile(blocked / "movebreak" / "settings.toml")
    assert not file.ensure()
    (problem,) = file.problems
    assert "cannot be written (" in problem
    assert file.settings == Settings()
    file.refresh()
    assert "cannot be " in file.problems[0]
    blocked.unlink()
    assert file.ensure()
    assert file.refresh()
    assert file.problems == ()


class HeldFile:
    """A file that another program holds for some tries."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def replace(self, _: Path) -> None:
        """Refuse while it is held."""
        self.tries -= 1
        if self.tries >= 0:
            raise PermissionError


def test_a_file_that_is_held_for_a_moment_is_replaced(tmp_path: Path) -> None:
    """Scanners look at new files; trying again outlasts them."""
    held = HeldFile(tries=2)
    put_in_place(held.replace, tmp_path)
    assert held.tries == -1


def test_a_file_that_stays_held_is_given_up(tmp_path: Path) -> None:
    """After ten tries the refusal is told."""
    held = HeldFile(tries=100)
    with pytest.raises(PermissionError):
        put_in_place(held.replace, tmp_path)
    assert held.tries == 90
