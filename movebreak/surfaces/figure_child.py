"""Draws the picture of one drill and prints it: a program that ends at once.

It is run apart because Pillow would stay in the memory of whoever imports it.
"""

import sys
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from movebreak.surfaces.figure import SIZE, SUPERSAMPLE, picture
from movebreak.surfaces.figure_files import Figures, figures_folder
from movebreak.surfaces.poses import Figure

# As round as the moving picture.
CORNER = 24


def card(figure: Figure) -> bytes:
    """Return the drill on a light card with round corners, as a PNG file.

    A notification may be dark or light, and no server tells which.
    """
    image = picture(figure)
    image.putalpha(_round_corners())
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _round_corners() -> Image.Image:
    side = SIZE * SUPERSAMPLE
    mask = Image.new("L", (side, side), 0)
    whole = (0, 0, side - 1, side - 1)
    ImageDraw.Draw(mask).rounded_rectangle(whole, CORNER * SUPERSAMPLE, fill=255)
    return mask.reduce(SUPERSAMPLE)


def main(words: Sequence[str]) -> int:
    """Print the picture of the drill with this id, or nothing when it has none."""
    figure = Figures(figures_folder()).find(words[0])
    if figure is not None:
        sys.stdout.buffer.write(card(figure))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
