"""The settings file: read when it changes, every mistake in it told at once."""

import dataclasses
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent, fill
from threading import Event
from typing import Any

from movebreak.core.limits import limits_of
from movebreak.core.profile import Profile
from movebreak.core.programme.rules import ProgrammeRules
from movebreak.core.settings import (
    Breaks,
    Hours,
    PresenceRules,
    QuietRules,
    Settings,
    SummaryRules,
)
from movebreak.store.settings_values import allowed, offered, read_value, write_value
from movebreak.store.toml_text import meant, read_tables, read_text, shown, unknown

_INTRO = """\
Your movebreak settings.

Each line below shows a setting and its usual value. To change one, remove the
"#" in front of it and write what you like better. Lengths of time are written
such as "45s", "20m" or "1h30m", times of day such as "17:30", both in quotes.

Saving is all it takes. Nothing starts over: the running interval goes on, and a
pause stays a pause. If a setting has a mistake, the others still count, and
movebreak tells you which one it is and what to write.
"""

_WIDTH = 86  # characters of help on a line, without its mark

# A virus scanner may hold a new file for a moment.
_TRIES = 10
_BETWEEN_TRIES = 0.05  # seconds

_Table = (
    Breaks
    | PresenceRules
    | QuietRules
    | Hours
    | SummaryRules
    | Profile
    | ProgrammeRules
)
_Found = tuple[dict[str, Any], list[str]]


def parse_settings(text: str, previous: Settings) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that a TOML text holds, and its mistakes in words.

    What is not given has its default; what is wrong keeps its value in `previous`.
    A text that is not TOML leaves `previous` as it is.
    """
    try:
        tables = read_tables(text)
    except ValueError as error:
        return previous, (str(error),)
    return settings_from(tables, previous)


def settings_from(
    tables: Mapping[str, object], previous: Settings
) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that these tables hold, and their mistakes in words."""
    kept, problems = _strangers(tables, previous, ("", "not a table of settings"))
    for field in dataclasses.fields(previous):
        if field.name not in tables:
            continue
        name, given = field.name, tables[field.name]
        kept[name] = getattr(previous, name)
        if isinstance(given, dict):
            kept[name], wrong = _table(name, given, kept[name])
            problems += wrong
        else:
            found = f"{shown(given)} is not a table"
            problems.append(f"{name}: {found}; begin it with [{name}]")
    return Settings(**kept), tuple(problems)


def _table(
    name: str, given: Mapping[str, object], previous: _Table
) -> tuple[_Table, list[str]]:
    kept, problems = _strangers(given, previous, (f"{name}.", "not a setting"))
    for field in dataclasses.fields(previous):
        if field.name not in given:
            continue
        try:
            value = read_value(given[field.name], field.type, limits_of(field))
        except ValueError as error:
            value = getattr(previous, field.name)
            problems += [f"{name}.{field.name}: {mistake}" for mistake in error.args]
        kept[field.name] = value
    return type(previous)(**kept), problems


def _strangers(
    given: Mapping[str, object], previous: _Table | Settings, words: tuple[str, str]
) -> _Found:
    """Tell the names nobody knows; what was probably meant keeps its value."""
    prefix, what = words
    known = [field.name for field in dataclasses.fields(previous)]
    strangers = [name for name in given if name not in known]
    problems = [f"{prefix}{unknown(what, name, known)}" for name in strangers]
    guesses = {meant(name, known) for name in strangers} - set(given)
    return {
        name: getattr(previous, name) for name in known if name in guesses
    }, problems


def template() -> str:
    """Return the file a new user finds: every setting explained, none set."""
    return "\n".join(_template_lines()) + "\n"


