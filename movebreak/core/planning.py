"""When the next session is planned, seen from the cycle."""

from datetime import date, datetime
from functools import lru_cache

from movebreak.core.hours import DAY
from movebreak.core.programme.plan import moved_to, next_day
from movebreak.core.programme.rules import Focus, ProgrammeRules
from movebreak.core.settings import Settings
from movebreak.core.state import Programme
from movebreak.core.turn import Turn

# A week and its neighbours; no rule of the plan looks back further.
DAYS_REMEMBERED = 14


def planned_day(turn: Turn) -> date | None:
    """Return the day of the next session; None when no focus was chosen.

    A session that was turned down is past like one that was done: the next comes well
    apart from it.
    """
    return planned(turn.settings.programme, turn.state.programme, turn.state.day)


def planned(rules: ProgrammeRules, now: Programme, today: date) -> date | None:
    """Return the same, by what is remembered of sessions."""
    if rules.focus is Focus.OFF:
        return None
    return _next(rules, today, now.moved, (*now.trained, *now.skipped))


# Asked several times a step, and mostly with the same answer for a day.
@lru_cache(maxsize=2)
def _next(
    rules: ProgrammeRules, today: date, moved: date | None, past: tuple[date, ...]
) -> date:
    if moved is not None and moved >= today:
        return moved_to(rules, moved, past)
    return next_day(rules, today, past)


def is_planned_today(turn: Turn) -> bool:
    """Say whether a session is planned for today."""
    return planned_day(turn) == turn.state.day


def hour_of(turn: Turn, day: date) -> datetime:
    """Return when the session of this day is suggested, in local time."""
    return hour_on(turn.settings, day)


def hour_on(settings: Settings, day: date) -> datetime:
    """Return the same, by the settings."""
    at, hours = settings.programme.at, settings.hours
    # A day ends after midnight, so an early hour belongs to the evening before.
    return datetime.combine(day if at >= hours.day_start else day + DAY, at)


def next_hour(turn: Turn) -> datetime | None:
    """Return when the next session is suggested, in local time."""
    day = planned_day(turn)
    return None if day is None else hour_of(turn, day)


def remembered(days: tuple[date, ...], day: date) -> tuple[date, ...]:
    """Return the days of late, with this one."""
    kept = {each for each in days if (day - each).days <= DAYS_REMEMBERED}
    return tuple(sorted({*kept, day}))
