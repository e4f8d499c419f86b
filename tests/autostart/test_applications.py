"""The place among a desktop's applications: an entry, and its icon."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from movebreak.autostart.applications import ICONS, MenuEntry
from movebreak.autostart.entries import NAME
from movebreak.errors import MovebreakError
from movebreak.surfaces.icon import icons_folder
from tests.systems import only_on

only_on("linux")

COMMAND = (sys.executable, "-P", "-m", "movebreak", "run")


def entry_in(data: Path, *command: str) -> MenuEntry:
    """Return the part under test."""
    return MenuEntry(data, icons_folder(), command or COMMAND)


def files(data: Path) -> set[str]:
    """Return all files below a folder."""
    found = (each for each in data.rglob("*") if each.is_file())
    return {str(each.relative_to(data)) for each in found}


def test_it_brings_its_icon_along(tmp_path: Path) -> None:
    """By a name that every theme finds; both go together."""
    entry = entry_in(tmp_path)
    entry.turn_on()

    icons = {f"icons/hicolor/{each}" for each in ICONS}
    assert files(tmp_path) == {f"applications/{NAME}", *icons}
    assert "Icon=movebreak\n" in (tmp_path / "applications" / NAME).read_text()
    png = tmp_path / "icons/hicolor/48x48/apps/movebreak.png"
    assert png.read_bytes() == (icons_folder() / "movebreak-48.png").read_bytes()

    entry.turn_off()
    assert files(tmp_path) == set()


def test_one_that_starts_what_is_gone_is_mended(tmp_path: Path) -> None:
    """After movebreak was installed another way."""
    entry_in(tmp_path, "/gone/python", "-m", "movebreak", "run").turn_on()
    entry = entry_in(tmp_path)
    assert "/gone/python, which is not there any more" in entry.why()
    entry.turn_on()

    assert entry.why() == ""


def test_a_lost_icon_is_mended(tmp_path: Path) -> None:
    """And nothing else of the entry is told to be wrong."""
    entry = entry_in(tmp_path)
    entry.turn_on()
    shutil.rmtree(tmp_path / "icons")
    assert "has lost its icon" in entry.why()
    entry.turn_on()

    assert entry.why() == ""


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With the reason, and what helps."""
    (tmp_path / "applications").write_text("no folder")
    with pytest.raises(MovebreakError, match="cannot be changed"):
        entry_in(tmp_path).turn_on()


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="the checker is missing"
)
def test_the_desktops_own_checker_finds_nothing(tmp_path: Path) -> None:
    """Not even a hint."""
    entry_in(tmp_path, "/a b/$c`d\\e%f", 'g"h').turn_on()
    words = ["desktop-file-validate", str(tmp_path / "applications" / NAME)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (0, "")
