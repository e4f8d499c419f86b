"""Lengths of time: read as people type them, told as people say them."""

import re
from datetime import timedelta

LONGEST = timedelta(days=366)

_EXAMPLES = 'such as "45s", "20m" or "1h30m"'
_LENGTH = re.compile(
    r"(?:(?P<hours>[0-9]{1,9}) *(?:h|hr|hrs|hour|hours))? *"
    r"(?:(?P<minutes>[0-9]{1,9}) *(?:m|min|mins|minute|minutes))? *"
    r"(?:(?P<seconds>[0-9]{1,9}) *(?:s|sec|secs|second|seconds))?"
)
_NO_UNIT = re.compile(r"(?:[0-9a-z ]{0,20}[a-z] *)?[0-9]{1,9}")
_NEGATIVE = re.compile(r"-[0-9].*")

# People say "12 minutes", never "11:42"; below two minutes seconds start to matter.
_SPEAK_SECONDS_BELOW = 120
_SHOWN_AT_MOST = 30
_IN_SECONDS = 60


def parse(text: str) -> timedelta:
    """Return the length that was typed: "45s", "20m", "1h30m", "20 min".

    From zero to 366 days, in whole seconds; a ValueError says what is wrong and what
    to write.
    """
    plain = text.strip().lower()
    found = _LENGTH.fullmatch(plain)
    if not plain or found is None:
        raise ValueError(_complaint(text.strip()))
    parts = {unit: int(number or 0) for unit, number in found.groupdict().items()}
    length = timedelta(**parts)
    if length > LONGEST:
        raise ValueError(f"{_quoted(text)} is too long; write at most {short(LONGEST)}")
    return length


def short(length: timedelta) -> str:
    """Write a length as `parse` reads it: "1h30m"; parts of a second are dropped."""
    total = max(int(length.total_seconds()), 0)
    parts = ((total // 3600, "h"), (total // 60 % 60, "m"), (total % 60, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def in_words(length: timedelta) -> str:
    """Say a length: "45 seconds", "12 minutes", "1 hour 5 minutes".

    From two minutes on, to the nearest minute. Below zero counts as zero.
    """
    total = max(round(length.total_seconds()), 0)
    if total < _SPEAK_SECONDS_BELOW:
        parts = [(total // 60, "minute"), (total % 60, "second")]
    else:
        minutes = (total + 30) // 60
        parts = [(minutes // 60, "hour"), (minutes % 60, "minute")]
    return " ".join(_count(*part) for part in parts if part[0]) or "0 seconds"


def rounded(length: timedelta) -> timedelta:
    """Return the length as people say it: from a minute on, in whole minutes."""
    seconds = round(length.total_seconds())
    return timedelta(seconds=seconds if seconds < _IN_SECONDS else seconds // 60 * 60)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _complaint(text: str) -> str:
    if not text:
        return f"no length is given; write one {_EXAMPLES}"
    plain = text.lower()
    if _NO_UNIT.fullmatch(plain):
        unit = "s" if "m" in plain else "m"
        return f'{_quoted(text)} has no unit; write "{text}{unit}"'
    if _NEGATIVE.fullmatch(plain):
        return f"{_quoted(text)} is below zero; write a length {_EXAMPLES}"
    return f"{_quoted(text)} is not a length; write one {_EXAMPLES}"


def _quoted(text: str) -> str:
    if len(text) > _SHOWN_AT_MOST:
        text = f"{text[:_SHOWN_AT_MOST]}…"
    return f'"{"".join(c if c.isprintable() else "?" for c in text)}"'
