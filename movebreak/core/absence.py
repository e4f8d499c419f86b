"""Being away and coming back: natural breaks, short absences, a sleeping machine."""

from dataclasses import replace
from datetime import datetime, timedelta

from movebreak.core import movement, spans
from movebreak.core.breaks import close, enter, turned_back
from movebreak.core.effects import Announce, AwayNews, Kind
from movebreak.core.events import Moment, Presence, PresenceChanged
from movebreak.core.hours import day_of, is_open, next_edge
from movebreak.core.quiet import QUIET_PATIENCE, QUIET_RECHECK, ask_quiet
from movebreak.core.state import ZERO, Break, Phase, State, Undoable
from movebreak.core.turn import (
    Entry,
    Turn,
    counter,
    fresh_for_good,
    is_attended,
    is_away,
    is_empty_chair,
)

DONE_JUST_BEFORE = timedelta(minutes=2)
# Two clocks are never read at quite the same time.
SLEEP_TOLERANCE = timedelta(seconds=1)


def presence_changed(turn: Turn, event: PresenceChanged) -> None:
    """Take in what the senses see now."""
    before = turn.state
    was_away = is_away(before)
    # Whoever was there without touching anything leaves only now.
    sat = is_attended(before) and before.leaving is None
    turn.state = replace(
        before,
        presence=event.presence,
        idle_only=event.idle_only,
        attended=False,
        leaving=None,
    )
    if event.presence is Presence.AWAY and event.idle_only and not was_away:
        turn.state = replace(turn.state, attended=True, leaving=event.since)
        ask_quiet(turn)
        return
    now_away = is_away(turn.state)
    if now_away and not was_away:
        _leave(turn, turn.now if sat else event.since)
    elif was_away and not now_away:
        # Unlocked in a meeting, hands still: the last input is no return.
        still = event.presence is Presence.AWAY
        come_back(turn, turn.now if still else event.since)
    elif not now_away:
        turn.state = replace(turn.state, present_since=event.since.boot)
        if before.presence is Presence.IDLE and event.presence is Presence.ACTIVE:
            movement.returned(turn, before.present_since, event.since.boot)


def told_of_attendance(turn: Turn, *, attended: bool) -> None:
    """Take in whether somebody is there who touches nothing: in a call, at a film."""
    state = turn.state
    if not is_attended(state):
        return
    turn.state = replace(state, attended=attended, leaving=None)
    if is_away(turn.state):
        _leave(turn, state.leaving or turn.now)


def look_again(turn: Turn) -> None:
    """See whether somebody who touches nothing is still there."""
    quiet = turn.state.quiet
    if not is_attended(turn.state) or quiet.asked is None:
        return
    waited = turn.now.boot - quiet.asked
    if quiet.seen is None and waited >= QUIET_PATIENCE:
        told_of_attendance(turn, attended=False)
    elif quiet.seen is not None and waited >= QUIET_RECHECK:
        ask_quiet(turn)


def slept(turn: Turn) -> None:
    """See whether the machine was asleep, and for how long."""
    gap = turn.now.slept - turn.state.slept
    if gap < SLEEP_TOLERANCE:
        return
    state = turn.state = replace(turn.state, slept=turn.now.slept)
    if not is_away(state) and gap >= turn.settings.presence.natural_break:
        left = turn.now.boot - gap
        if state.presence is Presence.IDLE:
            left = min(left, state.present_since)
        turn.state = replace(state, present_since=turn.now.boot)
        _returned(turn, left, turn.now)
    turn.state = replace(turn.state, misses=0)


def begin_anew(turn: Turn) -> None:
    """Let a running absence begin only now, as what came before was none."""
    if is_away(turn.state):
        turn.state = replace(
            turn.state, present_since=turn.now.boot, away_since=turn.now.wall
        )
        _take_down(turn)


def pause_ended(turn: Turn) -> None:
    """Let a running absence count from now, but for a night, which only goes on."""
    before = turn.now.local - (turn.now.boot - turn.state.present_since)
    day_start = turn.settings.hours.day_start
    if day_of(before, day_start) == day_of(turn.now.local, day_start):
        begin_anew(turn)


