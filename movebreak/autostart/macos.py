"""Starts movebreak at login on macOS: an agent that launchd reads in a folder.

The format: launchd.plist(5).
"""

import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from movebreak.autostart import commands, files
from movebreak.core import login_words

LABEL: Final = "org.movebreak.movebreak"
NAME: Final = f"{LABEL}.plist"


class LaunchAgent:
    """An agent in the person's own folder; implements Autostart.

    It is read at the next login: to have it loaded now would start a second movebreak.
    """

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._path = folder / NAME
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Say whether movebreak starts at login."""
        if not self._path.exists():
            return False
        agent = self._agent()
        return agent is None or not agent.get("Disabled", False)

    def why(self) -> str:
        """Say what keeps it from starting although it is on; empty when nothing."""
        flaw = self._flaw() if self.is_on() else ""
        return login_words.flawed(f"The agent {flaw}") if flaw else ""

    def turn_on(self) -> None:
        """Have movebreak started at login; an agent that works is left as it is.

        Raises MovebreakError when that cannot be written.
        """
        if self.is_on() and not self._flaw():
            return
        agent = {
            "Label": LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            # With a desktop, and not at each ssh. Whoever quits it wants it to end:
            # so there is no KeepAlive.
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
        files.replace(self._path, plistlib.dumps(agent))

    def turn_off(self) -> None:
        """Have it started no more. Raises MovebreakError when it cannot be removed."""
        files.remove(self._path)

    def _agent(self) -> dict[str, Any] | None:
        """Return what the file says; None when launchd cannot read it either."""
        try:
            found: Any = plistlib.loads(self._path.read_bytes())
        except Exception:  # noqa: BLE001 - each kind of damage raises its own
            return None
        return found if isinstance(found, dict) else None

    def _flaw(self) -> str:
        agent = self._agent()
        if agent is None:
            return "cannot be read"
        if agent.get("Label") != LABEL:
            return "has the name of another one"
        if agent.get("RunAtLoad") is not True:
            return "is not started at login"
        words = agent.get("ProgramArguments")
        known = words if isinstance(words, list) else []
        return commands.flaw([str(each) for each in known], self._command)
