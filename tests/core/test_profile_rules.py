"""The rules of safety and place hold for every drill that comes with movebreak."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from movebreak.core import durations
from movebreak.core.drills import (
    Amount,
    Care,
    Drill,
    EntryKind,
    Equipment,
    Impact,
    Noise,
    Position,
    Sides,
    Space,
)
from movebreak.core.fitting import fitting, too_few, why_hidden
from movebreak.core.profile import HealthCheck, Profile, Wheelchair

FOLDER = Path(__file__).parents[2] / "movebreak" / "catalogue"

pytestmark = pytest.mark.skipif(
    not (FOLDER / "desk.toml").exists(), reason="the catalogue is not complete yet"
)

JUMPS = {"jump-around", "burpees", "jumping-jacks", "run-on-the-spot"}
EASIER = {"big-arm-march", "side-taps", "half-squats"}
LOADS = {"loop-band", "long-band", "dumbbell", "bag", "bottle"}


def drill_of(kind: str, entry: dict[str, Any]) -> Drill:
    """Return the entry as the core has it."""
    words = {
        "kind": EntryKind(kind),
        "steps": tuple(entry["steps"]),
        "length": durations.parse(entry["length"]),
        "more": tuple(
            Amount(each["dose"], durations.parse(each["length"]))
            for each in entry.get("more", ())
        ),
        "position": Position(entry["position"]),
        "noise": Noise(entry["noise"]),
        "space": Space(entry["space"]),
        "impact": Impact(entry["impact"]),
        "sides": Sides(entry["sides"]),
        "equipment": tuple(Equipment(each) for each in entry["equipment"]),
        "careful": tuple(Care(each) for each in entry["careful"]),
        "muscles": tuple(entry["muscles"]),
    }
    known = Drill.__dataclass_fields__
    plain = {key: value for key, value in entry.items() if key in known}
    return Drill(**{**plain, **words})


@cache
def entries() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return every table of the catalogue with its kind."""
    return tuple(
        (kind, entry)
        for file in sorted(FOLDER.glob("*.toml"))
        for kind, tables in tomllib.loads(file.read_text("utf-8")).items()
        for entry in tables
    )


@cache
def catalogue() -> tuple[Drill, ...]:
    """Return all drills and exercises."""
    return tuple(
        drill_of(*each) for each in entries() if each[0] in ("drill", "exercise")
    )


def left(**profile: Any) -> dict[str, Drill]:  # noqa: ANN401
    """Return what this profile leaves, by id."""
    drills = fitting(catalogue(), Profile(**profile))
    return {drill.id: drill for drill in drills}


def text(drill: Drill) -> str:
    """Return all that is read while doing it."""
    return " ".join((drill.cue, *drill.steps)).lower()


def test_without_a_profile_nothing_is_restricted() -> None:
    """Every drill comes; exercises and notes are for other times."""
    every = {each.id for each in catalogue() if each.kind is EntryKind.DRILL}
    assert set(left()) == every
    assert too_few(catalogue(), Profile()) == ""


def test_impact_is_there_for_whom_it_fits() -> None:
    """With low impact on, none of the four jumps comes, but what replaces them."""
    assert set(left()) >= JUMPS
    mild = left(low_impact=True)
    assert JUMPS.isdisjoint(mild)
    assert set(mild) >= EASIER
    assert all(each.impact in {Impact.NONE, Impact.LOW} for each in mild.values())


def test_every_drill_ends_tall() -> None:
    """With the seat firmed or the shoulder blades drawn together for a breath."""
    for drill in left().values():
        ends = re.search("firm|squeeze|shoulder blades", drill.steps[-1].lower())
        assert ends or drill.id == "glute-reset", drill.id


def test_nobody_is_asked_for_muscles_they_cannot_move() -> None:
    """Without control of the legs, the shoulder blades end every drill."""
    for drill in left(wheelchair=Wheelchair.NO_LEGS).values():
        last = drill.steps[-1].lower()
        assert "firm your seat" not in last
        assert "shoulder blades" in last or drill.id == "glute-reset"


def test_no_text_says_that_standing_is_enough() -> None:
    """A standing desk is always named together with changing."""
    for kind, entry in entries():
        told = " ".join(str(value) for value in entry.values()).lower()
        assert not re.search(r"standing (alone )?is (enough|all)", told)
        if kind == "note" and "standing desk" in told:
            assert re.search("chang|switch|shift|var(y|ied)|turn", told), entry["id"]


def test_the_floor_is_for_those_who_get_down_and_up() -> None:
    """With "no floor" on, nothing goes there; sitting on the floor is never dealt."""
    for drill in left(no_floor=True).values():
        assert drill.position is not Position.FLOOR
        assert drill.space is not Space.MAT
        assert Equipment.MAT not in drill.equipment


def test_until_health_is_asked_a_jump_names_its_easier_form() -> None:
    """In its first line; loaded exercises and jumps to exhaustion wait."""
    before, after = left(), left(health_check=HealthCheck.NO)
    for name in JUMPS:
        assert before[name].easier in before[name].steps[0]
        assert after[name].easier not in after[name].steps[0]
    asked = Profile(health_check=HealthCheck.NO)
    for each in catalogue():
        loaded = not LOADS.isdisjoint(each.equipment)
        heavy = loaded or each.impact is Impact.HIGH
        if each.kind is EntryKind.EXERCISE and heavy:
            assert why_hidden(each, Profile())
        assert not why_hidden(each, asked)


