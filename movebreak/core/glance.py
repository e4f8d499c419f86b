"""What the state means to the outside, at this moment."""

from datetime import datetime, timedelta

from movebreak.core.answers import UNDO_FOR
from movebreak.core.breaks import can_snooze
from movebreak.core.effects import Kind
from movebreak.core.events import Moment
from movebreak.core.hours import next_edge
from movebreak.core.planning import is_planned_today, next_hour
from movebreak.core.session_words import REASON as SESSION
from movebreak.core.settings import Rules
from movebreak.core.state import ZERO, Break, Phase, Session, State
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    Ends,
    Glance,
    HeldStatus,
    OffStatus,
    PausedStatus,
    Running,
    SnoozedStatus,
    Status,
    Training,
    WorkingStatus,
)
from movebreak.core.turn import Turn, is_away, is_place_taken, worked_since
from movebreak.core.waking import RING_STEPS

MEETING = "your meeting"
GUIDE = "your guided drill"


def glance(state: State, now: Moment, rules: Rules) -> Glance:
    """Return what may be known of this state now."""
    turn = Turn(state, now, rules)
    limit = rules.settings.breaks.snooze_limit
    used = state.open.snoozes if state.open is not None else 0
    return Glance(
        status=_status(turn),
        now=now.wall,
        asked=None if state.open is None else state.open.id,
        drill=None if state.open is None else state.open.drill,
        snoozes_left=max(0, limit - used) if limit else None,
        can_snooze=state.open is not None and can_snooze(turn, state.open),
        undo=_undoable(state, now),
        meeting=_at_boot(turn, state.meeting),
        planned=tuple((plan.begin, plan.until) for plan in state.plans),
        goal=rules.settings.breaks.goal,
        welcomed=state.welcomed,
        session=_session(turn),
    )


def _session(turn: Turn) -> Training | None:
    programme, focus = turn.state.programme, turn.settings.programme.focus
    following, running = next_hour(turn), programme.session
    if following is None and running is None:
        return None
    waits = is_planned_today(turn) and running is None
    invitation = programme.invitation if waits else None
    return Training(
        focus=focus,
        at=None if following is None else _at_local(turn, following).at,
        today=is_planned_today(turn),
        invitation=None if invitation is None else invitation.id,
        running=None if running is None else _running(running),
    )


def _running(session: Session) -> Running:
    return Running(session.id, session.routine, session.sets)


def _undoable(state: State, now: Moment) -> Kind | None:
    last = state.undo
    if last is None or now.boot - last.at > UNDO_FOR:
        return None
    return last.kind


def _status(turn: Turn) -> Status:
    state = turn.state
    if state.pause is not None:
        return PausedStatus(_pause_ends(turn))
    if state.off:
        edge = next_edge(turn.settings.hours, turn.now.local)
        return OffStatus(None if edge is None else _at_local(turn, edge))
    if is_away(state):
        return AwayStatus(state.away_since or turn.now.wall)
    if state.open is not None:
        return _open(turn, state.open)
    interval = turn.settings.breaks.interval
    worked = worked_since(turn, state.began)
    return WorkingStatus(
        ends=_in(turn, interval - worked),
        filled=min(RING_STEPS - 1, int(RING_STEPS * worked / interval)),
    )


def _open(turn: Turn, now: Break) -> Status:
    if now.phase is Phase.SNOOZED:
        ends = _at_boot(turn, now.until) or _in(turn, ZERO)
        return SnoozedStatus(now.id, now.drill, ends)
    if now.phase is not Phase.HELD:
        return DueStatus(now.id, now.drill)
    session = turn.state.programme.session
    guide = turn.state.guide if session is None else session.until
    limit = now.since + turn.settings.quiet.hold_limit
    return HeldStatus(
        break_id=now.id,
        drill=now.drill,
        reasons=_reasons(turn.state, now),
        since=turn.after(now.since - turn.now.boot),
        ends=_in(turn, (turn.state.meeting or guide or limit) - turn.now.boot),
    )


def _reasons(state: State, now: Break) -> tuple[str, ...]:
    if state.meeting is not None:
        return (MEETING,)
    if state.programme.session is not None or is_place_taken(state):
        return (SESSION,)
    return (GUIDE,) if state.guide is not None else now.reasons


def _pause_ends(turn: Turn) -> Ends | None:
    pause = turn.state.pause
    if pause is None or (pause.until is None and pause.until_wall is None):
        return None
    if pause.until_wall is not None:
        return _at_local(turn, pause.until_wall)
    return _at_boot(turn, pause.until)


def _in(turn: Turn, left: timedelta) -> Ends:
    left = max(ZERO, left)
    return Ends(turn.after(left), left)


def _at_boot(turn: Turn, ticks: timedelta | None) -> Ends | None:
    return None if ticks is None else _in(turn, ticks - turn.now.boot)


def _at_local(turn: Turn, local: datetime) -> Ends:
    return _in(turn, turn.coming(local) - turn.now.wall)
