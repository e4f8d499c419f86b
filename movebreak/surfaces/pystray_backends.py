"""pystray's own backends, each chosen by name and never by chance."""

import os
from typing import Any

from movebreak.errors import UnavailableError
from movebreak.surfaces.menu import Entry
from movebreak.surfaces.tray import Act, pystray_lines

NAME = "movebreak"
CHOICE = "PYSTRAY_BACKEND"


class X11Tray:
    """The old tray of X11, by pystray: an icon, and no menu."""

    main_loop = False

    def __init__(self) -> None:
        self._pystray = _plain_pystray()
        try:
            # Only now may X be asked for; pystray's own search would do it on import.
            from pystray import _xorg  # noqa: PLC0415
        except Exception as error:
            raise UnavailableError(f"no X11 tray: {error}") from error
        self._make = _xorg.Icon

    def icon(self) -> Any:  # noqa: ANN401 - pystray has no types
        """Make a pystray icon. Raises UnavailableError when there is no screen."""
        try:
            return self._make(NAME)
        except Exception as error:
            raise UnavailableError(f"no X11 screen: {error}") from error

    def lines(self, entries: tuple[Entry, ...], act: Act) -> Any:  # noqa: ANN401
        """Turn the menu into pystray's, which X11 cannot show."""
        return pystray_lines(self._pystray, entries, act)

    def shown(self, icon: Any) -> bool:  # noqa: ANN401
        """Say whether a tray has taken the icon in."""
        return icon._systray_manager is not None  # noqa: SLF001 - nothing public tells


class SystemTray:
    """The tray of Windows or macOS, by pystray."""

    main_loop = True

    def __init__(self) -> None:
        try:
            import pystray  # noqa: PLC0415
        except Exception as error:
            raise UnavailableError(f"no tray: {error}") from error
        self._pystray = pystray

    def icon(self) -> Any:  # noqa: ANN401
        """Make a pystray icon."""
        return self._pystray.Icon(NAME)

    def lines(self, entries: tuple[Entry, ...], act: Act) -> Any:  # noqa: ANN401
        """Turn the menu into pystray's."""
        return pystray_lines(self._pystray, entries, act)

    def shown(self, icon: Any) -> bool:  # noqa: ANN401
        """Say whether the icon is visible."""
        return bool(icon.visible)


def _plain_pystray() -> Any:  # noqa: ANN401
    """Import pystray without letting it look for a backend: that opens X or GTK."""
    before = os.environ.get(CHOICE)
    os.environ[CHOICE] = "dummy"
    try:
        import pystray  # noqa: PLC0415
    finally:
        if before is None:
            del os.environ[CHOICE]
        else:
            os.environ[CHOICE] = before
    return pystray
