"""The icon and its menu in the panels of other desktops."""

import signal
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.desktop.conftest import need
from tests.desktop.parts import Screen
from tests.desktop.pointer import Pointer
from tests.desktop.program import Program, face_on, shows
from tests.desktop.session import Session, end
from tests.desktop.wider.panels import PANELS
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = pytest.mark.wider

SHOTS = Path(__file__).parents[1] / "shots"
SOON = 5.0
JUST_MOVED, WORKING_LINES = 2, 12
SNOOZE, DUE_LINES = 3, 14


class Host:
    """A running panel of another desktop."""

    def __init__(self, name: str, session: Session) -> None:
        self.name = name
        self.session = session
        self.process = PANELS[name].start(session)

    def start_again(self) -> None:
        """Start the panel anew, after its end."""
        self.process = PANELS[self.name].start(self.session)


@pytest.fixture(params=PANELS)
def panel(
    request: pytest.FixtureRequest, session: Session, screen: Screen, bus: str
) -> Host:
    """Have each of the panels in turn."""
    name = str(request.param)
    need(*PANELS[name].programs)
    assert screen.name
    assert bus
    return Host(name, session)


@pytest.fixture
def working(panel: Host, screen: Screen, program: Program) -> Program:
    """Have the program with its icon in the panel."""
    program.start("--every", "2h")
    assert shows(screen, "working"), program.said()
    assert panel.process.poll() is None
    return program


def test_snooze_for_ten_minutes(panel: Host, screen: Screen, working: Program) -> None:
    """In a due break, the second entry of the Snooze submenu is ten minutes."""
    working.ask("move")
    assert shows(screen, "due")
    pointer = Pointer(working.session, screen)
    found = pointer.open(DUE_LINES)
    lengths = pointer.below(found[SNOOZE], 4)
    keep(screen, f"menu-{panel.name}")

    pointer.click(lengths[1])

    assert eventually(lambda: working.state() == "snoozed")
    assert 590 < working.status()["left_seconds"] <= 600
    assert shows(screen, "snoozed")


def test_i_just_moved_is_counted(screen: Screen, working: Program) -> None:
    """A click on "I just moved" counts a done break."""
    pointer = Pointer(working.session, screen)
    found = pointer.open(WORKING_LINES)

    pointer.click(found[JUST_MOVED])

    assert eventually(lambda: working.status()["today"]["done"] == 1)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_new_panel_gets_the_icon_back(
    panel: Host, screen: Screen, working: Program, signum: signal.Signals
) -> None:
    """A panel that crashes and comes again costs nothing but the time between."""
    end(panel.process, signum)
    assert eventually(lambda: not face_on(screen))
    began = monotonic()
    panel.start_again()

    assert shows(screen, "working")
    assert monotonic() - began < SOON
    assert working.part("tray") == (True, "icon shown")
    assert "Traceback" not in working.log()


def keep(screen: Screen, name: str) -> None:
    """Keep a picture of the screen for people to look at."""
    SHOTS.mkdir(exist_ok=True)
    screen.picture().save(SHOTS / f"{name}.png")
