"""The tray's faces: one for every status, told apart by shape, seen on any panel."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from assets import make_icons
from movebreak.core.drills import Drill, Impact, Noise, Position, Space
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    Ends,
    HeldStatus,
    OffStatus,
    PausedStatus,
    SnoozedStatus,
    Status,
    WorkingStatus,
)
from movebreak.surfaces.icon import (
    FACES,
    PIXELS,
    SIZES,
    TEMPLATE_SIZES,
    Icons,
    face,
    icons_folder,
)

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
ENDS = Ends(NOON, timedelta(minutes=5))
DRILL = Drill(
    id="jacks",
    name="Jumping jacks",
    cue="Jump and clap",
    steps=("Jump", "Clap"),
    dose="20 times",
    length=timedelta(seconds=30),
    position=Position.STANDING,
    noise=Noise.LOUD,
    space=Space.SPOT,
    impact=Impact.HIGH,
    source="",
)
WORKING = FACES[:6]
STATES = (WORKING[3], *FACES[6:])
DARK, GREY, LIGHT = (30, 30, 30), (128, 128, 128), (240, 240, 240)

Pixel = tuple[int, int, int, int]
Colour = tuple[int, int, int]


@pytest.fixture
def icons() -> Icons:
    """The icons as they lie in the checkout."""
    return Icons(icons_folder())


def pixels(image: Image.Image) -> list[Pixel]:
    """Return the picture's pixels, row by row."""
    raw = image.tobytes()
    return [
        (raw[at], raw[at + 1], raw[at + 2], raw[at + 3]) for at in range(0, len(raw), 4)
    ]


def luminance(red: int, green: int, blue: int) -> float:
    """Return the relative luminance as WCAG 2 defines it, 0 to 1."""
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in (red / 255, green / 255, blue / 255)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    """Return WCAG's contrast of two luminances, 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def seen(image: Image.Image, panel: Colour) -> set[int]:
    """Return the places of the pixels that stand out 3:1 from the panel."""
    shown = Image.new("RGBA", image.size, (*panel, 255))
    shown.alpha_composite(image)
    behind = luminance(*panel)
    return {
        place
        for place, (red, green, blue, _) in enumerate(pixels(shown))
        if contrast(luminance(red, green, blue), behind) >= 3
    }


def body(image: Image.Image) -> set[int]:
    """Return the places of the pixels that are drawn at all."""
    return {place for place, pixel in enumerate(pixels(image)) if pixel[3] >= 128}


def sign(image: Image.Image) -> set[int]:
    """Return the places of the light pixels, whatever their hue."""
    return {
        place
        for place, (red, green, blue, alpha) in enumerate(pixels(image))
        if alpha >= 128 and luminance(red, green, blue) >= 0.45
    }


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return how much two shapes differ: the share of drawn pixels that changed.

    Only body, sign and nothing are told apart, so that no hue counts.
    """
    changed = (body(one) ^ body(other)) | (sign(one) ^ sign(other))
    return len(changed) / len(body(one) | body(other))


@pytest.mark.parametrize(
    ("status", "name"),
    [
        *((WorkingStatus(ENDS, filled), f"working-{filled}") for filled in range(6)),
        (WorkingStatus(ENDS, 6), "working-5"),
        (WorkingStatus(ENDS, -1), "working-0"),
        (DueStatus(1, DRILL), "due"),
        (HeldStatus(1, DRILL, ("meeting",), NOON, ENDS), "held"),
        (SnoozedStatus(1, DRILL, ENDS), "snoozed"),
        (PausedStatus(None), "paused"),
        (AwayStatus(NOON), "away"),
        (OffStatus(None), "off"),
    ],
)
def test_every_status_has_a_face(status: Status, name: str) -> None:
    """Each status is shown by a face of its own; a full ring stays below due."""
    assert face(status) == name
    assert name in FACES


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", FACES)
def test_every_face_is_there_in_every_size(icons: Icons, name: str, size: int) -> None:
    """No face is empty, and each fills its square from side to side."""
    image = icons.image(name, size)
    box = image.getchannel("A").getbbox()

    assert (image.mode, image.size) == ("RGBA", (size, size))
    assert box is not None
    assert box[2] - box[0] >= size * 0.85


@pytest.mark.parametrize(
    ("wanted", "got"), [(1, 16), (17, 22), (23, 24), (33, 48), (64, 64), (256, 64)]
)
def test_the_next_larger_strip_serves(icons: Icons, wanted: int, got: int) -> None:
    """A face is never taken from a strip too small, unless all are."""
    assert icons.image("due", wanted).size == (got, got)


def test_a_face_given_away_is_a_copy(icons: Icons) -> None:
    """Who paints on a face spoils no other."""
    icons.image("due", 16).paste((0, 0, 0, 0), (0, 0, 16, 16))

    assert len(body(icons.image("due", 16))) > 200


@pytest.mark.parametrize("size", TEMPLATE_SIZES)
def test_templates_are_black_and_see_through(size: int) -> None:
    """The macOS menu bar gets the shape alone and colours it itself."""
    templates = Icons(icons_folder(), template=True)
    for name in FACES:
        image = templates.image(name, size)
        assert image.size == (size, size)
        assert {pixel[:3] for pixel in pixels(image)} == {(0, 0, 0)}
        assert len(body(image)) > size * size / 4


