"""A hand on the mouse: the icon's menu in a real panel, found by looking."""

from threading import Event
from typing import Protocol

from PIL import Image, ImageChops

from tests.desktop.parts import HEIGHT, PANEL_HEIGHT, WIDTH, Screen
from tests.desktop.pictures import find
from tests.desktop.session import Session
from tests.surfaces.sni.looking import Box, Point, changed, lines
from tests.waiting import eventually

SOON = 5.0
LEFT, RIGHT = "1", "3"
# What is narrower than that is the edge of an entry that lights up.
SMALLEST = 40
# The part of 255 that the mouse's arrow covers at most.
FEW = 60


class Hand(Protocol):
    """Moves the mouse and presses its buttons."""

    def move(self, at: Point) -> None:
        """Move the pointer there."""

    def press(self, button: str) -> None:
        """Press this button and let it go."""


class X11Hand:
    """A hand on the mouse of an X11 screen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def move(self, at: Point) -> None:
        """Move the pointer there."""
        self._session.ask("xdotool", "mousemove", str(at[0]), str(at[1]))

    def press(self, button: str) -> None:
        """Press this button and let it go."""
        self._session.ask("xdotool", "click", button)


class Pointer:
    """Opens the icon's menu and clicks in it, as a person would."""

    def __init__(
        self, session: Session, screen: Screen, hand: Hand | None = None
    ) -> None:
        self._hand = hand or X11Hand(session)
        self._screen = screen
        # Menus open to the left of this.
        self._edge = WIDTH

    def click(self, at: Point, button: str = LEFT) -> None:
        """Go there and click."""
        self.point(at)
        self._hand.press(button)

    def point(self, at: Point) -> None:
        """Go there, by way of a place nearby, so that the pointer is seen to come."""
        x, y = at
        for there in (x - 3, x):
            self._hand.move((there, y))

    def click_icon(self, button: str = LEFT) -> None:
        """Click the icon in the panel."""
        found = find(self._screen.picture())
        assert found is not None
        left, _, right, bottom = found[0]
        # Some panels open the menu where the click was: let it not hide the panel.
        self.click(((left + right) // 2, bottom - 2), button)

    def open(self, many: int) -> list[Point]:
        """Open the menu by a right click; return where its lines are."""
        self._edge = WIDTH
        before = self._screen.picture()
        self.click_icon(RIGHT)
        return self.appeared(before, many)

    def below(self, entry: Point, many: int) -> list[Point]:
        """Open the submenu of this entry; return where its lines are."""
        before = self._screen.picture()
        self.point(entry)
        return self.appeared(before, many)

    def appeared(self, before: Image.Image, many: int) -> list[Point]:
        """Wait for a menu of so many lines; return where they are."""
        found: list[Point] = []
        desk = (0, PANEL_HEIGHT, self._edge, HEIGHT)

        def there() -> bool:
            picture = self._steady()
            box = changed(before.crop(desk), picture.crop(desk))
            if box is None or min(box[2] - box[0], box[3] - box[1]) < SMALLEST:
                return False
            left, top, right, bottom = box
            within = (left, top + PANEL_HEIGHT, right, bottom + PANEL_HEIGHT)
            found[:] = lines(picture, _sheet(picture, within))
            self._edge = left if len(found) == many else self._edge
            return len(found) == many

        assert eventually(there, SOON), found
        return found

    def _steady(self) -> Image.Image:
        """Return a picture of the screen once it stands still."""
        last = self._screen.picture()

        def stands() -> bool:
            nonlocal last
            assert not Event().wait(0.1)
            before, last = last, self._screen.picture()
            return changed(before, last) is None

        assert eventually(stands)
        return last


def _sheet(picture: Image.Image, box: Box) -> Box:
    """Return the menu within the box: neither its shadow nor the mouse's arrow."""
    crop = picture.convert("RGB").crop(box)
    same = ImageChops.difference(crop, Image.new("RGB", crop.size, _most(crop)))
    same = same.convert("L").point(lambda value: 255 * (value == 0))
    left, _, right, _ = _mostly(same.resize((crop.width, 1), Image.Resampling.BOX))
    _, top, _, bottom = _mostly(same.resize((1, crop.height), Image.Resampling.BOX))
    return box[0] + left, box[1] + top, box[0] + right, box[1] + bottom


def _most(picture: Image.Image) -> tuple[int, ...]:
    """Return the colour of which the picture has most."""
    _, colour = max(picture.getcolors(picture.width * picture.height) or [(0, 0)])
    assert isinstance(colour, tuple)
    return colour


def _mostly(shares: Image.Image) -> Box:
    """Return the part in which a good share of each line is ground."""
    box = shares.point(lambda share: 255 * (share > FEW)).getbbox()
    return box or (0, 0, *shares.size)
