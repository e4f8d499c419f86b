"""A connection to an X server: asking, hearing, and what windows say of themselves.

One thread owns it. Needs nothing but a socket, see `x11_wire` for why. Numbers and
places in the packets are those of the X protocol, version 11.
"""

import struct
from typing import Final

from movebreak.frozen import dataclass
from movebreak.native.x11_login import Welcome, cookie, enter, place, reach
from movebreak.native.x11_wire import (
    ERROR,
    KIND,
    REPLY,
    SENT_BY_PROGRAM,
    Wire,
    X11LostError,
    X11RefusedError,
    padded,
    unpack,
)

PATIENCE: Final = 2.0
BAD_WINDOW: Final = 3

_INTERN_ATOM: Final = 16
_GET_PROPERTY: Final = 20
_QUERY_EXTENSION: Final = 98

_FORMAT32: Final = 32
# In units of four bytes; names and lists of states are far shorter.
_LONGEST_PROPERTY: Final = 256


@dataclass(frozen=True, slots=True)
class Extension:
    """The first numbers of its requests and events."""

    opcode: int
    events: int


@dataclass(frozen=True, slots=True)
class Property:
    """What a window says of itself; empty when it does not."""

    format: int
    value: bytes

    def numbers(self) -> tuple[int, ...]:
        """Return the value as numbers; none when it is something else."""
        size = len(self.value) // 4 if self.format == _FORMAT32 else 0
        return unpack(f"{size}I", self.value)


def connect(display: str, authority: str = "", patience: float = PATIENCE) -> "X11":
    """Return a connection whose requests wait `patience` seconds at most.

    `authority` is the file of cookies. Raises X11LostError.
    """
    where = place(display)
    plug = reach(where, patience)
    wire = Wire(plug, patience)
    try:
        return X11(wire, enter(wire, cookie(authority, where, plug), where.screen))
    except BaseException:
        wire.close()
        raise


class X11:
    """A connection; `close` frees all that it holds, here and in the server.

    What waits for an answer raises X11LostError when there is none, X11RefusedError
    when it is an error. After X11LostError it is of no use any more.
    """

    def __init__(self, wire: Wire, welcome: Welcome) -> None:
        self.root = welcome.root
        self._wire = wire
        self._ids = welcome
        self._last_id = 0
        self._sent = 0
        self._heeded: set[int] = set()
        self._heard: list[bytes] = []

    def fileno(self) -> int:
        """Return what can be read when the server said something."""
        return self._wire.fileno()

    def close(self) -> None:
        """End the connection; harmless twice."""
        self._wire.close()

    def heed(self, event: int) -> None:
        """Keep events of this number for `take`; all others are dropped."""
        self._heeded.add(event)

    def has_more(self) -> bool:
        """Say whether `take` has something that `fileno` does not show."""
        return bool(self._heard) or self._wire.has_packet()

    def take(self) -> list[bytes]:
        """Take the events and errors that have come, oldest first; never waits."""
        self._wire.receive()
        while (packet := self._wire.packet()) is not None:
            self._keep(packet)
        heard, self._heard = self._heard, []
        return heard

    def new_id(self) -> int:
        """Return a number for something of ours in the server."""
        mask = self._ids.id_mask
        self._last_id = (self._last_id + (mask & -mask)) & mask
        return self._ids.id_base | self._last_id

    def send(self, opcode: int, minor: int, body: bytes = b"") -> int:
        """Send a request; return its number, of which answers name 16 bits."""
        size = len(body) // 4 + 1
        self._wire.send(struct.pack("=BBH", opcode, minor, size) + body)
        self._sent = (self._sent + 1) & 0xFFFF
        return self._sent

    def ask(self, *sent: int) -> list[bytes]:
        """Wait for the answers to these requests; keep the events that come."""
        deadline = self._wire.deadline()
        answers = [self._answer(number, deadline) for number in sent]
        for each in answers:
            # Only now, so that no answer is left on the wire.
            if each[0] == ERROR:
                raise X11RefusedError(each[1])
        return answers

    def extension(self, name: str) -> Extension | None:
        """Return the numbers of an extension; None when the server has it not."""
        (answer,) = self.ask(self.send(_QUERY_EXTENSION, 0, _named(name)))
        present, opcode, events = unpack("BBB", answer, 8)
        return Extension(opcode, events) if present else None

    def atoms(self, *names: str) -> list[int]:
        """Return the numbers of these names; 0 for what nobody has used yet."""
        sent = [self.send(_INTERN_ATOM, 1, _named(name)) for name in names]
        return [unpack("I", answer, 8)[0] for answer in self.ask(*sent)]

    def properties(self, window: int, *atoms: int) -> list[Property]:
        """Return these properties of a window, of any type; empty for atom 0."""
        sent = []
        for atom in filter(None, atoms):
            body = struct.pack("=5I", window, atom, 0, 0, _LONGEST_PROPERTY)
            sent.append(self.send(_GET_PROPERTY, 0, body))
        answers = iter(self.ask(*sent))
        nothing = Property(0, b"")
        return [_property(next(answers)) if atom else nothing for atom in atoms]

    def _answer(self, number: int, deadline: float) -> bytes:
        while True:
            while (packet := self._wire.packet()) is None:
                if not self._wire.receive(deadline):
                    self.close()
                    raise X11LostError("the X server does not answer")
            if packet[0] in {ERROR, REPLY} and unpack("H", packet, 2)[0] == number:
                return packet
            self._keep(packet)

    def _keep(self, packet: bytes) -> None:
        kind = packet[0]
        if kind == REPLY:
            raise X11LostError("the X server answers what nobody asked")
        # Other programs may send what looks like an event; it is marked.
        by_server = not kind & SENT_BY_PROGRAM
        if kind == ERROR or (by_server and kind & KIND in self._heeded):
            self._heard.append(packet)


def _named(name: str) -> bytes:
    data = name.encode()
    return struct.pack("=H2x", len(data)) + padded(data)


def _property(answer: bytes) -> Property:
    (size,) = unpack("I", answer, 16)
    return Property(answer[1], answer[32 : 32 + size * (answer[1] // 8)])
