"""The recipes for packages: each read by its own linter, and all of one mind."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from movebreak import __version__
from movebreak.autostart.applications import MenuEntry
from movebreak.autostart.entries import NAME
from movebreak.surfaces.icon import icons_folder
from tests.packaging import play_spec

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "assets" / "packaging" / "linux"
APP_ID = "org.movebreak.movebreak"
ENTRY = LINUX / f"{APP_ID}.desktop"
METAINFO = LINUX / f"{APP_ID}.metainfo.xml"
MANIFEST = LINUX / f"{APP_ID}.yml"


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test where this linter is not installed."""
    missing = shutil.which(program) is None
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


def run(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a linter to its end."""
    return subprocess.run(  # noqa: S603
        words, cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_entry_is_the_one_that_movebreak_writes(tmp_path: Path) -> None:
    """But for what it starts, and the name of its icon."""
    MenuEntry(tmp_path, icons_folder(), ("movebreak", "run")).turn_on()
    written = (tmp_path / "applications" / NAME).read_text()
    assert ENTRY.read_text() == written.replace("Icon=movebreak", f"Icon={APP_ID}")


@needs("desktop-file-validate")
def test_the_desktops_own_checker_finds_nothing() -> None:
    """Not even a hint."""
    done = run("desktop-file-validate", ENTRY)
    assert (done.returncode, done.stdout) == (0, "")


@needs("appstreamcli")
def test_appstreams_own_checker_finds_nothing_wrong() -> None:
    """What it says besides is that it is older than one of the tags."""
    done = run("appstreamcli", "validate", "--no-net", "--no-color", METAINFO)
    assert done.returncode == 0, done.stdout
    assert not re.search(r"^[EW]:", done.stdout, re.MULTILINE), done.stdout


def test_the_newest_release_is_this_one() -> None:
    """And the metadata is for the entry beside it."""
    tree = ET.parse(METAINFO)  # noqa: S314 - our own file
    assert next(tree.iter("release")).get("version") == __version__
    assert tree.findtext("id") == APP_ID
    assert tree.findtext("launchable") == ENTRY.name


@needs("flatpak-builder")
def test_flatpaks_own_builder_reads_the_manifest(tmp_path: Path) -> None:
    """Every key is one it knows; what is to be installed is there."""
    # It leaves a folder of its own where it is started.
    done = run("flatpak-builder", "--show-manifest", MANIFEST, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["id"], told["command"]) == (APP_ID, "movebreak")
    (module,) = told["modules"]
    assert (LINUX / module["sources"][0]["path"]).resolve() == ROOT
    lines = "\n".join(module["build-commands"]).replace("$FLATPAK_ID", APP_ID)
    named = re.findall(r"\bassets/\S+", lines)
    assert len(named) == 4
    assert all((ROOT / each).is_file() for each in named)


def played(system: str, folder: Path) -> list[tuple[str, list[str], dict[str, Any]]]:
    """Return the steps that PyInstaller is asked for on a system."""
    done = run(sys.executable, play_spec.__file__, system, folder)
    assert done.returncode == 0, done.stderr
    steps: list[tuple[str, list[str], dict[str, Any]]] = json.loads(done.stdout)
    return steps


@pytest.mark.parametrize(
    ("system", "programs"),
    [
        ("linux", {"movebreak": True}),
        ("win32", {"movebreak": True, "movebreakw": False}),
        ("darwin", {"movebreak": False}),
    ],
)
def test_each_system_gets_its_programs(
    tmp_path: Path, system: str, programs: dict[str, bool]
) -> None:
    """Each with a console, or without; none with what would run before it."""
    steps = played(system, tmp_path)
    made = [(given, named) for name, given, named in steps if name == "EXE"]
    assert {named["name"]: named["console"] for _, named in made} == programs
    assert all("pyi_rth" not in " ".join(given) for given, _ in made)
    (start,) = [given for name, given, _ in steps if name == "Analysis"]
    assert "start.py" in start[0]


def test_an_application_for_the_menu_bar_of_macos(tmp_path: Path) -> None:
    """It has an icon, and no place in the Dock."""
    (app,) = [
        named for name, _, named in played("darwin", tmp_path) if name == "BUNDLE"
    ]
    assert app["name"] == "movebreak.app"
    assert app["bundle_identifier"] == APP_ID
    assert app["version"] == __version__
    assert app["info_plist"]["LSUIElement"] is True
    with Image.open(app["icon"]) as icon:
        assert icon.format == "ICNS"
