"""Logout and login: the icon is where the person is, and nothing is lost."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic

import pytest

from movebreak.surfaces.linux_tray import WAITS
from tests.desktop.conftest import need
from tests.desktop.parts import start_screen
from tests.desktop.program import MOVEBREAK, Program
from tests.desktop.session import Session, end
from tests.surfaces.sni.host import Host
from tests.surfaces.sni.running import start_ready_bus
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

# What a session that ended may take to be seen as such.
SOON = 10.0
OWN = (
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
)


class Login:
    """A session with screen and bus; a later one of the same person has their home."""

    def __init__(self, session: Session, before: Session | None = None) -> None:
        self.session = session
        self.screen = start_screen(session)
        self.bus = start_ready_bus(session)
        self.address = session.env["DBUS_SESSION_BUS_ADDRESS"]
        if before is not None:
            session.env |= {name: before.env[name] for name in OWN}
        self.program = Program(session)

    def kill_screen(self) -> None:
        """End the screen."""
        end(self.screen.process, signal.SIGKILL)

    def kill_bus(self) -> None:
        """End the bus."""
        end(self.bus, signal.SIGKILL)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start movebreak; the one that ran may still be there."""
        return self.session.start(*MOVEBREAK, "run", "--every", "1h", *words)


@pytest.fixture
def first() -> Iterator[Login]:
    """Have a session."""
    need("Xvfb", "dbus-daemon")
    with Session() as session:
        yield Login(session)


@pytest.fixture
def second(first: Login) -> Iterator[Login]:
    """Have the session after it."""
    with Session() as session:
        login = Login(session, first.session)
        yield login
        for process in session.started:
            end(process)


def test_the_icon_is_on_the_new_desktop(first: Login, second: Login) -> None:
    """The first one, left over without a desktop, gives way; the pause goes on."""
    old = first.program.start("--every", "1h", "--no-tray")
    first.program.ask("move")
    first.program.ask("done")
    first.program.ask("pause", "2h")
    first.kill_screen()
    first.kill_bus()

    with Host(second.address) as host:
        host.own()
        new = second.start()
        assert old.wait(SOON) == 0
        host.item()
        assert second.program.state() == "paused"
        assert second.program.status()["today"]["done"] == 1
        assert new.poll() is None


@pytest.mark.parametrize("part", ["screen", "bus"])
def test_half_a_desktop_gives_way_to_a_whole_one(
    first: Login, second: Login, part: str
) -> None:
    """Without its display, or without its bus, it cannot show what the new one can."""
    old = first.program.start("--every", "1h", "--no-tray")
    first.kill_screen() if part == "screen" else first.kill_bus()

    with Host(second.address) as host:
        host.own()
        second.start()
        assert old.wait(SOON) == 0
        host.item()


def test_a_quick_login_finds_the_icon(first: Login, second: Login) -> None:
    """Also while the first one is only just finding out that its session is over."""
    old = first.program.start("--every", "1h")
    first.program.ask("pause", "2h")
    first.kill_screen()
    first.kill_bus()
    with Host(second.address) as host:
        host.own()
        second.start()
        host.item()
        assert old.wait(SOON) == 0
        assert eventually(lambda: second.program.state() == "paused")


def test_a_second_start_on_the_same_desktop_only_greets(first: Login) -> None:
    """And one from elsewhere, with or without a desktop, does too."""
    old = first.program.start("--every", "1h")
    asked = first.session.ask(*MOVEBREAK, "run")
    assert asked.returncode == 0
    assert asked.stdout.startswith("movebreak is running, next break ")

    for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        del first.session.env[name]
    asked = first.session.ask(*MOVEBREAK, "run")
    assert asked.returncode == 0
    assert asked.stdout.startswith("movebreak is running, next break ")
    assert old.poll() is None


def test_who_has_no_desktop_takes_no_place(first: Login) -> None:
    """A start by ssh greets the one that is left over, and lets it be."""
    old = first.program.start("--every", "1h", "--no-tray")
    first.kill_screen()
    first.kill_bus()

    asked = first.session.ask(*MOVEBREAK, "run")
    assert asked.returncode == 0
    assert asked.stdout.startswith("movebreak is running")
    assert old.poll() is None


def test_the_first_with_a_desktop_takes_the_place_of_one_without(
    first: Login, second: Login
) -> None:
    """Started by ssh, it leaves the icon to whoever can show one."""
    names = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
    desktop = {name: first.session.env.pop(name) for name in names}
    old = first.program.start("--every", "1h")
    asked = first.session.ask(*MOVEBREAK, "run")
    assert asked.stdout.startswith("movebreak is running")
    assert old.poll() is None
    assert desktop

    with Host(second.address) as host:
        host.own()
        second.start()
        assert old.wait(SOON) == 0
        host.item()


@pytest.mark.parametrize("order", [("screen", "bus"), ("bus", "screen")])
def test_the_end_of_the_session_is_the_end(
    first: Login, order: tuple[str, str]
) -> None:
    """Screen and bus gone, in either order: it ends within ten seconds, in order."""
    with Host(first.address) as host:
        host.own()
        process = first.program.start("--every", "1h")
        host.item()
        first.program.ask("pause", "2h")
    for part in order:
        first.kill_screen() if part == "screen" else first.kill_bus()
    began = monotonic()

    assert process.wait(SOON) == 0
    assert monotonic() - began < SOON
    log = (first.session.home / "state/movebreak/log/movebreak.log").read_text("utf-8")
    assert "movebreak ends" in log
    assert "Traceback" not in log


def test_the_end_of_the_screen_alone_is_the_end(first: Login) -> None:
    """The bus of a user outlives their session; the panel goes with the screen."""
    with Host(first.address) as host:
        host.own()
        began = monotonic()
        process = first.program.start("--every", "1h")
        host.item()
        # At the start it looks by itself; after that somebody has to tell.
        assert eventually(lambda: monotonic() - began > sum(WAITS[:2]))
        first.kill_screen()
        host.disown()

        assert process.wait(SOON) == 0


def test_a_screen_that_went_unseen_is_missed_by_the_engine(first: Login) -> None:
    """Nobody told: the second step of the engine knows."""
    with Host(first.address) as host:
        host.own()
        process = first.program.start("--every", "1h")
        host.item()
        first.kill_screen()
        # The senses may have told already.
        first.session.ask(*MOVEBREAK, "move")
        first.session.ask(*MOVEBREAK, "done")

        assert process.wait(SOON) == 0


def test_a_bus_that_comes_back_gets_the_icon_back(first: Login) -> None:
    """While the screen stands the program goes on, and the icon tries again."""
    with Host(first.address) as host:
        host.own()
        process = first.program.start("--every", "1h")
        host.item()
    first.kill_bus()
    first.program.ask("move")
    first.program.ask("done")
    assert not first.program.part("tray")[0]

    (first.session.home / "busses/bus").unlink()
    (first.session.home / "busses/services/org.xfce.Xfconf.service").unlink(
        missing_ok=True
    )
    start_ready_bus(first.session)
    with Host(first.address) as host:
        host.own()
        assert eventually(lambda: len(host.items) == 1, SOON)
        assert eventually(lambda: first.program.part("tray")[0])
        assert process.poll() is None
        assert first.program.status()["today"]["done"] == 1
