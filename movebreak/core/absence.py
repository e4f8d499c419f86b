"""Being away and coming back: natural breaks, short absences, a sleeping machine."""

from dataclasses import replace
from datetime import datetime, timedelta

from movebreak.core.breaks import close, enter
from movebreak.core.effects import Announce, AwayNews, Kind, Withdraw
from movebreak.core.events import Presence, PresenceChanged
from movebreak.core.hours import day_of, is_open, next_edge
from movebreak.core.state import ZERO, Phase, State, Undoable
from movebreak.core.turn import Entry, Turn, counter, is_away

DONE_JUST_BEFORE = timedelta(minutes=2)
# Two clocks are never read at quite the same time.
SLEEP_TOLERANCE = timedelta(seconds=1)


def presence_changed(turn: Turn, event: PresenceChanged) -> None:
    """Take in what the senses see now."""
    was_away = is_away(turn.state)
    before = turn.state
    turn.state = replace(before, presence=event.presence, idle_only=event.idle_only)
    now_away = is_away(turn.state)
    if now_away and not was_away:
        turn.state = before
        _leave(turn, event)
    elif was_away and not now_away:
        turn.state = before
        _come_back(turn, event)
    elif not now_away:
        turn.state = replace(turn.state, present_since=event.since.boot)


def slept(turn: Turn) -> None:
    """See whether the machine was asleep, and for how long."""
    gap = turn.now.slept - turn.state.slept
    if gap < SLEEP_TOLERANCE:
        return
    turn.state = replace(turn.state, slept=turn.now.slept)
    if is_away(turn.state) or gap < turn.settings.presence.natural_break:
        return
    left = turn.now.boot - gap
    if turn.state.presence is Presence.IDLE:
        left = min(left, turn.state.present_since)
    _returned(turn, left)


def begin_anew(turn: Turn) -> None:
    """Let a running absence begin only now, as what came before was none."""
    if is_away(turn.state):
        turn.state = replace(
            turn.state, present_since=turn.now.boot, away_since=turn.now.wall
        )


def _leave(turn: Turn, event: PresenceChanged) -> None:
    back = max(ZERO, turn.now.awake - event.since.awake)
    state = turn.state
    place = max(state.desk, counter(state, turn.now) - back)
    turn.state = replace(
        _clamped(state, place),
        desk=place,
        runs_from=None,
        presence=event.presence,
        idle_only=event.idle_only,
        present_since=event.since.boot,
        away_since=event.since.wall,
    )
    now = turn.state.open
    if now is None or now.asked_for:
        return
    if now.phase in {Phase.UP, Phase.GRACE}:
        turn.emit(Withdraw())
        turn.open(replace(enter(turn, Phase.ASKING), shows=max(0, now.shows - 1)))


def _clamped(state: State, place: timedelta) -> State:
    """Let nothing stand later on the counter than the counter itself."""
    now = state.open
    if now is not None:
        shown = None if now.shown is None else min(now.shown, place)
        now = replace(now, desk=min(now.desk, place), shown=shown)
    return replace(
        state,
        open=now,
        began=min(state.began, place),
        told_desk=min(state.told_desk, place),
        day_desk=min(state.day_desk, place),
    )


def _come_back(turn: Turn, event: PresenceChanged) -> None:
    left = turn.state.present_since
    turn.state = replace(
        turn.state,
        presence=event.presence,
        idle_only=event.idle_only,
        present_since=event.since.boot,
        away_since=None,
    )
    turn.settle()
    if event.since.boot - left >= turn.settings.presence.natural_break:
        _returned(turn, left)
        return
    now = turn.state.open
    if now is None or now.asked_for or now.dismissed:
        return
    if now.phase in {Phase.ASKING, Phase.FADED}:
        shows = now.shows - 1 if now.phase is Phase.FADED else now.shows
        turn.open(replace(enter(turn, Phase.ASKING), shows=max(0, shows)))


def _returned(turn: Turn, left: timedelta) -> None:
    """Count a long absence that began at these boot ticks and ends now."""
    length = turn.now.boot - left
    left_local = turn.now.local - length
    before = turn.state
    counted = _counts_as_break(turn, left, left_local)
    if counted:
        number = turn.record(Entry(Kind.NATURAL, length=length))
        turn.state = replace(
            turn.state,
            misses=0,
            outcomes=turn.state.outcomes + 1,
            undo=Undoable(
                record=number,
                kind=Kind.NATURAL,
                at=turn.now.boot,
                began=before.began,
                open=before.open,
                misses=before.misses,
            ),
        )
        turn.emit(Announce(AwayNews(length)))
    _end_open(turn, left_local, counted=counted)
    turn.fresh()


def _end_open(turn: Turn, left_local: datetime, *, counted: bool) -> None:
    now = turn.state.open
    if now is None or now.asked_for:
        return
    if not counted and now.shown is not None:
        day = day_of(left_local, turn.settings.hours.day_start)
        turn.record(Entry(Kind.MISSED, drill=now.drill.id, day=day))
        turn.state = replace(turn.state, undo=None)
    close(turn)


def _counts_as_break(turn: Turn, left: timedelta, left_local: datetime) -> bool:
    state, hours = turn.state, turn.settings.hours
    if state.pause is not None or state.off:
        return False
    if state.last_done is not None and left - state.last_done <= DONE_JUST_BEFORE:
        return False
    if day_of(left_local, hours.day_start) != day_of(turn.now.local, hours.day_start):
        return False
    edge = next_edge(hours, left_local)
    return is_open(hours, left_local) and (edge is None or edge > turn.now.local)
