"""The catalogue: the drills that come with movebreak, and the person's own packs."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from movebreak.core.drills import Drill, Impact, Noise, Position, Space
from movebreak.store.drill_cache import DrillCache, Kept, Sheet, Stamp, sheet_of
from movebreak.store.drill_values import Entry
from movebreak.store.packs import (
    Pack,
    dealt,
    pack_files,
    read_built_in,
    read_pack,
    taken,
    taken_in_words,
)
from movebreak.store.toml_text import plain, visible

Read = Callable[[Path], Pack]

# A file that is no pack at all would fill the screen with its mistakes.
TOLD_OF_ONE_FILE = 5

# With every file gone, there is still something to suggest.
_STAND_UP = Drill(
    id="stand-up",
    name="Stand up",
    cue="Stand up and breathe out",
    steps=("Put your feet under you.", "Rise, and stay up for a few breaths."),
    dose="once",
    length=timedelta(seconds=20),
    position=Position.STANDING,
    noise=Noise.SILENT,
    space=Space.SPOT,
    impact=Impact.NONE,
    source="movebreak",
)


class CatalogueFiles:
    """Knows the drills of two folders; reads the person's own anew when it changed."""

    def __init__(
        self, built_in: Path, own: Path | None = None, cache: DrillCache | None = None
    ) -> None:
        self.problems: tuple[str, ...] = ()
        self._drills: tuple[Drill, ...] = (_STAND_UP,)
        self._own = own
        self._cache = cache
        self._kept: dict[str, Kept] = cache.load() if cache else {}
        self._unkept = False
        self._built_in = {
            file: self._sheet(file, read_built_in) for file in pack_files(built_in)[0]
        }
        self._packs: dict[Path, Sheet] | None = None
        self._passed_over: Sequence[str] = ()
        self._lost: tuple[str, ...] = ()
        if not any(sheet.drills for sheet in self._built_in.values()):
            self._lost = (f"{built_in}: no drills here; install movebreak anew",)
        self.refresh()
        self._kept = {}

    def drills(self) -> tuple[Drill, ...]:
        """Return all drills that may be dealt; never empty."""
        return self._drills

    def refresh(self) -> bool:
        """Read what changed; say whether drills or problems are new."""
        files, passed_over = pack_files(self._own) if self._own else ([], [])
        packs = {file: self._up_to_date(file) for file in files}
        if (packs, passed_over) == (self._packs, self._passed_over):
            return False
        before = (self._drills, self.problems)
        self._packs, self._passed_over = packs, passed_over
        self._keep()
        drills, problems = _joined({**self._built_in, **packs}, self._own)
        self._drills = drills or (_STAND_UP,)
        self.problems = (*self._lost, *passed_over, *problems)
        return (self._drills, self.problems) != before

    def _up_to_date(self, file: Path) -> Sheet:
        known = (self._packs or {}).get(file)
        if (
            known is not None
            and known.stamp is not None
            and known.stamp == _stamp(file)
        ):
            return known
        return self._sheet(file, read_pack)

    def _sheet(self, file: Path, read: Read) -> Sheet:
        # Taken before it is read: what is saved meanwhile is read next time.
        stamp = _stamp(file)
        kept = sheet_of(self._kept.get(str(file)), stamp)
        self._unkept |= kept is None
        return kept or _read(file, stamp, read)

    def _keep(self) -> None:
        """Save a copy of all, if any of it had to be read from its file."""
        if self._cache is not None and self._unkept:
            sheets = {**self._built_in, **(self._packs or {})}
            self._cache.save({str(file): sheet for file, sheet in sheets.items()})
        self._unkept = False


def entries_of(built_in: Path, own: Path) -> Iterator[tuple[Path, Entry]]:
    """Give every entry of both folders with its file: what commands tell of."""
    owners: dict[str, Path] = {}
    for folder, read in ((built_in, read_built_in), (own, read_pack)):
        for file in pack_files(folder)[0]:
            pack = read(file)
            used = taken(owners, file, pack.ids)
            yield from ((file, each) for each in pack.entries if each.id not in used)


def _joined(
    sheets: dict[Path, Sheet], own: Path | None
) -> tuple[tuple[Drill, ...], list[str]]:
    """Return the drills of all files, each id once, and the mistakes in words."""
    owners: dict[str, Path] = {}
    drills: list[Drill] = []
    problems: list[str] = []
    for file, sheet in sheets.items():
        ids = (*(each.id for each in sheet.drills), *sheet.others)
        used = taken(owners, file, ids)
        drills += (each for each in sheet.drills if each.id not in used)
        told = list(sheet.problems)
        told += (taken_in_words(each, used[each], own) for each in used)
        problems += (f"{plain(file.name)}: {each}" for each in _few(told, file))
    return tuple(drills), problems


def _few(told: list[str], file: Path) -> list[str]:
    if len(told) <= TOLD_OF_ONE_FILE:
        return told
    rest = len(told) - TOLD_OF_ONE_FILE
    check = f"movebreak drills check {visible(str(file))}"
    return [*told[:TOLD_OF_ONE_FILE], f"and {rest} more: {check}"]


def _read(file: Path, stamp: Stamp | None, read: Read) -> Sheet:
    pack = read(file)
    drills = dealt(pack.entries)
    ids = {each.id for each in drills}
    others = tuple(each for each in pack.ids if each not in ids)
    # Who may read a file can change without a new time.
    stamp = stamp if pack.opened else None
    return Sheet(stamp, drills, others, pack.problems)


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
