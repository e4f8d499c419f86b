"""Idle time and full screen as a real Wayland compositor tells them."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from movebreak.errors import UnavailableError
from movebreak.native.wayland_idle import KDE, notices
from movebreak.senses.idle.wayland import WaylandIdle
from movebreak.senses.quiet.full_screen_wayland import full_screen
from movebreak.senses.sources import Idled, Resumed, Seen, SourceLostError
from tests.desktop.conftest import need
from tests.desktop.session import PATIENCE, Session, end
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

from tests.desktop.wayland import WaylandScreen, start_sway  # noqa: E402 - Linux's

pytestmark = pytest.mark.desktop

SHORT = timedelta(milliseconds=400)
LONG = timedelta(milliseconds=900)
SOON = 5.0
NOTHING = 1.5


@pytest.fixture
def sway(session: Session) -> WaylandScreen:
    """Have a Wayland screen, and a way to type and to command it."""
    need("sway", "swaymsg", "setpriv", "wtype", "foot")
    screen = start_sway(session)
    runtime = Path(session.env["XDG_RUNTIME_DIR"])
    assert eventually(lambda: list(runtime.glob("sway-ipc.*")), PATIENCE)
    (ipc,) = runtime.glob("sway-ipc.*")
    session.env["SWAYSOCK"] = str(ipc)
    return screen


@pytest.fixture
def idle(sway: WaylandScreen) -> Iterator[WaylandIdle]:
    """Have a connection that tells of idle time."""
    source = WaylandIdle(*display(sway.session))
    yield source
    source.close()


@pytest.fixture
def window(sway: WaylandScreen) -> subprocess.Popen[bytes]:
    """Have a window."""
    process = sway.session.start("foot", "--app-id", "org.film", "sleep", "600")
    assert eventually(lambda: "org.film" in tree(sway), PATIENCE)
    return process


def test_the_older_protocol_is_what_this_sway_has(sway: WaylandScreen) -> None:
    """A newer one would be tested by the same stories."""
    found = notices(*display(sway.session))
    ways = found.ways()
    found.close()

    if KDE not in ways:
        pytest.skip("this sway has ext_idle_notifier_v1")
    assert ways == {KDE}


def test_away_and_back(sway: WaylandScreen, idle: WaylandIdle) -> None:
    """Both thresholds pass, in their time; one key ends both, within a moment."""
    began = monotonic()
    idle.watch(LONG)
    idle.watch(SHORT)

    assert seen(idle) == [Idled(SHORT)]
    assert SHORT.total_seconds() <= monotonic() - began + 0.01
    assert seen(idle) == [Idled(LONG)]
    assert LONG.total_seconds() <= monotonic() - began + 0.01
    assert not readable(idle, NOTHING)

    press(sway)

    assert seen(idle) == [Resumed()]
    assert seen(idle) == [Idled(SHORT)]


def test_typing_goes_on(sway: WaylandScreen, idle: WaylandIdle) -> None:
    """As long as keys come, nobody is idle."""
    idle.watch(LONG)
    until = monotonic() + 2 * LONG.total_seconds()
    while monotonic() < until:
        press(sway)
        assert seen(idle, 0.1) == []

    assert seen(idle) == [Idled(LONG)]


def test_a_forgotten_threshold(sway: WaylandScreen, idle: WaylandIdle) -> None:
    """It passes no more; one that has passed ends with the next key all the same."""
    idle.watch(SHORT)
    idle.unwatch(SHORT)
    assert seen(idle, NOTHING) == []
    idle.watch(SHORT)
    assert seen(idle) == [Idled(SHORT)]
    idle.unwatch(SHORT)
    idle.watch(SHORT)
    assert seen(idle) == [Idled(SHORT)]
    idle.unwatch(SHORT)

    press(sway)

    assert seen(idle) == [Resumed()]
    assert seen(idle, NOTHING) == []


def test_many_thresholds_one_after_the_other(
    sway: WaylandScreen, idle: WaylandIdle
) -> None:
    """Numbers are used again, and the compositor accepts it."""
    assert sway.process.poll() is None
    for _ in range(200):
        idle.watch(LONG)
        idle.unwatch(LONG)
        idle.take()
    idle.watch(SHORT)

    assert seen(idle) == [Idled(SHORT)]


def test_a_film_counts_as_input(
    sway: WaylandScreen, window: subprocess.Popen[bytes], idle: WaylandIdle
) -> None:
    """As this protocol has it; whether there is one cannot be told."""
    assert window.poll() is None
    command(sway, "[app_id=org.film] inhibit_idle open")
    idle.watch(SHORT)
    assert seen(idle, NOTHING) == []
    assert idle.attended is None

    command(sway, "[app_id=org.film] inhibit_idle none")

    assert seen(idle) == [Idled(SHORT)]


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_compositor_that_ends(
    sway: WaylandScreen, idle: WaylandIdle, signum: signal.Signals
) -> None:
    """The source is lost at once, and there is none to be had."""
    idle.watch(LONG)
    end(sway.process, signum)

    with pytest.raises(SourceLostError):
        seen(idle, LONG.total_seconds() / 2)
    with pytest.raises(UnavailableError):
        WaylandIdle(*display(sway.session))


@pytest.mark.usefixtures("window")
def test_full_screen(sway: WaylandScreen) -> None:
    """By its app id; as long as it is the one in use."""
    assert full_screen(*display(sway.session)) is None

    command(sway, "[app_id=org.film] fullscreen enable")
    assert full_screen(*display(sway.session)) == "org.film"

    command(sway, "[app_id=org.film] fullscreen disable")
    assert full_screen(*display(sway.session)) is None


@pytest.mark.usefixtures("window")
def test_a_full_screen_that_is_left(sway: WaylandScreen) -> None:
    """On another workspace it disturbs nobody."""
    command(sway, "[app_id=org.film] fullscreen enable")
    command(sway, "workspace 2")

    assert full_screen(*display(sway.session)) is None


def test_full_screen_leaves_nothing_open(sway: WaylandScreen) -> None:
    """Each question is a connection that ends with the answer."""
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - only counted

    for _ in range(20):
        assert full_screen(*display(sway.session)) is None

    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_a_compositor_that_hangs(sway: WaylandScreen) -> None:
    """The question ends within a second."""
    sway.process.send_signal(signal.SIGSTOP)
    began = monotonic()

    with pytest.raises(UnavailableError):
        full_screen(*display(sway.session))

    assert monotonic() - began < 1.5
    sway.process.send_signal(signal.SIGCONT)


def display(session: Session) -> tuple[str, str]:
    """Return the display of a session and the folder it is in."""
    return session.env["WAYLAND_DISPLAY"], session.env["XDG_RUNTIME_DIR"]


def readable(idle: WaylandIdle, within: float) -> bool:
    """Say whether there comes something to see."""
    descriptor = idle.fileno()
    assert descriptor is not None
    ready, _, _ = select.select([descriptor], [], [], within)
    return bool(ready)


def seen(idle: WaylandIdle, within: float = SOON) -> list[Seen]:
    """Return what is seen next, nothing when that takes too long."""
    until = monotonic() + within
    while readable(idle, max(0.0, until - monotonic())):
        if found := idle.take():
            return found
    return []


def press(screen: WaylandScreen) -> None:
    """Press a key that changes nothing."""
    asked = screen.session.ask("wtype", "-k", "Shift_L")
    assert asked.returncode == 0, asked.stderr


def command(screen: WaylandScreen, words: str) -> None:
    """Give sway a command that must work."""
    asked = screen.session.ask("swaymsg", words)
    assert asked.returncode == 0, asked.stdout


def tree(screen: WaylandScreen) -> str:
    """Return what sway says of its windows."""
    return screen.session.ask("swaymsg", "-t", "get_tree").stdout
