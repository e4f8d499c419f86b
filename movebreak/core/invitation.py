"""The invitation to a planned session, in the place of the reminder of a break.

There is one place for reminders. While an invitation has it, an open break waits; once
the invitation is answered, or nobody answers it, the reminder of the break follows.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from movebreak.core.breaks import TYPING_PAUSE, is_wanted, make_room
from movebreak.core.effects import AskIdle, Invite, OpenPage, Reply, Saying, Withdraw
from movebreak.core.events import Page, SessionSkip, SessionStart, SessionTomorrow
from movebreak.core.hours import DAY
from movebreak.core.planning import hour_of, is_planned_today, next_hour, remembered
from movebreak.core.programme.plan import moved_to
from movebreak.core.quiet import quiet_lately, quiet_since
from movebreak.core.state import Invitation, Stage
from movebreak.core.turn import TAKES_PLACE, Turn, is_away, is_empty_chair, is_guided

# From the click on Start to the first exercise: a page opens, a mat is laid out.
TO_GET_READY = timedelta(minutes=5)

# In these stages it waits for somebody, and may have to make room.
_SHOWING = frozenset({Stage.ASKING, Stage.HELD, Stage.GRACE, Stage.UP})
_ON_SCREEN = frozenset({Stage.ASKING, Stage.GRACE, Stage.UP})
_Answer = SessionStart | SessionTomorrow | SessionSkip


def move_along(turn: Turn) -> bool:
    """Take the invitation one stage on; say whether anything changed."""
    now = turn.state.programme.invitation
    if now is None:
        return _opened(turn)
    if now.day != turn.state.day or not is_planned_today(turn):
        _close(turn, now)
        return True
    if now.stage in _SHOWING and _has_to_rest(turn):
        _rest(turn, now)
        return True
    return _MOVES[now.stage](turn, now)


def idle_seen(turn: Turn, idle: timedelta | None) -> None:
    """Show the waiting invitation in a pause of typing, or look again when one ends."""
    now = turn.state.programme.invitation
    if now is None or now.stage is not Stage.GRACE:
        return
    if idle is None or idle >= TYPING_PAUSE:
        _put_up(turn, now)
    else:
        _change(turn, replace(now, until=turn.now.boot + TYPING_PAUSE - idle))


def fade(turn: Turn) -> None:
    """Leave it to the menu, whatever it waits for."""
    now = turn.state.programme.invitation
    if now is not None:
        _take_down(turn, now)
        _enter(turn, now, Stage.FADED)


def put_back(turn: Turn) -> None:
    """Put it up again when it is up; a click on it may have taken it down."""
    now = turn.state.programme.invitation
    if now is not None and now.stage is Stage.UP:
        _show(turn, now)


def dismissed(turn: Turn, invitation: int) -> None:
    """Leave it to the menu once the person has closed it by hand."""
    now = turn.state.programme.invitation
    if now is not None and now.id == invitation and now.stage is Stage.UP:
        _enter(turn, now, Stage.FADED)


def begins_again(turn: Turn) -> None:
    """Show what was up before the program was started again."""
    now = turn.state.programme.invitation
    if now is not None and now.stage is Stage.UP:
        _enter(turn, replace(now, shows=now.shows - 1), Stage.ASKING)


def start(turn: Turn, event: SessionStart) -> None:
    """Open the page of the session; the break waits until somebody is ready."""
    if _is_answered(turn, event):
        return
    now = turn.state.programme.invitation
    if now is not None:
        until = turn.now.boot + TO_GET_READY
        _take_down(turn, now)
        _enter(turn, now, Stage.STARTED, until)
    turn.emit(OpenPage(Page.SESSION), Reply(Saying.SESSION_OPENS))


def move_to_tomorrow(turn: Turn, event: SessionTomorrow) -> None:
    """Plan the session of today for tomorrow, or the first day that may be."""
    if _is_answered(turn, event) or not _is_planned(turn):
        return
    rules, now = turn.settings.programme, turn.state.programme
    past = {*now.trained, *now.skipped}
    day = moved_to(rules, turn.state.day + DAY, past)
    turn.plan(replace(now, moved=day))
    _reply(turn, Saying.SESSION_MOVED)


def skip(turn: Turn, event: SessionSkip) -> None:
    """Turn the session of today down."""
    if _is_answered(turn, event) or not _is_planned(turn):
        return
    now = turn.state.programme
    skipped = remembered(now.skipped, turn.state.day)
    turn.plan(replace(now, skipped=skipped, moved=None))
    _reply(turn, Saying.SESSION_SKIPPED)


def _is_answered(turn: Turn, event: _Answer) -> bool:
    """Say whether the invitation that this answers is not there any more."""
    now, named = turn.state.programme.invitation, event.invitation
    if named is None or (now is not None and now.id == named):
        return False
    turn.say(Saying.OLD_INVITATION)
    return True


def _is_planned(turn: Turn) -> bool:
    if is_planned_today(turn):
        return True
    turn.say(Saying.NO_SESSION_TODAY)
    return False


def _reply(turn: Turn, saying: Saying) -> None:
    following = next_hour(turn)
    until = following and turn.coming(following)
    turn.emit(Reply(saying, until=until))


def _opened(turn: Turn) -> bool:
    day = turn.state.day
    if not is_planned_today(turn) or turn.now.local < hour_of(turn, day):
        return False
    if turn.state.programme.session is not None:
        return False
    new = Invitation(turn.state.serial, day, Stage.ASKING, turn.now.boot)
    turn.state = replace(turn.state, serial=turn.state.serial + 1)
    _enter(turn, new, Stage.ASKING)
    return True


def _has_to_rest(turn: Turn) -> bool:
    state = turn.state
    return (
        state.pause is not None
        or state.meeting is not None
        or is_guided(state)
        or is_away(state)
        or is_empty_chair(state)
        or is_wanted(turn)
    )


def _rest(turn: Turn, now: Invitation) -> None:
    # A drill that is up has come in its place.
    if not is_wanted(turn):
        _take_down(turn, now)
    shows = now.shows - (now.stage is Stage.UP)
    _enter(turn, replace(now, shows=shows), Stage.RESTING)


def _resting(turn: Turn, now: Invitation) -> bool:
    if _has_to_rest(turn):
        return False
    _enter(turn, now, Stage.ASKING)
    return True


def _asking(turn: Turn, now: Invitation) -> bool:
    reasons = () if now.insists else quiet_since(turn, now.since)
    if reasons is None:
        return False
    if reasons:
        _hold(turn, now)
    else:
        _enter(turn, now, Stage.GRACE, turn.now.boot)
    return True


def _hold(turn: Turn, now: Invitation) -> None:
    _take_down(turn, now)
    shows = now.shows - (now.stage is Stage.UP)
    _enter(turn, replace(now, shows=shows), Stage.HELD)


def _is_told_quiet(turn: Turn, now: Invitation) -> bool:
    quiet = turn.state.quiet
    told = quiet.seen is not None and quiet.seen >= now.since
    return told and bool(quiet.reasons) and not now.insists


def _held(turn: Turn, now: Invitation) -> bool:
    if turn.now.boot - now.since >= turn.settings.quiet.hold_limit:
        _enter(turn, replace(now, insists=True), Stage.GRACE, turn.now.boot)
        return True
    reasons = quiet_lately(turn)
    if reasons is None or reasons:
        return False
    _enter(turn, now, Stage.GRACE, turn.now.boot)
    return True


def _grace(turn: Turn, now: Invitation) -> bool:
    if _is_told_quiet(turn, now):
        _hold(turn, now)
        return True
    if turn.now.boot - now.since >= turn.settings.breaks.typing_grace:
        _put_up(turn, now)
        return True
    if now.until is not None and now.until <= turn.now.boot:
        turn.emit(AskIdle())
        _change(turn, replace(now, until=None))
    return False


def _up(turn: Turn, now: Invitation) -> bool:
    if _is_told_quiet(turn, now):
        _hold(turn, now)
        return True
    if turn.now.boot - now.since < turn.settings.breaks.repeat_after:
        return False
    if now.shows <= turn.settings.breaks.repeats:
        _enter(turn, now, Stage.ASKING)
    else:
        _take_down(turn, now)
        _enter(turn, now, Stage.FADED)
    return True


def _started(turn: Turn, now: Invitation) -> bool:
    waits = now.until is not None and now.until > turn.now.boot
    if waits and not is_wanted(turn):
        return False
    _enter(turn, now, Stage.FADED)
    return True


def _faded(_: Turn, __: Invitation) -> bool:
    return False


def _put_up(turn: Turn, now: Invitation) -> None:
    _enter(turn, replace(now, shows=now.shows + 1), Stage.UP)
    _show(turn, now)


def _show(turn: Turn, now: Invitation) -> None:
    turn.emit(Invite(now.id, turn.settings.programme.focus))


def _close(turn: Turn, now: Invitation) -> None:
    _take_down(turn, now)
    turn.plan(replace(turn.state.programme, invitation=None))


def _take_down(turn: Turn, now: Invitation) -> None:
    # While a repeat is prepared, the first one is still on the screen.
    if now.shows and now.stage in _ON_SCREEN:
        turn.emit(Withdraw())


def _enter(
    turn: Turn, now: Invitation, stage: Stage, until: timedelta | None = None
) -> None:
    if stage in TAKES_PLACE:
        make_room(turn)
    _change(turn, replace(now, stage=stage, since=turn.now.boot, until=until))


def _change(turn: Turn, new: Invitation) -> None:
    turn.plan(replace(turn.state.programme, invitation=new))


_MOVES: dict[Stage, Callable[[Turn, Invitation], bool]] = {
    Stage.RESTING: _resting,
    Stage.ASKING: _asking,
    Stage.HELD: _held,
    Stage.GRACE: _grace,
    Stage.UP: _up,
    Stage.STARTED: _started,
    Stage.FADED: _faded,
}
