"""Whether a command that some file holds still starts a movebreak."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from movebreak.native import children

# Seconds that a cold Python may take to tell its version.
PATIENCE: Final = 10.0

_NAMES: Final = ("movebreak", "movebreakw")


def flaw(command: Sequence[str], ours: Sequence[str]) -> str:
    """Say why `command` starts no movebreak; empty when it does.

    `ours` starts this one. Another movebreak is asked for its version; what only its
    person can know, such as a script of theirs, is taken as it is.
    """
    if not command:
        return "starts nothing"
    program = command[0]
    if shutil.which(program) is None:
        return f"starts {program}, which is not there any more"
    if tuple(command[: len(ours)]) == tuple(ours):
        return ""
    asks = _asks_version(command)
    if asks and not _answers(asks):
        return f"starts a movebreak by {program}, where it is not any more"
    return ""


def _asks_version(command: Sequence[str]) -> tuple[str, ...]:
    """Return what has the movebreak of a command tell its version; () for others."""
    if Path(command[0]).name in _NAMES:
        return command[0], "--version"
    for place in range(1, len(command)):
        if tuple(command[place : place + 2]) == ("-m", "movebreak"):
            return *command[: place + 2], "--version"
    return ()


def _answers(asks: Sequence[str]) -> bool:
    try:
        return bool(children.run(asks, PATIENCE, os.environ))
    except OSError:
        return False
