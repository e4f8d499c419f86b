"""One entry of a pack: each value checked, and every mistake put in words."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

from movebreak.core import durations
from movebreak.core.drills import (
    Amount,
    Care,
    Drill,
    EntryKind,
    Equipment,
    Note,
)
from movebreak.store.entry_values import a_text, a_word, an_id, yes_or_no
from movebreak.store.toml_text import plain, shown, typed, unknown

MOST_STEPS = 5
FEWEST_STEPS = 2
LONGEST_CUE = 80
MOST_WORDS = 20
SHORTEST = timedelta(seconds=20)
LONGEST = timedelta(seconds=60)
# An exercise is no part of a break: a rest on a pillow takes a quarter of an hour.
LONGEST_EXERCISE = timedelta(minutes=15)
LEVELS = range(1, 4)
MOST_MORE = 2

Entry = Drill | Note
Reader = Callable[[object], object]

_AMOUNT = '{ dose = "10 times", length = "40s" }'


def fields_of(kind: EntryKind) -> "dict[str, dataclasses.Field[Any]]":
    """Return the keys that an entry of this kind may have."""
    made = Note if kind is EntryKind.NOTE else Drill
    return {each.name: each for each in dataclasses.fields(made) if each.name != "kind"}


def read_entry(kind: EntryKind, entry: object) -> Entry:
    """Return the entry; each argument of the ValueError is one mistake in words."""
    given: Mapping[str, object] = typed(entry, dict[str, object], "a table")
    readers, needed = _readers(kind)
    mistakes = [
        unknown("not known here", name, list(readers))
        for name in given
        if name not in readers
    ]
    mistakes += [_missing(name) for name in needed if name not in given]
    values: dict[str, Any] = {}
    for name in (each for each in readers if each in given):
        try:
            values[name] = readers[name](given[name])
        except ValueError as error:
            mistakes.append(f"{name}: {error}")
    if not mistakes:
        mistakes += _too_much(values)
    if mistakes:
        raise ValueError(*mistakes)
    return Note(**values) if kind is EntryKind.NOTE else Drill(**values, kind=kind)


def _too_much(values: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with how the dose grows."""
    more: tuple[Amount, ...] = values.get("more", ())
    if more and not values.get("our_suggestion", True):
        return ["more: the dose is the source's, and stays as it is; remove this line"]
    lengths: list[timedelta] = [each.length for each in more]
    if more:
        lengths.insert(0, values["length"])
    if any(before > after for before, after in pairwise(lengths)):
        return ["more: allowed: each as long as the one before it, or longer"]
    return []


def table_of(entry: Entry) -> dict[str, object]:
    """Return the table that `read_entry` makes this entry of."""
    table: dict[str, object] = {}
    for field in dataclasses.fields(entry):
        value = getattr(entry, field.name)
        if field.name != "kind" and value != field.default:
            table[field.name] = _plain_value(value)
    return table


def _plain_value(value: object) -> object:
    if isinstance(value, timedelta):
        return durations.short(value)
    if isinstance(value, Amount):
        return {"dose": value.dose, "length": durations.short(value.length)}
    return [_plain_value(each) for each in value] if isinstance(value, tuple) else value


def _missing(name: str) -> str:
    # Only a mistake needs it.
    from movebreak.store.drill_template import EXAMPLE  # noqa: PLC0415

    return f"{name}: missing; write such as: {name} = {EXAMPLE[name]}"


@cache
def _readers(kind: EntryKind) -> tuple[dict[str, Reader], tuple[str, ...]]:
    """Return what reads each key, and the keys that must be there."""
    fields = fields_of(kind)
    needed = (
        name for name, field in fields.items() if field.default is dataclasses.MISSING
    )
    return {name: _reader(fields[name], kind) for name in fields}, tuple(needed)


def _reader(field: "dataclasses.Field[Any]", entry: EntryKind) -> Reader:
    kind = field.type
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda value: a_word(value, kind)
    if field.name in LISTS:
        return lambda value: _words(value, LISTS[field.name])
    readers: dict[str, Reader] = {
        "id": an_id,
        "cue": _cue,
        "steps": _steps,
        "length": lambda value: _length(value, entry),
        "level": _level,
        "more": lambda value: _more(value, entry),
    }
    return readers.get(field.name, yes_or_no if kind is bool else a_text)


def _cue(value: object) -> str:
    return a_text(value, LONGEST_CUE)


def _steps(value: object) -> tuple[str, ...]:
    steps = typed(value, list[object], "a list of steps")
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        raise ValueError(
            f"{len(steps)} given; allowed: {FEWEST_STEPS} to {MOST_STEPS} steps"
        )
    return tuple(a_text(step) for step in steps)


def _length(value: object, entry: EntryKind) -> timedelta:
    length = durations.parse(typed(value, str, 'a length, such as "30s"'))
    longest = LONGEST if entry is EntryKind.DRILL else LONGEST_EXERCISE
    if not SHORTEST <= length <= longest:
        most = "60s" if entry is EntryKind.DRILL else "15m"
        raise ValueError(f"{durations.short(length)}; allowed: 20s to {most}")
    return length


def _more(value: object, entry: EntryKind) -> tuple[Amount, ...]:
    given = typed(value, list[object], "a list of doses")
    if len(given) > MOST_MORE:
        raise ValueError(f"{len(given)} given; allowed: up to {MOST_MORE} doses")
    return tuple(_amount(each, entry) for each in given)


def _amount(value: object, entry: EntryKind) -> Amount:
    given = typed(value, dict[str, object], f"a dose; write such as: {_AMOUNT}")
    if set(given) != {"dose", "length"}:
        raise ValueError(f"{shown(value)} is not a dose; write such as: {_AMOUNT}")
    return Amount(a_text(given["dose"]), _length(given["length"], entry))


def _level(value: object) -> int:
    level = typed(value, int, "a level; allowed: 1, 2 or 3")
    if level not in LEVELS:
        raise ValueError(f"{shown(level)}; allowed: 1, 2 or 3")
    return level


def _words(value: object, kind: type[StrEnum] | None) -> tuple[str, ...]:
    given = typed(value, list[object], "a list of words")
    if len(given) > MOST_WORDS:
        raise ValueError(f"{len(given)} given; allowed: up to {MOST_WORDS} words")
    if kind is None:
        return tuple(a_text(each) for each in given)
    return tuple(a_word(each, kind) for each in given)


# The fields that are lists of words, and the words allowed; None for any.
LISTS: dict[str, type[StrEnum] | None] = {
    "equipment": Equipment,
    "careful": Care,
    "muscles": None,
}


def name_of(entry: object, number: int) -> str:
    """Return how a person finds this entry again: by its id, or else its number."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return plain(name) if isinstance(name, str) and name else str(number)
