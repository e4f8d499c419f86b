"""The figures of the drills: bodies as people have them, in whole pictures."""

import re
import subprocess
import sys
import tomllib
from io import BytesIO
from math import acos, degrees, dist
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from movebreak.surfaces.figure import DARK, LIGHT, picture, png, still, svg
from movebreak.surfaces.figure_files import Figures, figures_folder
from movebreak.surfaces.poses import Figure
from movebreak.surfaces.scene import Scene, Window
from movebreak.surfaces.skeleton import (
    ARM,
    ENDS,
    LEG,
    LENGTHS,
    SIDES,
    Joints,
    Point,
    angle_between,
    lowest,
    mirrored,
)
from movebreak.surfaces.strokes import Stroke
from tests.unmeasured import unmeasured

FIGURES = Figures(figures_folder())
NAMES = FIGURES.names()
FEET = tuple(f"{part}-{side}" for side in SIDES for part in ("ankle", "toe"))
STRIDES = (
    "standing-lunge-stretch",
    "long-slide-back",
    "lunge-row",
    "romanian-deadlift",
    "goblet-split-squat",
    "shadow-boxing",
    "low-lunge",
    "low-lunge-knee-up",
    "half-kneeling-stretch",
    "tall-hip-opener",
)
KNEES, ELBOWS, ANKLES = (-4, 155), (-4, 160), (-5, 140)


def figure(name: str) -> Figure:
    """Return the figure of a drill that has one."""
    found = FIGURES.find(name)
    assert found is not None
    return found


def limbs(side: str) -> list[tuple[str, str, str]]:
    """Return each limb of this side with the joints at its ends."""
    chain = []
    for parts, start in ((ARM, "shoulder"), (LEG, "hip")):
        last = start
        for part in parts:
            end = ENDS.get(part, "toe")
            chain.append((part, f"{last}-{side}", f"{end}-{side}"))
            last = end
    return chain


def way(found: Joints, start: str, end: str) -> Point:
    """Return the way from one joint to another."""
    return found[end].plus(found[start], -1)


@pytest.mark.parametrize("name", NAMES)
def test_limbs_keep_their_length_in_every_picture_of_a_movement(name: str) -> None:
    """No arm grows to reach a desk, not even half-way between two poses."""
    for _, _, found in figure(name).moments():
        for side in SIDES:
            for part, start, end in limbs(side):
                assert dist(found[start], found[end]) == pytest.approx(LENGTHS[part])


@pytest.mark.parametrize("name", NAMES)
def test_joints_bend_as_those_of_people_do(name: str) -> None:
    """Knees bend back, elbows ahead, both less than all the way."""
    for number, frame in enumerate(figure(name).frames):
        for side in SIDES:
            pose = frame.pose
            knee = pose[f"thigh-{side}"] - pose[f"shin-{side}"]
            assert KNEES[0] <= knee <= KNEES[1], (number, side, "knee", knee)
            elbow = pose[f"fore-{side}"] - pose[f"upper-{side}"]
            turned_arm = abs(pose[f"fore-{side}-out"] - pose[f"upper-{side}-out"]) > 20
            bent = turned_arm or pose[f"upper-{side}-out"] > 80
            assert bent or ELBOWS[0] <= elbow <= ELBOWS[1], (number, side, elbow)
            ankle = pose[f"foot-{side}"] - pose[f"shin-{side}"]
            assert ANKLES[0] <= ankle <= ANKLES[1], (number, side, "ankle", ankle)


@pytest.mark.parametrize("name", NAMES)
def test_limbs_never_fold_flat_at_the_elbow(name: str) -> None:
    """The angle between upper arm and forearm stays one that an elbow can make."""
    for frame in figure(name).frames:
        found = frame.joints()
        for side in SIDES:
            upper = way(found, f"shoulder-{side}", f"elbow-{side}")
            fore = way(found, f"elbow-{side}", f"hand-{side}")
            assert degrees(acos(min(1.0, angle_between(upper, fore)))) <= ELBOWS[1]


@pytest.mark.parametrize("name", NAMES)
def test_the_body_rests_on_the_floor_and_never_in_it(name: str) -> None:
    """Somebody who does not jump touches the floor, a chair or a step."""
    shown = figure(name)
    stands = {"step", "stairs"} & {prop.kind for prop in shown.props}
    for frame in shown.frames:
        found = frame.joints()
        assert lowest(found) >= -0.001
        if not shown.jumps and not stands:
            feet = lowest(found, FEET)
            floor = feet if frame.rest in {"feet", "seat"} else lowest(found)
            assert floor <= (0.03 if frame.rest == "seat" else 0.001)


@pytest.mark.parametrize("name", NAMES)
def test_no_foot_dips_into_the_floor_on_the_way(name: str) -> None:
    """Neither when somebody rises from a chair, nor anywhere between two poses."""
    assert min(lowest(found) for _, _, found in figure(name).moments()) >= -0.001


@pytest.mark.parametrize("name", STRIDES)
def test_who_stands_with_one_foot_ahead_stands_on_both(name: str) -> None:
    """No foot hovers, not even the one that bears less."""
    for frame in figure(name).frames:
        found = frame.joints()
        for side in SIDES:
            foot = lowest(found, (f"ankle-{side}", f"toe-{side}"))
            assert 0 <= round(foot, 3) <= 0.01


@pytest.mark.parametrize("name", ["start-line-arms", "take-your-mark", "elbow-and-hip"])
def test_who_waits_for_the_start_stands_on_whole_feet(name: str) -> None:
    """A heel in the air is somebody who walks."""
    for frame in figure(name).frames:
        found = frame.joints()
        for foot in FEET:
            assert lowest(found, [foot]) <= 0.01


