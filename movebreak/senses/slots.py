"""One way to sense: its source while open, else why not and when to try again."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Generic, TypeVar, assert_never

from movebreak.core.durations import in_words
from movebreak.core.events import Moment
from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.senses.sources import (
    Idled,
    Locked,
    Resumed,
    Seen,
    Source,
    SourceLostError,
    Unlocked,
    Woke,
)

log = logging.getLogger(__name__)

S = TypeVar("S", bound=Source)
T = TypeVar("T")

# A desktop that starts, or starts anew, is complete within a minute.
SOON: Final = tuple(timedelta(seconds=each) for each in (1, 5, 30))
SELDOM: Final = timedelta(minutes=5)
# A source that wakes us so often within a second and has nothing to tell is broken.
NOTHINGS: Final = 200
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """What any thread may know of a slot; put in place as a whole."""

    name: str = ""
    why: str = ""
    """Why it is not open; empty when it is, or was never needed."""
    broken: bool = False
    says: str = "nothing seen yet"
    at: timedelta | None = None

    def words(self, now: timedelta) -> str:
        """Say what it is, and what it saw how long ago."""
        if not self.name:
            return "not tried yet"
        if self.at is None:
            return f"{self.says} ({self.name})"
        return f"{self.says} ({self.name}, {in_words(now - self.at)} ago)"


class Slot(Generic[S]):
    """Opens a source, closes it when it fails, and knows when to open it again.

    One that broke is opened again soon, then every five minutes. One that this system
    does not have is tried soon as well, but then only when something else is going
    on: it must not cost a wake-up for ever.
    """

    def __init__(self, make: Callable[[], S]) -> None:
        self.source: S | None = None
        self.shown = Shown()
        self.due: timedelta | None = None
        """When to look at it, in awake ticks."""
        self._make = make
        self._tries = 0
        self._tried: timedelta | None = None
        self._opened = timedelta()
        self._worked = False
        self._nothings = 0
        self._since = timedelta()
        self._logged = ""

    @property
    def opens_at(self) -> timedelta | None:
        """Return when to try it by itself, in boot ticks; None for never."""
        if self.source is not None or self._tried is None:
            return None
        if self._tries <= len(SOON):
            return self._tried + SOON[self._tries - 1]
        return self._tried + SELDOM if self.shown.broken else None

    def may_open(self, now: Moment, *, anyway: bool) -> bool:
        """Say whether to try it; `anyway` when we are awake for another reason."""
        if self.source is not None:
            return False
        if self._tried is None or (anyway and now.boot - self._tried >= SELDOM):
            return True
        return self.opens_at is not None and self.opens_at <= now.boot

    def open(self, now: Moment) -> bool:
        """Open it, and say whether it is open."""
        try:
            self.source = self._make()
            self.shown = Shown(self.source.name)
        except UnavailableError as error:
            # What was there and is gone is a loss, however it is called.
            self._shut(error.message, now, broken=self._worked)
        except SourceLostError as error:
            self._shut(str(error), now, broken=True)
        except Exception as error:  # noqa: BLE001 - one source costs no other
            self._log("a way to sense somebody", error)
            self._shut(f"it failed: {error!r}", now, broken=True)
        else:
            self._opened = now.boot
            self._worked = True
            self._nothings = 0
            self.rest(now)
        return self.source is not None

    def ask(self, what: Callable[[S], T], now: Moment) -> T | None:
        """Return what the source says; None, with the source closed, if it fails."""
        if self.source is None:
            return None
        try:
            return what(self.source)
        except SourceLostError as error:
            self.lose(str(error), now)
        except Exception as error:  # noqa: BLE001 - one source costs no other
            self._log(self.shown.name, error)
            self.lose(f"it failed: {error!r}", now)
        return None

    def file(self, now: Moment) -> int | None:
        """Return what to wait for."""
        return self.ask(lambda source: source.fileno(), now)

    def take(self, now: Moment) -> list[Seen]:
        """Return what the source has seen."""
        seen = self.ask(lambda source: source.take(), now) or []
        self.rest(now)
        if not seen:
            self._saw_nothing(now)
            return seen
        self._nothings = 0
        for each in seen:
            self.saw(_words(each), now)
        return seen

    def rest(self, now: Moment) -> None:
        """Leave the source alone until it can be read, or its patience is over."""
        wait = self.ask(lambda source: source.patience(), now)
        self.due = None if wait is None else now.awake + wait

    def is_due(self, now: Moment) -> bool:
        """Say whether its patience is over."""
        return self.due is not None and self.due <= now.awake

    def saw(self, says: str, now: Moment) -> None:
        """Remember what the source said last."""
        if says and self.source is not None:
            self.shown = Shown(self.shown.name, says=says, at=now.boot)

    def lose(self, why: str, now: Moment) -> None:
        """Close the source, because it broke."""
        name = self.shown.name
        # What worked for long and broke has a fresh start.
        if now.boot - self._opened >= SELDOM:
            self._tries = 0
        self._let_go()
        self._shut(f"{name}: {why}", now, broken=True)

    def close(self) -> None:
        """Close the source, because it is not needed."""
        self._let_go()
        self.shown, self._tries, self._tried = Shown(), 0, None

    def _let_go(self) -> None:
        source, self.source, self.due = self.source, None, None
        if source is None:
            return
        try:
            source.close()
        except Exception:
            log.exception("%s could not be closed", source.name)

    def _log(self, name: str, error: Exception) -> None:
        # The same again every five minutes would push all else out of the log.
        if repr(error) != self._logged:
            self._logged = repr(error)
            log.error("%s failed", name, exc_info=error)

    def _shut(self, why: str, now: Moment, *, broken: bool) -> None:
        self.source = None
        self.shown = Shown(why=why, broken=broken)
        self._tries += 1
        self._tried = now.boot

    def _saw_nothing(self, now: Moment) -> None:
        if now.awake - self._since > _SECOND:
            self._nothings, self._since = 0, now.awake
        self._nothings += 1
        if self.source is not None and self._nothings >= NOTHINGS:
            self.lose("it wakes movebreak without end", now)


def _words(seen: Seen) -> str:
    match seen:
        case Idled(after=after):
            return f"idle for {in_words(after)}"
        case Resumed():
            return "in use"
        case Locked(why=why):
            return why
        case Unlocked():
            return "unlocked"
        case Woke():
            return ""
        case _:
            assert_never(seen)
