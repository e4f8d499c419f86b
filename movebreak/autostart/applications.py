"""Puts movebreak among a free desktop's applications: an entry, and its icon.

No installer of Python packages does that, so a person asks for it once; without it,
whoever has quit movebreak has only a terminal to start it again.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from movebreak.autostart import entries, files
from movebreak.autostart.entries import GROUP, NAME
from movebreak.core import login_words

ICONS: Final = {
    "scalable/apps/movebreak.svg": "movebreak.svg",
    # Some read no SVG; this is the size that every theme has to have.
    "48x48/apps/movebreak.png": "movebreak-48.png",
}

_ENTRY: Final = f"""\
{GROUP}
Type=Application
Name=movebreak
GenericName=Break Reminder
Comment={login_words.PURPOSE}
Exec={{}}
Icon=movebreak
Terminal=false
StartupNotify=false
Categories=Utility;
Keywords=break;exercise;health;move;pause;reminder;sitting;
"""


class MenuEntry:
    """An entry in the person's folder of applications; implements Autostart.

    `data` is the person's data folder, `icons` the one of our icon files, `command`
    what is to be started.
    """

    def __init__(self, data: Path, icons: Path, command: Sequence[str]) -> None:
        self._path = data / "applications" / NAME
        self._theme = data / "icons" / "hicolor"
        self._icons = icons
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Say whether the entry is there."""
        return files.is_there(self._path)

    def why(self) -> str:
        """Say what keeps it from starting movebreak; empty when nothing."""
        try:
            entry = entries.keys(self._path.read_text("utf-8", "replace"))
        except OSError:
            return ""
        flaw = entries.flaw(entry, self._command, "")
        if not flaw and not all(files.is_there(self._theme / each) for each in ICONS):
            flaw = "has lost its icon"
        return login_words.flawed(f"The entry {flaw}") if flaw else ""

    def turn_on(self) -> None:
        """Write the entry and its icon; an entry that works is left as it is.

        Raises MovebreakError when that cannot be written.
        """
        if self.is_on() and not self.why():
            return
        text = _ENTRY.format(entries.command_line(self._command))
        for place, name in ICONS.items():
            files.replace(self._theme / place, (self._icons / name).read_bytes())
        files.replace(self._path, text.encode())
        self._touch()

    def turn_off(self) -> None:
        """Remove both. Raises MovebreakError when that cannot be done."""
        files.remove(self._path)
        for place in ICONS:
            files.remove(self._theme / place)
        self._touch()

    def _touch(self) -> None:
        # Desktops look at its time to learn that there are other icons.
        with suppress(OSError):
            os.utime(self._theme)
