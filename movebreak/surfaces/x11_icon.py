"""pystray's icon for the old tray of X11, mended: its colours, its patience."""

from collections import Counter
from contextlib import suppress
from typing import Any

from PIL import Image
from Xlib import X, ext
from Xlib.error import XError

from movebreak.surfaces.statusnotifier import Menu, MenuItem

# A tray icon uses none of X's extensions, and each would stay loaded.
ext.__extensions__ = []

# Now that pystray is there without having looked for a backend, X may be asked for.
from pystray import _xorg  # noqa: E402

__all__ = ["Menu", "MenuItem", "X11Icon"]

BLACK = (0, 0, 0)
ALL_PLANES = 0xFFFFFFFF


class X11Icon(_xorg.Icon):  # type: ignore[misc] # pystray has no types
    """Waits for a tray without complaint, and takes the colour around it as ground.

    This tray mixes no colours itself: what is clear in the picture would be black.
    """

    _icon_data: Any
    _systray_manager: Any

    def __init__(self, name: str) -> None:
        super().__init__(name)
        # A tray that starts, or starts anew, tells the root window.
        self._manager = self._display.intern_atom("MANAGER")
        self._own_message = self._message_handlers[X.ClientMessage]
        self._message_handlers[X.ClientMessage] = self._on_message
        root = self._display.screen().root
        root.change_attributes(event_mask=X.StructureNotifyMask)
        # Without this mask no click ever arrives.
        self._window.change_attributes(
            event_mask=X.ExposureMask | X.StructureNotifyMask | X.ButtonPressMask
        )

    def __del__(self) -> None:
        # pystray's own speaks, loudly, to a screen that is gone or was never there.
        with suppress(Exception):
            super().__del__()

    def _on_message(self, event: Any) -> None:  # noqa: ANN401
        if event.client_type != self._manager:
            self._own_message(event)
        elif self.visible:
            self._systray_manager = None
            self._update_icon()

    def _on_button_press(self, _: Any) -> None:  # noqa: ANN401
        # There is no menu for the other buttons to open.
        self()

    def _show(self) -> None:
        self._dock()

    def _update_icon(self) -> None:
        self._icon_data = None
        if self._dock():
            self._draw()
            self._icon_valid = True

    def _on_destroy_notify(self, event: Any) -> None:  # noqa: ANN401
        gone = self._systray_manager
        if gone is not None and event.window.id == gone.id:
            self._systray_manager = None
            self._dock()

    def _dock(self) -> bool:
        """Ask the tray, if there is one, to take the icon in."""
        if self._systray_manager is None:
            self._dock_window()
        return self._systray_manager is not None

    def _on_expose(self, event: Any) -> None:  # noqa: ANN401
        # The panel may have moved the icon, or changed its own colour.
        self._icon_data = None
        super()._on_expose(event)

    def _assert_icon_data(self, width: int, height: int) -> None:
        size = (width, height)
        if self._icon_data and self._icon_data.size == size:
            return
        picture = self._icon.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
        try:
            around = self._colour_around(size)
        except XError:
            around = BLACK  # the window went away meanwhile; nobody will see it
        mixed = Image.new("RGBA", size, around)
        mixed.alpha_composite(picture)
        self._icon_data = mixed.convert("RGB")
        # Xlib reads pictures by a name that Pillow gave up.
        self._icon_data.tostring = self._icon_data.tobytes

    def _colour_around(self, size: tuple[int, int]) -> tuple[int, ...]:
        """Return the colour most seen beside the corners; a neighbour has one too."""
        root = self._display.screen().root
        place = root.translate_coords(self._window, 0, 0)
        width, height = size
        sides = (place.x - 1, place.x + width)
        ends = (place.y, place.y + height - 1)
        seen = Counter(self._colour_at(root, x, y) for x in sides for y in ends)
        del seen[None]
        return max(seen, key=lambda each: seen[each], default=None) or BLACK

    def _colour_at(self, root: Any, x: int, y: int) -> tuple[int, ...] | None:  # noqa: ANN401
        shown = root.get_geometry()
        if not (0 <= x < shown.width and 0 <= y < shown.height):
            return None
        dot = root.get_image(x, y, 1, 1, X.ZPixmap, ALL_PLANES)
        # Screens of fewer colours are drawn as pystray does.
        if dot.depth not in {24, 32}:
            return None
        blue, green, red = dot.data[:3]
        return red, green, blue
