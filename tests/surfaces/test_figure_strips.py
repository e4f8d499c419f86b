"""Still pictures of several poses: all there, in order, none over another."""

from dataclasses import replace

import pytest

from movebreak.surfaces.figure import still, svg
from movebreak.surfaces.figure_files import Figures, figures_folder
from movebreak.surfaces.poses import Figure
from movebreak.surfaces.scene import Scene
from movebreak.surfaces.skeleton import SKULL
from movebreak.surfaces.strip import choice, strip
from movebreak.surfaces.strokes import ACCENT, THING, Stroke, extent

FIGURES = Figures(figures_folder())


def figure(name: str) -> Figure:
    """Return the figure of a drill that has one."""
    found = FIGURES.find(name)
    assert found is not None
    return found


STRIPS = [name for name in FIGURES.names() if figure(name).strip]


def box(wide: float, high: float) -> tuple[Stroke, ...]:
    """Return a panel of this size."""
    corners = ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high))
    return (Stroke(corners, 0.0, ACCENT, filled=True),)


def test_who_stands_is_shown_side_by_side() -> None:
    """Read from left to right, with a sign between."""
    first, second, sign = strip([box(0.4, 1), box(0.3, 1)])
    assert extent([first])[2] < extent([sign])[0]
    assert extent([sign])[2] < extent([second])[0]
    barbs, tip = (sign.points[0], sign.points[2]), sign.points[1]
    assert all(x < tip[0] for x, _ in barbs)


def test_who_lies_is_shown_one_above_the_other() -> None:
    """Read from the top down."""
    first, second, sign = strip([box(1, 0.4), box(1, 0.3)])
    assert extent([first])[1] > extent([sign])[3]
    assert extent([sign])[1] > extent([second])[3]
    barbs, tip = (sign.points[0], sign.points[2]), sign.points[1]
    assert all(y > tip[1] for _, y in barbs)


def test_the_sign_between_two_who_sit_on_the_floor_is_beside_them() -> None:
    """Not above their heads."""
    _, _, sign = strip([box(0.4, 0.5), box(0.4, 0.5)])
    assert sign.points[1][1] == pytest.approx(0.25)


def test_poses_to_choose_from_stand_about_a_question_mark() -> None:
    """Two above, two below, none over another."""
    *boxes, bow, dot = choice([box(0.4, 1), box(0.3, 0.8), box(0.5, 1), box(0.3, 1)])
    left, low, right, top = extent([bow, dot])
    for number, panel in enumerate(boxes):
        near = extent([panel])
        assert near[0] > right if number % 2 else near[2] < left
        assert near[1] > (low + top) / 2 if number < 2 else near[3] < (low + top) / 2


def test_poses_that_alternate_are_joined_by_a_sign_both_ways() -> None:
    """Two arrowheads, back to back."""
    signs = strip([box(0.4, 1), box(0.3, 1)], returns=True)[2:]
    tips = [each.points[1][0] for each in signs]
    ends = [each.points[0][0] for each in signs]
    assert min(tips) < min(ends) < max(ends) < max(tips)


@pytest.mark.parametrize("name", STRIPS)
def test_a_strip_shows_every_pose_it_names(name: str) -> None:
    """Each with a head of its own, and with a sign between, or two, or a question."""
    shown = figure(name)
    strokes = Scene(shown).still()
    heads = [s.ink for s in strokes if s.width == 2 * SKULL]
    assert heads.count("head") == len(shown.strip) > 1
    assert heads.count("ghost") == len(shown.strip) * len(shown.ghosts)
    signs = [s for s in strokes if s.ink == THING and len(s.points) == 3]
    between = 0 if shown.choice else 2 if shown.returns else 1
    assert len(signs) == (len(shown.strip) - 1) * between


def test_in_each_pose_only_what_moves_has_an_arrow() -> None:
    """One knee is raised, then the other: an arrow both ways each time, two lines."""
    knees = figure("standing-knee-raises")
    assert knees.trail == ("knee-right", "knee-left")
    strokes = Scene(knees).still()
    assert len([s for s in strokes if s.ink == ACCENT]) == len(knees.strip) * 4


def test_a_pose_of_a_strip_may_be_seen_from_elsewhere() -> None:
    """A leg that goes back is seen best from the side, with the desk behind it."""
    hip = figure("hip-three-ways")
    assert [hip.frames[number].view for number in hip.strip] == ["side", "", ""]
    elsewhere = replace(hip, view="side", strip=(1, 1))
    heads = [s for s in Scene(hip).still() if s.ink == "head"]
    sides = [s for s in Scene(elsewhere).still() if s.ink == "head"]
    assert extent(heads[:2])[2] - extent(heads[:2])[0] == pytest.approx(
        extent(sides[:2])[2] - extent(sides[:2])[0]
    )
    desks = [s for s in Scene(hip).still() if (s.ink, s.width) == (THING, 0.03)]
    assert len(desks) == len(hip.strip)


@pytest.mark.parametrize("name", STRIPS)
def test_a_strip_moves_as_large_as_any_other_figure(name: str) -> None:
    """The many poses are small; the one that moves need not be."""
    scene = Scene(figure(name))
    assert scene.window[2] <= scene.still_window[2]
    assert len(still(scene)) == len(scene.still())
    assert "<animate" in svg(figure(name), name, moving=True)
