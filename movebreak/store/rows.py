"""Values to rows of the history file, and back; counting what is not in the file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

import msgspec

from movebreak.core.effects import Kind, Record
from movebreak.core.events import Moment
from movebreak.core.state import State
from movebreak.core.status import Tally
from movebreak.ports import Line, Saved

MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)

# What a damaged or foreign row may raise on its way to a value.
UNREADABLE = (ValueError, TypeError, OverflowError, msgspec.DecodeError)
NOT_UNDERSTOOD = "Some lines of the history cannot be understood."


class Row(NamedTuple):
    """One line as it is in the file, its fields in the order of the columns.

    `offset` counts minutes east of UTC; `desk` and `length` count microseconds.
    """

    id: int
    utc: str
    offset: int
    day: str
    kind: str
    drill: str | None
    desk: int
    length: int | None
    refers: int | None
    detail: str
    device: str


class StateRow(NamedTuple):
    """The state as it is in the file; `boot` and `awake` count microseconds."""

    state: str
    boot: int
    awake: int
    wall: str
    boot_id: str


def row_of(record: Record, device: str) -> Row:
    """Return the row that keeps this record."""
    wall = record.moment.wall
    return Row(
        id=record.id,
        utc=wall.astimezone(UTC).isoformat(),
        offset=(wall.utcoffset() or timedelta()) // MINUTE,
        day=record.day.isoformat(),
        kind=record.kind.value,
        drill=record.drill,
        desk=record.desk // MICROSECOND,
        length=None if record.length is None else record.length // MICROSECOND,
        refers=record.refers,
        detail=record.detail,
        device=device,
    )


def line_of(row: Row, *, undone: bool) -> Line:
    """Return what the row tells; raises one of UNREADABLE when it is damaged."""
    zone = timezone(row.offset * MINUTE)
    return Line(
        id=row.id,
        at=datetime.fromisoformat(row.utc).astimezone(zone),
        day=date.fromisoformat(row.day),
        kind=Kind(row.kind),
        drill=row.drill,
        desk=row.desk * MICROSECOND,
        length=None if row.length is None else row.length * MICROSECOND,
        refers=row.refers,
        device=row.device,
        undone=undone,
        detail=row.detail,
    )


def state_row_of(saved: Saved) -> StateRow:
    """Return the row that keeps this state."""
    return StateRow(
        state=msgspec.json.encode(saved.state).decode(),
        boot=saved.at.boot // MICROSECOND,
        awake=saved.at.awake // MICROSECOND,
        wall=saved.at.wall.isoformat(),
        boot_id=saved.boot_id,
    )


def saved_of(row: StateRow) -> Saved:
    """Return the state kept in the row; raises one of UNREADABLE when it is damaged."""
    wall = datetime.fromisoformat(row.wall)
    if wall.tzinfo is None:
        raise ValueError("the moment of the state names no zone")
    at = Moment(row.boot * MICROSECOND, row.awake * MICROSECOND, wall)
    return Saved(msgspec.json.decode(row.state, type=State), at, row.boot_id)


def joined(kept: Iterable[Line], waiting: Sequence[Row]) -> list[Line]:
    """Return the kept lines and those that wait, with what the waiting take back."""
    taken_back = {row.refers for row in waiting if row.kind == Kind.UNDONE}
    fresh = (line_of(row, undone=False) for row in waiting)
    lines = {(line.id, line.kind, line.at): line for line in (*kept, *fresh)}
    return [
        replace(line, undone=line.undone or line.id in taken_back)
        for line in sorted(lines.values(), key=lambda line: line.id)
    ]


def within(lines: Iterable[Line], first: date, last: date) -> list[Line]:
    """Return the lines of these days, both ends in."""
    return [line for line in lines if first <= line.day <= last]


def times_done(lines: Iterable[Line], since: Mapping[str, int]) -> dict[str, int]:
    """Return how often each drill was done; those in `since` from that id on."""
    return Counter(
        line.drill
        for line in lines
        if line.drill
        and line.kind is Kind.DONE
        and not line.undone
        and line.id >= since.get(line.drill, 0)
    )


def tallied(lines: Iterable[Line]) -> list[Tally]:
    """Return the counts of each day in the lines, oldest first."""
    desks: dict[date, timedelta] = {}
    counts: Counter[tuple[date, Kind]] = Counter()
    for line in lines:
        desks[line.day] = desks.get(line.day, timedelta()) + line.desk
        counts[line.day, line.kind] += not line.undone
    return [
        Tally(
            day=day,
            done=counts[day, Kind.DONE],
            natural=counts[day, Kind.NATURAL],
            skipped=counts[day, Kind.SKIPPED],
            missed=counts[day, Kind.MISSED],
            snoozed=counts[day, Kind.SNOOZED],
            desk=desks[day],
        )
        for day in sorted(desks)
    ]
