"""The real program on Windows: its icon, its commands, its end, and what is kept."""

import re
import sys
from collections.abc import Iterator

import pytest

from tests.pages.serving import Visitor
from tests.systems import only_on
from tests.waiting import eventually

only_on("win32")
assert sys.platform == "win32"

from movebreak.surfaces.windows_icon import (  # noqa: E402 - only there
    END_SESSION,
    QUERY_END_SESSION,
)
from tests.windows import hands  # noqa: E402
from tests.windows.home import SOON, WindowsHome, windows_of  # noqa: E402

UP, ENTER = 0x26, 0x0D


@pytest.fixture
def home() -> Iterator[WindowsHome]:
    """A home in which nothing runs after the test."""
    # Whatever draws first starts the desktop, which would hold its output.
    hands.screen()
    with WindowsHome() as made:
        yield made


def test_a_day_with_the_icon_and_with_commands(home: WindowsHome) -> None:
    """A break is answered in the menu, commands go through the pipe, Quit ends it."""
    program = home.show("--every", "2s")
    assert home.becomes("due", SOON)
    hands.click(hands.icon(), right=True)
    assert hands.menu_opens()
    hands.keep("program")
    left, top, _, _ = hands.box_of(hands.menu_window())
    # "Done", below what is told and a line.
    hands.click(hands.Spot(left + 30, top + 52))
    assert eventually(lambda: home.status()["today"]["done"] == 1, SOON)

    home.say("undo")
    assert home.status()["today"]["done"] == 0
    home.say("pause", "1h")
    assert home.is_in("paused")
    assert home.ask("snooze").returncode == 1
    doctor = home.say("doctor")
    assert "ok   tray: icon shown" in doctor
    assert "notifier: tray icon" in doctor
    assert "not by toasts: no toasts: " in doctor
    assert "ok   idle time: " in doctor

    second = home.ask("run")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith("movebreak is running: paused until ")

    hands.click(hands.icon(), right=True)
    assert hands.menu_opens()
    # "Quit" is the last line. A notification may cover it, but keys find it.
    hands.press(UP)
    hands.press(ENTER)
    assert program.wait(SOON) == 0
    assert program.err == ""
    assert eventually(lambda: hands.icon_spot() is None, SOON)
    assert home.ask("status").returncode == 3


def test_nothing_is_lost_by_a_kill_or_by_logging_off(home: WindowsHome) -> None:
    """Killed, it starts again as it was; at the session's end it ends by itself."""
    first = home.show("--every", "1h")
    home.settings.write_bytes(b"\xef\xbb\xbf[breaks]\r\ngoal = 5\r\n")
    home.say("done")
    assert "1 of 5 done" in home.say("status")
    home.say("pause", "2h")
    first.kill()
    assert home.ask("status").returncode == 3

    second = home.show("--every", "1h")
    assert home.is_in("paused")
    assert home.status()["today"]["done"] == 1
    home.say("undo")
    windows = windows_of(second.pid)
    assert len(windows) >= 2
    # As Windows has it: all must say yes, then all are told.
    assert all(hands.send(each, QUERY_END_SESSION) for each in windows)
    for each in windows:
        hands.send(each, END_SESSION, 1)
    assert second.wait(SOON) == 0
    assert "movebreak ends" in home.log
    assert "0 of 5 done" in home.say("today")


def test_a_page_answers(home: WindowsHome) -> None:
    """The guide to the open break, by the program of the pages."""
    home.show("--every", "1s")
    assert home.becomes("due", SOON)
    (link,) = re.findall(r"http://\S+", home.say("pages", "guide"))
    visitor = Visitor(link)
    page = visitor.follow(visitor.enter())

    assert page.code == 200
    assert "Done" in page.text
