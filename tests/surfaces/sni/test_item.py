"""The item itself: what a strict host reads of it, and when it is told of changes."""

from collections.abc import Callable
from threading import Event

import pytest
from PIL import Image

from movebreak.surfaces.statusnotifier import Icon, Menu, MenuItem
from tests.surfaces.sni.host import (
    ERROR,
    ITEM,
    ITEM_PATH,
    ITEM_TYPES,
    PROPERTIES,
    Host,
    Item,
    RefusedError,
    Signal,
)

pytestmark = pytest.mark.desktop

Shown = Callable[..., tuple[Icon, Item]]

RED = (200, 10, 20, 255)


def test_every_property_is_there(shown: Shown) -> None:
    """Name, title and tooltip are as given, and all types as the protocol wants."""
    _, item = shown(title="Next break at noon")

    found = item.properties()

    assert found["Id"] == "test"
    assert found["Category"] == "ApplicationStatus"
    assert found["Title"] == "Next break at noon"
    assert found["ToolTip"] == ("", [], "Next break at noon", "")
    assert found["Status"] == "Active"
    assert found["IconName"] == ""
    assert found["Menu"] != "/NO_DBUSMENU"


def test_each_property_can_be_asked_for(shown: Shown) -> None:
    """One by one they are the same as all together."""
    _, item = shown()
    together = item.properties()

    for name, kind in ITEM_TYPES.items():
        (value,) = item.call_at(ITEM_PATH, PROPERTIES, "Get", "ss", ITEM, name)
        assert value.signature == kind
        assert value.value == together[name]


def test_an_image_becomes_pixmaps_of_all_sizes(shown: Shown) -> None:
    """Alpha comes first, then red, green and blue; from 16 to 64 pixels."""
    _, item = shown(icon=Image.new("RGBA", (64, 64), RED))

    found = item.properties()["IconPixmap"]

    assert [width for width, _, _ in found] == [16, 22, 24, 32, 48, 64]
    for width, height, data in found:
        assert data == bytes((255, 200, 10, 20)) * (width * height)


def test_a_wide_image_keeps_its_shape(shown: Shown) -> None:
    """Above and below it, the square is see-through."""
    _, item = shown(icon=Image.new("RGBA", (64, 32), RED))

    (_, _, data), *_ = item.properties()["IconPixmap"]

    alphas = data[::4]
    assert set(alphas[: 4 * 16]) == {0}
    assert set(alphas[4 * 16 : 12 * 16]) == {255}
    assert set(alphas[12 * 16 :]) == {0}


def test_bytes_are_shown_as_they_are(shown: Shown) -> None:
    """An icon of ready bytes needs no Pillow; the sizes come in order."""
    small, large = bytes(range(256)) * 4, bytes(4 * 32 * 32)
    _, item = shown(icon={32: large, 16: small})

    assert item.properties()["IconPixmap"] == [(16, 16, small), (32, 32, large)]


def test_a_picture_is_painted_when_a_host_asks(shown: Shown, host: Host) -> None:
    """A function is called at the first look, and not again for the same."""
    painted: list[int] = []

    def paint() -> dict[int, bytes]:
        painted.append(1)
        return {16: bytes(1024)}

    icon, item = shown()
    icon.icon = paint
    assert host.signals() == [Signal("NewIcon", [])]
    assert painted == []

    assert item.properties()["IconPixmap"] == [(16, 16, bytes(1024))]
    assert item.properties()["IconPixmap"] == [(16, 16, bytes(1024))]
    assert painted == [1]

    icon.icon = paint
    assert host.signals() == []


def test_a_picture_that_cannot_be_painted_changes_nothing(shown: Shown) -> None:
    """The item goes on to answer, with the picture it had."""
    icon, item = shown(icon={16: bytes(1024)})

    def paint() -> dict[int, bytes]:
        raise OSError("the file is gone")

    icon.icon = paint

    assert item.properties()["IconPixmap"] == [(16, 16, bytes(1024))]


def test_bytes_that_do_not_fill_the_square_are_refused() -> None:
    """A picture of the wrong length is the program's mistake, and said so."""
    icon = Icon("test")
    icon.icon = {16: b"short"}

    with pytest.raises(ValueError, match="5 bytes are no ARGB of 16 x 16"):
        icon.visible = True


