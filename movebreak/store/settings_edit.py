"""Changes single settings in a TOML text, and leaves everything else as it is."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import (
    AoT,
    Array,
    Comment,
    InlineTable,
    Item,
    Key,
    Null,
    Table,
    Trivia,
)

from movebreak.store.settings_values import write_value
from movebreak.store.toml_text import read_tables

Name = tuple[str, str]
"""A table, and a key in it."""
Changes = Mapping[Name, object]
"""What settings are to be; None is back to the usual value."""

_Body = list[tuple[Key | None, Item]]

# Texts in a list may hold a "#" that begins no comment.
_COMMENT: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(#[^\n\r]*)',
    re.DOTALL,
)


class TooIntricateError(ValueError):
    """The text cannot be changed without a risk to what else it says."""


def edited(text: str, changes: Changes) -> str:
    """Return the text with these settings changed.

    Comments, order and unknown keys stay. A new key goes under the line that shows it
    as a comment; one that goes back to its usual value becomes a comment again. Raises
    ValueError when the text is no TOML, or would say something else than is meant.
    """
    before = read_tables(text)
    try:
        new = _Text(text).changed(changes)
        after = read_tables(new)
    # The parser is another one than that which reads settings, and knows less.
    except (TOMLKitError, ValueError, KeyError, RecursionError) as error:
        raise TooIntricateError(str(error)) from error
    if _plain(after) != _plain(_meant(before, changes)):
        raise TooIntricateError("the file would come to say something else")
    return new


class _Text:
    """A text in pieces; what is new is hung on the end of a piece that is there."""

    def __init__(self, text: str) -> None:
        self._document = tomlkit.parse(text)
        self._eol = "\r\n" if "\r\n" in text else "\n"
        self._first: list[str] = []
        self._last: dict[str, list[str]] = {}

    def changed(self, changes: Changes) -> str:
        """Return the text with these changes."""
        for name, value in changes.items():
            if value is None:
                self._take_back(*name)
            elif not self._replace(*name, write_value(value)):
                self._add(*name, write_value(value))
        return self._rendered()

    def _rendered(self) -> str:
        first = "".join(f"{line}{self._eol}" for line in self._first)
        text = first + self._document.as_string()
        for table, lines in self._last.items():
            gap = self._eol if text.endswith("\n") or not text else self._eol * 2
            new = [f"[{table}]", *lines]
            text += gap * bool(text) + "".join(f"{line}{self._eol}" for line in new)
        return text

    def _replace(self, table: str, key: str, written: str) -> bool:
        for inline in self._inline(table):
            inline[key] = _item(written)
            return True
        for body, place, _ in self._found(table, key):
            name, old = body[place]
            body[place] = (name, _in_place_of(old, written, self._eol))
            return True
        return False

    def _take_back(self, table: str, key: str) -> None:
        for inline in self._inline(table):
            if key in inline:
                inline.remove(key)
        for body, place, prefix in self._found(table, key):
            name, old = body[place]
            if "#" in old.as_string() + old.trivia.comment or not _twin(body, key):
                body[place] = (None, _as_comment(f"{prefix}{_written(name)}", old))
            else:
                body[place] = (None, Null())

    def _add(self, table: str, key: str, written: str) -> None:
        dotted: Key | None = None
        for name, found in self._tables(table):
            if found.is_super_table():
                dotted = name if name.is_dotted() else dotted
                continue
            twin = _twin(found.value.body, key) or _last(found.value.body) or found
            return self._hang(twin, f"{key} = {written}")
        if dotted is not None:
            self._first.append(f"{table}.{key} = {written}")
        else:
            self._last.setdefault(table, []).append(f"{key} = {written}")
        return None

    def _hang(self, item: Item, line: str) -> None:
        if not item.trivia.trail.endswith("\n"):
            item.trivia.trail += self._eol
        item.trivia.trail += f"{line}{self._eol}"

    def _tables(self, table: str) -> Iterator[tuple[Key, Table]]:
        for name, item in self._document.body:
            if name is not None and name.key == table and isinstance(item, Table):
                yield name, item

    def _inline(self, table: str) -> Iterator[InlineTable]:
        for name, item in self._document.body:
            if name is not None and name.key == table and isinstance(item, InlineTable):
                yield item

    def _found(self, table: str, key: str) -> Iterator[tuple[_Body, int, str]]:
        for whose, found in self._tables(table):
            body = found.value.body
            prefix = f"{whose.as_string()}." if whose.is_dotted() else ""
            for place, (name, item) in enumerate(body):
                whole = not isinstance(item, Table | AoT)
                if name is not None and name.key == key and whole:
                    yield body, place, prefix


def _item(written: str) -> Item:
    return tomlkit.value(written)


def _in_place_of(old: Item, written: str, eol: str) -> Item:
    """Return the new value with what was written around the old one."""
    new = _item(written)
    old.trivia.indent += "".join(
        f"{comment}{eol}{old.trivia.indent}" for comment in _comments(old)
    )
    new._trivia = old.trivia  # noqa: SLF001 - there is no other way to give it
    return new


def _comments(item: Item) -> list[str]:
    if not isinstance(item, Array):
        return []
    found = (each[1] for each in _COMMENT.finditer(item.as_string()))
    return [each for each in found if each]


def _written(name: Key | None) -> str:
    return "" if name is None else f"{name.as_string()}{name.sep}"


def _as_comment(key: str, item: Item) -> Comment:
    trivia = item.trivia
    line = f"{key}{item.as_string()}{trivia.comment_ws}{trivia.comment}"
    text = "\n".join(f"#{each}" for each in line.split("\n"))
    return Comment(Trivia(trivia.indent, "", text, trivia.trail))


def _twin(body: _Body, key: str) -> Item | None:
    """Return the line that shows this key as a comment."""
    shows = re.compile(rf"#+\s*{re.escape(key)}\s*=")
    for _, item in body:
        if isinstance(item, Comment) and shows.match(item.trivia.comment):
            return item
    return None


def _last(body: _Body) -> Item | None:
    """Return the last key, or nothing where a table stands before it."""
    last = None
    for name, item in body:
        if isinstance(item, Table | AoT):
            break
        last = item if name is not None else last
    return last


def _meant(before: Mapping[str, object], changes: Changes) -> dict[str, object]:
    meant = dict(before)
    for (table, key), value in changes.items():
        old = meant.get(table, {})
        kept = dict(old) if isinstance(old, dict) else {}
        kept.pop(key, None)
        if value is not None:
            kept |= read_tables(f"{key} = {write_value(value)}")
        meant[table] = kept
    return meant


def _plain(value: object) -> object:
    """Return what can be compared: in any order, and nan with nan."""
    match value:
        case dict():
            found = {name: _plain(it) for name, it in value.items()}
            return {name: it for name, it in found.items() if it != {}}
        case list():
            return [_plain(it) for it in value]
        case bool() | str():
            return value
        case _:
            return repr(value)
