"""The routines: those that come with movebreak, and those of the person's own packs."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from movebreak.core.drills import Drill
from movebreak.core.programme.routines import Part, Routine
from movebreak.store.packs import pack_files, read_pack, taken
from movebreak.store.toml_text import meant, plain


def routines_of(
    built_in: Path, own: Path
) -> tuple[tuple[Routine, ...], tuple[str, ...]]:
    """Return all routines, ours first, and in words which cannot be used."""
    owners: dict[str, Path] = {}
    found: list[tuple[Path, Routine]] = []
    known: set[str] = set()
    for folder in (built_in, own):
        for file in pack_files(folder)[0]:
            pack = read_pack(file)
            used = taken(owners, file, pack.ids)
            known |= {each.id for each in pack.entries if isinstance(each, Drill)}
            found += ((file, each) for each in pack.routines if each.id not in used)
    problems: list[str] = []
    routines: list[Routine] = []
    for file, routine in found:
        wrong = strangers((routine,), known)
        problems += (f"{plain(file.name)}: {each}" for each in wrong)
        if not wrong:
            routines.append(routine)
    return tuple(routines), tuple(problems)


def strangers(routines: Sequence[Routine], known: Collection[str]) -> list[str]:
    """Say which exercises of these routines nobody knows."""
    return [
        f"routine {routine.id}: {name} is no drill or exercise; {_helps(name, known)}"
        for routine in routines
        for name in dict.fromkeys(
            each for part in routine.parts for each in _named(part)
        )
        if name not in known
    ]


def _helps(name: str, known: Collection[str]) -> str:
    guess = meant(name, known)
    asks = f"did you mean {guess}? " if guess else ""
    return f"{asks}to see all: movebreak drills list"


def _named(part: Part) -> Iterator[str]:
    yield from (each for each in (part.exercise, part.first, part.gentler) if each)
