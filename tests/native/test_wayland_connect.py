"""Reaching a Wayland compositor by its socket, and what must not come along."""

import os
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak.native.wayland import connect
from movebreak.native.wayland_idle import notices
from movebreak.native.wayland_windows import Window, windows
from movebreak.native.wayland_wire import WaylandError
from tests.native.compositor import NEXT, SHORT, THEIRS, Compositor, Ends, message
from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

# Far more than a busy machine needs.
SOON = 10.0


@pytest.fixture
def runtime() -> Iterator[Path]:
    """Have a folder with a name that is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="wl-") as made:
        yield Path(made)


@pytest.fixture
def listener(runtime: Path) -> Iterator[socket.socket]:
    """Have a compositor that takes in, and says nothing by itself."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(runtime / "wayland-1"))
        listener.listen()
        yield listener


def test_a_display_by_name_and_by_path(listener: socket.socket, runtime: Path) -> None:
    """A whole path needs no folder."""

    def serve() -> None:
        for _ in range(2):
            wire, _ = listener.accept()
            with wire:
                far = Compositor(wire)
                far.greet(zwlr_foreign_toplevel_manager_v1=3)
                far.hear(4)
                far.say(NEXT[0], 0, THEIRS)
                far.say(THEIRS, 1, "film")
                far.answer(NEXT[1])
                while wire.recv(1024):
                    pass

    server = threading.Thread(target=serve)
    server.start()
    by_name = windows("wayland-1", str(runtime), SOON)
    by_path = windows(str(runtime / "wayland-1"), "", SOON)
    server.join()

    assert by_name == by_path == [Window(app_id="film")]


@pytest.mark.parametrize("display", ["wayland-2", "x" * 200, "a\0b", "/nowhere/at/all"])
def test_no_compositor(runtime: Path, display: str) -> None:
    """It is said without a number of the system."""
    with pytest.raises(WaylandError) as told:
        connect(display, str(runtime))
    assert "Errno" not in str(told.value)


def test_a_name_without_a_folder() -> None:
    """The socket is not looked for wherever the program happens to be."""
    with pytest.raises(WaylandError, match="no folder"):
        connect("wayland-1", "")


def test_a_compositor_that_hangs(listener: socket.socket, runtime: Path) -> None:
    """Whoever asks gives up, also when more knock than it has room for."""
    assert listener.fileno() > 0
    for _ in range(3):
        with pytest.raises(WaylandError):
            notices("wayland-1", str(runtime), SHORT)


def test_descriptors_that_come_along_are_closed(ends: Ends) -> None:
    """A compositor cannot fill the table of this process with them."""
    wayland = ends.meet(wl_seat=1)
    seat = wayland.bind("wl_seat", 1)
    reading, writing = os.pipe()
    before = descriptors()
    for _ in range(20):
        socket.send_fds(ends.far.wire, [message(seat, 0, 1)], [writing] * 10)
    os.close(writing)

    # The kernel hands over one such message at a time.
    assert sum(len(wayland.take()) for _ in range(20)) == 20

    assert descriptors() == before - 1
    # Its end shows that nobody has the other side open any more.
    assert os.read(reading, 1) == b""
    os.close(reading)


def descriptors() -> int:
    """Return how many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))
