"""The icon in a real panel."""

import signal
import sys
from time import monotonic

import pytest

from tests.desktop.parts import PANEL_HEIGHT, WIDTH, Screen, start_panel
from tests.desktop.pictures import find
from tests.desktop.program import MOVEBREAK, Program, face_on, shows
from tests.desktop.session import Session, end
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

# A promise of one second, measured by the benchmark; this machine may be busy.
SOON = 5.0
QUICKLY = 3.0


def test_the_icon_stands_in_the_panel(panel: Screen, program: Program) -> None:
    """It is there soon after the start, as a square within the panel."""
    began = monotonic()
    process = program.session.start(*MOVEBREAK, "run", "--every", "1h")
    assert shows(panel, "working-0", SOON), program.said()
    print(f"the icon was there after {monotonic() - began:.2f} s")

    found = find(panel.picture())
    assert found is not None
    (left, top, right, bottom), _ = found
    assert 0 < left < right < WIDTH
    assert 0 <= top < bottom <= PANEL_HEIGHT
    assert program.part("tray") == (True, "icon shown")
    assert end(process) == 0


def test_the_icon_tells_every_state(panel: Screen, program: Program) -> None:
    """Shape and colour are those of the state, seen in screenshots."""
    program.start("--every", "1h")
    assert shows(panel, "working-0")

    program.ask("move")
    assert shows(panel, "due")

    program.ask("snooze", "30m")
    assert shows(panel, "snoozed")

    program.ask("done")
    assert shows(panel, "working-0")

    program.ask("pause", "1h")
    assert shows(panel, "paused")

    program.ask("resume")
    assert shows(panel, "working-0")


def test_a_meeting_is_seen_on_the_icon(panel: Screen, program: Program) -> None:
    """A break held by the person's own meeting has a face of its own."""
    program.start("--every", "3s")
    program.ask("meeting", "1h")

    assert shows(panel, "held", SOON + 3)


def test_the_ring_fills(panel: Screen, program: Program) -> None:
    """The ring goes through all its steps before a break is due."""
    program.start("--every", "6s")
    seen: list[str] = []

    def watch() -> bool:
        face = face_on(panel)
        if face not in seen:
            seen.append(face)
        return face == "due"

    assert eventually(watch, 15)
    steps = [each for each in seen if each.startswith("working-")]
    assert steps == sorted(steps)
    assert {"working-2", "working-4"} <= set(steps)


@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_the_icon_has_no_black_corners(
    session: Session, room: Screen, program: Program, *, dark: bool
) -> None:
    """What is clear in the picture has the colour of the panel, dark or light."""
    start_panel(session, dark=dark)
    program.start("--every", "1h")
    assert shows(room, "working-0")
    program.ask("move")
    assert shows(room, "due")
    program.ask("skip")
    assert shows(room, "working-0")

    picture = room.picture()
    found = find(picture)
    assert found is not None
    left, top, right, bottom = found[0]
    panel_colour = picture.getpixel((left - 3, top))
    corners = ((x, y) for x in (left, right - 1) for y in (top, bottom - 1))
    assert {picture.getpixel(corner) for corner in corners} == {panel_colour}


def test_a_panel_that_starts_late_gets_the_icon(
    session: Session, room: Screen, program: Program
) -> None:
    """Programs often start before the panel does."""
    program.start("--every", "1h")
    well, says = program.part("tray")
    assert not well
    assert says.startswith("this desktop shows no tray icons; on GNOME")
    assert says.endswith("(this is x11)")

    start_panel(session)

    assert shows(room, "working-0", SOON)
    assert program.part("tray") == (True, "icon shown")
    assert "Traceback" not in program.log()


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_new_panel_gets_the_icon_back(
    session: Session, room: Screen, program: Program, signum: signal.Signals
) -> None:
    """A panel that crashes and comes again costs nothing but the time between."""
    first = start_panel(session)
    process = program.start("--every", "1h")
    assert shows(room, "working-0")

    end(first, signum)
    assert eventually(lambda: not face_on(room))
    program.ask("pause")
    assert program.state() == "paused"
    assert eventually(lambda: not program.part("tray")[0])

    start_panel(session)
    assert shows(room, "paused", SOON)

    began = monotonic()
    program.ask("quit")
    assert process.wait(SOON) == 0
    assert monotonic() - began < QUICKLY
    assert "Traceback" not in (session.home / "state").joinpath(
        "movebreak", "log", "movebreak.log"
    ).read_text("utf-8")


def test_it_ends_quickly_when_the_panel_is_gone(
    session: Session, room: Screen, program: Program
) -> None:
    """Nobody has to take the icon away first."""
    panel = start_panel(session)
    process = program.start("--every", "1h")
    assert shows(room, "working-0")
    end(panel, signal.SIGKILL)

    began = monotonic()
    assert end(process) == 0
    assert monotonic() - began < QUICKLY


def test_it_ends_quickly_when_the_screen_hangs(
    panel: Screen, session: Session, program: Program
) -> None:
    """A screen that answers nothing stops neither the timer nor the end."""
    process = program.start("--every", "3s")
    assert shows(panel, "working")
    panel.process.send_signal(signal.SIGSTOP)

    assert eventually(lambda: program.state() == "due")
    began = monotonic()
    program.ask("quit")
    assert process.wait(SOON + QUICKLY) == 0
    assert monotonic() - began < SOON + QUICKLY
    panel.process.send_signal(signal.SIGCONT)
    assert session.processes()


def test_without_a_screen_it_ends_and_keeps_its_state(
    panel: Screen, program: Program
) -> None:
    """The end of the screen is the end of the session: orderly, nothing lost."""
    process = program.start("--every", "1h")
    assert shows(panel, "working-0")
    program.ask("move")
    program.ask("done")
    program.ask("pause", "2h")

    end(panel.process, signal.SIGKILL)

    assert process.wait(10) == 0
    program.start("--no-tray")
    assert program.state() == "paused"
    assert program.status()["today"]["done"] == 1
