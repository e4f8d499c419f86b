"""Builds the lane: Wine, and in it the Windows edition of Python with our packages.

    python -m tests.windows.lane

It goes into .winlane, in about a minute; what is there and still right stays.
Exit code 3 tells that it cannot be built on this machine.
"""

import filecmp
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.windows import wine

assert sys.platform == "linux"

HERE: Final = Path(__file__).parent
LANE: Final = wine.LANE
PREFIX: Final = wine.PREFIX
PYTHON: Final = wine.PYTHON
CANNOT: Final = 3
# To be raised when a change of this file asks for all to be made anew.
EDITION: Final = 1

_MINUTE: Final = 60
_REGISTRY: Final = rf"""REGEDIT4

[HKEY_CURRENT_USER\Software\Wine\Explorer]
"Desktop"="shell"

[HKEY_CURRENT_USER\Software\Wine\Explorer\Desktops]
"shell"="{wine.SCREEN}"
"""
# Where pip shall look, which it may know from a file that Windows has not.
_PIP_SETTINGS: Final = ("index-url", "trusted-host", "cert")


class CannotError(Exception):
    """Why this machine cannot have the lane."""


def build() -> None:
    """Make what is missing. Raises CannotError."""
    with wine.alone():
        _install_debian_packages()
        version = _said("dpkg-query", "-W", "-f=${Version}", "libwine")
        _make("prefix", f"{EDITION} {version}", _make_prefix)
        made_of = (HERE / each for each in ("python.txt", "wine_gaps.py"))
        python = "".join(each.read_text("utf-8") for each in made_of)
        _make("python", python, _unpack_python)
    needs = _needs()
    _make("packages", needs, lambda: _install(needs))


def _make(what: str, stamp: str, make: Callable[[], None]) -> None:
    """Make one part if it is not there, or not the one that is meant."""
    path = LANE / f"{what}.stamp"
    # What stands on another part is made anew with it.
    stamp = hashlib.sha256(f"{_stamps(before=path)}{stamp}".encode()).hexdigest()
    if path.exists() and path.read_text("ascii") == stamp:
        return
    print(f"making the {what}", flush=True)
    path.unlink(missing_ok=True)
    make()
    path.write_text(stamp, "ascii")


def _stamps(before: Path) -> str:
    order = [LANE / f"{each}.stamp" for each in ("prefix", "python", "packages")]
    return "".join(each.read_text("ascii") for each in order[: order.index(before)])


def _install_debian_packages() -> None:
    wanted = (HERE / "packages.txt").read_text("ascii").split()
    there = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status} ${Package}\n", *wanted],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    absent = [each for each in wanted if f"installed {each}" not in there]
    if not absent:
        return
    if os.getuid() != 0:
        raise CannotError(f"not installed: {' '.join(absent)}")
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"]
    _tool(*apt, "update")
    _tool(*apt, "install", "-y", "--no-install-recommends", *absent)


def _make_prefix() -> None:
    shutil.rmtree(PREFIX, ignore_errors=True)
    registry = LANE / "lane.reg"
    registry.write_text(_REGISTRY, "ascii")
    env = wine.environment()
    for words in (
        ("wine", "wineboot", "-i"),
        ("wine", "winecfg", "-v", "win10"),
        ("wine", "regedit", "/S", "Z:" + str(registry).replace("/", "\\")),
        ("wineserver", "-w"),
    ):
        wine.quietly(words, env, 5 * _MINUTE)
    _link_to_originals(PREFIX / "drive_c" / "windows")


def _link_to_originals(windows: Path) -> None:
    """Have Wine's own files there once: its copies of them take 670 MB."""
    listed = _said("dpkg", "-L", "libwine").splitlines()
    originals = {
        each.name: each for each in map(Path, listed) if "windows/" in str(each)
    }
    for copy in windows.rglob("*"):
        original = originals.get(copy.name)
        if original and copy.is_file() and filecmp.cmp(copy, original, shallow=False):
            copy.unlink()
            copy.symlink_to(original)


def _unpack_python() -> None:
    scratch = LANE / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.rmtree(PYTHON, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
    _tool(*pip, "--require-hashes", "-r", str(HERE / "python.txt"), "-d", str(scratch))
    (archive,) = scratch.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        (data,) = (each for each in files if each.name.endswith("/data.zip"))
        unpacked = files.extractfile(data)
        assert unpacked is not None
        with zipfile.ZipFile(io.BytesIO(unpacked.read())) as inner:
            top = inner.namelist()[0].partition("/")[0]
            inner.extractall(scratch)  # noqa: S202 - its hash was checked
    _fit_to_wine(scratch / top)
    (scratch / top).rename(PYTHON)
    shutil.rmtree(scratch)


def _fit_to_wine(python: Path) -> None:
    # Asked for the system's name, it calls what Wine lacks; without it Python asks
    # elsewhere.
    (python / "DLLs" / "_wmi.pyd").unlink(missing_ok=True)
    packages = python / "Lib" / "site-packages"
    # Nothing of ours may be there by chance.
    for each in packages.iterdir():
        if not each.name.startswith("pip"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    shutil.rmtree(python / "Scripts", ignore_errors=True)
    shutil.copy(HERE / "wine_gaps.py", python / "Lib")
    (packages / "pip-wine-gaps.pth").write_text("import wine_gaps\n", "ascii")


def _needs() -> str:
    project = tomllib.loads((wine.ROOT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    ours = "\n".join(project["dependencies"])
    return f"{ours}\n{(HERE / 'needs.txt').read_text('ascii')}"


def _install(needs: str) -> None:
    packages = PYTHON / "Lib" / "site-packages"
    for each in packages.iterdir():
        if not each.name.startswith("pip"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    wanted = LANE / "needs.txt"
    wanted.write_text(needs, "utf-8")
    pip_installs("-r", wanted.name)


def pip_installs(*words: str) -> None:
    """Have the lane's pip install something; files are named as seen from the lane.

    Raises CannotError.
    """
    for name in _PIP_SETTINGS:
        told = _said(sys.executable, "-m", "pip", "config", "get", f"global.{name}")
        if told:
            os.environ.setdefault("PIP_" + name.upper().replace("-", "_"), told)
    # pip's plain file names are meant from the drive it runs on.
    os.chdir(LANE)
    options = ("--quiet", "--prefer-binary", "--no-warn-script-location")
    if wine.run(["python", "-m", "pip", "install", *options, *words]):
        raise CannotError(f"pip could not install {words[-1]}")


def _tool(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise CannotError(f"{words[0]} failed: {''.join(last)}")


def _said(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout.strip()


@contextmanager
def reasons() -> Iterator[None]:
    """Have the reason told when the lane cannot be had, and end with its code."""
    try:
        yield
    except (CannotError, FileNotFoundError, subprocess.SubprocessError) as error:
        # Without a program of Debian's, or of Wine's, there is no more to be said.
        print(f"there can be no Windows lane on this machine: {error}")
        sys.exit(CANNOT)


if __name__ == "__main__":
    with reasons():
        build()
