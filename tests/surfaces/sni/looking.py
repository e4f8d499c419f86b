"""Looking at a screen: where a colour stands, and where the lines of a menu are."""

from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageChops

Box = tuple[int, int, int, int]
Point = tuple[int, int]

NEAR: Final = 24
# What is lower than that is a line between entries, and no writing.
LOWEST_WRITING: Final = 5
# The frame of a menu, in pixels.
FRAME: Final = 8


def place(picture: Image.Image, colour: tuple[int, ...]) -> Box | None:
    """Return the box around all that has this colour."""
    ground = Image.new("RGB", picture.size, colour[:3])
    return (
        _differs(picture, ground).point(lambda value: 255 * (value <= NEAR)).getbbox()
    )


def changed(before: Image.Image, now: Image.Image) -> Box | None:
    """Return the box around all that differs between two pictures."""
    return _differs(before, now).point(lambda value: 255 * (value > NEAR)).getbbox()


def middle(box: Box) -> Point:
    """Return the middle of a box."""
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2


def lines(picture: Image.Image, menu: Box) -> list[Point]:
    """Return a point in each line of writing in a menu, from top to bottom."""
    left, top, right, bottom = menu
    inner = (left + FRAME, top + FRAME, right - FRAME, bottom - FRAME)
    area = picture.convert("L").crop(inner)
    ground = area.tobytes()[0]
    ink = area.point(lambda value: 255 * (abs(value - ground) > NEAR))
    written = [
        ink.crop((0, y, ink.width, y + 1)).getbbox() is not None
        for y in range(ink.height)
    ]
    found = (span for span in _spans(written) if span[1] - span[0] >= LOWEST_WRITING)
    return [(middle(menu)[0], inner[1] + sum(span) // 2) for span in found]


def _differs(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return, for each pixel, by how much its worst colour differs."""
    off = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    worst = off.getchannel(0)
    for channel in (1, 2):
        worst = ImageChops.lighter(worst, off.getchannel(channel))
    return worst


def _spans(marked: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, mark in enumerate([*marked, False]):
        if mark and start is None:
            start = place
        elif not mark and start is not None:
            yield start, place
            start = None
