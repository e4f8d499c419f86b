"""Makes the bundle for Windows in the lane: dist/windows/movebreak.

    python -m tests.windows.bundle

As on Linux, PyInstaller takes a movebreak that was installed, not this checkout.
Exit code 3 tells that this machine can have no lane.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.windows import lane, wine

assert sys.platform == "linux"

SPEC: Final = wine.ROOT / "assets" / "packaging" / "movebreak.spec"
MADE: Final = wine.ROOT / "dist" / "windows"
SCRATCH: Final = wine.ROOT / "build" / "bundle-windows"

_INSTALLED: Final = "bundling"


def make() -> int:
    """Make it anew, and return the exit code."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    building = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    subprocess.run([*building, "--outdir", SCRATCH, wine.ROOT], check=True)
    (wheel,) = SCRATCH.glob("*.whl")
    shutil.rmtree(wine.PREFIX / "drive_c" / _INSTALLED, ignore_errors=True)
    place = rf"C:\{_INSTALLED}"
    with lane.reasons():
        lane.build()
        lane.pip_installs("--target", place, f"{_seen(wheel)}[bundle]")
    words = ["python", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    folders = ("--distpath", _seen(MADE), "--workpath", _seen(SCRATCH))
    return wine.run([*words, *folders, _seen(SPEC)], more={"PYTHONPATH": place})


def _seen(path: Path) -> str:
    """Return a file's name as seen from the lane."""
    return "Z:" + str(path).replace("/", "\\")


if __name__ == "__main__":
    sys.exit(make())
