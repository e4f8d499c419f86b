"""The entry that free desktops start at login, as their specification reads it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.autostart.linux import GROUP, NAME, XdgAutostart, quoted
from movebreak.errors import MovebreakError

COMMAND = (sys.executable, "-P", "-m", "movebreak", "run")


def words_of(command: str) -> list[str]:
    """Read an Exec line as the specification says: first the value, then its quotes."""
    value = command.replace("\\\\", "\0").replace("\\s", " ").replace("\0", "\\")
    found = re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', value)
    words = [re.sub(r"\\(.)", r"\1", quote) or plain for quote, plain in found]
    return [word.replace("%%", "%") for word in words]


def line(path: Path, key: str) -> str:
    """Return what a key of an entry says."""
    (found,) = re.findall(rf"(?m)^{key}=(.*)$", path.read_text())
    return str(found)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The config folder of a person."""
    return tmp_path / "home" / "autostart"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """The folder of all users, with an entry of a distribution."""
    folder = tmp_path / "etc"
    folder.mkdir()
    (folder / NAME).write_text(f"{GROUP}\nType=Application\nExec={sys.executable}\n")
    return folder


def start(
    home: Path, *systems: Path, command: tuple[str, ...] = COMMAND
) -> XdgAutostart:
    """Return the part under test."""
    return XdgAutostart(home, systems, command, "/icons/movebreak.svg")


def test_an_entry_starts_our_command(home: Path) -> None:
    """With all that the specification asks for, for nobody but this person."""
    start(home).turn_on()
    entry = home / NAME

    assert words_of(line(entry, "Exec")) == list(COMMAND)
    assert line(entry, "Type") == "Application"
    assert line(entry, "Name") == "movebreak"
    assert [each.name for each in home.iterdir()] == [NAME]


@given(st.lists(st.text(min_size=1).filter(str.isprintable), min_size=1))
def test_any_command_can_be_written(words: list[str]) -> None:
    """Spaces, quotes, backslashes, percents and dollars included."""
    assert words_of(" ".join(quoted(word) for word in words)) == words


def test_a_line_break_cannot_be_written() -> None:
    """It would begin another key."""
    with pytest.raises(MovebreakError, match="nobody can see") as error:
        quoted("a\nHidden=true")
    assert "a?Hidden=true" in error.value.message


@pytest.mark.parametrize("name", ["caf\udce9", "line\nbreak"])
def test_a_folder_that_no_entry_can_name_is_told(home: Path, name: str) -> None:
    """Of the program, or of the icon; nothing is written."""
    for command, icon in (((f"/{name}/python",), "icon"), (COMMAND, f"/{name}/icon")):
        autostart = XdgAutostart(home, [], command, icon)
        with pytest.raises(MovebreakError, match="nobody can see") as error:
            autostart.turn_on()
        assert str(error.value).replace("\n", "").isprintable()
    assert not home.exists()


def test_an_entry_that_works_is_left_alone(home: Path) -> None:
    """The person may have given it other words."""
    home.mkdir(parents=True)
    own = f"{GROUP}\nExec={sys.executable} -m movebreak run --no-tray\n"
    (home / NAME).write_text(own)
    autostart = start(home)
    autostart.turn_on()

    assert autostart.is_on()
    assert (home / NAME).read_text() == own


def test_an_entry_whose_program_is_gone_is_mended(home: Path) -> None:
    """After another way to install it; until then it says what is wrong."""
    gone = ("/gone away/python", "-m", "movebreak")
    start(home, command=gone).turn_on()
    autostart = start(home)
    assert autostart.is_on()
    assert "/gone away/python" in autostart.why()
    autostart.turn_on()

    assert autostart.why() == ""
    assert words_of(line(home / NAME, "Exec")) == list(COMMAND)


@pytest.mark.parametrize("off", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_the_desktop_may_switch_it_off(home: Path, off: str) -> None:
    """In its own settings; switched on here it is on again."""
    autostart = start(home)
    autostart.turn_on()
    with (home / NAME).open("a") as entry:
        entry.write(f"{off}\n")
    assert not autostart.is_on()
    assert autostart.why() == ""
    autostart.turn_on()

    assert autostart.is_on()


def test_other_groups_say_nothing(home: Path) -> None:
    """Only the entry itself counts."""
    autostart = start(home)
    autostart.turn_on()
    with (home / NAME).open("a") as entry:
        entry.write("\n[Desktop Action Quit]\nHidden=true\n")
    assert autostart.is_on()


def test_an_entry_of_the_system_is_hidden(home: Path, system: Path) -> None:
    """It is not ours to remove."""
    autostart = start(home, system)
    assert autostart.is_on()
    autostart.turn_off()

    assert not autostart.is_on()
    assert line(home / NAME, "Hidden") == "true"
    assert (system / NAME).exists()


def test_what_cannot_be_written_is_told(home: Path) -> None:
    """With the reason, and what helps."""
    home.parent.mkdir()
    home.write_text("no folder")
    with pytest.raises(MovebreakError, match="cannot be changed"):
        start(home).turn_on()
    with pytest.raises(MovebreakError, match="cannot be changed"):
        start(home).turn_off()


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="the checker is missing"
)
def test_the_desktops_own_checker_finds_nothing(home: Path) -> None:
    """Not even a hint."""
    start(home, command=("/a b/$c`d\\e%f", 'g"h')).turn_on()
    words = ["desktop-file-validate", str(home / NAME)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (0, "")
