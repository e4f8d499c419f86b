"""A pointer for a Wayland screen, lent to it by a VNC server (RFC 6143)."""

import socket
import struct
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.surfaces.sni.looking import Point

assert sys.platform != "win32"

VERSION: Final = b"RFB 003.008\n"
NO_PASSWORD: Final = 1
SHARED: Final = b"\1"
POINTER_EVENT: Final = 5
# The size of the screen, the form of its pixels, the length of its name.
GREETING: Final = struct.Struct(">HH16xI")
PATIENCE: Final = 5.0


class VncHand:
    """A hand on the mouse; `with` joins the screen and leaves it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at: Point = (0, 0)
        self._socket = socket.socket(socket.AF_UNIX)

    def __enter__(self) -> Self:
        self._socket.settimeout(PATIENCE)
        try:
            self._socket.connect(str(self._path))
            self._shake_hands()
        except BaseException:
            self._socket.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def move(self, at: Point) -> None:
        """Move the pointer there."""
        self._at = at
        self._tell(0)

    def press(self, button: str) -> None:
        """Press this button and let it go."""
        self._tell(1 << int(button) - 1)
        self._tell(0)

    def _shake_hands(self) -> None:
        assert self._take(len(VERSION)) == VERSION
        self._socket.sendall(VERSION)
        (many,) = self._take(1)
        assert NO_PASSWORD in self._take(many)
        self._socket.sendall(bytes([NO_PASSWORD]))
        assert self._take(4) == bytes(4)
        self._socket.sendall(SHARED)
        *_, length = GREETING.unpack(self._take(GREETING.size))
        self._take(length)

    def _tell(self, buttons: int) -> None:
        self._socket.sendall(struct.pack(">BBHH", POINTER_EVENT, buttons, *self._at))

    def _take(self, many: int) -> bytes:
        taken = self._socket.recv(many, socket.MSG_WAITALL)
        assert len(taken) == many, "the VNC server went away"
        return taken
