"""When the last input was, as GNOME's compositor tells it; it calls, nobody polls."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from movebreak.errors import UnavailableError
from movebreak.native.dbus_messages import Heard, Remote
from movebreak.senses.idle.readings import Reader
from movebreak.senses.lines import Line, new_owner, opening, owners, signals
from movebreak.senses.sources import Idled, Resumed, Seen, SourceLostError

MONITOR: Final = Remote(
    "org.gnome.Mutter.IdleMonitor",
    "/org/gnome/Mutter/IdleMonitor/Core",
    "org.gnome.Mutter.IdleMonitor",
)

MILLISECOND: Final = timedelta(milliseconds=1)
# Two readings of one moment differ by what the bus takes to carry them.
SLACK: Final = timedelta(milliseconds=100)
# A reading beyond this is an error number.
LONGEST: Final = timedelta(days=36500)

_FIRED: Final = (MONITOR.interface, "WatchFired")
_NUMBERS: Final = range(1, 2**32)


class MutterIdle:
    """Hears of idleness from GNOME's idle monitor.

    While a program keeps the session from being idle, a film for example, the monitor
    tells nothing, though `idle` goes on. `awake` is the time without sleep. Raises
    UnavailableError, and closes the line, where the monitor is not running.
    """

    name = "GNOME's idle monitor"

    def __init__(self, line: Line, awake: Callable[[], timedelta]) -> None:
        self._line = line
        self._awake = awake
        self._watches: dict[int, timedelta] = {}
        self._told: set[timedelta] = set()
        # The watch for the next input, 0 for none; it fires once.
        self._returning = 0
        self._last_input = timedelta()
        self._reader = Reader(self._ask_reading, awake)
        with opening(line, self.name):
            line.listen(owners(MONITOR.name), signals(MONITOR, "WatchFired"))
            self._owner = line.owner(MONITOR.name)
            if not self._owner:
                raise UnavailableError(f"{self.name} is not running here")
            self._read()

    def fileno(self) -> int | None:
        """Return what to wait for."""
        return self._line.fileno()

    def patience(self) -> timedelta | None:
        """Return nothing at all when something has come already; else None."""
        return self._line.patience()

    def take(self) -> list[Seen]:
        """Return what was seen since the last call, oldest first.

        Raises SourceLostError.
        """
        return [seen for heard in self._line.take() for seen in self._hear(heard)]

    def watch(self, after: timedelta) -> None:
        """Report `Idled(after)` each time nobody touched anything for this long.

        Raises SourceLostError.
        """
        if after not in self._watches.values():
            # Rounded up: it must really have been so long.
            length = max(1, -(-after // MILLISECOND))
            number = self._number("AddIdleWatch", ("t", length))
            self._watches[number] = after

    def unwatch(self, after: timedelta) -> None:
        """Forget this threshold; harmless when it is not watched.

        Raises SourceLostError.
        """
        for number in [key for key, each in self._watches.items() if each == after]:
            del self._watches[number]
            self._told.discard(after)
            self._line.call(MONITOR, "RemoveWatch", ("u", number))

    def idle(self) -> timedelta | None:
        """Return the time since the last input. Raises SourceLostError."""
        return self._read()

    def close(self) -> None:
        """Leave the bus, which makes the monitor forget all watches."""
        self._line.close()

    def _hear(self, heard: Heard) -> list[Seen]:
        if news := new_owner(heard):
            if news[0] == MONITOR.name and news[1] != self._owner:
                raise SourceLostError("it is gone")
            return []
        if heard.sender != self._owner or (heard.interface, heard.member) != _FIRED:
            return []
        number = heard.body[0] if heard.body else None
        if self._returning and number == self._returning:
            self._returning = 0
            return self._judge() or self._await_input()
        if isinstance(number, int) and (after := self._watches.get(number)):
            return self._idled(after)
        return []

    def _idled(self, after: timedelta) -> list[Seen]:
        if after in self._told:
            # It fires anew, without any input, when a film has ended.
            return []
        self._told.add(after)
        seen: list[Seen] = [Idled(after)]
        if not self._returning:
            self._last_input = self._awake() - after
            seen += self._await_input()
        return seen

    def _await_input(self) -> list[Seen]:
        """Watch for the next input; it may have come before there was a watch."""
        self._returning = self._number("AddUserActiveWatch")
        return self._judge()

    def _judge(self) -> list[Seen]:
        """Return whether there really was input since the person was idle.

        Programs that keep the screen awake make the watch fire as well.
        """
        last_input = self._awake() - self._read()
        if last_input <= self._last_input + SLACK:
            self._last_input = min(self._last_input, last_input)
            return []
        if self._returning:
            self._line.call(MONITOR, "RemoveWatch", ("u", self._returning))
            self._returning = 0
        self._told.clear()
        return [Resumed()]

    def _read(self) -> timedelta:
        return self._reader.read().idle

    def _ask_reading(self) -> timedelta:
        value = self._line.call(MONITOR, "GetIdletime")
        if not isinstance(value, int) or not 0 <= value <= LONGEST // MILLISECOND:
            raise SourceLostError("it does not know the idle time")
        return value * MILLISECOND

    def _number(self, method: str, *given: tuple[str, object]) -> int:
        number = self._line.call(MONITOR, method, *given)
        if not isinstance(number, int) or number not in _NUMBERS:
            raise SourceLostError("it takes no watch")
        return number
