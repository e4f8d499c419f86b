"""When the program was last alive, kept in one small line."""

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from movebreak.core.events import Moment

LONGEST = 4096


class _Beat(msgspec.Struct, frozen=True):
    at: Moment
    boot_id: str


class Pulse:
    """Overwrites one line in place, so that a beat costs next to nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._running = False
        self._fd: int | None = None

    def __enter__(self) -> Self:
        self._running = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._running = False
        self._close()

    def beat(self, at: Moment, boot_id: str) -> None:
        """Note that the program is alive; tries again next time when it cannot."""
        if not self._running:
            return
        line = msgspec.json.encode(_Beat(at, boot_id)) + b"\n"
        try:
            fd = self._open()
            os.lseek(fd, 0, os.SEEK_SET)
            os.write(fd, line)
            os.ftruncate(fd, len(line))
        except OSError:
            self._close()

    def move(self, path: Path) -> None:
        """Go on in another file."""
        self._close()
        self._path = path

    def last(self) -> tuple[Moment, str] | None:
        """Return when the program was last alive, and in which run of the machine.

        None when that was never noted, or cannot be read.
        """
        try:
            with self._path.open("rb") as file:
                beat = msgspec.json.decode(file.read(LONGEST), type=_Beat)
        except (OSError, ValueError, OverflowError, msgspec.DecodeError):
            return None
        return (beat.at, beat.boot_id) if beat.at.wall.tzinfo else None

    def _open(self) -> int:
        if self._fd is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Windows counts a line's end as two bytes unless told not to.
            how = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._fd = os.open(self._path, how, 0o600)
        return self._fd

    def _close(self) -> None:
        if self._fd is not None:
            with suppress(OSError):
                os.close(self._fd)
        self._fd = None