def within(strokes: tuple[Stroke, ...], window: Window) -> bool:
    """Say whether every point of these strokes lies in the square."""
    left, bottom, side = window
    return all(
        left <= x <= left + side and bottom <= y <= bottom + side
        for stroke in strokes
        for x, y in stroke.points
    )


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_the_picture(name: str) -> None:
    """Every stroke of every moment lies within the square."""
    shown = figure(name)
    scene = Scene(shown)
    assert within(still(scene), scene.still_window)
    for _, frame, found in shown.moments():
        assert within(scene.body(found), scene.window)
        assert within(scene.behind(found), scene.window)
        assert within(scene.signs(frame), scene.window)


def test_left_and_right_are_where_the_person_has_them() -> None:
    """Facing us, the left hand is on our right; from behind, on our left."""
    jacks = figure("jumping-jacks")
    found = jacks.frames[-1].joints()
    assert found["hand-left"].z > 0 > found["hand-right"].z
    strokes = [each for each in Scene(jacks).body(found) if each.ink == "left"]
    assert all(x > 0 for each in strokes for x, _ in each.points)
    behind = figure("find-the-feeling")
    strokes = [
        each
        for each in Scene(behind).body(behind.frames[0].joints())
        if each.ink == "left"
    ]
    assert all(x < 0 for each in strokes for x, _ in each.points)


def test_seen_from_the_side_the_right_limbs_are_drawn_over_the_left() -> None:
    """The person looks to the right, so the right arm and leg are near."""
    walk = figure("corridor-lap")
    inks = [each.ink for each in Scene(walk).body(walk.frames[0].joints())]
    assert inks.index("left") < inks.index("trunk") < inks.index("right")


def test_the_mirror_exchanges_left_and_right() -> None:
    """A pose in the mirror and back is the pose."""
    pose = figure("side-reach").frames[1].pose
    assert mirrored(pose)["upper-left"] == pose["upper-right"]
    assert mirrored(pose)["trunk-out"] == -pose["trunk-out"]
    assert mirrored(mirrored(pose)) == pose


def test_a_drill_without_a_figure_has_none() -> None:
    """Own drills, for instance; who asks goes on without a picture."""
    assert FIGURES.find("a-drill-of-my-own") is None


def test_every_drill_that_comes_with_movebreak_has_a_figure() -> None:
    """People look rather than read."""
    for file in figures_folder().parent.glob("*.toml"):
        tables = tomllib.loads(file.read_text("utf-8"))
        for entry in (*tables.get("drill", ()), *tables.get("exercise", ())):
            assert entry["id"] in NAMES


def test_no_two_figures_have_one_name() -> None:
    """A second figure of a drill would never be found."""
    assert len(NAMES) == len(set(NAMES)) > 40


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_for_a_notification_is_256_pixels_wide(*, dark: bool) -> None:
    """On the ground of its theme, and with somebody in it."""
    with Image.open(BytesIO(png(figure("stand-up"), dark=dark))) as image:
        assert (image.format, image.size) == ("PNG", (256, 256))
        ground = (DARK if dark else LIGHT)["ground"]
        assert image.getpixel((1, 1)) == tuple(bytes.fromhex(ground[1:]))
        colours = image.getcolors(maxcolors=100_000)
        assert colours is not None
        assert len(colours) > 10


DRAWS = """
import sys
from time import process_time
from movebreak.surfaces.figure import png
from movebreak.surfaces.figure_files import Figures, figures_folder
def draw():
    start = process_time()
    png(Figures(figures_folder()).find(sys.argv[1]))
    return process_time() - start
found = [draw() for _ in range(5)]
while min(found) >= float(sys.argv[2]) and len(found) < 80:
    found.append(draw())
print(min(found))
"""


@pytest.mark.parametrize("name", ["burpees", "hip-three-ways", "band-lateral-raise"])
def test_a_picture_takes_less_than_50_ms(name: str) -> None:
    """Finding the figure counts, too; the best of many, as machines are busy."""
    told = subprocess.run(  # noqa: S603 our own interpreter and words
        [sys.executable, "-c", DRAWS, name, "0.05"],
        env=unmeasured(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert 0 < float(told.stdout) < 0.05


@pytest.mark.parametrize("size", [16, 48, 64])
def test_a_picture_may_be_small(size: int) -> None:
    """Also when its thinnest lines are less than a pixel wide."""
    for name in NAMES:
        assert picture(figure(name), size=size).size == (size, size)


def test_pillow_is_only_loaded_when_a_picture_is_drawn() -> None:
    """Who only knows of figures does not pay for drawing them."""
    code = "import sys, movebreak.surfaces.figure; sys.exit('PIL' in sys.modules)"
    words = [sys.executable, "-c", code]
    assert subprocess.run(words, check=False).returncode == 0  # noqa: S603


@pytest.mark.parametrize("name", NAMES)
def test_a_moving_picture_is_a_whole_document(name: str) -> None:
    """With a title for screen readers, and a still one for who wants no motion."""
    text = svg(figure(name), "Stand <up> & breathe")
    root = ET.fromstring(text)  # noqa: S314
    space = "{http://www.w3.org/2000/svg}"
    title = root.find(f"{space}title")
    assert title is not None
    assert title.text == "Stand <up> & breathe"
    assert root.get("aria-labelledby") == title.get("id")
    assert "prefers-reduced-motion" in text
    groups = {each.get("class"): each for each in root.iter(f"{space}g")}
    assert groups["still"].find(f".//{space}animate") is None
    for animate in groups["moving"].iter(f"{space}animate"):
        values, times = animate.get("values", ""), animate.get("keyTimes", "")
        assert values.count(";") == times.count(";")
        order = [float(each) for each in re.split(";", times)]
        assert order == sorted(order)
        assert (order[0], order[-1]) == (0.0, 1.0)