def come_back(turn: Turn, since: Moment) -> None:
    """End the running absence: it was a natural break, or all goes on."""
    left = turn.state.present_since
    if since.boot < left:
        since = turn.now
    turn.state = replace(turn.state, present_since=since.boot, away_since=None)
    turn.settle()
    if turn.state.runs_from is not None:
        turn.state = replace(turn.state, runs_from=since.awake)
    if since.boot - left >= turn.settings.presence.natural_break:
        _returned(turn, left, since)
    else:
        turn.state = replace(turn.state, misses=0)
        spans.tell_absence(turn, (since.local - (since.boot - left), since.local))
        movement.returned(turn, left, since.boot)
        _show_again(turn)


def _leave(turn: Turn, since: Moment) -> None:
    back = max(ZERO, turn.now.awake - since.awake)
    state = turn.state
    place = max(state.desk, counter(state, turn.now) - back)
    turn.state = replace(
        _clamped(state, place),
        desk=place,
        runs_from=None,
        # A sleep that is told already must not be told once more with its lock.
        present_since=max(since.boot, state.absent_until),
        away_since=since.wall,
    )
    _take_down(turn)


def _take_down(turn: Turn) -> None:
    now = turn.state.open
    if now is None or now.asked_for:
        return
    if now.phase in {Phase.UP, Phase.GRACE, Phase.ASKING}:
        turn.withdraw()
        shows = now.shows - 1 if now.phase is Phase.UP else now.shows
        turn.open(replace(enter(turn, Phase.ASKING), shows=shows))


def _show_again(turn: Turn) -> None:
    now = turn.state.open
    if now is None or now.asked_for or now.dismissed:
        return
    if now.phase in {Phase.ASKING, Phase.FADED}:
        shows = now.shows - 1 if now.phase is Phase.FADED else now.shows
        turn.open(replace(enter(turn, Phase.ASKING), shows=shows))


def _clamped(state: State, place: timedelta) -> State:
    """Let nothing stand later on the counter than the counter itself."""
    now = state.open
    return replace(
        state,
        open=None if now is None else turned_back(now, place),
        began=min(state.began, place),
        day_desk=min(state.day_desk, place),
    )


def _returned(turn: Turn, left: timedelta, back: Moment) -> None:
    """Count a long absence from these boot ticks to this moment."""
    length = back.boot - left
    left_local = back.local - length
    before = turn.state
    counted = _counts_as_break(turn, left, (left_local, back.local))
    if counted:
        day = day_of(back.local, turn.settings.hours.day_start)
        number = turn.record(Entry(Kind.NATURAL, length=length, day=day))
        turn.state = replace(
            turn.state,
            outcomes=turn.state.outcomes + 1,
            skips=0,
            undo=Undoable(
                record=number,
                kind=Kind.NATURAL,
                at=turn.now.boot,
                began=before.began,
                open=_unasked(before.open),
                day=day,
                length=length,
                skips=before.skips,
            ),
        )
        turn.emit(Announce(AwayNews(length)))
    else:
        spans.tell_absence(turn, (left_local, back.local))
    if _unasked(turn.state.open) is not None:
        if counted:
            close(turn)
        else:
            end_open(turn, left_local)
    # How long a hold was before nobody was there is not known any more.
    turn.state = replace(
        turn.state,
        misses=0,
        held_since=None,
        began=counter(turn.state, back),
        absent_until=turn.now.boot,
    )
    if not counted:
        turn.state = fresh_for_good(turn.state)


def end_open(turn: Turn, last_seen: datetime) -> None:
    """Cut the open break off, as of the day when the person was last seen."""
    now = turn.state.open
    if now is None:
        return
    unrecorded = now.asked_for or is_empty_chair(turn.state)
    if not unrecorded and now.shown is not None:
        day = day_of(last_seen, turn.settings.hours.day_start)
        turn.record(Entry(Kind.MISSED, drill=now.drill.id, day=day))
        today = day == turn.state.day
        outcomes = turn.state.outcomes + today
        turn.state = replace(turn.state, undo=None, outcomes=outcomes)
    close(turn)


def _unasked(which: Break | None) -> Break | None:
    return None if which is None or which.asked_for else which


def _counts_as_break(
    turn: Turn, left: timedelta, span: tuple[datetime, datetime]
) -> bool:
    state, hours = turn.state, turn.settings.hours
    left_local, back_local = span
    if state.pause is not None or state.off:
        return False
    if state.last_done is not None and left - state.last_done <= DONE_JUST_BEFORE:
        return False
    if day_of(left_local, hours.day_start) != day_of(back_local, hours.day_start):
        return False
    edge = next_edge(hours, left_local)
    return is_open(hours, left_local) and (edge is None or edge > back_local)
