"""Starts movebreak at login on Windows: a value among those the system runs then.

What the person switched off in the system's own settings is kept elsewhere, and is not
for a program to overrule.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from movebreak.autostart import commands
from movebreak.core import login_words
from movebreak.errors import MovebreakError

NAME: Final = "movebreak"
RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED: Final = (
    r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
)

# What opens no window for what it prints: ours in a bundle, else Python's.
BUNDLED: Final = "movebreakw.exe"
PLAIN: Final = "pythonw.exe"

_WORD: Final = re.compile(r'"([^"]*)"|(\S+)')


def windowless(command: Sequence[str], name: str) -> tuple[str, ...]:
    """Return the command by the program of this name, where that is beside its own."""
    program, *words = command
    silent = Path(program).with_name(name)
    return (str(silent) if silent.is_file() else program, *words)


class Registry(Protocol):
    """The person's part of the registry; all of it may raise OSError."""

    def read(self, path: str, name: str) -> object:
        """Return a value; None when there is none."""

    def write(self, path: str, name: str, text: str) -> None:
        """Write a text."""

    def remove(self, path: str, name: str) -> None:
        """Remove a value, if it is there."""


class RunKey:
    """The value that has movebreak started; implements Autostart.

    `command` is what is to be started, word by word.
    """

    def __init__(self, registry: Registry, command: Sequence[str]) -> None:
        self._registry = registry
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Say whether movebreak starts at login."""
        return self._value() is not None and not self._is_vetoed()

    def why(self) -> str:
        """Say what keeps it from starting although it is on; empty when nothing."""
        value = self._value()
        if value is None:
            return ""
        flaw = commands.flaw(_words(value), self._command)
        return login_words.flawed(f"The entry {flaw}") if flaw else ""

    def turn_on(self) -> None:
        """Have movebreak started at login; a value that works is left as it is.

        Raises MovebreakError when the person switched it off in the system's settings,
        or when it cannot be written.
        """
        try:
            if self._value() is None or self.why():
                self._registry.write(RUN, NAME, _line(self._command))
        except OSError as error:
            raise _trouble(error) from error
        if self._is_vetoed():
            raise MovebreakError(
                login_words.SWITCHED_OFF, hint=login_words.SWITCH_ON_THERE
            )

    def turn_off(self) -> None:
        """Have it started no more. Raises MovebreakError when it cannot be written."""
        try:
            self._registry.remove(RUN, NAME)
        except OSError as error:
            raise _trouble(error) from error

    def _value(self) -> str | None:
        try:
            found = self._registry.read(RUN, NAME)
        except OSError:
            return None
        return found if isinstance(found, str) else None

    def _is_vetoed(self) -> bool:
        try:
            found = self._registry.read(APPROVED, NAME)
        except OSError:
            return False
        # The first byte is odd for off; the rest is when that was chosen.
        return isinstance(found, bytes) and bool(found) and bool(found[0] & 1)


def _line(command: Sequence[str]) -> str:
    """Return the command as one line: a folder's name may have spaces."""
    program, *words = command
    return " ".join((f'"{program}"', *words))


def _words(line: str) -> list[str]:
    return [quoted or plain for quoted, plain in _WORD.findall(line)]


def _trouble(error: OSError) -> MovebreakError:
    return MovebreakError(
        f"Windows does not let the start at login be changed ({error.strerror})",
        hint="whoever looks after this computer may have forbidden it",
    )
