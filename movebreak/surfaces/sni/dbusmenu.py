"""The menu over D-Bus, com.canonical.dbusmenu: how hosts read and click it."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from jeepney import DBusAddress, new_signal  # type: ignore[import-untyped]

from movebreak.surfaces.sni.calls import (
    INVALID_ARGS,
    UNKNOWN_PROPERTY,
    Interface,
    Method,
    Property,
    RefusedError,
    Results,
)
from movebreak.surfaces.sni.item import MENU_PATH, Emit
from movebreak.surfaces.sni.menu import (
    DEEPEST,
    ROOT,
    Change,
    Layout,
    Line,
    Model,
    Variant,
)

DBUSMENU: Final = "com.canonical.dbusmenu"
_VERSION: Final = 3
_BRANCH: Final = "(ia{sv}av)"

# What an entry is when it does not say; only what differs is sent.
_DEFAULTS: Final[dict[str, Variant]] = {
    "type": ("s", "standard"),
    "label": ("s", ""),
    "enabled": ("b", True),
    "visible": ("b", True),
    "icon-name": ("s", ""),
    "icon-data": ("ay", b""),
    "shortcut": ("aas", []),
    "toggle-type": ("s", ""),
    "toggle-state": ("i", -1),
    "children-display": ("s", ""),
    "disposition": ("s", "normal"),
    "accessible-desc": ("s", ""),
}


def tell(emit: Emit, layout: Layout, change: Change) -> None:
    """Tell the hosts what changed in the menu, and only that."""
    address = DBusAddress(MENU_PATH, interface=DBUSMENU)
    if change.updated or change.removed:
        body = (change.updated, change.removed)
        emit(new_signal(address, *_UPDATED, body))
    if change.moved:
        # In more than one place: the host reads the whole menu.
        parent = next(iter(change.moved)) if len(change.moved) == 1 else ROOT
        emit(new_signal(address, "LayoutUpdated", "ui", (layout.revision, parent)))


class DBusMenu:
    """Answers the hosts' calls from the model.

    `refresh` reads the menu anew, and returns the ids under which entries came or
    went; `clicked` takes the item that was clicked.
    """

    def __init__(
        self,
        model: Model,
        refresh: Callable[[], frozenset[int]],
        clicked: Callable[[Any], None],
    ) -> None:
        self._model = model
        self._refresh = refresh
        self._clicked = clicked

    def interface(self) -> Interface:
        """Return the menu as hosts call it."""
        methods = {
            "GetLayout": Method("iias", f"u{_BRANCH}", self._get_layout),
            "GetGroupProperties": Method("aias", "a(ia{sv})", self._get_group),
            "GetProperty": Method("is", "v", self._get_property),
            "Event": Method("isvu", "", self._event),
            "EventGroup": Method("a(isvu)", "ai", self._event_group),
            "AboutToShow": Method("i", "b", self._about_to_show),
            "AboutToShowGroup": Method("ai", "aiai", self._about_to_show_group),
        }
        properties = {
            "Version": Property("u", lambda: _VERSION),
            "TextDirection": Property("s", lambda: "ltr"),
            "Status": Property("s", lambda: "normal"),
            "IconThemePath": Property("as", list),
        }
        return Interface(DBUSMENU, methods, properties, dict((_LAYOUT, _UPDATED)))

    def _get_layout(self, number: int, depth: int, names: list[str]) -> Results:
        layout = self._model.layout
        self._line(number)
        levels = depth if 0 <= depth <= DEEPEST else DEEPEST
        return layout.revision, _branch(layout, number, levels, frozenset(names))

    def _get_group(self, numbers: list[int], names: list[str]) -> Results:
        lines = self._model.layout.lines
        wanted = frozenset(names)
        known = [each for each in dict.fromkeys(numbers or lines) if each in lines]
        return ([(each, _chosen(lines[each], wanted)) for each in known],)

    def _get_property(self, number: int, name: str) -> Results:
        found = self._line(number).entry.properties.get(name, _DEFAULTS.get(name))
        if found is None:
            raise RefusedError(UNKNOWN_PROPERTY, f"No property {name}")
        return (found,)

    def _event(self, number: int, event: str, _data: Variant, _time: int) -> Results:
        self._happened(self._line(number), event)
        return ()

    def _event_group(self, events: list[tuple[int, str, Variant, int]]) -> Results:
        lines = self._model.layout.lines
        for number, event, _data, _time in events:
            if number in lines:
                self._happened(lines[number], event)
        return (_unknown(lines, [number for number, *_ in events]),)

    def _about_to_show(self, number: int) -> Results:
        self._line(number)
        return (bool(self._freshened([number])),)

    def _about_to_show_group(self, numbers: list[int]) -> Results:
        lines = self._model.layout.lines
        wrong = _unknown(lines, numbers)
        known = [each for each in dict.fromkeys(numbers) if each in lines]
        return (self._freshened(known) if known else [], wrong)

    def _freshened(self, numbers: list[int]) -> list[int]:
        """Read the menu anew; return those of the ids under which it changed."""
        before = self._model.layout.lines
        moved = self._refresh()
        now = self._model.layout.lines
        return [
            each
            for each in numbers
            if moved & (_within(before, each) | _within(now, each))
        ]

    def _line(self, number: int) -> Line:
        line = self._model.layout.lines.get(number)
        if line is None:
            raise RefusedError(INVALID_ARGS, f"No entry {number} in the menu")
        return line

    def _happened(self, line: Line, event: str) -> None:
        entry = line.entry
        idle = entry.kind in {"root", "separator", "submenu"} or not entry.enabled
        if event == "clicked" and not idle:
            self._clicked(entry.item)


def _branch(layout: Layout, number: int, levels: int, names: frozenset[str]) -> Results:
    line = layout.lines[number]
    below = line.below if levels else ()
    branches = [(_BRANCH, _branch(layout, each, levels - 1, names)) for each in below]
    return number, _chosen(line, names), branches


def _chosen(line: Line, names: frozenset[str]) -> dict[str, Variant]:
    has = line.entry.properties
    return {name: has[name] for name in has if not names or name in names}


def _within(lines: dict[int, Line], number: int) -> frozenset[int]:
    if number not in lines:
        return frozenset()
    below = (_within(lines, each) for each in lines[number].below)
    return frozenset((number,)).union(*below)


def _unknown(lines: dict[int, Line], numbers: Iterable[int]) -> list[int]:
    """Return the ids that name no entry. Raises RefusedError when none does."""
    asked = list(dict.fromkeys(numbers))
    wrong = [each for each in asked if each not in lines]
    if asked and wrong == asked:
        raise RefusedError(INVALID_ARGS, "None of these entries is in the menu")
    return wrong


_LAYOUT: Final = ("LayoutUpdated", "ui")
_UPDATED: Final = ("ItemsPropertiesUpdated", "a(ia{sv})a(ias)")
