"""What does not fit is left out, said so, and something that fits stands in."""

from dataclasses import replace
from typing import Any

import pytest

from movebreak.core.drills import Care, Equipment, Sides
from movebreak.core.profile import HealthCheck, Profile, Wheelchair
from movebreak.core.programme.gates import Gates, hurt_last, part_of, refused
from movebreak.core.programme.progress import prescribe
from movebreak.core.programme.routines import Measure, Span
from movebreak.core.programme.rules import ProgrammeRules
from movebreak.core.programme.sessions import Felt, LeftOut, Person, Prescription
from tests.core.programme.recipes import (
    FIT,
    done,
    each_side,
    known,
    part,
    past,
    prescribed,
    routine,
)
from tests.core.test_profile_rules import PROFILES

EXTREMES: list[dict[str, Any]] = [
    {"careful": tuple(Care), "equipment": (), "quiet_office": True, "no_floor": True},
    {
        "wheelchair": Wheelchair.NO_LEGS,
        "limited_trunk": True,
        "careful": tuple(Care),
        "equipment": (),
    },
]
ALL = [{}, *PROFILES, *EXTREMES]
NAMES = [
    "bridge-and-jump",
    "four-for-the-hips",
    "room-at-the-hip",
    "running-rounds",
    "find-and-feel",
    "release-to-recruit",
]


def ids(session: Prescription) -> list[str]:
    """Return the exercises of a session in their order."""
    return [each.part.exercise for each in session.doses]


def reasons(session: Prescription) -> dict[str, LeftOut]:
    """Return what is left out, by id."""
    return {each.exercise: each for each in session.left_out}


