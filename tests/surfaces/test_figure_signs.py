"""What the pictures of the drills say beside the pose: where, whither, how long."""

import re
import tomllib
from dataclasses import replace
from math import dist
from pathlib import Path

import pytest

from movebreak.surfaces import marks, props
from movebreak.surfaces.figure import DARK, LIGHT
from movebreak.surfaces.figure_files import Figures, figures_folder
from movebreak.surfaces.poses import Figure, Mark
from movebreak.surfaces.scene import Scene
from movebreak.surfaces.skeleton import LENGTHS, SIDES, SKULL, Point
from movebreak.surfaces.strokes import ACCENT, DASH, extent
from movebreak.surfaces.views import VIEWS

FIGURES = Figures(figures_folder())
NAMES = FIGURES.names()
FACE = ("head", 2 * SKULL)
WORDS = {3: "three", 5: "five"}


def figure(name: str) -> Figure:
    """Return the figure of a drill that has one."""
    found = FIGURES.find(name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_sign_is_one_that_can_be_drawn(name: str) -> None:
    """A glow or a mark that is spelt wrong would only show when it is drawn."""
    shown = figure(name)
    scene = Scene(shown)
    for frame in shown.frames:
        drawn = scene.signs(frame)
        assert len(drawn) >= len(frame.glow) + len(frame.marks)
    assert set(shown.trail) <= set(shown.frames[0].joints())
    assert all(0 <= number < len(shown.frames) for number in shown.ghosts)


@pytest.mark.parametrize("name", NAMES)
def test_the_work_is_felt_on_the_body(name: str) -> None:
    """A place that is no joint lies a hand's breadth from one, at most."""
    for frame in figure(name).frames:
        found = frame.joints()
        for side in SIDES:
            assert dist(found[f"seat-{side}"], found[f"hip-{side}"]) < 0.06
            assert dist(found[f"eye-{side}"], found["head"]) < SKULL
            for number, near in enumerate(("waist", f"hip-{side}", f"knee-{side}")):
                front = found[f"front-{side}-{number}"]
                assert dist(front, found[near]) < LENGTHS["thigh"] / 2 + 0.04


@pytest.mark.parametrize("name", NAMES)
def test_signs_come_and_go_with_their_pose(name: str) -> None:
    """At each moment the frames share the picture, and none more than all of it."""
    shown = figure(name)
    shares = [shown.shares(number) for number in range(len(shown.frames))]
    assert {len(each) for each in shares} == {len(list(shown.moments()))}
    for moment in zip(*shares, strict=True):
        assert sum(moment) == pytest.approx(1)
        assert min(moment) >= 0


def test_the_work_is_felt_on_the_side_that_does_it() -> None:
    """From behind, the left half of the seat is on our left."""
    sides = figure("standing-one-sided")
    scene = Scene(sides)
    left, right = sides.frames[1], sides.frames[3]
    assert left.glow == ("seat-left",)
    assert right.glow == ("seat-right",)
    assert scene.signs(left)[0].points[0][0] < 0 < scene.signs(right)[0].points[0][0]


def test_eyes_are_drawn_where_the_face_is_seen() -> None:
    """Both from the front, one from the side, none from behind."""

    def eyes(name: str) -> int:
        shown = figure(name)
        strokes = Scene(shown).body(shown.frames[0].joints())
        return sum(each.ink == "eye" for each in strokes)

    assert [eyes(n) for n in ("jumping-jacks", "stand-up", "standing-squeeze")] == [
        2,
        1,
        0,
    ]


def test_from_above_what_is_nearer_is_lower_in_the_picture() -> None:
    """So that a mat is a surface and the near limbs do not hide the far ones."""
    over = VIEWS["over"]
    near, far = Point(0, 0, -0.1), Point(0, 0, 0.1)
    assert over.nearness(near) > over.nearness(far)
    assert over.seen(near)[1] < over.seen(far)[1]


@pytest.mark.parametrize("name", NAMES)
def test_no_arrow_crosses_a_face(name: str) -> None:
    """A face tells where somebody looks; work is never felt in it."""
    strokes = Scene(figure(name)).still()
    heads = [each.points[0] for each in strokes if (each.ink, each.width) == FACE]
    assert heads
    for stroke in strokes:
        for point in stroke.points if stroke.ink == ACCENT else ():
            near = min(dist(point, head) for head in heads)
            assert near - stroke.width / 2 >= SKULL


def test_orange_discs_are_only_where_the_work_is_felt() -> None:
    """A ball, a band, a weight or a glove is no muscle, so it has its own colour."""
    for name in NAMES:
        shown = figure(name)
        bare = replace(
            shown, frames=tuple(replace(f, glow=(), marks=()) for f in shown.frames)
        )
        plain = replace(bare, trail=(), choice=False)
        assert not any(each.ink == ACCENT for each in Scene(plain).still()), name


@pytest.mark.parametrize("name", NAMES)
def test_where_the_seat_works_it_is_squeezed(name: str) -> None:
    """An orange disc without its two arrows could be a ball."""
    for frame in figure(name).frames:
        if any(each.startswith("seat") for each in frame.glow):
            squeezed = {m.at for m in frame.marks if m.kind == "squeeze"}
            assert squeezed & {"seat", *frame.glow}


@pytest.mark.parametrize(("toward", "way"), [(90, 1), (-90, -1)])
def test_a_head_turns_on_a_level(toward: float, way: int) -> None:
    """The arrow goes from side to side in front of the neck, and tells which way."""
    line, tip = marks.strokes(Mark("round", "neck", toward), {"neck": (0.0, 0.0)})
    assert line.points[0][0] * way < 0 < line.points[-1][0] * way
    assert tip.points[1] == line.points[-1]
    left, low, right, high = extent([line])
    assert right - left > 2 * (high - low)
    assert min(y for _, y in line.points) == pytest.approx(-0.05, abs=0.001)


def test_what_is_only_imagined_is_dashed() -> None:
    """Plain squats sit back towards an armchair that is not there."""
    shown = figure("plain-squats")
    (chair,) = shown.props
    real = props.strokes(replace(chair, pale=False), shown, {})
    dashes = props.strokes(chair, shown, {})
    assert len(dashes) > 2 * len(real)
    for dash in dashes:
        assert 0 < dist(*dash.points) < DASH


def test_breath_is_curved() -> None:
    """Straight lines from a mouth would shout."""
    shown = figure("childs-pose")
    (breath,) = (m for m in shown.frames[1].marks if m.kind == "breath")
    spots = {breath.at: (0.0, 0.0)}
    for wisp in marks.strokes(breath, spots):
        far = [dist(wisp.points[0], point) for point in wisp.points]
        assert max(far) > far[-1]


def test_a_swing_to_and_fro_has_a_head_at_both_ends() -> None:
    """Both arms swing on the start line, each beside an arrow of its own."""
    shown = figure("start-line-arms")
    arms = [m for m in shown.frames[0].marks if m.kind == "sway"]
    assert len(arms) == 2
    line, tip, _, other = marks.strokes(arms[0], {arms[0].at: (0.0, 0.0)})
    assert (tip.points[1], other.points[1]) == (line.points[-1], line.points[0])


def test_fists_are_hands() -> None:
    """Each in the colour of its arm, so that nobody holds balls."""
    shown = figure("shadow-boxing")
    body = Scene(shown).body(shown.frames[0].joints())
    assert [each.ink for each in body if len(each.points) == 1][-2:] == list(SIDES)


def told(number: int, text: str) -> bool:
    """Say whether the text tells this number, in digits or as a word."""
    return re.search(rf"\b({number}|{WORDS.get(number, number)})\b", text) is not None


def test_a_number_in_a_picture_is_one_that_the_drill_tells() -> None:
    """In its steps, or in every one of its doses, as those grow."""
    seen = 0
    for file in figures_folder().parent.glob("*.toml"):
        tables = tomllib.loads(file.read_text("utf-8"))
        for entry in (*tables.get("drill", ()), *tables.get("exercise", ())):
            doses = [entry["dose"], *(more["dose"] for more in entry.get("more", ()))]
            marks = [m for f in figure(entry["id"]).frames for m in f.marks if m.number]
            for mark in marks:
                steps = any(told(mark.number, step) for step in entry["steps"])
                doses_too = all(told(mark.number, dose) for dose in doses)
                assert steps or doses_too, (entry["id"], mark.number)
            seen += len(marks)
    assert seen > 5


def test_the_pose_before_is_pale_behind_the_one_shown() -> None:
    """One picture tells a movement: from where, to where, what moves."""
    jump = figure("squat-jump")
    inks = [each.ink for each in Scene(jump).still()]
    assert inks.index("ghost") < inks.index("trunk")
    assert set(LIGHT) == set(DARK) >= set(inks)


def test_a_key_that_no_figure_knows_is_refused(tmp_path: Path) -> None:
    """Else a slip in the data would go unseen."""
    (tmp_path / "poses.toml").write_text("", "utf-8")
    (tmp_path / "own.toml").write_text("[nod]\nframes = [\n  {hed = 20},\n]\n", "utf-8")
    with pytest.raises(ValueError, match="hed"):
        Figures(tmp_path).find("nod")
