"""Words typed after `session`, and the event they stand for."""

import json
from collections.abc import Sequence

from movebreak.core.drills import is_id
from movebreak.core.durations import parse
from movebreak.core.events import (
    CheckAnswered,
    Event,
    PositionTold,
    ReviewAnswered,
    SessionBegan,
    SessionEnded,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    SetLogged,
)
from movebreak.errors import UsageError

FORMS = (
    "session · session ID · session ID --text · session plan · session tomorrow · "
    "session skip · session end"
)
# What people type; the rest is for pages and the player in the terminal.
SAID = frozenset({"start", "tomorrow", "skip", "end", "plan"})
STRENGTH = "strength"
COMPLETE = "complete"
MOVED = "moved"
SORE = "sore"
POSITIONS = ("sitting", "standing")
SIDES = (None, "left", "right")
FEELINGS = ("fine", "too-hard", "pain")
LONGEST_HOURS = 4
LONGEST_DETAIL = 4000
MOST_SHOWN = 30
MOST = 10_000


def session(words: Sequence[str]) -> Event:
    """Read what follows `session`. Raises UsageError for what is not understood."""
    match list(words):
        case ["start"]:
            return SessionStart()
        case ["tomorrow"]:
            return SessionTomorrow()
        case ["skip"]:
            return SessionSkip()
        case ["end", *flags] if flags in ([], [COMPLETE]):
            return SessionEnded(COMPLETE in flags)
        case ["position", word] if word in POSITIONS:
            return PositionTold(word)
        case others:
            return _from_a_player(others)


def _from_a_player(words: list[str]) -> Event:
    """Read what a page tells, or the player in the terminal."""
    match words:
        case ["begin", routine, length, *flags] if flags in ([], [STRENGTH]):
            return _begin(routine, length, strength=STRENGTH in flags)
        case ["log", number, exercise, detail, *flags] if flags in ([], [MOVED]):
            return _log(number, exercise, _set(detail), moved=MOVED in flags)
        case ["check", detail, *flags] if flags in ([], [SORE]):
            return CheckAnswered(_object(detail)[0], sore=SORE in flags)
        case ["review", detail]:
            return ReviewAnswered(_object(detail)[0])
        case _:
            said = " ".join(words)
    raise UsageError(f'"session {said}" is nothing movebreak knows', hint=FORMS)


def _begin(routine: str, length: str, *, strength: bool) -> SessionBegan:
    try:
        lasts = parse(length)
    except ValueError as wrong:
        raise UsageError(str(wrong)) from None
    if not 0 < lasts.total_seconds() <= LONGEST_HOURS * 3600:
        raise UsageError(f'"{length}" is out of range (allowed: 1s to 4h)')
    return SessionBegan(_id(routine), lasts, strength)


def _log(
    number: str,
    exercise: str,
    told: tuple[str, dict[str, object]],
    *,
    moved: bool,
) -> SetLogged:
    detail, given = told
    trained = bool(given["amount"]) and not given["excused"]
    return SetLogged(_number(number), _id(exercise), detail, trained, moved)


def _set(text: str) -> tuple[str, dict[str, object]]:
    detail, given = _object(text)
    numbers = [given.get(name) for name in ("round", "set", "amount")]
    # A truth is a number in Python, though no count.
    counted = all(type(each) is int and 0 <= each <= MOST for each in numbers)
    words = given.get("side") in SIDES and given.get("felt") in FEELINGS
    if counted and words and type(given.get("excused")) is bool:
        return detail, given
    raise UsageError(
        f"{text} is no set",
        hint="it has round, set, amount, side, felt and excused",
    )


def _object(text: str) -> tuple[str, dict[str, object]]:
    """Return the JSON object in this text, written anew, and as it is."""
    try:
        found = json.loads(text)
    # Brackets nested a thousand deep end in a RecursionError.
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or len(text) > LONGEST_DETAIL:
        shown = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
        raise UsageError(f"{shown} is no JSON object of up to {LONGEST_DETAIL} letters")
    return json.dumps(found), found


def _id(text: str) -> str:
    if is_id(text):
        return text
    raise UsageError(f'"{text}" is no id; ids are such as "four-for-the-hips"')


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text) <= MOST:
        return int(text)
    raise UsageError(f'"{text}" is no number of a set')
