"""The real program in the home of a person with a name that is not plain."""

import ctypes
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from ctypes import wintypes
from typing import Any

from movebreak.control.client import ask
from movebreak.control.messages import Request
from movebreak.errors import MovebreakError
from tests.app.program import Home, Program
from tests.waiting import eventually
from tests.windows import hands

assert sys.platform == "win32"

# Wine starts programs slowly, and a busy machine does it more slowly still.
SOON = 60.0

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_Visit = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
hands.user32.EnumWindows.argtypes = (_Visit, wintypes.LPARAM)
hands.user32.GetWindowThreadProcessId.argtypes = (
    wintypes.HWND,
    ctypes.POINTER(wintypes.DWORD),
)


class WindowsHome(Home):
    """All that Windows tells a program, but with the folders of somebody else."""

    def __init__(self) -> None:
        super().__init__()
        mine = self.path / "Jörg Müller" / "movebreak"
        self.settings = mine / "settings.toml"
        self.history = mine / "history.sqlite"
        folders = {"LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"}
        self.env = dict(os.environ) | dict.fromkeys(folders, str(mine.parent))
        self.runtime = mine / "run"
        # A browser that shows nothing.
        self.env |= {
            "MOVEBREAK_RUNTIME": str(self.runtime),
            "BROWSER": f'"{sys.executable}" -c pass %s',
        }

    def serves(self) -> bool:
        """Say whether a program answers, without starting one to ask it."""
        with suppress(MovebreakError):
            return bool(self.status())
        return False

    def status(self) -> dict[str, Any]:
        """Return the fields of `status --json`."""
        asked = Request("status", json=True)
        found = json.loads(ask(self.runtime / "control.sock", asked).out)
        assert isinstance(found, dict)
        return found

    def show(self, *words: str) -> Program:
        """Start `movebreak run` with these words, and its icon."""
        return self.begin([*self.movebreak, "run", *words])

    def begin(self, argv: Sequence[str] | str) -> Program:
        """Start this command line as the program, and wait until it serves."""
        program = self.launch(argv, wait=False)
        assert eventually(self.serves, SOON), program.aborted()
        return program


def windows_of(pid: int) -> list[int]:
    """Return the windows of a process that the system tells of the session's end."""
    found: list[int] = []

    def look(window: int, _: int) -> bool:
        owner = wintypes.DWORD()
        hands.user32.GetWindowThreadProcessId(window, ctypes.byref(owner))
        if owner.value == pid:
            found.append(window)
        return True

    hands.user32.EnumWindows(_Visit(look), 0)
    return found
