"""The far end of a Wayland wire: a compositor that says what the test has it say."""

import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field

from movebreak.native.wayland import Wayland, attach

DISPLAY, REGISTRY, FIRST_CALLBACK = 1, 2, 3
# The number of the first callback is free again after the greeting.
NEXT = (3, 4, 5, 6, 7, 8)
THEIRS = 0xFF000000
ERROR, DELETE_ID = 0, 1
GLOBAL, GLOBAL_REMOVE = 0, 1

SHORT = 0.05


@dataclass(frozen=True)
class Asked:
    """One request, its arguments still packed."""

    target: int
    opcode: int
    body: bytes

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the arguments of a request that has numbers alone."""
        return struct.unpack(f"={len(self.body) // 4}I", self.body)


@dataclass
class Compositor:
    """Speaks before it is asked, for it knows which numbers the client will choose."""

    wire: socket.socket
    numbers: dict[str, int] = field(default_factory=dict)
    heard: bytes = b""

    def say(self, sender: int, opcode: int, *args: int | str | bytes) -> None:
        """Send an event."""
        self.wire.sendall(message(sender, opcode, *args))

    def greet(self, **offers: int) -> None:
        """Offer these interfaces, by their versions, and end the first round trip."""
        for number, (interface, version) in enumerate(offers.items(), 1):
            self.numbers[interface] = number
            self.say(REGISTRY, GLOBAL, number, interface, version)
        self.answer(FIRST_CALLBACK)

    def answer(self, callback: int) -> None:
        """End a round trip."""
        self.say(callback, 0, 0)
        self.forget(callback)

    def forget(self, number: int) -> None:
        """Tell that the number of an object is free again."""
        self.say(DISPLAY, DELETE_ID, number)

    def hear(self, number: int) -> None:
        """Wait for so many requests more."""
        while len(self._requests()) < number:
            self.heard += self.wire.recv(65536)

    def asked(self) -> list[Asked]:
        """Return what was asked since the last time."""
        self.wire.settimeout(0)
        with suppress(BlockingIOError):
            self.heard += self.wire.recv(65536)
        self.wire.settimeout(None)
        found, self.heard = self._requests(), b""
        return found

    def _requests(self) -> list[Asked]:
        found, rest = [], self.heard
        while rest:
            target, word = struct.unpack_from("=II", rest)
            size = word >> 16
            found.append(Asked(target, word & 0xFFFF, rest[8:size]))
            rest = rest[size:]
        return found


def message(sender: int, opcode: int, *args: int | str | bytes) -> bytes:
    """Return an event as it goes over the wire."""
    body = b"".join(_packed(arg) for arg in args)
    return struct.pack("=II", sender, len(body) + 8 << 16 | opcode) + body


def _packed(arg: int | str | bytes) -> bytes:
    if isinstance(arg, int):
        return struct.pack("=I", arg)
    data = f"{arg}\0".encode() if isinstance(arg, str) else arg
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)


@dataclass
class Ends:
    """Both ends of a wire; the near one is not spoken through yet."""

    near: socket.socket
    far: Compositor

    def meet(self, **offers: int) -> Wayland:
        """Return a connection to a compositor that offers these interfaces."""
        self.far.greet(**offers)
        wayland = attach(self.near, SHORT)
        self.far.asked()
        return wayland
