"""Law 18: a streak counts days that met the goal, and forgives."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from movebreak.core.status import Tally
from movebreak.core.summary import FIRST_LOOK, STREAK_DAYS, streak, streak_in

GOAL = 8
INTERVAL = timedelta(minutes=20)
ENOUGH = GOAL * INTERVAL
SUNDAY = date(2026, 3, 15)


def days(marks: str, last: date = SUNDAY) -> Iterator[Tally]:
    """Return days up to the last: x met, o missed it, . short day, space none."""
    first = last - timedelta(days=len(marks) - 1)
    for number, mark in enumerate(marks):
        day = first + timedelta(days=number)
        match mark:
            case "x":
                yield Tally(day, done=GOAL, desk=ENOUGH)
            case "o":
                yield Tally(day, done=GOAL - 1, natural=5, desk=ENOUGH)
            case ".":
                yield Tally(day, done=1, desk=ENOUGH - timedelta(seconds=1))
            case _:
                pass


def count(marks: str, last: date = SUNDAY) -> int:
    """Return the streak on the last of these days."""
    return streak(days(marks, last), last, GOAL, INTERVAL)


def test_no_days_are_no_streak() -> None:
    """Nothing counted is nothing."""
    assert count("") == 0


def test_days_in_a_row_count() -> None:
    """Today too, once it has met the goal."""
    assert count("xxxxx") == 5


def test_the_present_day_does_not_break_it_while_it_lasts() -> None:
    """There is time left."""
    assert count("xxxxo") == 4


def test_natural_breaks_do_not_meet_the_goal() -> None:
    """They are shown beside it; a day of them alone takes a pass."""
    assert count("ox") == 1


def test_days_off_neither_add_nor_break() -> None:
    """A holiday, a weekend, a short day."""
    assert count("xx  xx.x") == 5


def test_more_done_on_a_short_day_counts() -> None:
    """Goal met is goal met, however little desk time there was."""
    tally = Tally(SUNDAY, done=9, desk=timedelta())
    assert streak([tally], SUNDAY, GOAL, INTERVAL) == 1


def test_each_week_has_two_passes() -> None:
    """Two missed days keep the streak without adding."""
    assert count("xxxxxxx" + "xoxoxxx") == 12


def test_a_third_miss_in_a_week_ends_it() -> None:
    """What came before is another streak."""
    assert count("xxxxxxx" + "xooxoxx") == 3


def test_passes_do_not_carry_over() -> None:
    """Two each week, not four in two."""
    assert count("xxxxxoo" + "ooxxxxx") == 10
    assert count("xxxxxxx" + "ooxxxxx" + "xxxxxxx") == 19
    assert count("xxxxxxx" + "oooxxxx" + "xxxxxxx") == 11


def test_days_to_come_are_left_out() -> None:
    """A clock that was ahead for an hour promises nothing."""
    ahead = [Tally(SUNDAY + timedelta(days=1), done=GOAL, desk=ENOUGH)]
    assert streak([*days("xx"), *ahead], SUNDAY, GOAL, INTERVAL) == 2


def test_the_order_of_the_days_given_does_not_matter() -> None:
    """They are put in order."""
    mixed = list(days("xxoxx"))[::-1]
    assert streak(mixed, SUNDAY, GOAL, INTERVAL) == 4


@given(st.text("xxxxo. ", max_size=900))
@settings(max_examples=60)
def test_a_streak_is_the_same_however_little_is_looked_at(marks: str) -> None:
    """Asked for no more than it takes, a long history gives the same number."""
    kept = list(days(marks))
    asked: list[tuple[date, date]] = []

    def counts(first: date, last: date) -> list[Tally]:
        asked.append((first, last))
        return [each for each in kept if first <= each.day <= last]

    assert streak_in(counts, SUNDAY, GOAL, INTERVAL) == count(marks)
    assert asked[0][1] == SUNDAY
    for (first, _), (_, last) in pairwise(asked):
        assert first - last == timedelta(days=1)
    assert (SUNDAY - asked[-1][0]).days <= 2 * STREAK_DAYS


def test_years_are_not_looked_at_for_a_short_streak() -> None:
    """A streak that ended last week asks for the last weeks alone."""
    asked: list[int] = []

    def counts(first: date, last: date) -> Iterator[Tally]:
        asked.append((last - first).days + 1)
        return days("ooo xx", last)

    assert streak_in(counts, SUNDAY, GOAL, INTERVAL) == 2
    assert asked == [FIRST_LOOK]