@pytest.mark.parametrize("profile", ALL, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_no_profile_gets_a_forbidden_exercise(
    name: str, profile: dict[str, Any]
) -> None:
    """Nor in place of another, nor as its gentler form; and never nothing at all."""
    person = Profile(**profile)
    for health in HealthCheck:
        who = replace(person, health_check=health)
        session = prescribed(name, profile=who)
        assert session.doses
        comes = ids(session)
        comes += [each.gentler.part.exercise for each in session.doses if each.gentler]
        for each in comes:
            assert refused(known()[each], who) == ()
        assert len(set(ids(session))) == len(session.doses)


@pytest.mark.parametrize("profile", ALL, ids=str)
def test_what_is_left_out_is_never_silent(profile: dict[str, Any]) -> None:
    """Each part of a routine comes, or has its reason; but one tool is enough."""
    for name in NAMES:
        session = prescribed(name, profile=Profile(**profile))
        told = reasons(session)
        whole = {each.part.exercise for each in prescribed(name).doses} - {
            "find-the-feeling"
        }
        assert whole <= set(ids(session)) | set(told)
        for each in told.values():
            assert each.why
            assert each.instead in {"", *ids(session)}


def test_loads_and_jumps_wait_for_the_health_question() -> None:
    """Unanswered, or answered with yes, the milder form comes in their place."""
    for health in (HealthCheck.UNANSWERED, HealthCheck.YES):
        told = reasons(
            prescribed("bridge-and-jump", profile=Profile(health_check=health))
        )
        assert told["banded-bridge"].instead == "bridge-practice"
        assert told["squat-jump"].instead == "half-squats"
        assert "it waits until" in told["squat-jump"].why
    advised = Profile(health_check=HealthCheck.ADVISED)
    assert "banded-bridge" in ids(prescribed("bridge-and-jump", profile=advised))


def test_what_stands_in_has_no_load_while_loads_wait() -> None:
    """A band is a load in a session, though in a break it is a drill."""
    band = known()["band-pull-apart"]
    assert refused(band, Profile())
    assert not refused(band, FIT)


def test_jumps_wait_for_the_first_rehearsal_squat() -> None:
    """Done in a session, or as the drill of a break."""
    session = prescribed("bridge-and-jump")
    assert "squat-jump" not in ids(session)
    assert reasons(session)["squat-jump"] == LeftOut(
        "squat-jump", "it comes in the session after your first rehearsal squat"
    )
    sessions = past(done(session), name="bridge-and-jump")
    assert "squat-jump" in ids(prescribed("bridge-and-jump", past=sessions))
    drilled = frozenset({"rehearsal-squat"})
    assert "squat-jump" in ids(prescribed("bridge-and-jump", drills_done=drilled))
    passed = past(done(session, 0), name="bridge-and-jump")
    assert "squat-jump" not in ids(prescribed("bridge-and-jump", past=passed))


def test_what_must_come_first_is_named_even_when_nobody_knows_it() -> None:
    """By its id."""
    session = prescribed(routine(part(first="gone")))
    assert session.left_out[0].why.endswith("after your first gone")


def test_an_exercise_that_is_gone_is_said_to_be() -> None:
    """A pack was taken away: something stands in."""
    session = prescribed(routine(part("gone")))
    assert session.left_out == (
        LeftOut("gone", "its pack is not there any more", "half-squats"),
    )


def test_of_several_tools_the_first_at_hand_comes() -> None:
    """Without any, the step is dropped and the others keep their places."""
    with_ball = Profile(equipment=(Equipment.MAT, Equipment.BALL))
    session = prescribed("release-to-recruit", profile=with_ball)
    assert ids(session)[:2] == ["tennis-ball-lean", "low-lunge"]
    assert reasons(session)["foam-roller"].why == "it needs a roller"
    none = prescribed("release-to-recruit", profile=Profile(equipment=(Equipment.MAT,)))
    assert ids(none) == [
        "low-lunge",
        "low-lunge-knee-up",
        "tall-hip-opener",
        "knee-hug",
        "face-down-wake-up",
        "childs-pose",
    ]
    assert all(not each.instead for each in none.left_out)


def test_a_light_squeeze_comes_before_the_first_load() -> None:
    """Once, and not where it is switched off or nothing is loaded."""
    session = prescribed("four-for-the-hips")
    assert ids(session)[:2] == ["find-the-feeling", "single-leg-deadlift"]
    assert session.doses[0].once
    rounds = prescribed("running-rounds")
    assert ids(rounds).count("find-the-feeling") == 1
    off = ProgrammeRules(activation=False)
    without = prescribed("four-for-the-hips", rules=off)
    assert ids(without)[0] == "single-leg-deadlift"
    assert "squeeze" not in " ".join(each.why for each in without.left_out)
    assert "find-the-feeling" not in ids(prescribed("room-at-the-hip"))


def test_the_squeeze_is_left_away_where_none_fits() -> None:
    """It is an offer, and nothing waits for it."""
    few = {name: known()[name] for name in ("bottle-curl", "half-squats")}
    recipe = routine(part("bottle-curl", loaded=True))
    session = prescribe(recipe, few, Person(FIT))
    assert ids(session) == ["bottle-curl"]


def test_what_hurt_comes_gentler_the_next_time() -> None:
    """And when that was fine, it comes back."""
    recipe = routine(part("single-leg-squat", gentler="supported-one-leg-squat"))
    first = prescribed(recipe)
    hurt = done(first, felt=Felt.PAIN)
    after = prescribed(recipe, past=past(hurt))
    assert ids(after) == ["supported-one-leg-squat"]
    assert after.left_out[0].why == "it hurt last time, so a gentler form comes first"
    fine = past(hurt, done(after))
    assert ids(prescribed(recipe, past=fine)) == ["single-leg-squat"]


def test_what_hurt_without_a_gentler_form_begins_small() -> None:
    """It says so, and may be passed over."""
    recipe = routine(part())
    after = prescribed(recipe, past=past(done(prescribed(recipe), felt=Felt.PAIN)))
    (dose,) = after.doses
    assert (dose.amount, dose.why.split(".")[0]) == (
        8,
        "It hurt last time: begin gently, and pass it over if in doubt",
    )


def test_pain_is_remembered_until_it_was_done_without() -> None:
    """Sessions without it say nothing."""
    squat = part("half-squats")
    other = done(prescribed(routine(part("sit-to-stand"))))
    hurt = done(prescribed(routine(squat)), felt=Felt.PAIN)
    assert not hurt_last(squat, ())
    assert hurt_last(squat, past(hurt, other))
    assert not hurt_last(squat, past(hurt, done(prescribed(routine(squat)))))


def test_one_exercise_has_one_place_in_a_session() -> None:
    """A gentler form that is a part already, or of another, is none."""
    recipe = routine(
        part("glute-bridge", gentler="half-squats"),
        part("half-squats"),
        part("plain-squats", gentler="sit-to-stand"),
        each_side("hip-raise-all-fours", gentler="sit-to-stand"),
    )
    gentler = [each.gentler is not None for each in prescribed(recipe).doses]
    assert gentler == [False, False, True, False]


def test_a_stand_in_keeps_the_sets() -> None:
    """And the rest after them."""
    person = Profile(health_check=HealthCheck.NO, careful=(Care.NECK,))
    session = prescribed("four-for-the-hips", profile=person)
    (instead,) = (
        each.part for each in session.doses if each.part.exercise == "half-squats"
    )
    assert (instead.sets, instead.rest) == (Span(1, 3), 60)


@pytest.mark.parametrize(
    ("name", "measure", "amount"),
    [
        ("half-squats", Measure.TIMES, Span(6, 12)),
        ("sideways-leg-lift", Measure.TIMES, Span(3, 6)),
        ("seated-march", Measure.TIMES, Span(8, 16)),
        ("standing-lunge-stretch", Measure.SECONDS, Span(30, 60)),
        ("pillow-rest", Measure.SECONDS, Span(900, 900)),
        ("shadow-boxing", Measure.SECONDS, Span(20, 40)),
    ],
)
def test_a_drill_becomes_a_part(name: str, measure: Measure, amount: Span) -> None:
    """With the dose of a break, which may double where it is our own idea."""
    made = part_of(known()[name])
    assert (made.measure, made.amount) == (measure, amount)
    assert made.sides is known()[name].sides


def test_what_names_no_sides_is_not_halved() -> None:
    """What the dose says is for each side; one from a source stays as it is."""
    drill = replace(known()["half-squats"], sides=Sides.EACH, dose="2 slow ones")
    made = part_of(replace(drill, our_suggestion=False))
    assert made.amount == Span(2, 2)


def test_gates_know_what_is_gentler() -> None:
    """Only where it fits this person."""
    squat = part("single-leg-squat", gentler="supported-one-leg-squat")
    gates = Gates(routine(squat), known(), Person(FIT))
    found = gates.gentler(squat, ())
    assert found is not None
    assert found.exercise == "supported-one-leg-squat"
    knees = Person(replace(FIT, careful=(Care.KNEE,)))
    assert Gates(routine(squat), known(), knees).gentler(squat, ()) is None
