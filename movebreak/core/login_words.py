"""What is said of starting at login, and of the place among the applications."""

from typing import Final

PURPOSE: Final = "Get up and move: a drill every 20 minutes"
NO_AUTOSTART: Final = (
    "movebreak cannot switch this on here yet. "
    "Your system's own settings for login can start it."
)
NO_SYSTEMD: Final = "--systemd works only on Linux, outside of a sandbox"
NO_ENTRY: Final = (
    "This system has no list of applications that movebreak could join by itself."
)
NO_SESSION: Final = (
    "But this desktop does not tell systemd when it starts, so nothing is started. "
    "Say: movebreak autostart off, then: movebreak autostart on."
)
SWITCHED_OFF: Final = (
    "movebreak would start when you log in, but it is switched off in Windows' own "
    "settings."
)
SWITCH_ON_THERE: Final = "switch it on there: Settings, Apps, Startup"


def autostart(*, on: bool, why: str) -> str:
    """Say whether movebreak starts at login."""
    return _stands("starts", "does not start", "when you log in", why if on else None)


def entry(*, on: bool, why: str) -> str:
    """Say whether movebreak is among the desktop's applications."""
    place = "among the applications of your desktop"
    return _stands("is", "is not", place, why if on else None)


def flawed(what: str) -> str:
    """Say what is wrong, and how to mend it."""
    return f"{what}. Switch it on again to mend that."


def _stands(does: str, does_not: str, what: str, why: str | None) -> str:
    if why is None:
        return f"movebreak {does_not} {what}."
    return f"movebreak {does} {what}. {why}".strip()
