"""Weeks end with their last working day, and are summed up once."""

from datetime import date, timedelta

from movebreak.core.settings import Hours
from movebreak.core.turn import Turn
from movebreak.core.week import ALWAYS, OFF, seen

DAY = timedelta(days=1)
WEEK = 7 * DAY
FRIDAY = 4
# Other hours may move the end of a week, but two of them are not told in a row.
APART = timedelta(days=4)
WEEKS_REMEMBERED = 4


def end_of_week(hours: Hours, day: date) -> date:
    """Return the last working day of the week that this day belongs to.

    It is the one before the most days off; without working hours it is Friday.
    """
    return day + timedelta(days=(_last_weekday(hours) - day.weekday()) % 7)


def week_at_hand(hours: Hours, day: date) -> date:
    """Return the end of the week to tell of on this day.

    On the days off before the next week begins, that is the one that has ended.
    """
    end, works = end_of_week(hours, day), _works(hours)
    begun = range((day - (end - WEEK)).days)
    worked = any(works[(day - back * DAY).weekday()] for back in begun)
    return end if worked else end - WEEK


def working_days(hours: Hours) -> int:
    """Return how many days a week are worked; without working hours five."""
    return sum(_works(hours))


def week_due(turn: Turn, day: date) -> date | None:
    """Return the end of the week that is summed up together with this day.

    That is the week which ends with it, or else the one before, when that had a day
    to sum up and its last was none.
    """
    if not turn.settings.summary.weekly:
        return None
    end = end_of_week(turn.settings.hours, day)
    if end != day:
        end -= WEEK
        if not any(end - WEEK < each <= end for each in turn.state.summarised):
            return None
    near = any(abs(end - told) < APART for told in turn.state.weeks)
    return None if near else end


def _last_weekday(hours: Hours) -> int:
    works = _works(hours)
    return max(
        (weekday for weekday in range(7) if works[weekday]),
        key=lambda weekday: (_free_after(works, weekday), weekday),
    )


def _works(hours: Hours) -> list[bool]:
    """Say of each weekday whether it is worked; always, or never, says nothing."""
    week = seen(hours)
    if all(day == ALWAYS for day in week) or not any(week):
        return [weekday <= FRIDAY for weekday in range(7)]
    return [day != OFF for day in week]


def _free_after(works: list[bool], weekday: int) -> int:
    return next(more for more in range(1, 8) if works[(weekday + more) % 7])
