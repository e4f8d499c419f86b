"""The history for commands that run while movebreak does not: it only looks."""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TypeVar

from movebreak.core.effects import Kind
from movebreak.core.status import Tally
from movebreak.ports import Line, Saved
from movebreak.store import kept, queries
from movebreak.store.database import (
    cause,
    is_damage,
    read_only,
    refuse_unnumbered,
    size_of,
)
from movebreak.store.kept import Kept
from movebreak.store.migrations import FutureSchemaError, refuse_future, version_of
from movebreak.store.rescue import Rescued, read_damaged
from movebreak.store.rows import (
    NOT_UNDERSTOOD,
    UNREADABLE,
    joined,
    saved_of,
    tallied,
    times_done,
    within,
)

Answer = TypeVar("Answer")


class ReadOnlyHistory:
    """Reads the history file anew for each question; never makes or changes one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rescued: Rescued | None = None
        self._trouble = ""

    def load(self) -> Saved | None:
        """Return the last stored state; None when there is none that can be read."""
        row = self._ask(queries.state)
        if self._rescued:
            row = self._rescued.state
        try:
            return None if row is None else saved_of(row)
        except UNREADABLE:
            return None

    def tallies(self, first: date, last: date) -> list[Tally]:
        """Return the counts of each day that has lines, oldest first, both ends in."""
        found = self._ask(lambda db: queries.tallies(db, first, last))
        return tallied(self._salvage(first, last)) if found is None else found

    def times_done(self, since: Mapping[str, int]) -> dict[str, int]:
        """Return how often each drill was done; those in `since` from that id on."""
        found = self._ask(lambda db: queries.times_done(db, since))
        if found is None:
            return times_done(self._salvage(date.min, date.max), since)
        return found

    def lines(self, first: date, last: date) -> list[Line]:
        """Return the lines of these days, oldest first."""
        found = self._ask(lambda db: queries.lines(db, first, last))
        if found is None:
            return self._salvage(first, last)
        lines, odd = found
        if odd:
            self._trouble = NOT_UNDERSTOOD
        return lines

    def lines_of(self, kinds: Collection[Kind]) -> list[Line]:
        """Return all lines of these kinds, oldest first."""
        found = self._ask(lambda db: queries.lines_of(db, kinds))
        if found is not None:
            return found[0]
        salvaged = self._salvage(date.min, date.max)
        return [each for each in salvaged if each.kind in kinds]

    def kept(self, day: date, since: date) -> Kept:
        """Return what a page shows of this day and those before it."""
        found = self._ask(lambda db: kept.read(db, day, since))
        if found is not None:
            return found
        return kept.counted(self._salvage(date.min, day), day, since)

    def count(self, first: date | None = None, last: date | None = None) -> int:
        """Return how many lines a deletion of these days would remove."""
        days = first or date.min, last or date.max
        found = self._ask(lambda db: queries.count(db, *days))
        return len(self._salvage(*days)) if found is None else found

    def last_id(self) -> int:
        """Return the largest record id in use, 0 when there is none."""
        found = self._ask(queries.last_id)
        rows = self._rescued.rows if self._rescued else ()
        return max((row.id for row in rows), default=found or 0)

    def troubles(self) -> tuple[str, ...]:
        """Say in words what could not be read; empty when well."""
        return (self._trouble,) if self._trouble else ()

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        try:
            if self._rescued or not size_of(self._path):
                return None
            with closing(read_only(self._path)) as db:
                refuse_future(db)
                refuse_unnumbered(db)
                if not version_of(db):
                    return None
                # To look through all of a large file would take most of the time.
                return question(db)
        except FutureSchemaError as error:
            self._trouble = f"The history cannot be read: {error.message}."
        except UNREADABLE:
            self._trouble = "A part of the history cannot be read."
        except (sqlite3.Error, OSError) as error:
            if is_damage(error):
                self._rescued = read_damaged(self._path)
                self._trouble = f"The history file is damaged; {self._rescued}."
            else:
                why = cause(error, self._path, "reading")
                self._trouble = f"The history cannot be read: {why}."
        return None

    def _salvage(self, first: date, last: date) -> list[Line]:
        rows = self._rescued.rows if self._rescued else ()
        return within(joined((), rows), first, last)
