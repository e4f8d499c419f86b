"""TOML with mistakes in it: what can still be read of it, piece by piece.

It is for tables with plain keys, as people write them in settings and packs.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from movebreak.store.toml_text import read_tables

# A text with more mistakes was never meant as what it is taken for.
MOST_MISTAKES = 20

# A table such as [breaks], or an entry such as [[drill]] with all that is below it.
_HEADER = re.compile(r"^[ \t]*\[{1,2}[A-Za-z_][\w-]*(?![\w.-])", re.MULTILINE)
_SETTING = re.compile(r"^[ \t]*[A-Za-z_][\w.-]*[ \t]*=", re.MULTILINE)


class Pieces(NamedTuple):
    """What could be read, and the mistakes in words."""

    tables: dict[str, object]
    problems: tuple[str, ...]


class _Piece(NamedTuple):
    text: str
    before: int  # lines


def read_entries(text: str) -> Pieces:
    """Return those entries that are TOML. Raises ValueError if far too few are."""
    found = _Found()
    for piece in _split(_Piece(text, 0), _HEADER):
        found.merge(found.read(piece))
    return found.pieces(text)


def read_settings(text: str) -> Pieces:
    """Return those settings that are TOML. Raises ValueError if far too few are."""
    found = _Found()
    for table in _split(_Piece(text, 0), _HEADER):
        header, *settings = _split(table, _SETTING)
        known = len(found.problems)
        names = found.read(header)
        found.merge(names)
        if len(found.problems) > known:
            # Nobody knows where these belong.
            continue
        for each in settings:
            values = found.read(each)
            found.merge(dict.fromkeys(names, values) or values)
    return found.pieces(text)


def _split(piece: _Piece, at: re.Pattern[str]) -> Iterator[_Piece]:
    """Yield what is before the first such place, and what begins at each."""
    text, before = piece
    places = (found.start() for found in at.finditer(text))
    for begin, end in pairwise((0, *places, len(text))):
        yield _Piece(text[begin:end], before)
        before += text.count("\n", begin, end)


class _Found:
    """Gathers what the pieces say."""

    def __init__(self) -> None:
        self.tables: dict[str, object] = {}
        self.problems: list[str] = []

    def read(self, piece: _Piece) -> Mapping[str, object]:
        """Return what a piece says: nothing, if it has a mistake."""
        try:
            return read_tables(piece.text, piece.before)
        except ValueError as error:
            self.problems.append(str(error))
            return {}

    def merge(self, new: Mapping[str, object]) -> None:
        """Put this to what was found before it."""
        for name, value in new.items():
            known = self.tables.get(name)
            if isinstance(known, dict) and isinstance(value, dict):
                known.update(value)
            elif isinstance(known, list) and isinstance(value, list):
                known.extend(value)
            else:
                self.tables[name] = value

    def pieces(self, text: str) -> Pieces:
        """Return all of it; the text itself tells what no piece of it could."""
        if not self.problems or len(self.problems) > MOST_MISTAKES:
            whole = _Found()
            whole.read(_Piece(text, 0))
            if self.problems:
                raise ValueError(*whole.problems)
            self.problems = whole.problems
        return Pieces(self.tables, tuple(self.problems))
