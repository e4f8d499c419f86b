"""A profile leaves out what does not fit, says why, and never leaves nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.drills import (
    Care,
    Drill,
    EntryKind,
    Equipment,
    Impact,
    Noise,
    Position,
    Space,
)
from movebreak.core.fitting import fitting, too_few, why_hidden, worded
from movebreak.core.profile import HealthCheck, Profile, Wheelchair
from tests import make

SEATED, STANDING, FLOOR, ANY = (
    Position.SEATED,
    Position.STANDING,
    Position.FLOOR,
    Position.ANY,
)
ROLLING, NO_LEGS = Wheelchair.LEGS, Wheelchair.NO_LEGS


def mild(name: str = "stand-tall", **changes: Any) -> Drill:  # noqa: ANN401
    """Return a drill that nothing speaks against."""
    plain = {"noise": Noise.SILENT, "impact": Impact.NONE, "legs": False}
    return make.drill(name, **{**plain, "position": ANY, **changes})


def hidden(drill: Drill, **profile: Any) -> str:  # noqa: ANN401
    """Return the reasons in one line."""
    return "; ".join(why_hidden(drill, Profile(**profile)))


JUMP = mild("jump", position=STANDING, impact=Impact.HIGH, easier="Side taps instead.")
LEFT_OUT: list[tuple[Drill, dict[str, Any], str]] = [
    (mild(noise=Noise.LOW), {"quiet_office": True}, "neighbours would hear it, and "),
    (JUMP, {"quiet_office": True}, "neighbours would hear it, and your office"),
    (mild(desk=False), {"quiet_office": True}, "it is better done unseen, and your"),
    (mild(position=FLOOR), {"no_floor": True}, "it goes down to the floor"),
    (mild(space=Space.MAT), {"no_floor": True}, "it goes down to the floor"),
    (mild(position=STANDING), {"seated_only": True}, "it is done standing"),
    (mild(position=FLOOR), {"seated_only": True}, "it is done on the floor"),
    (mild(space=Space.CORRIDOR), {"seated_only": True}, "it goes for a walk"),
    (mild(position=SEATED), {"standing": True}, "it is done seated"),
    (mild(position=FLOOR), {"standing": True}, "it is done on the floor"),
    (mild(position=STANDING), {"wheelchair": ROLLING}, "it is done standing"),
    (mild(position=FLOOR), {"wheelchair": ROLLING}, "it is done on the floor"),
    (mild(legs=True), {"wheelchair": NO_LEGS}, "it works with the legs"),
    (mild(trunk=True), {"limited_trunk": True}, "it needs good control of the trunk"),
    (
        JUMP,
        {"low_impact": True},
        "it is more than low impact; easier: side taps instead",
    ),
    (mild(impact=Impact.MEDIUM), {"low_impact": True}, "it is more than low impact"),
    (mild(level=2), {"level": 1}, "it is of level 2, and yours is 1"),
    (
        mild(equipment=(Equipment.MAT, Equipment.LOOP_BAND)),
        {"equipment": ()},
        "it needs a loop band and mat",
    ),
    (
        mild(careful=(Care.PELVIC_FLOOR,)),
        {"careful": (Care.KNEE, Care.PELVIC_FLOOR)},
        "it asks for care with: pelvic floor",
    ),
    (
        JUMP,
        {"careful": (Care.PELVIC_FLOOR,)},
        "it jumps, which is left out for the pelvic floor",
    ),
    (
        JUMP,
        {"careful": (Care.POSTNATAL,)},
        "it jumps, which is left out for the time after a birth",
    ),
    (
        mild(supine=True),
        {"pregnancy_week": 16},
        "it lies on the back or the front, which is left out from week 16",
    ),
    (
        mild(supine=True),
        {"careful": (Care.PREGNANCY,)},
        "it lies on the back or the front, which is left out from week 16",
    ),
    (JUMP, {"pregnancy_week": 20}, "it jumps, which is left out from week 16"),
    (
        mild(careful=(Care.PREGNANCY,)),
        {"pregnancy_week": 5},
        "it asks for care with: pregnancy",
    ),
    (
        JUMP,
        {"health_check": HealthCheck.YES},
        "it waits until a professional has said that it is fine for you",
    ),
    (
        mild(equipment=(Equipment.BOTTLE,)),
        {"health_check": HealthCheck.YES},
        "it waits until a professional has said that it is fine for you",
    ),
    (
        mild(kind=EntryKind.EXERCISE, equipment=(Equipment.DUMBBELL,)),
        {},
        "it waits until the health question in your settings is answered",
    ),
]


@pytest.mark.parametrize(("drill", "profile", "says"), LEFT_OUT)
def test_what_does_not_fit_says_why(
    drill: Drill, profile: dict[str, Any], says: str
) -> None:
    """In one sentence, without a word of blame."""
    (reason,) = why_hidden(drill, Profile(**profile))
    assert reason.startswith(says)


KEPT: list[tuple[Drill, dict[str, Any]]] = [
    (mild(position=SEATED), {"seated_only": True}),
    (mild(position=STANDING), {"standing": True}),
    (mild(position=SEATED), {"seated_only": True, "standing": True}),
    (mild(position=STANDING), {"seated_only": True, "standing": True}),
    (mild(position=SEATED), {"standing": True, "wheelchair": ROLLING}),
    (mild(position=SEATED, legs=True), {"wheelchair": ROLLING}),
    (mild(position=SEATED), {"wheelchair": NO_LEGS}),
    (mild(space=Space.CORRIDOR), {"seated_only": True, "wheelchair": NO_LEGS}),
    (mild(equipment=(Equipment.DESK,)), {"equipment": ()}),
    (mild(equipment=(Equipment.MAT,)), {"equipment": (Equipment.MAT,)}),
    (mild(supine=True), {"pregnancy_week": 15}),
    (mild(supine=True), {"careful": (Care.PREGNANCY,), "pregnancy_week": 15}),
    (mild(careful=(Care.KNEE,)), {"careful": (Care.BACK,)}),
    (mild(level=2), {"level": 2}),
    (mild(), {"health_check": HealthCheck.YES}),
    (mild(level=3), {"health_check": HealthCheck.ADVISED}),
    (mild(level=3), {"health_check": HealthCheck.NO}),
    (mild(kind=EntryKind.EXERCISE), {}),
]


@pytest.mark.parametrize(("drill", "profile"), KEPT)
def test_what_fits_stays(drill: Drill, profile: dict[str, Any]) -> None:
    """Nothing is left out for a reason that is none."""
    assert hidden(drill, **profile) == ""


def test_pregnancy_is_told_once() -> None:
    """Ticked and with its week it is still one reason."""
    drill = mild(impact=Impact.HIGH, careful=(Care.PREGNANCY,))
    profile = Profile(careful=(Care.PREGNANCY,), pregnancy_week=20)
    assert why_hidden(drill, profile) == ("it asks for care with: pregnancy",)


def test_without_a_profile_everything_is_dealt() -> None:
    """But exercises and notes, which are not for a break."""
    drills = (
        JUMP,
        mild("floor", position=FLOOR, supine=True, equipment=(Equipment.MAT,)),
        mild("long", kind=EntryKind.EXERCISE),
        mild("thought", kind=EntryKind.NOTE),
    )
    left = fitting(drills, Profile())
    assert [drill.id for drill in left] == ["jump", "floor"]


def test_the_mildest_drill_stays_where_none_fits() -> None:
    """The one with the fewest reasons against it, then the least impact."""
    harsh = mild("harsh", position=FLOOR, impact=Impact.LOW)
    gentle = mild("gentle", position=FLOOR)
    worse = mild("worse", position=FLOOR, trunk=True)
    profile = Profile(seated_only=True, limited_trunk=True)
    assert fitting((harsh, gentle, worse), profile) == (gentle,)
    assert fitting((mild("other", kind=EntryKind.NOTE),), profile) != ()


@pytest.mark.parametrize(
    ("count", "begins"),
    [
        (0, "Your profile leaves no drill, so the mildest one comes."),
        (1, "Your profile leaves 1 drill, so"),
        (5, "Your profile leaves 5 drills, so"),
        (6, ""),
    ],
)
def test_few_drills_are_told(count: int, begins: str) -> None:
    """Below six, in words; with six there is nothing to say."""
    few = [mild(f"seated-{number}", position=SEATED) for number in range(count)]
    rest = [mild(f"floor-{number}", position=FLOOR) for number in range(9)]
    note = mild("thought", kind=EntryKind.NOTE)
    said = too_few((*few, *rest, note), Profile(seated_only=True))
    assert said.startswith(begins)
    assert bool(said) is (count < 6)


def test_a_jump_names_its_easier_form_until_health_is_asked() -> None:
    """In the line that the reminder shows."""
    first = worded(JUMP, Profile()).steps[0]
    assert first == "Stand upright. Or easier: Side taps instead."
    asked = Profile(health_check=HealthCheck.NO)
    assert worded(JUMP, asked) is JUMP
    assert worded(mild(impact=Impact.HIGH), Profile()).steps == JUMP.steps


def test_without_control_of_the_legs_the_shoulder_blades_end_a_drill() -> None:
    """The usual last step needs muscles of the seat."""
    drill = mild(steps=("Turn.", "Sit tall, firm your seat for one breath."))
    last = "Sit tall, draw the shoulder blades together for one breath."
    assert worded(drill, Profile(wheelchair=NO_LEGS)).steps == ("Turn.", last)
    assert worded(drill, Profile(wheelchair=ROLLING)) is drill


profiles = st.builds(
    Profile,
    quiet_office=st.booleans(),
    seated_only=st.booleans(),
    standing=st.booleans(),
    low_impact=st.booleans(),
    no_floor=st.booleans(),
    wheelchair=st.sampled_from(Wheelchair),
    limited_trunk=st.booleans(),
    equipment=st.none() | st.sets(st.sampled_from(Equipment)).map(tuple),
    careful=st.sets(st.sampled_from(Care)).map(tuple),
    pregnancy_week=st.integers(0, 45),
    health_check=st.sampled_from(HealthCheck),
    level=st.integers(1, 3),
)
drills = st.builds(
    mild,
    position=st.sampled_from(Position),
    noise=st.sampled_from(Noise),
    impact=st.sampled_from(Impact),
    space=st.sampled_from(Space),
    kind=st.sampled_from(EntryKind),
    equipment=st.sets(st.sampled_from(Equipment), max_size=2).map(tuple),
    careful=st.sets(st.sampled_from(Care), max_size=3).map(tuple),
    level=st.integers(1, 3),
    supine=st.booleans(),
    legs=st.booleans(),
    trunk=st.booleans(),
    desk=st.booleans(),
    easier=st.sampled_from(["", "Side taps instead."]),
)


@given(profile=profiles, some=st.lists(drills, min_size=1, max_size=12))
def test_any_profile_leaves_a_drill(profile: Profile, some: list[Drill]) -> None:
    """What is left fits, or is the only one; what is not left has its reasons."""
    left = fitting(tuple(some), profile)
    assert left
    if len(left) > 1:
        assert not any(why_hidden(drill, profile) for drill in left)
    kinds = {drill.kind for drill in some}
    if EntryKind.DRILL in kinds:
        assert {drill.kind for drill in left} == {EntryKind.DRILL}


@given(profile=profiles, drill=drills)
def test_reasons_are_short_and_kind(profile: Profile, drill: Drill) -> None:
    """One line each, no two alike, all about the drill."""
    reasons = why_hidden(drill, profile)
    assert len(set(reasons)) == len(reasons)
    for reason in reasons:
        assert reason.isprintable()
        assert len(reason) <= 100
        assert reason.startswith(("it ", "neighbours "))
