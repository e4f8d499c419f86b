"""A desk for every source of idle time: a person, the time, and whoever takes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Protocol

from movebreak.senses.sources import IdleSource, Seen

ZERO = timedelta()
SHORT, LONG = timedelta(seconds=0.5), timedelta(seconds=1)
SOON = timedelta(seconds=5)
STEP = timedelta(milliseconds=50)
# What two clocks may differ by that both count in milliseconds.
SLACK = timedelta(milliseconds=10)


class Hands(Protocol):
    """The person, the time, and the source that watches."""

    @property
    def source(self) -> IdleSource:
        """Return the source."""

    def now(self) -> timedelta:
        """Return the time."""

    def rest(self, most: timedelta) -> None:
        """Let so much time go by, or less when there is something to take."""

    def touch(self) -> timedelta:
        """Touch something; return when that was, or a moment before."""


class Bench:
    """A source with its owner, who takes whatever is seen."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.source = hands, hands.source
        self.seen: list[Seen] = []

    def leave(self, span: timedelta) -> None:
        """Touch nothing for so long."""
        end = self.hands.now() + span
        while (left := end - self.hands.now()) > ZERO:
            self._turn(left)

    def saw(self, *expected: Seen) -> bool:
        """Say whether this comes next, soon."""
        end = self.hands.now() + SOON
        while len(self.seen) < len(expected) and self.hands.now() < end:
            self._turn(end - self.hands.now())
        first = self.seen[: len(expected)]
        del self.seen[: len(expected)]
        return first == list(expected)

    def _turn(self, most: timedelta) -> None:
        patience = self.source.patience()
        waits = [most] if self.source.fileno() is None else [most, STEP]
        self.hands.rest(min(waits if patience is None else [*waits, patience]))
        self.seen += self.source.take()


def with_each(hands: Hands) -> Iterator[Bench]:
    """Have a bench, where nothing is left over in the end."""
    bench = Bench(hands)
    hands.touch()
    yield bench
    hands.source.close()
    assert bench.seen == []
