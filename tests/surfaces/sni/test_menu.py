"""The menu: what a strict host reads, opens and clicks."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from dbus_fast import Variant

from movebreak.surfaces.statusnotifier import Icon, Menu, MenuItem
from tests.surfaces.sni.host import ERROR, MENU, Host, Item, RefusedError, Signal
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

Shown = Callable[..., tuple[Icon, Item]]


class Clicks:
    """Notes which entries were run."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, _icon: Icon, item: Any) -> None:  # noqa: ANN401
        """Note the entry."""
        self.seen.append(item.text)

    def are(self, *labels: str) -> bool:
        """Say whether these entries are run before long, in this order."""
        return eventually(lambda: self.seen == list(labels), within=5)


def whole(clicks: Clicks) -> Any:  # noqa: ANN401 - pystray has no types
    """Return a menu with all that pystray knows."""
    return Menu(
        MenuItem("Next break in 12 minutes", None, enabled=False),
        Menu.SEPARATOR,
        MenuItem("Plain", clicks, default=True),
        MenuItem("Hidden", clicks, visible=False),
        MenuItem("On", clicks, checked=lambda _: True),
        MenuItem("Off", clicks, checked=lambda _: False),
        MenuItem("Chosen", clicks, checked=lambda _: True, radio=True),
        Menu.SEPARATOR,
        MenuItem(
            "More",
            Menu(
                MenuItem("Deep", clicks),
                MenuItem("Deeper", Menu(MenuItem("Deepest", clicks))),
            ),
        ),
        MenuItem("snake_case", clicks),
        Menu.SEPARATOR,
    )


def test_the_whole_menu_is_read(shown: Shown) -> None:
    """Order, nesting, marks and grey entries are those of pystray's menu."""
    _, item = shown(menu=whole(Clicks()))
    root = item.layout()

    assert root.shape() == [
        "Next break in 12 minutes",
        "",
        "Plain",
        "On",
        "Off",
        "Chosen",
        "",
        ["More", ["Deep", ["Deeper", ["Deepest"]]]],
        "snake__case",
    ]
    assert root.properties == {"children-display": "submenu"}
    assert root.below[0].properties["enabled"] is False
    assert root.below[1].properties == {"type": "separator"}
    assert root.find("Plain").properties == {"label": "Plain"}
    marks = {"toggle-type": "checkmark", "toggle-state": 1}
    assert root.find("On").properties == {"label": "On", **marks}
    assert root.find("Off").properties["toggle-state"] == 0
    assert root.find("Chosen").properties["toggle-type"] == "radio"
    assert root.find("More").properties["children-display"] == "submenu"


def test_an_icon_without_a_menu_has_an_empty_one(shown: Shown) -> None:
    """Some hosts drop an item that has none."""
    _, item = shown()

    assert item.layout().below == []
    assert item.open() is False


def test_only_so_many_levels_are_read(shown: Shown) -> None:
    """A host may ask for a level at a time, from any entry."""
    _, item = shown(menu=whole(Clicks()))
    more = item.layout().find("More")

    assert item.layout(depth=0).below == []
    assert item.layout(depth=1).find("More").below == []
    assert item.layout(more.id, 1).shape() == ["Deep", "Deeper"]
    assert item.layout(more.id).shape() == ["Deep", ["Deeper", ["Deepest"]]]


def test_only_the_properties_asked_for_are_read(shown: Shown) -> None:
    """A host may ask for some properties only."""
    _, item = shown(menu=whole(Clicks()))

    root = item.layout(0, -1, "toggle-state", "no-such-property")

    assert {name for each in root.all() for name in each.properties} == {"toggle-state"}


