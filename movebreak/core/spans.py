"""Spans worth telling of a day: a break was held, or nobody was there for a while."""

from dataclasses import replace
from datetime import datetime, timedelta

from movebreak.core.effects import Kind
from movebreak.core.hours import day_of
from movebreak.core.state import Phase, State
from movebreak.core.turn import Entry, Turn, is_away, is_guided

SHORTEST = timedelta(minutes=1)


def tell_hold(turn: Turn) -> None:
    """Note when a break begins to be held, and record how long it was."""
    state, since = turn.state, turn.state.held_since
    if _is_held(state):
        begun = turn.now.boot if since is None else since
        turn.state = replace(state, held_since=begun)
    elif since is not None:
        length = turn.now.boot - since
        if length >= SHORTEST:
            turn.record(Entry(Kind.HELD, length=length))
        turn.state = replace(turn.state, held_since=None)


def tell_absence(turn: Turn, span: tuple[datetime, datetime]) -> None:
    """Record an absence in local time that was no natural break.

    The night is none, nor are the hours in which nobody is expected.
    """
    state, day_start = turn.state, turn.settings.hours.day_start
    if state.pause is not None or state.off:
        return
    left, back = span
    day = day_of(back, day_start)
    if back - left >= SHORTEST and day == day_of(left, day_start):
        turn.record(Entry(Kind.AWAY, length=back - left, day=day))


def _is_held(state: State) -> bool:
    silent = state.pause is not None or state.off or is_away(state)
    held = state.open is not None and state.open.phase is Phase.HELD
    # A guided drill is the very break, and no waiting for it.
    return held and not silent and not is_guided(state)
