"""What a free desktop has for starting programs, in the folders of one person."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from movebreak.autostart.applications import MenuEntry
from movebreak.autostart.linux import XdgAutostart
from movebreak.autostart.systemd import SESSION, SystemdAutostart
from movebreak.autostart.ways import OneWay
from movebreak.native import systemd


class FreeDesktop:
    """Makes what starts `command`, in the folders that the environment names."""

    def __init__(
        self, environ: Mapping[str, str], command: Sequence[str], icons: Path
    ) -> None:
        self._environ = environ
        self._command = tuple(command)
        self._icons = icons

    def entry(self) -> MenuEntry:
        """Return the place among the applications."""
        data = self._folder("XDG_DATA_HOME", ".local/share")
        return MenuEntry(data, self._icons, self._command)

    def autostart(self, *, by_systemd: bool = False) -> OneWay:
        """Return what starts it at login."""
        config = self._folder("XDG_CONFIG_HOME", ".config")
        systems = self._environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        folders = (config, *map(Path, filter(None, systems.split(os.pathsep))))
        entry = XdgAutostart(
            [each / "autostart" for each in folders],
            self._command,
            str(self._icons / "movebreak.svg"),
            self._environ.get("XDG_CURRENT_DESKTOP", ""),
        )
        unit = SystemdAutostart(
            config / "systemd" / "user",
            self._command,
            systemd.reload,
            self._has_session,
        )
        return OneWay((entry, unit), self.entry(), unit if by_systemd else None)

    def _folder(self, name: str, usual: str) -> Path:
        return Path(self._environ.get(name) or Path.home() / usual)

    def _has_session(self) -> bool | None:
        # Asked from outside of a desktop, say by ssh, there is none to find.
        if not (self._environ.get("DISPLAY") or self._environ.get("WAYLAND_DISPLAY")):
            return None
        return systemd.is_active(SESSION)
