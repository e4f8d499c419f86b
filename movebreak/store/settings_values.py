"""One value of the settings file: from TOML to the setting, within its limits."""

import re
from datetime import time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import get_args

from movebreak.core import durations
from movebreak.core.limits import Limits
from movebreak.core.settings import Range
from movebreak.store.toml_text import shown, typed

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_RANGE = re.compile(r"([0-9]{1,2}:[0-9]{2}) *[-–] *([0-9]{1,2}:[0-9]{2})")  # noqa: RUF001 - some keyboards make a dash of a hyphen
_MIDNIGHT_AT_END = "24:00"
_DAY = 24 * 60


def read_value(value: object, kind: object, limits: Limits) -> object:
    """Return the setting that a TOML value stands for.

    `kind` is the type of the settings field. Raises ValueError, each argument of
    which is one mistake in words.
    """
    if kind is timedelta:
        return _within(_length(value, limits), limits)
    if kind is bool:
        return typed(value, bool, "true or false")
    if (words := words_of(kind)) is not None:
        is_list = words is not kind
        return _choices(value, words) if is_list else _choice(value, words)
    if kind is int:
        number = typed(value, int, f"a whole number{allowed(limits)}")
        return _within(number, limits)
    if kind is time:
        return _clock(value)
    return _ranges(value)


def write_value(value: object) -> str:
    """Return a setting as TOML, the inverse of `read_value`."""
    match value:
        case StrEnum():
            return f'"{value}"'
        case timedelta():
            return f'"{durations.short(value)}"'
        case time():
            return f'"{value:%H:%M}"'
        case int():
            return shown(value)
        case tuple():
            return f"[{', '.join(_item(each) for each in value)}]"
        case _:
            return "[]"


def words_of(kind: object) -> type[StrEnum] | None:
    """Return the words that a setting of this type is made of, if it is of words."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    found = (words_of(part) for part in get_args(kind))
    return next((words for words in found if words is not None), None)


def offered(kind: object) -> str:
    """Say in brackets which words a list may hold; empty for all other settings."""
    words = words_of(kind)
    if words is None or words is kind:
        return ""
    return f" (any of: {', '.join(words)})"


def allowed(limits: Limits) -> str:
    """Say in brackets what a setting may be; empty when nothing bounds it."""
    if limits.low is None or limits.high is None:
        return ""
    return f" (allowed: {_bound(limits.low)} to {_bound(limits.high)})"


def _bound(value: object) -> str:
    return durations.short(value) if isinstance(value, timedelta) else shown(value)


def _length(value: object, limits: Limits) -> timedelta:
    # People leave the unit and the quotes away together.
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        number = shown(value)
        example = f"{number}m" if number.isdigit() else "20m"
        raise ValueError(f'{number} has no unit; write "{example}"')
    text = typed(value, str, f'a length, such as "20m"{allowed(limits)}')
    return durations.parse(text)


def _within(value: timedelta | int, limits: Limits) -> timedelta | int:
    if limits.low is not None and _size(value) < _size(limits.low):
        side, bound = "below", limits.low
    elif limits.high is not None and _size(value) > _size(limits.high):
        side, bound = "above", limits.high
    else:
        return value
    found = f"{_bound(value)} is {side} {_bound(bound)}"
    raise ValueError(f"{found}{allowed(limits)}")


def _size(value: timedelta | int) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else value


def _choice(value: object, kind: type[StrEnum]) -> StrEnum:
    named = [str(each) for each in kind]
    wanted = f"one of {', '.join(shown(each) for each in named)}"
    text = typed(value, str, wanted).strip().lower()
    if text not in named:
        raise ValueError(f"{shown(value)} is not {wanted}")
    return kind(text)


def _choices(value: object, kind: type[StrEnum]) -> tuple[StrEnum, ...]:
    example = shown(str(next(iter(kind))))
    items = typed(value, list[object], f"a list of words, such as [{example}]")
    chosen: list[StrEnum] = []
    mistakes: list[str] = []
    for item in items:
        try:
            chosen.append(_choice(item, kind))
        except ValueError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ValueError(*mistakes)
    return tuple(dict.fromkeys(chosen))


def _clock(value: object) -> time:
    text = typed(value, str, 'a time of day, such as "17:30"')
    if text.strip() == _MIDNIGHT_AT_END:
        raise ValueError(f'{shown(text)} is not a time of day; midnight is "00:00"')
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:  # noqa: PLR2004 - the clock
        raise ValueError(
            f'{shown(text)} is not a time of day; write it such as "17:30"'
        )
    return time(int(found[1]), int(found[2]))


def _ranges(value: object) -> tuple[Range, ...]:
    wanted = 'a list of hours, such as ["09:00-12:30", "13:30-17:00"]'
    items = typed(value, list[object], wanted)
    ranges: list[Range] = []
    mistakes: list[str] = []
    for item in items:
        try:
            ranges.append(_range(item))
        except ValueError as error:
            mistakes.append(str(error))
    mistakes += _overlaps(ranges)
    if mistakes:
        raise ValueError(*mistakes)
    return tuple(ranges)


def _range(value: object) -> Range:
    text = typed(value, str, 'a range of hours, such as "09:00-12:30"')
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f'{shown(text)} is not a range of hours; write it such as "09:00-12:30"'
        )
    begin = _clock(found[1])
    if found[2] == _MIDNIGHT_AT_END:
        return begin, time()
    end = _clock(found[2])
    if begin == end:
        raise ValueError(
            f'{shown(text)} begins when it ends; a whole day is "00:00-24:00"'
        )
    return begin, end


def _overlaps(ranges: list[Range]) -> list[str]:
    ordered = sorted(ranges, key=_minutes)
    return [
        f"{_written(one)} and {_written(other)} overlap; make one of them shorter"
        for one, other in pairwise(ordered)
        if _minutes(other)[0] < _minutes(one)[1]
    ]


def _minutes(pair: Range) -> tuple[int, int]:
    begin, end = (moment.hour * 60 + moment.minute for moment in pair)
    return begin, end if end > begin else end + _DAY


def _item(value: StrEnum | Range) -> str:
    return f'"{value}"' if isinstance(value, StrEnum) else _written(value)


def _written(pair: Range) -> str:
    begin, end = pair
    until = f"{end:%H:%M}" if end > time() else _MIDNIGHT_AT_END
    return f'"{begin:%H:%M}-{until}"'
