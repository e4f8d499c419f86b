"""What an X server tells of input: a counter with alarms, or the screen saver's clock.

By the extensions SYNC (version 3) and MIT-SCREEN-SAVER (version 1), whose numbers
these are.
"""

import struct
from enum import IntEnum
from typing import Final

from movebreak.frozen import dataclass
from movebreak.native.x11 import PATIENCE, X11, connect
from movebreak.native.x11_wire import ERROR, X11LacksError, unpack

_COUNTER: Final = "IDLETIME"
_INITIALIZE: Final = 0
_LIST_SYSTEM_COUNTERS: Final = 1
_QUERY_COUNTER: Final = 5
_CREATE_ALARM: Final = 8
_CHANGE_ALARM: Final = 9
_DESTROY_ALARM: Final = 11
_MAJOR: Final = 3
_ALARM_NOTIFY: Final = 1
# Which values of an alarm follow: counter, kind of value, value, test, delta, events.
_ALL: Final = 0b111111
_VALUE: Final = 0b000100
_EVENTS: Final = 0b100000

_QUERY_INFO: Final = 1


class When(IntEnum):
    """On which side of its value an alarm rings."""

    AT_LEAST = 2
    AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Rang:
    """The idle time came to the value of an alarm, or was there when it was set."""

    alarm: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A request that has no answer met an error."""

    code: int


def connect_input(
    display: str, authority: str = "", patience: float = PATIENCE
) -> "X11Input":
    """Return what tells of input at this display; `authority` is the file of cookies.

    Raises X11LostError.
    """
    return X11Input(connect(display, authority, patience))


class X11Input:
    """Tells of input, in milliseconds. Every method may raise X11Error.

    `begin_counting` comes before all that is about the counter, `begin_saver` before
    `saver_idle`.
    """

    def __init__(self, x11: X11) -> None:
        self._x11 = x11
        self._sync = 0
        self._counter = 0
        self._saver = 0

    def fileno(self) -> int:
        """Return what can be read when the server said something."""
        return self._x11.fileno()

    def close(self) -> None:
        """End the connection; harmless twice."""
        self._x11.close()

    def is_wayland(self) -> bool:
        """Say whether this is the X server of a Wayland desktop, if it tells."""
        return self._x11.extension("XWAYLAND") is not None

    def has_more(self) -> bool:
        """Say whether `take` has something that `fileno` does not show."""
        return self._x11.has_more()

    def take(self) -> list[Rang | Failed]:
        """Take what has come by now, oldest first; never waits."""
        return [_heard(each) for each in self._x11.take()]

    def begin_counting(self) -> None:
        """Find the counter. Raises X11LacksError where there is none."""
        found = self._x11.extension("SYNC")
        if found is None:
            raise X11LacksError("the X server has no counters")
        self._sync = found.opcode
        self._x11.heed(found.events + _ALARM_NOTIFY)
        # Nothing else may be asked before this was answered.
        self._ask(_INITIALIZE, struct.pack("=BBxx", _MAJOR, 0))
        counters = _counters(self._ask(_LIST_SYSTEM_COUNTERS))
        if _COUNTER not in counters:
            raise X11LacksError(f"the X server has no counter {_COUNTER}")
        self._counter = counters[_COUNTER]

    def counted_idle(self) -> int:
        """Return the time since the last input, by the counter."""
        answer = self._ask(_QUERY_COUNTER, struct.pack("=I", self._counter))
        high, low = unpack("iI", answer, 8)
        return (high << 32) | low

    def create_alarm(self, when: When, value: int) -> int:
        """Have `Rang` come once, as soon as the idle time is there; return the alarm.

        What fails about it comes as `Failed`.
        """
        alarm = self._x11.new_id()
        body = struct.pack("=IIII", alarm, _ALL, self._counter, 0) + _int64(value)
        # With a delta other than zero it would set itself to another value.
        body += struct.pack("=I", when) + _int64(0) + struct.pack("=I", 1)
        self._x11.send(self._sync, _CREATE_ALARM, body)
        return alarm

    def set_alarm(self, alarm: int, value: int) -> None:
        """Have an alarm ring once more. What fails about it comes as `Failed`."""
        body = struct.pack("=II", alarm, _VALUE) + _int64(value)
        self._x11.send(self._sync, _CHANGE_ALARM, body)

    def destroy_alarm(self, alarm: int) -> None:
        """End an alarm."""
        # Else it would ring a last time to tell of its end, and wake us for it.
        body = struct.pack("=III", alarm, _EVENTS, 0)
        self._x11.send(self._sync, _CHANGE_ALARM, body)
        self._x11.send(self._sync, _DESTROY_ALARM, struct.pack("=I", alarm))

    def begin_saver(self) -> None:
        """Find the screen saver. Raises X11LacksError where there is none."""
        found = self._x11.extension("MIT-SCREEN-SAVER")
        if found is None:
            raise X11LacksError("the X server has no screen saver")
        self._saver = found.opcode

    def saver_idle(self) -> int:
        """Return the time since the last input, by the screen saver."""
        body = struct.pack("=I", self._x11.root)
        (answer,) = self._x11.ask(self._x11.send(self._saver, _QUERY_INFO, body))
        return unpack("I", answer, 16)[0]

    def _ask(self, minor: int, body: bytes = b"") -> bytes:
        return self._x11.ask(self._x11.send(self._sync, minor, body))[0]


def _heard(packet: bytes) -> Rang | Failed:
    if packet[0] == ERROR:
        return Failed(packet[1])
    return Rang(*unpack("I", packet, 4))


def _counters(answer: bytes) -> dict[str, int]:
    (number,) = unpack("I", answer, 8)
    found: dict[str, int] = {}
    at = 32
    while len(found) < number and at < len(answer):
        counter, _, _, size = unpack("IiIH", answer, at)
        name = answer[at + 14 : at + 14 + size]
        found[name.decode("latin-1")] = counter
        at += 14 + size + -(14 + size) % 4
    return found


def _int64(value: int) -> bytes:
    return struct.pack("=iI", value >> 32, value & 0xFFFFFFFF)
