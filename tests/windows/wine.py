r"""Runs Windows programs in the lane, on a screen of their own that has a taskbar.

    python -m tests.windows.wine python -m pytest tests/core
    python -m tests.windows.wine 'C:\some\program.exe'

`python` is the lane's own. One runs at a time; when it ends, all that it has started
ends too.
"""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

assert sys.platform == "linux"

ROOT: Final = Path(__file__).parents[2]
LANE: Final = ROOT / ".winlane"
PREFIX: Final = LANE / "prefix"
PYTHON: Final = PREFIX / "drive_c" / "python"

SCREEN: Final = "1024x768"
# Seconds after which a program is ended, and the exit code that tells so.
PATIENCE: Final = 900
TOO_LATE: Final = 124
_GOODBYE: Final = 20

_SETTINGS: Final = MappingProxyType(
    {
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        # No debugger that waits for a person, no .NET, no browser, no menu entries.
        "WINEDLLOVERRIDES": "winedbg.exe,mscoree,mshtml,winemenubuilder.exe=",
        "LANG": "C.UTF-8",
        # Not among ours, which belong to the Python here.
        "PYTHONPYCACHEPREFIX": r"C:\pycache",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": "Z:" + str(ROOT).replace("/", "\\"),
    }
)
# What is meant for Linux programs. Microsoft's C library reads no zone in Linux's
# words, and LC_ALL=C spoils arguments.
_NOT_HANDED_ON: Final = ("PYTHON", "VIRTUAL_ENV", "LC_ALL", "TZ", "DISPLAY", "COV_")


def environment() -> dict[str, str]:
    """Return the environment for a program in the lane, still without a screen."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_NOT_HANDED_ON)
    }
    return kept | _SETTINGS


def quietly(words: Sequence[str], env: Mapping[str, str], patience: float) -> bytes:
    """Run one of Wine's own tools, and return what it said.

    Raises subprocess.SubprocessError. Wine hangs where it has no input and output, and
    the server it starts keeps the output open: so that goes to a file.
    """
    with (LANE / "wine.log").open("w+b") as said:
        subprocess.run(
            words,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            timeout=patience,
            check=True,
        )
        said.seek(0)
        return said.read()


@contextmanager
def alone() -> Iterator[None]:
    """Have the lane to oneself: all its programs share one server."""
    LANE.mkdir(exist_ok=True)
    with (LANE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def screen() -> Iterator[str]:
    """Have a virtual screen, and its name."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as told:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SCREEN}x24"],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            yield ":" + told.readline().strip()
        finally:
            server.terminate()
            server.wait(_GOODBYE)


def run(
    words: Sequence[str],
    patience: float = PATIENCE,
    more: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Run a program, pass its output on, and return its exit code.

    `more` goes to its environment.
    """
    program = r"C:\python\python.exe" if words[0] == "python" else words[0]
    with ExitStack() as stack:
        stack.enter_context(alone())
        display = stack.enter_context(screen())
        env = {**environment(), **more, "DISPLAY": display}
        # Python cannot write into a file here: it gets a pipe.
        child = stack.enter_context(
            subprocess.Popen(
                ["wine", program, *words[1:]],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        )
        stack.callback(_end_all, env)
        assert child.stdout is not None
        reader = threading.Thread(target=_pass_on, args=(child.stdout,))
        reader.start()
        try:
            code = child.wait(patience)
        except subprocess.TimeoutExpired:
            print(f"it was ended after {patience:.0f} s", file=sys.stderr)
            child.kill()
            code = TOO_LATE
        # What it left running holds the pipe open.
        _end_all(env)
        reader.join(_GOODBYE)
    return code


def _end_all(env: Mapping[str, str]) -> None:
    subprocess.run(
        ["wineserver", "-k"],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_GOODBYE,
        check=False,
    )


def _pass_on(pipe: IO[bytes]) -> None:
    while said := os.read(pipe.fileno(), 64 * 1024):
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