def test_a_change_is_told_once(shown: Shown, host: Host) -> None:
    """A new picture and a new title are one signal each, and the same again none."""
    icon, item = shown()

    icon.icon = {16: bytes(1024)}
    assert host.signals() == [Signal("NewIcon", [])]
    assert item.properties()["IconPixmap"] == [(16, 16, bytes(1024))]

    icon.icon = {16: bytes(1024)}
    assert host.signals() == []

    icon.title = "Another"
    assert host.signals() == [Signal("NewTitle", []), Signal("NewToolTip", [])]

    icon.title = "Another"
    assert host.signals() == []


def test_attention_is_asked_for(shown: Shown, host: Host) -> None:
    """The status changes, and there is a picture for it, which follows the icon."""
    icon, item = shown()

    icon.attention = True
    assert icon.attention
    assert host.signals() == [
        Signal("NewAttentionIcon", []),
        Signal("NewStatus", ["NeedsAttention"]),
    ]
    icon.icon = {16: bytes(1024)}
    assert host.signals() == [Signal("NewIcon", []), Signal("NewAttentionIcon", [])]
    found = item.properties()
    assert found["Status"] == "NeedsAttention"
    assert found["AttentionIconPixmap"] == [(16, 16, bytes(1024))]

    icon.attention = True
    assert host.signals() == []

    icon.attention = False
    assert host.signals() == [Signal("NewStatus", ["Active"])]


def test_a_click_runs_the_default_entry(shown: Shown) -> None:
    """Left and middle click do it, also when the entry is not in the menu."""
    left, middle = Event(), Event()
    waiting = [left, middle]
    entry = MenuItem("Show", lambda: waiting.pop(0).set(), default=True, visible=False)
    _, item = shown(menu=Menu(MenuItem("Other", None), entry))

    assert item.properties()["ItemIsMenu"] is False
    item.call("ProvideXdgActivationToken", "s", "a token")
    item.call("Activate", "ii", 3, 4)
    assert left.wait(5)
    item.call("SecondaryActivate", "ii", 3, 4)
    assert middle.wait(5)


def test_without_a_default_entry_the_item_is_a_menu(shown: Shown) -> None:
    """A click then is refused, at which hosts open the menu."""
    _, item = shown(menu=Menu(MenuItem("Other", None)))

    assert item.properties()["ItemIsMenu"] is True
    for click in ("Activate", "SecondaryActivate"):
        with pytest.raises(RefusedError, match=f"^{ERROR}.UnknownMethod$"):
            item.call(click, "ii", 3, 4)


def test_a_default_entry_that_is_disabled_does_nothing(shown: Shown) -> None:
    """Grey entries are not run, by whatever way."""
    entry = MenuItem("Show", None, default=True, enabled=False)
    _, item = shown(menu=Menu(entry))

    with pytest.raises(RefusedError, match=f"^{ERROR}.UnknownMethod$"):
        item.call("Activate", "ii", 0, 0)


def test_a_default_entry_may_come_and_go(shown: Shown, host: Host) -> None:
    """Hosts are told that a click now does something, in words each understands."""
    due = False
    entry = MenuItem("Show", lambda: None, default=lambda _: due)
    icon, item = shown(menu=Menu(entry))
    assert item.properties()["ItemIsMenu"] is True

    due = True
    icon.update_menu()

    (changed, tooltip) = host.signals()
    assert changed.name == "PropertiesChanged"
    assert changed.body[0] == ITEM
    assert changed.body[1]["ItemIsMenu"].value is False
    assert tooltip == Signal("NewToolTip", [])
    assert item.properties()["ItemIsMenu"] is False


def test_texts_that_dbus_cannot_carry_are_mended(shown: Shown) -> None:
    """A NUL or half a character in a title must not cost the connection."""
    icon, item = shown(title="a\0b")
    assert item.properties()["Title"] == "ab"

    icon.title = "half \ud83d"
    assert item.properties()["Title"] == "half ?"
    assert icon.registered
