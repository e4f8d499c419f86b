"""The log: two small files, one line for each thing that went wrong."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

FILE_BYTES: Final = 256 * 1024
LINE_MOST: Final = 8000
LEVELS: Final = {"movebreak": logging.INFO, "pystray": logging.WARNING}
FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_BAD: Final = frozenset({"WARNING", "ERROR", "CRITICAL"})
# The level is the third word of a line, after the day and the time.
_LEVEL_AT: Final = 2


@contextmanager
def open_log(path: Path) -> Iterator[None]:
    """Write what movebreak and its tray log to `path` until the block ends.

    Never raises: what cannot be written goes to stderr, once.
    """
    handler = _TwoFiles(path)
    handler.setFormatter(_OneLine(FORMAT))
    loggers = [logging.getLogger(name) for name in LEVELS]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(LEVELS[logger.name])
        logger.propagate = False
    try:
        yield
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
        handler.close()


def last_errors(path: Path, count: int = 5) -> list[str]:
    """Return the last warnings and errors in the log, oldest first."""
    lines = _lines(_older(path)) + _lines(path)
    bad = [line for line in lines if _level(line) in _BAD]
    return bad[-count:] if count > 0 else []


class _OneLine(logging.Formatter):
    """Folds a traceback into the line it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).splitlines()
        folded = " | ".join(line.strip() for line in lines if line.strip())
        return folded.replace("\0", "")[:LINE_MOST]


class _TwoFiles(logging.Handler):
    """Appends to a file; a full one becomes the older of two.

    The rotating handler of the standard library would bring sockets and pickle into
    a program that stays in memory all day. The file is opened for each line: lines
    are rare, and so a folder that comes back is written to again.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._complained = False

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception:  # noqa: BLE001 as every handler: a bad message ends nothing
            self.handleError(record)
            return
        try:
            self._append(f"{line}\n".encode(errors="backslashreplace"))
        except OSError as error:
            self._complain(error, line)

    def _append(self, line: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.is_file() and (
            self._path.stat().st_size + len(line) > FILE_BYTES
        ):
            # Windows renames no file that somebody reads: then it waits.
            with suppress(PermissionError):
                self._path.replace(_older(self._path))
        with self._path.open("ab") as file:
            file.write(line)

    def _complain(self, error: OSError, line: str) -> None:
        if self._complained or sys.stderr is None:
            return
        self._complained = True
        reason = error.strerror or error
        try:
            sys.stderr.write(f"movebreak cannot write its log ({reason})\n{line}\n")
        except (OSError, ValueError):
            return


def _older(path: Path) -> Path:
    return path.with_name(path.name + ".1")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _level(line: str) -> str:
    words = line.split(maxsplit=_LEVEL_AT + 1)
    return words[_LEVEL_AT] if len(words) > _LEVEL_AT else ""
