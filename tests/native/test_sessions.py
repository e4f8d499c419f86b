"""Whether display and bus answer: real ones, killed ones, and ones that never were."""

import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak.native.sessions import bus_answers, wayland_answers, x11_answers
from tests.desktop.conftest import need
from tests.desktop.parts import start_screen
from tests.desktop.session import Session, end
from tests.surfaces.sni.running import start_ready_bus
from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

BUS = "DBUS_SESSION_BUS_ADDRESS"


@pytest.fixture
def session() -> Iterator[Session]:
    """Have a session with nothing in it."""
    with Session() as mine:
        yield mine


@pytest.fixture
def folder() -> Iterator[Path]:
    """Have a folder with a name that is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="wl-") as made:
        yield Path(made)


def test_a_screen_answers_until_it_is_killed(session: Session) -> None:
    """With and without the number of a screen, however it is written."""
    need("Xvfb")
    screen = start_screen(session)
    spellings = (screen.name, f"{screen.name}.0", f"unix{screen.name}")
    assert all(x11_answers(each) for each in spellings)

    end(screen.process, signal.SIGKILL)

    assert not any(x11_answers(each) for each in spellings)


def test_a_screen_that_hangs_is_not_gone(session: Session) -> None:
    """It may go on in a moment, also when more knock than it has room for."""
    need("Xvfb")
    screen = start_screen(session)
    screen.process.send_signal(signal.SIGSTOP)

    assert all(x11_answers(screen.name) for _ in range(600))
    screen.process.send_signal(signal.SIGCONT)


@pytest.mark.parametrize("display", ["", ":", "words", ":x", ":²", ":65000", "a\0b:1"])
def test_a_name_that_is_no_display(display: str) -> None:
    """Nothing answers, and nothing is raised."""
    assert not x11_answers(display)


def test_a_screen_on_another_machine() -> None:
    """It is asked over the network."""
    with socket.socket() as listener:
        for number in range(60, 200):
            try:
                listener.bind(("127.0.0.1", 6000 + number))
            except OSError:
                continue
            break
        assert not x11_answers(f"127.0.0.1:{number}")
        listener.listen()
        assert x11_answers(f"127.0.0.1:{number}.0")
        assert x11_answers(f"tcp/127.0.0.1:{number}")
    assert not x11_answers("127.0.0.1:99999")


def test_a_compositor_answers_until_it_is_gone(folder: Path) -> None:
    """Named by its file, or by its whole path."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "wayland-1"))
        listener.listen()
        assert wayland_answers("wayland-1", str(folder))
        assert wayland_answers(str(folder / "wayland-1"), "")

    assert not wayland_answers("wayland-1", str(folder))
    assert not wayland_answers("wayland-2", str(folder))
    assert not wayland_answers("x" * 200, str(folder))


def test_a_bus_answers_until_it_is_killed(session: Session) -> None:
    """It must take us in; that its socket is there is not enough."""
    need("dbus-daemon")
    daemon = start_ready_bus(session)
    assert bus_answers(session.env[BUS])

    end(daemon, signal.SIGKILL)

    assert (session.home / "busses/bus").exists()
    assert not bus_answers(session.env[BUS])


def test_a_bus_that_hangs_does_not_answer(session: Session) -> None:
    """Nobody can be reached by it, and looking takes no long time."""
    need("dbus-daemon")
    daemon = start_ready_bus(session)
    daemon.send_signal(signal.SIGSTOP)

    assert not bus_answers(session.env[BUS])
    daemon.send_signal(signal.SIGCONT)


@pytest.mark.parametrize("address", ["", "words", "unix:path=/nowhere", "tcp:host=x"])
def test_an_address_that_is_no_bus(address: str) -> None:
    """Nothing answers, and nothing is raised."""
    assert not bus_answers(address)
