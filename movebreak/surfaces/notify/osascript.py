"""Shows a notification on macOS by a script of the system's, which knows no buttons."""

from datetime import timedelta
from typing import Final

from movebreak.surfaces.notify.programs import NotShownError, Programs

PROGRAM: Final = "osascript"
# The words come as arguments: pasted into the script, they could be a part of it.
SCRIPT: Final = (
    *("-e", "on run argv"),
    *("-e", "display notification (item 2 of argv) with title (item 1 of argv)"),
    *("-e", "end run"),
)
HELP: Final = "look for Script Editor in System Settings, Notifications"


class ScriptCalls:
    """Shows one notification at a time; implements Calls."""

    def __init__(self, patience: timedelta) -> None:
        self._programs = Programs(patience, {})

    def notify(self, title: str, body: str) -> None:
        """Show a notification; blocks. Raise NotShownError when that fails."""
        try:
            self._programs.run((PROGRAM, *SCRIPT, title, body))
        except NotShownError as error:
            raise NotShownError(error.message, hint=HELP) from error

    def stop(self) -> None:
        """End what runs; called from another thread."""
        self._programs.stop()
