"""Fixtures: each test has a screen, a bus and a panel to itself, and ends them."""

import os
from collections.abc import Iterator

import pytest

from tests.desktop.parts import (
    Screen,
    start_bus,
    start_panel,
    start_screen,
    start_window_manager,
)
from tests.desktop.program import Program
from tests.desktop.servers import SERVERS, Server, notifyd
from tests.desktop.session import Session, missing

HINT = "for the packages see tests/desktop/packages.txt"


def need(*programs: str) -> None:
    """Skip the test without these programs; on a build machine, let it fail."""
    absent = missing(*programs)
    if not absent:
        return
    why = f"not installed: {', '.join(absent)}; {HINT}"
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture
def session() -> Iterator[Session]:
    """Have a fresh home, whose processes end with the test."""
    with Session() as mine:
        yield mine


@pytest.fixture
def screen(session: Session) -> Screen:
    """Have an empty screen with a window manager."""
    need("Xvfb", "openbox", "xdotool")
    screen = start_screen(session)
    start_window_manager(session)
    return screen


@pytest.fixture
def bus(session: Session) -> str:
    """Have a session bus on which nothing starts by itself; return its address."""
    need("dbus-daemon", "dbus-send", "dbus-monitor", "notify-send")
    start_bus(session)
    return session.env["DBUS_SESSION_BUS_ADDRESS"]


@pytest.fixture
def room(screen: Screen, bus: str) -> Screen:
    """Have a screen with room for a panel, which the test starts itself."""
    need("xfce4-panel")
    assert bus
    return screen


@pytest.fixture
def panel(session: Session, room: Screen) -> Screen:
    """Have a panel with a tray, and return the screen that shows it."""
    start_panel(session)
    return room


@pytest.fixture(params=SERVERS)
def server(
    request: pytest.FixtureRequest, session: Session, screen: Screen, bus: str
) -> Server:
    """Have each of the notification servers in turn."""
    return _serve(str(request.param), session, screen, bus)


@pytest.fixture
def dunst(session: Session, screen: Screen, bus: str) -> Server:
    """Have dunst, where any notification server would do."""
    return _serve("dunst", session, screen, bus)


@pytest.fixture
def program(session: Session) -> Program:
    """Have movebreak, installed and not started."""
    return Program(session)


def _serve(name: str, session: Session, screen: Screen, bus: str) -> Server:
    need(notifyd() if name == "xfce4-notifyd" else name)
    assert screen.name
    assert bus
    return SERVERS[name](session)
