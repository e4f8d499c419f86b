"""Reads a history file page by page, where SQLite gives it up as a whole.

The lines are in leaf pages, each complete in itself; one torn page near the root must
not cost those below it. So each leaf is shown to SQLite as if it were all of a table.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from movebreak.store.database import connected, size_of, wal_of
from movebreak.store.migrations import migrate

# How the pages and the log are laid out: https://www.sqlite.org/fileformat2.html
TABLE_LEAF = 0x0D
LOG_HEADER = 32
FRAME_HEADER = 24
SALTS = slice(8, 16)

LARGEST = 64 * 2**20


def leaves(path: Path) -> Iterator[sqlite3.Connection]:
    """Give one database in memory for each leaf: its tables hold that leaf alone.

    Raises sqlite3.Error, OSError, or AttributeError when this system's SQLite cannot
    read from memory.
    """
    with closing(connected(":memory:")) as fresh:
        migrate(fresh)
        (size,) = fresh.execute("PRAGMA page_size").fetchone()
        roots = fresh.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name IN ('records', 'state')"
        ).fetchall()
        image = bytearray(fresh.serialize())
    for page in _pages(path, size):
        if page[0] == TABLE_LEAF:
            for (root,) in roots:
                image[(root - 1) * size : root * size] = page
            with closing(connected(":memory:")) as db:
                db.deserialize(bytes(image))
                yield db


def _pages(path: Path, size: int) -> list[bytes]:
    pages = dict(enumerate(_cut(_read(path), size), start=1))
    with suppress(FileNotFoundError):
        log = _read(wal_of(path))
        # A frame with other salts is left over from before the log was begun anew.
        salts = log[16:24]
        for frame in _cut(log[LOG_HEADER:], FRAME_HEADER + size):
            if frame[SALTS] == salts:
                pages[int.from_bytes(frame[:4], "big")] = frame[FRAME_HEADER:]
    return list(pages.values())


def _cut(content: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(content) - size + 1, size):
        yield content[start : start + size]


def _read(path: Path) -> bytes:
    return path.read_bytes() if size_of(path) <= LARGEST else b""
