"""The settings as a form: from values to what a browser sends, and back.

Every setting has a name such as "breaks.interval" and a list of texts. A day of the
week is written as the person sees it: "always", "off", or its hours.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import time, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from movebreak.core import choices, durations
from movebreak.core.limits import label_of, limits_of
from movebreak.core.settings import Hours, Settings
from movebreak.core.week import ALWAYS, DAYS, OFF, seen, with_week
from movebreak.store.settings_edit import Changes
from movebreak.store.settings_file import settings_from
from movebreak.store.settings_values import allowed, words_of, write_value

Texts = Mapping[str, list[str]]
Answers = dict[str, object]
"""Each setting by its name; days as a person sees them."""

ALL: Final = "*"
EVER: Final = "always"
NEVER: Final = "off"
_DAYS: Final = tuple(f"hours.{day}" for day in DAYS)
_WHOLE_DAY: Final = "00:00-24:00"

FIELDS: Final = {
    f"{table}.{field.name}": field
    for table in choices.TABLES
    for field in dataclasses.fields(getattr(Settings(), table))
}


class Option(NamedTuple):
    """One choice among several."""

    value: str
    name: str
    meaning: str
    chosen: bool


class Row(NamedTuple):
    """One setting as the page shows it."""

    name: str
    kind: str
    label: str
    says: str
    texts: list[str]
    usual: str
    usual_texts: list[str]
    wrong: list[str]
    options: list[Option]

    @property
    def id(self) -> str:
        """Return what labels and scripts know it by."""
        return self.name.replace(".", "-").replace("_", "-")

    @property
    def is_usual(self) -> bool:
        """Say whether it has its usual value."""
        return sorted(filter(None, self.texts)) == sorted(self.usual_texts)


def answers(settings: Settings) -> Answers:
    """Return all settings by their names."""
    found: Answers = {
        name: getattr(getattr(settings, name.partition(".")[0]), field.name)
        for name, field in FIELDS.items()
    }
    return found | dict(zip(_DAYS, seen(settings.hours), strict=True))


USUAL: Final = answers(Settings())


def with_answers(settings: Settings, given: Mapping[str, object]) -> Settings:
    """Return the settings with these answers; the others stay."""
    tables: dict[str, dict[str, Any]] = {}
    for name, value in given.items():
        table, _, key = name.partition(".")
        if name not in _DAYS:
            tables.setdefault(table, {})[key] = value
    kept: dict[str, Any] = {
        table: dataclasses.replace(getattr(settings, table), **keys)
        for table, keys in tables.items()
    }
    hours: Hours = kept.get("hours", settings.hours)
    old = dict(zip(_DAYS, seen(settings.hours), strict=True))
    week: tuple[Any, ...] = tuple(given.get(day, old[day]) for day in _DAYS)
    return dataclasses.replace(settings, **kept | {"hours": with_week(hours, week)})


def changes(old: Settings, new: Settings) -> Changes:
    """Return what must be written to come from one to the other."""
    found: dict[tuple[str, str], object] = {}
    for name in FIELDS:
        table, _, key = name.partition(".")
        was, now = (getattr(getattr(each, table), key) for each in (old, new))
        if was != now:
            usual = getattr(getattr(Settings(), table), key)
            found[table, key] = None if now == usual else now
    return found


def texts(given: Mapping[str, object]) -> dict[str, list[str]]:
    """Return what the form holds for these answers."""
    return {name: _texts(name, value) for name, value in given.items()}


def read(sent: Texts) -> tuple[Answers, dict[str, list[str]]]:
    """Return what was answered, and by name the mistakes, as the file would tell them.

    Only what is named in the form is answered; what nobody knows is left out.
    """
    tables: dict[str, dict[str, object]] = {}
    known = {name: values for name, values in sent.items() if name in FIELDS}
    for name, values in known.items():
        table, _, key = name.partition(".")
        tables.setdefault(table, {})[key] = _toml(name, values)
    settings, problems = settings_from(tables, Settings())
    wrong: dict[str, list[str]] = {}
    for each in problems:
        name, _, words = each.partition(": ")
        wrong.setdefault(name, []).append(words)
    found: Answers = {
        name: getattr(getattr(settings, name.partition(".")[0]), FIELDS[name].name)
        for name in known
        if name not in wrong
    }
    for name in found:
        if ALL in known[name] and USUAL[name] is None:
            found[name] = None
    return found, wrong


def rows(table: str, shown: Texts, wrong: Mapping[str, list[str]]) -> list[Row]:
    """Return the settings of a table for the page."""
    names = [name for name in FIELDS if name.startswith(f"{table}.")]
    return [
        _row(name, shown[name], wrong.get(name, [])) for name in names if name in shown
    ]


def label(name: str) -> str:
    """Return what a person calls this setting."""
    return label_of(FIELDS[name])


def spoken(name: str, value: object) -> str:  # noqa: PLR0911 - a line a kind
    """Say a value in words."""
    match value:
        case bool():
            return "on" if value else "off"
        case StrEnum():
            return choices.name(value)
        case timedelta():
            return durations.in_words(value)
        case time() | int():
            return _texts(name, value)[0]
        case tuple() if name in _DAYS:
            return _texts(name, value)[0]
        case () if name == "programme.days":
            return "any day"
        case tuple():
            return ", ".join(choices.name(each) for each in value) or "nothing"
        case _:
            return "everything"


def _row(name: str, shown: list[str], wrong: list[str]) -> Row:
    field = FIELDS[name]
    limits = limits_of(field)
    usual = USUAL[name]
    says = limits.says if name not in _DAYS else ""
    return Row(
        name=name,
        kind=_kind(name),
        label=label_of(field),
        says=f"{_plain(says)}{allowed(limits)}",
        texts=shown,
        usual=spoken(name, usual),
        usual_texts=_texts(name, usual),
        wrong=wrong,
        options=_options(name, shown),
    )


def _kind(name: str) -> str:
    kind = FIELDS[name].type
    words = words_of(kind)
    if name in _DAYS:
        return "day"
    if words is not None:
        return "choice" if words is kind else "choices"
    if kind is bool:
        return "switch"
    return "number" if kind is int else "text"


def _options(name: str, shown: list[str]) -> list[Option]:
    words = words_of(FIELDS[name].type)
    if words is None:
        return []
    found = [
        Option(str(each), choices.name(each), choices.meaning(each), each in shown)
        for each in words
    ]
    if USUAL[name] is None:
        every = Option(ALL, "Everything", "Nothing is left out.", ALL in shown)
        return [every, *found]
    return found


def _plain(says: str) -> str:
    """Return the help without what only a writer of the file needs."""
    first, *rest = says.split("; ")
    kept = [first.partition(': "')[0], *(it for it in rest if "[]" not in it)]
    plain = "; ".join(kept).split('"')[0].strip().rstrip(":;,")
    return f"{plain[:1].upper()}{plain[1:]}"


def _texts(name: str, value: object) -> list[str]:  # noqa: PLR0911 - a line a kind
    match value:
        case bool():
            return ["true" if value else "false"]
        case StrEnum() | int():
            return [str(value)]
        case timedelta():
            return [durations.short(value)]
        case time():
            return [f"{value:%H:%M}"]
        case tuple() if name in _DAYS:
            return [_day(value)]
        case tuple():
            return [str(each) for each in value]
        case _:
            return [ALL]


def _day(ranges: tuple[object, ...]) -> str:
    if ranges in (ALWAYS, OFF):
        return EVER if ranges == ALWAYS else NEVER
    return write_value(ranges).strip("[]").replace('"', "")


def _toml(name: str, values: Iterable[str]) -> object:
    """Return what stands for this in the file; what is wrong stays wrong."""
    given = [each.strip() for each in values]
    last = given[-1] if given else ""
    match _kind(name):
        case "choices":
            return [each for each in given if each and each != ALL]
        case "day":
            return _ranges(last)
        case "switch":
            return last == "true"
        case "number" if last.removeprefix("-").isdecimal() and len(last) < 10:  # noqa: PLR2004 - no setting is so large
            return int(last)
        case _:
            return last


def _ranges(text: str) -> list[str]:
    if text.lower() in {EVER, "all day"}:
        return [_WHOLE_DAY]
    if text.lower() in {NEVER, ""}:
        return []
    return [each.strip() for each in text.replace(";", ",").split(",") if each.strip()]
