"""One turn of the cycle: the state as it changes, and the effects as they gather."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from movebreak.core.effects import (
    NO_DETAIL,
    Effect,
    Kind,
    Record,
    Reply,
    Saying,
    Withdraw,
)
from movebreak.core.events import Moment, Presence
from movebreak.core.hours import day_of
from movebreak.core.settings import Rules
from movebreak.core.state import ZERO, Break, Programme, Stage, State
from movebreak.core.zones import coming, shown

MISSES_OF_AN_EMPTY_CHAIR = 2
# In these stages the invitation has the place of the reminder; breaks wait.
TAKES_PLACE = frozenset({Stage.ASKING, Stage.GRACE, Stage.UP, Stage.STARTED})


class Turn:
    """The workbench of one step; it lives no longer than that step."""

    def __init__(self, state: State, now: Moment, rules: Rules) -> None:
        self.state = state
        self.now = now
        self.rules = rules
        self.settings = rules.settings
        self.effects: list[Effect] = []

    def after(self, span: timedelta) -> datetime:
        """Return the time so long from now, as clocks show it then."""
        return shown(self.now.wall + span, self.rules.zone)

    def coming(self, local: datetime) -> datetime:
        """Return when clocks will show this local time."""
        return coming(local, self.now.wall, self.rules.zone)

    def emit(self, *effects: Effect) -> None:
        """Add effects, in the order they must happen."""
        self.effects.extend(effects)

    def say(self, saying: Saying) -> None:
        """Answer whoever asked."""
        self.emit(Reply(saying, silent=is_silent(self.state)))

    def open(self, changed: Break | None) -> None:
        """Put this break in place of the open one."""
        self.state = replace(self.state, open=changed)

    def withdraw(self) -> None:
        """Have the reminder of the break taken down, if it has the place."""
        if not is_place_taken(self.state):
            self.emit(Withdraw())

    def plan(self, changed: Programme) -> None:
        """Remember this of planned sessions."""
        self.state = replace(self.state, programme=changed)

    def record(self, entry: "Entry") -> int:
        """Write a line of history and return its id."""
        state = self.state
        told = counter(state, self.now)
        self.emit(
            Record(
                id=state.serial,
                kind=entry.kind,
                moment=entry.moment or self.now,
                day=entry.day or state.day,
                drill=entry.drill,
                desk=max(ZERO, told - state.told_desk),
                refers=entry.refers,
                length=entry.length,
                detail=entry.detail,
            )
        )
        told = max(told, state.told_desk)
        self.state = replace(state, serial=state.serial + 1, told_desk=told)
        return state.serial

    def settle(self) -> None:
        """Start or stop the desk counter, as the state has it now."""
        state, runs = self.state, counts(self.state)
        if runs and state.runs_from is None:
            self.state = replace(state, runs_from=self.now.awake)
        elif not runs and state.runs_from is not None:
            self.state = replace(state, desk=counter(state, self.now), runs_from=None)

    def fresh(self) -> None:
        """Start a new interval now."""
        self.state = replace(self.state, began=counter(self.state, self.now))

    def fresh_for_good(self) -> None:
        """Start a new interval now, which no undo of an earlier outcome takes back."""
        self.fresh()
        self.state = fresh_for_good(self.state)


class Entry:
    """What a record says beyond where and when."""

    def __init__(  # noqa: PLR0913 - keywords only, each a column of the history
        self,
        kind: Kind,
        *,
        drill: str | None = None,
        refers: int | None = None,
        length: timedelta | None = None,
        day: date | None = None,
        moment: Moment | None = None,
        detail: str = NO_DETAIL,
    ) -> None:
        self.kind = kind
        self.drill = drill
        self.refers = refers
        self.length = length
        self.day = day
        self.moment = moment
        self.detail = detail


def fresh_for_good(state: State) -> State:
    """Return the state with this interval also for when an outcome is taken back."""
    undo, began = state.undo, state.began
    if undo is None:
        return state
    turned = undo.turned and replace(undo.turned, began=began)
    return replace(state, undo=replace(undo, began=began, turned=turned))


def counter(state: State, now: Moment) -> timedelta:
    """Return all desk time so far."""
    if state.runs_from is None:
        return state.desk
    return state.desk + max(ZERO, now.awake - state.runs_from)


def counts(state: State) -> bool:
    """Say whether desk time is being counted."""
    return not (is_silent(state) or is_away(state) or is_empty_chair(state))


def is_silent(state: State) -> bool:
    """Say whether reminders rest: paused, or outside working hours."""
    return state.off or state.pause is not None


def is_away(state: State) -> bool:
    """Say whether nobody is at the desk.

    In a meeting or a guided drill, a call or a film, hands off the keyboard are no
    absence.
    """
    busy = state.meeting is not None or is_guided(state) or state.attended
    return state.presence is Presence.AWAY and not (state.idle_only and busy)


def is_guided(state: State) -> bool:
    """Say whether a guided drill or a session is under way."""
    return state.guide is not None or state.programme.session is not None


def is_place_taken(state: State) -> bool:
    """Say whether the invitation to a session has the place of the reminder."""
    now = state.programme.invitation
    return now is not None and now.stage in TAKES_PLACE


def is_attended(state: State) -> bool:
    """Say whether hands are off the keyboard, and yet somebody may be there."""
    return state.presence is Presence.AWAY and state.idle_only and state.attended


def is_empty_chair(state: State) -> bool:
    """Say whether reminders go unanswered and no sense can tell whether to whom."""
    return (
        state.presence is Presence.UNKNOWN
        and state.misses >= MISSES_OF_AN_EMPTY_CHAIR
        and state.open is not None
        and state.open.shown is not None
        and not state.open.asked_for
    )


def worked_since(turn: Turn, place: timedelta) -> timedelta:
    """Return the desk time since this place on the counter."""
    return max(ZERO, counter(turn.state, turn.now) - place)


def today(turn: Turn) -> date:
    """Return the day the present moment counts for."""
    return day_of(turn.now.local, turn.settings.hours.day_start)
