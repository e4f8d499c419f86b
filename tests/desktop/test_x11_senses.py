"""Idle time and full screen by a real X server, and real programs on it."""

import secrets
import select
import signal
import struct
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from movebreak.errors import UnavailableError
from movebreak.native import x11
from movebreak.native.x11 import Property
from movebreak.native.x11_idle import X11Input, connect_input
from movebreak.native.x11_wire import X11LacksError, X11LostError
from movebreak.senses.idle.x11 import Where, X11Idle
from movebreak.senses.quiet.full_screen_x11 import Windows, full_screen
from movebreak.senses.sources import Idled, Resumed, Seen, SourceLostError
from tests.desktop.conftest import need
from tests.desktop.hands import active, know_f11, open_window, touch
from tests.desktop.parts import Screen, start_screen, start_window_manager
from tests.desktop.session import Session, end
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SHORT, LONG = SECOND, 2 * SECOND
SOON = 5.0
# A wait in a test is one; the rest is for what Python does around it.
FEW_SWITCHES = 5


def clock() -> timedelta:
    """Return the time since the machine was started, without sleep."""
    return timedelta(seconds=time.monotonic())


class WithoutCounter(X11Input):
    """A real server whose counter cannot be found."""

    def begin_counting(self) -> None:
        """Say so."""
        raise X11LacksError("no counter")


def without_counter(display: str, authority: str) -> WithoutCounter:
    """Connect to a server without a counter."""
    return WithoutCounter(x11.connect(display, authority))


@pytest.fixture
def screen(session: Session) -> Screen:
    """Have an empty screen on which nothing runs."""
    need("Xvfb", "xdotool")
    return start_screen(session)


@pytest.fixture
def idle(session: Session, screen: Screen) -> Iterator[X11Idle]:
    """Have a source whose screen was touched just now."""
    source = X11Idle(Where(screen.name), clock)
    touch(session)
    yield source
    source.close()


@pytest.fixture
def desk(session: Session) -> Screen:
    """Have a screen with a window manager that knows F11."""
    need("Xvfb", "xdotool", "openbox", "xmessage", "xprop")
    know_f11(session)
    screen = start_screen(session)
    start_window_manager(session)
    return screen


def next_seen(source: X11Idle) -> tuple[list[Seen], int]:
    """Return what is seen next, and how often the program was woken for it."""
    woken, limit = 0, time.monotonic() + SOON
    while (left := limit - time.monotonic()) > 0:
        patience = source.patience()
        wait = left if patience is None else min(left, patience.total_seconds())
        select.select([source.fileno()], [], [], wait)
        woken += 1
        if seen := source.take():
            return seen, woken
    return [], woken