@pytest.mark.parametrize(("one", "other"), list(combinations(STATES, 2)))
def test_states_differ_in_shape(icons: Icons, one: str, other: str) -> None:
    """At 16 pixels two states share at most two thirds of their shape, hue aside."""
    assert unlike(icons.image(one, 16), icons.image(other, 16)) >= 1 / 3


@pytest.mark.parametrize(("one", "other"), list(combinations(STATES, 2)))
def test_template_states_differ_in_shape(one: str, other: str) -> None:
    """Without any colour at all the states still look different."""
    templates = Icons(icons_folder(), template=True)
    first, second = body(templates.image(one, 18)), body(templates.image(other, 18))

    assert len(first ^ second) / len(first | second) >= 1 / 4


@pytest.mark.parametrize("panel", [DARK, LIGHT])
@pytest.mark.parametrize("name", FACES)
def test_faces_stand_out_from_the_panel(icons: Icons, name: str, panel: Colour) -> None:
    """Dark or light, a third of the face and its whole outline show 3:1 and more."""
    image = icons.image(name, 16)
    drawn, visible = body(image), seen(image, panel)

    assert len(visible) >= len(drawn) / 3
    for place in (lambda at: at % 16, lambda at: at // 16):
        assert min(map(place, visible)) <= min(map(place, drawn)) + 1
        assert max(map(place, visible)) >= max(map(place, drawn)) - 1


@pytest.mark.parametrize("name", FACES)
def test_the_sign_shows_on_a_panel_as_grey_as_the_body(icons: Icons, name: str) -> None:
    """The face brings its own contrast: some of it shows on middle grey as well."""
    assert len(seen(icons.image(name, 48), GREY)) >= 48 * 48 / 50


@pytest.mark.parametrize("size", SIZES)
def test_the_ring_grows(icons: Icons, size: int) -> None:
    """Each step adds light pixels to the ring, and takes away next to none."""
    rings = [sign(icons.image(name, size)) for name in WORKING]

    for before, after in pairwise(rings):
        assert len(after - before) >= size * size / 50
        assert len(before - after) <= size * size / 200


def test_the_ring_fills_clockwise_from_the_top(icons: Icons) -> None:
    """After three of six steps the right half of the ring is light."""
    added = ImageChops.difference(
        icons.image("working-0", 64).convert("L"),
        icons.image("working-3", 64).convert("L"),
    ).point(lambda level: 255 if level > 64 else 0)
    box = added.getbbox()

    assert box is not None
    assert box[0] >= 26
    assert box[2] >= 52


def test_the_icons_are_what_the_script_draws() -> None:
    """Nobody has painted on an exported file, and none is out of date."""
    assert make_icons.main(["--check"]) == 0


def test_drawing_again_gives_the_same_bytes() -> None:
    """Chance has no part in the files."""
    assert make_icons.outputs() == make_icons.outputs()


def test_the_check_names_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed, a missing and a stray file are each named."""
    folder = tmp_path / "icons"
    assert make_icons.main(["--folder", str(folder)]) == 0
    assert make_icons.main(["--check", "--folder", str(folder)]) == 0

    Image.new("RGBA", (16, 16)).save(folder / "movebreak-16.png")
    (folder / "tray.svg").unlink()
    (folder / "by-hand.svg").write_text("<svg/>")

    assert make_icons.main(["--check", "--folder", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "differs: by-hand.svg",
        "differs: movebreak-16.png",
        "differs: tray.svg",
    ]


def test_the_windows_icon_holds_every_size() -> None:
    """Windows picks 16 to 256 pixels out of one file."""
    with Image.open(icons_folder() / "movebreak.ico") as icon:
        assert icon.info["sizes"] == {
            (side, side) for side in (16, 24, 32, 48, 64, 128, 256)
        }


def test_the_master_names_each_face() -> None:
    """The tray's master has one group a face, in the order of the strips."""
    master = (icons_folder() / "tray.svg").read_text(encoding="utf-8")
    ids = [part.split('"')[0] for part in master.split('<g id="')[1:]]

    assert tuple(ids) == FACES


@pytest.mark.parametrize("name", FACES)
def test_the_linux_tray_gets_the_same_picture(name: str) -> None:
    """The packed pixels are those of the PNG strips, in every size."""
    icons = Icons(icons_folder())
    packed = icons.pixels(name)

    assert tuple(packed) == SIZES
    for size, data in packed.items():
        r, g, b, a = icons.image(name, size).split()
        turned = Image.merge("RGBA", (a, r, g, b)).tobytes()
        assert data == turned


def test_an_application_on_macos_has_an_icon() -> None:
    """From the smallest list to the largest window."""
    with Image.open(BytesIO(make_icons.icns())) as image:
        sizes = {(16, 16, 2), (128, 128, 1), (256, 256, 1), (512, 512, 1)}
        assert sizes <= set(image.info["sizes"])


def test_the_disk_is_asked_once(tmp_path: Path) -> None:
    """A face that comes later waits for no disk: a waiting thread wakes once more."""
    packed = tmp_path / PIXELS
    packed.write_bytes((icons_folder() / PIXELS).read_bytes())
    icons = Icons(tmp_path)
    icons.pixels("working-0")
    packed.unlink()

    assert icons.pixels("due") == Icons(icons_folder()).pixels("due")
