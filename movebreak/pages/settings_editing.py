"""Changes the settings as a form asks, and never over what was changed elsewhere."""

from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from typing import Final, NamedTuple

from movebreak.core.choices import drills_left
from movebreak.core.drills import Drill
from movebreak.core.limits import label_of
from movebreak.core.settings import Settings
from movebreak.errors import MovebreakError
from movebreak.pages import settings_form as form
from movebreak.pages.settings_form import Answers, Texts
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.folders import Folders
from movebreak.store.packs import built_in_folder
from movebreak.store.settings_edit import Changes
from movebreak.store.settings_writer import ChangedError, Draft, SettingsWriter
from movebreak.store.toml_text import read_tables

FINGERPRINT: Final = "fingerprint"
# Before the name of a setting: whose value is to be kept.
KEEP: Final = "keep."
THEIRS: Final = "file"
MINE: Final = "form"

_FORMS: Final = 32
_TRIES: Final = 5


class Clash(NamedTuple):
    """A setting that the file has otherwise, since the form was shown."""

    name: str
    label: str
    theirs: str
    mine: str
    touched: bool


class View(NamedTuple):
    """What the form shows; `trouble` says why nothing can be changed.

    `unsaved` says that it was filled in, and that none of that is written yet.
    """

    texts: Texts
    fingerprint: str
    wrong: Mapping[str, list[str]]
    clashes: tuple[Clash, ...] = ()
    strangers: tuple[str, ...] = ()
    trouble: str = ""
    unsaved: bool = False


class Saved(NamedTuple):
    """What was written, in words."""

    said: str


class Editing:
    """The settings of one person while forms of them are open; any thread may ask."""

    def __init__(self, files: Folders) -> None:
        self.path = files.settings
        self._writer = SettingsWriter(files.settings)
        self._own_drills = files.drills
        # What forms have shown, so as to know what was changed in them.
        self._shown: OrderedDict[str, Answers] = OrderedDict()

    @cached_property
    def drills(self) -> tuple[Drill, ...]:
        """Return all drills."""
        return CatalogueFiles(built_in_folder(), self._own_drills).drills()

    def view(self) -> View:
        """Return the form as the file has it."""
        draft = self._writer.read()
        if draft.trouble:
            return _unusable(draft)
        return self._view(draft, form.texts(form.answers(draft.settings)))

    def again(self, sent: Texts) -> View:
        """Return the form as it was sent, with its mistakes."""
        draft = self._writer.read()
        if draft.trouble:
            return _unusable(draft)
        texts = {**form.texts(form.answers(draft.settings)), **_known(sent)}
        _, wrong = form.read(sent)
        strangers = _problems(draft)[1]
        told = _first(sent, FINGERPRINT)
        return View(texts, told, wrong, strangers=strangers, unsaved=True)

    def check(self, sent: Texts) -> dict[str, object]:
        """Return what is wrong in a form that is being filled in, by name."""
        found, wrong = form.read(sent)
        return {"wrong": wrong, "drills": self.left(found)}

    def left(self, found: Mapping[str, object]) -> str:
        """Say how many drills these answers leave."""
        profile = form.with_answers(Settings(), found).profile
        return drills_left(self.drills, profile)

    def save(self, sent: Texts) -> Saved | View:
        """Write what was changed; or return the form, with what is to be mended first.

        Raises MovebreakError when the file cannot be written.
        """
        for _ in range(_TRIES):
            draft = self._writer.read()
            if draft.trouble:
                return _unusable(draft)
            found, wrong = form.read(sent)
            if wrong:
                return self.again(sent)
            now = form.answers(draft.settings)
            clashes = self._clashes(sent, found, now, draft.fingerprint)
            if clashes:
                view = self._view(draft, {**form.texts(now), **_known(sent)})
                return view._replace(clashes=clashes, wrong={}, unsaved=True)
            kept = [name for name in found if _first(sent, KEEP + name) == THEIRS]
            wanted = found | {name: now[name] for name in kept}
            try:
                return self._write(draft, wanted)
            except ChangedError:
                continue
        raise MovebreakError("the settings are being changed all the time; try again")

    def _write(self, draft: Draft, wanted: Answers) -> Saved:
        new = form.with_answers(draft.settings, wanted)
        changes = {**_mended(draft, wanted), **form.changes(draft.settings, new)}
        self._writer.write(changes, draft.fingerprint)
        before, after = form.answers(draft.settings), form.answers(new)
        return Saved(_said(before, after, mended=bool(changes)))

    def _clashes(
        self, sent: Texts, found: Answers, now: Answers, fingerprint: str
    ) -> tuple[Clash, ...]:
        """Return what is not the same; none when the form knows the file as it is."""
        told = _first(sent, FINGERPRINT)
        if told == fingerprint:
            return ()
        base = self._shown.get(told, {})
        return tuple(
            Clash(
                name=name,
                label=label_of(form.FIELDS[name]),
                theirs=form.spoken(name, now[name]),
                mine=form.spoken(name, mine),
                touched=name in base and base[name] != mine,
            )
            for name, mine in found.items()
            if mine != now[name]
        )

    def _view(self, draft: Draft, texts: Texts) -> View:
        self._shown[draft.fingerprint] = form.answers(draft.settings)
        self._shown.move_to_end(draft.fingerprint)
        while len(self._shown) > _FORMS:
            self._shown.popitem(last=False)
        wrong, strangers = _problems(draft)
        return View(texts, draft.fingerprint, wrong, strangers=strangers)


def _unusable(draft: Draft) -> View:
    return View({}, "", {}, trouble=draft.trouble)


def _known(sent: Texts) -> dict[str, list[str]]:
    return {name: values for name, values in sent.items() if name in form.FIELDS}


def _first(sent: Texts, name: str) -> str:
    return next(iter(sent.get(name, ())), "")


def _problems(draft: Draft) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Part the mistakes of the file: those of a setting, and all others."""
    wrong: dict[str, list[str]] = {}
    others: list[str] = []
    for each in draft.problems:
        name, _, words = each.partition(": ")
        if name in form.FIELDS:
            told = f"Your file has a mistake here: {words}. Saving mends it."
            wrong.setdefault(name, []).append(told)
        else:
            others.append(each)
    return wrong, tuple(others)


def _mended(draft: Draft, wanted: Answers) -> Changes:
    """Return what takes wrong values out of the file: what the form shows counts."""
    tables = read_tables(draft.text)
    found: dict[tuple[str, str], object] = {}
    for name in _problems(draft)[0]:
        table, _, key = name.partition(".")
        keys = tables.get(table)
        if name in wanted and isinstance(keys, dict) and type(keys[key]) is not dict:
            found[table, key] = None
    return found


def _said(before: Answers, after: Answers, *, mended: bool) -> str:
    changed = [name for name in form.FIELDS if before[name] != after[name]]
    if not changed:
        return "Saved." if mended else "Nothing was changed."
    told = [
        f"{label_of(form.FIELDS[name])}: {form.spoken(name, after[name])}"
        for name in changed
    ]
    return f"Saved. {'; '.join(told)}."