def switches() -> int:
    """Return how often this thread has waited since it began."""
    for line in Path("/proc/thread-self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == "voluntary_ctxt_switches":
            return int(value)
    raise AssertionError


def test_alarms_and_nothing_between_them(session: Session, idle: X11Idle) -> None:
    """One wake-up for each thing that happened: in seconds none but those."""
    idle.watch(LONG)
    idle.watch(SHORT)
    assert idle.name == "X11, by alarms"
    touch(session)

    before = switches()
    began = time.monotonic()
    assert next_seen(idle) == ([Idled(SHORT)], 1)
    assert next_seen(idle) == ([Idled(LONG)], 1)
    assert 1.5 < time.monotonic() - began < 2.5
    assert switches() - before <= FEW_SWITCHES

    session.ask("xdotool", "mousemove", "40", "40")
    assert next_seen(idle) == ([Resumed()], 1)
    assert next_seen(idle) == ([Idled(SHORT)], 1)
    session.ask("xdotool", "key", "a")
    assert next_seen(idle) == ([Resumed()], 1)
    assert idle.patience() is None


def test_a_threshold_that_is_passed_already(session: Session, idle: X11Idle) -> None:
    """It is told at once; and whoever gives it up hears of the input alone."""
    assert eventually(lambda: (idle.idle() or SECOND) > SECOND)
    idle.watch(SHORT)
    assert next_seen(idle) == ([Idled(SHORT)], 1)

    idle.unwatch(SHORT)
    idle.watch(LONG)
    touch(session)

    assert next_seen(idle) == ([Resumed()], 1)
    assert next_seen(idle) == ([Idled(LONG)], 1)


def test_typing_is_not_told(session: Session, idle: X11Idle) -> None:
    """However much somebody types, nothing wakes the program."""
    idle.watch(LONG)
    # Another keyboard than before: the server tells that to everybody, once.
    session.ask("xdotool", "key", "a")
    assert idle.take() == []

    for _ in range(20):
        session.ask("xdotool", "key", "a")

    assert select.select([idle.fileno()], [], [], 0)[0] == []
    assert (idle.idle() or SECOND) < SECOND


def test_a_server_without_the_counter_is_looked_at(
    session: Session, screen: Screen
) -> None:
    """Once for the threshold, then once a minute, here brought on by the clock."""
    later = [timedelta(0)]
    source = X11Idle(Where(screen.name), lambda: clock() + later[0], without_counter)
    assert source.name == "X11, by looking"
    touch(session)
    source.watch(SHORT)
    assert source.take() == []

    seen, woken = next_seen(source)
    assert seen == [Idled(SHORT)]
    assert woken <= 2
    patience = source.patience()
    assert patience is not None
    assert MINUTE - SECOND < patience <= MINUTE

    touch(session)
    assert source.take() == []
    later[0] = MINUTE
    assert source.take() == [Resumed()]
    source.close()


def test_a_server_that_tells_nothing(session: Session) -> None:
    """It has neither, and that is the reason given."""
    need("Xvfb")
    name = _start(session, "-extension", "MIT-SCREEN-SAVER")

    with pytest.raises(UnavailableError, match="tells no idle time"):
        X11Idle(Where(name), clock, without_counter)
    source = X11Idle(Where(name), clock)
    assert source.idle() is not None
    source.close()


@pytest.mark.parametrize("connect", [connect_input, without_counter])
def test_a_server_that_is_killed(screen: Screen, connect: type[X11Input]) -> None:
    """Whoever waits is woken, and told."""
    source = X11Idle(Where(screen.name), clock, connect)
    source.watch(LONG)

    end(screen.process, signal.SIGKILL)

    assert select.select([source.fileno()], [], [], SOON)[0]
    try:
        for act in (source.take, source.idle):
            with pytest.raises(SourceLostError, match="the X11 display is gone"):
                act()
    finally:
        source.close()


def test_a_server_that_hangs(screen: Screen) -> None:
    """Nobody waits for it longer than two seconds, and nobody who only takes."""
    source = X11Idle(Where(screen.name), clock)
    screen.process.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert source.take() == []
        assert time.monotonic() - began < 1
        with pytest.raises(SourceLostError, match="does not answer"):
            source.idle()
        assert time.monotonic() - began < 3
    finally:
        screen.process.send_signal(signal.SIGCONT)
        source.close()


def test_only_with_the_cookie(session: Session) -> None:
    """On this machine and over the network; without, or with another: not let in."""
    need("Xvfb")
    right, wrong, file = (session.home / each for each in ("right", "wrong", "server"))
    secret = secrets.token_bytes(16)
    for path, value in ((right, secret), (wrong, bytes(16)), (file, secret)):
        path.write_bytes(_wild(value))
    name = _start(session, "-auth", str(file), "-listen", "tcp")

    for display in (name, f"127.0.0.1{name}", f"localhost{name}.0"):
        source = X11Idle(Where(display, str(right)), clock)
        assert source.idle() is not None
        source.close()
        for other in (wrong, session.home / "none"):
            with pytest.raises(UnavailableError, match="did not let us in: "):
                X11Idle(Where(display, str(other)), clock)
    with pytest.raises(X11LostError, match="no screen 1"):
        x11.connect(f"{name}.1", str(right))


def test_full_screen_on_and_off(session: Session, desk: Screen) -> None:
    """F11, and F11 again; and not while another window is in use."""
    assert full_screen(desk.name) is None
    window = open_window(session)
    assert full_screen(desk.name) is None

    session.ask("xdotool", "key", "F11")
    assert eventually(lambda: full_screen(desk.name) == "Xmessage")

    session.ask("xdotool", "key", "F11")
    assert eventually(lambda: full_screen(desk.name) is None)
    session.ask("xdotool", "key", "F11")
    assert eventually(lambda: full_screen(desk.name) == "Xmessage")

    kind = ("-f", "_NET_WM_WINDOW_TYPE", "32a", "-set", "_NET_WM_WINDOW_TYPE")
    session.ask("xprop", "-id", window, *kind, "_NET_WM_WINDOW_TYPE_DESKTOP")
    assert full_screen(desk.name) is None
    session.ask("xprop", "-id", window, *kind, "_NET_WM_WINDOW_TYPE_NORMAL")
    assert full_screen(desk.name) == "Xmessage"

    open_window(session)
    assert full_screen(desk.name) is None


def test_a_window_that_closes_while_it_is_asked(session: Session, desk: Screen) -> None:
    """The server answers with an error; the window after it is told."""
    first = open_window(session)
    session.ask("xdotool", "key", "F11")
    assert eventually(lambda: full_screen(desk.name) == "Xmessage")
    second = open_window(session)
    session.ask("xdotool", "key", "F11")
    assert eventually(lambda: full_screen(desk.name) == "Xmessage")
    asked = list[int]()

    class Closing:
        """Closes the window in use just before it is asked."""

        def __init__(self, real: Windows) -> None:
            self.root, self.atoms, self.close = real.root, real.atoms, real.close
            self._real = real

        def properties(self, window: int, *atoms: int) -> list[Property]:
            asked.append(window)
            if window == int(second):
                session.ask("xdotool", "windowkill", second)
                assert eventually(lambda: active(session) == first)
            return self._real.properties(window, *atoms)

    found = full_screen(
        desk.name, "", lambda name, file, time: Closing(x11.connect(name, file, time))
    )

    assert found == "Xmessage"
    assert [each for each in asked if each in {int(first), int(second)}] == [
        *(int(second), int(first)),
    ]


def test_without_a_window_manager_nobody_knows(session: Session) -> None:
    """Neither before there is one, nor when it was killed."""
    need("Xvfb", "openbox", "xdotool", "xmessage")
    name = start_screen(session).name
    with pytest.raises(UnavailableError, match="does not tell which window is in use"):
        full_screen(name)

    manager = start_window_manager(session)
    open_window(session)
    assert full_screen(name) is None

    end(manager, signal.SIGKILL)
    with pytest.raises(UnavailableError, match="does not tell which window is in use"):
        full_screen(name)


def _start(session: Session, *words: str) -> str:
    """Start a server with these words besides; return the name of its display."""
    told = session.home / "number"
    with told.open("wb") as file:
        session.start(
            *("Xvfb", "-displayfd", str(file.fileno()), "-noreset", *words),
            pass_fds=(file.fileno(),),
        )
    assert eventually(lambda: told.read_text().endswith("\n")), session.said("Xvfb")
    return f":{told.read_text().strip()}"


def _wild(secret: bytes) -> bytes:
    """Return a file with one cookie, for any machine and display."""
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", secret)
    packed = b"".join(struct.pack(">H", len(each)) + each for each in fields)
    return struct.pack(">H", 65535) + packed
