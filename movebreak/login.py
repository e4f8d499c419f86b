"""The command that says whether movebreak starts at login, and switches that."""

from movebreak import platforms
from movebreak.core import wording
from movebreak.errors import MovebreakError, UsageError


def switch(word: str) -> str:
    """Do as the word says, "on", "off" or "status"; return how it stands then."""
    if word not in {"on", "off", "status"}:
        raise UsageError(f'"{word}" is no switch', hint="known: on, off, status")
    autostart = platforms.autostart()
    if autostart is None:
        raise MovebreakError(wording.NO_AUTOSTART)
    if word == "on":
        autostart.turn_on()
    elif word == "off":
        autostart.turn_off()
    return wording.autostart(on=autostart.is_on(), why=autostart.why())
