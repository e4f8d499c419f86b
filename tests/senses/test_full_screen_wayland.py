"""Whether a window fills the screen, judged by what a Wayland compositor lists."""

import pytest

from movebreak.errors import UnavailableError
from movebreak.native.wayland import NotOfferedError
from movebreak.native.wayland_windows import Window
from movebreak.native.wayland_wire import WaylandError
from movebreak.senses.quiet.full_screen_wayland import full_screen

FILM = Window("The film", "org.film", activated=True, full_screen=True)
BEHIND = Window("The other", "org.other", full_screen=True)
EDITOR = Window("A text", "org.editor", activated=True)
NAMELESS = Window("A game", "", activated=True, full_screen=True)


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ([], None),
        ([EDITOR], None),
        ([BEHIND], None),
        ([BEHIND, EDITOR], None),
        ([FILM], "org.film"),
        ([BEHIND, FILM], "org.film"),
        ([NAMELESS], ""),
    ],
)
def test_only_the_window_in_use_counts(shown: list[Window], found: str | None) -> None:
    """One that fills another screen, or is behind, is not looked at."""
    assert full_screen("wayland-1", "/run", lambda *_: shown) == found


def test_it_takes_less_than_a_second() -> None:
    """It is asked just before a reminder."""
    asked = []

    def ask(display: str, runtime: str, patience: float) -> list[Window]:
        asked.append((display, runtime))
        assert patience < 1
        return []

    full_screen("wayland-1", "/run", ask)
    assert asked == [("wayland-1", "/run")]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (NotOfferedError("no such thing"), "does not tell which window"),
        (WaylandError("timed out"), "cannot be asked: timed out"),
    ],
)
def test_a_desktop_that_does_not_tell(error: Exception, says: str) -> None:
    """It is said why, and that nothing else is lost by it."""

    def ask(_display: str, _runtime: str, _patience: float) -> list[Window]:
        raise error

    with pytest.raises(UnavailableError, match=says) as told:
        full_screen("wayland-1", "/run", ask)
    assert told.value.hint


def test_no_wayland() -> None:
    """Nothing is asked where there is no display."""
    with pytest.raises(UnavailableError, match="not a Wayland session"):
        full_screen("", "/run", lambda *_: [])