def test_a_concern_about_health_leaves_what_is_mild() -> None:
    """Low impact and no load, until a professional has been asked."""
    mild = left(health_check=HealthCheck.YES)
    for drill in mild.values():
        assert drill.impact in {Impact.NONE, Impact.LOW}
        assert LOADS.isdisjoint(drill.equipment)
    assert set(left(health_check=HealthCheck.ADVISED)) == set(left())


def test_from_week_sixteen_nothing_lies_down_or_jumps() -> None:
    """On the back or on the front; without the week, the careful reading holds."""
    for profile in ({"pregnancy_week": 16}, {"careful": (Care.PREGNANCY,)}):
        drills = left(**profile)
        assert JUMPS.isdisjoint(drills)
        assert not any(drill.supine for drill in drills.values())
    assert left(pregnancy_week=15).keys() > left(pregnancy_week=16).keys()


def test_after_a_birth_nothing_jumps_or_runs() -> None:
    """Ticked for as long as the person likes."""
    assert JUMPS.isdisjoint(left(careful=(Care.POSTNATAL,)))


def test_the_pelvic_floor_gets_gentler_drills_for_the_jumps() -> None:
    """March, side taps and half squats."""
    drills = left(careful=(Care.PELVIC_FLOOR,))
    assert JUMPS.isdisjoint(drills)
    assert set(drills) >= EASIER


def test_chairs_do_not_roll_away() -> None:
    """Who sits, or rises from a chair, is told of the wheels."""
    for drill in left().values():
        if drill.position is Position.SEATED or drill.id == "sit-to-stand":
            assert "wheel" in text(drill), drill.id


def test_wheels_are_locked() -> None:
    """Wherever a drill for wheelchairs stays in its place."""
    for drill in left(wheelchair=Wheelchair.NO_LEGS).values():
        if drill.space is not Space.CORRIDOR:
            assert re.search("lock", text(drill)), drill.id


def test_balance_has_something_to_hold() -> None:
    """A desk, a rail or a wall; jumps are left out for whom balance is a matter."""
    for drill in left().values():
        if Care.BALANCE in drill.careful and drill.impact is not Impact.HIGH:
            assert re.search("desk|rail|wall", text(drill)), drill.id
    assert JUMPS.isdisjoint(left(careful=(Care.BALANCE,)))


def test_jumps_think_of_floor_and_neighbours() -> None:
    """And do not come in a quiet office."""
    for name in JUMPS:
        told = text(left()[name])
        assert "floor" in told
        assert "neighbour" in told
    assert JUMPS.isdisjoint(left(quiet_office=True))


PROFILES: list[dict[str, Any]] = [
    {"quiet_office": True},
    {"seated_only": True},
    {"standing": True},
    {"low_impact": True},
    {"no_floor": True},
    {"equipment": ()},
    {"wheelchair": Wheelchair.LEGS},
    {"wheelchair": Wheelchair.NO_LEGS},
    {"quiet_office": True, "seated_only": True},
    {"quiet_office": True, "seated_only": True, "equipment": ()},
    {"seated_only": True, "equipment": ()},
    {"quiet_office": True, "standing": True, "equipment": ()},
    {"standing": True, "low_impact": True, "equipment": ()},
    {"wheelchair": Wheelchair.NO_LEGS, "equipment": ()},
    {"wheelchair": Wheelchair.NO_LEGS, "quiet_office": True},
    {"level": 1},
    *({"careful": (care,)} for care in Care),
]


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_every_usual_profile_leaves_variety(profile: dict[str, Any]) -> None:
    """At least eight drills, so that no day is dull."""
    assert len(left(**profile)) >= 8
    assert too_few(catalogue(), Profile(**profile)) == ""


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_what_is_left_out_is_explained(profile: dict[str, Any]) -> None:
    """Each drill fits or has its reasons; none is missing in silence."""
    fits = left(**profile)
    for drill in catalogue():
        if drill.kind is EntryKind.DRILL:
            assert (drill.id in fits) is not bool(why_hidden(drill, Profile(**profile)))


def test_few_drills_are_told_and_not_padded() -> None:
    """Where body and place leave little, that is said."""
    profile = Profile(
        wheelchair=Wheelchair.NO_LEGS,
        limited_trunk=True,
        quiet_office=True,
        equipment=(),
        careful=(Care.SHOULDER, Care.WRIST, Care.NECK),
    )
    count = len(fitting(catalogue(), profile))
    assert bool(too_few(catalogue(), profile)) is (count < 6)


def test_doses_grow_gently() -> None:
    """Never where the source gives one, never beyond a break, never shorter."""
    growing = [drill for drill in catalogue() if drill.more]
    assert len(growing) >= 20
    for drill in growing:
        assert drill.our_suggestion, drill.id
        assert drill.kind is EntryKind.DRILL, drill.id
        lengths = [drill.length, *(each.length for each in drill.more)]
        assert lengths == sorted(lengths), drill.id
        assert lengths[-1] <= durations.parse("60s"), drill.id
        doses = [drill.dose, *(each.dose for each in drill.more)]
        assert len(set(doses)) == len(doses) == 3, drill.id
        counts = [[int(each) for each in re.findall("[0-9]+", one)] for one in doses]
        assert counts == sorted(counts), drill.id
        texts = {re.sub("[0-9]+", "", one) for one in doses}
        assert len(texts) == 1, drill.id


def test_no_step_counts_what_the_dose_counts() -> None:
    """What grows is told in one place."""
    for drill in catalogue():
        if drill.more:
            told = text(drill)
            assert not re.search(r"\b(three|five|six|eight) times\b", told), drill.id
