"""A screen with a real notification server, where a person would sit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from movebreak.core.events import Event
from movebreak.ports import Message, Reminder
from movebreak.surfaces.icon import icons_folder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier, Options
from movebreak.surfaces.notify.freedesktop_server import Look
from tests.desktop.conftest import need
from tests.desktop.parts import Screen, start_bus, start_screen, start_window_manager
from tests.desktop.servers import SERVERS, Server, notifyd
from tests.desktop.session import Session
from tests.waiting import eventually

SHOTS = Path(__file__).parents[2] / "desktop" / "shots"
DUNST, XFCE = "dunst", "xfce4-notifyd"
# What Xfce leaves free around its buttons, and how far below them it ends.
MARGIN, BELOW = 14, 31
BRIGHT = 250
# A menu that has dunst's own menu program pick an entry.
DUNSTRC = """\
[global]
    dmenu = {program}
    mouse_left_click = close_current
"""
PICK = """\
#!/bin/sh
exec grep -m1 -F "$(cat {wanted})"
"""


@dataclass
class Room:
    """A screen with a notification server, and a notifier that speaks to it."""

    session: Session
    screen: Screen
    server: Server
    notifier: FreedesktopNotifier
    posted: list[Event] = field(default_factory=list)

    def show(self, reminder: Reminder) -> None:
        """Show a reminder until its window is there."""
        self._see(lambda: self.notifier.show(reminder))

    def tell(self, news: Message) -> None:
        """Tell news until their window is there."""
        self._see(lambda: self.notifier.tell(news))

    def _see(self, act: Callable[[], None]) -> None:
        before = len(self.server.popups())
        act()
        assert eventually(lambda: len(self.server.popups()) > before)
        assert eventually(self.server.windows)
        assert eventually(self._painted)

    def _painted(self) -> bool:
        """Say whether the window has come out of the dark, with its words."""
        left, top, wide, high = self.window()
        picture = self.screen.picture((left, top, left + wide, top + high))
        return sum(picture.convert("L").histogram()[BRIGHT:]) > 0

    def window(self) -> tuple[int, int, int, int]:
        """Return where the window is: left, top, width, height."""
        found = self.session.ask(
            *("xdotool", "search", "--onlyvisible", "--class"),
            *(self.server.window_class, "getwindowgeometry", "--shell"),
        )
        told = dict(line.split("=") for line in found.stdout.split())
        left, top, wide, high = (int(told[k]) for k in ("X", "Y", "WIDTH", "HEIGHT"))
        return left, top, wide, high

    def click(self, x: int, y: int) -> None:
        """Click there with the left button, when the pointer has arrived."""
        done = self.session.ask(
            *("xdotool", "mousemove", "--sync", str(x), str(y)),
            *("sleep", "0.2", "click", "1"),
        )
        assert done.returncode == 0, done.stderr

    def click_button(self, place: int, among: int) -> None:
        """Click one of Xfce's buttons, which share the width."""
        left, top, wide, high = self.window()
        step = (wide - 2 * MARGIN) / among
        self.click(left + MARGIN + int((place + 0.5) * step), top + high - BELOW)

    def keep(self, name: str) -> None:
        """Keep a picture of the screen to look at."""
        SHOTS.mkdir(exist_ok=True)
        self.screen.picture().save(SHOTS / f"notify-{name}.png")


@contextmanager
def furnished(session: Session, name: str) -> Iterator[Room]:
    """Have a room with the server of this name."""
    need("Xvfb", "openbox", "xdotool", "dbus-daemon", "dbus-send", "dbus-monitor")
    need(notifyd() if name == XFCE else name)
    screen = start_screen(session)
    start_window_manager(session)
    start_bus(session)
    server = SERVERS[name](session)
    posted: list[Event] = []
    look = Look(icon=(icons_folder() / "movebreak-64.png").as_uri())
    with pytest.MonkeyPatch.context() as patch:
        address = session.env["DBUS_SESSION_BUS_ADDRESS"]
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with FreedesktopNotifier(posted.append, Options(look)) as notifier:
            yield Room(session, screen, server, notifier, posted)


def picking(session: Session) -> Path:
    """Have dunst's menu pick the entry that stands in the file returned."""
    wanted = session.home / "wanted"
    program = session.home / "pick"
    program.write_text(PICK.format(wanted=wanted))
    program.chmod(0o755)
    (session.folder("config/dunst") / "dunstrc").write_text(
        DUNSTRC.format(program=program)
    )
    return wanted


def restart(room: Room) -> Server:
    """Start the same server again."""
    name = DUNST if room.server.window_class == "Dunst" else XFCE
    return SERVERS[name](room.session)


def control(room: Room, *words: str) -> str:
    """Tell dunst what to do, by its own program."""
    done = room.session.ask("dunstctl", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
