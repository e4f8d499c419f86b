"""Opens the history file, and says in words what is wrong when that fails."""

import errno
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from movebreak.store.migrations import migrate, refuse_future, version_of

# Long enough for another program's transaction, short enough for the engine thread.
PATIENCE_SECONDS = 0.5

# Enough for a day's lines; of ten years SQLite would keep two MiB in memory.
CACHE_KIB = 256

OURS = {"records", "state"}

PRIMARY = 0xFF  # the low byte of a code names the error, the rest refines it
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
REFUSED = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
)
FULL_DISK = (
    (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
)


class DamagedError(sqlite3.DatabaseError):
    """The file can be opened, but is not what it should be."""


def opened(path: Path) -> sqlite3.Connection:
    """Return the file, made and migrated as needed, ready to be written.

    Raises FutureSchemaError, sqlite3.Error or OSError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if size_of(path):
        with closing(read_only(path)) as db:
            refuse_future(db)
            refuse_unnumbered(db)
    elif size_of(wal_of(path)):
        raise DamagedError("the file is empty, but its log is not")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    db = connected(str(path))
    try:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "foreign_keys = ON",
            f"cache_size = -{CACHE_KIB}",
        ):
            db.execute(f"PRAGMA {pragma}")
        migrate(db)
        check(db)
    except BaseException:
        db.close()
        raise
    return db


def connected(name: str, *, uri: bool = False) -> sqlite3.Connection:
    """Open a database whose transactions are begun and ended by hand."""
    db = sqlite3.connect(
        name,
        timeout=PATIENCE_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        uri=uri,
    )
    # A damaged letter must cost one line, not the whole answer.
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return db


def read_only(path: Path) -> sqlite3.Connection:
    """Return the file for reading, also in a folder that cannot be written to.

    Without a log beside it nobody is writing; then nothing needs to be made to read it.
    """
    name = path.absolute().as_posix()
    rooted = name if name.startswith("/") else f"/{name}"
    mode = "mode=ro" if wal_of(path).exists() else "immutable=1"
    return connected(f"file://{quote(os.fsencode(rooted), safe='/:')}?{mode}", uri=True)


def refuse_unnumbered(db: sqlite3.Connection) -> None:
    """Raise DamagedError when our tables are there, and their version is not."""
    # They are made in one transaction with it, so it was lost.
    if not version_of(db) and OURS & _tables(db):
        raise DamagedError("the file lacks its version")


def check(db: sqlite3.Connection) -> None:
    """Raise DamagedError when the file is torn or lacks what its version has."""
    (verdict,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedError(verdict)
    if not _tables(db) >= OURS:
        raise DamagedError("the file lacks its tables")


def is_damage(error: BaseException) -> bool:
    """Say whether the file itself is broken, and not only out of reach."""
    return isinstance(error, DamagedError) or _code(error) in DAMAGE


def cause(error: BaseException, path: Path, use: str = "writing") -> str:
    """Say in words why the file cannot be used."""
    code = _code(error)
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) in FULL_DISK:
        return "the disk is full"
    if code in LOCKED:
        return "another program has locked the history file"
    if code in REFUSED or isinstance(error, OSError):
        return f"{path} cannot be opened for {use}"
    if is_damage(error):
        return "the history file is damaged"
    return f"the history file answers “{error}”"


def wal_of(path: Path) -> Path:
    """Return where the write-ahead log of this file is."""
    return path.with_name(f"{path.name}-wal")


def size_of(path: Path) -> int:
    """Return the size in bytes, 0 when there is no such file."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another of its name; None when it is gone."""
    with suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def written(path: Path) -> datetime:
    """Return when the file was last written; raises OSError."""
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def unseen(path: Path) -> int:
    """Return a number larger than any id in a file that cannot be read, 0 if none."""
    # Lines come more slowly than one a second: since 1970 there are fewer of them
    # than there are seconds, and so it stays when ids go on from such a number.
    files = (path, wal_of(path))
    with suppress(OSError):
        times = [int(written(file).timestamp()) for file in files if size_of(file)]
        return max(times, default=0)
    return 0


def _tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}


def _code(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code & PRIMARY if isinstance(code, int) else None
