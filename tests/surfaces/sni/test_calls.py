"""Calls of every kind: each is answered, and the wrong ones by the right error."""

from collections.abc import Callable

import pytest
from dbus_fast import Message, MessageFlag, MessageType, Variant

from movebreak.surfaces.statusnotifier import Icon, Menu, MenuItem
from tests.surfaces.sni.host import (
    ERROR,
    ITEM,
    ITEM_PATH,
    ITEM_TYPES,
    MENU,
    MENU_TYPES,
    PROPERTIES,
    Host,
    Item,
    RefusedError,
)

pytestmark = pytest.mark.desktop

MENU_PATH = f"{ITEM_PATH}/Menu"
PEER = "org.freedesktop.DBus.Peer"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"

Shown = Callable[..., tuple[Icon, Item]]


@pytest.fixture
def item(shown: Shown) -> Item:
    """Have an item with a menu and no default entry."""
    return shown(menu=Menu(MenuItem("Quit", None)))[1]


@pytest.mark.parametrize(
    ("call", "body", "error"),
    [
        ((ITEM_PATH, ITEM, "ContextMenu", "ii"), (1, 2), "UnknownMethod"),
        ((ITEM_PATH, ITEM, "Scroll", "is"), (1, "vertical"), "UnknownMethod"),
        ((ITEM_PATH, ITEM, "XAyatanaSecondaryActivate", "u"), (0,), "UnknownMethod"),
        ((ITEM_PATH, ITEM, "Activate", ""), (), "InvalidArgs"),
        ((ITEM_PATH, ITEM, "Activate", "uu"), (1, 2), "InvalidArgs"),
        (
            (ITEM_PATH, "org.example.Nothing", "Activate", "ii"),
            (1, 2),
            "UnknownInterface",
        ),
        ((ITEM_PATH, MENU, "GetLayout", "iias"), (0, -1, []), "UnknownInterface"),
        ((ITEM_PATH, "", "Nonsense", ""), (), "UnknownMethod"),
        ((MENU_PATH, MENU, "GetLayout", "ii"), (0, -1), "InvalidArgs"),
        ((MENU_PATH, MENU, "Nonsense", ""), (), "UnknownMethod"),
        (("/", ITEM, "Activate", "ii"), (1, 2), "UnknownInterface"),
        (("/Elsewhere", ITEM, "Activate", "ii"), (1, 2), "UnknownObject"),
        (
            ("/StatusNotifierItem2", INTROSPECTABLE, "Introspect", ""),
            (),
            "UnknownObject",
        ),
        ((ITEM_PATH, PROPERTIES, "Get", "ss"), (ITEM, "Colour"), "UnknownProperty"),
        ((ITEM_PATH, PROPERTIES, "Get", "ss"), (PEER, "Title"), "UnknownProperty"),
        ((ITEM_PATH, PROPERTIES, "Get", "ss"), ("org.x.Y", "Id"), "UnknownInterface"),
        ((ITEM_PATH, PROPERTIES, "GetAll", "s"), (MENU,), "UnknownInterface"),
        (
            (ITEM_PATH, PROPERTIES, "Set", "ssv"),
            (ITEM, "Title", Variant("s", "mine")),
            "PropertyReadOnly",
        ),
        (
            (ITEM_PATH, PROPERTIES, "Set", "ssv"),
            (ITEM, "Colour", Variant("s", "red")),
            "UnknownProperty",
        ),
    ],
)
def test_a_wrong_call_gets_the_right_error(
    item: Item, call: tuple[str, str, str, str], body: tuple[object, ...], error: str
) -> None:
    """What is not served, not there, or not meant so is refused by its D-Bus name."""
    with pytest.raises(RefusedError, match=f"^{ERROR}.{error}$"):
        item.call_at(*call, *body)


def test_the_objects_describe_themselves(item: Item) -> None:
    """What the description lists is what there is."""
    faces = {each.name: each for each in item.described().interfaces}
    assert set(faces) == {ITEM, PROPERTIES, INTROSPECTABLE, PEER}
    listed = {each.name: each.signature for each in faces[ITEM].properties}
    assert listed == ITEM_TYPES

    faces = {each.name: each for each in item.described(MENU_PATH).interfaces}
    assert {each.name: each.signature for each in faces[MENU].properties} == MENU_TYPES
    assert {each.name for each in faces[MENU].methods} == {
        "GetLayout",
        "GetGroupProperties",
        "GetProperty",
        "Event",
        "EventGroup",
        "AboutToShow",
        "AboutToShowGroup",
    }
    signals = {each.name: each for each in faces[MENU].signals}
    arguments = signals["ItemsPropertiesUpdated"].args
    assert [each.signature for each in arguments] == ["a(ia{sv})", "a(ias)"]


def test_the_way_to_the_objects_is_described(item: Item) -> None:
    """A browser finds the item from the root, and the menu from the item."""
    assert [each.name for each in item.described("/").nodes] == ["StatusNotifierItem"]
    assert [each.name for each in item.described().nodes] == ["Menu"]


def test_the_menu_has_properties_too(item: Item) -> None:
    """Version, direction and state are as the protocol wants."""
    (found,) = item.call_at(MENU_PATH, PROPERTIES, "GetAll", "s", MENU)

    assert {name: each.signature for name, each in found.items()} == MENU_TYPES
    assert found["Version"].value == 3
    assert found["Status"].value == "normal"


def test_the_interface_may_be_left_out(item: Item) -> None:
    """Then any interface of the object is meant, as D-Bus has it."""
    revision, _ = item.revised()
    assert item.call_at(MENU_PATH, "", "GetLayout", "iias", 0, 0, [])[0] == revision
    (found,) = item.call_at(ITEM_PATH, PROPERTIES, "Get", "ss", "", "Id")
    assert found.value == "test"
    (every,) = item.call_at(ITEM_PATH, PROPERTIES, "GetAll", "s", "")
    assert set(every) == set(ITEM_TYPES)
    assert item.call_at(ITEM_PATH, PROPERTIES, "GetAll", "s", PEER) == [{}]


def test_the_peer_answers_anywhere(item: Item) -> None:
    """It stands for the program, whatever the path."""
    assert item.call_at("/Elsewhere", PEER, "Ping", "") == []
    (machine,) = item.call_at("/", PEER, "GetMachineId", "")
    assert len(machine) == 32


def test_who_wants_no_answer_gets_none(item: Item, host: Host) -> None:
    """A call marked so is done, and neither its result nor an error is sent."""
    for member in ("Ping", "Nonsense"):
        host.send(
            Message(
                destination=item.name,
                path=ITEM_PATH,
                interface=PEER,
                member=member,
                flags=MessageFlag.NO_REPLY_EXPECTED,
            )
        )

    assert item.call_at(ITEM_PATH, PEER, "Ping", "") == []


def test_a_signal_of_the_bus_cannot_be_forged(item: Item, host: Host) -> None:
    """Only the bus says who the watcher is; nobody else makes the item register."""
    before = host.registrations
    host.send(
        Message(
            destination=item.name,
            message_type=MessageType.SIGNAL,
            path="/org/freedesktop/DBus",
            interface="org.freedesktop.DBus",
            member="NameOwnerChanged",
            signature="sss",
            body=["org.kde.StatusNotifierWatcher", "", ":1.1"],
        )
    )

    host.signals()
    assert host.registrations == before
