"""Idle time where it can only be looked at: as few looks as there can be."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from movebreak.senses.idle.readings import Reader, Reading
from movebreak.senses.sources import Idled, Resumed, Seen

# How often to look whether somebody came back.
_AWAY: Final = timedelta(minutes=1)
# How soon to look again when the source may be stuck.
_SOON: Final = timedelta(seconds=1)
_NOW: Final = timedelta(0)


class Looks:
    """Derives what happened from idle times; the looking half of an IdleSource.

    While somebody is there it looks when the next threshold may be passed, while
    nobody is once a minute. Reading may raise SourceLostError.
    """

    def __init__(
        self, read: Callable[[], timedelta], clock: Callable[[], timedelta]
    ) -> None:
        self._reader = Reader(read, clock)
        self._watched: set[timedelta] = set()
        # Since the last input: told, and perhaps not watched any more.
        self._told: set[timedelta] = set()
        self._seen: list[Seen] = []
        # Whether a threshold is new, so that nobody knows on which side of it we are.
        self._fresh = False

    def watch(self, after: timedelta) -> None:
        """Report `Idled(after)` each time nobody touched anything for this long."""
        if after not in self._watched:
            self._watched.add(after)
            if after in self._told:
                self._seen.append(Idled(after))
            self._fresh = True

    def unwatch(self, after: timedelta) -> None:
        """Forget this threshold; harmless when it is not watched."""
        self._watched.discard(after)
        self._seen = [each for each in self._seen if each != Idled(after)]

    def idle(self) -> timedelta:
        """Return the time since the last input; what it shows is kept for `take`."""
        return self._look().idle

    def patience(self) -> timedelta | None:
        """Return when `take` must be called at the latest; None for never."""
        due = _NOW if self._seen else self._due()
        return None if due is None else max(_NOW, due)

    def take(self) -> list[Seen]:
        """Look if it is time to, and return what was seen since the last call."""
        due = self._due()
        if due is not None and due <= _NOW:
            self._look()
        seen, self._seen = self._seen, []
        return seen

    def _due(self) -> timedelta | None:
        """Return in how long to look; None when there is nothing to look for."""
        following = min(self._watched - self._told, default=None)
        if following is None and not self._told:
            return None
        last = self._reader.last
        if last is None or self._fresh:
            return _NOW
        waits = [_AWAY] if self._told else []
        if following is not None:
            waits.append(following - last.idle)
        if self._reader.doubtful:
            waits.append(_SOON)
        return last.after + min(waits) - self._reader.now()

    def _look(self) -> Reading:
        last, reading = self._reader.last, self._reader.read()
        if self._told and last is not None and _was_touched(last, reading):
            self._told.clear()
            self._seen.append(Resumed())
        for after in sorted(self._watched - self._told):
            if after <= reading.idle:
                self._told.add(after)
                self._seen.append(Idled(after))
        self._fresh = False
        return reading


def _was_touched(idle: Reading, reading: Reading) -> bool:
    """Say whether there was input between two readings, of which the first is idle."""
    passed = reading.after - idle.before
    # With input the second is no more than what passed, without it is as much as both
    # together: half way leaves most room for readings that took long.
    return reading.idle < passed + idle.idle / 2
