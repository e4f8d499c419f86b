"""The installed movebreak as a person meets it: started, asked, looked at."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from tests.desktop.parts import PANEL_HEIGHT, WIDTH, Screen
from tests.desktop.pictures import find, find_figure
from tests.desktop.session import Session
from tests.waiting import eventually

MOVEBREAK = (sys.executable, "-m", "movebreak")
PANEL = (0, 0, WIDTH, PANEL_HEIGHT)
MOST_DEALT = 5


class Program:
    """movebreak in a session; `start` it, then `ask` and `see`."""

    def __init__(self, session: Session, *command: str) -> None:
        self.session = session
        self.command = command or MOVEBREAK

    def start(self, *options: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start it, and return when it answers commands."""
        process = self.session.start(
            *self.command, "run", *options, variables=variables
        )
        assert eventually(lambda: self.code("status") == 0), self.said()
        return process

    def said(self) -> str:
        """Return what it printed."""
        return self.session.said(self.command[0])

    def ask(self, *words: str) -> str:
        """Give a command that must work, and return what it answers."""
        asked = self.session.ask(*self.command, *words)
        assert asked.returncode == 0, asked.stderr
        return asked.stdout.strip()

    def code(self, *words: str) -> int:
        """Give a command and return its exit code."""
        return self.session.ask(*self.command, *words).returncode

    def status(self) -> dict[str, Any]:
        """Return how things stand."""
        told: dict[str, Any] = json.loads(self.ask("status", "--json"))
        return told

    def state(self) -> str:
        """Return the name of the state."""
        return str(self.status()["state"])

    def part(self, name: str) -> tuple[bool, str]:
        """Return whether a part is well, and what `doctor` says of it."""
        told = json.loads(self.ask("doctor", "--json"))
        part = next(each for each in told["parts"] if each["part"] == name)
        return bool(part["well"]), str(part["says"])

    def log(self) -> str:
        """Return its log."""
        told = json.loads(self.ask("doctor", "--json"))
        return Path(told["log"]).read_text("utf-8")

    def settle(self, text: str) -> None:
        """Write the settings."""
        folder = self.session.folder("config/movebreak")
        (folder / "settings.toml").write_text(text, "utf-8")


def face_on(screen: Screen) -> str:
    """Return the face that the icon in the panel shows, empty when there is none."""
    return face_in(screen.picture(PANEL))


def face_in(picture: Image.Image) -> str:
    """Return the face that a picture of the panel shows, empty when there is none."""
    found = find(picture)
    return "" if found is None else found[1]


def shows(screen: Screen, face: str, within: float = 5) -> bool:
    """Say whether the icon comes to show a face of this name."""
    return eventually(lambda: face_on(screen).startswith(face), within)


def shows_the_drill(screen: Screen, program: Program) -> bool:
    """Say whether the reminder comes to show the figure of its drill.

    On a busy machine a reminder may have to go without: then another is dealt.
    """
    for _ in range(MOST_DEALT):
        drill = str(program.status()["drill"]["id"])
        if eventually(lambda: find_figure(screen.picture()), 3):
            return find_figure(screen.picture()) == drill
        program.ask("another")
    return False
