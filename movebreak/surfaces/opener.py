"""Opens a file with what the desktop has for it."""

import logging
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

log = logging.getLogger(__name__)


class FileOpener:
    """Hands a file to the desktop's program, such as `xdg-open`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)

    def open(self, path: Path) -> bool:
        """Open the file; say whether a program could be started."""
        if not self._command:
            return False
        # Only who opens a file needs it, and that is seldom.
        import subprocess  # noqa: PLC0415

        try:
            child = subprocess.Popen(  # noqa: S603 - our own words and path, no shell
                [*self._command, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            log.warning("%s could not be started", self._command[0], exc_info=True)
            return False
        # The editor is the person's and outlives us; while we live, it is reaped.
        Thread(target=child.wait, name="opener", daemon=True).start()
        return True
