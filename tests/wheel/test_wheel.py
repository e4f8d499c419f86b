"""The wheel works on its own: built, installed in a new environment, tried."""

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak import __version__
from movebreak.surfaces.icon import SIZES, strip_name
from tests.desktop.program import Program
from tests.desktop.session import Session, end
from tests.waiting import eventually

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parents[2]
NAME = f"movebreak-{__version__}"
LONGEST = 300
FINDS_ITS_DATA = """
import json, sys
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.packs import built_in_folder
from movebreak.surfaces.icon import Icons, icons_folder

folder = icons_folder()
size = Icons(folder).image("due").size
drills = CatalogueFiles(built_in_folder()).drills()
print(json.dumps([str(folder), size, len(drills), sys.prefix]))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build source archive and, from it, the wheel; return their folder."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", f"{folder}", ROOT)
    return folder


@pytest.fixture(scope="module")
def programs(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a new environment; return where its programs are."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check")
    # Nobody shall need a compiler, or any tool to build with.
    wheels = ("--quiet", "--only-binary=:all:")
    _run(*pip, "install", *wheels, built / f"{NAME}-py3-none-any.whl")
    return programs


@pytest.fixture
def program(programs: Path) -> Iterator[Program]:
    """Have the installed program in a session without bus and screen."""
    with Session() as session:
        session.env.pop("PYTHONPATH", None)
        yield Program(session, str(programs / "movebreak"))


def test_one_wheel_serves_every_system(built: Path) -> None:
    """There is one wheel, for any Python 3 on any system."""
    names = {each.name for each in built.iterdir()}
    assert names == {f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"}


def test_the_wheel_holds_what_is_needed_and_no_tests(built: Path) -> None:
    """Icons and drills are in it; tests and drawing programs are not."""
    with zipfile.ZipFile(built / f"{NAME}-py3-none-any.whl") as wheel:
        names = wheel.namelist()

    tops = {name.split("/")[0] for name in names}
    assert tops == {"movebreak", f"{NAME}.dist-info"}
    assert {f"movebreak/icons/{strip_name(size)}" for size in SIZES} <= set(names)
    assert "movebreak/icons/movebreak.ico" in names
    # Modules, drills, figures, and all that the pages are made of.
    ours = (each for each in (ROOT / "movebreak").rglob("*.*") if each.is_file())
    kept = {each.relative_to(ROOT).as_posix() for each in ours if each.suffix != ".pyc"}
    assert {Path(each).suffix for each in kept} >= {".py", ".toml", ".html", ".js"}
    assert kept <= set(names)
    assert any(name.endswith("/LICENSE") for name in names)
    assert not [name for name in names if "test" in name or "__pycache__" in name]


def test_the_wheel_holds_each_drill_twice(built: Path) -> None:
    """Beside each file of drills is a copy that is read faster and says the same."""
    with zipfile.ZipFile(built / f"{NAME}-py3-none-any.whl") as wheel:
        folder = zipfile.Path(wheel, "movebreak/catalogue/")
        files = [each for each in folder.iterdir() if each.name.endswith(".toml")]
        for file in files:
            copy = folder / file.name.replace(".toml", ".json")
            said = json.loads(copy.read_text("utf-8"))
            assert said == tomllib.loads(file.read_text("utf-8"))

    assert len(files) == len(list((ROOT / "movebreak" / "catalogue").glob("*.toml")))


def test_the_source_archive_holds_all_to_check_it(built: Path) -> None:
    """Who has the archive can run `make test`, too."""
    with tarfile.open(built / f"{NAME}.tar.gz") as archive:
        names = {name.removeprefix(f"{NAME}/") for name in archive.getnames()}

    assert {"Makefile", "pyproject.toml", "README.md", "LICENSE"} <= names
    assert {"tests/wheel/test_wheel.py", "tests/desktop/packages.txt"} <= names
    assert {"assets/make_icons.py", "assets/packaging/movebreak.spec"} <= names
    assert not [name for name in names if name.startswith((".venv", ".git/"))]


OURS = {
    "movebreak",
    "jeepney",
    "msgspec",
    "pillow",
    "platformdirs",
    "plyer",
    "pystray",
    "schedule",
}
OF_THE_PAGES = {"jinja2", "starlette", "tomlkit", "uvicorn"}
# By these, or by making the environment.
BROUGHT_ALONG = {
    *("pip", "setuptools", "wheel", "six", "python-xlib", "evdev"),
    *("markupsafe", "anyio", "idna", "sniffio", "typing_extensions", "click", "h11"),
}


def test_nothing_for_developers_is_installed(programs: Path) -> None:
    """The program needs its own few packages and no tool."""
    listed = _run(programs / "python", "-m", "pip", "list", "--format=json")
    names = {each["name"].lower() for each in json.loads(listed)}

    assert {"movebreak", "pillow", "pystray", "plyer", "schedule"} <= names
    assert names <= OURS | OF_THE_PAGES | BROUGHT_ALONG


def test_the_program_knows_its_version(programs: Path) -> None:
    """`movebreak --version` and `python -m movebreak --version` agree."""
    assert _run(programs / "movebreak", "--version").strip() == __version__
    by_module = _run(programs / "python", "-m", "movebreak", "--version")
    assert by_module.strip() == __version__


def test_icons_and_drills_are_found(programs: Path) -> None:
    """The installed package finds its data in itself."""
    folder, size, drills, prefix = json.loads(
        _run(programs / "python", "-c", FINDS_ITS_DATA)
    )

    assert Path(folder).is_relative_to(prefix)
    assert size == [64, 64]
    assert drills >= 12


def test_the_doctor_finds_all_well(program: Program) -> None:
    """`doctor` works before the first start, and names the places."""
    told = json.loads(program.ask("doctor", "--json"))

    assert told["version"] == __version__
    assert not told["running"]
    assert told["folders"]["settings"].startswith(str(program.session.home))


def test_a_break_without_a_desktop(program: Program) -> None:
    """With neither bus nor screen the reminder comes in the terminal."""
    process = program.start("--every", "2s")
    assert eventually(lambda: program.state() == "due")
    title = program.status()["drill"]["cue"]
    assert eventually(lambda: title in program.said())

    program.ask("done")

    assert program.status()["today"]["done"] == 1
    assert end(process) == 0
    assert "Traceback" not in program.said()


def _run(*words: str | Path) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        # Python would find the checkout here, and not what was installed.
        cwd=tempfile.gettempdir(),
        env={name: it for name, it in os.environ.items() if name != "PYTHONPATH"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
