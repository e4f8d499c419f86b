"""Every question put to the history file, and every change made to it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import msgspec

from movebreak.core.effects import Kind
from movebreak.core.status import Tally
from movebreak.ports import Line
from movebreak.store.rows import MICROSECOND, UNREADABLE, Row, StateRow, line_of

_TOLD = """
SELECT id, utc, offset, day, kind, drill, desk, length, refers, detail, device,
  EXISTS (SELECT 1 FROM records AS later
    WHERE later.kind = 'undone' AND later.refers = told.id AND later.id > told.id)
FROM records AS told
"""
LINES = f"{_TOLD} WHERE day BETWEEN ? AND ? ORDER BY id"
OF_KINDS = f"{_TOLD} WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608 - our own words

# A limit keeps SQLite from looking up the undo of a line anew for each of the sums.
STANDING = """
FROM (SELECT day, utc, offset, drill, desk, CASE WHEN EXISTS (
    SELECT 1 FROM records AS later WHERE later.kind = 'undone'
    AND later.refers = told.id AND later.id > told.id) THEN '' ELSE kind END AS kind
  FROM records AS told WHERE day BETWEEN ? AND ? LIMIT -1)
"""

TALLIES = f"""
SELECT day,
  sum(kind = 'done'),
  sum(kind = 'natural'),
  sum(kind = 'skipped'),
  sum(kind = 'missed'),
  sum(kind = 'snoozed'),
  sum(desk)
{STANDING}
GROUP BY day ORDER BY day
"""

TIMES = """
SELECT drill, count(*) FROM records AS told
WHERE kind = 'done' AND id >= ? AND drill IS NOT NULL AND (? IS NULL OR drill = ?)
  AND NOT EXISTS (SELECT 1 FROM records AS later
    WHERE later.kind = 'undone' AND later.refers = told.id AND later.id > told.id)
GROUP BY drill
"""

ROW = """
SELECT id, utc, offset, day, kind, drill, desk, length, refers, detail, device
FROM records WHERE id = ?
"""

APPEND = """
INSERT INTO records
  (id, utc, offset, day, kind, drill, desk, length, refers, detail, device)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""

STATE = "SELECT state, boot, awake, wall, boot_id FROM state"

KEEP_STATE = """
INSERT OR REPLACE INTO state (id, state, boot, awake, wall, boot_id)
VALUES (1, ?, ?, ?, ?, ?)
"""

# A line and the one that takes it back go together: either alone would count anew.
CHOSEN = """
WITH chosen (id) AS (SELECT id FROM records WHERE day BETWEEN ? AND ?),
gone (id) AS (
  SELECT id FROM chosen
  UNION SELECT id FROM records
    WHERE kind = 'undone' AND refers IN (SELECT id FROM chosen)
  UNION SELECT told.id FROM records AS told JOIN records AS undo
    ON undo.refers = told.id AND undo.kind = 'undone'
    WHERE undo.id IN (SELECT id FROM chosen))
"""

# Its desk time is all that is left of such a line.
FORGET_ANSWERS = """
UPDATE records SET kind = 'desk', detail = '{}' WHERE kind IN ('check', 'review')
"""

COUNT = f"{CHOSEN} SELECT count(*) FROM gone"  # noqa: S608 - our own words
DELETE = f"DELETE FROM records WHERE id IN ({CHOSEN} SELECT id FROM gone)"  # noqa: S608


def lines(db: sqlite3.Connection, first: date, last: date) -> tuple[list[Line], int]:
    """Return the lines of these days, and how many more could not be understood."""
    return _lines(db.execute(LINES, (first.isoformat(), last.isoformat())))


def lines_of(db: sqlite3.Connection, kinds: Iterable[Kind]) -> tuple[list[Line], int]:
    """Return all lines of these kinds, and how many could not be understood."""
    return _lines(db.execute(OF_KINDS, (json.dumps(list(kinds)),)))


def _lines(rows: Iterable[Sequence[Any]]) -> tuple[list[Line], int]:
    found: list[Line] = []
    odd = 0
    for *cells, undone in rows:
        try:
            row = msgspec.convert(cells, Row)
            found.append(line_of(row, undone=bool(undone)))
        except UNREADABLE:
            odd += 1
    return found, odd


def tallies(db: sqlite3.Connection, first: date, last: date) -> list[Tally]:
    """Return the counts of each day that has lines."""
    found: list[Tally] = []
    days = (first.isoformat(), last.isoformat())
    for day, done, natural, skipped, missed, snoozed, desk in db.execute(TALLIES, days):
        with suppress(*UNREADABLE):
            found.append(
                Tally(
                    day=date.fromisoformat(day),
                    done=done,
                    natural=natural,
                    skipped=skipped,
                    missed=missed,
                    snoozed=snoozed,
                    desk=desk * MICROSECOND,
                )
            )
    return found


def times_done(db: sqlite3.Connection, since: Mapping[str, int]) -> dict[str, int]:
    """Return how often each drill was done; those in `since` from that id on."""
    found = dict(db.execute(TIMES, (0, None, None)))
    for drill, first in since.items():
        found.pop(drill, None)
        found |= dict(db.execute(TIMES, (first, drill, drill)))
    return found


def last_id(db: sqlite3.Connection) -> int:
    """Return the largest id, 0 when there is no line."""
    (largest,) = db.execute("SELECT max(id) FROM records").fetchone()
    return int(largest or 0)


def state(db: sqlite3.Connection) -> StateRow | None:
    """Return the stored state as it is in the file; one of UNREADABLE if damaged."""
    cells = db.execute(STATE).fetchone()
    return None if cells is None else msgspec.convert(cells, StateRow)


def write(db: sqlite3.Connection, rows: Iterable[Row], kept: StateRow | None) -> None:
    """Write all of it in one transaction, or nothing."""
    with _transaction(db):
        for row in rows:
            _append(db, row)
        if kept is not None:
            db.execute(KEEP_STATE, kept)


def count(db: sqlite3.Connection, first: date, last: date) -> int:
    """Return how many lines `delete` would remove."""
    days = (first.isoformat(), last.isoformat())
    (found,) = db.execute(COUNT, days).fetchone()
    return int(found)


def delete(
    db: sqlite3.Connection, first: date, last: date, kept: StateRow | None = None
) -> int:
    """Remove the lines of these days; return how many they were.

    The state is kept with it, or nothing is done. Until `scrub` has been successful,
    the log may still hold the lines.
    """
    with _transaction(db):
        days = (first.isoformat(), last.isoformat())
        gone = db.execute(DELETE, days).rowcount
        if kept is not None:
            db.execute(KEEP_STATE, kept)
    return gone


def forget_answers(db: sqlite3.Connection) -> int:
    """Remove what was answered to self-checks and reviews; return how many were."""
    with _transaction(db):
        return db.execute(FORGET_ANSWERS).rowcount


def scrub(db: sqlite3.Connection) -> bool:
    """Empty the log, which holds what was deleted; False while somebody reads it."""
    (busy, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _append(db: sqlite3.Connection, row: Row) -> None:
    # SQLite may report a failure after the commit took place, and the line comes
    # again: the same line is no second one. Another line under its number is.
    if db.execute(APPEND, row).rowcount:
        return
    if db.execute(ROW, (row.id,)).fetchone() != row:
        db.execute(APPEND, (None, *row[1:]))
