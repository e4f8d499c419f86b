"""The unit that a person's systemd starts with the desktop."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.autostart.systemd import (
    SESSION,
    UNIT,
    SystemdAutostart,
    command_line,
    words,
)
from movebreak.errors import MovebreakError
from tests.systems import only_on

only_on("linux")

COMMAND = (sys.executable, "-P", "-m", "movebreak", "run")


@dataclass
class FakeSystemd:
    """Counts how often it reads all units anew, and knows of a session, or of none."""

    session: bool | None = True
    reloads: int = 0

    def reload(self) -> None:
        """Read all units anew."""
        self.reloads += 1

    def has_session(self) -> bool | None:
        """Say whether a desktop runs."""
        return self.session


def unit_in(
    folder: Path, systemd: FakeSystemd, command: tuple[str, ...] = COMMAND
) -> SystemdAutostart:
    """Return the part under test."""
    return SystemdAutostart(folder, command, systemd.reload, systemd.has_session)


def test_it_is_wanted_by_the_desktop(tmp_path: Path) -> None:
    """Through a link, as systemctl would make it; systemd hears of it."""
    systemd = FakeSystemd()
    unit_in(tmp_path, systemd).turn_on()

    link = tmp_path / f"{SESSION}.wants" / UNIT
    assert link.resolve() == (tmp_path / UNIT).resolve()
    assert f"PartOf={SESSION}" in (tmp_path / UNIT).read_text()
    assert systemd.reloads == 1

    unit_in(tmp_path, systemd).turn_off()
    assert not link.is_symlink()
    assert not (tmp_path / UNIT).exists()
    assert systemd.reloads == 2


@given(st.lists(st.text(min_size=1).filter(str.isprintable), min_size=1))
def test_any_command_can_be_written(command: list[str]) -> None:
    """Spaces, quotes, backslashes, percents and dollars included."""
    assert list(words(command_line(command))) == command


def test_words_of_other_hands_are_read() -> None:
    """Bare, in either quotes, and behind the signs that systemd knows."""
    line = r""" -:"/a b/python" -m 'move break' C:\\x 100%% $$HOME"""
    assert words(line) == ("/a b/python", "-m", "move break", r"C:\x", "100%", "$HOME")


def test_a_line_break_cannot_be_written(tmp_path: Path) -> None:
    """It would begin another line of the unit."""
    with pytest.raises(MovebreakError, match="nobody can see"):
        unit_in(tmp_path, FakeSystemd(), ("/a\nUser=root",)).turn_on()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ExecStart=/gone/python -m movebreak run", "/gone/python, which is not there"),
        ("ExecStart=", "starts nothing"),
        ("", "starts nothing"),
    ],
)
def test_a_unit_that_was_edited_badly_is_mended(
    tmp_path: Path, line: str, says: str
) -> None:
    """It is told what is wrong with it; switched on again, it is as new."""
    unit = unit_in(tmp_path, FakeSystemd())
    unit.turn_on()
    good = (tmp_path / UNIT).read_text()
    (tmp_path / UNIT).write_text(f"[Service]\n{line}\n")
    assert unit.is_on()
    assert says in unit.why()
    unit.turn_on()

    assert unit.why() == ""
    assert (tmp_path / UNIT).read_text() == good


def test_a_link_without_its_unit_is_mended(tmp_path: Path) -> None:
    """Somebody has removed the file alone."""
    unit = unit_in(tmp_path, FakeSystemd())
    unit.turn_on()
    (tmp_path / UNIT).unlink()
    assert "is not there any more" in unit.why()
    unit.turn_on()

    assert unit.why() == ""


def test_a_unit_that_works_is_left_alone(tmp_path: Path) -> None:
    """The person may have given it other words."""
    unit = unit_in(tmp_path, FakeSystemd())
    unit.turn_on()
    own = f"[Service]\nExecStart={sys.executable} -m movebreak run --no-tray\n"
    (tmp_path / UNIT).write_text(own)
    unit.turn_on()

    assert (tmp_path / UNIT).read_text() == own


def test_a_desktop_without_a_session_in_systemd_is_told(tmp_path: Path) -> None:
    """There the unit would never be started; asked by ssh, nobody can know."""
    systemd = FakeSystemd(session=False)
    unit = unit_in(tmp_path, systemd)
    assert unit.why() == ""
    unit.turn_on()
    assert "does not tell systemd when it starts" in unit.why()

    systemd.session = None
    assert unit.why() == ""


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="the checker is missing"
)
def test_systemds_own_checker_finds_nothing(tmp_path: Path) -> None:
    """Also with a program in a folder with a strange name."""
    program = tmp_path / "a b$c%d"
    program.symlink_to(sys.executable)
    unit_in(tmp_path, FakeSystemd(), (str(program), *COMMAND[1:], 'g"h')).turn_on()

    check = ["systemd-analyze", "--user", "verify", str(tmp_path / UNIT)]
    env = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(  # noqa: S603
        check, capture_output=True, text=True, check=False, env=env
    )
    # It has an opinion on other units of this machine, too.
    ours = [line for line in done.stderr.splitlines() if "movebreak" in line]
    assert ours == []
    assert done.returncode == 0
