"""Commands about drills that need no running program: they read the packs."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from movebreak.core import drill_words
from movebreak.core.deck import NO_TASTE
from movebreak.core.doses import dosed
from movebreak.core.drill_words import Told
from movebreak.core.drills import Drill, EntryKind, is_id
from movebreak.core.fitting import too_few, why_hidden, worded
from movebreak.errors import MovebreakError, UsageError
from movebreak.store.catalogue_files import CatalogueFiles, entries_of
from movebreak.store.drill_template import template
from movebreak.store.drill_values import Entry
from movebreak.store.folders import Folders, folders
from movebreak.store.packs import (
    Pack,
    built_in_folder,
    pack_files,
    read_pack,
    taken,
    taken_in_words,
)
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.routine_files import routines_of, strangers
from movebreak.store.settings_file import SettingsFile
from movebreak.store.toml_text import visible

if TYPE_CHECKING:
    from movebreak.core.profile import Profile

MOST_GUESSES = 3


class Known:
    """All entries, as this person has them."""

    def __init__(self, files: Folders) -> None:
        source = SettingsFile(files.settings)
        source.refresh()
        history = ReadOnlyHistory(files.history)
        saved = history.load()
        self.profile: Profile = source.settings.profile
        self.taste = saved.state.taste if saved else NO_TASTE
        self._times = history.times_done(dict(self.taste.anew))
        self._files = files

    def entries(self) -> list[Told]:
        """Return every entry, each id once."""
        found = entries_of(built_in_folder(), self._files.drills)
        return [self._told(file, entry) for file, entry in found]

    def amiss(self) -> list[str]:
        """Return the mistakes in the packs, and that few drills are left."""
        catalogue = CatalogueFiles(built_in_folder(), self._files.drills)
        few = too_few(catalogue.drills(), self.profile)
        _, routines = routines_of(built_in_folder(), self._files.drills)
        return [each for each in (*catalogue.problems, *routines, few) if each]

    def _told(self, file: Path, entry: Entry) -> Told:
        own = file.parent == self._files.drills
        pack = visible(str(file)) if own else f"movebreak ({file.name})"
        if not isinstance(entry, Drill):
            return Told(entry, pack)
        times = self._times.get(entry.id, 0)
        return Told(
            worded(dosed(entry, times, self.profile.level), self.profile),
            pack,
            why_hidden(entry, self.profile),
            liked=entry.id in self.taste.likes,
            never=entry.id in self.taste.never,
        )


def list_all(*, as_json: bool) -> tuple[str, list[str]]:
    """Return all entries, as lines or as an array of objects; and what is amiss."""
    known = Known(folders())
    entries = known.entries()
    if as_json:
        objects = [drill_words.fields(each) for each in entries]
        told = json.dumps(objects, indent=2, ensure_ascii=False)
    else:
        told = drill_words.overview(entries)
    return told, known.amiss()


def show(name: str) -> str:
    """Return all that is known of one entry; raises UsageError for an unknown id."""
    entries = Known(folders()).entries()
    found = [each for each in entries if each.entry.id == name]
    if not found:
        raise _unknown(name, entries)
    return drill_words.card(found[0])


def refuse_unknown(name: str) -> None:
    """Raise UsageError for an id that no drill has, and none had that is kept."""
    known = Known(folders())
    entries = known.entries()
    if name not in known.taste and name not in {each.entry.id for each in entries}:
        raise _unknown(name, entries)


def add(name: str) -> str:
    """Write a commented pack of this name; never in place of another file."""
    if not is_id(name):
        raise UsageError(
            f'"{name}" is no name for a pack',
            hint="allowed: small letters, digits and hyphens, such as my-drills",
        )
    file = folders().drills / f"{name}.toml"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as made:
            made.write(template(visible(str(file))))
    except FileExistsError:
        raise MovebreakError(
            f"{file} is there already, and stays as it is",
            hint="for another pack: movebreak drills add OTHER-NAME",
        ) from None
    except OSError as error:
        raise MovebreakError(f"{file} cannot be written: {error.strerror}") from None
    return f"Written: {file}\nOpen it in your editor; all is explained in it."


def check(file: Path) -> str:
    """Say what a pack holds; raises MovebreakError that lists all its mistakes."""
    pack, name = read_pack(file), visible(str(file))
    problems = (
        *pack.problems,
        *_taken_elsewhere(file, pack),
        *strangers(pack.routines, _all_ids(file, pack)),
    )
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise MovebreakError(f"{name} has {count}:", hint="\n".join(problems))
    kinds = [each.kind if isinstance(each, Drill) else None for each in pack.entries]
    counts = (
        _count(kinds.count(EntryKind.DRILL), "drill"),
        _count(kinds.count(EntryKind.EXERCISE), "exercise"),
        _count(kinds.count(None), "note"),
        _count(len(pack.routines), "routine"),
    )
    begin = "" if pack.ids else ' To begin, remove the "#" of its example.'
    return f"{name} is fine: {', '.join(counts)}.{begin}"


def _taken_elsewhere(file: Path, pack: Pack) -> list[str]:
    owners: dict[str, Path] = {}
    own = folders().drills
    for other in (*pack_files(built_in_folder())[0], *pack_files(own)[0]):
        # A link to the file, or the file by another name, is the file.
        if not (other.exists() and file.exists() and other.samefile(file)):
            taken(owners, other, read_pack(other).ids)
    used = taken(owners, file, pack.ids)
    return [taken_in_words(each, used[each], own) for each in used]


def _all_ids(file: Path, pack: Pack) -> set[str]:
    """Return what a routine of this file may be made of."""
    others = entries_of(built_in_folder(), folders().drills)
    entries = (*pack.entries, *(each for other, each in others if other != file))
    return {each.id for each in entries if isinstance(each, Drill)}


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _unknown(name: str, entries: Iterable[Told]) -> UsageError:
    ids = {each.entry.id for each in entries}
    by_name = {each.entry.name.lower(): each.entry.id for each in entries}
    close = get_close_matches(name.lower(), [*ids, *by_name], MOST_GUESSES)
    guesses = list(dict.fromkeys(by_name.get(each, each) for each in close))
    hint = f"did you mean {' or '.join(guesses)}? " if guesses else ""
    return UsageError(
        f'"{name}" is no drill movebreak knows',
        hint=f"{hint}To see all: movebreak drills list",
    )
