"""What idle time and locks say of the person: at the desk, idle, away, or unknown.

One change goes in at a time, and the events to post come out. Nothing is posted
before `Begun`, so that a program started in the middle of an absence tells of that,
and not of a person who came and left.
"""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from movebreak.core.events import (
    Event,
    Moment,
    PersonSeen,
    Presence,
    PresenceChanged,
    Tick,
)
from movebreak.frozen import dataclass

_ZERO = timedelta()


@dataclass(frozen=True, slots=True)
class Idled:
    """Nobody has touched anything for this long; one of the watched thresholds."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class Resumed:
    """The first input after an `Idled` came just now."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The screen was locked, or the session switched away from; `why` in a word."""

    why: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What `why` said is over."""

    why: str


@dataclass(frozen=True, slots=True)
class Woke:
    """The machine has just come out of sleep."""


Seen = Idled | Resumed | Locked | Unlocked | Woke


@dataclass(frozen=True, slots=True)
class Found:
    """A source of idle time is there; `idled` is the threshold it says is over."""

    idled: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """No source tells idle time any more."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Nothing can tell any more whether `why` still holds; that is no unlock."""

    why: str


@dataclass(frozen=True, slots=True)
class Watched:
    """These thresholds are watched from now on; `idled` one that is over already."""

    away_after: timedelta
    idle_after: timedelta | None = None
    idled: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """The time that `look_at` named has come."""


@dataclass(frozen=True, slots=True)
class Begun:
    """All that can be known at the start is known."""


