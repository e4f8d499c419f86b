"""Saves what can still be read of a damaged history file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from movebreak.frozen import dataclass
from movebreak.store import queries
from movebreak.store.database import read_only, size_of
from movebreak.store.leaves import leaves
from movebreak.store.rows import UNREADABLE, Row, StateRow, line_of, saved_of

# Both ways end at the first torn page. The index knows lines that the table has lost.
TABLE = (
    "SELECT id FROM records NOT INDEXED ORDER BY id",
    "SELECT id FROM records NOT INDEXED ORDER BY id DESC",
)
INDEX = (
    "SELECT id FROM records INDEXED BY records_day ORDER BY day, id",
    "SELECT id FROM records INDEXED BY records_day ORDER BY day DESC, id DESC",
)

ANY_ERROR = (sqlite3.Error, OSError, AttributeError, *UNREADABLE)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was read of a damaged file; `lost` lines were seen, but not readable."""

    rows: tuple[Row, ...] = ()
    state: StateRow | None = None
    lost: int = 0

    def __str__(self) -> str:
        lines = "1 line" if len(self.rows) == 1 else f"{len(self.rows)} lines"
        lost = f", at least {self.lost} could not be read" if self.lost else ""
        return f"{lines} could be read{lost}"


def read_damaged(path: Path) -> Rescued:
    """Read row by row what a damaged file still gives; changes nothing."""
    whole = Rescued()
    # SQLite would take an empty file for a new one, and throw its log away.
    if size_of(path):
        whole = _whole(path)
    rows = {row.id: row for row in whole.rows}
    state = whole.state
    with suppress(*ANY_ERROR):
        for db in leaves(path):
            part = _dump(db, TABLE)
            rows |= {row.id: row for row in part.rows if row.id not in rows}
            state = state or part.state
    more = len(rows) - len(whole.rows)
    kept = tuple(rows[number] for number in sorted(rows))
    return Rescued(kept, state, max(whole.lost - more, 0))


def set_aside(path: Path, stamp: str) -> Path:
    """Rename a damaged file, with its logs, and return its new path."""
    name = f"{path.stem}-corrupt-{stamp}"
    kept = path.with_name(f"{name}{path.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{name}-{number}{path.suffix}")
    for part in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).rename(kept.with_name(kept.name + part))
    return kept


def set_aside_files(path: Path) -> list[Path]:
    """Return all files that were once set aside, and their logs."""
    return sorted(path.parent.glob(f"{path.stem}-corrupt-*{path.suffix}*"))


def _whole(path: Path) -> Rescued:
    with suppress(*ANY_ERROR), closing(read_only(path)) as db:
        # Else SQLite refuses a file that is shorter than it should be.
        db.execute("PRAGMA writable_schema = ON")
        return _dump(db, (*TABLE, *INDEX))
    return Rescued()


def _dump(db: sqlite3.Connection, ways: tuple[str, ...]) -> Rescued:
    seen = {number for way in ways for number in _scan(db, way)}
    rows = tuple(row for number in sorted(seen) if (row := _row(db, number)))
    return Rescued(rows, _state(db), len(seen) - len(rows))


def _scan(db: sqlite3.Connection, way: str) -> Iterator[int]:
    with suppress(*ANY_ERROR):
        for (number,) in db.execute(way):
            yield int(number)


def _row(db: sqlite3.Connection, number: int) -> Row | None:
    with suppress(*ANY_ERROR):
        cells = db.execute(queries.ROW, (number,)).fetchone()
        row = msgspec.convert(cells, Row)
        line_of(row, undone=False)
        return row
    return None


def _state(db: sqlite3.Connection) -> StateRow | None:
    with suppress(*ANY_ERROR):
        state = queries.state(db)
        if state is not None:
            saved_of(state)
        return state
    return None
