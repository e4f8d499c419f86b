"""The windows that a scripted compositor tells of."""

import sys

import pytest

from movebreak.native.wayland import NotOfferedError
from movebreak.native.wayland_windows import Window, listed
from movebreak.native.wayland_wire import WaylandError
from tests.native.compositor import NEXT, THEIRS, Compositor, Ends

MANAGER, CALLBACK = NEXT[:2]
TOPLEVEL, FINISHED = 0, 1
TITLE, APP_ID, OUTPUT_ENTER, OUTPUT_LEAVE, STATE, DONE, CLOSED = range(7)
FILM, EDITOR = THEIRS, THEIRS + 1


def tell(far: Compositor, window: int, title: str, states: tuple[int, ...]) -> None:
    """Tell of a window as compositors do."""
    far.say(MANAGER, TOPLEVEL, window)
    far.say(window, TITLE, title)
    far.say(window, APP_ID, f"org.{title}")
    far.say(window, OUTPUT_ENTER, 0)
    far.say(window, STATE, b"".join(each.to_bytes(4, sys.byteorder) for each in states))
    far.say(window, DONE)


def test_windows(ends: Ends) -> None:
    """Each with its title, its app, and how it is shown."""
    wayland = ends.meet(zwlr_foreign_toplevel_manager_v1=3)
    tell(ends.far, FILM, "film", (0, 2, 3))
    tell(ends.far, EDITOR, "editor", (1,))
    ends.far.say(EDITOR, OUTPUT_LEAVE, 0)
    ends.far.answer(CALLBACK)

    assert listed(wayland) == [
        Window("film", "org.film", activated=True, full_screen=True),
        Window("editor", "org.editor"),
    ]
    assert ends.far.asked()[0].body[-8:-4] == (2).to_bytes(4, sys.byteorder)


def test_no_windows(ends: Ends) -> None:
    """An empty desktop has none."""
    wayland = ends.meet(zwlr_foreign_toplevel_manager_v1=2)
    ends.far.answer(CALLBACK)

    assert listed(wayland) == []


def test_the_last_word_counts(ends: Ends) -> None:
    """A window may change or go while the list is told."""
    wayland = ends.meet(zwlr_foreign_toplevel_manager_v1=2)
    tell(ends.far, FILM, "film", (2, 3))
    tell(ends.far, EDITOR, "editor", ())
    ends.far.say(EDITOR, CLOSED)
    ends.far.say(EDITOR, CLOSED)
    ends.far.say(FILM, STATE, b"")
    ends.far.say(MANAGER, FINISHED)
    ends.far.answer(CALLBACK)

    assert listed(wayland) == [Window("film", "org.film")]


@pytest.mark.parametrize("offers", [{}, {"zwlr_foreign_toplevel_manager_v1": 1}])
def test_not_told_here(ends: Ends, offers: dict[str, int]) -> None:
    """Where there is no such interface, or one that knows no full screen."""
    with pytest.raises(NotOfferedError):
        listed(ends.meet(**offers))


def test_a_list_without_an_end(ends: Ends) -> None:
    """It is not waited for."""
    wayland = ends.meet(zwlr_foreign_toplevel_manager_v1=2)
    tell(ends.far, FILM, "film", (2, 3))

    with pytest.raises(WaylandError):
        listed(wayland)
