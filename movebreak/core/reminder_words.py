"""What a reminder says: the drill, how often and how long, and how to answer."""

from datetime import timedelta

from movebreak.core.drills import Drill
from movebreak.core.durations import in_words, rounded
from movebreak.core.effects import Remind
from movebreak.core.wording import Text, capital

ANSWER_BY_COMMAND = "Answer: movebreak done, snooze, another or skip."
COUNT_BY_COMMAND = "Yes: movebreak done."
ANSWER_BY_CLICK = "Click here to answer."
DONE = "Done"
YES = "Yes"
STOP = (
    "Stop if something hurts, or if you feel dizzy, short of breath or unwell; "
    "if that stays, ask a doctor."
)


def reminder(remind: Remind, *, buttons: bool) -> Text:
    """Ask for a break: what to do; how and how long."""
    if remind.gone is not None:
        return _question(remind.drill, remind.gone, buttons=buttons)
    drill = remind.drill
    body = f"{drill.steps[0].rstrip('.')}. {capital(dose(drill))}."
    return drill.cue, body if buttons else f"{body} {ANSWER_BY_COMMAND}"


def _question(drill: Drill, gone: timedelta, *, buttons: bool) -> Text:
    body = f"You were away for {in_words(rounded(gone))}. {drill.name}: count it?"
    return "Did you move?", body if buttons else f"{body} {COUNT_BY_COMMAND}"


def dose(drill: Drill) -> str:
    """Say how often and how long."""
    said = drill.dose.strip().rstrip(".")
    length = in_words(drill.length)
    return said if length in said or not said else f"{said}, about {length}"


def steps(drill: Drill) -> Text:
    """Tell how a drill goes, step by step."""
    lines = [f"{number}. {step}" for number, step in enumerate(drill.steps, 1)]
    last = f"{capital(dose(drill))} ({origin(drill)}). {drill.source}"
    return drill.name, "\n".join([*lines, last, STOP])


def origin(drill: Drill) -> str:
    """Say whose dose it is."""
    return "our suggestion" if drill.our_suggestion else "as its source says"
