"""The entry that free desktops start at login, as their specification reads it."""

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.autostart.entries import GROUP, NAME, command_line, quoted
from movebreak.autostart.entries import words as words_in
from movebreak.autostart.linux import XdgAutostart
from movebreak.errors import MovebreakError
from tests.systems import only_on

only_on("linux")

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
    *folders: Path, command: tuple[str, ...] = COMMAND, desktop: str = "XFCE"
) -> XdgAutostart:
    """Return the part under test."""
    return XdgAutostart(folders, command, "/icons/movebreak.svg", desktop)


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
    line = command_line(words)
    assert words_of(line) == words
    assert list(words_in(line)) == words


def test_a_line_break_cannot_be_written() -> None:
    """It would begin another key."""
    with pytest.raises(MovebreakError, match="nobody can see") as error:
        quoted("a\nHidden=true")
    assert "a?Hidden=true" in error.value.message


@pytest.mark.parametrize("name", ["caf\udce9", "line\nbreak"])
def test_a_folder_that_no_entry_can_name_is_told(home: Path, name: str) -> None:
    """Of the program, or of the icon; nothing is written."""
    for command, icon in (((f"/{name}/python",), "icon"), (COMMAND, f"/{name}/icon")):
        autostart = XdgAutostart([home], command, icon, "")
        with pytest.raises(MovebreakError, match="nobody can see") as error:
            autostart.turn_on()
        assert str(error.value).replace("\n", "").isprintable()
    assert not home.exists()


def test_an_entry_that_works_is_left_alone(home: Path) -> None:
    """The person may have given it other words."""
    home.mkdir(parents=True)
    command = f"{sys.executable} -m movebreak run --no-tray"
    own = f"{GROUP}\nType=Application\nExec={command}\n"
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


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (("Type=Application", "Type=Link"), "is not one of a program"),
        (("Exec=", "Exac="), "starts nothing"),
        ((GROUP, "[Desktop"), "is not one of a program"),
        (("Icon=", "TryExec=/gone\nIcon="), "waits for /gone, which is not there"),
        (("Icon=", "OnlyShowIn=KDE;\nIcon="), "is for other desktops"),
        (("Icon=", "NotShowIn=GNOME;XFCE;\nIcon="), "is for other desktops"),
    ],
)
def test_an_entry_that_was_edited_badly_is_mended(
    home: Path, spoilt: tuple[str, str], says: str
) -> None:
    """It is told what is wrong with it; switched on again, it is as new."""
    autostart = start(home)
    autostart.turn_on()
    entry = home / NAME
    good = entry.read_text()
    entry.write_text(good.replace(*spoilt))

    assert autostart.is_on()
    assert says in autostart.why()
    autostart.turn_on()

    assert autostart.why() == ""
    assert entry.read_text() == good


def test_an_entry_for_some_desktops_counts_anywhere_else_than_on_one(
    home: Path,
) -> None:
    """Asked by ssh, nobody knows which desktop will come."""
    start(home).turn_on()
    with (home / NAME).open("a") as entry:
        entry.write("OnlyShowIn=KDE;\n")

    assert start(home, desktop="ubuntu:KDE").why() == ""
    assert start(home, desktop="").why() == ""
    assert "other desktops" in start(home, desktop="GNOME").why()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a Python in which movebreak was never installed."""
    folder = tmp_path_factory.mktemp("a venv")
    venv.create(folder, with_pip=False)
    return str(folder / "bin" / "python")


def test_an_entry_whose_python_has_lost_movebreak_is_mended(
    home: Path, bare: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python itself is there; it alone can tell that movebreak is not."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    start(home, command=(bare, "-P", "-m", "movebreak", "run")).turn_on()
    autostart = start(home)
    assert f"starts a movebreak by {bare}, where it is not any more" in autostart.why()
    autostart.turn_on()

    assert autostart.why() == ""


def test_another_movebreak_is_left_alone(home: Path, tmp_path: Path) -> None:
    """When it tells its version; and a script of the person's is never started."""
    other = tmp_path / "movebreak"
    other.write_text('#!/bin/sh\ntest "$*" = --version && echo 0.1\n')
    script = tmp_path / "mine"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    for each in (other, script):
        each.chmod(0o755)
        start(home, command=(str(each), "run")).turn_on()
        assert start(home).why() == ""
        start(home).turn_on()
        assert words_of(line(home / NAME, "Exec")) == [str(each), "run"]
        (home / NAME).unlink()

    assert not (tmp_path / "started").exists()


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