def test_properties_are_read_for_many_entries(shown: Shown) -> None:
    """An empty list means all; ids that are not there are passed over."""
    _, item = shown(menu=whole(Clicks()))
    root = item.layout()
    plain, on = root.find("Plain").id, root.find("On").id

    (found,) = item.call("GetGroupProperties", "aias", [plain, on, 999], [], at=MENU)
    assert [number for number, _ in found] == [plain, on]
    assert found[0][1]["label"].value == "Plain"

    (every,) = item.call("GetGroupProperties", "aias", [], ["label"], at=MENU)
    assert [number for number, _ in every] == [each.id for each in root.all()]


def test_one_property_is_read(shown: Shown) -> None:
    """What an entry does not say of itself has the value that the protocol gives."""
    _, item = shown(menu=whole(Clicks()))
    plain = item.layout().find("Plain").id

    def read(name: str) -> Any:  # noqa: ANN401
        (value,) = item.call("GetProperty", "is", plain, name, at=MENU)
        return value.value

    assert read("label") == "Plain"
    assert read("enabled") is True
    assert read("visible") is True
    assert read("type") == "standard"
    assert read("toggle-state") == -1
    with pytest.raises(RefusedError, match=f"^{ERROR}.UnknownProperty$"):
        read("colour")


def test_entries_are_clicked(shown: Shown) -> None:
    """In the menu and in its submenus the action runs, with icon and entry."""
    clicks = Clicks()
    _, item = shown(menu=whole(clicks))

    for label in ("Plain", "Deep", "Deepest", "On"):
        item.click(label)

    assert clicks.are("Plain", "Deep", "Deepest", "On")


def test_only_clicks_on_what_can_be_clicked_count(shown: Shown) -> None:
    """Hovering, grey entries, separators, submenus and the root do nothing."""
    clicks = Clicks()
    _, item = shown(menu=whole(clicks))
    root = item.layout()
    item.event(0, "opened")
    for name in ("hovered", "opened", "closed", "x-nonsense"):
        item.event(root.find("Plain").id, name)
    for each in (root, root.below[0], root.below[1], root.find("More")):
        item.click_id(each.id)
    item.event(0, "closed")

    item.click("Plain")
    assert clicks.are("Plain")


def test_many_events_come_at_once(shown: Shown) -> None:
    """Those of known entries count; the ids of the others are returned."""
    clicks = Clicks()
    _, item = shown(menu=whole(clicks))
    plain = item.layout().find("Plain").id
    click = Variant("s", "")

    def send(*numbers: int) -> Any:  # noqa: ANN401
        events = [[each, "clicked", click, 0] for each in numbers]
        (wrong,) = item.call("EventGroup", "a(isvu)", events, at=MENU)
        return wrong

    assert send(998, plain, 999) == [998, 999]
    assert send() == []
    with pytest.raises(RefusedError, match=f"^{ERROR}.InvalidArgs$"):
        send(998, 999)
    assert clicks.are("Plain")


def test_unknown_entries_are_refused(shown: Shown) -> None:
    """Nothing is answered of an entry that is not there."""
    _, item = shown(menu=whole(Clicks()))

    for call in (
        lambda: item.layout(999),
        lambda: item.layout(-1),
        lambda: item.open(999),
        lambda: item.click_id(999),
        lambda: item.call("GetProperty", "is", 999, "label", at=MENU),
        lambda: item.call("AboutToShowGroup", "ai", [998, 999], at=MENU),
    ):
        with pytest.raises(RefusedError, match=f"^{ERROR}.InvalidArgs$"):
            call()


def test_texts_are_fresh_when_the_menu_opens(shown: Shown, host: Host) -> None:
    """Until then nobody is woken; then only what changed is sent."""
    minutes = 12
    line = MenuItem(lambda _: f"in {minutes} minutes", None, enabled=False)
    _, item = shown(menu=Menu(line, MenuItem("Quit", None)))
    number = item.layout().below[0].id

    minutes = 11
    assert host.signals() == []
    assert item.open() is False

    (told,) = host.signals()
    assert told.name == "ItemsPropertiesUpdated"
    ((changed, properties),), removed = told.body
    assert changed == number
    assert {name: each.value for name, each in properties.items()} == {
        "label": "in 11 minutes"
    }
    assert removed == []
    assert item.layout().below[0].label == "in 11 minutes"

    assert item.open() is False
    assert host.signals() == []


