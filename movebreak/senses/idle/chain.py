"""The best source of idle time there is, and the thresholds it is to watch."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from movebreak.core.breaks import TYPING_PAUSE
from movebreak.core.events import Moment
from movebreak.core.presence import Found
from movebreak.ports import Report
from movebreak.senses.idle.slots import IdleSlot
from movebreak.senses.sources import Idled, MakeIdle, Seen

PART = "idle time"


class IdleChain:
    """Keeps the first source that opens, and looks whether a better one has come."""

    def __init__(
        self, makes: Sequence[MakeIdle], awake: Callable[[], timedelta]
    ) -> None:
        self._slots = [IdleSlot(make, awake) for make in makes]
        self._at: int | None = None
        self._thresholds: frozenset[timedelta] = frozenset()
        self._typing = False

    @property
    def slot(self) -> IdleSlot | None:
        """Return what is in use; it may have just broken."""
        return None if self._at is None else self._slots[self._at]

    @property
    def opens_at(self) -> timedelta | None:
        """Return when a better source is to be tried, in boot ticks; None for never."""
        times = [slot.opens_at for slot in self._better()]
        return min((each for each in times if each is not None), default=None)

    def improve(self, now: Moment, *, anyway: bool) -> Found | None:
        """Open a better source, if there is one, and close the one in use.

        `anyway` has more tried, as we are awake for another reason.
        """
        for at, slot in enumerate(self._better()):
            if not (slot.may_open(now, anyway=anyway) and slot.open(now)):
                continue
            for after in self._all():
                slot.watch(after, now)
            slot.prove(now)
            idled = self._longest(slot.take(now))
            if slot.source is not None:
                self._replace(at)
                return Found(idled)
        return None

    def is_gone(self) -> bool:
        """Say, once, whether the source in use has broken."""
        gone = self.slot is not None and self.slot.source is None
        if gone:
            self._at = None
        return gone

    def watch(
        self, thresholds: frozenset[timedelta], now: Moment
    ) -> tuple[timedelta | None, list[Seen]]:
        """Watch these from now on.

        Returns the longest that is over already, and all else that was seen.
        """
        old, self._thresholds = self._all(), thresholds
        if self.slot is None:
            return None, []
        # First the new ones, so that the source does not forget that it is idle.
        for after in self._all() - old:
            self.slot.watch(after, now)
        for after in old - self._all():
            self.slot.unwatch(after, now)
        seen = self.slot.take(now)
        return self._longest(seen), seen

    def watch_typing(self, now: Moment, *, on: bool) -> None:
        """Watch for a pause in typing besides, or no more."""
        old, self._typing = self._all(), on
        if self.slot is None or old == self._all():
            return
        if on:
            self.slot.watch(TYPING_PAUSE, now)
        else:
            self.slot.unwatch(TYPING_PAUSE, now)

    def is_threshold(self, seen: Seen) -> bool:
        """Say whether this is of those that `watch` asked for."""
        return isinstance(seen, Idled) and seen.after in self._thresholds

    def close(self) -> None:
        """Close all."""
        for slot in self._slots:
            slot.close()
        self._at = None

    def report(self, now: timedelta) -> Report:
        """Say by what idle time is known, and why not by something better."""
        at = self._at
        better = [slot.shown for slot in self._slots[:at] if slot.shown.why]
        why = "; ".join(each.why for each in better)
        well = not any(each.broken for each in better)
        if at is None:
            why = why or ("not tried yet" if self._slots else "this system cannot tell")
            says = f"unknown, reminders go by time alone: {why}"
            return Report(PART, well=well, says=says)
        says = self._slots[at].shown.words(now)
        if why:
            says += f"; better ways are missing: {why}"
        return Report(PART, well=well, says=says)

    def _better(self) -> list[IdleSlot]:
        return self._slots[: self._at]

    def _all(self) -> frozenset[timedelta]:
        return self._thresholds | ({TYPING_PAUSE} if self._typing else frozenset())

    def _longest(self, seen: list[Seen]) -> timedelta | None:
        over = [each.after for each in seen if isinstance(each, Idled)]
        return max((each for each in over if each in self._thresholds), default=None)

    def _replace(self, at: int) -> None:
        if self.slot is not None:
            self.slot.close()
        self._at = at
