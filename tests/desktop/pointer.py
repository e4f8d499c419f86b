"""A hand on the mouse: the icon's menu in a real panel, found by looking."""

from threading import Event

from PIL import Image

from tests.desktop.parts import HEIGHT, PANEL_HEIGHT, WIDTH, Screen
from tests.desktop.pictures import find
from tests.desktop.session import Session
from tests.surfaces.sni.looking import Point, changed, lines, middle
from tests.waiting import eventually

SOON = 5.0
LEFT, RIGHT = "1", "3"


class Pointer:
    """Opens the icon's menu and clicks in it, as a person would."""

    def __init__(self, session: Session, screen: Screen) -> None:
        self._session = session
        self._screen = screen
        # Menus open to the left of this.
        self._edge = WIDTH

    def click(self, at: Point, button: str = LEFT) -> None:
        """Go there and click."""
        self.point(at)
        self._session.ask("xdotool", "click", button)

    def point(self, at: Point) -> None:
        """Go there, by way of a place nearby, so that the pointer is seen to come."""
        x, y = at
        for there in (x - 3, x):
            self._session.ask("xdotool", "mousemove", str(there), str(y))

    def click_icon(self, button: str = LEFT) -> None:
        """Click the icon in the panel."""
        found = find(self._screen.picture())
        assert found is not None
        self.click(middle(found[0]), button)

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
            if box is None:
                return False
            left, top, right, bottom = box
            menu = (left, top + PANEL_HEIGHT, right, bottom + PANEL_HEIGHT)
            found[:] = lines(picture, menu)
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
