"""Runs another program for a notification, and does not look away."""

import subprocess
import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from movebreak.errors import MovebreakError

MISSING_HELP: Final = (
    "install notify-send: libnotify-bin on Debian and Ubuntu, libnotify elsewhere"
)
FAILED_HELP: Final = (
    "see that the desktop shows notifications; a bare window manager needs a"
    " notification server such as dunst"
)
HUNG_HELP: Final = "restart the desktop's notification service, or log in anew"
SAID_MOST: Final = 200


class NotShownError(MovebreakError):
    """A notification could not be handed to the desktop."""


class Programs:
    """Stands in plyer's Linux module where it expects `subprocess`.

    plyer never looks at how a program ended and waits for it without end. Here a
    program has `patience`, and every failure raises NotShownError.
    """

    DEVNULL = subprocess.DEVNULL

    def __init__(self, patience: timedelta, replacements: dict[str, str]) -> None:
        self._patience = patience
        self._replacements = replacements
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def call(self, argv: Sequence[str]) -> int:
        """Run a program to its end; plyer's way to notify-send."""
        return self.run(self._mended(argv))

    def run(self, argv: Sequence[str], **_: object) -> int:
        """Run a program to its end; plyer's way to the Flatpak portal."""
        with self._started(argv) as child:
            try:
                said = child.communicate(timeout=self._patience.total_seconds())[1]
            except subprocess.TimeoutExpired:
                child.kill()
                raise NotShownError(
                    f"{argv[0]} did not end within"
                    f" {self._patience.total_seconds():g} seconds",
                    hint=HUNG_HELP,
                ) from None
        if child.returncode:
            raise NotShownError(
                f"{argv[0]} failed with code {child.returncode}{_quoted(said)}",
                hint=FAILED_HELP,
            )
        return 0

    def stop(self) -> None:
        """Kill the running program, and start none from now on."""
        with self._lock:
            self._stopped = True
            if self._child:
                self._child.kill()

    def _started(self, argv: Sequence[str]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise NotShownError("movebreak is stopping")
            try:
                self._child = subprocess.Popen(  # noqa: S603 plyer's list, no shell
                    argv,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                )
            except FileNotFoundError:
                raise NotShownError(
                    f"{argv[0]} is not installed", hint=MISSING_HELP
                ) from None
            except OSError as error:
                raise NotShownError(
                    f"{argv[0]} cannot be started: {error.strerror}", hint=MISSING_HELP
                ) from error
            return self._child

    def _mended(self, argv: Sequence[str]) -> list[str]:
        # plyer reads the picture and the time under names that its own facade never
        # passes on: its popups have no picture and stay for ever.
        mended = list(argv)
        for at, flag in enumerate(argv[:-1]):
            mended[at + 1] = self._replacements.get(flag, argv[at + 1])
        return mended


def _quoted(said: bytes) -> str:
    text = " ".join(said.decode(errors="replace").split())[:SAID_MOST]
    return f": {text}" if text else ""
