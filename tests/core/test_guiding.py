"""How a drill is guided: counted or timed, what to mind first, and how it ends."""

from dataclasses import replace
from typing import Any

import pytest

from movebreak.core.drills import Care, Drill, Impact, Noise, Position, Sides, Space
from movebreak.core.fitting import SHOULDER_BLADES, why_hidden
from movebreak.core.guiding import (
    CHAIR,
    DESK,
    FLOOR,
    IF_SEATED,
    WHEELS_LOCKED,
    guidance,
    repetitions,
)
from movebreak.core.profile import Profile, Wheelchair
from tests import make

ROLLING = Profile(wheelchair=Wheelchair.LEGS)
SEATED, STANDING, ANY = Position.SEATED, Position.STANDING, Position.ANY


def calm(**changes: Any) -> Drill:  # noqa: ANN401
    """Return a drill without a jump."""
    return make.drill(**{"impact": Impact.LOW, **changes})


def minds(drill: Drill, profile: Profile | None = None) -> tuple[str, ...]:
    """Return what is to be minded first."""
    return guidance(drill, profile or Profile()).minds


COUNTED = [
    ("20 jumping jacks", Sides.BOTH, 20),
    ("up to 10 times", Sides.BOTH, 10),
    ("1 or 2 lifts", Sides.BOTH, 2),
    ("5 squats, with a squeeze at the lowest point of each", Sides.BOTH, 5),
    ("8 lifts each leg", Sides.ALTERNATING, 16),
    ("6 each side", Sides.EACH, 12),
    ("5 each leg, twice", Sides.EACH, 20),
    ("5 forward and 5 back, twice", Sides.BOTH, 20),
    ("4 times there and back", Sides.ALTERNATING, 4),
    ("2 sets of 6 slow bridges", Sides.BOTH, 6),
    ("3 to 4 rounds, 10 to 12 each side, medium weight", Sides.EACH, 24),
    ("2 slow rounds each side", Sides.EACH, 4),
    ("4 rounds", Sides.BOTH, 4),
]
TIMED = [
    "30 seconds",
    "one hold of 20 to 40 seconds",
    "5 squeezes of 5 seconds",
    "3 breaths each side",
    "3 sets, each for as long as the form stays good; twice a week",
    "1 or 2 flights",
    "once",
    "1 firm squeeze",
    "9999 jumps",
]


@pytest.mark.parametrize(("dose", "sides", "count"), COUNTED)
def test_repetitions_are_counted(dose: str, sides: Sides, count: int) -> None:
    """Of a range the most, of several sets one, of two sides both."""
    assert repetitions(calm(dose=dose, sides=sides)) == count


@pytest.mark.parametrize("dose", TIMED)
def test_all_else_is_timed(dose: str) -> None:
    """What has a length in its dose, or nothing that can be counted."""
    assert repetitions(calm(dose=dose)) is None


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (Sides.EACH, "Half-way: change sides."),
        (Sides.ALTERNATING, "Half-way. Keep changing sides."),
        (Sides.BOTH, ""),
    ],
)
def test_sides_are_announced_half_way(sides: Sides, said: str) -> None:
    """Where each side has its turn."""
    assert guidance(calm(sides=sides), Profile()).turn == said


@pytest.mark.parametrize(
    "drill",
    [calm(position=SEATED), calm(position=STANDING, space=Space.CHAIR)],
    ids=["seated", "sit to stand"],
)
def test_a_chair_must_not_roll_away(drill: Drill) -> None:
    """Without wheels, or the wheels blocked; in a wheelchair, locked."""
    assert minds(drill) == (CHAIR,)
    assert minds(drill, ROLLING) == (WHEELS_LOCKED,)


def test_who_may_sit_is_told_of_the_chair() -> None:
    """But not who walks or rolls a lap: locked wheels go nowhere."""
    lap = calm(position=ANY, space=Space.CORRIDOR)

    assert minds(calm(position=ANY)) == (IF_SEATED,)
    assert minds(calm(position=ANY), ROLLING) == (WHEELS_LOCKED,)
    assert minds(lap) == minds(lap, ROLLING) == ()


def test_balance_wants_the_desk_within_reach() -> None:
    """Standing at the desk; on the stairs there is none, and nobody jumps beside it."""
    wobbly = calm(position=STANDING, careful=(Care.BALANCE,))

    assert minds(wobbly) == (DESK,)
    assert minds(replace(wobbly, space=Space.CORRIDOR)) == ()
    assert minds(replace(wobbly, impact=Impact.HIGH)) == (FLOOR,)


def test_jumps_mind_floor_and_neighbours_and_are_hidden_in_a_quiet_office() -> None:
    """Whatever the catalogue says of their noise."""
    jump = make.drill(impact=Impact.HIGH, noise=Noise.SILENT)

    assert minds(jump) == (FLOOR,)
    assert why_hidden(jump, Profile(quiet_office=True))


def test_every_break_ends_with_the_posture_reset() -> None:
    """Standing or seated; without control of the seat, the shoulder blades."""
    standing, seated = calm(), calm(position=SEATED)
    no_legs = Profile(wheelchair=Wheelchair.NO_LEGS)

    assert guidance(standing, Profile()).reset.startswith("Stand tall, firm")
    assert guidance(seated, Profile()).reset.startswith("Sit tall, firm")
    assert guidance(calm(position=ANY), ROLLING).reset.startswith("Sit tall, firm")
    assert guidance(seated, no_legs).reset == SHOULDER_BLADES
