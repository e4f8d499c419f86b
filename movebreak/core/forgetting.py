"""Forget on request: days with what the cycle knows of them, or answers alone."""

from dataclasses import replace
from datetime import date

from movebreak.core.effects import Erase
from movebreak.core.events import Forget
from movebreak.core.state import Programme, State
from movebreak.core.turn import Turn, counter


def forget(turn: Turn, event: Forget) -> None:
    """Have the lines of these days erased; the open break and the interval go on.

    The state knows of them until they are gone: that may fail.
    """
    turn.emit(Erase(event.first, event.last, event.answers))


def forgotten(turn: Turn, event: Forget | Erase) -> State:
    """Return the state as it knows nothing of these days, whose lines are gone.

    What is gone cannot be taken back, nor be summed up.
    """
    if event.answers:
        return turn.state
    first, last = event.first or date.min, event.last or date.max
    state, undo = turn.state, turn.state.undo
    # One that names no day may be of any.
    if undo is not None and (undo.day is None or first <= undo.day <= last):
        undo = None
    unsummed = tuple(day for day in state.unsummed if not first <= day <= last)
    programme = _without(state.programme, first, last)
    state = replace(state, undo=undo, unsummed=unsummed, programme=programme)
    if not first <= state.day <= last:
        return state
    place = counter(state, turn.now)
    # Time that was told of and then taken back must not be told of once more.
    told = max(place, state.told_desk)
    return replace(state, day_desk=place, told_desk=told, outcomes=0)


def _without(programme: Programme, first: date, last: date) -> Programme:
    """Return what is remembered of sessions without these days.

    The first session is the one that reviews count from.
    """
    trained = tuple(day for day in programme.trained if not first <= day <= last)
    skipped = tuple(day for day in programme.skipped if not first <= day <= last)
    strength, begun = programme.first, programme.begun
    if strength is not None and first <= strength <= last:
        strength = None
    if begun is not None and first <= begun <= last:
        begun = None
    known = begun is not None or strength is not None
    return replace(
        programme,
        trained=trained,
        skipped=skipped,
        begun=begun,
        first=strength,
        reviews=programme.reviews if known else (),
    )
