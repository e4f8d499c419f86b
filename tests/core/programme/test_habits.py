"""Notes on habits are rare, optional, and ask for change, not for standing."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from movebreak.core.drills import Care
from movebreak.core.profile import Profile, Wheelchair
from movebreak.core.programme.habits import (
    CAUSES,
    Facts,
    Posture,
    asks_first,
    next_note,
    next_posture,
    position,
    sitting,
)
from movebreak.core.programme.rules import (
    Commute,
    DeskKind,
    ProgrammeRules,
    Seated,
)
from tests.core.programme.recipes import MONDAY

DAY = timedelta(days=1)
RULES = ProgrammeRules(
    notes=True,
    desk=DeskKind.ADJUSTABLE,
    seated_hours=Seated.OVER_EIGHT,
    seated_commute=Commute.NONE,
)
FACTS = Facts(RULES, Profile(), MONDAY)


def a_year(facts: Facts) -> list[tuple[int, str]]:
    """Return the notes of a year, each with its day."""
    told: dict[str, date] = {}
    found = []
    for number in range(365):
        today = MONDAY + number * DAY
        if note := next_note(facts, told, today):
            told[note.id] = today
            found.append((number, note.id))
    return found


def ids(facts: Facts) -> list[str]:
    """Return which notes come, in their order."""
    return list(dict.fromkeys(name for _, name in a_year(facts)))


def test_notes_are_off_until_they_are_wanted() -> None:
    """In a whole year none comes."""
    assert not ProgrammeRules().notes
    assert a_year(replace(FACTS, rules=replace(RULES, notes=False))) == []


def test_notes_are_a_week_apart_and_mostly_come_once() -> None:
    """Another position may be suggested again after four weeks."""
    year = a_year(FACTS)
    days = [day for day, _ in year]
    assert all(later - day >= 7 for day, later in pairwise(days))
    names = [name for _, name in year]
    assert ids(FACTS) == ["sitting", "position", "link", "floor", "shoes"]
    assert {name for name in names if names.count(name) > 1} == {"position"}
    positions = [day for day, name in year if name == "position"]
    assert min(b - a for a, b in pairwise(positions)) >= 28


def test_a_cue_of_ones_own_is_offered_from_the_second_week() -> None:
    """Not in the first."""
    plain = replace(RULES, desk=DeskKind.FIXED, seated_hours=Seated.NOT_TOLD)
    facts = replace(FACTS, rules=plain, profile=Profile(no_floor=True), sore=True)
    assert a_year(facts) == [(7, "link")]


def test_shoes_are_spoken_of_once_and_slowly() -> None:
    """Never to whom foot, Achilles, calf or shin hurts."""
    assert [name for _, name in a_year(FACTS)].count("shoes") == 1
    told = dict.fromkeys(("sitting", "position", "link", "floor"), MONDAY)
    note = next_note(FACTS, told, MONDAY + 8 * DAY)
    assert note is not None
    assert note.id == "shoes"
    assert "go slowly" in note.body
    assert "shoes" not in ids(replace(FACTS, sore=True))
    ankle = Profile(careful=(Care.ANKLE,))
    assert "shoes" not in ids(replace(FACTS, profile=ankle))


@pytest.mark.parametrize(
    "profile",
    [
        {"no_floor": True},
        {"seated_only": True},
        {"standing": True},
        {"wheelchair": Wheelchair.LEGS},
        {"careful": (Care.KNEE,)},
        {"careful": (Care.HIP,)},
        {"careful": (Care.PREGNANCY,)},
        {"pregnancy_week": 20},
    ],
    ids=str,
)
def test_the_floor_is_for_those_who_get_down_and_up(profile: dict[str, Any]) -> None:
    """Whoever ticked otherwise hears nothing of it."""
    assert "floor" not in ids(replace(FACTS, profile=Profile(**profile)))
    assert "floor" in ids(FACTS)


def test_the_position_told_last_is_not_suggested() -> None:
    """They take turns; without a word, standing comes first."""
    for last in Posture:
        assert next_posture(replace(FACTS, posture=last)) is not last
    assert next_posture(FACTS) is Posture.STANDING


@pytest.mark.parametrize(
    "changes",
    [
        {"rules": replace(RULES, desk=DeskKind.FIXED)},
        {"profile": Profile(seated_only=True)},
        {"profile": Profile(standing=True)},
        {"profile": Profile(wheelchair=Wheelchair.LEGS)},
    ],
    ids=["fixed", "seated", "standing", "wheelchair"],
)
def test_a_desk_or_body_that_stays_gets_no_position(changes: dict[str, Any]) -> None:
    """Neither as a note."""
    assert next_posture(replace(FACTS, **changes)) is None
    assert "position" not in ids(replace(FACTS, **changes))


@pytest.mark.parametrize("posture", Posture)
def test_a_position_is_one_among_several(posture: Posture) -> None:
    """Standing is always named together with changing."""
    assert "change again" in position(posture)
    assert "the change is what counts" in position(posture)


def test_sitting_is_asked_about_before_the_first_plan() -> None:
    """Both hours at work and the way there."""
    assert asks_first(ProgrammeRules())
    assert asks_first(replace(RULES, seated_commute=Commute.NOT_TOLD))
    assert asks_first(replace(RULES, seated_hours=Seated.NOT_TOLD))
    assert not asks_first(RULES)
    assert CAUSES.startswith("First the causes, then the exercises")


@pytest.mark.parametrize(
    ("hours", "commute", "says"),
    [
        (Seated.OVER_EIGHT, Commute.OVER_ONE, "You sit at work and on the way there"),
        (Seated.FOUR_TO_EIGHT, Commute.NONE, "Most of your sitting is at work"),
        (Seated.UNDER_FOUR, Commute.UNDER_ONE, "Your way to work is a good place"),
        (Seated.UNDER_FOUR, Commute.NONE, "You sit little as it is"),
    ],
)
def test_sitting_is_told_back_with_what_is_easy(
    hours: Seated, commute: Commute, says: str
) -> None:
    """By where most of it is."""
    rules = ProgrammeRules(seated_hours=hours, seated_commute=commute)
    assert sitting(rules).startswith(says)
