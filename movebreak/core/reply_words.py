"""What is said when an answer came: what it did, and how to take it back."""

from collections.abc import Callable
from datetime import datetime

from movebreak.core import session_words
from movebreak.core.effects import Kind, Reply, Saying
from movebreak.core.reminder_words import dose, steps
from movebreak.core.status import Ends
from movebreak.core.wording import Wording, capital

_RESTS = "Reminders rest now."
_UNDO = {
    Kind.DONE: "Undo Done",
    Kind.SKIPPED: "Undo Skip",
    Kind.NATURAL: "Undo natural break",
}
_TAKEN_BACK = {
    Kind.DONE: "Done",
    Kind.SKIPPED: "Skip",
    Kind.NATURAL: "the natural break",
}
_SAID = {
    Saying.SAME_MOVE: "That movement is counted already.",
    Saying.UNPLANNED: "The planned pause is taken back.",
    Saying.ENDED_BREAK: "That break has ended already; nothing was changed.",
    Saying.NOTHING_OPEN: "No break is open right now. For one at once: movebreak move",
    Saying.NO_SNOOZE_LEFT: (
        "This break was snoozed as often as your settings allow. "
        "Done, Another and Skip are still there."
    ),
    Saying.NO_SNOOZE_NOW: (
        "Reminders rest now, so this one cannot be snoozed. "
        "Done, Another and Skip are still there."
    ),
    Saying.TRIAL: "A test reminder is shown now. It counts nothing.",
    Saying.WELCOMED: "All set. To change it at any time: movebreak settings",
    Saying.NOTHING_TO_UNDO: "There is nothing to undo from the last five minutes.",
    Saying.NOT_PAUSED: "There is no pause to end.",
    Saying.NO_MEETING: "There is no meeting to end.",
    Saying.IN_THE_PAST: "That time has passed already. Choose a later one.",
    Saying.NOT_DEALT: (
        "That drill is not among those you get. To see all: movebreak drills list"
    ),
    **session_words.SAID,
}


def reply(words: Wording, given: Reply, now: datetime) -> str:
    """Say what came of an answer."""
    if given.saying in session_words.SAID_WITH_NEXT:
        return _session_next(words, given, now)
    said = _SAID.get(given.saying)
    return said if said is not None else _REPLIES[given.saying](words, given, now)


def farewell(*, unwritten: bool) -> str:
    """Say that the program ends, and whether all of the day is kept."""
    if unwritten:
        return (
            "movebreak ends. What could be written is kept; the answers that waited "
            "in memory are lost, unless there is room for them now."
        )
    return "movebreak ends. Counts and pauses are kept."


def undo(kind: Kind) -> str:
    """Offer to take this outcome back."""
    return _UNDO.get(kind, "Undo")


def _done(_: Wording, reply: Reply, __: datetime) -> str:
    name = f"{reply.drill.name}: done" if reply.drill else "Done"
    return f"{name}. {_next(reply)}"


def _moved(_: Wording, reply: Reply, __: datetime) -> str:
    return f"Counted. {_next(reply)}"


def _resumed(_: Wording, reply: Reply, __: datetime) -> str:
    if reply.silent:
        return "The pause is over. Reminders rest outside your working hours."
    return f"Going on. {_next(reply)}"


def _meeting_over(_: Wording, reply: Reply, __: datetime) -> str:
    return f"Meeting over. {_RESTS if reply.silent else 'Reminders come again.'}"


def _next(reply: Reply) -> str:
    return _RESTS if reply.silent else "A fresh interval starts now."


def _skipped(_: Wording, reply: Reply, __: datetime) -> str:
    name = f"{reply.drill.name}: skipped" if reply.drill else "Skipped"
    return f"{name}. The next break comes in its time."


def _snoozed(words: Wording, reply: Reply, now: datetime) -> str:
    return f"Snoozed until {_until(words, reply, now)}."


def _dealt(_: Wording, reply: Reply, __: datetime) -> str:
    if reply.drill is None:
        return "Here is a drill."
    return f"{reply.drill.cue} ({reply.drill.name}, {dose(reply.drill)})."


def _undone(_: Wording, reply: Reply, __: datetime) -> str:
    what = _TAKEN_BACK.get(reply.kind or Kind.UNDONE, "The last answer")
    return f"{capital(what)} is taken back."


def _steps(_: Wording, reply: Reply, __: datetime) -> str:
    return "\n".join(steps(reply.drill)) if reply.drill else ""


def _paused(words: Wording, reply: Reply, now: datetime) -> str:
    if reply.until is None:
        return "Paused until you resume."
    return f"Paused until {_until(words, reply, now)}."


def _planned(words: Wording, reply: Reply, now: datetime) -> str:
    if reply.begin is None or reply.until is None:
        return "The pause is planned."
    return f"{words.planned_line((reply.begin, reply.until), now)}."


def _meeting(words: Wording, reply: Reply, now: datetime) -> str:
    return f"Meeting until {_until(words, reply, now)}. Reminders wait."


def _until(words: Wording, reply: Reply, now: datetime) -> str:
    if reply.until is None:
        return "later"
    return words.until(Ends(reply.until, reply.until - now), now)


def _liked(_: Wording, reply: Reply, __: datetime) -> str:
    return f"{_named(reply)} is a favourite now. It comes once more in each round."


def _left_out(_: Wording, reply: Reply, __: datetime) -> str:
    said = f"{_named(reply)} is left out from now on."
    if reply.drill is None:
        return said
    return f"{said} To have it back: movebreak drills reset {reply.drill.id}"


def _taste_reset(_: Wording, reply: Reply, __: datetime) -> str:
    said = f"{_named(reply)} comes as often as any other drill"
    grows = reply.drill is not None and reply.drill.more
    return f"{said}, and its dose begins anew." if grows else f"{said}."


def _last_drill(_: Wording, reply: Reply, __: datetime) -> str:
    return f"{_named(reply)} stays, as it is the last drill that is left."


def _session_next(words: Wording, reply: Reply, now: datetime) -> str:
    said = session_words.SAID_WITH_NEXT[reply.saying]
    if reply.until is None:
        return said
    return f"{said} The next one: {words.clock(reply.until, now)}."


def _named(reply: Reply) -> str:
    return reply.drill.name if reply.drill else "That drill"


_REPLIES: dict[Saying, Callable[[Wording, Reply, datetime], str]] = {
    Saying.DONE: _done,
    Saying.MOVED: _moved,
    Saying.SKIPPED: _skipped,
    Saying.SNOOZED: _snoozed,
    Saying.ANOTHER: _dealt,
    Saying.MOVE_NOW: _dealt,
    Saying.UNDONE: _undone,
    Saying.STEPS: _steps,
    Saying.PAUSED: _paused,
    Saying.PLANNED: _planned,
    Saying.RESUMED: _resumed,
    Saying.MEETING: _meeting,
    Saying.MEETING_OVER: _meeting_over,
    Saying.LIKED: _liked,
    Saying.LEFT_OUT: _left_out,
    Saying.TASTE_RESET: _taste_reset,
    Saying.LAST_DRILL: _last_drill,
}
