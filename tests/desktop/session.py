"""A desktop session of our own: its home, its processes, and their certain end."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.browser import NotingBrowser
from tests.waiting import eventually

PATIENCE: Final = 20.0
# Where a runtime folder lies on real desktops: in memory.
IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108
INHERITED: Final = ("PATH", "PYTHONPATH")
FOLDERS: Final = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
}

if sys.platform == "win32":
    _GENTLY_THEN_NOT = (signal.SIGTERM,)
else:
    _GENTLY_THEN_NOT = (signal.SIGTERM, signal.SIGKILL)


class Session:
    """Owns a fresh home and every process started in it; `with` ends them all."""

    def __init__(self) -> None:
        # Short, for it holds sockets.
        self._temporary = tempfile.TemporaryDirectory(prefix="desk-")
        self.home = Path(self._temporary.name)
        self.started: list[subprocess.Popen[bytes]] = []
        self.env = {
            "HOME": str(self.home),
            **{name: os.environ[name] for name in INHERITED if name in os.environ},
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            # Nothing of GTK may reach for services that this session has not.
            "NO_AT_BRIDGE": "1",
            "GSETTINGS_BACKEND": "memory",
            "XDG_SESSION_TYPE": "x11",
            # Whoever runs the tests may lock their own screen meanwhile.
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.home}/no-system-bus",
        }
        memory = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else self.home
        self._run = tempfile.TemporaryDirectory(prefix="run-", dir=memory)
        self.env["XDG_RUNTIME_DIR"] = self._run.name
        for name, folder in FOLDERS.items():
            self.env[name] = str(self.folder(folder))
        self.browser = NotingBrowser(self.home)
        self.env["BROWSER"] = self.browser.command

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self.started):
            end(process)
        self._end_strays()
        self._run.cleanup()
        self._temporary.cleanup()

    def folder(self, name: str) -> Path:
        """Make a folder in the home, for its owner alone, and return it."""
        folder = self.home / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def start(
        self,
        *words: str,
        pass_fds: Sequence[int] = (),
        variables: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program in this session; what it prints is kept in its log."""
        with self.log(words[0]).open("ab") as log:
            process = subprocess.Popen(
                words,
                cwd=self.home,
                env={**self.env, **(variables or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def log(self, program: str) -> Path:
        """Return where the output of a program goes."""
        return self.folder("logs") / f"{Path(program).name}.log"

    def said(self, program: str) -> str:
        """Return what a program has printed so far."""
        log = self.log(program)
        return log.read_text("utf-8", "replace") if log.exists() else ""

    def ask(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a program of this session to its end."""
        return subprocess.run(
            words,
            cwd=self.home,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def processes(self) -> list[int]:
        """Return the ids of all processes that run in this session."""
        mark = f"HOME={self.home}".encode()
        return [pid for pid in _pids() if mark in _environment(pid)]

    def _end_strays(self) -> None:
        # The bus and the panel start programs of their own.
        for signum in _GENTLY_THEN_NOT:
            for pid in self.processes():
                with suppress(ProcessLookupError):
                    os.kill(pid, signum)
            if eventually(lambda: not self.processes(), within=2):
                return


def end(process: subprocess.Popen[bytes], signum: int = signal.SIGTERM) -> int:
    """End a process with its whole group, by force when it does not listen."""
    if process.poll() is None:
        _tell(process, signum)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(3)
        _tell(process, _GENTLY_THEN_NOT[-1])
    return process.wait(PATIENCE)


def _tell(process: subprocess.Popen[bytes], signum: int) -> None:
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signum)
            # What is stopped hears nothing.
            os.killpg(process.pid, signal.SIGCONT)


def missing(*programs: str) -> list[str]:
    """Return those of the programs that are not installed."""
    return [each for each in programs if shutil.which(each) is None]


def _pids() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]


def _environment(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []
