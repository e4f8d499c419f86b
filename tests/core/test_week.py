"""A week as a person sees it, and the settings that come to it."""

from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.hours import is_open
from movebreak.core.settings import Hours
from movebreak.core.week import ALWAYS, DAYS, OFF, Week, seen, with_week

MORNING = ((time(9), time(12, 30)),)
NIGHT = ((time(22), time(2)),)
DAY = st.sampled_from([ALWAYS, OFF, MORNING, NIGHT])
WEEKS = st.tuples(*[DAY] * 7)
HOURS = st.builds(Hours, **{name: st.none() | DAY for name in DAYS})
MONDAY = datetime(2026, 3, 2)  # noqa: DTZ001 - local wall time


def test_without_hours_every_day_is_always() -> None:
    """And one day off leaves the others as they are."""
    assert seen(Hours()) == (ALWAYS,) * 7
    assert seen(Hours(sunday=())) == (*(ALWAYS,) * 6, OFF)


def test_with_hours_an_unnamed_day_is_off() -> None:
    """As the settings have it."""
    assert seen(Hours(monday=MORNING)) == (MORNING, *(OFF,) * 6)


def test_a_day_of_always_beside_hours_is_named() -> None:
    """Otherwise it would come to a day off."""
    week = (MORNING, *(ALWAYS,) * 6)
    assert with_week(Hours(), week) == Hours(MORNING, *(ALWAYS,) * 6)


def test_back_to_always_names_nothing() -> None:
    """The file is as it was before there were any hours."""
    assert with_week(Hours(monday=MORNING), (ALWAYS,) * 7) == Hours()


def test_a_day_that_was_not_named_stays_so() -> None:
    """Only what was changed is written."""
    week = (NIGHT, *(OFF,) * 6)
    assert with_week(Hours(monday=MORNING), week) == Hours(monday=NIGHT)


@given(hours=HOURS, week=WEEKS)
def test_any_week_can_be_had(hours: Hours, week: Week) -> None:
    """Whatever was there before, it comes to what was wanted; once is enough."""
    new = with_week(hours, week)
    assert seen(new) == week
    assert with_week(new, week) == new
    assert new.day_start == hours.day_start


@given(hours=HOURS, minutes=st.integers(0, 7 * 24 * 60 - 1))
def test_what_is_seen_is_what_holds(hours: Hours, minutes: int) -> None:
    """Named in full, the same week is open at the same times."""
    days: dict[str, Any] = dict(zip(DAYS, seen(hours), strict=True))
    named = Hours(**days)
    at = MONDAY + timedelta(minutes=minutes)
    assert is_open(named, at) == is_open(hours, at)
