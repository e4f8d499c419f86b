"""What is said of a set: where it stands, how much it is, and in the course of it."""

from collections.abc import Sequence
from datetime import timedelta

from movebreak.core.durations import in_words
from movebreak.core.programme.playing import Ask
from movebreak.core.programme.routines import Measure
from movebreak.core.programme.sessions import Felt, Logged
from movebreak.core.programme.words import HOLD, LET_GO

# What a timer says, by what it is in.
SAID = {
    "rest": "Rest.",
    "rested": "The rest is over. Go on whenever you like.",
    "ready": "Get ready.",
    "hold": HOLD,
    "long_enough": "Long enough: let go, or hold on a little.",
    "gap": LET_GO,
    "paused": "Paused. Take your time.",
    "stopped": "Stopped.",
    "finished": f"{LET_GO} Well done: now say how it was.",
    "unheard": "movebreak gave no answer. Is it running?",
}
# What the buttons of a timer say, by what it is in, and what stands below its number.
BUTTON = {
    "rest": "End the rest",
    "idle": "Start the timer",
    "ready": "Pause",
    "hold": "Pause",
    "gap": "Pause",
    "paused": "Go on",
    "finished": "Once more",
    "let_go": "Let go",
    "enough": "That is enough",
    "well_done": "well done",
    "seconds": "seconds",
    "rest_of": "seconds of rest",
}

# Before a session that is begun by hand, on a day next to another one.
TOO_SOON = (
    "There was a session just the day before, or today. A day between two lets the "
    "same muscles rest; it is your choice."
)

_UNITS = {
    Measure.TIMES: ("time", "times"),
    Measure.SECONDS: ("second", "seconds"),
    Measure.BREATHS: ("breath", "breaths"),
}
_ASKED = {
    Measure.TIMES: "How many times?",
    Measure.SECONDS: "How many seconds?",
    Measure.BREATHS: "How many breaths?",
    Measure.FORM: "How many, if you counted?",
}


def place(ask: Ask) -> str:
    """Say where in its exercise a set stands; empty where it is all of it."""
    parts = [
        f"Round {ask.round} of {ask.rounds}" if ask.rounds > 1 else "",
        f"Set {ask.set} of {ask.sets}" if ask.sets > 1 else "",
        f"{ask.side} side".capitalize() if ask.side else "",
    ]
    return " · ".join(filter(None, parts))


def rest_first(seconds: int) -> str:
    """Say that a rest comes before the set."""
    return f"Rest first, for about {in_words(timedelta(seconds=seconds))}."


def unit(measure: Measure, amount: int | None) -> str:
    """Say what is counted, in the number that is fit."""
    if amount is None or measure is Measure.FORM:
        return "for as long as the form stays good"
    one, many = _UNITS[measure]
    return one if amount == 1 else many


def asked(measure: Measure) -> str:
    """Ask how much of a set it was."""
    return _ASKED[measure]


def rounds(count: int) -> str:
    """Say how often all of it comes; empty where it comes once."""
    return f"{count} rounds of these, one after the other:" if count > 1 else ""


def once(dose: str) -> str:
    """Say that a dose does not come again with each round."""
    return f"{dose}, in the first round alone"


def done(name: str, measure: Measure | None, logs: Sequence[Logged]) -> str:
    """Say what was done of one exercise, set by set, and how it was."""
    sets = [_amount(measure, each) for each in logs if each.amount]
    felt = {each.felt for each in logs}
    told = [
        ", ".join(sets) or "left out",
        "too hard" if Felt.TOO_HARD in felt else "",
        "it hurt" if Felt.PAIN in felt else "",
        *(f"{each.side} side excused" for each in logs if each.excused and each.side),
    ]
    return f"{name}: {'; '.join(filter(None, told))}"


def _amount(measure: Measure | None, logged: Logged) -> str:
    if measure is Measure.SECONDS:
        amount = in_words(timedelta(seconds=logged.amount))
    elif measure in (None, Measure.FORM):
        amount = f"{logged.amount}"
    else:
        amount = f"{logged.amount} {unit(measure, logged.amount)}"
    return f"{logged.side} {amount}" if logged.side else amount