def test_properties_that_went_are_told(shown: Shown, host: Host) -> None:
    """An entry that is grey no longer loses that property."""
    grey = True
    entry = MenuItem("Resume", None, enabled=lambda _: not grey)
    icon, item = shown(menu=Menu(entry))
    number = item.layout().below[0].id

    grey = False
    icon.update_menu()

    assert host.signals() == [
        Signal("ItemsPropertiesUpdated", [[], [(number, ["enabled"])]])
    ]


def test_a_menu_made_anew_keeps_its_ids(shown: Shown, host: Host) -> None:
    """Entries of the same kind and label are the same, grey lines in any words."""
    minutes = 12

    def items() -> Iterator[Any]:
        yield MenuItem(f"in {minutes} minutes", None, enabled=False)
        yield Menu.SEPARATOR
        yield MenuItem("More", Menu(MenuItem("Deep", None)))
        yield MenuItem("Quit", None)

    _, item = shown(menu=items)
    before = [each.id for each in item.layout().all()]

    minutes = 11
    assert item.open() is False

    assert [each.id for each in item.layout().all()] == before
    assert [each.name for each in host.signals()] == ["ItemsPropertiesUpdated"]
    assert item.layout().below[0].label == "in 11 minutes"


def test_a_key_tells_entries_apart(shown: Shown) -> None:
    """With a key, a label may change, and the same label may mean another thing."""
    clicks = Clicks()
    answers = 7

    def items() -> Iterator[Any]:
        done = MenuItem("Done", clicks)
        done.key = ("done", answers)
        left = MenuItem(f"Snooze ({answers} left)", clicks)
        left.key = "snooze"
        return iter((done, left))

    _, item = shown(menu=items)
    done, snooze = item.layout().below

    answers = 6
    assert item.open() is True

    now = item.layout()
    assert now.below[0].label == "Done"
    assert now.below[0].id != done.id
    assert now.below[1].label == "Snooze (6 left)"
    assert now.below[1].id == snooze.id
    with pytest.raises(RefusedError):
        item.click_id(done.id)
    item.click_id(snooze.id)
    assert clicks.are("Snooze (6 left)")


def test_a_late_click_hits_what_was_seen_or_nothing(shown: Shown) -> None:
    """The id of an entry that went is never given to another."""
    clicks = Clicks()
    due = True
    menu = Menu(
        MenuItem("Done", clicks, visible=lambda _: due),
        MenuItem("Move now", clicks, visible=lambda _: not due),
        MenuItem("Quit", clicks),
    )
    icon, item = shown(menu=menu)
    done = item.layout().find("Done").id
    last = item.layout().find("Quit").id

    due = False
    icon.update_menu()
    with pytest.raises(RefusedError, match=f"^{ERROR}.InvalidArgs$"):
        item.click_id(done)
    due = True
    icon.update_menu()
    with pytest.raises(RefusedError, match=f"^{ERROR}.InvalidArgs$"):
        item.click_id(done)

    item.click_id(last)
    assert clicks.are("Quit")


def test_a_change_in_one_place_names_it(shown: Shown, host: Host) -> None:
    """The host reads one submenu anew, or, after more changes, the whole menu."""
    deep = top = False
    menu = Menu(
        MenuItem(
            "More",
            Menu(MenuItem("A", None), MenuItem("B", None, visible=lambda _: deep)),
        ),
        MenuItem("C", None, visible=lambda _: top),
    )
    icon, item = shown(menu=menu)
    revision, root = item.revised()
    more = root.find("More").id

    deep = True
    icon.update_menu()
    assert host.signals() == [Signal("LayoutUpdated", [revision + 1, more])]

    deep, top = False, True
    icon.update_menu()
    assert host.signals() == [Signal("LayoutUpdated", [revision + 2, 0])]
    assert item.revised()[0] == revision + 2

    icon.update_menu()
    assert host.signals() == []


