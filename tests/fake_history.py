"""A history that forgets everything when the test ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from movebreak.core.effects import NO_DETAIL, Kind, Record
from movebreak.core.status import Tally
from movebreak.errors import HistoryError
from movebreak.ports import Gone, Line, Saved

COUNTED = {
    Kind.DONE: "done",
    Kind.NATURAL: "natural",
    Kind.SKIPPED: "skipped",
    Kind.MISSED: "missed",
    Kind.SNOOZED: "snoozed",
}


class MemoryHistory:
    """Keeps state and records in two fields.

    Set `problems` to be in trouble, `waits` to say that answers are not written yet.
    """

    def __init__(self, device: str = "here") -> None:
        self.saved: Saved | None = None
        self.records: list[Record] = []
        self.problems: tuple[str, ...] = ()
        self.waits = ""
        self._device = device

    def load(self) -> Saved | None:
        """Return the last stored state."""
        return self.saved

    def commit(self, saved: Saved, records: Sequence[Record]) -> None:
        """Keep both."""
        self.saved = saved
        self.records.extend(records)

    def tallies(self, first: date, last: date) -> list[Tally]:
        """Return the counts of each day that has lines, oldest first."""
        found: dict[date, Tally] = {}
        for line in self.lines(first, last):
            tally = found.get(line.day, Tally(line.day))
            tally = replace(tally, desk=tally.desk + line.desk)
            if line.kind in COUNTED and not line.undone:
                name = COUNTED[line.kind]
                tally = replace(tally, **{name: getattr(tally, name) + 1})
            found[line.day] = tally
        return [found[day] for day in sorted(found)]

    def times_done(self, since: Mapping[str, int]) -> dict[str, int]:
        """Return how often each drill was done; those in `since` from that id on."""
        found: dict[str, int] = {}
        for it in self.lines(date.min, date.max):
            counts = it.drill and it.kind is Kind.DONE and not it.undone
            if it.drill and counts and it.id >= since.get(it.drill, 0):
                found[it.drill] = found.get(it.drill, 0) + 1
        return found

    def lines(self, first: date, last: date) -> list[Line]:
        """Return the lines of these days, oldest first."""
        undone = {it.refers for it in self.records if it.kind is Kind.UNDONE}
        return [
            Line(
                id=it.id,
                at=it.moment.wall,
                day=it.day,
                kind=it.kind,
                drill=it.drill,
                desk=it.desk,
                length=it.length,
                refers=it.refers,
                device=self._device,
                undone=it.id in undone,
                detail=it.detail,
            )
            for it in self.records
            if first <= it.day <= last
        ]

    def delete(
        self,
        first: date | None = None,
        last: date | None = None,
        saved: Saved | None = None,
    ) -> Gone:
        """Remove the lines of these days, and those that go with them."""
        if self.waits:
            raise HistoryError("Nothing was deleted.", hint=self.waits)
        first, last = first or date.min, last or date.max
        chosen = [it for it in self.records if first <= it.day <= last]
        undone = {it.refers for it in chosen if it.kind is Kind.UNDONE}
        gone = {it.id for it in chosen} | undone
        kept = [
            it
            for it in self.records
            if it.id not in gone
            and (it.kind is not Kind.UNDONE or it.refers not in gone)
        ]
        self.saved = saved or self.saved
        before, self.records = len(self.records), kept
        return Gone(before - len(kept))

    def forget_answers(self) -> Gone:
        """Leave nothing but the desk time of what was answered."""
        if self.waits:
            raise HistoryError("Nothing was deleted.", hint=self.waits)
        asked = {Kind.CHECK, Kind.REVIEW}
        lines = sum(it.kind in asked for it in self.records)
        self.records = [
            replace(it, kind=Kind.DESK, detail=NO_DETAIL) if it.kind in asked else it
            for it in self.records
        ]
        return Gone(lines)

    def last_id(self) -> int:
        """Return the largest id in use."""
        return max((it.id for it in self.records), default=0)

    def unwritten(self) -> str:
        """Say what the test wants said of answers in memory."""
        return self.waits

    def troubles(self) -> tuple[str, ...]:
        """Say what the test wants said."""
        return self.problems + ((self.waits,) if self.waits else ())
