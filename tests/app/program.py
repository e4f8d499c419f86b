"""The real program in a home of its own: start it, ask it, kill it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.systems import SHORT
from tests.waiting import eventually

# Seconds that a start, an end, or a command may take on a busy machine.
SOON = 10.0
_ABORT = signal.SIGABRT if os.name == "posix" else signal.SIGTERM
INHERITED = ("PATH", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START", "PYTHONPATH")


class Home:
    """The folders of one person, and the programs started in them.

    A program is killed when the block ends, whatever became of the test.
    """

    movebreak: Sequence[str] = (sys.executable, "-m", "movebreak")

    def __init__(self) -> None:
        # pytest's own folders have names too long for a socket.
        self.path = Path(tempfile.mkdtemp(prefix="mb-", dir=SHORT))
        self.runtime = self.path / "run"
        self.settings = self.path / "config" / "movebreak" / "settings.toml"
        self.history = self.path / "data" / "movebreak" / "history.sqlite"
        self.env = {name: os.environ[name] for name in INHERITED if name in os.environ}
        self.env |= {
            "HOME": str(self.path),
            "XDG_CONFIG_HOME": str(self.path / "config"),
            "XDG_DATA_HOME": str(self.path / "data"),
            "XDG_STATE_HOME": str(self.path / "state"),
            "XDG_CACHE_HOME": str(self.path / "cache"),
            "MOVEBREAK_RUNTIME": str(self.runtime),
            "TZ": "Europe/Berlin",
            "LC_ALL": "C.UTF-8",
            # A program that hangs can be made to tell where.
            "PYTHONFAULTHANDLER": "1",
        }
        self._started: list[Program] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.path, ignore_errors=True)

    def kill(self) -> list[int]:
        """Kill what still runs; return the numbers of all processes started here."""
        for program in self._started:
            program.kill()
        return [program.pid for program in self._started]

    @property
    def log(self) -> str:
        """Return what the log says."""
        return "".join(each.read_text() for each in self.path.rglob("movebreak.log"))

    @property
    def said(self) -> str:
        """Return what the programs started here have printed so far."""
        return "".join(program.out for program in self._started)

    def start(self, *words: str, wait: bool = True, **more: Any) -> "Program":  # noqa: ANN401
        """Start `movebreak run --no-tray` with these words, and wait until it serves.

        `more` goes to the process, `env` on top of this home's own.
        """
        argv = [*self.movebreak, "run", "--no-tray", *words]
        return self.launch(argv, wait=wait, **more)

    def launch(
        self,
        argv: Sequence[str] | str,
        *,
        wait: bool = True,
        **more: Any,  # noqa: ANN401
    ) -> "Program":
        """Start this command line as the program."""
        number = len(self._started)
        program = Program(self, argv, number, more)
        self._started.append(program)
        if wait:
            assert eventually(self.serves, SOON), program.aborted()
        return program

    def serves(self) -> bool:
        """Say whether a program answers commands."""
        return self.ask("status", "--json").returncode == 0

    def ask(self, *words: str, **more: Any) -> "subprocess.CompletedProcess[str]":  # noqa: ANN401
        """Run a command to its end."""
        return self._run((*self.movebreak, *words), more)

    def run_apart(
        self,
        words: Sequence[str],
        **more: Any,  # noqa: ANN401
    ) -> "subprocess.CompletedProcess[str]":
        """Run an interpreter in this home to its end."""
        return self._run((sys.executable, *words), more)

    def _run(
        self, argv: Sequence[str], more: dict[str, Any]
    ) -> "subprocess.CompletedProcess[str]":
        given: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
        } | more
        return subprocess.run(
            argv,
            env=self.env | given.pop("env", {}),
            stderr=subprocess.PIPE,
            text=True,
            timeout=30,
            check=False,
            **given,
        )

    def say(self, *words: str) -> str:
        """Run a command that must succeed silently on stderr; return what it prints."""
        done = self.ask(*words)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def status(self) -> dict[str, Any]:
        """Return the fields of `status --json`."""
        found = json.loads(self.say("status", "--json"))
        assert isinstance(found, dict)
        return found

    def is_in(self, state: str) -> bool:
        """Say whether the program is in this state."""
        return bool(self.status()["state"] == state)

    def becomes(self, state: str, within: float = SOON) -> bool:
        """Wait until the program is in this state."""
        return eventually(lambda: self.is_in(state), within)


class Program:
    """One running movebreak."""

    def __init__(
        self, home: Home, argv: Sequence[str] | str, number: int, more: dict[str, Any]
    ) -> None:
        self._out = home.path / f"out-{number}"
        self._err = home.path / f"err-{number}"
        env = home.env | more.pop("env", {})
        with self._out.open("wb") as out, self._err.open("wb") as err:
            given: dict[str, Any] = {
                "stdin": subprocess.DEVNULL,
                "stdout": out,
                "stderr": err,
            } | more
            self.process: subprocess.Popen[bytes] = subprocess.Popen(
                argv, env=env, **given
            )
        self.pid = self.process.pid

    @property
    def out(self) -> str:
        """Return what it printed so far."""
        return self._out.read_text()

    @property
    def err(self) -> str:
        """Return what it complained about so far."""
        return self._err.read_text()

    def told(self) -> str:
        """Return everything, for a failed test."""
        return f"ended with {self.process.poll()}\n{self.out}\n{self.err}"

    def aborted(self) -> str:
        """End a program that does not do its work; return where it was."""
        told = self.told()
        with suppress(ProcessLookupError):
            # Windows has no signal that would make it tell.
            self.process.send_signal(_ABORT)
        self.wait()
        return f"{told}\n{self.err}"

    def reminders(self) -> int:
        """Return how many reminders were printed."""
        return self.out.count("Answer in another terminal:")

    def next_reminder(self, within: float) -> float:
        """Wait for one more, and return when it came, by the monotonic clock."""
        before = self.reminders()
        assert eventually(lambda: self.reminders() > before, within), self.told()
        return time.monotonic()

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(how)
        return self.wait()

    def wait(self, seconds: float = SOON) -> int:
        """Wait for the end and return the exit code."""
        return self.process.wait(seconds)

    def kill(self) -> None:
        """Kill it, if it still runs, as `kill -9` does."""
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait(SOON)
