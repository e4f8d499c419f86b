"""Working hours and days, in local wall time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from movebreak.core.settings import Hours

DAY = timedelta(days=1)
LOOK_AHEAD_DAYS = 8

Span = tuple[datetime, datetime]


def day_of(local: datetime, day_start: time) -> date:
    """Return the day this moment counts for: days are cut at `day_start`."""
    start = timedelta(hours=day_start.hour, minutes=day_start.minute)
    return (local - start).date()


def next_day(local: datetime, day_start: time) -> datetime:
    """Return when the next day begins."""
    return datetime.combine(day_of(local, day_start) + DAY, day_start)


def are_set(hours: Hours) -> bool:
    """Say whether any day has a range; none means always."""
    return any(hours.week())


def is_open(hours: Hours, local: datetime) -> bool:
    """Say whether this moment lies in working hours."""
    if not are_set(hours):
        return hours.week()[local.weekday()] is None
    return any(begin <= local < end for begin, end in _spans(hours, local.date()))


def next_edge(hours: Hours, local: datetime) -> datetime | None:
    """Return when working hours next begin or end; None when they never do."""
    now_open = is_open(hours, local)
    edges = sorted(edge for edge in _edges(hours, local.date()) if edge > local)
    return next((edge for edge in edges if is_open(hours, edge) != now_open), None)


def summary_time(hours: Hours, day: date, at: time) -> datetime:
    """Return when this day is summed up.

    That is at `at`, or at the end of the last working range when that comes first, or
    when the work of the day only begins after `at`; never after the day itself.
    """
    start = datetime.combine(day, hours.day_start)
    moment = datetime.combine(day, at)
    if at < hours.day_start:
        moment += DAY
    spans = list(_spans_of(hours, day))
    if not spans:
        return moment
    last_end = min(max(end for _, end in spans), start + DAY)
    first_begin = min(begin for begin, _ in spans)
    return last_end if moment <= first_begin else min(moment, last_end)


def _spans_of(hours: Hours, day: date) -> Iterator[Span]:
    for begin, end in hours.week()[day.weekday()] or ():
        first = datetime.combine(day, begin)
        last = datetime.combine(day, end)
        yield first, last if end > begin else last + DAY


def _spans(hours: Hours, day: date) -> Iterator[Span]:
    for near in (day - DAY, day):
        yield from _spans_of(hours, near)


def _edges(hours: Hours, day: date) -> Iterator[datetime]:
    for step in range(-1, LOOK_AHEAD_DAYS):
        near = day + step * DAY
        yield datetime.combine(near, time())
        for span in _spans_of(hours, near):
            yield from span
