"""Packs of drills and routines: what is bad in one is told, and all else is used."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from movebreak.core.drills import Drill, EntryKind
from movebreak.core.programme.routines import Routine
from movebreak.store.drill_values import Entry, name_of, read_entry
from movebreak.store.toml_text import (
    plain,
    read_tables,
    read_text,
    typed,
    unknown,
    visible,
)

# More than anybody does in a year; each is held in memory, and named in the deck.
MOST_ENTRIES = 300
MOST_PACKS = 20

ROUTINE = "routine"
_KINDS = (*EntryKind, ROUTINE)


class Pack(NamedTuple):
    """What a file holds: entries, routines, and its mistakes in words."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]
    opened: bool = True
    routines: tuple[Routine, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all that is in it."""
        return tuple(each.id for each in (*self.entries, *self.routines))


def built_in_folder() -> Path:
    """Return the folder of the drills that come with movebreak."""
    return Path(__file__).parent.parent / "catalogue"


def pack_files(folder: Path) -> tuple[list[Path], list[str]]:
    """Return the packs in a folder, and in words what is not looked at."""
    try:
        # Editors keep files of their own there, whose names begin with a dot.
        files = sorted(each for each in folder.iterdir() if each.match("[!.]*.toml"))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [f"{visible(str(folder))}: {_refused(error)}"]
    if len(files) <= MOST_PACKS:
        return files, []
    says = (
        f"{visible(str(folder))}: {len(files)} packs are too many; allowed: "
        f"{MOST_PACKS}, so those from {plain(files[MOST_PACKS].name)} on are left out"
    )
    return files[:MOST_PACKS], [says]


def read_pack(file: Path) -> Pack:
    """Return what a file holds; whatever is in it, this raises nothing."""
    try:
        tables, problems = _tables(read_text(file))
    except OSError as error:
        return Pack((), (_refused(error),), opened=False)
    except ValueError as error:
        return Pack((), (str(error),))
    pack = pack_of(tables)
    return pack._replace(problems=(*problems, *pack.problems))


def read_built_in(file: Path) -> Pack:
    """Return what a file of ours holds, by the faster copy that a wheel has of it."""
    try:
        copy = file.with_suffix(".json").read_bytes()
        return pack_of(msgspec.json.decode(copy, type=dict[str, object]))
    except (OSError, msgspec.DecodeError):
        # A checkout has none.
        return read_pack(file)


def pack_of(tables: Mapping[str, object]) -> Pack:
    """Return what the tables of a pack hold, each id once."""
    problems = [
        unknown("not known here", name, _KINDS) for name in tables if name not in _KINDS
    ]
    found: dict[str, Entry | Routine] = {}
    for kind in _KINDS:
        try:
            wanted = f"a list; begin each with [[{kind}]]"
            given = typed(tables.get(kind, []), list[object], wanted)
        except ValueError as error:
            problems.append(str(error))
            continue
        given, wrong = _not_too_many(given, kind, MOST_ENTRIES - len(found))
        problems += wrong
        read, wrong = _each_read(kind, given)
        problems += wrong
        for entry in read:
            if found.setdefault(entry.id, entry) is not entry:
                problems.append(
                    f"{kind} {entry.id}: id: there is one of this name in this file "
                    "already; choose another"
                )
    return Pack(
        tuple(each for each in found.values() if not isinstance(each, Routine)),
        tuple(problems),
        routines=tuple(each for each in found.values() if isinstance(each, Routine)),
    )


def taken(owners: dict[str, Path], file: Path, ids: Iterable[str]) -> dict[str, Path]:
    """Give each id to this file, unless another has it; return who has those."""
    return {
        each: first for each in ids if (first := owners.setdefault(each, file)) != file
    }


def taken_in_words(name: str, owner: Path, own: Path | None) -> str:
    """Say that an id is in use by this file, in the folder `own` or in ours."""
    has = plain(owner.name)
    if owner.parent != own:
        has = f"movebreak ({has})"
    return f'{name}: id: {has} has it already; choose another, such as "my-{name}"'


def dealt(entries: Iterable[Entry]) -> tuple[Drill, ...]:
    """Return those that may be dealt."""
    return tuple(
        each
        for each in entries
        if isinstance(each, Drill) and each.kind is EntryKind.DRILL
    )


def _tables(text: str) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """Return what a text says, or its entries that are TOML and the mistakes."""
    try:
        return read_tables(text), ()
    except ValueError:
        # Only a mistake needs it.
        from movebreak.store.toml_pieces import read_entries  # noqa: PLC0415

        return read_entries(text)


def _refused(error: OSError) -> str:
    reason = error.strerror or "the system gave no reason"
    return f"cannot be read ({reason}); check who may use it"


def _not_too_many(
    given: list[object], kind: str, most: int
) -> tuple[list[object], list[str]]:
    if len(given) <= most:
        return given, []
    says = (
        f"{kind}: more than {MOST_ENTRIES} entries in one file; those from number "
        f"{most + 1} on are left out"
    )
    return given[:most], [says]


def _each_read(
    kind: str, given: Sequence[object]
) -> tuple[list[Entry | Routine], list[str]]:
    entries: list[Entry | Routine] = []
    problems: list[str] = []
    for number, entry in enumerate(given, start=1):
        try:
            entries.append(_reader(kind)(entry))
        except ValueError as error:
            name = name_of(entry, number)
            problems += [f"{kind} {name}: {mistake}" for mistake in error.args]
    return entries, problems


def _reader(kind: str) -> Callable[[object], Entry | Routine]:
    if kind != ROUTINE:
        return partial(read_entry, EntryKind(kind))
    # Most packs have none, and the tray plays none.
    from movebreak.store.routine_values import read_routine  # noqa: PLC0415

    return read_routine
