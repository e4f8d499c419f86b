"""What is said of sessions: why a dose is what it is, what comes next, and when."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from movebreak.core.drills import Sides
from movebreak.core.programme.routines import Measure, Part

if TYPE_CHECKING:
    from movebreak.core.programme.playing import Ask
    from movebreak.core.programme.sessions import Dose, LeftOut

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
AFTER_PAIN: Final = "It hurt last time: begin gently, and pass it over if in doubt."
SQUEEZE: Final = "A light squeeze before the first load; settings can switch it off."

UNKNOWN: Final = "its pack is not there any more"
HURT: Final = "it hurt last time, so a gentler form comes first"

_EACH: Final = ", each side"
_MINUTE: Final = 60


def comes_after(name: str) -> str:
    """Say that one exercise must have been done once before another."""
    return f"it comes in the session after your first {name.lower()}"


OUR_SUGGESTION: Final = "our suggestion"
OUR_SIDES: Final = "each side is our reading"
HOLD: Final = "Hold, and keep breathing."
LET_GO: Final = "Let go."
KEEP_BREATHING: Final = "Keep breathing."
TO_EASE: Final = "Stop short of pain: ease is the measure, not depth."


def dose(dose: "Dose") -> str:
    """Say how much of an exercise comes, and what of it is our own idea."""
    part = dose.part
    sides = _EACH if part.sides is Sides.EACH else _alternating(part)
    told = f"{_amount(part, dose.amount, dose.hold)}{sides}"
    if dose.sets > 1:
        of = " of" if dose.amount is not None else ", each"
        told = f"{dose.sets} sets{of} {told}"
    return told + _ours(part)


def set_of(ask: "Ask", name: str) -> str:
    """Say which set comes, in a line."""
    parts = [name]
    if ask.rounds > 1:
        parts.append(f"round {ask.round} of {ask.rounds}")
    if ask.sets > 1:
        parts.append(f"set {ask.set} of {ask.sets}")
    if ask.side is not None:
        parts.append(f"{ask.side} side")
    return ", ".join(parts)


def amount_of(ask: "Ask") -> str:
    """Say how much this set asks for."""
    told = f"{_amount(ask.part, ask.amount, ask.hold)}{_alternating(ask.part)}"
    return f"{told[:1].upper()}{told[1:]}{_ours(ask.part)}"


def is_held(part: Part) -> bool:
    """Say whether one stays in it, and so may come to hold the breath."""
    still = {Measure.SECONDS, Measure.BREATHS}
    return part.hold is not None or part.measure in still


def left_out(each: "LeftOut", names: Mapping[str, str]) -> str:
    """Say what does not come, why, and what stands in; `names` are those of all ids."""
    name = names.get(each.exercise, each.exercise)
    instead = names.get(each.instead, each.instead)
    stands_in = f" In its place: {instead}." if instead else ""
    return f"{name} is left out: {each.why}.{stands_in}"


def instead_of(ask: "Ask", names: Mapping[str, str]) -> str:
    """Say that a gentler form has come; empty where none has."""
    if not ask.instead_of:
        return ""
    return f"In place of: {names.get(ask.instead_of, ask.instead_of)}."


def why_this_day(day: date, last: date | None) -> str:
    """Say why the next session is on this day."""
    if last is None or day <= last:
        return "It is the first day that fits."
    apart = (day - last).days
    return (
        f"It is {apart} days after the last one; between two sessions lies at least "
        "one day of rest."
    )


def _amount(part: Part, amount: int | None, hold: int | None) -> str:
    if amount is None:
        return "as long as the form stays good"
    told = _counted(part.measure, amount)
    if hold is None:
        return told
    if part.holds > 1:
        return f"{told}, with {part.holds} holds of {hold} seconds each"
    return f"{told}, each held {hold} seconds"


def _counted(measure: Measure, amount: int) -> str:
    if measure is Measure.SECONDS and amount > _MINUTE and amount % _MINUTE == 0:
        return f"{amount // _MINUTE} minutes"
    one = measure.removesuffix("s")
    return f"{amount} {one}" if amount == 1 else f"{amount} {measure}"


def _alternating(part: Part) -> str:
    if part.sides is not Sides.ALTERNATING:
        return ""
    return _EACH if part.measure is Measure.TIMES else ", changing sides"


def _ours(part: Part) -> str:
    said = [OUR_SIDES] * part.side_is_ours + [OUR_SUGGESTION] * part.our_suggestion
    return f" ({', '.join(said)})" if said else ""
