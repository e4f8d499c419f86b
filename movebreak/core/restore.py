"""Carry a stored state over to this run of the program."""

from dataclasses import replace
from datetime import timedelta

from movebreak.core.events import Moment, Presence, Started
from movebreak.core.state import (
    ZERO,
    Break,
    Pause,
    Programme,
    Quiet,
    State,
    Undoable,
)
from movebreak.core.turn import counter


def restore(
    state: State, stopped: Moment, now: Moment, *, same_run: bool
) -> tuple[State, Started]:
    """Return the state with its ticks moved to the clocks of this run, and the event.

    Between two runs of the machine only the wall clock can tell how long it was; a
    gap is never below zero.
    """
    passed = now.boot - stopped.boot if same_run else now.wall - stopped.wall
    gap = max(ZERO, passed)
    shift = now.boot - (stopped.boot + gap)
    moved = replace(
        state,
        slept=now.slept,
        desk=counter(state, stopped),
        runs_from=None,
        open=_break(state.open, shift),
        pause=_pause(state.pause, shift),
        presence=Presence.UNKNOWN,
        present_since=now.boot,
        away_since=None,
        idle_only=False,
        attended=False,
        leaving=None,
        absent_until=state.absent_until + shift,
        watched=None,
        misses=state.misses if state.presence is Presence.UNKNOWN else 0,
        meeting=_moved(state.meeting, shift),
        guide=None,
        quiet=Quiet(),
        held_since=_moved(state.held_since, shift),
        undo=_undo(state.undo, shift),
        last_done=_moved(state.last_done, shift),
        summed_at=_moved(state.summed_at, shift),
        programme=_programme(state.programme, shift),
    )
    return moved, Started(stopped, gap)


def _moved(ticks: timedelta | None, shift: timedelta) -> timedelta | None:
    return None if ticks is None else ticks + shift


def _break(old: Break | None, shift: timedelta) -> Break | None:
    if old is None:
        return None
    return replace(
        old,
        since=old.since + shift,
        until=_moved(old.until, shift),
        up_at=_moved(old.up_at, shift),
    )


def _programme(old: Programme, shift: timedelta) -> Programme:
    invitation, session = old.invitation, old.session
    if invitation is not None:
        invitation = replace(
            invitation,
            since=invitation.since + shift,
            until=_moved(invitation.until, shift),
        )
    if session is not None:
        session = replace(
            session, began=session.began + shift, until=session.until + shift
        )
    return replace(old, invitation=invitation, session=session)


def _pause(old: Pause | None, shift: timedelta) -> Pause | None:
    return None if old is None else replace(old, until=_moved(old.until, shift))


def _undo(old: Undoable | None, shift: timedelta) -> Undoable | None:
    if old is None:
        return None
    turned = old.turned
    if turned is not None:
        turned = replace(turned, at=turned.at + shift)
    return replace(
        old,
        at=old.at + shift,
        open=_break(old.open, shift),
        turned=turned,
        last_done=_moved(old.last_done, shift),
    )
