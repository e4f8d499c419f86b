"""Words a person types after a command, and the event they stand for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from movebreak.core.durations import parse, short
from movebreak.core.events import (
    Forget,
    GuideBegan,
    GuideEnded,
    Like,
    Meeting,
    Never,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    ResetTaste,
    Snooze,
)
from movebreak.errors import UsageError

PAUSE_FORMS = (
    "pause · pause 1h · pause until 14:00 · pause until tomorrow · "
    'pause until "2 Dec" · pause from 14:00 until 15:00'
)
MEETING_FORMS = "meeting · meeting 30m · meeting off"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
EVERYTHING = "all"
ANSWERS = "answers"
DAY = timedelta(days=1)
SHORTEST = timedelta(seconds=1)
LONGEST_SNOOZE = timedelta(hours=4)
LONGEST_MEETING = timedelta(hours=12)
LONGEST_GUIDE = timedelta(hours=1)
USUAL_MEETING = timedelta(minutes=60)

Pausing = PauseFor | PauseUntil | PauseUntilTomorrow


def snooze(words: Sequence[str]) -> Snooze:
    """Read what follows `snooze`: nothing, or a length from 1s to 4h."""
    if not words:
        return Snooze()
    return Snooze(_length(" ".join(words), LONGEST_SNOOZE))


def meeting(words: Sequence[str]) -> Meeting:
    """Read what follows `meeting`: nothing, a length up to 12h, or `off`."""
    if not words:
        return Meeting(USUAL_MEETING)
    if [word.lower() for word in words] == ["off"]:
        return Meeting(None)
    return Meeting(_length(" ".join(words), LONGEST_MEETING, MEETING_FORMS))


def guided(words: Sequence[str]) -> GuideBegan | GuideEnded:
    """Read what a page says of its guided drill: a length up to 1h, or `off`."""
    if list(words) == ["off"]:
        return GuideEnded()
    return GuideBegan(_length(" ".join(words), LONGEST_GUIDE))


def forget(words: Sequence[str]) -> Forget:
    """Read what follows `forget`: a date such as 2026-03-04, `answers`, or `all`."""
    said = " ".join(words).strip().lower()
    if said == EVERYTHING:
        return Forget()
    if said == ANSWERS:
        return Forget(answers=True)
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise UsageError(
            f'"{said}" is no day of the history',
            hint="write a day such as 2026-03-04, or: answers, all",
        ) from None
    return Forget(day, day)


def pause(words: Sequence[str], local: datetime) -> Pausing:
    """Read what follows `pause`; times and dates are the next such after `local`."""
    plain = [word.lower() for each in words for word in each.split()]
    match plain:
        case []:
            return PauseFor(None)
        case ["until", "tomorrow"] | ["tomorrow"]:
            return PauseUntilTomorrow()
        case ["until", *rest] if rest:
            return PauseUntil(_moment(rest, local))
        case ["from", *rest] if "until" in rest:
            return _planned(rest, local)
        case ["from" | "until", *_]:
            raise _unclear(" ".join(plain))
        case ["for", *rest] if rest:
            return PauseFor(_length(" ".join(rest), None, PAUSE_FORMS))
        case _:
            return PauseFor(_length(" ".join(plain), None, PAUSE_FORMS))


def _planned(words: Sequence[str], local: datetime) -> PauseUntil | PauseUntilTomorrow:
    cut = words.index("until")
    begin, end = _moment(words[:cut], local), words[cut + 1 :]
    if end == ["tomorrow"]:
        return PauseUntilTomorrow(begin)
    return PauseUntil(_moment(end, begin), begin)


def taste(words: Sequence[str]) -> Like | Never | ResetTaste:
    """Read what follows `drills`: like, never or reset, and the id of a drill."""
    match list(words):
        case ["like", drill]:
            return Like(drill)
        case ["never", drill]:
            return Never(drill)
        case ["reset", drill]:
            return ResetTaste(drill)
        case _:
            raise UsageError(
                f'"drills {" ".join(words)}" is nothing movebreak knows',
                hint="drills like ID · drills never ID · drills reset ID",
            )


def _length(text: str, longest: timedelta | None, forms: str = "") -> timedelta:
    """Read a length; `forms` are all that may stand in its place, if more may."""
    try:
        length = parse(text)
    except ValueError as wrong:
        raise UsageError(str(wrong), hint=forms) from None
    if length < SHORTEST or (longest is not None and length > longest):
        up_to = f" to {short(longest)}" if longest is not None else ""
        raise UsageError(f'"{text}" is out of range (allowed: 1s{up_to})')
    return length


def _moment(words: Sequence[str], after: datetime) -> datetime:
    """Return the next such time, or the beginning of the next such day."""
    match list(words):
        case ["tomorrow"]:
            return datetime.combine(after.date() + DAY, time())
        case [clock] if ":" in clock:
            moment = datetime.combine(after.date(), _clock(clock))
            return moment if moment > after else moment + DAY
        case [day] if day.count("-") == 2:  # noqa: PLR2004 - year-month-day
            return datetime.combine(_iso(day), time())
        case [day, month] if _is_number(day):
            return _next_date(day, month, after)
        case [month, day] if _is_number(day):
            return _next_date(day, month, after)
        case _:
            raise _unclear(" ".join(words))


def _is_number(text: str) -> bool:
    digits = text.rstrip(".,")
    return digits.isdecimal() and len(digits) <= len("31")


def _clock(text: str) -> time:
    hours, _, minutes = text.partition(":")
    if _is_number(hours) and _is_number(minutes) and len(minutes) == len("00"):
        try:
            return time(int(hours), int(minutes))
        except ValueError:
            pass
    raise UsageError(f'"{text}" is no time of day; write it like 14:00')


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unclear(text) from None


def _next_date(day: str, month: str, after: datetime) -> datetime:
    name = month[:3]
    if name not in MONTHS:
        raise _unclear(f"{day} {month}")
    number = int(day.rstrip(".,"))
    for year in range(after.year, after.year + 9):
        try:
            moment = datetime(year, MONTHS.index(name) + 1, number)  # noqa: DTZ001
        except ValueError:
            continue
        if moment > after:
            return moment
    raise _unclear(f"{day} {month}")


def _unclear(text: str) -> UsageError:
    return UsageError(f'"{text}" is no time movebreak knows', hint=PAUSE_FORMS)
