"""The way into an X server: names of displays, files of cookies, the first words."""

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak.native.x11 import connect
from movebreak.native.x11_login import Place, cookie, enter, place
from movebreak.native.x11_wire import Wire, X11LostError
from tests.native import x11_bytes
from tests.native.x11_bytes import ORDER, ROOT, SECOND_ROOT, screen, welcome

COOKIE = b"MIT-MAGIC-COOKIE-1"
HERE = socket.gethostname().encode()
LOCAL, WILD = 256, 65535


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Have both ends of a local socket."""
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def entry(family: int, address: bytes, number: bytes, secret: bytes) -> bytes:
    """Return one entry of a file of cookies."""
    fields = (address, number, COOKIE, secret)
    packed = b"".join(struct.pack(">H", len(each)) + each for each in fields)
    return struct.pack(">H", family) + packed


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (":0", Place("", 0, 0)),
        (":12.1", Place("", 12, 1)),
        ("unix:3", Place("", 3, 0)),
        ("unix/desk:3", Place("", 3, 0)),
        ("localhost:10.0", Place("localhost", 10, 0)),
        ("tcp/localhost:10", Place("localhost", 10, 0)),
        ("[::1]:2", Place("::1", 2, 0)),
        ("::1:2", Place("::1", 2, 0)),
    ],
)
def test_displays_have_many_names(display: str, expected: Place) -> None:
    """Local ones, distant ones, and those with several screens."""
    assert place(display) == expected


@pytest.mark.parametrize(
    "display", ["", ":", "desk", ":x", ":1.x", ":-1", ":²", ":99999", ":1" + 99 * "0"]
)
def test_what_is_no_display_is_said(display: str) -> None:
    """As an error with the name in it."""
    with pytest.raises(X11LostError, match="not the name of an X11 display"):
        place(display)


def test_nobody_there(tmp_path: Path) -> None:
    """Neither here nor on the network, nor at a name that cannot be."""
    for display in (":59000", "127.0.0.1:59000", "a\0b:1", f"{'x' * 300}:1"):
        with pytest.raises(X11LostError):
            connect(display, str(tmp_path / "none"), 0.5)


def test_the_cookie_is_found_among_others(
    tmp_path: Path, ends: tuple[socket.socket, socket.socket]
) -> None:
    """By machine and number; the first that fits, as every X program does it."""
    file = tmp_path / "cookies"
    file.write_bytes(
        entry(LOCAL, b"elsewhere", b"7", b"other machine")
        + entry(LOCAL, HERE, b"8", b"other number")
        + entry(LOCAL, HERE, b"7", b"this").replace(COOKIE, b"XDM-AUTHORIZATION1")
        + entry(LOCAL, HERE, b"7", b"right")
        + entry(WILD, b"", b"", b"for all")
    )

    assert cookie(str(file), Place("", 7, 0), ends[0]) == b"right"
    assert cookie(str(file), Place("", 9, 0), ends[0]) == b"for all"


@pytest.mark.parametrize("left", range(40))
def test_a_file_that_is_cut_off_has_no_cookie(
    tmp_path: Path, ends: tuple[socket.socket, socket.socket], left: int
) -> None:
    """Wherever it is cut; nor has one that is not there, or is a folder."""
    whole = entry(WILD, b"", b"", b"0123456789abcdef")
    file = tmp_path / "cookies"
    file.write_bytes(whole[:left])

    assert left < len(whole)
    assert cookie(str(file), Place("", 0, 0), ends[0]) == b""
    for absent in (tmp_path / "none", tmp_path, "", "\0"):
        assert cookie(str(absent), Place("", 0, 0), ends[0]) == b""


def test_a_distant_server_has_its_own_cookie(tmp_path: Path) -> None:
    """By its address; one on this machine may be filed under either name."""
    file = tmp_path / "cookies"
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as wire,
    ):
        for address in (
            entry(0, bytes([127, 0, 0, 1]), b"1", b"right"),
            entry(LOCAL, HERE, b"1", b"right"),
        ):
            file.write_bytes(entry(0, b"\1\2\3\4", b"1", b"wrong") + address)
            assert cookie(str(file), Place("localhost", 1, 0), wire) == b"right"


def test_the_cookie_is_shown_at_the_door(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    """And nothing where there is none; what the server tells is understood."""
    near, far = ends
    far.sendall(welcome(screen(ROOT), screen(SECOND_ROOT)))

    told = enter(Wire(near, 1), b"sesame", 1)

    assert (told.root, told.id_base) == (SECOND_ROOT, x11_bytes.ID_BASE)
    head = struct.pack("=cxHHHHxx", ORDER, 11, 0, 18, 6)
    assert far.recv(999) == head + COOKIE + b"\0\0" + b"sesame\0\0"


def test_a_server_says_why_not(ends: tuple[socket.socket, socket.socket]) -> None:
    """In its own words, without what ends a line."""
    near, far = ends
    far.sendall(x11_bytes.refusal(b"Authorization required\n"))

    with pytest.raises(X11LostError, match=r"let us in: Authorization required$"):
        enter(Wire(near, 1), b"", 0)
    assert far.recv(999) == struct.pack("=cxHHHHxx", ORDER, 11, 0, 0, 0)


def test_a_screen_that_is_not_there(ends: tuple[socket.socket, socket.socket]) -> None:
    """The display's name may ask for one too many."""
    near, far = ends
    far.sendall(welcome(screen(ROOT)))

    with pytest.raises(X11LostError, match="no screen 1"):
        enter(Wire(near, 1), b"", 1)
