"""A pystray menu as hosts know it: numbered entries, and what changed in them.

An id belongs to one entry for ever: a click that comes late, on a menu redrawn since,
finds the entry that was seen or nothing, and never another one.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import count
from threading import Lock
from typing import Any, Final, NamedTuple

from movebreak.surfaces.sni.calls import text

ROOT: Final = 0
# Each level takes three of the 64 levels that D-Bus allows in one message.
DEEPEST: Final = 16

Variant = tuple[str, Any]

# pystray has no types.
Menu = Any
MenuItem = Any


class Entry(NamedTuple):
    """One line of the menu, as it was read from pystray."""

    item: MenuItem
    kind: str
    key: Hashable
    label: str
    enabled: bool
    properties: dict[str, Variant]
    entries: tuple["Entry", ...] = ()


class Reading(NamedTuple):
    """A whole menu at one moment, and the item that a click on the icon stands for."""

    entries: tuple[Entry, ...] = ()
    default: MenuItem | None = None


class Line(NamedTuple):
    """An entry and its id, and the ids of the entries in it."""

    id: int
    entry: Entry
    below: tuple[int, ...] = ()


class Layout(NamedTuple):
    """The menu as the hosts know it; never changed, only replaced."""

    revision: int
    lines: dict[int, Line]
    default: MenuItem | None = None


class Change(NamedTuple):
    """What differs between two layouts."""

    updated: list[tuple[int, dict[str, Variant]]]
    removed: list[tuple[int, list[str]]]
    moved: frozenset[int]
    """The ids under which entries came, went or changed places."""


class Model:
    """Keeps the menu, and tells `told` of each change, in order."""

    def __init__(self, told: Callable[[Layout, Change], None]) -> None:
        self._told = told
        self._ids = count(ROOT + 1)
        self._tickets = count(1)
        self._newest = 0
        self._lock = Lock()
        self.layout = Layout(1, {ROOT: Line(ROOT, _root(()))})

    def update(self, read: Callable[[], Reading]) -> frozenset[int]:
        """Read the menu anew; return the ids under which entries came or went.

        No lock is held while the program's own functions are called; of two readings
        at once the one that began later stays.
        """
        ticket = next(self._tickets)
        reading = read()
        with self._lock:
            if ticket < self._newest:
                return frozenset()
            self._newest = ticket
            before = self.layout
            lines: dict[int, Line] = {}
            self._place(ROOT, _root(reading.entries), lines)
            change = _compare(before.lines, lines)
            revision = before.revision + bool(change.moved)
            self.layout = Layout(revision, lines, reading.default)
            self._told(self.layout, change)
            return change.moved

    def _place(self, number: int, entry: Entry, lines: dict[int, Line]) -> None:
        known = self.layout.lines
        before = known[number].below if number in known else ()
        numbers = self._number([known[each] for each in before], entry.entries)
        lines[number] = Line(number, entry, tuple(numbers))
        for each, below in zip(numbers, entry.entries, strict=True):
            self._place(each, below, lines)

    def _number(self, old: list[Line], new: Sequence[Entry]) -> list[int]:
        """Give each entry the id of the old one that it is, or one never used."""
        numbers: dict[int, int] = {}
        for same in (_is, _is_named, _both_tell):
            for place, entry in enumerate(new):
                if place not in numbers:
                    found = (i for i, line in enumerate(old) if same(line.entry, entry))
                    index = next(found, None)
                    if index is not None:
                        numbers[place] = old.pop(index).id
        return [
            numbers[place] if place in numbers else next(self._ids)
            for place in range(len(new))
        ]


def read_menu(menu: Menu | None) -> Reading:
    """Read a pystray menu, which calls the program's own functions."""
    if menu is None:
        return Reading()
    # A menu may make its items anew each time: read once, everything is of one piece.
    items = tuple(menu.items)
    default = next((each for each in items if each.default and each.enabled), None)
    shown = type(menu)(*items) if items else ()
    return Reading(tuple(_entries(shown, type(menu).SEPARATOR, 1)), default)


def _entries(shown: Menu, separator: MenuItem, depth: int) -> Iterator[Entry]:
    if depth > DEEPEST:
        raise ValueError(f"the menu is more than {DEEPEST} levels deep")
    for item in shown:
        if item is separator:
            line = {"type": ("s", "separator")}
            yield Entry(item, "separator", None, "", enabled=False, properties=line)
        else:
            below: tuple[Entry, ...] = ()
            if item.submenu is not None:
                below = tuple(_entries(item.submenu, separator, depth + 1))
            yield _entry(item, below)


def _entry(item: MenuItem, below: tuple[Entry, ...]) -> Entry:
    label, enabled, checked = text(item.text), bool(item.enabled), item.checked
    kind = "submenu" if item.submenu is not None else ""
    # An underscore alone would mark the next letter as a shortcut.
    properties: dict[str, Variant] = {"label": ("s", label.replace("_", "__"))}
    if not enabled:
        properties["enabled"] = ("b", False)
    if checked is not None:
        kind = "radio" if item.radio else "checkmark"
        properties["toggle-type"] = ("s", kind)
        properties["toggle-state"] = ("i", int(bool(checked)))
    if below:
        properties["children-display"] = ("s", "submenu")
    key = getattr(item, "key", None)
    return Entry(item, kind, key, label, enabled, properties, below)


def _root(entries: tuple[Entry, ...]) -> Entry:
    shown: dict[str, Variant] = {"children-display": ("s", "submenu")}
    return Entry(
        None, "root", None, "", enabled=True, properties=shown, entries=entries
    )


def _is(old: Entry, new: Entry) -> bool:
    return old.item is new.item and old.kind == new.kind and old.key == new.key


def _is_named(old: Entry, new: Entry) -> bool:
    if old.kind != new.kind or old.key != new.key:
        return False
    return old.key is not None or old.label == new.label


def _both_tell(old: Entry, new: Entry) -> bool:
    """Say whether neither can be clicked: then a new text is no new entry."""
    silent = not old.enabled and not new.enabled and old.key is new.key is None
    return silent and old.kind == new.kind == ""


def _compare(old: dict[int, Line], new: dict[int, Line]) -> Change:
    updated, removed, moved = [], [], []
    for number, line in new.items():
        if number not in old:
            continue
        before, now = old[number].entry.properties, line.entry.properties
        fresh = {name: now[name] for name in now if now[name] != before.get(name)}
        gone = [name for name in before if name not in now]
        if fresh:
            updated.append((number, fresh))
        if gone:
            removed.append((number, gone))
        if line.below != old[number].below:
            moved.append(number)
    return Change(updated, removed, frozenset(moved))
