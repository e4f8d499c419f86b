"""Working hours as a person sees a week: each day always, off, or some hours.

The settings say less: without any hours a day that is not named means always, and
with hours on another day it means off.
"""

from dataclasses import fields, replace
from datetime import time
from typing import Any

from movebreak.core.hours import are_set
from movebreak.core.settings import Hours, Range

Day = tuple[Range, ...]
"""The ranges of one day."""
Week = tuple[Day, ...]
"""Seven days, Monday first."""

ALWAYS: Day = ((time(), time()),)
OFF: Day = ()
DAYS = tuple(each.name for each in fields(Hours))[:7]


def seen(hours: Hours) -> Week:
    """Return what each day comes to."""
    unnamed = OFF if are_set(hours) else ALWAYS
    return tuple(unnamed if day is None else day for day in hours.week())


def with_week(hours: Hours, week: Week) -> Hours:
    """Return the hours that come to this week, as little changed as can be."""
    if seen(hours) == week:
        return hours
    some = any(day not in (ALWAYS, OFF) for day in week)
    named: dict[str, Any] = {}
    for name, was, day in zip(DAYS, hours.week(), week, strict=True):
        unnamed = OFF if some else ALWAYS
        kept = day == unnamed and (was is None or not some)
        named[name] = None if kept else day
    return replace(hours, **named)
