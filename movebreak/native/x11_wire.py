"""The wire to an X server: packets that come whole, or an error of their own.

Written by hand: python-xlib would cost 4 MB in a program that runs all day, and the
dozen requests that are needed here fit on two pages.
"""

import socket
import struct
from time import monotonic  # noqa: TID251 - how long a wait lasts, not what time it is
from typing import Final

ERROR: Final = 0
REPLY: Final = 1
GENERIC: Final = 35
KIND: Final = 0x7F
SENT_BY_PROGRAM: Final = 0x80
PACKET: Final = 32

_CHUNK: Final = 16 * 1024
# No reply that is asked for here comes near; a length above it is nonsense.
_MOST: Final = 1024 * 1024


class X11Error(OSError):
    """Something went wrong between this program and the X server."""


class X11LostError(X11Error):
    """The server cannot be reached, is silent, or cannot be understood."""


class X11RefusedError(X11Error):
    """The server answered with an error; `code` says which."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the X server answered with error {code}")
        self.code = code


class X11LacksError(X11Error):
    """The server has not got what was asked for."""


class Wire:
    """Sends bytes and receives packets; no method waits longer than it is told."""

    def __init__(self, wire: socket.socket, patience: float) -> None:
        self._wire = wire
        self._patience = patience
        self._come = bytearray()

    def fileno(self) -> int:
        """Return what can be read when the server said something; -1 when closed."""
        return self._wire.fileno()

    def close(self) -> None:
        """End the connection; harmless twice."""
        self._wire.close()

    def deadline(self) -> float:
        """Return the end of a wait that begins now."""
        return monotonic() + self._patience

    def send(self, data: bytes) -> None:
        """Send all of it. Raises X11LostError."""
        try:
            self._wire.settimeout(self._patience)
            self._wire.sendall(data)
        except OSError as error:
            # After a part of a request nothing else can be said on this wire.
            raise X11LostError(str(error)) from error

    def need(self, size: int, deadline: float) -> bytes:
        """Wait for so many bytes and return them. Raises X11LostError."""
        while len(self._come) < size:
            if not self.receive(deadline):
                raise X11LostError("the X server does not answer")
        return self._cut(size)

    def packet(self) -> bytes | None:
        """Return the next packet that has come whole, if any. Raises X11LostError."""
        size = self._size()
        return self._cut(size) if size <= len(self._come) else None

    def has_packet(self) -> bool:
        """Say whether `packet` returns one, without looking at the socket."""
        return self._size() <= len(self._come)

    def receive(self, deadline: float | None = None) -> bool:
        """Take in what has come; say whether there was anything.

        Waits until the deadline, not at all without one. Raises X11LostError.
        """
        wait = 0.0 if deadline is None else max(0.0, deadline - monotonic())
        try:
            self._wire.settimeout(wait)
            data = self._wire.recv(_CHUNK)
        except (BlockingIOError, TimeoutError):
            return False
        except OSError as error:
            raise X11LostError(str(error)) from error
        if not data:
            raise X11LostError("the X server closed the connection")
        self._come += data
        return True

    def _size(self) -> int:
        """Return how long the next packet is, as far as that can be known."""
        if len(self._come) < PACKET:
            return PACKET
        if self._come[0] != REPLY and self._come[0] & KIND != GENERIC:
            return PACKET
        (more,) = struct.unpack_from("=I", self._come, 4)
        if more * 4 > _MOST:
            raise X11LostError("the X server sent nonsense")
        return PACKET + int(more) * 4

    def _cut(self, size: int) -> bytes:
        found = bytes(self._come[:size])
        del self._come[:size]
        return found


def unpack(form: str, data: bytes, at: int = 0) -> tuple[int, ...]:
    """Return the numbers at this place, in this machine's order of bytes.

    Raises X11LostError when the data ends before.
    """
    try:
        return struct.unpack_from(f"={form}", data, at)
    except struct.error as error:
        raise X11LostError("the X server sent too little") from error


def padded(data: bytes) -> bytes:
    """Return the data with as many zeros as the wire wants after it."""
    return data + bytes(-len(data) % 4)
