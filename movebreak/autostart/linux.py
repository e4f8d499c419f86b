"""Starts movebreak at login on every free desktop: one entry in a folder of theirs.

The format: the Desktop Application Autostart Specification, and the Desktop Entry one,
both at https://specifications.freedesktop.org
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from movebreak.errors import MovebreakError

NAME: Final = "movebreak.desktop"
GROUP: Final = "[Desktop Entry]"
# By which some desktops' own settings switch an entry off.
SWITCH: Final = "X-GNOME-Autostart-enabled"

_ENTRY: Final = f"""\
{GROUP}
Type=Application
Name=movebreak
Comment=Get up and move: a drill every 20 minutes
Exec={{}}
Icon={{}}
Terminal=false
{SWITCH}=true
"""
_HIDDEN: Final = f"{GROUP}\nType=Application\nName=movebreak\nHidden=true\n"
_PLAIN: Final = re.compile(r"[A-Za-z0-9_@+:,./-]+")
_RESERVED: Final = re.compile(r'(["`$\\])')
_FIRST: Final = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')


class XdgAutostart:
    """An entry in the person's autostart folder; implements Autostart.

    `systems` are the folders of all users, best first: what stands there can only be
    hidden. `command` is what is to be started, word by word.
    """

    def __init__(
        self, folder: Path, systems: Sequence[Path], command: Sequence[str], icon: str
    ) -> None:
        self._path = folder / NAME
        self._systems = [each / NAME for each in systems]
        self._command = tuple(command)
        self._icon = icon

    def is_on(self) -> bool:
        """Say whether movebreak starts at login."""
        entry = self._entry()
        return entry is not None and not _is_off(entry)

    def why(self) -> str:
        """Say what keeps it from starting although it is on; empty when nothing."""
        entry = self._entry()
        if entry is None or _is_off(entry):
            return ""
        program = _program(entry.get("Exec", ""))
        if program and shutil.which(program) is not None:
            return ""
        named = program or "nothing"
        return (
            f"The entry starts {named}, which is not there any more. "
            "Switch it on again to mend that."
        )

    def turn_on(self) -> None:
        """Have movebreak started at login; an entry that works is left as it is.

        Raises MovebreakError when that cannot be written.
        """
        if not self.is_on() or self.why():
            _refuse_unseen(self._icon)
            exec_line = " ".join(quoted(each) for each in self._command)
            self._write(_ENTRY.format(exec_line, _value(self._icon)))

    def turn_off(self) -> None:
        """Have it started no more. Raises MovebreakError when it cannot be written."""
        if any(each.exists() for each in self._systems):
            self._write(_HIDDEN)
            return
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise self._trouble(error) from error

    def _entry(self) -> dict[str, str] | None:
        """Return what the first entry says; None when there is none."""
        for path in (self._path, *self._systems):
            try:
                return _keys(path.read_text("utf-8", "replace"))
            except OSError:
                continue
        return None

    def _write(self, text: str) -> None:
        new = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.write_text(text, "utf-8")
            # A desktop that looks meanwhile finds the old entry, or the new one.
            new.replace(self._path)
        except OSError as error:
            raise self._trouble(error) from error

    def _trouble(self, error: OSError) -> MovebreakError:
        return MovebreakError(
            f"{self._path} cannot be changed ({error.strerror})",
            hint="check who may use that folder, or use your desktop's own settings",
        )


def quoted(word: str) -> str:
    """Return one word of a command as an entry has it.

    Raises MovebreakError for what no entry can hold.
    """
    _refuse_unseen(word)
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    inner = _RESERVED.sub(r"\\\1", word)
    return _value(f'"{inner}"')


def _refuse_unseen(word: str) -> None:
    """Raise MovebreakError for a name that would end its line, or be no text."""
    if not word.isprintable():
        named = "".join(each if each.isprintable() else "?" for each in word)
        raise MovebreakError(
            f"An entry for the login cannot name {named}: it has characters that "
            "nobody can see",
            hint="install movebreak in a folder without them",
        )


def _value(text: str) -> str:
    return text.replace("\\", "\\\\")


def _program(command: str) -> str:
    """Return the first word of a command, as it is in the file system."""
    found = _FIRST.match(command.replace("\\\\", "\\").strip())
    if found is None:
        return ""
    word = found[2] if found[1] is None else re.sub(r"\\(.)", r"\1", found[1])
    return str(word).replace("%%", "%")


def _is_off(entry: dict[str, str]) -> bool:
    return entry.get("Hidden") == "true" or entry.get(SWITCH) == "false"


def _keys(text: str) -> dict[str, str]:
    _, _, group = text.partition(GROUP)
    lines = re.split(r"^\[", group, maxsplit=1, flags=re.MULTILINE)[0].splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}
