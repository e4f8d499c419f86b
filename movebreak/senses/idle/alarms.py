"""Idle time by alarms in an X server: nothing runs here until something happened."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final, Protocol

from movebreak.native.x11_idle import Failed, Rang, When
from movebreak.senses.idle.readings import Reader
from movebreak.senses.sources import Idled, Resumed, Seen, SourceLostError

_MILLISECOND: Final = timedelta(milliseconds=1)
# The server counts in 32 bits: 49 days.
_LONGEST: Final = 2**32


class Input(Protocol):
    """What is asked of an X server; all but `close` may raise X11Error."""

    def is_wayland(self) -> bool:
        """Say whether this is the X server of a Wayland desktop."""

    def begin_counting(self) -> None:
        """Find the counter; X11LacksError where there is none."""

    def counted_idle(self) -> int:
        """Return the idle time by the counter."""

    def create_alarm(self, when: When, value: int) -> int:
        """Have the alarm ring once, as soon as the idle time is there."""

    def set_alarm(self, alarm: int, value: int) -> None:
        """Have an alarm ring once more."""

    def destroy_alarm(self, alarm: int) -> None:
        """End an alarm."""

    def begin_saver(self) -> None:
        """Find the screen saver; X11LacksError where there is none."""

    def saver_idle(self) -> int:
        """Return the idle time by the screen saver."""

    def fileno(self) -> int:
        """Return what can be read when something came."""

    def has_more(self) -> bool:
        """Say whether there is something that `fileno` does not show."""

    def take(self) -> Sequence[Rang | Failed]:
        """Take what has come by now."""

    def close(self) -> None:
        """Leave the server."""


class Alarms:
    """Has the server ring: the event-driven half of an IdleSource.

    Each threshold has an alarm that rings when the idle time is there, and is set
    again after input. While one has rung, another waits for that input.

    The alarms compare, instead of waiting for the moment at which the idle time passes
    their value: so one that is set a moment too late rings at once. Also the server
    forgets to wake up for a later moment after one that it met to the millisecond.
    """

    def __init__(self, source: Input, clock: Callable[[], timedelta]) -> None:
        self._source = source
        self._reader = Reader(lambda: as_time(source.counted_idle()), clock)
        self._alarms: dict[int, timedelta] = {}
        self._rung: set[int] = set()
        self._input: int | None = None
        self._seen: list[Seen] = []

    def watch(self, after: timedelta) -> None:
        """Report `Idled(after)` each time nobody touched anything for this long."""
        if after not in self._alarms.values():
            alarm = self._source.create_alarm(When.AT_LEAST, _millis(after))
            self._alarms[alarm] = after

    def unwatch(self, after: timedelta) -> None:
        """Forget this threshold; harmless when it is not watched."""
        for alarm in [each for each, of in self._alarms.items() if of == after]:
            self._source.destroy_alarm(alarm)
            del self._alarms[alarm]
            self._rung.discard(alarm)

    def idle(self) -> timedelta:
        """Return the time since the last input."""
        return self._reader.read().idle

    def patience(self) -> timedelta | None:
        """Return zero when something came with the last answer, None for never."""
        return timedelta(0) if self._source.has_more() else None

    def take(self) -> list[Seen]:
        """Return what was seen since the last call; never waits."""
        for heard in self._source.take():
            if isinstance(heard, Failed):
                raise SourceLostError(f"the X server refused an alarm ({heard.code})")
            self._hear(heard.alarm)
        seen, self._seen = self._seen, []
        return seen

    def _hear(self, alarm: int) -> None:
        if alarm == self._input:
            self._seen.append(Resumed())
            self._source.destroy_alarm(alarm)
            self._input = None
            for each in self._rung:
                self._source.set_alarm(each, _millis(self._alarms[each]))
            self._rung.clear()
        # Anything else was given up while it rang.
        elif alarm in self._alarms and alarm not in self._rung:
            self._seen.append(Idled(self._alarms[alarm]))
            self._rung.add(alarm)
            if self._input is None:
                below = _millis(self._alarms[alarm]) - 1
                self._input = self._source.create_alarm(When.AT_MOST, below)


def as_time(millis: int) -> timedelta:
    """Return what the server counted. Raises SourceLostError for nonsense."""
    if not 0 <= millis < _LONGEST:
        raise SourceLostError("the X server tells an idle time that cannot be")
    return millis * _MILLISECOND


def _millis(after: timedelta) -> int:
    # Rounded up, for `Idled` must never come early.
    return min(max(1, -(-after // _MILLISECOND)), _LONGEST)
