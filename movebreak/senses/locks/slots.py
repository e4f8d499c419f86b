"""One way to learn of locks and of sleep, and what it says holds now."""

from collections.abc import Callable
from datetime import timedelta

from movebreak.core.events import Moment
from movebreak.core.presence import Change, Dropped
from movebreak.ports import Report
from movebreak.senses.slots import Slot
from movebreak.senses.sources import Locked, Seen, Source, Unlocked, Woke

PART = "lock"


class LockSlot(Slot[Source]):
    """Remembers what its source says holds, because a lost source says no more."""

    def __init__(self, make: Callable[[], Source], number: int) -> None:
        super().__init__(make)
        self._number = number
        self._reasons: set[str] = set()

    def hear(self, now: Moment) -> list[Change]:
        """Return what the source has seen, each reason marked as its own."""
        changes = [self._marked(each) for each in self.take(now)]
        return [each for each in changes if each is not None] + self.dropped()

    def dropped(self) -> list[Change]:
        """Return, once, what cannot be told any more because the source is lost."""
        if self.source is not None:
            return []
        changes: list[Change] = [Dropped(each) for each in sorted(self._reasons)]
        self._reasons.clear()
        return changes

    def report(self, now: timedelta) -> Report:
        """Say what it saw last, or why it sees nothing."""
        shown = self.shown
        says = shown.why or shown.words(now)
        return Report(PART, well=not shown.broken, says=says)

    def _marked(self, seen: Seen) -> Change | None:
        match seen:
            case Locked(why=why):
                self._reasons.add(self._own(why))
                return Locked(self._own(why))
            case Unlocked(why=why):
                self._reasons.discard(self._own(why))
                return Unlocked(self._own(why))
            case Woke():
                return seen
            case _:
                return None

    def _own(self, why: str) -> str:
        return f"{why}, says source {self._number}"