Change = Seen | Found | Lost | Dropped | Watched | Looked | Begun


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of the person.

    `crossed` is the longest threshold over since the last input that the idle source
    saw, `idled` how much of it counts: an unlock is input too, and `vouched` says that
    one came which the source may not have seen. `left` is the last input, or the lock,
    while idle or locked; `there` when the person was last taken to be at the desk;
    `told` what was posted last.
    """

    away_after: timedelta | None = None
    idle_after: timedelta | None = None
    sees: bool = False
    locks: frozenset[str] = frozenset()
    crossed: timedelta | None = None
    idled: timedelta = _ZERO
    vouched: bool = False
    left: Moment | None = None
    there: Moment | None = None
    told: PresenceChanged | None = None


def take_in(
    known: Known, change: Change, now: Moment, idle: timedelta | None = None
) -> tuple[Known, tuple[Event, ...]]:
    """Return what is known after this change, and the events to post.

    `why` must be different for each source that tells of locks. `idle` is the time
    since the last input where that can be asked; it dates a lock.
    """
    fresh = _learnt(known, change, now, idle)
    told = known.told
    if told is None and not isinstance(change, Begun):
        return fresh, ()
    events: list[Event] = [Tick()] if isinstance(change, Woke) else []
    verdict = _verdict(fresh, now)
    # Idle hands that are watched no more have touched nothing all the same.
    was_idle = told is not None and told.presence is Presence.IDLE
    still = was_idle and isinstance(change, Watched) and fresh.left is not None
    if still and verdict.presence is Presence.ACTIVE:
        verdict = replace(verdict, since=_not_before(fresh.left or now, fresh.there))
    if told is None or _differ(told, verdict):
        fresh = replace(fresh, told=verdict)
        events.append(verdict)
        if verdict.presence is Presence.ACTIVE:
            fresh = replace(fresh, there=verdict.since)
        # Unknown says of nobody that they are there, but somebody unlocked.
        elif verdict.presence is Presence.UNKNOWN and isinstance(change, Unlocked):
            events.append(PersonSeen())
    return fresh, tuple(events)


def look_at(known: Known) -> timedelta | None:
    """Return when to say `Looked`, in awake ticks; None for never.

    Who unlocked and then touched nothing is idle from then on, but a source that saw
    no input will not tell it once more.
    """
    if known.locks or not known.vouched or known.there is None:
        return None
    crossed = known.crossed or _ZERO
    left = [each for each in _thresholds(known) if known.idled < each <= crossed]
    return min((known.there.awake + each for each in left), default=None)


def _learnt(  # noqa: C901, PLR0911 - one case a change
    known: Known, change: Change, now: Moment, idle: timedelta | None
) -> Known:
    match change:
        case Found(idled=idled):
            fresh = replace(known, sees=True, crossed=None, idled=_ZERO)
            return _crossed(fresh, idled, now)
        case Lost():
            return replace(known, sees=False, crossed=None, idled=_ZERO)
        case Watched():
            return _watched(known, change, now)
        case Idled(after=after):
            return _crossed(known, after, now)
        case Resumed():
            return replace(known, crossed=None, idled=_ZERO, vouched=False)
        case Locked(why=why):
            return _locked(known, why, _before(now, idle or _ZERO))
        case Unlocked(why=why):
            return _unlocked(known, why, now)
        case Dropped(why=why):
            return replace(known, locks=known.locks - {why})
        case Looked():
            return _crossed(known, known.crossed, now)
        case Woke() | Begun():
            return known
        case _:
            assert_never(change)


def _crossed(known: Known, after: timedelta | None, now: Moment) -> Known:
    """Take in that the source saw no input for so long."""
    if after is None or not known.sees:
        return known
    crossed = max(after, known.crossed or _ZERO)
    idled = crossed
    if known.vouched and known.there is not None:
        idled = min(crossed, now.awake - known.there.awake)
    left = known.left
    if not known.locks:
        left = _earlier(left if known.idled else None, _before(now, after))
    return replace(known, crossed=crossed, idled=max(idled, known.idled), left=left)


def _watched(known: Known, change: Watched, now: Moment) -> Known:
    fresh = replace(known, away_after=change.away_after, idle_after=change.idle_after)
    # The end of a threshold that is watched no more may not be told.
    kept = {*_thresholds(known)} & {*_thresholds(fresh)}
    crossed = known.crossed or _ZERO
    still = max((each for each in kept if each <= crossed), default=None)
    idled = min(known.idled, still or _ZERO)
    return _crossed(replace(fresh, crossed=still, idled=idled), change.idled, now)


def _locked(known: Known, why: str, last_input: Moment) -> Known:
    left = known.left
    if not known.locks:
        left = _earlier(left if known.idled else None, last_input)
    return replace(known, locks=known.locks | {why}, left=left)


def _unlocked(known: Known, why: str, now: Moment) -> Known:
    fresh = replace(known, locks=known.locks - {why})
    if fresh.locks or not known.locks:
        return fresh
    return replace(fresh, idled=_ZERO, vouched=True, there=now)


def _verdict(known: Known, now: Moment) -> PresenceChanged:
    """Say how the person is to be seen, and since when."""
    since = _not_before(known.left or now, known.there)
    if known.told is not None and known.told.presence is Presence.AWAY:
        since = known.told.since
    if known.locks:
        return PresenceChanged(Presence.AWAY, since)
    if not known.sees:
        return PresenceChanged(Presence.UNKNOWN, now)
    if known.away_after is not None and known.idled >= known.away_after:
        return PresenceChanged(Presence.AWAY, since, idle_only=True)
    if known.idle_after is not None and known.idled >= known.idle_after:
        return PresenceChanged(Presence.IDLE, since)
    return PresenceChanged(Presence.ACTIVE, now)


def _differ(one: PresenceChanged, other: PresenceChanged) -> bool:
    return (one.presence, one.idle_only) != (other.presence, other.idle_only)


def _thresholds(known: Known) -> list[timedelta]:
    both = (known.away_after, known.idle_after)
    return [each for each in both if each is not None]


def _earlier(one: Moment | None, other: Moment) -> Moment:
    """Return the last input of one absence: a threshold set late tells it too late."""
    return other if one is None or other.boot < one.boot else one


def _before(now: Moment, span: timedelta) -> Moment:
    return Moment(now.boot - span, now.awake - span, now.wall - span)


def _not_before(moment: Moment, earliest: Moment | None) -> Moment:
    if earliest is None:
        return moment
    # Across a sleep one of the clocks went further back than the person was gone.
    earlier = moment.boot < earliest.boot or moment.awake < earliest.awake
    return earliest if earlier else moment
