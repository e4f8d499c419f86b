"""What the presence sense needs of a source: one seam for every system's idle and lock.

A source sleeps in its descriptor. The thread that owns it waits until that can be
read, or until `patience` is over, and then takes what was seen.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from movebreak.core.presence import Idled, Locked, Resumed, Seen, Unlocked, Woke

__all__ = [
    "IdleSource",
    "Idled",
    "Locked",
    "Make",
    "MakeIdle",
    "Resumed",
    "Seen",
    "Source",
    "SourceLostError",
    "Unlocked",
    "Woke",
]


class SourceLostError(Exception):
    """The source is gone or talks nonsense; whoever holds it closes it."""


class Source(Protocol):
    """Something that can be waited for. Every method may raise SourceLostError."""

    name: str
    """What it is, in words for `doctor`."""

    def fileno(self) -> int | None:
        """Return what to wait for; None when it can only be looked at."""

    def patience(self) -> timedelta | None:
        """Return when `take` must be called at the latest; None for never."""

    def take(self) -> list[Seen]:
        """Return what was seen since the last call, oldest first; never blocks."""

    def close(self) -> None:
        """Let go of everything; harmless twice."""


class IdleSource(Source, Protocol):
    """Tells when the last input was."""

    def watch(self, after: timedelta) -> None:
        """Report `Idled(after)` each time nobody touched anything for this long.

        Reported at once when it has been so long already. Several thresholds may be
        watched; `Resumed` comes once after any of them.
        """

    def unwatch(self, after: timedelta) -> None:
        """Forget this threshold; harmless when it is not watched."""

    def idle(self) -> timedelta | None:
        """Return the time since the last input; None where it cannot be asked."""


Make = Callable[[], Source]
MakeIdle = Callable[[], IdleSource]
"""Opens a source. Raises UnavailableError with the reason when there is none here."""
