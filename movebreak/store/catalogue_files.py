"""The drills, read from TOML files; a bad one is left out and told, the rest used."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from movebreak.core import durations
from movebreak.core.drills import Drill, Impact, Noise, Position, Space
from movebreak.store.toml_text import (
    plain,
    read_tables,
    read_text,
    shown,
    typed,
    unknown,
)

MOST_STEPS = 5
FEWEST_STEPS = 2
LONGEST_CUE = 80
LONGEST_TEXT = 200
SHORTEST = timedelta(seconds=20)
LONGEST = timedelta(seconds=60)

_ENTRIES = "drill"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# With every file gone, there is still something to suggest.
_STAND_UP = Drill(
    id="stand-up",
    name="Stand up",
    cue="Stand up and breathe out",
    steps=("Put your feet under you.", "Rise, and stay up for a few breaths."),
    dose="once",
    length=SHORTEST,
    position=Position.STANDING,
    noise=Noise.SILENT,
    space=Space.SPOT,
    impact=Impact.NONE,
    source="movebreak",
)


def catalogue_folder() -> Path:
    """Return the folder of the drills that come with movebreak."""
    return Path(__file__).parent.parent / "catalogue"


class BuiltInCatalogue:
    """Knows the drills of one folder; it is read once, when this is built."""

    def __init__(self, folder: Path) -> None:
        drills, problems = _read_folder(folder)
        self.problems: tuple[str, ...] = tuple(problems)
        self._drills = tuple(drills) or (_STAND_UP,)

    def drills(self) -> tuple[Drill, ...]:
        """Return all drills that may be dealt; never empty."""
        return self._drills


def _read_folder(folder: Path) -> tuple[list[Drill], list[str]]:
    found: dict[str, Drill] = {}
    problems: list[str] = []
    try:
        files = sorted(folder.glob("*.toml"))
    except OSError:
        files = []
    for file in files:
        drills, wrong = _read_file(file)
        problems += [f"{file.name}: {problem}" for problem in wrong]
        for drill in drills:
            if found.setdefault(drill.id, drill) is not drill:
                problems.append(
                    f"{file.name}: drill {drill.id}: id: there is one of this name "
                    "already; choose another"
                )
    if not found:
        problems.append(f"{folder}: no drills here; install movebreak anew")
    return list(found.values()), problems


def _read_file(file: Path) -> tuple[list[Drill], list[str]]:
    try:
        tables = read_tables(read_text(file))
        entries = typed(
            tables.pop(_ENTRIES, []), list[object], "a list; begin each with [[drill]]"
        )
    except OSError as error:
        return [], [f"cannot be read ({error.strerror}); check who may use it"]
    except ValueError as error:
        return [], [str(error)]
    problems = [unknown("not known here", name, [_ENTRIES]) for name in tables]
    drills = []
    for number, entry in enumerate(entries, start=1):
        try:
            drills.append(_read_drill(entry))
        except ValueError as error:
            name = _name(entry, number)
            problems += [f"drill {name}: {mistake}" for mistake in error.args]
    return drills, problems


def _name(entry: object, number: int) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return plain(name) if isinstance(name, str) and name else str(number)


def _read_drill(entry: object) -> Drill:
    """Return the drill; each argument of the ValueError is one mistake in words."""
    given: Mapping[str, object] = typed(entry, dict[str, object], "a table")
    fields = dataclasses.fields(Drill)
    known = [field.name for field in fields]
    mistakes = [
        unknown("not known here", name, known) for name in given if name not in known
    ]
    values: dict[str, Any] = {}
    for field in fields:
        try:
            if field.name in given:
                values[field.name] = _reader(field)(given[field.name])
            elif field.default is dataclasses.MISSING:
                mistakes.append(f"{field.name}: missing")
        except ValueError as error:
            mistakes.append(f"{field.name}: {error}")
    if mistakes:
        raise ValueError(*mistakes)
    return Drill(**values)


def _reader(field: "dataclasses.Field[Any]") -> Callable[[object], object]:
    kind = field.type
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda value: _word(value, kind)
    readers = {"id": _id, "cue": _cue, "steps": _steps, "length": _length}
    return readers.get(field.name, _yes_or_no if kind is bool else _text)


def _id(value: object) -> str:
    text = _text(value)
    if not _ID.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is no id; allowed: small letters, digits and hyphens"
        )
    return text


def _cue(value: object) -> str:
    return _text(value, LONGEST_CUE)


def _text(value: object, longest: int = LONGEST_TEXT) -> str:
    text = typed(value, str, "text; put it in quotes")
    if not (text.strip() and text.isprintable() and len(text) <= longest):
        raise ValueError(f"{shown(text)}; allowed: one line, 1 to {longest} characters")
    return text


def _steps(value: object) -> tuple[str, ...]:
    steps = typed(value, list[object], "a list of steps")
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        raise ValueError(
            f"{len(steps)} given; allowed: {FEWEST_STEPS} to {MOST_STEPS} steps"
        )
    return tuple(_text(step) for step in steps)


def _length(value: object) -> timedelta:
    length = durations.parse(typed(value, str, 'a length, such as "30s"'))
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(f"{durations.short(length)}; allowed: 20s to 60s")
    return length


def _yes_or_no(value: object) -> bool:
    return typed(value, bool, "known; allowed: true or false")


def _word(value: object, kind: type[StrEnum]) -> StrEnum:
    words = ", ".join(kind)
    return typed(value, kind, f"known; allowed: {words}")
