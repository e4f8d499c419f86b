"""Somebody at a terminal: types lines, and reads what a command says to them."""

import os
import pty
import subprocess
import sys
import termios
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Self

from tests.app.program import SOON, Home
from tests.waiting import eventually


class Terminal:
    """A command on a terminal of its own; it is killed when the block ends."""

    def __init__(self, home: Home, *words: str) -> None:
        self._master, slave = _ends()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "movebreak", *words],
            env=home.env,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.said = ""
        self._read = 0
        self._reader = Thread(target=self._listen)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait(SOON)
        self._reader.join(SOON)
        os.close(self._master)

    def type(self, line: str = "") -> None:
        """Type a line, and Enter."""
        os.write(self._master, f"{line}\n".encode())

    def hears(self, words: str, within: float = SOON) -> str:
        """Wait until it says this after what was heard before; return what came."""
        assert eventually(lambda: words in self.said[self._read :], within), self.said
        begin = self._read
        self._read = self.said.index(words, begin) + len(words)
        return self.said[begin : self._read]

    def ends(self) -> int:
        """Wait for its end and return the exit code."""
        code = self.process.wait(SOON)
        self._reader.join(SOON)
        return code

    def _listen(self) -> None:
        # On Linux the other end closing is an error.
        with suppress(OSError):
            while piece := os.read(self._master, 4096):
                self.said += piece.decode().replace("\r\n", "\n")


def _ends() -> tuple[int, int]:
    """Return both ends of a new terminal on which what is typed comes back once."""
    if sys.platform == "win32":
        raise NotImplementedError
    else:  # noqa: RET506 - the checker reads it on no other system
        ours, theirs = pty.openpty()
        flags = termios.tcgetattr(theirs)
        flags[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, flags)
        return ours, theirs
