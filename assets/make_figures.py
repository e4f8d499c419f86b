"""Draw all figures of the drills into one picture, to be looked at drill by drill."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a script's own folder is all Python searches

from movebreak.surfaces.figure import picture  # noqa: E402
from movebreak.surfaces.figure_files import Figures, figures_folder  # noqa: E402

CAPTION = 16


def sheet(
    names: Sequence[str], size: int, columns: int, *, dark: bool = False
) -> Image.Image:
    """Return the figures of these drills side by side, each above its name."""
    rows = -(-len(names) // columns)
    whole = Image.new("RGB", (columns * size, rows * (size + CAPTION)), "#ffffff")
    pen = ImageDraw.Draw(whole)
    figures = Figures(figures_folder())
    for place, name in enumerate(names):
        x, y = place % columns * size, place // columns * (size + CAPTION)
        figure = figures.find(name)
        if figure is not None:
            whole.paste(picture(figure, dark=dark, size=size - 4), (x, y))
        pen.text((x + 4, y + size - 2), name, fill="#202020")
    return whole


def main(words: Sequence[str] | None = None) -> int:
    """Write the contact sheet; return the exit code."""
    parser = ArgumentParser(description="Draw a contact sheet of all figures.")
    parser.add_argument("names", nargs="*", help="which drills, all if none is named")
    parser.add_argument("--dark", action="store_true", help="for a dark desktop")
    parser.add_argument("--size", type=int, default=192, help="pixels a figure")
    parser.add_argument("--columns", type=int, default=7, help="figures a row")
    parser.add_argument("--to", type=Path, default=ROOT / "figures.png")
    options = parser.parse_args(words)
    names = options.names or Figures(figures_folder()).names()
    whole = sheet(names, options.size, options.columns, dark=options.dark)
    whole.save(options.to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
