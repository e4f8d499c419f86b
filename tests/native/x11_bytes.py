"""What an X server says, as bytes: written by hand from the protocol."""

import socket
import struct
import sys
from dataclasses import dataclass

from movebreak.native.x11 import X11
from movebreak.native.x11_login import enter
from movebreak.native.x11_wire import Wire

ROOT = 0x50A
SECOND_ROOT = 0x60B
ID_BASE = 0x400000
ID_MASK = 0x1FFFFF
PATIENCE = 0.05
ORDER = b"l" if sys.byteorder == "little" else b"B"


def screen(root: int, visuals: int = 2) -> bytes:
    """Return a screen with one depth of so many visuals."""
    numbers = struct.pack("=IIIII6HI4B", root, 0, 0, 0, 0, *[0] * 6, 0, 0, 0, 24, 1)
    return numbers + struct.pack("=BxHxxxx", 24, visuals) + bytes(24 * visuals)


def welcome(*screens: bytes) -> bytes:
    """Return what a server says first to whom it lets in."""
    vendor, formats = b"Nobody\0\0", bytes(8 * 3)
    fixed = struct.pack("=IIIIHHBB", 1, ID_BASE, ID_MASK, 0, 6, 65535, len(screens), 3)
    told = fixed + bytes(10) + vendor + formats + b"".join(screens)
    return struct.pack("=BxHHH", 1, 11, 0, len(told) // 4) + told


def refusal(reason: bytes) -> bytes:
    """Return what a server says first to whom it does not let in."""
    told = reason + bytes(-len(reason) % 4)
    return struct.pack("=BBHHH", 0, len(reason), 11, 0, len(told) // 4) + told


def reply(number: int, body: bytes, *, detail: int = 0, rest: bytes = b"") -> bytes:
    """Return the answer to a request."""
    rest += bytes(-len(rest) % 4)
    head = struct.pack("=BBHI", 1, detail, number, len(rest) // 4)
    return head + body.ljust(24, b"\0") + rest


def error(number: int, code: int) -> bytes:
    """Return the error that a request met."""
    return struct.pack("=BBH28x", 0, code, number)


def event(kind: int, number: int = 0, body: bytes = b"") -> bytes:
    """Return an event."""
    return struct.pack("=BBH", kind, 1, number) + body.ljust(28, b"\0")


def extension(number: int, opcode: int, events: int) -> bytes:
    """Return the answer that there is such an extension."""
    return reply(number, struct.pack("=BBBB", 1, opcode, events, 0))


def counters(number: int, *names: str) -> bytes:
    """Return the answer that there are these counters, numbered from 100."""
    rest = b""
    for counter, name in enumerate(names, 100):
        each = struct.pack("=IiIH", counter, 0, 4, len(name)) + name.encode()
        rest += each + bytes(-len(each) % 4)
    return reply(number, struct.pack("=i", len(names)), rest=rest)


@dataclass
class FarEnd:
    """The server, as the test speaks for it."""

    wire: socket.socket

    def says(self, *packets: bytes) -> None:
        """Say all this at once; answers may be said before they are asked for."""
        self.wire.sendall(b"".join(packets))

    def heard(self) -> bytes:
        """Return what was said to it since the last call."""
        self.wire.settimeout(0)
        try:
            return self.wire.recv(65536)
        except BlockingIOError:
            return b""


def connected(patience: float = PATIENCE) -> tuple[X11, FarEnd]:
    """Return a connection that was let in, and its far end."""
    near, far = socket.socketpair()
    far.sendall(welcome(screen(ROOT)))
    wire = Wire(near, patience)
    end = FarEnd(far)
    x11 = X11(wire, enter(wire, b"", 0))
    end.heard()
    return x11, end
