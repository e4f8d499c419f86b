"""Writes the settings file for the pages: never over what somebody else has saved."""

import hashlib
import os
import stat
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

from movebreak.core.settings import Settings
from movebreak.errors import MovebreakError
from movebreak.store.settings_edit import Changes, TooIntricateError, edited
from movebreak.store.settings_file import parse_settings, put_in_place, template
from movebreak.store.settings_values import write_value
from movebreak.store.toml_text import read_tables, read_text

_MARK: Final = b"\xef\xbb\xbf"
_NONE: Final = "none"
_NEW_MODE: Final = 0o600


class Draft(NamedTuple):
    """The file as it was found: what it says, and a fingerprint to know it again.

    `trouble` says why it cannot be used at all; then it must not be written over.
    """

    text: str
    fingerprint: str
    settings: Settings = Settings()
    problems: tuple[str, ...] = ()
    trouble: str = ""


class ChangedError(MovebreakError):
    """Somebody else has saved the file meanwhile."""


class SettingsWriter:
    """Reads the settings file, and writes single settings into it; any thread may."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()

    def read(self) -> Draft:
        """Return what the file says now; one that is not there is as good as new."""
        try:
            text = read_text(self.path)
            fingerprint = hashlib.sha256(text.encode("utf-8")).hexdigest()
        except FileNotFoundError:
            text, fingerprint = template(), _NONE
        except ValueError as error:
            return Draft("", "", trouble=str(error))
        except OSError as error:
            return Draft("", "", trouble=f"it cannot be read ({_reason(error)})")
        try:
            read_tables(text)
        except ValueError as error:
            return Draft(text, fingerprint, trouble=str(error))
        return Draft(text, fingerprint, *parse_settings(text, Settings()))

    def write(self, changes: Changes, fingerprint: str) -> None:
        """Write these settings into the file that has this fingerprint.

        Raises ChangedError when it has another one by now, and MovebreakError, in
        words, when it cannot be written.
        """
        with self._lock:
            draft = self.read()
            if draft.trouble:
                raise MovebreakError(f"{self.path.name}: {draft.trouble}")
            if draft.fingerprint != fingerprint:
                raise ChangedError("the settings were changed meanwhile")
            try:
                text = edited(draft.text, changes)
            except TooIntricateError:
                raise MovebreakError(
                    "your settings file is written in a way that cannot be changed "
                    "from here without a risk",
                    hint="open it and write: " + ", ".join(_lines(changes)),
                ) from None
            if changes or draft.fingerprint == _NONE:
                self._put(text)

    def _put(self, text: str) -> None:
        try:
            # Behind a link is the file that is meant, often kept elsewhere.
            target = self.path.resolve()
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(target, text)
        except OSError as error:
            raise MovebreakError(
                f"{self.path} cannot be written ({_reason(error)})",
                hint="nothing was changed; check the disk and who may use the file",
            ) from error


def _replace(target: Path, text: str) -> None:
    """Put a new file in place as a whole; a crash leaves the old one or the new."""
    data, mode = text.encode("utf-8"), _NEW_MODE
    if target.exists():
        mode = stat.S_IMODE(target.stat().st_mode)
        with target.open("rb") as old:
            data = _MARK + data if old.read(len(_MARK)) == _MARK else data
    new = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with new.open("wb") as file:
            new.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(new.replace, target)
    finally:
        new.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lines(changes: Changes) -> list[str]:
    return [
        f"{table}.{key} = {write_value(value)}"
        if value is not None
        else f"no {table}.{key}"
        for (table, key), value in changes.items()
    ]


def _reason(error: OSError) -> str:
    return error.strerror or "the system gave no reason"
