"""Real notification servers, and what they were asked to show."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.desktop.session import PATIENCE, Session
from tests.waiting import eventually

SERVICES: Final = Path("/usr/share/dbus-1/services")
NOTIFYD_SERVICE: Final = SERVICES / "org.xfce.xfce4-notifyd.Notifications.service"
BUS_NAME: Final = "org.freedesktop.Notifications"
DBUS: Final = "org.freedesktop.DBus"

# What dunst prints of each popup, and dbus-monitor of each call.
PRINTED: Final = re.compile(r"\tsummary: '(.*?)'\n\tbody: '(.*?)'\n\ticon: ", re.DOTALL)
CALLED: Final = re.compile(
    r'member=Notify\n   string "[^"]*"\n   uint32 \d+\n   string "[^"]*"\n'
    r'   string "(.*?)"\n   string "(.*?)"\n   array',
    re.DOTALL,
)


@dataclass(frozen=True)
class Popup:
    """A notification as the server took it."""

    title: str
    body: str


@dataclass(frozen=True)
class Server:
    """A running notification server."""

    session: Session
    process: subprocess.Popen[bytes]
    window_class: str
    tells: str
    form: re.Pattern[str]

    def popups(self) -> list[Popup]:
        """Return all that it was asked to show, oldest first."""
        said = self.session.said(self.tells)
        return [Popup(*found) for found in self.form.findall(said)]

    def windows(self) -> int:
        """Return how many of its windows can be seen."""
        found = self.session.ask(
            "xdotool", "search", "--onlyvisible", "--class", self.window_class
        )
        return len(found.stdout.split())


def start_dunst(session: Session) -> Server:
    """Start dunst, which prints what it shows."""
    process = session.start("dunst", "-print")
    _wait_for_name(session)
    return Server(session, process, "Dunst", "dunst", PRINTED)


def start_notifyd(session: Session) -> Server:
    """Start Xfce's server, with somebody who listens to what it is told."""
    session.start(
        "dbus-monitor", "--session", f"interface='{BUS_NAME}',member='Notify'"
    )
    assert eventually(lambda: "NameAcquired" in session.said("dbus-monitor"))
    process = session.start(notifyd())
    _wait_for_name(session)
    return Server(session, process, "notifyd", "dbus-monitor", CALLED)


SERVERS: Final[dict[str, Callable[[Session], Server]]] = {
    "dunst": start_dunst,
    "xfce4-notifyd": start_notifyd,
}


def notifyd() -> str:
    """Return where Xfce's notification server is, which is not on the PATH."""
    if not NOTIFYD_SERVICE.exists():
        return "xfce4-notifyd"
    found = re.search(r"^Exec=(\S+)", NOTIFYD_SERVICE.read_text(), re.MULTILINE)
    return found[1] if found else "xfce4-notifyd"


def _wait_for_name(session: Session) -> None:
    assert eventually(lambda: _is_owned(session), PATIENCE), "no notification server"


def _is_owned(session: Session) -> bool:
    asked = session.ask(
        *("dbus-send", "--session", "--print-reply", f"--dest={DBUS}"),
        *("/", f"{DBUS}.NameHasOwner", f"string:{BUS_NAME}"),
    )
    return "boolean true" in asked.stdout
