"""Draw every icon file from one description: shapes in a unit square.

The masters (SVG) and the exports (PNG, ICO) come from the same numbers, so they
cannot drift apart. Run it to write assets/icons; with `--check` it only compares.
"""

import sys
import zlib
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.IcoImagePlugin import IcoImageFile

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a script's own folder is all Python searches

from assets.drawings import APP, APP_SMALL, APP_TEMPLATE, DRAWINGS  # noqa: E402
from assets.shapes import Drawing  # noqa: E402
from movebreak.surfaces.icon import (  # noqa: E402
    FACES,
    LENGTHS,
    PIXELS,
    SIZES,
    TEMPLATE_SIZES,
    strip_name,
)

FOLDER = ROOT / "assets" / "icons"
APP_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_SIZES = (32, 64, 128, 256, 512)
# Below this the ring of the app icon is a blur around the figure.
RING_FROM = 32
SUPERSAMPLE = 8
# Another Pillow may round an edge by one sample; the masters are compared exactly.
EDGE_TOLERANCE = 32


def picture(drawing: Drawing, size: int, *, mono: bool = False) -> Image.Image:
    """Return the drawing as a square RGBA picture."""
    side = size * SUPERSAMPLE
    big = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(big)
    for shape in drawing:
        shape.paint(pen, side, mono=mono)
    small = big.resize((size, size), Image.Resampling.LANCZOS)
    if mono:
        black = Image.new("RGBA", small.size)
        black.putalpha(small.getchannel("A"))
        return black
    return small


def strip(size: int, *, mono: bool = False) -> Image.Image:
    """Return all faces side by side."""
    long = Image.new("RGBA", (size * len(FACES), size))
    for place, face in enumerate(FACES):
        long.paste(picture(DRAWINGS[face], size, mono=mono), (place * size, 0))
    return long


def pixels(face: str) -> bytes:
    """Return a face in all sizes, smallest first, as the Linux tray takes pictures.

    ARGB in network order, packed by zlib: so the tray process needs no Pillow.
    """
    drawn = (picture(DRAWINGS[face], size).split() for size in SIZES)
    turned = (Image.merge("RGBA", (a, r, g, b)) for r, g, b, a in drawn)
    return zlib.compress(b"".join(each.tobytes() for each in turned), 9)


def packed() -> bytes:
    """Return all faces, one after another, behind the length of each."""
    faces = [pixels(face) for face in FACES]
    return LENGTHS.pack(*map(len, faces)) + b"".join(faces)


def elements(drawing: Drawing, *, mono: bool = False) -> Iterable[str]:
    """Return the drawing's SVG elements."""
    for shape in drawing:
        yield shape.svg("#000000" if mono else shape.ink.colour)


def svg(groups: Sequence[tuple[str, Drawing]], *, mono: bool = False) -> bytes:
    """Return the drawings side by side as one SVG file, one group each."""
    unit = 64
    width = unit * len(groups)
    size = f'width="{width}" height="{unit}" viewBox="0 0 {width} {unit}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>']
    for place, (name, drawing) in enumerate(groups):
        move = f"translate({place * unit} 0) scale({unit})"
        lines.append(f'  <g id="{name}" transform="{move}">')
        lines += [f"    {element}" for element in elements(drawing, mono=mono)]
        lines.append("  </g>")
    return ("\n".join([*lines, "</svg>"]) + "\n").encode()


def png(image: Image.Image) -> bytes:
    """Return the picture as a PNG file."""
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def app(size: int) -> Image.Image:
    """Return the app icon in this size."""
    return picture(APP if size >= RING_FROM else APP_SMALL, size)


def ico() -> bytes:
    """Return the app icon in all sizes Windows asks for, each drawn for itself."""
    file = BytesIO()
    *small, largest = [app(size) for size in ICO_SIZES]
    sizes = [(size, size) for size in ICO_SIZES]
    largest.save(file, "ICO", sizes=sizes, append_images=small)
    return file.getvalue()


def icns() -> bytes:
    """Return the app icon as macOS wants it in an application.

    No file of it is kept: it is large, and asked for only where one is bundled.
    """
    file = BytesIO()
    *small, largest = [app(size) for size in ICNS_SIZES]
    largest.save(file, "ICNS", append_images=small)
    return file.getvalue()


def outputs() -> dict[str, bytes]:
    """Return every icon file by its name."""
    return {
        "movebreak.svg": svg([("movebreak", APP)]),
        **{f"movebreak-{size}.png": png(app(size)) for size in APP_SIZES},
        "movebreak.ico": ico(),
        "movebreak-template.svg": svg([("movebreak", APP_TEMPLATE)], mono=True),
        "movebreakTemplate.png": png(picture(APP_TEMPLATE, 18, mono=True)),
        "movebreakTemplate@2x.png": png(picture(APP_TEMPLATE, 36, mono=True)),
        "tray.svg": svg([(face, DRAWINGS[face]) for face in FACES]),
        **{strip_name(size): png(strip(size)) for size in SIZES},
        PIXELS: packed(),
        **{
            strip_name(size, template=True): png(strip(size, mono=True))
            for size in TEMPLATE_SIZES
        },
    }


def unpacked(file: bytes) -> list[Image.Image]:
    """Return the pictures in a file for the Linux tray, in one."""
    data, rest = b"", file[LENGTHS.size :]
    for length in LENGTHS.unpack(file[: LENGTHS.size]):
        data, rest = data + zlib.decompress(rest[:length]), rest[length:]
    turned = Image.frombytes("RGBA", (1, len(data) // 4), data)
    a, r, g, b = turned.split()
    return [Image.merge("RGBA", (r, g, b, a)).convert("RGBa")]


def frames(file: bytes) -> list[Image.Image]:
    """Return the pictures in a PNG or ICO file, colours weighed by their alpha."""
    with Image.open(BytesIO(file)) as image:
        if not isinstance(image, IcoImageFile):
            return [image.convert("RGBA").convert("RGBa")]
        found = []
        for size in sorted(image.info["sizes"]):
            image.size = size
            found.append(image.convert("RGBA").convert("RGBa"))
    return found


def alike(name: str, kept: bytes, drawn: bytes) -> bool:
    """Say whether a file is what the description gives.

    Pictures are compared by their pixels, as each zlib packs them differently.
    """
    if kept == drawn or name.endswith(".svg"):
        return kept == drawn
    read = unpacked if name.endswith(".argb") else frames
    old, new = read(kept), read(drawn)
    return [each.size for each in old] == [each.size for each in new] and all(
        abs(one - other) <= EDGE_TOLERANCE
        for before, after in zip(old, new, strict=True)
        for one, other in zip(before.tobytes(), after.tobytes(), strict=True)
    )


def differing(folder: Path) -> list[str]:
    """Name the files that are missing, other than drawn, or not drawn at all."""
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    drawn = outputs()
    return sorted(
        name
        for name in kept.keys() | drawn.keys()
        if name not in kept
        or name not in drawn
        or not alike(name, kept[name], drawn[name])
    )


def main(words: Sequence[str] | None = None) -> int:
    """Write the icon files, or compare them; return the exit code."""
    parser = ArgumentParser(description="Draw the icon files.")
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where they are")
    options = parser.parse_args(words)
    if options.check:
        wrong = differing(options.folder)
        sys.stdout.writelines(f"differs: {name}\n" for name in wrong)
        return 1 if wrong else 0
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, content in outputs().items():
        (options.folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
