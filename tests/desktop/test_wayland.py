"""The icon, its menu and the reminders on a Wayland desktop without any X11."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from tests.desktop.conftest import need
from tests.desktop.parts import PANEL_HEIGHT, WIDTH
from tests.desktop.pointer import Pointer
from tests.desktop.program import Program, shows, shows_the_drill
from tests.desktop.session import PATIENCE, Session, end
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

from tests.desktop.vnc import VncHand  # noqa: E402 - sway is Linux's
from tests.desktop.wayland import (  # noqa: E402
    PROGRAMS,
    WaylandScreen,
    start_mako,
    start_pointer,
    start_sway,
    start_waybar,
)

pytestmark = pytest.mark.desktop

SHOTS = Path(__file__).with_name("shots")
SOON = 5.0
JUST_MOVED, WORKING_LINES = 2, 12
SNOOZE, DUE_LINES = 3, 14


@pytest.fixture
def sway(session: Session, bus: str) -> WaylandScreen:
    """Have a Wayland screen, and no X11 screen."""
    need(*PROGRAMS)
    assert bus
    assert "DISPLAY" not in session.env
    return start_sway(session)


@pytest.fixture
def bar(session: Session, sway: WaylandScreen) -> subprocess.Popen[bytes]:
    """Have a bar with a tray."""
    assert sway.name
    return start_waybar(session)


@pytest.fixture
def pointer(session: Session, sway: WaylandScreen) -> Iterator[Pointer]:
    """Have a hand on the mouse."""
    with VncHand(start_pointer(session)) as hand:
        # Out of the picture of a menu.
        hand.move((WIDTH // 2, PANEL_HEIGHT // 4))
        yield Pointer(session, sway, hand)


def test_snooze_for_ten_minutes(
    sway: WaylandScreen,
    bar: subprocess.Popen[bytes],
    pointer: Pointer,
    program: Program,
) -> None:
    """In a due break, the second entry of the Snooze submenu is ten minutes."""
    program.start("--every", "2h")
    assert shows(sway, "working", SOON)
    assert bar.poll() is None
    program.ask("move")
    assert shows(sway, "due")
    found = pointer.open(DUE_LINES)
    lengths = pointer.below(found[SNOOZE], 4)
    keep(sway, "wayland-menu")

    pointer.click(lengths[1])

    assert eventually(lambda: program.state() == "snoozed")
    assert 590 < program.status()["left_seconds"] <= 600
    assert shows(sway, "snoozed")


@pytest.mark.usefixtures("bar")
def test_i_just_moved_is_counted(
    sway: WaylandScreen, pointer: Pointer, program: Program
) -> None:
    """A click on "I just moved" counts a done break."""
    program.start("--every", "2h")
    assert shows(sway, "working", SOON)
    found = pointer.open(WORKING_LINES)

    pointer.click(found[JUST_MOVED])

    assert eventually(lambda: program.status()["today"]["done"] == 1)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_new_bar_gets_the_icon_back(
    sway: WaylandScreen,
    bar: subprocess.Popen[bytes],
    program: Program,
    signum: signal.Signals,
) -> None:
    """A bar that crashes and comes again costs nothing but the time between."""
    program.start("--every", "2h")
    assert shows(sway, "working", SOON)

    end(bar, signum)
    assert eventually(lambda: not program.part("tray")[0])
    began = monotonic()
    start_waybar(sway.session)

    assert shows(sway, "working", SOON)
    assert monotonic() - began < SOON
    assert program.part("tray") == (True, "icon shown")
    assert "Traceback" not in program.log()


@pytest.fixture
def mako(session: Session, sway: WaylandScreen) -> subprocess.Popen[bytes]:
    """Have mako show notifications."""
    need("mako", "makoctl")
    assert sway.name
    return start_mako(session)


@pytest.fixture
def due(session: Session, mako: subprocess.Popen[bytes], program: Program) -> Program:
    """Have a break that is due, and its reminder in mako."""
    assert mako.poll() is None
    program.start("--every", "2h")
    program.ask("move")
    assert eventually(lambda: cue(program) in in_mako(session))
    return program


def test_done_in_mako_is_counted(
    session: Session, sway: WaylandScreen, due: Program
) -> None:
    """The reminder is seen; its Done counts and takes it down."""
    cue_shown = cue(due)
    keep(sway, "wayland-reminder")
    assert due.status()["today"]["done"] == 0

    session.ask("makoctl", "invoke", "done")

    assert eventually(lambda: due.status()["today"]["done"] == 1)
    assert due.state() == "working"
    assert cue_shown not in in_mako(session)
    assert due.part("notifier")[0]


def test_mako_shows_the_drill(sway: WaylandScreen, due: Program) -> None:
    """Its popup has the figure of the drill that is due."""
    assert shows_the_drill(sway, due)
    keep(sway, "wayland-figure")


def test_swaync_shows_the_drill(
    session: Session, sway: WaylandScreen, program: Program
) -> None:
    """So has that of sway's notification center, which wants to be told otherwise."""
    need("swaync")
    session.start("swaync")
    program.start("--every", "2h")
    assert eventually(lambda: "SwayNotif" in program.part("notifier")[1], PATIENCE)
    program.ask("move")

    assert shows_the_drill(sway, program)
    keep(sway, "wayland-figure-swaync")


