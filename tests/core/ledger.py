"""The books of a story: what its records say, day by day, and whether that adds up."""

from collections import Counter
from datetime import date, timedelta

from movebreak.core.effects import Erase, Kind, Record
from movebreak.core.hours import day_of
from movebreak.core.settings import Settings
from movebreak.core.state import ZERO
from movebreak.core.status import Tally
from movebreak.core.summary import streak
from tests.core.scene import OUTCOMES

TAKEN_BACK = {Kind.DONE, Kind.SKIPPED, Kind.NATURAL}


class Ledger:
    """Takes every record in, and refuses what a history cannot hold."""

    def __init__(self) -> None:
        self.last_id = 0
        self.told = ZERO
        self.summed_up: list[date] = []
        self.desk: dict[date, timedelta] = {}
        self._standing: dict[int, Record] = {}
        self._late: set[int] = set()

    def take_in(self, record: Record, settings: Settings) -> None:
        """Write a line, and look at what it makes of the whole."""
        assert record.id > self.last_id, "an id was given twice"
        assert record.desk >= ZERO
        self.last_id = record.id
        self.told += record.desk
        self.desk[record.day] = self.desk.get(record.day, ZERO) + record.desk
        match record.kind:
            case Kind.SUMMARY:
                assert record.day not in self.summed_up, "summed up twice"
                self.summed_up.append(record.day)
                self._streak(record.day, settings)
            case Kind.UNDONE:
                old = self._standing.pop(record.refers or 0, None)
                assert old is not None, "takes back what does not stand"
                assert old.kind in TAKEN_BACK
            case Kind.NATURAL if record.length is not None:
                assert record.length >= settings.presence.natural_break
            case _:
                pass
        if record.kind in OUTCOMES:
            self._standing[record.id] = record
        # What was left open over night is told of on a later day.
        if day_of(record.moment.local, settings.hours.day_start) != record.day:
            self._late.add(record.id)

    def forget(self, erase: Erase) -> None:
        """Strike out the lines of these days; answers alone are no outcomes."""
        if erase.answers:
            return
        first, last = erase.first or date.min, erase.last or date.max
        for number, each in tuple(self._standing.items()):
            if first <= each.day <= last:
                del self._standing[number]

    def worth_summing_up(self, interval: timedelta) -> set[date]:
        """Return the days with an interval of desk time, or with an outcome in time."""
        sat = {day for day, desk in self.desk.items() if desk >= interval}
        known = self._standing.keys() - self._late
        return sat | {self._standing[number].day for number in known}

    def tallies(self) -> list[Tally]:
        """Return the counts of every day that has lines."""
        counts = Counter((each.day, each.kind) for each in self._standing.values())
        return [
            Tally(
                day,
                done=counts[day, Kind.DONE],
                natural=counts[day, Kind.NATURAL],
                skipped=counts[day, Kind.SKIPPED],
                missed=counts[day, Kind.MISSED],
                desk=desk,
            )
            for day, desk in self.desk.items()
        ]

    def _streak(self, day: date, settings: Settings) -> None:
        goal, interval = settings.breaks.goal, settings.breaks.interval
        tallies = self.tallies()
        met = sum(each.done >= goal and each.day <= day for each in tallies)
        assert 0 <= streak(tallies, day, goal, interval) <= met
