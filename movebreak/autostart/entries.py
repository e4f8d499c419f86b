"""Entries of the free desktops: written so that any word survives, and read again.

The format: the Desktop Entry Specification, at https://specifications.freedesktop.org
"""

import re
import shutil
from collections.abc import Sequence
from typing import Final

from movebreak.autostart import commands
from movebreak.errors import MovebreakError

NAME: Final = "movebreak.desktop"
GROUP: Final = "[Desktop Entry]"

_PLAIN: Final = re.compile(r"[A-Za-z0-9_@+:,./-]+")
_RESERVED: Final = re.compile(r'(["`$\\])')
_WORD: Final = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')


def command_line(command: Sequence[str]) -> str:
    """Return a command as an entry has it.

    Raises MovebreakError for what no entry can hold.
    """
    return " ".join(map(quoted, command))


def quoted(word: str) -> str:
    """Return one word of a command as an entry has it.

    Raises MovebreakError for what no entry can hold.
    """
    refuse_unseen(word)
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    inner = _RESERVED.sub(r"\\\1", word)
    return value(f'"{inner}"')


def refuse_unseen(word: str) -> None:
    """Raise MovebreakError for a name that would end its line, or be no text."""
    if not word.isprintable():
        named = "".join(each if each.isprintable() else "?" for each in word)
        raise MovebreakError(
            f"No entry of the desktop can name {named}: it has characters that "
            "nobody can see",
            hint="install movebreak in a folder without them",
        )


def value(text: str) -> str:
    """Return a text as an entry has it."""
    return text.replace("\\", "\\\\")


def keys(text: str) -> dict[str, str]:
    """Return what the entry in this file says; other groups say nothing."""
    _, _, group = text.partition(GROUP)
    lines = re.split(r"^\[", group, maxsplit=1, flags=re.MULTILINE)[0].splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {name.strip(): said.strip() for name, _, said in pairs}


def words(command: str) -> tuple[str, ...]:
    """Return the words of a command as an entry has it."""
    found = _WORD.finditer(command.replace("\\\\", "\\"))
    texts = (
        each[2] if each[1] is None else re.sub(r"\\(.)", r"\1", each[1])
        for each in found
    )
    return tuple(text.replace("%%", "%") for text in texts)


def flaw(entry: dict[str, str], command: Sequence[str], desktop: str) -> str:
    """Say why an entry does not start `command`, or another movebreak; "" when it does.

    `desktop` is the name of this one, as XDG_CURRENT_DESKTOP has it.
    """
    tried = entry.get("TryExec", "")
    if entry.get("Type") != "Application":
        return "is not one of a program"
    if tried and shutil.which(tried) is None:
        return f"waits for {tried}, which is not there"
    if not _is_for(entry, desktop):
        return "is for other desktops than this one"
    return commands.flaw(words(entry.get("Exec", "")), command)


def _is_for(entry: dict[str, str], desktop: str) -> bool:
    names = set(filter(None, desktop.split(":")))
    if not names:
        # Asked from outside of a desktop, say by ssh.
        return True
    only = entry.get("OnlyShowIn")
    if only is not None and not names & set(only.split(";")):
        return False
    return not names & set(entry.get("NotShowIn", "").split(";"))
