"""The small program under a real panel, clicked by a real pointer."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final

import pytest
from PIL import Image

from tests.desktop.conftest import need
from tests.desktop.parts import (
    HEIGHT,
    PANEL_HEIGHT,
    WIDTH,
    Screen,
    start_panel,
    start_screen,
)
from tests.desktop.session import Session, end
from tests.surfaces.sni.looking import Box, Point, changed, lines, middle, place
from tests.surfaces.sni.program import BLUE, GREEN
from tests.surfaces.sni.running import printed, start_program, start_ready_bus
from tests.waiting import eventually

assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

PANEL: Final = (0, 0, WIDTH, PANEL_HEIGHT)
SOON: Final = 5.0
# The menu's lines, in the order in which the small program has them.
FIRST, MARKED, COLOURS, QUIT = 1, 2, 3, 5
ALL: Final = 6
# How far the marks are from the middle of the menu, and how high a line is.
MARK: Final = 70
LINE: Final = 8
LEFT, RIGHT = "1", "3"

Process = subprocess.Popen[bytes]


class Desk:
    """A screen with a panel and the small program, and a hand on the mouse."""

    def __init__(self, session: Session, screen: Screen) -> None:
        self.session = session
        self.screen = screen
        # Menus open to the left of this.
        self._edge = WIDTH
        self.panel = start_panel(session)
        self.program = start_program(session, "pillow")

    def icon(self, colour: tuple[int, ...] = GREEN) -> Box | None:
        """Return where the icon stands in the panel, when it has this colour."""
        return place(self.screen.picture(PANEL), colour)

    def shows(self, colour: tuple[int, ...]) -> bool:
        """Say whether the icon comes to stand there in this colour."""
        return eventually(lambda: self.icon(colour), SOON)

    def click(self, at: Point, button: str = LEFT) -> None:
        """Go there and click."""
        self.point(at)
        self.session.ask("xdotool", "click", button)

    def point(self, at: Point) -> None:
        """Go there, by way of a place nearby, so that the pointer is seen to come."""
        x, y = at
        for there in (x - 3, x):
            self.session.ask("xdotool", "mousemove", str(there), str(y))

    def click_icon(self, button: str = LEFT) -> None:
        """Click the icon."""
        self._edge = WIDTH
        box = self.icon()
        assert box is not None
        self.click(middle(box), button)

    def open(self) -> list[Point]:
        """Open the menu by a right click; return where its lines are."""
        before = self.screen.picture()
        self.click_icon(RIGHT)
        return self.appeared(before, ALL)

    def appeared(self, before: Image.Image, many: int) -> list[Point]:
        """Wait for a menu of so many lines; return where they are."""
        found: list[Point] = []
        desk = (0, PANEL_HEIGHT, self._edge, HEIGHT)

        def there() -> bool:
            picture = self.steady()
            box = changed(before.crop(desk), picture.crop(desk))
            if box is None:
                return False
            left, top, right, bottom = box
            menu = (left, top + PANEL_HEIGHT, right, bottom + PANEL_HEIGHT)
            found[:] = lines(picture, menu)
            self._edge = left if len(found) == many else self._edge
            return len(found) == many

        assert eventually(there, SOON), (found, self.keep("menu"))
        return found

    def steady(self) -> Image.Image:
        """Return a picture of the screen once it stands still."""
        last = self.screen.picture()

        def stands() -> bool:
            nonlocal last
            assert not Event().wait(0.1)
            before, last = last, self.screen.picture()
            return changed(before, last) is None

        assert eventually(stands)
        return last

    def said(self, line: str) -> bool:
        """Say whether the program comes to print this line last."""
        return eventually(lambda: printed(self.session)[-1:] == [line], SOON)

    def keep(self, name: str) -> str:
        """Keep a picture where one was asked for, so that people can look at it."""
        folder = os.environ.get("KEEP_SCREENSHOTS")
        if not folder:
            return ""
        path = Path(folder) / f"xfce-{name}.png"
        self.screen.picture().save(path)
        return str(path)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Have a desk on which the icon stands."""
    need("Xvfb", "xfce4-panel", "xdotool", "dbus-daemon")
    with Session() as session:
        screen = start_screen(session)
        start_ready_bus(session)
        made = Desk(session, screen)
        assert made.shows(GREEN), printed(session)
        yield made


def test_the_icon_stands_in_the_panel(desk: Desk) -> None:
    """It is a square of its own colour, as large as the panel lets it be."""
    box = desk.icon()
    assert box is not None
    left, top, right, bottom = box
    assert right - left == bottom - top >= 16
    assert bottom <= PANEL_HEIGHT
    desk.keep("icon")


def test_an_entry_is_clicked(desk: Desk) -> None:
    """A right click opens the menu, and a click there runs what it says."""
    found = desk.open()
    desk.keep("menu")

    desk.click(found[FIRST])

    assert desk.said("ran First")


def test_an_entry_of_a_submenu_is_clicked(desk: Desk) -> None:
    """Two levels deep, and the icon takes the colour that was clicked."""
    found = desk.open()
    before = desk.screen.picture()
    desk.point(found[COLOURS])
    (strong,) = desk.appeared(before, 1)
    desk.point(strong)
    blue, _ = desk.appeared(before, 2)
    desk.keep("submenu")

    desk.click(blue)

    assert desk.said("ran Blue")
    assert desk.shows(BLUE)


def test_the_menu_is_fresh_each_time(desk: Desk) -> None:
    """A mark that a click set is seen when the menu opens again."""
    found = desk.open()
    before = desk.screen.picture()
    desk.click(found[MARKED])
    assert desk.said("ran Marked")

    again = desk.open()
    desk.keep("marked")

    assert again == found
    x, y = found[MARKED]
    mark = (x - MARK, y - LINE, x, y + LINE)
    assert changed(before.crop(mark), desk.screen.picture().crop(mark))


def test_a_left_click_opens_the_menu_or_runs_the_default(desk: Desk) -> None:
    """Without a default entry it opens the menu; with one it runs that at once."""
    before = desk.screen.picture()
    desk.click_icon(LEFT)
    found = desk.appeared(before, ALL)
    desk.click(found[MARKED])
    assert desk.said("ran Marked")
    desk.keep("attention")

    desk.steady()
    desk.click_icon(LEFT)
    assert desk.said("ran First")


def test_quit_takes_the_icon_away(desk: Desk) -> None:
    """The program ends, and nothing of it stays in the panel."""
    desk.click(desk.open()[QUIT])

    assert desk.program.wait(SOON) == 0
    assert eventually(lambda: desk.icon() is None, SOON)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_new_panel_gets_the_icon_back(desk: Desk, signum: signal.Signals) -> None:
    """A panel that ended or crashed and comes again has it within five seconds."""
    end(desk.panel, signum)
    assert eventually(lambda: desk.icon() is None, SOON)

    desk.panel = start_panel(desk.session)

    assert desk.shows(GREEN)
    desk.click(desk.open()[FIRST])
    assert desk.said("ran First")
