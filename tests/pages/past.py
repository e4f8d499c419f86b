"""A past to be shown: lines as a history file has them, written in one go."""

import random
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from movebreak import platforms
from movebreak.core.effects import Kind
from movebreak.core.hours import day_of
from movebreak.core.settings import Hours
from movebreak.store import queries
from movebreak.store.database import opened
from movebreak.store.rows import MICROSECOND, Row

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
# Where the homes of the tests are.
ZONE = ZoneInfo("Europe/Berlin")
DRILLS = ("heel-taps", "half-squats", "seated-twist", "sit-to-stand", "no-such-drill")
WEIGHTS = {
    Kind.DONE: 40,
    Kind.SKIPPED: 14,
    Kind.NATURAL: 12,
    Kind.MISSED: 10,
    Kind.HELD: 6,
    Kind.AWAY: 6,
    Kind.SNOOZED: 6,
    Kind.SUMMARY: 4,
    Kind.UNDONE: 2,
}
LASTING = frozenset({Kind.NATURAL, Kind.HELD, Kind.AWAY, Kind.SNOOZED})
OF_A_DRILL = frozenset({Kind.DONE, Kind.SKIPPED, Kind.MISSED, Kind.SNOOZED})


def today() -> date:
    """Return the day that the programs of the tests have now."""
    local = platforms.clock().now().wall.astimezone(ZONE).replace(tzinfo=None)
    return day_of(local, Hours().day_start)


def line(number: int, kind: Kind, day: date, at: str, **more: Any) -> Row:  # noqa: ANN401
    """Return a line of this day, made at a local time such as 09:20."""
    wall = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ZONE)
    made = Row(
        id=number,
        utc=wall.astimezone(UTC).isoformat(),
        offset=(wall.utcoffset() or timedelta()) // MINUTE,
        day=day.isoformat(),
        kind=kind.value,
        drill=None,
        desk=20 * MINUTE // MICROSECOND,
        length=None,
        refers=None,
        detail="{}",
        device="here",
    )
    return made._replace(**more)


def years(number: int, last: date, a_day: int) -> Iterable[Row]:
    """Yield the lines of so many years up to this day, as a person makes them."""
    dice = random.Random(7)  # noqa: S311 - the same years in each run
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    first = last - number * 365 * DAY
    for step in range((last - first).days + 1):
        for turn in range(a_day):
            count = step * a_day + turn + 1
            (kind,) = dice.choices(kinds, weights)
            hour, minute = divmod(8 * 60 + turn * 20, 60)
            yield line(
                count,
                kind,
                first + step * DAY,
                f"{hour:02}:{minute:02}",
                drill=dice.choice(DRILLS) if kind in OF_A_DRILL else None,
                length=dice.randint(1, 19) * MINUTE // MICROSECOND
                if kind in LASTING
                else None,
                refers=count - 1 if kind is Kind.UNDONE else None,
            )


def keep(path: Path, lines: Iterable[Row]) -> None:
    """Write these lines to the history file."""
    with closing(opened(path)) as db:
        queries.write(db, lines, None)
