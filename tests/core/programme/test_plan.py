"""Sessions are spaced over the week, and never on two days in a row."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.programme.plan import at_most, may_train, moved_to, next_day
from movebreak.core.programme.rules import ProgrammeRules, Weekday
from tests.core.programme.recipes import MONDAY

DAY = timedelta(days=1)
RULES = ProgrammeRules()
ANY_RULES = st.builds(
    ProgrammeRules,
    sessions=st.integers(2, 3),
    days=st.sets(st.sampled_from(Weekday)).map(tuple),
)
ANY_DAY = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def weeks(rules: ProgrammeRules, begin: date, count: int = 8) -> list[date]:
    """Return the days somebody trains on who does each session on its day."""
    trained: list[date] = []
    while not trained or trained[-1] < begin + 7 * count * DAY:
        today = trained[-1] + DAY if trained else begin
        trained.append(next_day(rules, today, trained))
    return trained


def by_week(days: list[date]) -> list[int]:
    """Count the sessions of each whole week, without the first and the last."""
    mondays = [day - day.weekday() * DAY for day in days]
    counts = [mondays.count(each) for each in dict.fromkeys(mondays)]
    return counts[1:-1]


@pytest.mark.parametrize("begin", range(7))
def test_a_usual_week_has_two_sessions(begin: int) -> None:
    """Whatever day one begins on; and with three wanted it has three."""
    assert set(by_week(weeks(RULES, MONDAY + begin * DAY))) == {2}
    assert set(by_week(weeks(ProgrammeRules(sessions=3), MONDAY + begin * DAY))) == {3}


def test_three_a_week_is_the_most() -> None:
    """Also where the settings come to say more."""
    assert at_most(RULES) == 2
    assert at_most(ProgrammeRules(sessions=9)) == 3


@given(rules=ANY_RULES, begin=ANY_DAY)
def test_no_two_days_in_a_row_and_no_week_too_full(
    rules: ProgrammeRules, begin: date
) -> None:
    """Across the ends of weeks too, whatever days are liked."""
    days = weeks(rules, begin)
    assert all(other - one >= 2 * DAY for one, other in pairwise(days))
    assert max(by_week(days)) <= rules.sessions
    if rules.days:
        assert {tuple(Weekday)[day.weekday()] for day in days} <= set(rules.days)


@given(rules=ANY_RULES, today=ANY_DAY, gone=st.sets(st.integers(-20, 20), max_size=9))
def test_any_past_leaves_a_day(
    rules: ProgrammeRules, today: date, gone: set[int]
) -> None:
    """Even one that a clock set back has put ahead of us."""
    trained = [today + more * DAY for more in gone]
    day = next_day(rules, today, trained)
    assert day >= today
    assert may_train(day, trained)


def test_days_are_well_apart_where_the_week_allows() -> None:
    """With Monday done, Thursday comes before Wednesday."""
    assert next_day(RULES, MONDAY + DAY, [MONDAY]) == MONDAY + 3 * DAY
    three = ProgrammeRules(sessions=3)
    assert next_day(three, MONDAY + DAY, [MONDAY]) == MONDAY + 2 * DAY


def test_a_week_that_began_late_still_has_its_two() -> None:
    """After a Friday, the Sunday; then the days are apart again."""
    friday, sunday = MONDAY + 4 * DAY, MONDAY + 6 * DAY
    assert next_day(RULES, friday + DAY, [friday]) == sunday
    assert next_day(RULES, sunday + DAY, [friday, sunday]) == sunday + 3 * DAY


def test_liked_days_come_first() -> None:
    """Of three days that are liked, the two that lie apart."""
    liked = ProgrammeRules(days=(Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY))
    assert next_day(liked, MONDAY - DAY, []) == MONDAY
    assert next_day(liked, MONDAY + DAY, [MONDAY]) == MONDAY + 4 * DAY
    two = ProgrammeRules(days=(Weekday.MONDAY, Weekday.WEDNESDAY))
    assert next_day(two, MONDAY + DAY, [MONDAY]) == MONDAY + 2 * DAY
    neighbours = ProgrammeRules(days=(Weekday.MONDAY, Weekday.TUESDAY))
    assert next_day(neighbours, MONDAY + DAY, [MONDAY]) == MONDAY + 7 * DAY


def test_a_missed_session_finds_a_new_day() -> None:
    """The next one that may be, from the day after on."""
    thursday = MONDAY + 3 * DAY
    assert next_day(RULES, thursday, [MONDAY]) == thursday
    missed = thursday + DAY
    assert next_day(RULES, thursday, [MONDAY], not_before=missed) == missed


def test_moving_a_session_looks_at_its_neighbours_again() -> None:
    """Tomorrow it is, unless tomorrow is too near, or its week is full."""
    tuesday = MONDAY + DAY
    assert moved_to(RULES, tuesday, []) == tuesday
    assert moved_to(RULES, tuesday, [MONDAY]) == MONDAY + 3 * DAY
    liked = ProgrammeRules(days=(Weekday.MONDAY,))
    assert moved_to(liked, tuesday, []) == tuesday
    full = [MONDAY, MONDAY + 3 * DAY]
    assert moved_to(RULES, MONDAY + 6 * DAY, full) == MONDAY + 7 * DAY


def test_a_neighbour_across_the_end_of_a_week_counts() -> None:
    """Sunday and Monday are two days in a row."""
    sunday = MONDAY - DAY
    assert not may_train(MONDAY, [sunday])
    assert not may_train(sunday, [MONDAY])
    assert not may_train(MONDAY, [MONDAY])
    assert may_train(MONDAY, [sunday - DAY])
