"""The README's ways to install it: make run, pipx and uv, from a fresh checkout."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak import __version__
from tests.desktop.program import Program
from tests.desktop.session import Session
from tests.waiting import eventually

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parents[2]
LONGEST = 300
LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".venv*", ".winlane", "build", "dist", "shots"),
    *(".*_cache", ".hypothesis", ".coverage*", "__pycache__"),
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what a person would have checked out, into a folder with a space."""
    folder = tmp_path_factory.mktemp("a checkout") / "movebreak"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have pipx and uv; return where they are."""
    folder = tmp_path_factory.mktemp("tools")
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    _run(programs / "python", "-m", "pip", "install", "--quiet", "pipx", "uv")
    return programs


@pytest.fixture
def session() -> Iterator[Session]:
    """Have a fresh home without a desktop."""
    with Session() as mine:
        yield mine


def test_make_run(checkout: Path, session: Session) -> None:
    """It installs into .venv and starts; commands answer; it ends with exit code 0."""
    made = session.start(
        "make", "-C", str(checkout), "run", f"PYTHON={sys.executable}", "ARGS=--no-tray"
    )
    program = Program(session, str(checkout / ".venv" / "bin" / "movebreak"))

    assert eventually(lambda: _serves(program), LONGEST), session.said("make")
    assert program.ask("status").startswith("Next break")
    program.ask("quit")
    assert made.wait(20) == 0


def test_pipx(checkout: Path, tools: Path, tmp_path: Path) -> None:
    """`pipx install .` gives a movebreak that starts anywhere."""
    env = {
        "PIPX_HOME": str(tmp_path / "home"),
        "PIPX_BIN_DIR": str(tmp_path / "bin"),
        "PIPX_MAN_DIR": str(tmp_path / "man"),
        "PIPX_DEFAULT_PYTHON": sys.executable,
    }

    _run(tools / "pipx", "install", ".", cwd=checkout, env=env)

    assert _run(tmp_path / "bin" / "movebreak", "--version") == __version__


def test_uv(checkout: Path, tools: Path, tmp_path: Path) -> None:
    """`uv tool install .` does the same."""
    env = {
        "UV_TOOL_DIR": str(tmp_path / "tools"),
        "UV_TOOL_BIN_DIR": str(tmp_path / "bin"),
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
    }

    _run(tools / "uv", "tool", "install", ".", cwd=checkout, env=env)

    assert _run(tmp_path / "bin" / "movebreak", "--version") == __version__


SYSTEMS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
)


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_system_needs_a_compiler(tools: Path, system: str) -> None:
    """All that movebreak needs comes as wheels, for every system it is for."""
    needed = _run(
        *(tools / "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate"),
        *("--only-binary", ":all:", "--python-platform", system),
        *("--python", sys.executable, ROOT / "pyproject.toml"),
    )
    names = {line.partition("==")[0] for line in needed.splitlines()}
    assert {"pillow", "pystray", "msgspec"} <= names
    assert ("jeepney" in names) == ("linux" in system)
    assert ("tzdata" in names) == ("windows" in system)


def _serves(program: Program) -> bool:
    return Path(program.command[0]).exists() and program.code("status") == 0


def _run(
    *argv: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> str:
    done = subprocess.run(
        argv,
        cwd=cwd,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()
