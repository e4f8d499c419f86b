"""Which face the tray shows for a status, and its picture from the drawn strips."""

import zlib
from io import BytesIO
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, assert_never

from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    HeldStatus,
    OffStatus,
    PausedStatus,
    SnoozedStatus,
    Status,
    WorkingStatus,
)
from movebreak.errors import UnavailableError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from PIL.Image import Image

STEPS = 6

# Also the order in which the faces stand in a strip.
FACES: tuple[str, ...] = (
    *(f"working-{filled}" for filled in range(STEPS)),
    "due",
    "snoozed",
    "paused",
    "held",
    "away",
    "off",
)
SIZES = (16, 22, 24, 32, 48, 64)
TEMPLATE_SIZES = (18, 36)


def face(status: Status) -> str:
    """Name the face that shows this status."""
    match status:
        case WorkingStatus(filled=filled):
            name = f"working-{max(0, min(filled, STEPS - 1))}"
        case DueStatus():
            name = "due"
        case SnoozedStatus():
            name = "snoozed"
        case PausedStatus():
            name = "paused"
        case HeldStatus():
            name = "held"
        case AwayStatus():
            name = "away"
        case OffStatus():
            name = "off"
        case _:
            assert_never(status)
    return name


def strip_name(size: int, *, template: bool = False) -> str:
    """Return the file name of the strip that holds all faces in this size."""
    return f"tray-template-{size}.png" if template else f"tray-{size}.png"


# All faces in all sizes as the Linux tray takes them, behind the length of each.
PIXELS = "tray.argb"
LENGTHS = Struct(f">{len(FACES)}I")


def icons_folder() -> Path:
    """Find the icon files, installed or in a checkout.

    Raises UnavailableError when neither place has them.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "icons", package.parent / "assets" / "icons"):
        if (folder / strip_name(SIZES[-1])).is_file():
            return folder
    raise UnavailableError(
        "the icon files are missing",
        hint="install movebreak again: pip install --force-reinstall movebreak",
    )


class Icons:
    """Cuts faces out of the strips in a folder, each strip read at first use.

    With `template` the faces are black and see-through, as the macOS menu bar
    wants them.
    """

    def __init__(self, folder: "Path | Traversable", *, template: bool = False) -> None:
        self._folder = folder
        self.template = template
        self._strips: dict[int, Image] = {}
        self._packed = b""

    def image(self, face: str, size: int = 64) -> "Image":
        """Return the face, square and RGBA, from the smallest strip not below `size`.

        When `size`, in pixels, is above every strip, the largest one serves.
        """
        sizes = TEMPLATE_SIZES if self.template else SIZES
        side = next((each for each in sizes if each >= size), sizes[-1])
        left = FACES.index(face) * side
        return self._strip(side).crop((left, 0, left + side, side))

    def pixels(self, face: str) -> dict[int, bytes]:
        """Return the face as ARGB bytes, in network order, by its size in pixels."""
        if not self._packed:
            # Kept: whoever waits for a disk, 18 times an hour, wakes once more each.
            self._packed = (self._folder / PIXELS).read_bytes()
        place = FACES.index(face)
        lengths = LENGTHS.unpack_from(self._packed)
        start = LENGTHS.size + sum(lengths[:place])
        packed = self._packed[start : start + lengths[place]]
        data = BytesIO(zlib.decompress(packed))
        return {side: data.read(side * side * 4) for side in SIZES}

    def _strip(self, side: int) -> "Image":
        if side not in self._strips:
            # Commands that never show a picture need not pay for Pillow.
            # PNG by name: Image.open would bring in the readers of all formats.
            from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415

            path = self._folder / strip_name(side, template=self.template)
            with path.open("rb") as file, PngImageFile(file) as strip:
                self._strips[side] = strip.convert("RGBA")
        return self._strips[side]
