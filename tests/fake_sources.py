"""Sources of idle time and locks that see what the test has them see."""

import socket
from contextlib import suppress
from datetime import timedelta
from typing import Generic, TypeVar

from movebreak.errors import UnavailableError
from movebreak.senses.sources import Idled, Resumed, Seen

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


class FakeSource:
    """Sleeps in a real descriptor; `error` is what every call raises."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.error: Exception | None = None
        self.wait: timedelta | None = None
        self.stays_open = False
        self.taken = 0
        self._seen: list[Seen] = []
        self._here, self._there = socket.socketpair()
        self._here.settimeout(0)

    @property
    def closed(self) -> bool:
        """Say whether the descriptor was let go of."""
        return self._here.fileno() == -1

    def tell(self, *seen: Seen) -> None:
        """See this now."""
        self._seen.extend(seen)
        self.wake()

    def wake(self) -> None:
        """Become readable, with nothing to tell."""
        self._there.send(b"!")

    def fileno(self) -> int | None:
        """Return the descriptor."""
        self._check()
        return self._here.fileno()

    def patience(self) -> timedelta | None:
        """Return what the test has set."""
        self._check()
        return self.wait

    def take(self) -> list[Seen]:
        """Return what was seen."""
        self._check()
        self.taken += 1
        with suppress(BlockingIOError):
            self._here.recv(100)
        seen, self._seen = self._seen, []
        return seen

    def close(self) -> None:
        """Let go of the descriptor, or fail to."""
        if self.stays_open:
            raise OSError("busy")
        self._here.close()
        self._there.close()

    def _check(self) -> None:
        if self.error is not None:
            raise self.error


class FakeIdle(FakeSource):
    """A source of idle time; `since` is its reading, None where it has none.

    It sees what it is told, or what follows from `leave` and `touch`.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.since: timedelta | None = None
        self.watched: set[timedelta] = set()
        self.over: dict[timedelta, list[Seen]] = {}
        """What to see at once when a threshold is watched."""
        self._untouched = timedelta()
        self._passed: set[timedelta] = set()

    def leave(self, span: timedelta) -> None:
        """Have nobody touch anything for so long."""
        self._untouched += span
        if self.since is not None:
            self.since += span
        self._pass(self.watched - self._passed)

    def touch(self) -> None:
        """Have somebody touch something."""
        self._untouched = timedelta()
        if self.since is not None:
            self.since = timedelta()
        if self._passed:
            self._passed.clear()
            self.tell(Resumed())

    def watch(self, after: timedelta) -> None:
        """Remember the threshold."""
        self._check()
        if after not in self.watched:
            self.watched.add(after)
            self.tell(*self.over.get(after, ()))
            self._pass({after})

    def unwatch(self, after: timedelta) -> None:
        """Forget the threshold."""
        self._check()
        self.watched.discard(after)
        self._seen = [each for each in self._seen if each != Idled(after)]

    def idle(self) -> timedelta | None:
        """Return the reading."""
        self._check()
        return self.since

    def _pass(self, thresholds: set[timedelta]) -> None:
        over = {each for each in thresholds if each <= self._untouched}
        if over:
            self._passed |= over
            self.tell(*(Idled(each) for each in sorted(over)))


F = TypeVar("F", bound=FakeSource)


class Way(Generic[F]):
    """A way to sense: opens a source anew each time, unless it is missing.

    `now` is what is open, or will be.
    """

    def __init__(self, kind: type[F], name: str, missing: str = "") -> None:
        self.kind = kind
        self.name = name
        self.missing = missing
        self.error: Exception | None = None
        self.tries = 0
        self.now = kind(name)
        self._opened: list[F] = []

    @property
    def all_closed(self) -> bool:
        """Say whether nothing that was opened is still open."""
        return all(each.closed for each in self._opened)

    def __call__(self) -> F:
        """Open a source."""
        self.tries += 1
        if self.missing:
            raise UnavailableError(self.missing)
        if self.error is not None:
            raise self.error
        if self.now.closed:
            self.now = self.kind(self.name)
        self._opened.append(self.now)
        return self.now


def idle_way(name: str = "the idle source", missing: str = "") -> Way[FakeIdle]:
    """Return a way to sense idle time."""
    return Way(FakeIdle, name, missing)


def lock_way(name: str = "the lock source", missing: str = "") -> Way[FakeSource]:
    """Return a way to learn of locks."""
    return Way(FakeSource, name, missing)