def test_opening_says_what_must_be_read_anew(shown: Shown) -> None:
    """The answer is yes for an entry in which something came or went, and no else."""
    deep = False
    menu = Menu(
        MenuItem("Plain", Menu(MenuItem("A", None))),
        MenuItem(
            "More",
            Menu(MenuItem("B", None), MenuItem("C", None, visible=lambda _: deep)),
        ),
    )
    _, item = shown(menu=menu)
    root = item.layout()
    plain, more = root.find("Plain").id, root.find("More").id

    def opened(*numbers: int) -> Any:  # noqa: ANN401
        return item.call("AboutToShowGroup", "ai", list(numbers), at=MENU)

    assert opened(0, plain, more) == [[], []]
    deep = True
    assert opened(plain, 999, more, 0) == [[more, 0], [999]]
    deep = False
    assert item.open(plain) is False
    deep = True
    assert item.open(more) is True
    assert opened() == [[], []]


def test_a_slow_action_leaves_the_menu_usable(shown: Shown) -> None:
    """The click is answered at once, and the menu opens while the action runs."""
    go, done = Event(), Event()

    def slow() -> None:
        assert go.wait(10)
        done.set()

    clicks = Clicks()
    _, item = shown(menu=Menu(MenuItem("Slow", slow), MenuItem("Next", clicks)))

    item.click("Slow")
    item.click("Next")
    assert item.open() is False
    assert item.layout().shape() == ["Slow", "Next"]
    assert clicks.seen == []
    assert not done.is_set()

    go.set()
    assert done.wait(5)
    assert clicks.are("Next")


def test_an_action_that_fails_is_logged(
    shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    """The next ones run all the same."""

    def fail() -> None:
        raise RuntimeError("no luck")

    clicks = Clicks()
    _, item = shown(menu=Menu(MenuItem("Fail", fail), MenuItem("Next", clicks)))

    item.click("Fail")
    item.click("Next")

    assert clicks.are("Next")
    assert "no luck" in caplog.text


def test_a_menu_that_cannot_be_made_stays_as_it_was(
    shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake in the program's text costs no menu."""
    wrong = False

    def label(_: object) -> str:
        if wrong:
            raise RuntimeError("no text")
        return "Text"

    _, item = shown(menu=Menu(MenuItem(label, None)))

    wrong = True
    assert item.open() is False

    assert item.layout().shape() == ["Text"]
    assert "no text" in caplog.text


def test_the_menu_is_up_to_date_after_an_action(shown: Shown, host: Host) -> None:
    """A mark that an action sets is told without being asked for."""
    on = False

    def switch() -> None:
        nonlocal on
        on = True

    _, item = shown(menu=Menu(MenuItem("Switch", switch, checked=lambda _: on)))

    item.click("Switch")

    assert eventually(lambda: item.layout().below[0].properties["toggle-state"] == 1)
    assert [each.name for each in host.signals()] == ["ItemsPropertiesUpdated"]


def test_a_menu_is_exchanged(shown: Shown, host: Host) -> None:
    """A list, a function or nothing may take its place."""
    icon, item = shown(menu=[MenuItem("A", None)])
    assert item.layout().shape() == ["A"]

    icon.menu = lambda: [MenuItem("B", None)]
    assert item.layout().shape() == ["B"]
    assert [each.name for each in host.signals()] == ["LayoutUpdated"]

    icon.menu = None
    assert item.layout().shape() == []
    assert icon.menu is None


def test_a_menu_too_deep_for_dbus_is_refused() -> None:
    """It would cost the connection."""
    menu = Menu(MenuItem("End", None))
    for _ in range(20):
        menu = Menu(MenuItem("More", menu))

    with pytest.raises(ValueError, match="more than 16 levels deep"):
        Icon("test").menu = menu