def _template_lines() -> Iterator[str]:
    yield from _comment(_INTRO)
    for table in dataclasses.fields(Settings):
        defaults = getattr(Settings(), table.name)
        yield ""
        yield ""
        yield f"[{table.name}]"
        yield from _comment(type(defaults).__doc__ or "")
        told = ""
        for field in dataclasses.fields(defaults):
            limits = limits_of(field)
            says = f"{limits.says}{allowed(limits)}{offered(field.type)}"
            if says != told:
                yield ""
                yield from _comment(fill(says, _WIDTH, break_on_hyphens=False))
            told = says
            yield f"#{field.name} = {write_value(getattr(defaults, field.name))}"


def _comment(text: str) -> Iterator[str]:
    # All lines of a docstring but the first are indented as their class is.
    first, _, rest = text.partition("\n")
    for line in f"{first.strip()}\n{dedent(rest)}".strip().splitlines():
        yield f"# {line}".rstrip()


class SettingsFile:
    """Holds the settings in force; reads the file anew when it changed."""

    def __init__(self, path: Path) -> None:
        self.settings = Settings()
        self.problems: tuple[str, ...] = ()
        self.usable = True
        self._path = path
        # Before the first reading nothing is in force that a mistake could keep.
        self._in_force = False
        self._seen: tuple[int, int, int] | None = None
        self._unwritten: tuple[str, ...] = ()

    def refresh(self) -> bool:
        """Read the file if it changed; say whether settings or problems are new.

        Without a file, or when it cannot be read, the settings stay as they are.
        """
        before = self.settings, self.problems
        try:
            self._read_if_changed()
        except FileNotFoundError:
            self._seen, self.problems = None, self._unwritten
            self.usable = not self._unwritten
        except OSError as error:
            # Not remembered as seen: who may read it can change without a new time.
            self._seen, self.usable = None, False
            self.problems = (self._trouble("be read", error),)
        except ValueError as error:
            self.problems, self.usable = (f"{self._path.name}: {error}",), False
        return (self.settings, self.problems) != before

    def ensure(self) -> bool:
        """Write the template if there is no file; say whether it was written."""
        try:
            # A link that leads nowhere is somebody's, too.
            if self._path.is_symlink() or self._path.exists():
                return False
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(template())
        except OSError as error:
            self._unwritten = (self._trouble("be written", error),)
            self.problems, self.usable = self._unwritten, False
            return False
        self._unwritten = ()
        return True

    def _read_if_changed(self) -> None:
        found = self._path.stat()
        seen = found.st_mtime_ns, found.st_size, found.st_ino
        if seen == self._seen:
            return
        # Remembered before it is read: what is saved meanwhile is read next time.
        self._seen = seen
        text = read_text(self._path)
        try:
            read = settings_from(read_tables(text), self.settings)
        except ValueError:
            if self._in_force:
                raise
            read = self._what_is_left(text)
        self.settings, self.problems = read
        self._in_force = self.usable = True

    def _what_is_left(self, text: str) -> tuple[Settings, tuple[str, ...]]:
        """Return what can still be read: a slip must not cost somebody's profile.

        Raises ValueError if it is hardly anything.
        """
        # Only a mistake needs it.
        from movebreak.store.toml_pieces import read_settings  # noqa: PLC0415

        tables, slips = read_settings(text)
        settings, problems = settings_from(tables, self.settings)
        return settings, (*(f"{self._path.name}: {slip}" for slip in slips), *problems)

    def _write(self, text: str) -> None:
        new = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        try:
            new.write_text(text, encoding="utf-8")
            put_in_place(new.replace, self._path)
        finally:
            new.unlink(missing_ok=True)

    def _trouble(self, what: str, error: OSError) -> str:
        reason = error.strerror or "the system gave no reason"
        return f"{self._path}: cannot {what} ({reason}); check who may use it"


def put_in_place(replace: Callable[[Path], object], path: Path) -> None:
    """Call `replace` for this path, patiently: another program may hold the file."""
    patience = Event()
    for _ in range(_TRIES - 1):
        try:
            replace(path)
        except PermissionError:
            patience.wait(_BETWEEN_TRIES)
        else:
            return
    replace(path)
