"""What is said of sessions: why a dose is what it is, what comes next, and when."""

from typing import Final

FIRST_TIME: Final = "You begin with the least of its range."
MORE: Final = "All sets went well last time, so there is a little more."
SAME: Final = "The same as last time."
LESS: Final = "It was hard last time, so there is a little less."
AT_TOP: Final = "The top of its range was reached; once more before it grows."
LONGER: Final = "The top was reached twice: longer holds, and fewer of them at first."
ONE_MORE_SET: Final = (
    "The top was reached twice: one set more, with the least of its range."
)
ROUND: Final = "All exercises reached the top twice: one round more, each with less."
ROUND_WAITS: Final = "At the top; a round is added when the others are there too."
LOAD: Final = (
    "The top was reached twice in all sets: a little more load if you like, and the "
    "least of its range again."
)
TOP: Final = "This is all it asks for; slower is the next step, if you like one."
STAYS: Final = "This dose stays as it is."
FORM: Final = "No number: a set ends when the form goes."
AFTER_PAIN: Final = (
    "It hurt last time, so it begins small. Pass it over if you are not sure."
)
SQUEEZE: Final = "A light squeeze before the first load; settings can switch it off."

UNKNOWN: Final = "its pack is not there any more"
HURT: Final = "it hurt last time, so a gentler form comes first"


def comes_after(name: str) -> str:
    """Say that one exercise must have been done once before another."""
    return f"it comes in the session after your first {name.lower()}"
