"""An X server's idea of input and windows, with a clock that is moved by hand."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from movebreak.native.x11 import BAD_WINDOW, Property
from movebreak.native.x11_idle import Failed, Rang, When
from movebreak.native.x11_wire import X11LacksError, X11LostError, X11RefusedError

MILLISECOND = timedelta(milliseconds=1)


@dataclass
class Alarm:
    """One alarm, as the server keeps it; it rings once each time it is set."""

    when: When
    value: int
    set: bool = True

    def fits(self, idle: int) -> bool:
        """Say whether it rings now."""
        above = self.when is When.AT_LEAST
        return self.set and (idle >= self.value if above else idle <= self.value)


@dataclass
class FakeInput:
    """Implements Input of idle_alarms; `pass_time` and `touch` make things happen."""

    counts: bool = True
    saves: bool = True
    wayland: bool = False
    now: timedelta = timedelta(days=3)
    touched: timedelta = timedelta(days=3)
    stuck: timedelta | None = None
    lost: bool = False
    closed: int = 0
    looks: int = 0
    alarms: dict[int, Alarm] = field(default_factory=dict)
    events: list[Rang | Failed] = field(default_factory=list)
    made: int = 0

    def connect(self, display: str, authority: str) -> "FakeInput":
        """Stand in for connect_input."""
        assert display
        assert authority == "cookies"
        if self.lost:
            raise X11LostError("nobody there")
        return self

    def clock(self) -> timedelta:
        """Return the time, as the program has it."""
        return self.now

    def pass_time(self, time: timedelta, *, touching: bool = False) -> None:
        """Let time pass, with somebody at the keys all the time, or nobody."""
        end = self.now + time
        while self.now < end:
            coming = [
                self.touched + each.value * MILLISECOND
                for each in self.alarms.values()
                if each.when is When.AT_LEAST
            ]
            self.now = min([end, *(each for each in coming if each > self.now)])
            if touching:
                self.now = self.touched = end
            self._ring()

    def touch(self) -> None:
        """Press a key."""
        self.touched = self.now
        self._ring()

    def _idle(self) -> int:
        if self.lost:
            raise X11LostError("gone")
        self.looks += 1
        return (self.now - self.touched if self.stuck is None else self.stuck) // (
            MILLISECOND
        )

    def _ring(self) -> None:
        for number, each in self.alarms.items():
            if each.fits((self.now - self.touched) // MILLISECOND):
                each.set = False
                self.events.append(Rang(number))

    def is_wayland(self) -> bool:
        """Say what the test says."""
        return self.wayland

    def begin_counting(self) -> None:
        """Have a counter, or not."""
        if not self.counts:
            raise X11LacksError("no counter")

    def counted_idle(self) -> int:
        """Return the idle time."""
        return self._idle()

    def create_alarm(self, when: When, value: int) -> int:
        """Keep an alarm; it rings at once if it fits."""
        self.made += 1
        self.alarms[self.made] = Alarm(when, value)
        self._ring()
        return self.made

    def set_alarm(self, alarm: int, value: int) -> None:
        """Set it again; it rings at once if it fits."""
        self.alarms[alarm] = Alarm(self.alarms[alarm].when, value)
        self._ring()

    def destroy_alarm(self, alarm: int) -> None:
        """Forget it."""
        del self.alarms[alarm]

    def begin_saver(self) -> None:
        """Have a screen saver, or not."""
        if not self.saves:
            raise X11LacksError("no screen saver")

    def saver_idle(self) -> int:
        """Return the idle time."""
        return self._idle()

    def fileno(self) -> int:
        """Return a number."""
        return 99

    def has_more(self) -> bool:
        """Say whether something came."""
        return bool(self.events)

    def take(self) -> Sequence[Rang | Failed]:
        """Return what came."""
        if self.lost:
            raise X11LostError("gone")
        events, self.events = self.events, []
        return events

    def close(self) -> None:
        """Count."""
        self.closed += 1


def numbers(*values: int) -> Property:
    """Return a property of numbers."""
    return Property(32, b"".join(each.to_bytes(4, sys.byteorder) for each in values))


def text(value: bytes) -> Property:
    """Return a property of characters."""
    return Property(8, value)


@dataclass
class FakeWindows:
    """Implements Windows of full_screen_x11: properties by window and name."""

    root: int = 1
    windows: dict[int, dict[str, Property]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    closing: dict[int, int] = field(default_factory=dict)
    """Windows that close when they are asked, and which is in use then."""
    error: int = BAD_WINDOW
    closed: int = 0

    def connect(self, display: str, authority: str, patience: float) -> "FakeWindows":
        """Stand in for connect."""
        assert (display, authority) == (":5", "cookies")
        assert patience <= 2 / 6
        return self

    def atoms(self, *names: str) -> list[int]:
        """Number the names from 1000."""
        self.names.extend(each for each in names if each not in self.names)
        return [self.atom(each) for each in names]

    def atom(self, name: str) -> int:
        """Return the number of a name."""
        if name not in self.names:
            self.names.append(name)
        return 1000 + self.names.index(name)

    def properties(self, window: int, *atoms: int) -> list[Property]:
        """Return what the window has of these."""
        if following := self.closing.get(window):
            self.windows.pop(window, None)
            self.windows[self.root]["_NET_ACTIVE_WINDOW"] = numbers(following)
        if window not in self.windows:
            raise X11RefusedError(self.error)
        has = self.windows[window]
        names = [self.names[each - 1000] for each in atoms]
        return [has.get(each, Property(0, b"")) for each in names]

    def close(self) -> None:
        """Count."""
        self.closed += 1
