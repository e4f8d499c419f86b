"""The menu's ids and changes, for any menus one after another."""

from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from movebreak.surfaces.sni.menu import (
    ROOT,
    Change,
    Layout,
    Line,
    Model,
    Reading,
    read_menu,
)
from movebreak.surfaces.statusnotifier import Menu, MenuItem

# Few labels, so that entries come, go, change places and are like each other.
LABELS = st.sampled_from(("Done", "Skip", "Move", "Quit"))
KEYS = st.sampled_from((None, None, "one", "two"))

# Made once: a program may keep its items, and show them again.
KEPT = tuple(MenuItem(label, None) for label in ("Kept", "Kept too"))


@st.composite
def plain(draw: st.DrawFn) -> Any:  # noqa: ANN401 - pystray has no types
    """Make an entry that does something, or only tells."""
    marked = draw(st.sampled_from((None, True, False)))
    item = MenuItem(
        draw(LABELS),
        None,
        enabled=draw(st.booleans()),
        checked=None if marked is None else lambda _: marked,
        radio=draw(st.booleans()),
    )
    item.key = draw(KEYS)
    return item


ENTRIES = st.one_of(plain(), st.just(Menu.SEPARATOR), st.sampled_from(KEPT))
MENUS = st.recursive(
    st.lists(ENTRIES, max_size=4),
    lambda below: st.lists(
        ENTRIES
        | st.builds(lambda label, in_it: MenuItem(label, Menu(*in_it)), LABELS, below),
        max_size=4,
    ),
    max_leaves=12,
)


class Shadow:
    """A host that knows the menu from what it was told, and reads no more than that."""

    def __init__(self) -> None:
        self.model = Model(self._told)
        self.known: dict[int, tuple[dict[str, Any], tuple[int, ...]]] = {}
        self.revision = self.model.layout.revision
        self._read(self.model.layout.lines, ROOT)

    def _told(self, layout: Layout, change: Change) -> None:
        for number, properties in change.updated:
            self.known[number][0].update(properties)
        for number, names in change.removed:
            for name in names:
                del self.known[number][0][name]
        for number in change.moved:
            self._read(layout.lines, number)
        assert layout.revision == self.revision + bool(change.moved)
        self.revision = layout.revision

    def _read(self, lines: dict[int, Line], number: int) -> None:
        line = lines[number]
        self.known[number] = dict(line.entry.properties), line.below
        for each in line.below:
            self._read(lines, each)

    def reached(self, number: int = ROOT) -> dict[int, Any]:
        """Return all that can be seen of the menu from this entry on."""
        found: dict[int, Any] = {number: self.known[number]}
        for each in self.known[number][1]:
            found |= self.reached(each)
        return found


@given(st.lists(MENUS, max_size=6))
def test_a_host_knows_the_menu_from_what_it_is_told(menus: list[list[Any]]) -> None:
    """The changes are enough, whatever menu follows whatever menu."""
    shadow = Shadow()
    for items in menus:
        shadow.model.update(partial(read_menu, Menu(*items)))

        lines = shadow.model.layout.lines
        now = {
            each: (lines[each].entry.properties, lines[each].below) for each in lines
        }
        assert shadow.reached() == now


@given(MENUS)
def test_the_same_menu_is_no_change(items: list[Any]) -> None:
    """What is made anew and says the same keeps its ids, and nobody is told."""
    model = Model(lambda *_: None)
    model.update(lambda: read_menu(Menu(*items)))
    before = model.layout

    told: list[Change] = []
    model._told = lambda _, change: told.append(change)
    model.update(lambda: read_menu(Menu(*items)))

    assert told == [Change([], [], frozenset())]
    assert model.layout.revision == before.revision
    assert list(model.layout.lines) == list(before.lines)


@given(st.lists(MENUS, max_size=8))
def test_an_id_is_one_entry_for_ever(menus: list[list[Any]]) -> None:
    """What can be clicked under an id is never anything else, nor comes back."""
    model = Model(lambda *_: None)
    meant: dict[int, tuple[Any, ...]] = {}
    gone: set[int] = set()
    for items in menus:
        model.update(partial(read_menu, Menu(*items)))
        lines = model.layout.lines
        assert not gone & set(lines)
        gone |= set(meant) - set(lines)
        for number, line in lines.items():
            entry = line.entry
            told = "" if entry.kind == "" and not entry.enabled else entry.label
            means = (entry.kind, entry.key, told if entry.key is None else entry.key)
            if told and meant.get(number, means)[2]:
                assert meant.get(number, means) == means
            meant[number] = means


def test_the_reading_that_began_later_stays() -> None:
    """Of two at once, the older one changes nothing any more."""
    model = Model(lambda *_: None)

    def late() -> Reading:
        model.update(lambda: read_menu(Menu(MenuItem("New", None))))
        return read_menu(Menu(MenuItem("Old", None)))

    assert model.update(late) == frozenset()
    labels = [each.entry.label for each in model.layout.lines.values()]
    assert labels == ["", "New"]
