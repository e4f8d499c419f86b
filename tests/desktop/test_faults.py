"""A desktop that fails: the timer goes on, and `doctor` tells."""

import signal
import sys
from time import monotonic

import pytest

from tests.desktop.parts import Screen
from tests.desktop.program import Program, shows
from tests.desktop.servers import Server, start_dunst
from tests.desktop.session import Session, end
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

# A notification has ten seconds to come back.
PATIENCE = 20.0


def test_a_hung_server_stops_nothing(
    panel: Screen, dunst: Server, program: Program
) -> None:
    """Breaks come due, commands answer, `doctor` tells; later all is well again."""
    dunst.process.send_signal(signal.SIGSTOP)
    process = program.start("--every", "2s")

    assert eventually(lambda: program.state() == "due")
    began = monotonic()
    program.ask("done")
    assert monotonic() - began < 1
    assert eventually(lambda: program.state() == "due")
    assert shows(panel, "due")
    assert eventually(lambda: not program.part("notifier")[0], PATIENCE)
    assert "restart the desktop's notification service" in program.part("notifier")[1]
    assert program.status()["today"]["done"] == 1

    dunst.process.send_signal(signal.SIGCONT)
    program.ask("another")
    assert eventually(lambda: program.part("notifier")[0], PATIENCE)
    program.ask("quit")
    assert process.wait(5) == 0


def test_it_ends_in_time_while_a_notification_hangs(
    dunst: Server, program: Program
) -> None:
    """The end waits for no notification."""
    dunst.process.send_signal(signal.SIGSTOP)
    process = program.start("--every", "2s")
    assert eventually(lambda: program.state() == "due")

    began = monotonic()
    assert end(process) == 0
    assert monotonic() - began < 3


def test_no_server_stops_nothing(
    panel: Screen, session: Session, program: Program
) -> None:
    """Without a notification server the icon and the commands go on; one may come."""
    program.start("--every", "2s")
    assert shows(panel, "due")
    assert eventually(lambda: not program.part("notifier")[0], PATIENCE)
    assert "a notification server such as dunst" in program.part("notifier")[1]
    program.ask("done")
    assert program.status()["today"]["done"] == 1

    server = start_dunst(session)
    assert eventually(lambda: program.state() == "due")
    assert eventually(server.popups)
    assert eventually(lambda: program.part("notifier")[0])


def test_a_server_that_dies_and_comes_again(
    session: Session, dunst: Server, program: Program
) -> None:
    """The next reminder reaches the new server."""
    program.start("--every", "2s")
    assert eventually(dunst.popups)
    end(dunst.process, signal.SIGKILL)
    again = start_dunst(session)
    before = len(again.popups())

    program.ask("move")

    assert eventually(lambda: len(again.popups()) > before)


def test_a_session_bus_that_dies_stops_nothing(
    panel: Screen, session: Session, program: Program
) -> None:
    """The old tray needs no bus; breaks and answers go on."""
    program.start("--every", "2s")
    assert shows(panel, "due")
    bus = next(each for each in session.started if "dbus-daemon" in str(each.args))
    end(bus, signal.SIGKILL)

    program.ask("done")
    assert eventually(lambda: program.state() == "due")
    assert program.status()["today"]["done"] == 1
