"""A virtual X11 screen on which nothing is: no panel, no window manager."""

import subprocess
from contextlib import suppress
from shutil import which
from typing import Self

from tests.app.needs import missing


class Screen:
    """Runs Xvfb while the block lasts."""

    def __init__(self) -> None:
        server = which("Xvfb")
        if server is None:
            missing("Xvfb", "xvfb")
        self._server = subprocess.Popen(
            # Without -noreset it starts anew when pystray's first try hangs up.
            [str(server), "-displayfd", "1", "-noreset", "-screen", "0", "640x480x24"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._server.stdout is not None
        self.display = f":{self._server.stdout.readline().strip()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Switch the screen off, as the end of a session does."""
        with self._server, suppress(ProcessLookupError):
            self._server.terminate()
