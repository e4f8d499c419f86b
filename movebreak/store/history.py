"""The history on disk: state and records together, or both kept until it works."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar

from movebreak.core.effects import Record
from movebreak.core.status import Tally
from movebreak.errors import HistoryError
from movebreak.ports import Gone, Line, Saved
from movebreak.store import queries
from movebreak.store.database import (
    cause,
    identity,
    is_damage,
    opened,
    read_only,
    size_of,
    unseen,
    written,
)
from movebreak.store.migrations import FutureSchemaError, refuse_future
from movebreak.store.rescue import read_damaged, set_aside, set_aside_files
from movebreak.store.rows import (
    NOT_UNDERSTOOD,
    UNREADABLE,
    Row,
    StateRow,
    joined,
    row_of,
    saved_of,
    state_row_of,
    tallied,
    times_done,
    within,
)

Answer = TypeVar("Answer")


class SqliteHistory:
    """Keeps the history in a file; what cannot be written waits in memory.

    May be used from several threads. Nothing but `delete` raises: what goes wrong is
    told by `troubles`.
    """

    def __init__(self, path: Path, device: str) -> None:
        self._path = path
        self._device = device
        self._lock = RLock()
        self._running = False
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None  # None: open for reading at best
        self._rows: list[Row] = []  # not written yet, and so the state
        self._state: StateRow | None = None
        self._stamp = ""
        self._notes: list[str] = []
        self._unwritten = ""
        self._unread = ""
        self._unclean = False  # the log may hold what was deleted

    def __enter__(self) -> Self:
        with self._lock:
            self._running = True
            self._flush()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            if self._rows or self._state:
                self._flush()
            self._running = False
            self._close()

    def load(self) -> Saved | None:
        """Return the last stored state; None when there is none that can be read."""
        with self._lock:
            try:
                row = self._state or self._read(queries.state)
                return None if row is None else saved_of(row)
            except UNREADABLE:
                self._note("Where the cycle stood could not be read: it begins anew.")
                return None

    def commit(self, saved: Saved, records: Sequence[Record]) -> None:
        """Write both in one transaction; in trouble, keep them and try again later."""
        with self._lock:
            self._rows += [row_of(record, self._device) for record in records]
            self._state = state_row_of(saved)
            self._stamp = f"{saved.at.wall:%Y%m%d-%H%M%S}"
            self._flush()

    def tallies(self, first: date, last: date) -> list[Tally]:
        """Return the counts of each day that has lines, oldest first, both ends in."""
        with self._lock:
            found = self._read(lambda db: queries.tallies(db, first, last))
            if found is None or self._rows:
                return tallied(self.lines(first, last))
            return found

    def times_done(self, since: Mapping[str, int]) -> dict[str, int]:
        """Return how often each drill was done; those in `since` from that id on."""
        with self._lock:
            found = self._read(lambda db: queries.times_done(db, since))
            if found is None or self._rows:
                return times_done(self.lines(date.min, date.max), since)
            return found

    def lines(self, first: date, last: date) -> list[Line]:
        """Return the lines of these days, oldest first."""
        with self._lock:
            kept, odd = self._read(lambda db: queries.lines(db, first, last)) or ([], 0)
            if odd:
                self._note(NOT_UNDERSTOOD)
            return within(joined(kept, self._rows), first, last)

    def last_id(self) -> int:
        """Return the largest record id in use, 0 when there is none.

        While the file cannot be read this is a number larger than any in it.
        """
        with self._lock:
            kept = self._read(queries.last_id)
            if kept is None:
                kept = unseen(self._path)
            return max(kept, *(row.id for row in self._rows), 0)

    def unwritten(self) -> str:
        """Say in words why answers wait in memory; empty when all are written."""
        with self._lock:
            return self._unwritten

    def troubles(self) -> tuple[str, ...]:
        """Say in words what cannot be written, or was carried over; empty when well."""
        with self._lock:
            now = (self._unwritten, self._unread)
            return (*self._notes, *(words for words in now if words))

    def delete(
        self,
        first: date | None = None,
        last: date | None = None,
        saved: Saved | None = None,
    ) -> Gone:
        """Remove the lines of these days from the disk; None is an open end.

        The state, where one is given, is written in the same transaction. With all
        days go the files that were set aside. Raises HistoryError when no line could
        be removed.
        """
        first, last = first or date.min, last or date.max
        kept = None if saved is None else state_row_of(saved)
        with self._lock:
            lines = self._erase(lambda db: queries.delete(db, first, last, kept))
            if (first, last) == (date.min, date.max):
                for path in set_aside_files(self._path):
                    with suppress(OSError):
                        path.unlink()
            aside = tuple(str(path) for path in set_aside_files(self._path))
            return Gone(lines, aside)

    def forget_answers(self) -> Gone:
        """Remove for good what was answered to self-checks and reviews.

        Raises HistoryError when none could be removed.
        """
        with self._lock:
            lines = self._erase(queries.forget_answers)
            return Gone(lines, tuple(str(it) for it in set_aside_files(self._path)))

    def _erase(self, erase: Callable[[sqlite3.Connection], int]) -> int:
        self._flush()
        try:
            if self._rows or self._file is None or self._db is None:
                raise HistoryError("Nothing was deleted.", hint=self._unwritten)
            lines = erase(self._db)
        except (sqlite3.Error, OSError) as error:
            raise HistoryError(
                f"The history could not be deleted: {cause(error, self._path)}.",
                hint="Try again in a while.",
            ) from error
        self._scrub(self._db)
        return lines

    def _scrub(self, db: sqlite3.Connection) -> None:
        """Empty the log of what was deleted; where that fails, it is tried again."""
        self._unclean = True
        with suppress(sqlite3.Error):
            self._unclean = not queries.scrub(db)

    def _flush(self) -> None:
        self._try_to_write()
        if self._running and self._db is None:
            self._look()

    def _try_to_write(self) -> None:
        for _ in range(2):
            try:
                self._write()
            except FutureSchemaError as error:
                self._unwritten = (
                    f"Your answers are kept in memory until movebreak stops: "
                    f"{error.message}. {error.hint}"
                )
                return
            except (sqlite3.Error, OSError) as error:
                self._unwritten = (
                    f"Your answers are kept in memory: {cause(error, self._path)}. "
                    "They are written as soon as that is put right."
                )
                if not is_damage(error) or not self._rescue():
                    return
            else:
                self._unwritten = ""
                return

    def _write(self) -> None:
        if not self._running:
            return
        if self._db is None or self._file != identity(self._path):
            # Never written yet, or the person moved the file from under us.
            if self._file is None:
                # While we have it open for reading alone, SQLite lets nobody write.
                self._close()
            ready = opened(self._path)
            self._close()
            self._db, self._file = ready, identity(self._path)
        if self._rows or self._state:
            queries.write(self._db, self._rows, self._state)
            self._rows, self._state = [], None
        if self._unclean:
            self._scrub(self._db)

    def _look(self) -> None:
        """Open a file that can be read, though not written."""
        with suppress(FutureSchemaError, sqlite3.Error, OSError):
            if size_of(self._path):
                self._db = read_only(self._path)
                refuse_future(self._db)
                return
        self._close()

    def _read(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        for _ in range(2):
            if self._db is None:
                return None
            try:
                answer = question(self._db)
            except (sqlite3.Error, OSError) as error:
                why = cause(error, self._path, "reading")
                self._unread = f"The history cannot be read just now: {why}."
                if not is_damage(error) or not self._rescue():
                    return None
                self._flush()
            else:
                self._unread = ""
                return answer
        return None

    def _rescue(self) -> bool:
        """Set the damaged file aside, and let its rows wait for a new one."""
        self._close()
        try:
            stamp = self._stamp or f"{written(self._path):%Y%m%d-%H%M%S}"
            found = read_damaged(self._path)
            kept = set_aside(self._path, stamp)
        except OSError:
            return False
        waiting = {row.id for row in self._rows}
        self._rows[:0] = [row for row in found.rows if row.id not in waiting]
        self._state = self._state or found.state
        self._note(
            f"The history file was damaged. {found}, and went into a new file. "
            f"The damaged one is kept as {kept.name}."
        )
        return True

    def _note(self, words: str) -> None:
        if words not in self._notes:
            self._notes.append(words)

    def _close(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
        self._db, self._file = None, None
