"""What `make bundle` has made, as somebody without a Python starts it."""

import json
from pathlib import Path

import pytest

from movebreak import __version__
from tests.benchmarks.usage import KIB, pss
from tests.desktop.parts import Screen
from tests.desktop.program import Program, shows, shows_the_drill
from tests.desktop.servers import SERVERS
from tests.desktop.session import Session, end
from tests.pages.serving import Visitor
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")

pytestmark = pytest.mark.bundle

BUNDLED = Path(__file__).parents[3] / "dist" / "movebreak" / "movebreak"


@pytest.fixture
def program(session: Session) -> Program:
    """Have the bundled program, and no Python that could find another one."""
    if not BUNDLED.exists():
        pytest.skip("there is no bundle; make it with: make bundle")
    session.env.pop("PYTHONPATH", None)
    session.env["PATH"] = "/usr/bin:/bin"
    return Program(session, str(BUNDLED))


def test_a_reminder_with_icon_and_picture(
    session: Session, panel: Screen, program: Program
) -> None:
    """The icon, a reminder with the picture that a child has drawn, and an answer."""
    SERVERS["xfce4-notifyd"](session)
    process = program.start("--every", "20m")
    assert shows(panel, "working-0"), program.said()
    assert program.part("tray") == (True, "icon shown")

    program.ask("move")
    assert shows(panel, "due")
    assert shows_the_drill(panel, program)
    program.ask("done")
    assert program.status()["today"]["done"] == 1

    print(f"it takes {pss(process.pid) / KIB / KIB:.1f} MiB")
    assert end(process) == 0
    assert "Traceback" not in program.log() + program.said()


def test_pages_in_the_browser(
    session: Session, panel: Screen, program: Program
) -> None:
    """Their own process is the bundle, too; templates, style and figures are in it."""
    assert panel.name
    program.start("--every", "20m")
    program.ask("move")
    drill = program.status()["drill"]["id"]
    program.ask("guide")

    assert eventually(session.browser.links)
    visitor = Visitor(session.browser.links()[-1])
    page = visitor.follow(visitor.enter()).text
    assert drill in page
    assert "<svg" in visitor.get(f"/figure/{drill}.svg").text
    assert visitor.get("/static/style.css").code == 200
    assert visitor.get("/history").code == 200


def test_the_old_tray(session: Session, panel: Screen, program: Program) -> None:
    """Pystray and its X11 library are in it, though imported late."""
    session.env["PYSTRAY_BACKEND"] = "xorg"
    process = program.start("--every", "1h")
    assert shows(panel, "working-0"), program.said()
    assert end(process) == 0


def test_plain_notifications(
    session: Session, screen: Screen, program: Program
) -> None:
    """What plyer finds by name alone is in it: it tries notify-send, which fails."""
    assert screen.name
    session.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={session.home}/nobody"
    program.start("--every", "1s")
    assert eventually(lambda: "notify-send failed" in program.log()), program.log()


def test_it_names_itself_to_the_desktop(session: Session, program: Program) -> None:
    """At login, and among the applications, that file is started."""
    program.ask("autostart", "on")
    entries = list(session.home.rglob("movebreak.desktop"))
    assert len(entries) == 2
    assert all(f"\nExec={BUNDLED} run\n" in each.read_text() for each in entries)
    told = json.loads(program.ask("doctor", "--json"))
    assert told["version"] == __version__
    assert {"autostart", "entry"} <= {e["part"] for e in told["parts"] if e["well"]}
