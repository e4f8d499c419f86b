"""From what was logged to the next dose: repetitions before sets, sets before load."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from movebreak.core.drills import Drill, Sides
from movebreak.core.programme import words
from movebreak.core.programme.gates import Gates
from movebreak.core.programme.routines import ONCE, Measure, Part, Routine, Span
from movebreak.core.programme.sessions import (
    Dose,
    Felt,
    Logged,
    Person,
    Prescription,
)
from movebreak.frozen import dataclass

# So often the top of a range is reached before sets, holds or load grow.
TIMES_AT_TOP = 2
MORE_SECONDS = 5  # of a hold
LEVEL_THAT_STAYS = 1  # in the profile: doses grow no further


@dataclass(frozen=True, slots=True)
class Level:
    """Where a person stands with one exercise; `tops` counts sessions at the top."""

    sets: int
    amount: int
    hold: int | None
    tops: int = 0
    why: str = ""


def prescribe(
    routine: Routine, known: Mapping[str, Drill], person: Person
) -> Prescription:
    """Return the next session of a routine for this person, with what and why."""
    gates = Gates(routine, known, person)
    parts, left_out = gates.kept()
    levels, rounds = standing(routine, parts, person)
    squeeze = gates.squeeze(parts)
    taken = {each.exercise for each in (*routine.parts, *parts)}
    taken |= {squeeze.exercise} if squeeze else set()
    owners: dict[str, str] = {}
    doses: list[Dose] = []
    for part in parts:
        if squeeze and part.loaded:
            doses.append(replace(first_dose(squeeze), why=words.SQUEEZE, once=True))
            squeeze = None
        # One exercise in two places could not be told apart in the logs.
        owner = part.block or part.exercise
        is_free = owners.setdefault(part.gentler, owner) == owner
        milder = gates.gentler(part, taken) if is_free else None
        dose = _dose(part, levels[part.exercise])
        instead = first_dose(milder) if milder else None
        doses.append(replace(dose, gentler=instead))
    return Prescription(routine.id, tuple(doses), rounds, left_out)


def first_dose(part: Part) -> Dose:
    """Return the dose to begin with."""
    return _dose(part, _first(part))


def standing(
    routine: Routine, parts: Sequence[Part], person: Person
) -> tuple[dict[str, Level], int]:
    """Return the level of each part after all sessions so far, and the rounds."""
    levels = {each.exercise: _first(each) for each in parts}
    rounds = routine.rounds.low if routine.rounds else 1
    if person.profile.level <= LEVEL_THAT_STAYS:
        return levels, rounds
    for session in person.past:
        if session.routine != routine.id:
            continue
        full = routine.rounds is None or rounds >= routine.rounds.high
        for part in parts:
            logs = [it for it in session.logs if it.exercise == part.exercise]
            if logs:
                level = levels[part.exercise]
                levels[part.exercise] = _after(part, level, logs, (rounds, full))
        if not full and all(it.tops >= TIMES_AT_TOP for it in levels.values()):
            rounds += 1
            levels = {it.exercise: _first(it, words.ROUND) for it in parts}
    return levels, rounds


def _first(part: Part, why: str = "") -> Level:
    hold = part.hold.low if part.hold else None
    return Level(part.sets.low, _range(part).low, hold, why=why or _usual(part))


def _usual(part: Part) -> str:
    """Return what is said where nothing has changed the dose."""
    if part.measure is Measure.FORM:
        return words.FORM
    return words.STAYS if _is_fixed(part) else words.FIRST_TIME


def _dose(part: Part, level: Level) -> Dose:
    amount = None if part.amount is None else level.amount
    return Dose(part, level.sets, amount, level.hold, level.why)


def _after(
    part: Part, level: Level, logs: Sequence[Logged], rounds: tuple[int, bool]
) -> Level:
    """Return the level after a session; `rounds` are how many, and whether the most."""
    turns, full = rounds
    felt = {each.felt for each in logs}
    if Felt.PAIN in felt:
        return _first(part, words.AFTER_PAIN)
    if Felt.TOO_HARD in felt:
        return _less(part, level)
    wanted = turns * level.sets * (2 if part.sides is Sides.EACH else 1)
    amounts = sorted((each.amount for each in logs), reverse=True)[:wanted]
    least, top = amounts[-1], _range(part).high
    if len(amounts) < wanted or least < level.amount:
        return replace(level, why=_usual(part) if _is_fixed(part) else words.SAME)
    if least < top:
        return replace(level, amount=min(top, least + _step(part)), why=words.MORE)
    level = replace(level, amount=top, tops=level.tops + 1, why=words.AT_TOP)
    if _is_fixed(part):
        return replace(level, why=_usual(part))
    return level if level.tops < TIMES_AT_TOP else _raised(part, level, full=full)


def _raised(part: Part, level: Level, *, full: bool) -> Level:
    """Return what comes when the top of the range was reached often enough."""
    low = replace(level, amount=_range(part).low, tops=0)
    if part.hold and level.hold and level.hold < part.hold.high:
        longer = min(level.hold + MORE_SECONDS, part.hold.high)
        return replace(low, hold=longer, why=words.LONGER)
    if level.sets < part.sets.high:
        return replace(low, sets=level.sets + 1, why=words.ONE_MORE_SET)
    if not full:
        return replace(level, why=words.ROUND_WAITS)
    if part.loaded:
        return replace(low, why=words.LOAD)
    return replace(level, why=words.TOP)


def _less(part: Part, level: Level) -> Level:
    level = replace(level, tops=0, why=words.LESS)
    amount = level.amount - _step(part)
    if amount >= _range(part).low:
        return replace(level, amount=amount)
    if level.sets > part.sets.low:
        return replace(level, sets=level.sets - 1)
    return replace(level, amount=_range(part).low)


def _step(part: Part) -> int:
    span = _range(part)
    return max(1, (span.high - span.low) // 2)


def _range(part: Part) -> Span:
    return part.amount or Span(0, 0)


def _is_fixed(part: Part) -> bool:
    """Say whether nothing of it grows."""
    spans = (_range(part), part.sets, part.hold or ONCE)
    return all(each.low == each.high for each in spans)
