"""What the player in the terminal says, beside what is said of sets everywhere."""

from datetime import timedelta
from typing import Final

from movebreak.core.durations import in_words

KEYS: Final = (
    "Enter: done. A number: so many. h: too hard. p: it hurts. s: pass it over. "
    "b: a break. q: leave, and keep what was done. u: you feel unwell."
)
TO_START: Final = "Enter starts the timer."
TO_END: Final = "Enter when it is done."
WHEN_FORM_GOES: Final = "Enter when the form goes; a number if you counted."
HOW_MANY_WERE_GOOD: Final = "How many were good? A number, or Enter for none."
GO_ON: Final = "Enter goes on."
LEFT: Final = "You leave the session here. What you did is kept."
UNCLEAR: Final = "That is no answer here."
NEXT: Final = "Next time"
NO_FOCUS: Final = "no sessions are planned yet"
NO_FOCUS_HINT: Final = (
    "choose what they are for: movebreak focus; or name one: movebreak session ID"
)


def lasts(length: timedelta) -> str:
    """Say about how long a session takes."""
    return f"About {in_words(timedelta(minutes=max(1, round(length.seconds / 60))))}."


def turn(number: int, of: int) -> str:
    """Say which of several times begins."""
    return f"{number} of {of}: " if of > 1 else ""


def seconds(number: int) -> str:
    """Say how long something is held."""
    return in_words(timedelta(seconds=number))


def under_way(name: str) -> str:
    """Say that another session is not over."""
    return f"another session is under way: {name}"


UNDER_WAY_HINT: Final = (
    "go on with it: movebreak session --text; or end it: movebreak session end"
)


def unknown(name: str) -> str:
    """Say that there is no such routine."""
    return f'there is no session "{name}"'


HOURS_SEATED: Final = "How long do you sit at work on a usual day?"
WAY_SEATED: Final = "And on the way to work and back?"
TELL_SITTING: Final = (
    "Tell how much you sit by seated_hours and seated_commute in your settings: "
    "movebreak settings"
)
NO_SESSIONS: Final = "No sessions; breaks go on as ever."
SWITCHED_OFF: Final = "No sessions are planned from now on. What you did is kept."
SEE_PLAN: Final = "What comes next: movebreak session plan"
