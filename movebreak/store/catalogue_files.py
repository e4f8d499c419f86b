"""The drills, read from TOML files; a bad one is left out and told, the rest used."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from movebreak.core import durations
from movebreak.core.drills import (
    Care,
    Drill,
    EntryKind,
    Equipment,
    Impact,
    Noise,
    Note,
    Position,
    Space,
)
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
# An exercise is no part of a break: a rest on a pillow takes a quarter of an hour.
LONGEST_EXERCISE = timedelta(minutes=15)
LEVELS = range(1, 4)

Entry = Drill | Note

_KINDS = tuple(EntryKind)
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
        entries, problems = read_folder(folder)
        self.problems: tuple[str, ...] = tuple(problems)
        # All else is read again by whoever shows it: here it would only cost memory.
        self._drills = _dealt(entries) or (_STAND_UP,)

    def drills(self) -> tuple[Drill, ...]:
        """Return all drills that may be dealt; never empty."""
        return self._drills


def read_folder(folder: Path) -> tuple[list[Entry], list[str]]:
    """Return all entries of the files in a folder, and their mistakes in words."""
    found: dict[str, Entry] = {}
    problems: list[str] = []
    try:
        files = sorted(folder.glob("*.toml"))
    except OSError:
        files = []
    for file in files:
        entries, wrong = _read_file(file)
        problems += [f"{file.name}: {problem}" for problem in wrong]
        for entry in entries:
            if found.setdefault(entry.id, entry) is not entry:
                problems.append(
                    f"{file.name}: {_kind(entry)} {entry.id}: id: there is one of this "
                    "name already; choose another"
                )
    if not _dealt(found.values()):
        problems.append(f"{folder}: no drills here; install movebreak anew")
    return list(found.values()), problems


def _dealt(entries: Iterable[Entry]) -> tuple[Drill, ...]:
    return tuple(
        each
        for each in entries
        if isinstance(each, Drill) and each.kind is EntryKind.DRILL
    )


def _kind(entry: Entry) -> EntryKind:
    return entry.kind if isinstance(entry, Drill) else EntryKind.NOTE


def _read_file(file: Path) -> tuple[list[Entry], list[str]]:
    try:
        tables = read_tables(read_text(file))
    except OSError as error:
        return [], [f"cannot be read ({error.strerror}); check who may use it"]
    except ValueError as error:
        return [], [str(error)]
    entries: list[Entry] = []
    problems = [
        unknown("not known here", name, _KINDS) for name in tables if name not in _KINDS
    ]
    for kind in _KINDS:
        try:
            wanted = f"a list; begin each with [[{kind}]]"
            given = typed(tables.get(kind, []), list[object], wanted)
        except ValueError as error:
            problems.append(str(error))
            continue
        read, wrong = _read_entries(kind, given)
        entries += read
        problems += wrong
    return entries, problems


def _read_entries(
    kind: EntryKind, given: Sequence[object]
) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    problems: list[str] = []
    for number, entry in enumerate(given, start=1):
        try:
            entries.append(_read_entry(kind, entry))
        except ValueError as error:
            name = _name(entry, number)
            problems += [f"{kind} {name}: {mistake}" for mistake in error.args]
    return entries, problems


def _name(entry: object, number: int) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return plain(name) if isinstance(name, str) and name else str(number)


def _read_entry(kind: EntryKind, entry: object) -> Entry:
    """Return the entry; each argument of the ValueError is one mistake in words."""
    given: Mapping[str, object] = typed(entry, dict[str, object], "a table")
    made = Note if kind is EntryKind.NOTE else Drill
    fields = [field for field in dataclasses.fields(made) if field.name != "kind"]
    known = [field.name for field in fields]
    mistakes = [
        unknown("not known here", name, known) for name in given if name not in known
    ]
    values: dict[str, Any] = {}
    for field in fields:
        try:
            if field.name in given:
                values[field.name] = _reader(field, kind)(given[field.name])
            elif field.default is dataclasses.MISSING:
                mistakes.append(f"{field.name}: missing")
        except ValueError as error:
            mistakes.append(f"{field.name}: {error}")
    if mistakes:
        raise ValueError(*mistakes)
    return Note(**values) if made is Note else Drill(**values, kind=kind)


def _reader(
    field: "dataclasses.Field[Any]", entry: EntryKind
) -> Callable[[object], object]:
    kind = field.type
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda value: _word(value, kind)
    if field.name in _LISTS:
        return lambda value: _words(value, _LISTS[field.name])
    readers: dict[str, Callable[[object], object]] = {
        "id": _id,
        "cue": _cue,
        "steps": _steps,
        "length": lambda value: _length(value, entry),
        "level": _level,
    }
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


def _length(value: object, entry: EntryKind) -> timedelta:
    length = durations.parse(typed(value, str, 'a length, such as "30s"'))
    longest = LONGEST if entry is EntryKind.DRILL else LONGEST_EXERCISE
    if not SHORTEST <= length <= longest:
        most = "60s" if entry is EntryKind.DRILL else "15m"
        raise ValueError(f"{durations.short(length)}; allowed: 20s to {most}")
    return length


def _level(value: object) -> int:
    level = typed(value, int, "a level; allowed: 1, 2 or 3")
    if level not in LEVELS:
        raise ValueError(f"{shown(level)}; allowed: 1, 2 or 3")
    return level


def _words(value: object, kind: type[StrEnum] | None) -> tuple[str, ...]:
    given = typed(value, list[object], "a list of words")
    if kind is None:
        return tuple(_text(each) for each in given)
    return tuple(_word(each, kind) for each in given)


# The fields that are lists of words, and the words allowed; None for any.
_LISTS: dict[str, type[StrEnum] | None] = {
    "equipment": Equipment,
    "careful": Care,
    "muscles": None,
}


def _yes_or_no(value: object) -> bool:
    return typed(value, bool, "known; allowed: true or false")


def _word(value: object, kind: type[StrEnum]) -> StrEnum:
    words = ", ".join(kind)
    return typed(value, kind, f"known; allowed: {words}")
