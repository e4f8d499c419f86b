"""Idle time and lock on systems that must be asked, such as Windows and macOS."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from movebreak.senses.idle.looks import Looks
from movebreak.senses.sources import Locked, Seen, SourceLostError, Unlocked

_MINUTE: Final = timedelta(minutes=1)
_LOCKED: Final = "locked"


class PolledIdle:
    """Derives what happened from idle times; implements IdleSource.

    It looks when the next threshold may be passed, or once a minute while nobody is
    there. `monotonic` is the clock that stands still in sleep. A reading that fails,
    is below zero, or stands still while time passes is a lost source.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[], timedelta],
        monotonic: Callable[[], timedelta],
    ) -> None:
        self.name = name
        self._read = read
        self._looks = Looks(self._checked, monotonic)

    def watch(self, after: timedelta) -> None:
        """Report `Idled(after)` each time nobody touched anything for this long."""
        self._looks.watch(after)

    def unwatch(self, after: timedelta) -> None:
        """Forget this threshold; harmless when it is not watched."""
        self._looks.unwatch(after)

    def idle(self) -> timedelta | None:
        """Return the time since the last input."""
        return self._looks.idle()

    def fileno(self) -> int | None:
        """Return None: nothing tells when there was input."""
        return None

    def patience(self) -> timedelta | None:
        """Return when to look again; None when nothing is watched."""
        return self._looks.patience()

    def take(self) -> list[Seen]:
        """Look if it is time to, and return what was seen since the last call."""
        return self._looks.take()

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def _checked(self) -> timedelta:
        with _or_lost(self.name):
            idle = self._read()
        if idle < timedelta():
            raise SourceLostError(f"{self.name} tells of input that is still to come")
        return idle


class PolledLock:
    """Looks once a minute whether the screen is locked; implements Source.

    A reading that fails is a lost source.
    """

    def __init__(self, name: str, read: Callable[[], bool]) -> None:
        self.name = name
        self._read = read
        self._locked = False

    def fileno(self) -> int | None:
        """Return None: nothing tells when it is locked."""
        return None

    def patience(self) -> timedelta | None:
        """Return how long to wait for the next look."""
        return _MINUTE

    def take(self) -> list[Seen]:
        """Look, and return what has changed; at first, what is locked already."""
        with _or_lost(self.name):
            locked = self._read()
        if locked == self._locked:
            return []
        self._locked = locked
        return [Locked(_LOCKED) if locked else Unlocked(_LOCKED)]

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""


@contextmanager
def _or_lost(name: str) -> Iterator[None]:
    try:
        yield
    except SourceLostError:
        raise
    except Exception as error:
        raise SourceLostError(f"{name} cannot be read: {error}") from error
