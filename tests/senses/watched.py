"""A presence sense between fake sources and a clock by hand, without a thread."""

from collections.abc import Sequence
from datetime import timedelta
from types import TracebackType
from typing import Self

from movebreak.core.events import Event, IdleSeen, Presence, PresenceChanged
from movebreak.senses.presence import PresenceSense
from tests.fake_clock import WorldClock, at
from tests.fake_sources import FakeIdle, FakeSource, Way

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
AWAY, IDLE = 5 * MINUTE, MINUTE


class Watched:
    """Somebody at a desk, and all that is posted of them."""

    def __init__(
        self,
        idle: Sequence[Way[FakeIdle]] = (),
        locks: Sequence[Way[FakeSource]] = (),
    ) -> None:
        self.clock = WorldClock(at("2026-03-04 09:00"))
        self.ways: list[Way[FakeIdle] | Way[FakeSource]] = [*idle, *locks]
        self.posted: list[Event] = []
        self.sense = PresenceSense(self.clock, self.posted.append, idle, locks)

    def __enter__(self) -> Self:
        """Begin, with thresholds given before."""
        self.sense.watch(AWAY, IDLE)
        self.sense.begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End, and leave nothing open."""
        self.sense.close()
        assert all(way.all_closed for way in self.ways)
        for way in self.ways:
            way.now.close()

    @property
    def rest(self) -> timedelta | None:
        """Return how long nothing is to be done; None for ever."""
        return self.sense._patience(None, self.clock.now())

    @property
    def seen(self) -> list[Presence]:
        """Return as what the person was seen, one after the other."""
        return [it.presence for it in self.posted if isinstance(it, PresenceChanged)]

    @property
    def answers(self) -> list[timedelta | None]:
        """Return the idle times that were posted."""
        return [it.idle for it in self.posted if isinstance(it, IdleSeen)]

    @property
    def says(self) -> str:
        """Return the report on idle time."""
        return self.sense.reports()[0].says

    def turn(self) -> list[Event]:
        """Do what is to be done now, and return what that posts."""
        before = len(self.posted)
        self.sense.turn(timedelta())
        return self.posted[before:]

    def wait(self, span: timedelta) -> list[Event]:
        """Let time pass, doing what is due at its time; return what is posted."""
        before, end = len(self.posted), self.clock.awake + span
        for _ in range(1000):
            rest = self.rest
            left = end - self.clock.awake
            if rest is None or rest > left:
                self.clock.advance(left)
                return self.posted[before:]
            self.clock.advance(rest)
            self.turn()
        raise AssertionError("the sense does not wait")

    def ask(self) -> list[timedelta | None]:
        """Ask for the idle time, and return the answers that come at once."""
        before = len(self.answers)
        self.sense.ask()
        self.turn()
        return self.answers[before:]
