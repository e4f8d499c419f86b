"""Sessions and looks back as the history keeps them: from its lines, and to them."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from movebreak.core.effects import Kind
from movebreak.core.programme import selfcheck
from movebreak.core.programme.playing import MOST
from movebreak.core.programme.questions import Answers
from movebreak.core.programme.reviews import Difference
from movebreak.core.programme.sessions import Felt, Logged, PastSession, Side
from movebreak.frozen import dataclass
from movebreak.ports import Line

KINDS: Final = (Kind.SESSION, Kind.SET, Kind.SESSION_END)
LOOKS: Final = (Kind.CHECK, Kind.REVIEW)


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session that was, when it began, and when the last line of it was written."""

    past: PastSession
    began: datetime
    last: datetime
    over: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What was answered to a self-check on a day."""

    day: date
    answers: Answers


@dataclass(frozen=True, slots=True)
class Review:
    """What was answered to a review, so many weeks after the first session."""

    day: date
    weeks: int
    difference: Difference


def checks_of(lines: Iterable[Line]) -> tuple[Check, ...]:
    """Return the self-checks that these lines tell of, the oldest first."""
    return tuple(
        Check(each.day, selfcheck.read(detail_in(each)))
        for each in lines
        if each.kind is Kind.CHECK
    )


def reviews_of(lines: Iterable[Line]) -> tuple[Review, ...]:
    """Return the reviews that these lines tell of, the oldest first."""
    found = (_review(each) for each in lines if each.kind is Kind.REVIEW)
    return tuple(filter(None, found))


def detail_of_review(weeks: int, difference: Difference) -> str:
    """Return what a line keeps of a review."""
    return json.dumps({"weeks": weeks, "answer": difference})


def sessions_of(lines: Iterable[Line]) -> tuple[KeptSession, ...]:
    """Return the sessions that these lines tell of, in the order they began."""
    found: dict[int, Line] = {}
    parts: dict[int, list[Line]] = {}
    for line in lines:
        if line.undone:
            continue
        if line.kind is Kind.SESSION:
            found[line.id] = line
        elif line.refers is not None:
            parts.setdefault(line.refers, []).append(line)
    return tuple(_session(line, parts.get(line.id, [])) for line in found.values())


def detail_of(logged: Logged) -> str:
    """Return what a line keeps of a set, beside its exercise and its session."""
    return json.dumps(
        {
            "round": logged.round,
            "set": logged.set,
            "side": logged.side,
            "amount": logged.amount,
            "felt": logged.felt,
            "excused": logged.excused,
        }
    )


def detail_in(line: Line) -> dict[str, Any]:
    """Return the detail of a line; empty where it cannot be read."""
    try:
        found = json.loads(line.detail)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _review(line: Line) -> Review | None:
    found = detail_in(line)
    try:
        weeks, difference = _number(found["weeks"]), Difference(found["answer"])
    except (KeyError, ValueError):
        return None
    return Review(line.day, weeks, difference)


def _session(begun: Line, parts: list[Line]) -> KeptSession:
    ends = [each for each in parts if each.kind is Kind.SESSION_END]
    logs = (_logged(each) for each in parts if each.kind is Kind.SET)
    past = PastSession(
        id=begun.id,
        day=begun.day,
        routine=str(detail_in(begun).get("routine", "")),
        logs=tuple(filter(None, logs)),
        complete=any(detail_in(each).get("complete") is True for each in ends),
    )
    return KeptSession(
        past=past,
        began=begun.at,
        last=max((each.at for each in parts), default=begun.at),
        over=bool(ends),
    )


def _logged(line: Line) -> Logged | None:
    """Return the set of a line; None where it cannot be understood."""
    found = detail_in(line)
    side = found.get("side")
    try:
        return Logged(
            exercise=line.drill or "",
            round=_number(found["round"]),
            set=_number(found["set"]),
            side=None if side is None else Side(side),
            amount=_number(found["amount"]),
            felt=Felt(found["felt"]),
            excused=found.get("excused") is True,
        )
    except (KeyError, ValueError):
        return None


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError(f"{value!r} is no number of a set")
    return value
