"""Doses grow inside their range first, then by sets, and by load last."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.programme import words
from movebreak.core.programme.progress import first_dose
from movebreak.core.programme.routines import Measure, Part, Routine, Span
from movebreak.core.programme.sessions import Dose, Felt, Logged, PastSession
from tests.core.programme.recipes import (
    FIT,
    done,
    each_side,
    part,
    past,
    prescribed,
    routine,
    routines,
)

SQUATS = routine(part(sets=Span(1, 3), loaded=True))
Steps = list[tuple[int, int | None]]


def only(recipe: Routine, sessions: tuple[PastSession, ...] = ()) -> Dose:
    """Return the dose of a routine of one part, without the squeeze before it."""
    return prescribed(recipe, past=sessions).doses[-1]


def course(recipe: Routine, count: int, *felt: Felt) -> list[Dose]:
    """Return the doses of so many sessions, each done as asked for."""
    logs: list[tuple[Logged, ...]] = []
    doses = []
    for number in range(count):
        session = prescribed(recipe, past=past(*logs))
        doses.append(session.doses[-1])
        how = felt[number] if number < len(felt) else Felt.FINE
        logs.append(done(session, felt=how))
    return doses


def steps(doses: list[Dose]) -> Steps:
    """Return sets and amounts."""
    return [(each.sets, each.amount) for each in doses]


def test_repetitions_grow_before_sets_and_sets_before_load() -> None:
    """A set comes when the top of the range was reached in two sessions."""
    doses = course(SQUATS, 14)
    assert steps(doses) == [
        (1, 8),
        (1, 10),
        (1, 12),
        (1, 12),
        (2, 8),
        (2, 10),
        (2, 12),
        (2, 12),
        (3, 8),
        (3, 10),
        (3, 12),
        (3, 12),
        (3, 8),
        (3, 10),
    ]
    assert [each.why for each in doses[:5]] == [
        words.FIRST_TIME,
        words.MORE,
        words.MORE,
        words.AT_TOP,
        words.ONE_MORE_SET,
    ]
    loads = [number for number, each in enumerate(doses) if each.why == words.LOAD]
    assert loads == [12]


def test_without_a_load_the_top_is_the_end() -> None:
    """It stays there, and says so."""
    doses = course(routine(part()), 6)
    assert steps(doses)[3:] == [(1, 12)] * 3
    assert doses[-1].why == words.TOP


def test_holds_grow_longer_when_all_are_done() -> None:
    """Within their range, five seconds at a time, with fewer of them at first."""
    recipe = routine(part(hold=Span(20, 30), amount=Span(6, 10)))
    found = [(each.amount, each.hold) for each in course(recipe, 10)]
    assert found[:5] == [(6, 20), (8, 20), (10, 20), (10, 20), (6, 25)]
    assert max(hold or 0 for _, hold in course_holds(recipe)) == 30


def course_holds(recipe: Routine) -> Steps:
    """Return amounts and holds of a long course."""
    return [(each.amount or 0, each.hold) for each in course(recipe, 20)]


def test_too_hard_takes_a_little_back() -> None:
    """A step, or a set, or nothing where it is the least already."""
    hard = Felt.TOO_HARD
    doses = course(SQUATS, 4, Felt.FINE, hard, hard)
    assert steps(doses) == [(1, 8), (1, 10), (1, 8), (1, 8)]
    assert doses[2].why == words.LESS
    fine = [Felt.FINE] * 4
    assert steps(course(SQUATS, 6, *fine, hard))[-2:] == [(2, 8), (1, 8)]


def test_a_session_left_half_way_asks_for_the_same_again() -> None:
    """So does one with less than was asked for."""
    recipe = routine(each_side(sets=Span(2, 3)))
    whole = done(prescribed(recipe))
    for logs in (whole[:3], (*whole[:3], replace(whole[3], amount=5))):
        dose = only(recipe, past(logs))
        assert (dose.sets, dose.amount, dose.why) == (2, 8, words.SAME)


def test_doing_more_than_asked_counts() -> None:
    """The next dose begins from there, and ends at the top."""
    assert only(SQUATS, past(done(prescribed(SQUATS), 9))).amount == 11
    assert only(SQUATS, past(done(prescribed(SQUATS), 30))).amount == 12


def test_pain_begins_anew() -> None:
    """With the first dose."""
    doses = course(SQUATS, 4, Felt.FINE, Felt.FINE, Felt.PAIN)
    assert steps(doses)[-1] == (1, 8)
    assert doses[-1].why == words.AFTER_PAIN


def test_other_sessions_change_nothing() -> None:
    """A dose belongs to its routine, and to the exercise in it."""
    elsewhere = past(done(prescribed(SQUATS)), name="another")
    assert only(SQUATS, elsewhere).why == words.FIRST_TIME
    other = past(done(prescribed(routine(part("sit-to-stand")))))
    assert only(SQUATS, other).why == words.FIRST_TIME


def test_a_dose_without_a_range_stays() -> None:
    """And says so, also after many times."""
    fixed = routine(part(amount=Span(6, 6)))
    assert {each.why for each in course(fixed, 4)} == {words.STAYS}
    half = past(done(prescribed(routine(part(amount=Span(6, 6)))), 3))
    assert only(fixed, half).why == words.STAYS
    jumps = routine(part(measure=Measure.FORM, amount=None, sets=Span(3, 3)))
    doses = course(jumps, 4)
    assert {each.why for each in doses} == {words.FORM}
    assert steps(doses) == [(3, None)] * 4


def test_a_round_is_added_when_all_exercises_are_at_the_top() -> None:
    """Not before, and a load comes after the last round."""
    recipe = routine(
        part("half-squats", amount=Span(10, 12), loaded=True),
        part("sit-to-stand", amount=Span(10, 15)),
        rounds=Span(3, 4),
    )
    logs: list[tuple[Logged, ...]] = []
    rounds, why = [], []
    for _ in range(11):
        session = prescribed(recipe, past=past(*logs))
        rounds.append(session.rounds)
        why.append([each.why for each in session.doses[-2:]])
        logs.append(done(session))
    assert rounds == [3] * 5 + [4] * 6
    assert why[4][0] == words.ROUND_WAITS
    assert why[5] == [words.ROUND] * 2
    assert [words.LOAD in each for each in why].index(True) == 9


def test_level_one_keeps_the_first_dose() -> None:
    """As it does for the drills of breaks."""
    calm = replace(FIT, level=1)
    recipe = routine(part(sets=Span(1, 3)))
    session = prescribed(recipe, profile=calm)
    sessions = past(*[done(session)] * 5)
    assert prescribed(recipe, profile=calm, past=sessions) == session


def test_a_first_dose_is_the_least() -> None:
    """Of amount, sets and hold."""
    made = first_dose(part(sets=Span(2, 3), hold=Span(5, 9)))
    assert (made.sets, made.amount, made.hold) == (2, 8, 5)


PARTS = st.builds(
    lambda low, more, sets, hold: part(
        amount=Span(low, low + more),
        sets=Span(1, sets),
        hold=Span(20, 20 + hold) if hold else None,
    ),
    st.integers(1, 12),
    st.integers(0, 8),
    st.integers(1, 3),
    st.integers(0, 11),
)


@given(
    made=PARTS,
    loaded=st.booleans(),
    how=st.lists(st.tuples(st.sampled_from(Felt), st.integers(0, 20)), max_size=25),
)
def test_a_dose_stays_in_its_range(
    made: Part,
    loaded: bool,  # noqa: FBT001 - as Hypothesis gives it
    how: list[tuple[Felt, int]],
) -> None:
    """Whatever is logged, and it is never raised by more than one thing at a time."""
    recipe = routine(replace(made, loaded=loaded))
    logs: list[tuple[Logged, ...]] = []
    doses = []
    for felt, amount in how:
        session = prescribed(recipe, past=past(*logs))
        doses.append(session.doses[-1])
        logs.append(done(session, amount, felt))
    for dose in doses:
        assert made.amount is not None
        assert made.amount.low <= (dose.amount or 0) <= made.amount.high
        assert made.sets.low <= dose.sets <= made.sets.high
        if made.hold:
            assert made.hold.low <= (dose.hold or 0) <= made.hold.high
        assert dose.why
    for one, other in pairwise(doses):
        grown = [
            (other.amount or 0) > (one.amount or 0),
            other.sets > one.sets,
            (other.hold or 0) > (one.hold or 0),
        ]
        assert sum(grown) <= 1


@pytest.mark.parametrize("name", list(routines()))
def test_every_session_of_movebreak_grows_without_end(name: str) -> None:
    """Thirty of each: every dose has its reason, and all stay in their ranges."""
    logs: list[tuple[Logged, ...]] = []
    for _ in range(30):
        session = prescribed(name, past=past(*logs, name=name))
        assert all(each.why for each in session.doses)
        logs.append(done(session))
