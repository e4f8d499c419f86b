"""The commands for starting at login and for the place among the applications."""

from movebreak import platforms
from movebreak.core import login_words
from movebreak.errors import MovebreakError, UsageError
from movebreak.ports import Autostart


def switch(word: str, *, by_systemd: bool = False) -> str:
    """Do as the word says, "on", "off" or "status"; return how it stands then."""
    if by_systemd:
        _check_systemd(word)
    found = platforms.autostart(by_systemd=by_systemd)
    autostart = _turned(found, word, login_words.NO_AUTOSTART)
    return login_words.autostart(on=autostart.is_on(), why=autostart.why())


def entry(word: str) -> str:
    """Do the same with the place among the applications."""
    listed = _turned(platforms.menu_entry(), word, login_words.NO_ENTRY)
    return login_words.entry(on=listed.is_on(), why=listed.why())


def _check_systemd(word: str) -> None:
    if word != "on":
        raise UsageError(
            f'--systemd goes with "on", not with "{word}"',
            hint="say: movebreak autostart on --systemd",
        )
    if platforms.menu_entry() is None:
        raise UsageError(login_words.NO_SYSTEMD)


def _turned(found: Autostart | None, word: str, missing: str) -> Autostart:
    if word not in {"on", "off", "status"}:
        raise UsageError(f'"{word}" is no switch', hint="known: on, off, status")
    if found is None:
        raise MovebreakError(missing)
    if word == "on":
        found.turn_on()
    elif word == "off":
        found.turn_off()
    return found
