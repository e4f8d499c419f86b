"""Drills that were read once, kept in a compact file: the next start costs little.

The file is a copy and never trusted: what it holds is checked as a pack is. Whatever
is wrong with it, the packs are read instead.
"""

import logging
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from movebreak.core.drills import Drill, EntryKind, is_id
from movebreak.frozen import dataclass
from movebreak.native.paths import own_uid
from movebreak.store.drill_values import read_entry, table_of

log = logging.getLogger(__name__)

LARGEST = 4 * 2**20
LONGEST_PROBLEM = 1000
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

Stamp = tuple[int, int]  # size and time of a file


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is remembered of one file while movebreak runs.

    `others` are the ids of what is never dealt: all else of it would only cost memory.
    """

    stamp: Stamp | None
    drills: tuple[Drill, ...]
    others: tuple[str, ...]
    problems: tuple[str, ...]


class Kept(NamedTuple):
    """A sheet as it is in the file."""

    stamp: Stamp
    drills: list[dict[str, object]]
    others: list[str]
    problems: list[str]


class DrillCache:
    """One file for all packs, good for one version of movebreak."""

    def __init__(self, path: Path, version: str) -> None:
        self._path = path
        self._version = version

    def load(self) -> dict[str, Kept]:
        """Return what is kept of each file; nothing when it cannot be relied on."""
        try:
            version, kept = msgspec.msgpack.decode(
                self._read(), type=tuple[str, dict[str, Kept]]
            )
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError, msgspec.DecodeError):
            log.info("the kept drills cannot be used: %s", self._path, exc_info=True)
            return {}
        return kept if version == self._version else {}

    def save(self, sheets: Mapping[str, Sheet]) -> None:
        """Keep these, in place of all before; where that fails, nothing is lost."""
        # A name in no known encoding would end the writing of all.
        kept = {
            file: _kept(each)
            for file, each in sheets.items()
            if each.stamp and file.isprintable()
        }
        new = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(new, msgspec.msgpack.encode((self._version, kept)))
            new.replace(self._path)
        except (OSError, ValueError):
            log.info("the drills cannot be kept: %s", self._path, exc_info=True)
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def _read(self) -> bytes:
        # Opening a pipe would wait for whoever writes to it.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        file = os.open(self._path, flags | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(file, "rb") as opened:
            found = os.fstat(opened.fileno())
            uid = own_uid()
            strange = uid >= 0 and (found.st_uid != uid or found.st_mode & _OTHERS)
            if strange or not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                raise ValueError("it is no file of ours alone")
            return opened.read()


def sheet_of(kept: Kept | None, stamp: Stamp | None) -> Sheet | None:
    """Return the sheet that is kept of a file; None if it is another, or damaged."""
    if kept is None or kept.stamp != stamp:
        return None
    try:
        drills = tuple(read_entry(EntryKind.DRILL, each) for each in kept.drills)
    except ValueError:
        return None
    sound = all(is_id(each) for each in kept.others) and all(
        each.isprintable() and len(each) <= LONGEST_PROBLEM for each in kept.problems
    )
    if not sound:
        return None
    found = tuple(each for each in drills if isinstance(each, Drill))
    return Sheet(stamp, found, tuple(kept.others), tuple(kept.problems))


def _kept(sheet: Sheet) -> Kept:
    tables = [table_of(each) for each in sheet.drills]
    return Kept(sheet.stamp or (0, 0), tables, list(sheet.others), list(sheet.problems))


def _write(new: Path, data: bytes) -> None:
    new.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(new, flags, 0o600), "wb") as file:
        file.write(data)
