"""All that the page of the history shows, read in one go."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date

from movebreak.core.effects import Kind
from movebreak.core.past import Drilled, Hour
from movebreak.core.status import Tally
from movebreak.frozen import dataclass
from movebreak.ports import Line
from movebreak.store import queries
from movebreak.store.rows import tallied, within

HOURS = f"""
SELECT (substr(utc, 12, 2) * 60 + substr(utc, 15, 2) + offset + 1440) / 60 % 24 AS hour,
  sum(kind = 'done'), sum(kind = 'skipped')
{queries.STANDING}
WHERE kind IN ('done', 'skipped') GROUP BY hour
"""

DRILLS = f"""
SELECT drill, sum(kind = 'done'), sum(kind = 'skipped')
{queries.STANDING}
WHERE kind IN ('done', 'skipped') AND drill IS NOT NULL GROUP BY drill
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """The lines of a day, the counts of all days up to it, and what they are made of.

    Hours and drills are counted from the day `since` on.
    """

    lines: list[Line]
    tallies: list[Tally]
    hours: list[Hour]
    drills: list[Drilled]


def read(db: sqlite3.Connection, day: date, since: date) -> Kept:
    """Ask the file for it."""
    days = since.isoformat(), day.isoformat()
    return Kept(
        lines=queries.lines(db, day, day)[0],
        tallies=queries.tallies(db, date.min, day),
        hours=[Hour(*cells) for cells in db.execute(HOURS, days)],
        drills=[Drilled(*cells) for cells in db.execute(DRILLS, days)],
    )


def counted(lines: Iterable[Line], day: date, since: date) -> Kept:
    """Count it from lines, where the file cannot be asked."""
    lines = within(lines, date.min, day)
    hours: Counter[tuple[int, Kind]] = Counter()
    drills: Counter[tuple[str, Kind]] = Counter()
    for line in within(lines, since, day):
        if not line.undone and line.kind in {Kind.DONE, Kind.SKIPPED}:
            hours[line.at.hour, line.kind] += 1
            if line.drill is not None:
                drills[line.drill, line.kind] += 1
    return Kept(
        lines=within(lines, day, day),
        tallies=tallied(lines),
        hours=[
            Hour(each, hours[each, Kind.DONE], hours[each, Kind.SKIPPED])
            for each in sorted({hour for hour, _ in hours})
        ],
        drills=[
            Drilled(each, drills[each, Kind.DONE], drills[each, Kind.SKIPPED])
            for each in sorted({drill for drill, _ in drills})
        ],
    )
