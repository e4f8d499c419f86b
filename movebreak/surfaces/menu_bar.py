"""pystray's icon for the menu bar of macOS, kept to the main thread.

From any other thread macOS ends a program that touches its status item.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import AppKit
import Foundation
from PyObjCTools import AppHelper
from pystray import Menu, MenuItem, _darwin

__all__ = ["SIDE", "Menu", "MenuBarIcon", "MenuItem"]

# Points; on most screens each is two pixels wide.
SIDE: Final = 18


class MenuBarIcon(_darwin.Icon):  # type: ignore[misc] # pystray has no types
    """An icon that macOS tints, and a menu that is made as it opens.

    `entries` makes its items, `on_open` is called before. A menu that were made anew
    while it is open would take a click on an entry for one on another.
    """

    entries: Callable[[], tuple[Any, ...]] = tuple
    on_open: Callable[[], None] | None = None

    def __init__(self, name: str) -> None:
        super().__init__(name)
        # Started by a bare Python, it would have a place in the Dock.
        self._app.setActivationPolicy_(AppKit.NSApplicationActivationPolicyAccessory)
        self._opening = MenuDelegate.alloc().init()
        self._opening.icon = self
        nsmenu = AppKit.NSMenu.alloc().initWithTitle_(name)
        nsmenu.setAutoenablesItems_(False)
        nsmenu.setDelegate_(self._opening)
        self._status_item.setMenu_(nsmenu)

    def fill(self, nsmenu: Any) -> None:  # noqa: ANN401
        """Make the items of the menu, which is about to open."""
        if self.on_open is not None:
            self.on_open()
        callbacks: list[Any] = []
        nsmenu.removeAllItems()
        for item in self.entries():
            nsmenu.addItem_(self._create_menu_item(item, callbacks))
            callbacks.append(self._handler(item))
        self._menu_handle = (nsmenu, callbacks)

    def _show(self) -> None:
        AppHelper.callAfter(super()._show)

    def _hide(self) -> None:
        AppHelper.callAfter(super()._hide)

    def _update_icon(self) -> None:
        self._icon_valid = True
        AppHelper.callAfter(self._assert_image)

    def _update_title(self) -> None:
        AppHelper.callAfter(super()._update_title)

    def _update_menu(self) -> None:
        """Do nothing: the menu is made as it opens."""

    def _stop(self) -> None:
        AppHelper.callAfter(super()._stop)

    def _run(self) -> None:
        # pystray's own would end the program at once on Ctrl+C.
        self._mark_ready()
        try:
            self._app.run()
        finally:
            self._status_bar.removeStatusItem_(self._status_item)

    def _assert_image(self) -> None:
        """Show the picture as a template, which macOS draws in the bar's colour."""
        file = BytesIO()
        self._icon.save(file, "png")
        content = file.getvalue()
        data = Foundation.NSData.dataWithBytes_length_(content, len(content))
        image = AppKit.NSImage.alloc().initWithData_(data)
        image.setSize_((SIDE, SIDE))
        image.setTemplate_(True)
        self._icon_image = image
        self._status_item.button().setImage_(image)


class MenuDelegate(Foundation.NSObject):  # type: ignore[misc] # no types
    """Hears that the menu is about to open."""

    icon: MenuBarIcon

    def menuNeedsUpdate_(self, nsmenu: Any) -> None:  # noqa: ANN401, N802
        """Make its items; the name is Apple's."""
        self.icon.fill(nsmenu)
