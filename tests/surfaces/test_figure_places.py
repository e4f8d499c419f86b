"""Hands, feet and things in the pictures are where the drills put them."""

from math import dist

import pytest

from movebreak.surfaces.figure_files import Figures, figures_folder
from movebreak.surfaces.poses import Figure
from movebreak.surfaces.skeleton import LIMB, Point, lowest

FIGURES = Figures(figures_folder())
ONE_LEG = ("single-leg-squat", "slow-one-leg-squat", "supported-one-leg-squat")
CLEAR = 0.05


def figure(name: str) -> Figure:
    """Return the figure of a drill that has one."""
    found = FIGURES.find(name)
    assert found is not None
    return found


def test_the_hand_roller_lies_across_one_thigh() -> None:
    """A hand on each side of that thigh, the middle just above it."""
    for frame in figure("hand-roller").frames:
        found = frame.joints()
        left, right = found["hand-left"], found["hand-right"]
        middle = Point(0, 0).plus(left, 0.5).plus(right, 0.5)
        hip, knee = found["hip-right"], found["knee-right"]
        part = (middle.x - hip.x) / (knee.x - hip.x)
        thigh = hip.plus(knee.plus(hip, -1), part)
        assert 0.2 < part < 0.9
        assert LIMB < middle.y - thigh.y < 3 * LIMB
        assert right.z < thigh.z < left.z


@pytest.mark.parametrize("name", ONE_LEG)
def test_in_a_squat_on_one_leg_the_other_foot_is_in_the_air(name: str) -> None:
    """Clearly, or it looks like a lunge; and it stays a shallow squat."""
    for frame in figure(name).frames:
        found = frame.joints()
        assert lowest(found, ["ankle-left", "toe-left"]) > CLEAR
        assert found["pelvis"].y > found["knee-right"].y + CLEAR


@pytest.mark.parametrize("name", ["low-lunge", "low-lunge-knee-up"])
def test_in_a_low_lunge_the_hands_are_apart_from_the_front_foot(name: str) -> None:
    """Both on the floor, well ahead of the toes."""
    for frame in figure(name).frames:
        found = frame.joints()
        for hand in ("hand-left", "hand-right"):
            assert lowest(found, [hand]) < 0.01
            assert found[hand].x - found["toe-left"].x > 2 * LIMB + CLEAR


@pytest.mark.parametrize("joint", ["hand-left", "hand-right", "knee-left"])
def test_on_all_fours_the_knee_that_stays_is_on_the_mat(joint: str) -> None:
    """And so are both hands."""
    for frame in figure("hip-raise-all-fours").frames:
        assert lowest(frame.joints(), [joint]) == pytest.approx(0, abs=0.01)


def test_who_leans_to_one_side_lifts_the_other_off_the_seat() -> None:
    """One hip stays where it was, so that there is a gap under the other."""
    sits, leans = (frame.joints() for frame in figure("weight-shift").frames)
    assert leans["hip-left"].y == pytest.approx(sits["hip-left"].y, abs=0.005)
    assert leans["hip-right"].y - sits["hip-right"].y > LIMB


def test_heel_to_toe_leaves_no_gap() -> None:
    """The front heel touches the toes behind it, in one line."""
    found = figure("heel-to-toe").frames[0].joints()
    assert dist(found["ankle-right"], found["toe-left"]) == pytest.approx(
        2 * LIMB, abs=0.01
    )


def test_who_raises_a_knee_has_a_hand_on_the_desk() -> None:
    """It rests on the top, not above it, and not beside it."""
    knees = figure("standing-knee-raises")
    (desk,) = knees.props
    for frame in knees.frames:
        hand = frame.joints()["hand-left"]
        assert desk.x < hand.x < desk.x + 0.4
        assert hand.y - LIMB == pytest.approx(desk.y + 0.015, abs=0.01)


def test_the_goblet_is_held_at_the_breastbone() -> None:
    """Between waist and neck, ahead of the chest, in both hands."""
    for frame in figure("goblet-split-squat").frames:
        found = frame.joints()
        for hand in ("hand-left", "hand-right"):
            assert found["waist"].y < found[hand].y < found["neck"].y
            assert found[hand].x > found["chest"].x