def test_a_new_mako_shows_the_reminder_again(
    session: Session, mako: subprocess.Popen[bytes], due: Program
) -> None:
    """A server that was killed while it was up takes nothing along."""
    end(mako, signal.SIGKILL)
    start_mako(session)

    assert eventually(lambda: cue(due) in in_mako(session))
    session.ask("makoctl", "invoke", "done")
    assert eventually(lambda: due.status()["today"]["done"] == 1)
    assert due.part("notifier")[0]


def test_a_click_on_the_words_in_mako_shows_how(
    session: Session, sway: WaylandScreen, due: Program
) -> None:
    """Their page is opened, and nothing is answered by that."""
    session.ask("makoctl", "invoke", "default")

    assert eventually(lambda: "page=guide" in "".join(session.browser.links()))
    assert eventually(lambda: cue(due) in in_mako(session))
    keep(sway, "wayland-guide")
    assert due.state() == "due"
    assert due.status()["today"]["done"] == 0


@pytest.mark.usefixtures("bar")
def test_a_minute_away_is_a_natural_break(
    session: Session, sway: WaylandScreen, program: Program
) -> None:
    """The keyboard alone tells who left, and the first key who is back."""
    need("mako", "makoctl", "wtype")
    start_mako(session)
    program.settle('[presence]\naway_after = "1m"\nnatural_break = "1m"\n')
    program.start("--every", "2h")
    assert session.ask("wtype", "good bye").returncode == 0
    began = monotonic()

    assert eventually(lambda: program.state() == "away", 62, 0.5)

    # sway counts in whole milliseconds, and from its own clock.
    assert monotonic() - began > 59.9
    assert shows(sway, "away", SOON)
    well, says = program.part("idle time")
    assert well
    assert says.startswith("idle for 1 minute (Wayland, ")

    assert session.ask("wtype", "hello").returncode == 0

    assert eventually(lambda: program.state() == "working", 2)
    assert program.status()["today"]["natural"] == 1
    news = "Away 1 minute, counted as a natural break"
    assert eventually(lambda: news in in_mako(session))
    assert shows(sway, "working", SOON)


@pytest.mark.usefixtures("sway")
def test_do_not_disturb_in_mako_holds_a_reminder(
    session: Session, program: Program
) -> None:
    """Its mode of that name does; while it lasts, only the status tells."""
    need("mako", "makoctl")
    start_mako(session)
    assert session.ask("makoctl", "mode", "-a", "do-not-disturb").returncode == 0
    program.start("--every", "3s")

    assert eventually(lambda: program.state() == "held")

    told = program.status()
    assert told["reason"].startswith("Held: do not disturb, since ")
    assert cue(program) not in in_mako(session)
    assert session.ask("makoctl", "mode", "-r", "do-not-disturb").returncode == 0

    program.ask("skip")

    assert eventually(lambda: program.state() == "due")
    assert eventually(lambda: cue(program) in in_mako(session))


def cue(program: Program) -> str:
    """Return what the reminder asks for."""
    return str(program.status()["drill"]["cue"])


def in_mako(session: Session) -> str:
    """Return what mako shows."""
    return session.ask("makoctl", "list").stdout


def keep(screen: WaylandScreen, name: str) -> None:
    """Keep a picture of the screen for people to look at."""
    SHOTS.mkdir(exist_ok=True)
    screen.picture().save(SHOTS / f"{name}.png")
