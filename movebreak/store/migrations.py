"""The shape of the history file, as numbered steps from each version to the next."""

import sqlite3
from collections.abc import Sequence

from movebreak.errors import HistoryError

Step = tuple[str, ...]

# A step that was released is never changed: a file out there went through it.
MIGRATIONS: tuple[Step, ...] = (
    (
        """CREATE TABLE records (
            id INTEGER PRIMARY KEY,
            utc TEXT NOT NULL,
            offset INTEGER NOT NULL,
            day TEXT NOT NULL,
            kind TEXT NOT NULL,
            drill TEXT,
            desk INTEGER NOT NULL,
            length INTEGER,
            refers INTEGER,
            detail TEXT NOT NULL,
            device TEXT NOT NULL
        )""",
        "CREATE INDEX records_day ON records (day)",
        "CREATE INDEX records_undone ON records (refers) WHERE kind = 'undone'",
        """CREATE TABLE state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            state TEXT NOT NULL,
            boot INTEGER NOT NULL,
            awake INTEGER NOT NULL,
            wall TEXT NOT NULL,
            boot_id TEXT NOT NULL
        )""",
    ),
)


class FutureSchemaError(HistoryError):
    """A newer movebreak wrote this file; it is left as it is."""


def version_of(db: sqlite3.Connection) -> int:
    """Return how many steps the file has gone through."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)


def refuse_future(db: sqlite3.Connection, known: int = len(MIGRATIONS)) -> None:
    """Raise FutureSchemaError when the file knows more steps than this program."""
    if version_of(db) > known:
        raise FutureSchemaError(
            "the history file was written by a newer movebreak and is left as it is",
            hint="Install that version again to use it.",
        )


def migrate(db: sqlite3.Connection, steps: Sequence[Step] = MIGRATIONS) -> None:
    """Take the file through the steps it lacks, each of them whole or not at all."""
    refuse_future(db, len(steps))
    while (version := version_of(db)) < len(steps):
        db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been faster.
            if version_of(db) == version:
                for statement in steps[version]:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {version + 1:d}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
