"""When something is to be seen for the first time."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Final

from PIL import Image

from tests.desktop.parts import Screen

# Seconds between two looks: each takes from a program some of what it runs on.
STEP: Final = 0.005


def first_seen(
    screen: Screen,
    box: tuple[int, int, int, int],
    shows: Callable[[Image.Image], bool],
    within: float,
) -> float:
    """Return the time at which the first picture that shows it had been taken.

    To recognise it takes as long again: that is our time, and not the program's. Raise
    TimeoutError when it does not come within so many seconds.
    """
    end = monotonic() + within
    while monotonic() < end:
        picture, taken = screen.picture(box), monotonic()
        if shows(picture):
            return taken
        sleep(STEP)
    raise TimeoutError(f"not seen within {within} s")
