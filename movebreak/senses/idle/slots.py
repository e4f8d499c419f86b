"""One way to sense idle time, and whether what it says can be true."""

from collections.abc import Callable
from datetime import timedelta

from movebreak.core.durations import in_words
from movebreak.core.events import Moment
from movebreak.senses.idle.readings import Reader
from movebreak.senses.slots import Slot
from movebreak.senses.sources import IdleSource, SourceLostError


class IdleSlot(Slot[IdleSource]):
    """A way to sense idle time. `awake` is the clock that stands still in sleep."""

    def __init__(
        self, make: Callable[[], IdleSource], awake: Callable[[], timedelta]
    ) -> None:
        super().__init__(make)
        # Outlives the source: one that was stuck may still be so when opened again.
        self._reader = Reader(self._read, awake)

    def idle(self, now: Moment) -> timedelta | None:
        """Return the time since the last input; None where it cannot be asked."""
        idle = self.ask(self._asked, now)
        if idle is not None:
            self.saw(f"idle for {in_words(idle)}", now)
        self.rest(now)
        return idle

    def prove(self, now: Moment) -> None:
        """Lose the source if it says, just opened, what was said by the one before."""
        self.idle(now)
        if self.source is not None and self._reader.doubtful:
            self.lose("the idle time stands still", now)

    def watch(self, after: timedelta, now: Moment) -> None:
        """Have it tell when nobody touched anything for so long."""
        self.ask(lambda source: source.watch(after), now)
        self.rest(now)

    def unwatch(self, after: timedelta, now: Moment) -> None:
        """Have it tell that no more."""
        self.ask(lambda source: source.unwatch(after), now)
        self.rest(now)

    def _asked(self, _: IdleSource) -> timedelta | None:
        try:
            return self._reader.read().idle
        except _CannotBeAskedError:
            return None

    def _read(self) -> timedelta:
        idle = None if self.source is None else self.source.idle()
        if idle is None:
            raise _CannotBeAskedError
        if idle < timedelta():
            raise SourceLostError("it tells of input that is still to come")
        return idle


class _CannotBeAskedError(Exception):
    """The source tells when somebody is idle, but not since when."""
