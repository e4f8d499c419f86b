"""The open break: how it becomes due, is held, shown, repeated, and missed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from movebreak.core.deck import deal
from movebreak.core.effects import AskIdle, Kind, Remind, Withdraw
from movebreak.core.quiet import quiet_lately, quiet_since
from movebreak.core.state import ZERO, Break, Phase
from movebreak.core.turn import (
    Entry,
    Turn,
    counter,
    is_away,
    is_empty_chair,
    is_guided,
    is_place_taken,
    is_silent,
    worked_since,
)

TYPING_PAUSE = timedelta(seconds=3)

# In these phases the break waits for an answer; desk time in them can end it as missed.
WAITING = frozenset({Phase.ASKING, Phase.GRACE, Phase.UP, Phase.FADED})


def open_break(turn: Turn, *, asked_for: bool = False) -> Break:
    """Deal a drill and open a break for it."""
    drill, deck = deal(turn.state.deck, turn.rules.drills, turn.state.taste)
    new = Break(
        id=turn.state.serial,
        drill=drill,
        phase=Phase.ASKING,
        since=turn.now.boot,
        desk=counter(turn.state, turn.now),
        asked_for=asked_for,
    )
    turn.state = replace(turn.state, serial=turn.state.serial + 1, deck=deck, open=new)
    return new


def enter(turn: Turn, phase: Phase, until: timedelta | None = None) -> Break:
    """Take the open break into this phase; time held or snoozed is excused."""
    old = _open(turn)
    excused = old.excused
    if old.phase in {Phase.HELD, Phase.SNOOZED} and old.shown is not None:
        excused += worked_since(turn, old.desk)
    new = replace(
        old,
        phase=phase,
        since=turn.now.boot,
        desk=counter(turn.state, turn.now),
        until=until,
        excused=excused,
        reasons=(),
    )
    turn.open(new)
    return new


def put_up(turn: Turn, *, again: bool = False) -> None:
    """Show the reminder; `again` when it only comes back to where it was."""
    old = enter(turn, Phase.UP)
    place = counter(turn.state, turn.now)
    new = replace(
        old,
        shown=place if old.shown is None else old.shown,
        shows=old.shows + (0 if again and old.shows else 1),
        dismissed=False,
        up_at=turn.now.boot if old.up_at is None else old.up_at,
        gone=None,
    )
    turn.open(new)
    snooze = can_snooze(turn, new)
    turn.emit(Remind(new.id, new.drill, can_snooze=snooze, gone=old.gone))


def turned_back(which: Break, place: timedelta) -> Break:
    """Return the break as it stands on a desk counter that went back to here."""
    shown = None if which.shown is None else min(which.shown, place)
    waited = ZERO if shown is None else place - shown
    return replace(
        which,
        desk=min(which.desk, place),
        shown=shown,
        excused=min(which.excused, waited),
    )


def can_snooze(turn: Turn, which: Break) -> bool:
    """Say whether this break may be snoozed now."""
    limit = turn.settings.breaks.snooze_limit
    return not is_silent(turn.state) and (limit == 0 or which.snoozes < limit)


def hold(turn: Turn, reasons: tuple[str, ...]) -> None:
    """Let the break wait until quiet is over; what is up comes down."""
    turn.withdraw()
    turn.open(replace(enter(turn, Phase.HELD), reasons=reasons))


def make_room(turn: Turn) -> bool:
    """Have the break wait while an invitation has its place; say if that is new."""
    now = turn.state.open
    if now is None or now.phase not in WAITING or _is_wanted(now):
        return False
    # One whose time is over must not wait any longer.
    _missed(turn, now)
    hold(turn, ())
    return True


def is_wanted(turn: Turn) -> bool:
    """Say whether a drill is up that was asked for, or was held for too long."""
    now = turn.state.open
    return now is not None and _is_wanted(now)


def _is_wanted(now: Break) -> bool:
    return now.phase is Phase.UP and (now.asked_for or now.insists)


def close(turn: Turn) -> None:
    """End the open break without an outcome."""
    turn.open(None)
    turn.withdraw()


def cut_off(turn: Turn, kind: Kind) -> None:
    """End the open break from outside: by a pause, by the end of the hours."""
    old = turn.state.open
    if old is None:
        return
    unrecorded = old.asked_for or is_empty_chair(turn.state)
    if not unrecorded and (kind is Kind.SKIPPED or old.shown is not None):
        turn.record(Entry(kind, drill=old.drill.id))
        turn.state = replace(turn.state, undo=None, outcomes=turn.state.outcomes + 1)
    close(turn)


def move_along(turn: Turn) -> bool:
    """Take the open break one phase on; say whether anything changed."""
    now = turn.state.open
    if now is None or (is_away(turn.state) and not now.asked_for):
        return False
    if is_guided(turn.state):
        return _rest(turn, now)
    if is_place_taken(turn.state):
        return make_room(turn)
    if now.phase in WAITING and _missed(turn, now):
        return True
    return _MOVES[now.phase](turn, now)


def _open(turn: Turn) -> Break:
    found = turn.state.open
    assert found is not None  # noqa: S101 - callers hold an open break
    return found


def _rest(turn: Turn, now: Break) -> bool:
    """Let a guided drill, or a session, have the screen for itself."""
    if now.asked_for:
        # It may be the very drill that is guided; no session is about it.
        return turn.state.guide is None and _up(turn, now)
    if now.phase not in WAITING or _is_up_in_time(turn, now):
        return False
    hold(turn, ())
    return True


def _asking(turn: Turn, now: Break) -> bool:
    if now.insists:
        return _to_grace(turn)
    if turn.state.meeting is not None:
        hold(turn, ())
        return True
    reasons = quiet_since(turn, now.since)
    if reasons is None:
        return False
    if reasons:
        hold(turn, reasons)
        return True
    return _to_grace(turn)


def _to_grace(turn: Turn) -> bool:
    if turn.settings.breaks.typing_grace:
        enter(turn, Phase.GRACE, until=turn.now.boot)
    else:
        put_up(turn)
    return True


def _grace(turn: Turn, now: Break) -> bool:
    if _to_be_held(turn, now):
        hold(turn, turn.state.quiet.reasons)
        return True
    if turn.now.boot - now.since >= turn.settings.breaks.typing_grace:
        put_up(turn)
        return True
    if now.until is not None and now.until <= turn.now.boot:
        turn.emit(AskIdle())
        turn.open(replace(now, until=None))
    return False


def idle_seen(turn: Turn, idle: timedelta | None) -> None:
    """Show the waiting reminder in a pause of typing, or look again when one ends."""
    now = turn.state.open
    if now is None or now.phase is not Phase.GRACE:
        return
    if idle is None or idle >= TYPING_PAUSE:
        put_up(turn)
    else:
        turn.open(replace(now, until=turn.now.boot + TYPING_PAUSE - idle))


def _up(turn: Turn, now: Break) -> bool:
    if _to_be_held(turn, now):
        hold(turn, turn.state.quiet.reasons)
        return True
    if _is_up_in_time(turn, now):
        return False
    if now.asked_for:
        close(turn)
    elif is_empty_chair(turn.state):
        return False
    elif now.shows <= turn.settings.breaks.repeats:
        enter(turn, Phase.ASKING)
    else:
        turn.emit(Withdraw())
        enter(turn, Phase.FADED)
    return True


def _is_up_in_time(turn: Turn, now: Break) -> bool:
    """Say whether it is up, and not for so long that it would be repeated."""
    passed = turn.now.boot - now.since
    return now.phase is Phase.UP and passed < turn.settings.breaks.repeat_after


def _faded(turn: Turn, now: Break) -> bool:
    if _to_be_held(turn, now):
        hold(turn, turn.state.quiet.reasons)
        return True
    return False


def _to_be_held(turn: Turn, now: Break) -> bool:
    if now.insists or now.asked_for:
        return False
    quiet = turn.state.quiet
    told = quiet.seen is not None and quiet.seen >= now.since and bool(quiet.reasons)
    return told or turn.state.meeting is not None


def _missed(turn: Turn, now: Break) -> bool:
    if now.shown is None or now.asked_for or is_empty_chair(turn.state):
        return False
    waited = worked_since(turn, now.shown) - now.excused
    if waited < turn.settings.breaks.interval:
        return False
    turn.record(Entry(Kind.MISSED, drill=now.drill.id))
    turn.state = replace(
        turn.state,
        undo=None,
        misses=turn.state.misses + 1,
        outcomes=turn.state.outcomes + 1,
    )
    close(turn)
    turn.fresh()
    open_break(turn)
    return True


def _held(turn: Turn, now: Break) -> bool:
    if turn.state.meeting is not None:
        return False
    limit = turn.settings.quiet.hold_limit
    if now.insists or turn.now.boot - now.since >= limit:
        turn.open(replace(now, insists=True))
        _release(turn)
        return True
    reasons = quiet_lately(turn)
    if reasons is None:
        return False
    if reasons:
        turn.open(replace(now, reasons=reasons))
        return False
    _release(turn)
    return True


def _release(turn: Turn) -> None:
    # A reminder that quiet took down comes back once, as its repeat.
    now = _open(turn)
    if now.dismissed or now.shows > max(turn.settings.breaks.repeats, 1):
        enter(turn, Phase.FADED)
    else:
        _to_grace(turn)


def _snoozed(turn: Turn, now: Break) -> bool:
    if now.until is not None and now.until > turn.now.boot:
        return False
    turn.open(replace(enter(turn, Phase.ASKING), shows=0))
    return True


def remaining_patience(turn: Turn, now: Break) -> timedelta:
    """Return how much desk time is left until the break is missed."""
    if now.shown is None:
        return turn.settings.breaks.interval
    waited = worked_since(turn, now.shown) - now.excused
    return max(ZERO, turn.settings.breaks.interval - waited)


_MOVES: dict[Phase, Callable[[Turn, Break], bool]] = {
    Phase.ASKING: _asking,
    Phase.GRACE: _grace,
    Phase.UP: _up,
    Phase.FADED: _faded,
    Phase.HELD: _held,
    Phase.SNOOZED: _snoozed,
}
