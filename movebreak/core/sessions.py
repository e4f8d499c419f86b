"""A session under way: it is quiet of its own, and each set of it is kept."""

import json
from dataclasses import replace

from movebreak.core import invitation
from movebreak.core.answers import count
from movebreak.core.effects import Kind, Reply, Saying
from movebreak.core.events import (
    CheckAnswered,
    PositionTold,
    ReviewAnswered,
    SessionBegan,
    SessionEnded,
    SetLogged,
)
from movebreak.core.planning import next_hour, remembered
from movebreak.core.silence import keep_busy, take_down
from movebreak.core.state import Programme, Session
from movebreak.core.turn import Entry, Turn

# Nobody answers for so many times its length: it was left.
SILENCE = 2


def begin(turn: Turn, event: SessionBegan) -> None:
    """Begin a session; one of the same routine that runs already goes on."""
    now = turn.state.programme.session
    if now is not None and now.routine == event.routine:
        turn.say(Saying.SESSION_BEGAN)
        return
    if now is not None:
        _keep_end(turn, now, complete=False)
    detail = json.dumps({"routine": event.routine, "strength": event.strength})
    number = turn.record(Entry(Kind.SESSION, detail=detail))
    new = Session(
        id=number,
        routine=event.routine,
        strength=event.strength,
        length=event.length,
        began=turn.now.boot,
        until=turn.now.boot + SILENCE * event.length,
    )
    invitation.fade(turn)
    _run(turn, new)
    take_down(turn)
    turn.say(Saying.SESSION_BEGAN)


def log(turn: Turn, event: SetLogged) -> None:
    """Keep one set of the session that runs."""
    now = turn.state.programme.session
    if now is None:
        turn.say(Saying.NO_SESSION_RUNS)
        return
    if event.number != now.sets:
        turn.say(Saying.ANOTHER_SET)
        return
    entry = Entry(Kind.SET, drill=event.exercise, refers=now.id, detail=event.detail)
    turn.record(entry)
    new = replace(
        now,
        sets=now.sets + 1,
        moved=now.moved or event.moved,
        until=turn.now.boot + SILENCE * now.length,
    )
    turn.plan(replace(turn.state.programme, session=new))
    if event.trained:
        _trained(turn, new)
    old = turn.state.open
    if event.moved and not now.moved and old is not None:
        count(turn, old)
    turn.say(Saying.SET_LOGGED)


def end(turn: Turn, event: SessionEnded) -> None:
    """End the session that runs."""
    now = turn.state.programme.session
    if now is None:
        turn.say(Saying.NO_SESSION_RUNS)
        return
    _end(turn, now, complete=event.complete)
    following = next_hour(turn)
    until = following and turn.coming(following)
    turn.emit(Reply(Saying.SESSION_ENDED, until=until))


def time_passed(turn: Turn) -> None:
    """End a session that nobody answers any more."""
    now = turn.state.programme.session
    if now is not None and now.until <= turn.now.boot:
        _end(turn, now, complete=False)


def answered(turn: Turn, event: CheckAnswered | ReviewAnswered) -> None:
    """Keep what the person answered."""
    kind = Kind.REVIEW
    if isinstance(event, CheckAnswered):
        kind = Kind.CHECK
        turn.plan(replace(turn.state.programme, sore=event.sore))
    turn.record(Entry(kind, detail=event.detail))
    turn.say(Saying.NOTED)


def tell_position(turn: Turn, event: PositionTold) -> None:
    """Remember how the person works just now."""
    turn.plan(replace(turn.state.programme, position=event.position))
    turn.say(Saying.NOTED)


def _trained(turn: Turn, now: Session) -> None:
    programme, day = turn.state.programme, turn.state.day
    first = programme.first or (day if now.strength else None)
    turn.plan(
        replace(
            programme,
            trained=remembered(programme.trained, day),
            begun=programme.begun or day,
            first=first,
            moved=None,
        )
    )


def _end(turn: Turn, now: Session, *, complete: bool) -> None:
    _keep_end(turn, now, complete=complete)
    _run(turn, None)
    if now.moved and turn.state.open is None:
        # Whoever has just trained has moved.
        turn.state = replace(turn.state, last_done=turn.now.boot)
        turn.fresh_for_good()


def _keep_end(turn: Turn, now: Session, *, complete: bool) -> None:
    length = turn.now.boot - now.began
    detail = json.dumps({"complete": complete})
    turn.record(Entry(Kind.SESSION_END, refers=now.id, length=length, detail=detail))


def _run(turn: Turn, session: Session | None) -> None:
    programme: Programme = replace(turn.state.programme, session=session)
    keep_busy(turn, replace(turn.state, programme=programme))
