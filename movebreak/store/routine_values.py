"""One routine of a pack: each value checked, and every mistake put in words."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from movebreak.core.drills import Sides
from movebreak.core.programme.focus import CHOICES
from movebreak.core.programme.routines import Measure, Part, Routine, Span
from movebreak.core.programme.rules import Focus
from movebreak.store.drill_values import LONGEST_CUE
from movebreak.store.entry_values import a_text, a_word, an_id, yes_or_no
from movebreak.store.toml_text import shown, typed, unknown

MOST_PARTS = 12
_EXAMPLES: Final = {
    "id": 'id = "my-session"',
    "name": 'name = "My session"',
    "cue": 'cue = "Squat, then rest"',
    "parts": "[[routine.parts]], and below it what is done",
    "source": 'source = "my own"',
    "exercise": 'exercise = "half-squats"',
    "measure": 'measure = "times"',
    "amount": "amount = [8, 12]",
}


class _Bounds(NamedTuple):
    """The least and the most that a number may be."""

    low: int
    high: int


_AMOUNTS: Final = {
    Measure.TIMES: _Bounds(1, 100),
    Measure.SECONDS: _Bounds(5, 900),
    Measure.BREATHS: _Bounds(1, 60),
}
_FEW, _HOLD, _REST = _Bounds(1, 6), _Bounds(1, 120), _Bounds(0, 600)

_Reader = Callable[[object], object]
_Made = TypeVar("_Made", Part, Routine)


def read_routine(entry: object) -> Routine:
    """Return the routine; each argument of the ValueError is one mistake in words."""
    return _read(Routine, _ROUTINE, entry)


def _read(made: type[_Made], readers: Mapping[str, _Reader], entry: object) -> _Made:
    given: Mapping[str, object] = typed(entry, dict[str, object], "a table")
    mistakes = [
        unknown("not known here", name, list(readers))
        for name in given
        if name not in readers
    ]
    mistakes += [
        f"{each.name}: missing; write such as: {_EXAMPLES[each.name]}"
        for each in dataclasses.fields(made)
        if each.default is dataclasses.MISSING and each.name not in given
    ]
    values: dict[str, Any] = {}
    for name in (each for each in readers if each in given):
        try:
            values[name] = readers[name](given[name])
        except ValueError as error:
            mistakes += [f"{name}: {mistake}" for mistake in error.args]
    if mistakes:
        raise ValueError(*mistakes)
    return made(**values)


def _part(entry: object) -> Part:
    part = _read(Part, _PART, entry)
    bounds = _AMOUNTS.get(part.measure)
    if bounds is None and part.amount is not None:
        raise ValueError('amount: "form" has no number; remove this line')
    if bounds is not None:
        if part.amount is None:
            raise ValueError(f"amount: missing; write such as: {_EXAMPLES['amount']}")
        try:
            _within(part.amount, bounds)
        except ValueError as error:
            raise ValueError(f"amount: {error}") from None
    return part


def _parts(value: object) -> tuple[Part, ...]:
    wanted = "a list; begin each with [[routine.parts]]"
    given = typed(value, list[object], wanted)
    if not 1 <= len(given) <= MOST_PARTS:
        raise ValueError(f"{len(given)} given; allowed: 1 to {MOST_PARTS} parts")
    parts: list[Part] = []
    mistakes: list[str] = []
    for number, entry in enumerate(given, start=1):
        try:
            parts.append(_part(entry))
        except ValueError as error:
            mistakes += [f"{number}: {mistake}" for mistake in error.args]
    mistakes += _told_twice(parts)
    if mistakes:
        raise ValueError(*mistakes)
    return tuple(parts)


def _told_twice(parts: list[Part]) -> Iterator[str]:
    names = [each.exercise for each in parts]
    for name in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield f"{name} comes twice; give it more sets, or the routine rounds"


def _span(value: object, bounds: _Bounds | None = None) -> Span:
    number = isinstance(value, int) and not isinstance(value, bool)
    wanted = "a number, or the least and the most, such as [8, 12]"
    both = [value] * 2 if number else typed(value, list[object], wanted)
    if len(both) != 2:  # noqa: PLR2004 - the least and the most
        raise ValueError(f"{len(both)} given; allowed: {wanted}")
    low, high = (typed(each, int, "a whole number") for each in both)
    if low > high:
        raise ValueError(f"{shown(low)} is more than {shown(high)}; change places")
    return _within(Span(low, high), bounds) if bounds else Span(low, high)


def _within(span: Span, bounds: _Bounds) -> Span:
    for each in (span.low, span.high):
        _number(each, bounds)
    return span


def _number(value: object, bounds: _Bounds) -> int:
    number = typed(value, int, "a whole number")
    if not bounds.low <= number <= bounds.high:
        raise ValueError(f"{shown(number)}; allowed: {bounds.low} to {bounds.high}")
    return number


def _focuses(value: object) -> tuple[Focus, ...]:
    given = typed(value, list[object], f"a list of: {', '.join(CHOICES)}")
    found = tuple(Focus(a_word(each, Focus)) for each in given)
    if Focus.OFF in found:
        raise ValueError(f'"off" plans none; allowed: {", ".join(CHOICES)}')
    return tuple(dict.fromkeys(found))


def _of(words: type[Measure] | type[Sides]) -> _Reader:
    return lambda value: a_word(value, words)


_PART: Final[dict[str, _Reader]] = {
    "exercise": an_id,
    "measure": _of(Measure),
    "amount": _span,
    "sets": partial(_span, bounds=_FEW),
    "hold": partial(_span, bounds=_HOLD),
    "holds": partial(_number, bounds=_FEW),
    "sides": _of(Sides),
    "side_is_ours": yes_or_no,
    "our_suggestion": yes_or_no,
    "optional": yes_or_no,
    "loaded": yes_or_no,
    "first": an_id,
    "gentler": an_id,
    "block": an_id,
    "rest": partial(_number, bounds=_REST),
}
_ROUTINE: Final[dict[str, _Reader]] = {
    "id": an_id,
    "name": a_text,
    "cue": lambda value: a_text(value, LONGEST_CUE),
    "parts": _parts,
    "source": a_text,
    "focuses": _focuses,
    "strength": yes_or_no,
    "rounds": partial(_span, bounds=_FEW),
    "why": a_text,
}
