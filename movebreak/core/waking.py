"""When the cycle has to be stepped again, if nothing happens before."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from movebreak.core.breaks import WAITING, remaining_patience
from movebreak.core.days import SUMMARIES_APART, summary_due
from movebreak.core.effects import WakeAt
from movebreak.core.hours import next_day, next_edge, summary_time
from movebreak.core.nudges import due, is_time
from movebreak.core.planning import hour_of, next_hour
from movebreak.core.quiet import QUIET_PATIENCE, QUIET_RECHECK
from movebreak.core.state import Break, Invitation, Phase, Stage
from movebreak.core.turn import (
    Turn,
    counter,
    is_attended,
    is_away,
    is_empty_chair,
    worked_since,
)

# The ring of the icon moves in this many steps an interval.
RING_STEPS = 6


def next_wake(turn: Turn) -> WakeAt:
    """Return the nearest deadline on each clock, leaving out what has passed."""
    return WakeAt(
        boot=min((t for t in _boot(turn) if t > turn.now.boot), default=None),
        awake=min((t for t in _awake(turn) if t > turn.now.awake), default=None),
        wall=min((t for t in _wall(turn) if t > turn.now.local), default=None),
    )


def _boot(turn: Turn) -> Iterator[timedelta]:
    state = turn.state
    if state.pause is not None and state.pause.until is not None:
        yield state.pause.until
    yield from (t for t in (state.meeting, state.guide) if t is not None)
    if state.programme.session is not None:
        yield state.programme.session.until
    asked = state.quiet.asked
    if asked is not None and is_attended(state):
        yield asked + (QUIET_PATIENCE if state.quiet.seen is None else QUIET_RECHECK)
    invitation = state.programme.invitation
    waiting = (
        state.open is not None and state.open.phase in {Phase.ASKING, Phase.HELD}
    ) or (invitation is not None and invitation.stage in {Stage.ASKING, Stage.HELD})
    if state.summed_at is not None:
        yield state.summed_at + SUMMARIES_APART
    told = summary_due(turn) is not None or (is_time(turn) and due(turn) is not None)
    if asked is not None and (waiting or told):
        yield asked + QUIET_PATIENCE
        yield asked + QUIET_RECHECK
    if state.open is not None and (not is_away(state) or state.open.asked_for):
        yield from _of_phase(turn, state.open)
    if invitation is not None:
        yield from _of_stage(turn, invitation)


def _of_phase(turn: Turn, now: Break) -> Iterator[timedelta]:
    rules = turn.settings
    if now.until is not None:
        yield now.until
    if now.phase is Phase.GRACE:
        yield now.since + rules.breaks.typing_grace
    if now.phase is Phase.HELD:
        yield now.since + rules.quiet.hold_limit
    if now.phase is Phase.UP and not is_empty_chair(turn.state):
        yield now.since + rules.breaks.repeat_after


def _of_stage(turn: Turn, now: Invitation) -> Iterator[timedelta]:
    rules = turn.settings
    if now.until is not None:
        yield now.until
    if now.stage is Stage.GRACE:
        yield now.since + rules.breaks.typing_grace
    if now.stage is Stage.HELD:
        yield now.since + rules.quiet.hold_limit
    if now.stage is Stage.UP:
        yield now.since + rules.breaks.repeat_after


def _awake(turn: Turn) -> Iterator[timedelta]:
    if turn.state.runs_from is None:
        return
    interval, awake = turn.settings.breaks.interval, turn.now.awake
    now = turn.state.open
    if now is None:
        worked = worked_since(turn, turn.state.began)
        for part in range(1, RING_STEPS + 1):
            yield awake + interval * part / RING_STEPS - worked
    elif now.phase in WAITING:
        yield awake + remaining_patience(turn, now)
    worked_today = counter(turn.state, turn.now) - turn.state.day_desk
    yield awake + interval - worked_today


def _wall(turn: Turn) -> Iterator[datetime]:
    state, hours, local = turn.state, turn.settings.hours, turn.now.local
    yield next_day(local, hours.day_start)
    yield summary_time(hours, state.day, turn.settings.summary.at)
    edge = next_edge(hours, local)
    if edge is not None:
        yield edge
    yield from (plan.begin for plan in state.plans)
    session = next_hour(turn)
    if session is not None:
        yield session
    if due(turn) is not None:
        yield hour_of(turn, state.day)
    if state.pause is not None and state.pause.until_wall is not None:
        yield state.pause.until_wall
