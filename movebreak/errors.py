"""What can go wrong, said so that a person knows what to do next."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ends."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOT_RUNNING = 3


class MovebreakError(Exception):
    """Something went wrong: what happened, and a hint on what helps."""

    exit = Exit.FAILED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(MovebreakError):
    """The words given are not ones movebreak knows."""

    exit = Exit.USAGE


class NotRunningError(MovebreakError):
    """The command needs a running movebreak, and there is none."""

    exit = Exit.NOT_RUNNING


class UnavailableError(MovebreakError):
    """A part of this system is not there, so its adapter cannot be built."""


class SettingsError(MovebreakError):
    """The settings hold mistakes; each is listed in `problems`."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint="\n".join(problems))
        self.problems = problems


class HistoryError(MovebreakError):
    """The history cannot be read or written."""
