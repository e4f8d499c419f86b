"""Finds the icon and the figure of a drill on a picture of the screen."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Final

from PIL import Image, ImageChops, ImageColor, ImageStat

from movebreak.surfaces.figure import LIGHT
from movebreak.surfaces.figure import picture as draw
from movebreak.surfaces.figure_files import Figures, figures_folder
from movebreak.surfaces.icon import FACES, Icons, icons_folder

Box = tuple[int, int, int, int]

# How far a colour may be off, for the panel draws the icon smaller than it is.
NEAR: Final = 24
OPAQUE: Final = 250
SMALLEST: Final = 12
# The most by which a face may differ from its drawing, all three colours added up.
ALIKE: Final = 20.0
# Figures are compared at this size.
THUMB: Final = (64, 64)


def find_figure(picture: Image.Image) -> str:
    """Return which drill's figure stands in the picture; empty when none does."""
    ground = Image.new("RGB", picture.size, ImageColor.getrgb(LIGHT["ground"]))
    off = ImageChops.difference(picture.convert("RGB"), ground).convert("L")
    box = off.point(lambda value: 255 * (value == 0)).getbbox()
    if box is None or min(box[2] - box[0], box[3] - box[1]) < SMALLEST:
        return ""
    crop = picture.crop(box).convert("RGB").resize(THUMB)
    found = [(_apart(crop, drawn), drill) for drill, drawn in _figures().items()]
    unlike, drill = min(found)
    return drill if unlike < ALIKE else ""


def find(picture: Image.Image) -> tuple[Box, str] | None:
    """Return where an icon stands in the picture, and which face it shows."""
    found = [
        (_unlike(picture, box, face), box, face)
        for face in FACES
        for box in _places(picture, face)
    ]
    unlike, box, face = min(found, default=(ALIKE, (0, 0, 0, 0), ""))
    return None if unlike >= ALIKE else (box, face)


@cache
def _figures() -> dict[str, Image.Image]:
    known = Figures(figures_folder())
    found = ((name, known.find(name)) for name in known.names())
    return {name: draw(figure, size=THUMB[0]) for name, figure in found if figure}


def _apart(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@cache
def _face(name: str) -> Image.Image:
    return Icons(icons_folder()).image(name)


@cache
def _colour(face: str) -> tuple[int, ...]:
    """Return the colour of which the face has most."""
    image = _face(face)
    seen: Counter[tuple[int, ...]] = Counter()
    for count, colour in image.getcolors(image.width * image.height) or []:
        if isinstance(colour, tuple) and colour[3] > OPAQUE:
            seen[colour[:3]] += count
    return seen.most_common(1)[0][0]


def _places(picture: Image.Image, face: str) -> Iterator[Box]:
    """Yield the squares that may hold the face, around all that has its colour."""
    ground = Image.new("RGB", picture.size, _colour(face))
    off = ImageChops.difference(picture.convert("RGB"), ground)
    worst = off.getchannel(0)
    for channel in (1, 2):
        worst = ImageChops.lighter(worst, off.getchannel(channel))
    seen = worst.point(lambda value: 255 * (value <= NEAR)).getbbox()
    if seen is None or min(seen[2] - seen[0], seen[3] - seen[1]) < SMALLEST:
        return
    longest = max(seen[2] - seen[0], seen[3] - seen[1])
    inked = _face(face).getbbox() or (0, 0, 0, 0)
    # The outermost pixels are mixed with what is behind them.
    for side in range(longest, longest + 4):
        scale = side / _face(face).width
        for across, down in product((-1, 0, 1), repeat=2):
            left = round((seen[0] + seen[2] - (inked[0] + inked[2]) * scale) / 2)
            top = round((seen[1] + seen[3] - (inked[1] + inked[3]) * scale) / 2)
            left, top = left + across, top + down
            if left >= 0 <= top:
                yield left, top, left + side, top + side


def _unlike(picture: Image.Image, box: Box, face: str) -> float:
    """Return how far the part of the picture is from the face, whatever is behind."""
    crop = picture.crop(box).convert("RGB")
    wanted = _face(face).resize(crop.size, Image.Resampling.LANCZOS)
    off = ImageChops.difference(crop, wanted.convert("RGB"))
    solid = wanted.getchannel("A").point(lambda alpha: 255 * (alpha > OPAQUE))
    return sum(ImageStat.Stat(off, solid).mean)
