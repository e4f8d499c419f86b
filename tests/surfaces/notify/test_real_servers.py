"""dunst and Xfce's server on a virtual screen, answered as a person answers them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Done,
    Event,
    ShowSteps,
    Snooze,
)
from movebreak.ports import Capability, Message, Reminder
from movebreak.surfaces.icon import icons_folder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier, Options
from movebreak.surfaces.notify.freedesktop_server import Look
from tests.desktop.conftest import need
from tests.desktop.parts import Screen, start_bus, start_screen, start_window_manager
from tests.desktop.servers import SERVERS, Server, notifyd
from tests.desktop.session import Session, end
from tests.surfaces.notify.stage import by_name
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SHOTS = Path(__file__).parents[2] / "desktop" / "shots"
DUNST, XFCE = "dunst", "xfce4-notifyd"
SQUATS = Reminder(7, "Ten slow squats", "Feet apart, sit back & up. <About> 30 s.")
JACKS = Reminder(8, "Jumping jacks", "Thirty of them. About 30 seconds.")
NEWS = Message("Your day", "6 of 8 breaks done")
ANSWERS: list[Event] = [Done(7), Snooze(break_id=7), Another(7), ShowSteps()]
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
        before = len(self.server.popups())
        self.notifier.show(reminder)
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

    def keep(self, name: str) -> None:
        """Keep a picture of the screen to look at."""
        SHOTS.mkdir(exist_ok=True)
        self.screen.picture().save(SHOTS / f"notify-{name}.png")


@pytest.fixture
def session() -> Iterator[Session]:
    """Have a home for the servers."""
    with Session() as session:
        yield session


@pytest.fixture
def room(
    request: pytest.FixtureRequest, session: Session, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    """Have the server that the test names."""
    name = str(request.param)
    need("Xvfb", "openbox", "xdotool", "dbus-daemon", "dbus-send", "dbus-monitor")
    need(notifyd() if name == XFCE else name)
    screen = start_screen(session)
    start_window_manager(session)
    start_bus(session)
    server = SERVERS[name](session)
    monkeypatch.setenv(
        "DBUS_SESSION_BUS_ADDRESS", session.env["DBUS_SESSION_BUS_ADDRESS"]
    )
    posted: list[Event] = []
    look = Look(icon=(icons_folder() / "movebreak-64.png").as_uri())
    with FreedesktopNotifier(posted.append, Options(look)) as notifier:
        yield Room(session, screen, server, notifier, posted)


@pytest.mark.parametrize("room", [XFCE], indirect=True)
@pytest.mark.parametrize("place", range(len(ANSWERS)))
def test_a_click_on_a_button(room: Room, place: int) -> None:
    """On Xfce each button is there, does what it says, and the popup goes."""
    assert Capability.BUTTONS in room.notifier.can
    room.show(SQUATS)
    room.keep(f"xfce-{place}")
    left, top, wide, high = room.window()
    step = (wide - 2 * MARGIN) / len(ANSWERS)

    room.click(left + MARGIN + int((place + 0.5) * step), top + high - BELOW)

    assert eventually(lambda: room.posted == [ANSWERS[place]])
    assert eventually(lambda: room.server.windows() == 0)
    assert room.posted == [ANSWERS[place]]


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_a_click_that_closes(room: Room) -> None:
    """Both close on a click on the words, which answers nothing."""
    room.show(SQUATS)
    left, top, _, _ = room.window()

    room.click(left + 120, top + 35)

    assert eventually(lambda: room.posted == [Closed(7, Closing.DISMISSED)])
    assert eventually(lambda: room.server.windows() == 0)


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_reminder_and_news_on_one_screen(room: Room) -> None:
    """They do not replace each other, and a new reminder replaces the old one."""
    room.show(SQUATS)
    room.notifier.tell(NEWS)
    room.show(JACKS)
    assert eventually(lambda: len(room.server.popups()) == 3)
    words = [each.body for each in room.server.popups()]
    assert words[0] == "Feet apart, sit back &amp; up. &lt;About&gt; 30 s."
    room.keep(f"both-{room.server.window_class}")
    room.notifier.withdraw()
    room.notifier.tell(Message("Your week", "30 of 40 breaks done"))

    assert eventually(lambda: len(room.server.popups()) == 4)
    assert eventually(lambda: room.server.windows() == 1)
    room.keep(f"news-{room.server.window_class}")
    assert room.posted == []


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_killed_and_started_again(room: Room) -> None:
    """The reminder comes back with the server, without being asked for."""
    room.show(SQUATS)
    end(room.server.process, by_name("SIGKILL"))
    assert eventually(lambda: not room.notifier.report().well)

    again = restart(room)

    assert eventually(lambda: [p.title for p in again.popups()][-1:] == [SQUATS.title])
    assert eventually(again.windows)
    assert room.notifier.report().well
    room.notifier.withdraw()
    assert eventually(lambda: again.windows() == 0)


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_the_end_leaves_an_empty_screen(room: Room) -> None:
    """Nothing stays up when movebreak ends."""
    room.show(SQUATS)
    room.notifier.__exit__(None, None, None)

    assert eventually(lambda: room.server.windows() == 0)


@pytest.mark.parametrize("room", [DUNST], indirect=True)
def test_dunst_held_by_do_not_disturb(room: Room) -> None:
    """What dunst holds back comes later, or never when it was withdrawn."""
    control(room, "set-paused", "true")
    room.notifier.show(SQUATS)
    assert eventually(lambda: control(room, "count", "waiting") == "1")
    room.notifier.withdraw()
    assert eventually(lambda: control(room, "count", "waiting") == "0")
    room.notifier.show(JACKS)
    assert eventually(lambda: control(room, "count", "waiting") == "1")
    assert room.server.windows() == 0

    control(room, "set-paused", "false")

    assert eventually(room.server.windows)
    assert control(room, "count", "displayed") == "1"
    assert room.posted == []


@pytest.fixture
def wanted(session: Session) -> Path:
    """Have dunst's menu pick the entry that stands in this file."""
    wanted = session.home / "wanted"
    program = session.home / "pick"
    program.write_text(PICK.format(wanted=wanted))
    program.chmod(0o755)
    (session.folder("config/dunst") / "dunstrc").write_text(
        DUNSTRC.format(program=program)
    )
    return wanted


@pytest.mark.parametrize("room", [DUNST], indirect=True)
@pytest.mark.parametrize(
    ("label", "event"),
    [("Done", Done(7)), ("Snooze", Snooze(break_id=7)), ("Another", Another(7))],
)
def test_dunsts_menu(wanted: Path, room: Room, label: str, event: Event) -> None:
    """The answers are in a menu, so the words must say how to answer as well."""
    assert Capability.BUTTONS not in room.notifier.can
    wanted.write_text(label)
    room.show(SQUATS)

    control(room, "context")

    assert eventually(lambda: room.posted == [event])
    assert eventually(lambda: room.server.windows() == 0)
    assert room.posted == [event]


@pytest.mark.parametrize("room", [DUNST], indirect=True)
def test_dunsts_own_key(room: Room) -> None:
    """What dunst does by key or middle click shows how the drill goes."""
    room.show(SQUATS)

    control(room, "action", "0")

    assert eventually(lambda: room.posted == [ShowSteps()])
    assert eventually(lambda: room.server.windows() == 0)


def restart(room: Room) -> Server:
    """Start the same server again."""
    name = DUNST if room.server.window_class == "Dunst" else XFCE
    return SERVERS[name](room.session)


def control(room: Room, *words: str) -> str:
    """Tell dunst what to do, by its own program."""
    done = room.session.ask("dunstctl", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
