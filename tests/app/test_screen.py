"""An X11 screen that has no tray, is not there, or goes away."""

import sys

from tests.app.program import SOON, Home
from tests.app.screen import Screen
from tests.waiting import eventually

RUN = [sys.executable, "-m", "movebreak", "run", "--every", "2s"]


def test_no_tray_on_the_screen(home: Home, screen: Screen) -> None:
    """Doctor says so, reminders come, and it ends like any other."""
    program = home.launch(RUN, env={"DISPLAY": screen.display})
    program.next_reminder(SOON)
    home.say("done")

    assert "look tray: no tray has taken the icon in" in home.say("doctor")
    assert program.end() == 0
    assert program.err == ""


def test_a_screen_that_is_not_there(home: Home) -> None:
    """A wrong DISPLAY leaves notifications and commands."""
    program = home.launch(RUN, env={"DISPLAY": ":47113"})
    program.next_reminder(SOON)

    assert "no X11" in home.say("doctor")
    assert program.end() == 0
    assert program.err == ""


def test_the_end_of_the_session(home: Home, screen: Screen) -> None:
    """When the screen goes, the program ends in good order, without a word."""
    program = home.launch(RUN, env={"DISPLAY": screen.display})
    assert eventually(lambda: "look tray" in home.say("doctor"))
    screen.end()

    assert program.wait() == 0
    assert program.err == ""
    assert "movebreak ends" in home.log
