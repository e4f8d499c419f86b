"""pystray's icons for each kind of tray, chosen by name and never by chance."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from movebreak.core.events import PersonSeen
from movebreak.errors import UnavailableError
from movebreak.surfaces import linux_tray
from movebreak.surfaces.icon import Icons
from movebreak.surfaces.menu import Command, Entry
from movebreak.surfaces.tray import Act, Dress, pystray_items

NAME = "movebreak"
ICON_SIZE = 64


class StatusNotifierTray:
    """The tray of nearly every Linux desktop, by our own backend over D-Bus.

    `over` says, when the bus is lost, whether the whole session is; `changed` is
    called when a tray took the icon in, or went.
    """

    main_loop = True
    instant = True
    changed: Callable[[], None] | None = None

    def __init__(self, icons: Icons, act: Act, over: Callable[[], bool]) -> None:
        try:
            from movebreak.surfaces import statusnotifier  # noqa: PLC0415
        except ImportError as error:
            raise UnavailableError(f"no tray over D-Bus: {error}") from error
        self._pystray = statusnotifier
        self._icons = icons
        self._act = act
        self._over = over
        self._face, self._lines = "", 0

    def icon(self) -> Any:  # noqa: ANN401 - pystray has no types
        """Make an icon. Raises UnavailableError when no session bus can be reached."""
        if not self._pystray.available():
            raise UnavailableError("no session bus can be reached")
        icon = self._pystray.Icon(NAME, title=NAME)
        self._face, self._lines = "", 0
        icon.on_lost = self._lost
        icon.on_change = self._on_change
        icon.on_open = self._on_open
        return icon

    def put_on(self, icon: Any, dress: Dress) -> None:  # noqa: ANN401
        """Show this face, tooltip and menu; the menu's texts are made as it opens."""
        if dress.face != self._face:
            self._face = dress.face
            icon.icon = partial(self._icons.pixels, dress.face)
        shown = (icon.title, icon.attention, self._lines)
        if (dress.title, dress.due, dress.lines) == shown:
            # Only the ring has moved on: hosts need not read all the rest again.
            return
        self._lines = dress.lines
        icon.title = dress.title
        icon.attention = dress.due

        def items() -> tuple[Any, ...]:
            return tuple(pystray_items(self._pystray, dress.entries(), self._act))

        icon.menu = items

    def shown(self, icon: Any) -> bool:  # noqa: ANN401
        """Say whether a tray has taken the icon in."""
        return bool(icon.registered)

    def why_unseen(self) -> str:
        """Say why no tray shows the icon, and what helps; "" when one should."""
        return linux_tray.why_unseen(self._pystray.watcher())

    def _on_change(self) -> None:
        if self.changed is not None:
            self.changed()

    def _on_open(self) -> None:
        self._act(PersonSeen())

    def _lost(self) -> bool:
        over = self._over()
        if over:
            self._act(Command.QUIT)
        return over


class X11Tray:
    """The old tray of X11, by pystray: an icon without a menu."""

    main_loop = False
    instant = False

    def __init__(self, icons: Icons, act: Act) -> None:
        try:
            # Only now may X be asked for; pystray's own search would do it on import.
            from movebreak.surfaces import x11_icon  # noqa: PLC0415
        except Exception as error:
            raise UnavailableError(f"no X11 tray: {error}") from error
        self._x11 = x11_icon
        self._icons = icons
        self._act = act

    def icon(self) -> Any:  # noqa: ANN401
        """Make a pystray icon. Raises UnavailableError when there is no screen."""
        try:
            return self._x11.X11Icon(NAME)
        except Exception as error:
            raise UnavailableError(f"no X11 screen: {error}") from error

    def put_on(self, icon: Any, dress: Dress) -> None:  # noqa: ANN401
        """Show this face and tooltip; a click does the default, or tells the status."""
        icon.title = dress.title
        icon.icon = self._icons.image(dress.face, ICON_SIZE)
        default = (entry for entry in dress.entries() if entry.default)
        click = next(default, Entry("Status", Command.STATUS, default=True))
        icon.menu = self._x11.Menu(*pystray_items(self._x11, (click,), self._act))

    def shown(self, icon: Any) -> bool:  # noqa: ANN401
        """Say whether a tray has taken the icon in."""
        return icon._systray_manager is not None  # noqa: SLF001 - nothing public tells


class MenuBarTray:
    """The menu bar of macOS, by pystray; a click always opens the menu."""

    main_loop = True
    # It only hands over to the main thread.
    instant = True

    def __init__(self, icons: Icons, act: Act) -> None:
        try:
            from movebreak.surfaces import menu_bar  # noqa: PLC0415
        except Exception as error:
            raise UnavailableError(f"no menu bar: {error}") from error
        self._menu_bar = menu_bar
        self._icons = icons
        self._act = act

    def icon(self) -> Any:  # noqa: ANN401
        """Make a pystray icon."""
        icon = self._menu_bar.MenuBarIcon(NAME)
        icon.on_open = partial(self._act, PersonSeen())
        return icon

    def put_on(self, icon: Any, dress: Dress) -> None:  # noqa: ANN401
        """Show this face, tooltip and menu; the menu's texts are made as it opens."""
        icon.title = dress.title
        icon.icon = self._icons.image(dress.face, 2 * self._menu_bar.SIDE)

        def items() -> tuple[Any, ...]:
            # Bold would say that a click on the icon did the same.
            plain = tuple(replace(each, default=False) for each in dress.entries())
            return tuple(pystray_items(self._menu_bar, plain, self._act))

        icon.entries = items

    def shown(self, icon: Any) -> bool:  # noqa: ANN401
        """Say whether the icon is visible."""
        return bool(icon.visible)
