"""Starts movebreak at login on every free desktop: one entry in a folder of theirs.

The format: the Desktop Application Autostart Specification, at
https://specifications.freedesktop.org
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from movebreak.autostart import entries, files
from movebreak.autostart.entries import GROUP, NAME
from movebreak.core import login_words

# By which some desktops' own settings switch an entry off.
SWITCH: Final = "X-GNOME-Autostart-enabled"

_ENTRY: Final = f"""\
{GROUP}
Type=Application
Name=movebreak
Comment={login_words.PURPOSE}
Exec={{}}
Icon={{}}
Terminal=false
{SWITCH}=true
"""
_HIDDEN: Final = f"{GROUP}\nType=Application\nName=movebreak\nHidden=true\n"


class XdgAutostart:
    """An entry in the person's autostart folder; implements Autostart.

    `folders` are the person's own and those of all users, best first: what stands in
    the latter can only be hidden. `command` is what is to be started, word by word.
    """

    def __init__(
        self, folders: Sequence[Path], command: Sequence[str], icon: str, desktop: str
    ) -> None:
        self._path, *self._systems = (each / NAME for each in folders)
        self._command = tuple(command)
        self._icon = icon
        self._desktop = desktop

    def is_on(self) -> bool:
        """Say whether movebreak starts at login."""
        entry = self._entry()
        return entry is not None and not _is_off(entry)

    def why(self) -> str:
        """Say what keeps it from starting although it is on; empty when nothing."""
        entry = self._entry()
        if entry is None or _is_off(entry):
            return ""
        flaw = entries.flaw(entry, self._command, self._desktop)
        return login_words.flawed(f"The entry {flaw}") if flaw else ""

    def turn_on(self) -> None:
        """Have movebreak started at login; an entry that works is left as it is.

        Raises MovebreakError when that cannot be written.
        """
        if self.is_on() and not self.why():
            return
        entries.refuse_unseen(self._icon)
        command = entries.command_line(self._command)
        text = _ENTRY.format(command, entries.value(self._icon))
        files.replace(self._path, text.encode())

    def turn_off(self) -> None:
        """Have it started no more. Raises MovebreakError when it cannot be written."""
        if any(map(files.is_there, self._systems)):
            files.replace(self._path, _HIDDEN.encode())
        else:
            files.remove(self._path)

    def _entry(self) -> dict[str, str] | None:
        """Return what the first entry says; None when there is none."""
        for path in (self._path, *self._systems):
            try:
                return entries.keys(path.read_text("utf-8", "replace"))
            except OSError:
                continue
        return None


def _is_off(entry: dict[str, str]) -> bool:
    return entry.get("Hidden") == "true" or entry.get(SWITCH) == "false"
