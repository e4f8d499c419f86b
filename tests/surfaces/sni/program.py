"""A small pystray program, for the tests that need a process of its own.

It prints what it does, a line each; "pillow" as its word lets it draw its icon.
"""

import logging
import signal
import sys
from functools import partial
from typing import Any, Final

from movebreak.surfaces.statusnotifier import Icon, Menu, MenuItem

GREEN: Final = (20, 160, 60, 255)
BLUE: Final = (30, 60, 220, 255)
RED: Final = (220, 30, 30, 255)

say = partial(print, flush=True)


class Program:
    """An icon whose menu changes it, and counts how often it was opened."""

    def __init__(self, *, draw: bool) -> None:
        self._draw = draw
        self._opened = 0
        self._due = False
        self.icon = Icon("test-program", self._square(GREEN), "A test", self._menu)

    def run(self) -> None:
        """Show the icon until stopped."""
        signal.signal(signal.SIGTERM, lambda *_: self.icon.stop())
        # Whoever starts the tests in the background has programs ignore it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.icon.run()
        say("ended")

    def _menu(self) -> list[Any]:
        self._opened += 1
        deep = Menu(MenuItem("Blue", self._paint), MenuItem("Red", self._paint))
        return [
            MenuItem(f"Read {self._opened} times", None, enabled=False),
            Menu.SEPARATOR,
            MenuItem("First", self._ran, default=self._due),
            MenuItem("Marked", self._mark, checked=lambda _: self._due),
            MenuItem("Colours", Menu(MenuItem("Strong", deep))),
            MenuItem("Fail", self._fail),
            MenuItem("Quit", self._quit),
        ]

    def _ran(self, _icon: Icon, item: Any) -> None:  # noqa: ANN401
        say(f"ran {item.text}")

    def _mark(self, icon: Icon, item: Any) -> None:  # noqa: ANN401
        self._due = not self._due
        icon.attention = self._due
        self._ran(icon, item)

    def _paint(self, icon: Icon, item: Any) -> None:  # noqa: ANN401
        icon.icon = self._square(BLUE if item.text == "Blue" else RED)
        self._ran(icon, item)

    def _fail(self) -> None:
        raise RuntimeError("no luck")

    def _quit(self, icon: Icon) -> None:
        icon.stop()

    def _square(self, colour: tuple[int, int, int, int]) -> Any:  # noqa: ANN401
        if self._draw:
            from PIL import Image  # noqa: PLC0415

            return Image.new("RGBA", (64, 64), colour)
        red, green, blue, alpha = colour
        pixel = bytes((alpha, red, green, blue))
        return {size: pixel * size * size for size in (22, 44)}


def main() -> None:
    """Run the program."""
    logging.basicConfig(stream=sys.stdout, level=logging.INFO)
    Program(draw="pillow" in sys.argv).run()


if __name__ == "__main__":
    main()
