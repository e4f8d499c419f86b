"""A year of every focus and many profiles: days, exercises, doses, reviews."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise, product
from random import Random
from typing import Any, NamedTuple

import pytest

from movebreak.core.drills import Care, Equipment
from movebreak.core.profile import HealthCheck, Profile, Wheelchair
from movebreak.core.programme.focus import CHOICES, routine_of
from movebreak.core.programme.gates import refused
from movebreak.core.programme.plan import moved_to, next_day
from movebreak.core.programme.playing import (
    Play,
    ahead,
    begin,
    excuse,
    is_complete,
    log,
    skip,
)
from movebreak.core.programme.progress import prescribe
from movebreak.core.programme.reviews import EIGHT, FOUR, counted_from, due
from movebreak.core.programme.routines import Routine
from movebreak.core.programme.rules import Focus, ProgrammeRules, Weekday
from movebreak.core.programme.sessions import Felt, PastSession, Person
from tests.core.programme.recipes import FIT, MONDAY, known, routines

# It shows laws. What code is run the stories show: unmeasured, this is faster.
pytestmark = pytest.mark.no_cover

DAY = timedelta(days=1)
YEAR = 365
PEOPLE: dict[str, Profile] = {
    "as it comes": Profile(),
    "fit": FIT,
    "low impact, quiet": Profile(low_impact=True, quiet_office=True),
    "a health question with yes": Profile(health_check=HealthCheck.YES),
    "no floor, nothing at hand": Profile(no_floor=True, equipment=()),
    "a mat only": Profile(health_check=HealthCheck.NO, equipment=(Equipment.MAT,)),
    "pregnant": Profile(health_check=HealthCheck.NO, pregnancy_week=20),
    "after a birth": Profile(
        health_check=HealthCheck.NO, careful=(Care.POSTNATAL, Care.PELVIC_FLOOR)
    ),
    "knees and hips": Profile(
        health_check=HealthCheck.NO, careful=(Care.KNEE, Care.HIP)
    ),
    "wheelchair": Profile(wheelchair=Wheelchair.NO_LEGS),
    "seated": Profile(seated_only=True),
    "level one": Profile(health_check=HealthCheck.NO, level=1),
    "all cares": Profile(careful=tuple(Care), equipment=()),
}
LIKED = (Weekday.TUESDAY, Weekday.FRIDAY, Weekday.SATURDAY)


class Year(NamedTuple):
    """What a year came to."""

    sessions: list[PastSession]
    reviews: dict[int, date]


def live(rules: ProgrammeRules, profile: Profile, dice: Random) -> Year:
    """Live through a year: most sessions are done, some are moved or not answered."""
    past: list[PastSession] = []
    reviews: dict[int, date] = {}
    trained: list[date] = []
    planned = next_day(rules, MONDAY, trained)
    for number in range(YEAR):
        today = MONDAY + number * DAY
        begun = _counted_from(past)
        if (weeks := due(rules, begun, reviews, today)) is not None:
            reviews[weeks] = today
        if today != planned:
            continue
        answer = dice.random()
        if answer < 0.1:
            planned = moved_to(rules, today + DAY, trained)
        elif answer < 0.2:
            planned = next_day(rules, today + DAY, trained)
        else:
            # A long past is not needed to see what is wrong, and costs time.
            person = Person(profile, rules, tuple(past[-30:]))
            play = played(_nth(rules.focus, len(past)), person, dice)
            routine = play.prescription.routine
            past.append(
                PastSession(len(past), today, routine, play.logs, is_complete(play))
            )
            trained = [*trained, today][-8:]
            planned = next_day(rules, today + DAY, trained)
    return Year(past, reviews)


def _counted_from(past: list[PastSession]) -> date | None:
    strong = (each.day for each in past if routines()[each.routine].strength)
    return counted_from(next(strong, None), past[0].day if past else None)


def _nth(focus: Focus, number: int) -> Routine:
    found = routine_of(focus, number, routines().values())
    assert found is not None
    return found


def played(recipe: Routine, person: Person, dice: Random) -> Play:
    """Play one session to its end, and see that all in it was allowed."""
    session = prescribe(recipe, known(), person)
    assert session.doses
    assert all(dose.why for dose in session.doses)
    assert all(out.why for out in session.left_out)
    play = begin(1, session)
    while (ask := ahead(play)) is not None:
        play = _answered(play, ask.amount, dice)
    for exercise in {each.exercise for each in play.logs}:
        assert refused(known()[exercise], person.profile) == ()
    return play


def _answered(play: Play, amount: int | None, dice: Random) -> Play:
    answer = dice.random()
    if answer < 0.01:
        return excuse(play)
    if answer < 0.02:
        return skip(play)
    felt = Felt.FINE
    if answer < 0.06:
        felt = Felt.PAIN if answer < 0.03 else Felt.TOO_HARD
    return log(play, amount or 1, felt)


WISHES: list[dict[str, Any]] = [{}, {"sessions": 3}, {"days": LIKED}]


@pytest.mark.parametrize("focus", CHOICES)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_year_keeps_the_rules(focus: Focus, name: str) -> None:
    """For whoever it is, and however many days a week are wished for."""
    number = list(PEOPLE).index(name) + CHOICES.index(focus)
    rules = ProgrammeRules(focus=focus, **WISHES[number % len(WISHES)])
    year = live(rules, PEOPLE[name], Random(number))  # noqa: S311 - a simulation
    days = [each.day for each in year.sessions]
    assert all(later - day >= 2 * DAY for day, later in pairwise(days))
    weeks = Counter(day - day.weekday() * DAY for day in days)
    assert max(weeks.values()) <= rules.sessions
    assert len(days) >= 52 * rules.sessions * 0.6
    begun = _counted_from(year.sessions)
    assert begun is not None
    assert year.reviews == {FOUR: begun + 28 * DAY, EIGHT: begun + 56 * DAY}


@pytest.mark.parametrize("focus", CHOICES)
def test_who_does_every_session_has_two_a_week(focus: Focus) -> None:
    """In each of 52 weeks, and all of them are complete."""

    class Always(Random):
        """Never moves a session and never finds one hard."""

        def random(self) -> float:
            return 0.99

    year = live(ProgrammeRules(focus=focus), FIT, Always())
    weeks = Counter(each.day - each.day.weekday() * DAY for each in year.sessions)
    whole = list(weeks.values())[:52]
    assert set(whole) == {2}
    assert all(each.complete for each in year.sessions)


def test_mobility_first_has_no_strength_in_a_year() -> None:
    """Strength and the running pattern have nothing else."""
    for focus, strength in (
        (Focus.MOBILITY, {False}),
        (Focus.STRENGTH, {True}),
        (Focus.RUNNING, {True}),
    ):
        year = live(ProgrammeRules(focus=focus), FIT, Random(1))  # noqa: S311 - as above
        kinds = {routines()[each.routine].strength for each in year.sessions}
        assert kinds == strength


def test_changing_the_focus_keeps_days_apart() -> None:
    """Whatever comes after whatever, from one day to the next."""
    trained: list[date] = []
    for number, (one, other) in enumerate(product(CHOICES, CHOICES)):
        today = trained[-1] + DAY if trained else MONDAY
        for focus in (one, other):
            rules = ProgrammeRules(focus=focus, sessions=2 + number % 2)
            trained.append(next_day(rules, today, trained))
    assert all(later - day >= 2 * DAY for day, later in pairwise(trained))
