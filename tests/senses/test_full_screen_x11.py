"""Which window fills an X11 screen, with windows that are made up."""

from dataclasses import replace

import pytest

from movebreak.errors import UnavailableError
from movebreak.native.x11 import BAD_WINDOW, Property
from movebreak.native.x11_wire import X11LostError
from movebreak.senses.quiet.full_screen_x11 import full_screen
from tests.senses.fake_x11 import FakeWindows, numbers, text

ROOT, MANAGER, FILM, OTHER = 1, 2, 7, 8
BAD_ACCESS = 10


@pytest.fixture
def windows() -> FakeWindows:
    """Have a desktop on which a film fills the screen."""
    made = FakeWindows(root=ROOT)
    made.windows = {
        ROOT: {
            "_NET_SUPPORTING_WM_CHECK": numbers(MANAGER),
            "_NET_ACTIVE_WINDOW": numbers(FILM),
        },
        MANAGER: {"_NET_SUPPORTING_WM_CHECK": numbers(MANAGER)},
        FILM: {
            "_NET_WM_STATE": numbers(55, made.atom("_NET_WM_STATE_FULLSCREEN")),
            "WM_CLASS": text(b"player\0Player\0"),
        },
        OTHER: {"WM_CLASS": text(b"other\0Other\0")},
    }
    return made


def look(windows: FakeWindows) -> str | None:
    """Return the name of the window that fills the screen."""
    return full_screen(":5", "cookies", windows.connect)


def test_a_film_fills_the_screen(windows: FakeWindows) -> None:
    """It is named, until another window is in use, or none."""
    assert look(windows) == "Player"

    for other in (numbers(OTHER), numbers(0), numbers(), text(b"FILM"), numbers(ROOT)):
        windows.windows[ROOT]["_NET_ACTIVE_WINDOW"] = other
        assert look(windows) is None
    assert windows.closed == 6


@pytest.mark.parametrize("kind", ["DESKTOP", "DOCK"])
def test_the_desktop_itself_does_not_count(windows: FakeWindows, kind: str) -> None:
    """Nor does a panel; other kinds of windows do."""
    atom = windows.atom(f"_NET_WM_WINDOW_TYPE_{kind}")
    windows.windows[FILM]["_NET_WM_WINDOW_TYPE"] = numbers(44)
    assert look(windows) == "Player"

    windows.windows[FILM]["_NET_WM_WINDOW_TYPE"] = numbers(44, atom)
    assert look(windows) is None


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (text(b"Navigator\0firefox\0"), "firefox"),
        (text(b"totem\0org.gnome.Totem\0"), "Totem"),
        (text(b"app.py\0App.py\0"), "App.py"),
        (text(b"only\0"), "only"),
        (text(b"only"), "only"),
        (text(b"\0\0"), ""),
        (text("größer\0Größer\0".encode()), "Größer"),
        (text(b"bad\0\xff\x1b[2J \n\0"), "\ufffd[2J"),
        (numbers(65, 66), ""),
        (Property(0, b""), ""),
    ],
)
def test_names_can_be_read(
    windows: FakeWindows, named: Property, expected: str
) -> None:
    """The program's name without what else may be in it; empty for none."""
    windows.windows[FILM]["WM_CLASS"] = named

    assert look(windows) == expected


def test_a_window_that_closes_meanwhile(windows: FakeWindows) -> None:
    """Then the next one is asked, if there is one."""
    windows.windows[OTHER]["_NET_WM_STATE"] = windows.windows[FILM]["_NET_WM_STATE"]
    windows.closing = {FILM: OTHER}

    assert look(windows) == "Other"


def test_a_window_in_use_that_never_is_there(windows: FakeWindows) -> None:
    """Nobody can tell, and nobody asks for ever."""
    del windows.windows[FILM]

    with pytest.raises(UnavailableError, match="cannot be found"):
        look(windows)
    assert windows.closed == 1


def test_any_other_error_is_said(windows: FakeWindows) -> None:
    """As when the server lets nobody look."""
    del windows.windows[FILM]
    assert BAD_ACCESS != BAD_WINDOW

    with pytest.raises(UnavailableError, match="answered with error 10"):
        look(replace(windows, error=BAD_ACCESS))


@pytest.mark.parametrize("claimed", [(), (0,), (99,), (OTHER,)])
def test_nobody_keeps_windows(windows: FakeWindows, claimed: tuple[int, ...]) -> None:
    """What a window manager that ended has left behind says nothing."""
    windows.windows[ROOT]["_NET_SUPPORTING_WM_CHECK"] = numbers(*claimed)

    with pytest.raises(UnavailableError, match="does not tell which window is in use"):
        look(windows)
    assert windows.closed == 1


def test_no_display_to_ask() -> None:
    """None given, or nobody there."""

    def nobody(display: str, authority: str, patience: float) -> FakeWindows:
        raise X11LostError(f"nobody at {display}{authority} for {patience}")

    with pytest.raises(UnavailableError, match="there is no X11 display"):
        full_screen("", "cookies")
    with pytest.raises(UnavailableError, match="cannot be asked: nobody at :6"):
        full_screen(":6", "", nobody)
