"""The tray item itself, org.kde.StatusNotifierItem: what hosts show of an icon."""

import logging
from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Final

from jeepney import DBusAddress, Message, new_signal  # type: ignore[import-untyped]

from movebreak.surfaces.sni.calls import (
    PROPERTIES,
    UNKNOWN_METHOD,
    Interface,
    Method,
    Property,
    RefusedError,
    Results,
    text,
)

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

ITEM: Final = "org.kde.StatusNotifierItem"
ITEM_PATH: Final = "/StatusNotifierItem"
MENU_PATH: Final = "/StatusNotifierItem/Menu"

# The sizes at which hosts draw icons, in pixels; each takes the one that fits best.
SIZES: Final = (16, 22, 24, 32, 48, 64)
_CHANNELS: Final = 4

Pixmap = tuple[int, int, bytes]
Paint = Callable[[], "Image | Mapping[int, bytes]"]
Emit = Callable[[Message], None]


def pixmaps(icon: "Image | Mapping[int, bytes]") -> list[Pixmap]:
    """Return the icon in all sizes, as width, height and ARGB in network byte order.

    The icon is a Pillow image, or such bytes by their size in pixels. Raises
    ValueError when the bytes do not fill a square of that size.
    """
    if not isinstance(icon, Mapping):
        return [(size, size, _argb(icon, size)) for size in SIZES]
    for size, data in icon.items():
        if len(data) != _CHANNELS * size * size:
            raise ValueError(f"{len(data)} bytes are no ARGB of {size} x {size} pixels")
    return [(size, size, bytes(icon[size])) for size in sorted(icon)]


def _argb(image: "Image", size: int) -> bytes:
    # Whoever has an image has paid for Pillow; with bytes it stays out of the process.
    from PIL import Image  # noqa: PLC0415

    scale = size / max(image.size)
    width, height = (max(1, round(scale * side)) for side in image.size)
    small = image.convert("RGBA").resize((width, height), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size))
    square.paste(small, ((size - width) // 2, (size - height) // 2))
    red, green, blue, alpha = square.split()
    return Image.merge("RGBA", (alpha, red, green, blue)).tobytes()


class Item:
    """Holds what hosts show, and tells them when it changes: once a change."""

    def __init__(self, name: str, emit: Emit, activate: Callable[[], bool]) -> None:
        self._name = name
        self._emit = emit
        self._activate = activate
        self._title = ""
        self._pixmaps: list[Pixmap] = []
        self._paint: Paint | None = None
        self._stale = False
        self._attention = False
        self._only_menu = True
        self._lock = Lock()

    def show_picture(self, icon: "Image | Mapping[int, bytes] | Paint") -> None:
        """Show this picture; one that is a function is painted when a host asks."""
        with self._lock:
            if callable(icon):
                if icon is self._paint:
                    return
                self._paint, self._stale = icon, True
            else:
                drawn = pixmaps(icon)
                if self._paint is None and drawn == self._pixmaps:
                    return
                self._paint, self._stale, self._pixmaps = None, False, drawn
            self._tell("NewIcon")
            if self._attention:
                self._tell("NewAttentionIcon")

    def show_title(self, title: object) -> None:
        """Show this title, also when the pointer rests on the icon."""
        with self._lock:
            if text(title) != self._title:
                self._title = text(title)
                self._tell("NewTitle")
                self._tell("NewToolTip")

    def show_attention(self, wanted: bool) -> None:  # noqa: FBT001 - a setter's value
        """Say whether the person should look here."""
        with self._lock:
            if wanted != self._attention:
                self._attention = wanted
                if wanted:
                    # GNOME keeps the picture it read last under this name.
                    self._tell("NewAttentionIcon")
                self._tell("NewStatus", "s", (self._status(),))

    def show_only_menu(self, only: bool) -> None:  # noqa: FBT001
        """Say whether a click can do nothing but open the menu."""
        with self._lock:
            if only != self._only_menu:
                self._only_menu = only
                address = DBusAddress(ITEM_PATH, interface=PROPERTIES)
                body: Results = (ITEM, {"ItemIsMenu": ("b", only)}, [])
                self._emit(new_signal(address, "PropertiesChanged", "sa{sv}as", body))
                # Xfce's panel listens to no such signal; at this one it reads all anew.
                self._tell("NewToolTip")

    @property
    def attention(self) -> bool:
        """Whether the person should look here."""
        return self._attention

    def interface(self) -> Interface:
        """Return the item as hosts call it.

        ContextMenu and Scroll are left out: the host draws the menu.
        """
        return Interface(ITEM, self._methods(), self._properties(), _SIGNALS)

    def _methods(self) -> dict[str, Method]:
        return {
            "Activate": Method("ii", "", self._clicked),
            "SecondaryActivate": Method("ii", "", self._clicked),
            # Plasma hands it over before each click.
            "ProvideXdgActivationToken": Method("s", "", lambda _: ()),
        }

    def _properties(self) -> dict[str, Property]:
        def always(type_: str, value: object) -> Property:
            return Property(type_, lambda: value)

        pictures = Property("a(iiay)", self._painted)
        return {
            "Category": always("s", "ApplicationStatus"),
            "Id": always("s", text(self._name) or "pystray"),
            "Title": Property("s", lambda: self._title),
            "Status": Property("s", self._status),
            "WindowId": always("i", 0),
            "IconThemePath": always("s", ""),
            "IconName": always("s", ""),
            "IconPixmap": pictures,
            "OverlayIconName": always("s", ""),
            "OverlayIconPixmap": always("a(iiay)", []),
            "AttentionIconName": always("s", ""),
            # GNOME shows nothing at all when attention is needed and this is empty;
            # at other times it would only make every answer twice as long.
            "AttentionIconPixmap": Property("a(iiay)", self._painted_for_attention),
            "AttentionMovieName": always("s", ""),
            "ToolTip": Property("(sa(iiay)ss)", lambda: ("", [], self._title, "")),
            "ItemIsMenu": Property("b", lambda: self._only_menu),
            # Always a real path: GNOME drops an item without one.
            "Menu": always("o", MENU_PATH),
        }

    def _clicked(self, _x: int, _y: int) -> Results:
        if not self._activate():
            # Hosts then open the menu.
            raise RefusedError(UNKNOWN_METHOD, "There is nothing to activate")
        return ()

    def _painted(self) -> list[Pixmap]:
        with self._lock:
            paint, stale, self._stale = self._paint, self._stale, False
        if stale and paint is not None:
            try:
                self._pixmaps = pixmaps(paint())
            except Exception:
                log.exception(
                    "the tray's picture could not be made; it stays as it was"
                )
        return self._pixmaps

    def _painted_for_attention(self) -> list[Pixmap]:
        return self._painted() if self._attention else []

    def _status(self) -> str:
        return "NeedsAttention" if self._attention else "Active"

    def _tell(
        self, name: str, signature: str | None = None, body: Results = ()
    ) -> None:
        address = DBusAddress(ITEM_PATH, interface=ITEM)
        self._emit(new_signal(address, name, signature, body))


_SIGNALS: Final = {
    "NewTitle": "",
    "NewIcon": "",
    "NewAttentionIcon": "",
    "NewOverlayIcon": "",
    "NewToolTip": "",
    "NewStatus": "s",
}
