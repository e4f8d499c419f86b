"""Starts movebreak with the desktop by a unit of the person's own systemd.

Only where somebody asks for it: not every desktop tells systemd that it has begun.
"""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from movebreak.autostart import commands, entries, files
from movebreak.core import login_words

UNIT: Final = "movebreak.service"
SESSION: Final = "graphical-session.target"

_UNIT: Final = f"""\
[Unit]
Description=movebreak: {login_words.PURPOSE[:1].lower()}{login_words.PURPOSE[1:]}
PartOf={SESSION}
After={SESSION}

[Service]
ExecStart={{}}
Restart=on-failure
RestartSec=10

[Install]
WantedBy={SESSION}
"""
_WORD: Final = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'|(\S+)")
# They change how a program is started, and are no part of its name.
_PREFIXES: Final = "-@:+!"


class SystemdAutostart:
    """A unit in the folder of the person's units; implements Autostart.

    `reload` has a systemd that runs read them anew. `has_session` says whether this
    desktop has told systemd that it runs; None where there is none to tell.
    """

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        reload: Callable[[], object],
        has_session: Callable[[], bool | None],
    ) -> None:
        self._path = folder / UNIT
        self._folder = folder
        self._command = tuple(command)
        self._reload = reload
        self._has_session = has_session

    def is_on(self) -> bool:
        """Say whether something wants the unit."""
        return bool(self._links())

    def why(self) -> str:
        """Say what keeps it from starting although it is on; empty when nothing."""
        if not self.is_on():
            return ""
        flaw = self._flaw()
        if flaw:
            return login_words.flawed(f"The unit {flaw}")
        return login_words.NO_SESSION if self._has_session() is False else ""

    def turn_on(self) -> None:
        """Write the unit and have it wanted; one that works is left as it is.

        Raises MovebreakError when that cannot be written.
        """
        if self.is_on() and not self._flaw():
            return
        text = _UNIT.format(command_line(self._command))
        files.replace(self._path, text.encode())
        files.link(self._folder / f"{SESSION}.wants" / UNIT, f"../{UNIT}")
        self._reload()

    def turn_off(self) -> None:
        """Remove both. Raises MovebreakError when that cannot be done."""
        links = self._links()
        for each in (*links, self._path):
            files.remove(each)
        if links:
            self._reload()

    def _links(self) -> list[Path]:
        try:
            wanted = [each / UNIT for each in self._folder.glob("*.wants")]
        except OSError:
            # Nobody may look: to turn it on tells why.
            return []
        # One whose unit was removed leads nowhere, and counts.
        return [each for each in wanted if os.path.lexists(each)]

    def _flaw(self) -> str:
        try:
            text = self._path.read_text("utf-8", "replace")
        except OSError:
            return "is not there any more"
        lines = re.findall(r"(?m)^\s*ExecStart\s*=(.*)$", text)
        return commands.flaw(words(lines[-1]) if lines else (), self._command)


def command_line(command: Sequence[str]) -> str:
    """Return a command as a unit has it.

    Raises MovebreakError for what no unit can hold.
    """
    program, *others = map(_quoted, command)
    # In the name of the program systemd puts no variables in.
    return " ".join([program, *(each.replace("$", "$$") for each in others)])


def words(line: str) -> tuple[str, ...]:
    """Return the words of a command as a unit has it."""
    found = [
        re.sub(r"\\(.)", r"\1", "".join(each)).replace("%%", "%")
        for each in _WORD.findall(line.strip().lstrip(_PREFIXES))
    ]
    return *found[:1], *(each.replace("$$", "$") for each in found[1:])


def _quoted(word: str) -> str:
    entries.refuse_unseen(word)
    inner = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"{}"'.format(inner.replace("%", "%%"))
