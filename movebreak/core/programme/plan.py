"""Which day the next session is: spaced over the week, never two days in a row."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import count

from movebreak.core.programme.rules import MOST_SESSIONS, ProgrammeRules, Weekday

DAY = timedelta(days=1)
WEEK = 7

_WEEKDAYS = tuple(Weekday)


def may_train(day: date, trained: Collection[date]) -> bool:
    """Say whether no session was on this day, the day before, or the day after."""
    return not any(day + more * DAY in trained for more in (-1, 0, 1))


def at_most(rules: ProgrammeRules) -> int:
    """Return how many sessions a week may have."""
    return min(rules.sessions, MOST_SESSIONS)


def next_day(
    rules: ProgrammeRules,
    today: date,
    trained: Collection[date],
    *,
    not_before: date | None = None,
) -> date:
    """Return the day of the next session: from today on, or from `not_before`.

    It is one of the wished weekdays, and no neighbour of a day with a session. Of the
    days of one week that are left, one well apart from the last session comes first.
    """
    begin = max(today, not_before or today)
    days = (begin + more * DAY for more in count())
    first = next(day for day in days if _is_free(rules, day, trained))
    week = [first + more * DAY for more in range(WEEK - first.weekday())]
    free = [day for day in week if _is_free(rules, day, trained)]
    return next((day for day in free if _is_spaced(rules, day, trained)), first)


def moved_to(rules: ProgrammeRules, day: date, trained: Collection[date]) -> date:
    """Return the day that a session moves to: this one, or the next that may be."""
    if _fits(rules, day, trained):
        return day
    return next_day(rules, day, trained)


def _is_free(rules: ProgrammeRules, day: date, trained: Collection[date]) -> bool:
    wished = not rules.days or _WEEKDAYS[day.weekday()] in rules.days
    return wished and _fits(rules, day, trained)


def _fits(rules: ProgrammeRules, day: date, trained: Collection[date]) -> bool:
    this_week = [each for each in trained if _monday(each) == _monday(day)]
    return len(set(this_week)) < at_most(rules) and may_train(day, trained)


def _is_spaced(rules: ProgrammeRules, day: date, trained: Collection[date]) -> bool:
    last = max((each for each in trained if each < day), default=None)
    return last is None or (day - last).days >= WEEK // at_most(rules)


def _monday(day: date) -> date:
    return day - day.weekday() * DAY
