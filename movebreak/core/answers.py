"""What the person says: done, skip, snooze, another, move now, undo."""

from dataclasses import replace
from datetime import timedelta

from movebreak.core.breaks import (
    WAITING,
    can_snooze,
    close,
    cut_off,
    enter,
    open_break,
    put_up,
    turned_back,
)
from movebreak.core.deck import deal
from movebreak.core.drills import Drill
from movebreak.core.effects import (
    Announce,
    Kind,
    Reply,
    Saying,
    SkipsNews,
    StepsNews,
)
from movebreak.core.events import Another, Done, Moment, Skip, Snooze
from movebreak.core.state import Break, Phase, Turned, Undoable
from movebreak.core.turn import Entry, Turn, counter, is_away, is_silent

UNDO_FOR = timedelta(minutes=5)
SKIPS_IN_A_ROW = 5
SAME_MOVE_WITHIN = timedelta(seconds=60)


def done(turn: Turn, event: Done) -> None:
    """Close the open break as done; with none open, count a movement."""
    if _names_ended_break(turn, event.break_id):
        turn.say(Saying.ENDED_BREAK)
        return
    old = turn.state.open
    if old is None:
        _moved(turn)
        return
    count(turn, old)
    silent = is_silent(turn.state)
    turn.emit(Reply(Saying.DONE, drill=old.drill, silent=silent))


def count(turn: Turn, old: Break) -> None:
    """Close this open break as done."""
    _outcome(turn, Kind.DONE, old)
    turn.state = replace(turn.state, last_done=turn.now.boot)


def skip(turn: Turn, event: Skip) -> None:
    """Turn the open break down; one that was only asked for just goes away."""
    old = _answered(turn, event.break_id)
    if old is None:
        return
    if old.asked_for:
        close(turn)
    else:
        _outcome(turn, Kind.SKIPPED, old)
        _count_skips(turn)
    turn.emit(Reply(Saying.SKIPPED, drill=old.drill))


def _count_skips(turn: Turn) -> None:
    """Ask once, after five in a row, whether interval or drill should be another."""
    skips = turn.state.skips + 1
    turn.state = replace(turn.state, skips=skips)
    if skips == SKIPS_IN_A_ROW:
        turn.emit(Announce(SkipsNews(skips, turn.settings.breaks.interval)))


def snooze(turn: Turn, event: Snooze) -> None:
    """Bring the open break back after a while, counted from now."""
    old = _answered(turn, event.break_id)
    if old is None:
        return
    if not can_snooze(turn, old):
        silent = is_silent(turn.state)
        turn.say(Saying.NO_SNOOZE_NOW if silent else Saying.NO_SNOOZE_LEFT)
        return
    turn.record(Entry(Kind.SNOOZED, drill=old.drill.id, length=event.length))
    turn.withdraw()
    new = enter(turn, Phase.SNOOZED, until=turn.now.boot + event.length)
    turn.open(
        replace(
            new,
            snoozes=new.snoozes + 1,
            shows=0,
            asked_for=False,
            insists=False,
            dismissed=False,
            up_at=None,
            gone=None,
            questioned=False,
        )
    )
    turn.emit(Reply(Saying.SNOOZED, old.drill, until=turn.after(event.length)))


def another(turn: Turn, event: Another) -> None:
    """Deal another drill for the open break; the one passed over counts as dealt."""
    old = _answered(turn, event.break_id)
    if old is None:
        return
    turn.emit(Reply(Saying.ANOTHER, drill=pass_over(turn, old)))


def pass_over(turn: Turn, old: Break) -> Drill:
    """Deal another drill for this open break, and return it."""
    now = turn.state
    drill, deck = deal(now.deck, turn.rules.drills, now.taste, old.drill)
    turn.state = replace(now, deck=deck)
    turn.open(replace(old, drill=drill))
    seen = old.phase in WAITING and old.shown is not None and not is_away(turn.state)
    if seen or old.phase is Phase.UP:
        put_up(turn, again=True)
    return drill


def move_now(turn: Turn) -> None:
    """Show a drill at once, whatever the state; no quiet holds it."""
    now = turn.state.open or open_break(turn, asked_for=True)
    turn.open(replace(now, insists=True))
    put_up(turn, again=True)
    turn.emit(Reply(Saying.MOVE_NOW, drill=now.drill))


def show_steps(turn: Turn) -> None:
    """Tell how the open break's drill goes, or else the last one dealt.

    The reminder comes back beside it: a click on it has taken it down, and with it
    the way to answer.
    """
    drill = drill_at_hand(turn)
    turn.emit(Announce(StepsNews(drill)), Reply(Saying.STEPS, drill=drill))
    put_back(turn)


def drill_at_hand(turn: Turn) -> Drill:
    """Return the drill of the open break, or else the last one dealt."""
    now = turn.state.open
    return now.drill if now else _last_dealt(turn)


def put_back(turn: Turn) -> None:
    """Put up the reminder that a click may have taken down, and nobody dismissed.

    While a drill is guided it stays off the screen; it is back when that is over.
    """
    now = turn.state.open
    if now is None or now.dismissed or turn.state.guide is not None:
        return
    if now.phase in {Phase.UP, Phase.FADED}:
        put_up(turn, again=True)


def undo(turn: Turn) -> None:
    """Take back the last outcome; the cycle stands where it would without it."""
    last = turn.state.undo
    if last is None or turn.now.boot - last.at > UNDO_FOR:
        turn.say(Saying.NOTHING_TO_UNDO)
        return
    turn.record(Entry(Kind.UNDONE, refers=last.record))
    _make_room_for(turn, last)
    turn.state = replace(
        turn.state,
        undo=None,
        began=last.began,
        last_done=last.last_done if last.kind is Kind.DONE else turn.state.last_done,
        outcomes=max(0, turn.state.outcomes - 1),
        skips=last.skips if last.turned is None else turn.state.skips,
    )
    if last.turned is not None:
        _natural_again(turn, last, last.turned)
    elif last.open is not None:
        _reopen(turn, last.open)
    turn.emit(Reply(Saying.UNDONE, kind=last.kind))


def _make_room_for(turn: Turn, last: Undoable) -> None:
    """Close what would not be there, and what is in the way of the break it ended."""
    now, returns = turn.state.open, last.open is not None and last.turned is None
    if now is not None and (returns or not now.asked_for):
        close(turn)


def _natural_again(turn: Turn, last: Undoable, turned: Turned) -> None:
    day, now = turned.day or turn.state.day, turn.now
    ago = now.boot - turned.at
    back_then = Moment(turned.at, now.awake - ago, now.wall - ago)
    number = turn.record(
        Entry(Kind.NATURAL, length=last.length, day=day, moment=back_then)
    )
    back = replace(
        last,
        record=number,
        kind=Kind.NATURAL,
        at=turned.at,
        turned=None,
        day=day,
    )
    turn.state = replace(
        turn.state,
        undo=back,
        began=turned.began,
        outcomes=turn.state.outcomes + (day == turn.state.day),
    )


def _reopen(turn: Turn, old: Break) -> None:
    turn.open(turned_back(old, counter(turn.state, turn.now)))
    if turn.state.pause is not None:
        cut_off(turn, Kind.SKIPPED)
    elif turn.state.off:
        cut_off(turn, Kind.MISSED)
    elif old.phase is not Phase.SNOOZED:
        again = enter(turn, Phase.ASKING)
        turn.open(replace(again, shows=max(0, old.shows - 1)))


def _moved(turn: Turn) -> None:
    last, undoable = turn.state.last_done, turn.state.undo
    if last is not None and turn.now.boot - last < SAME_MOVE_WITHIN:
        turn.say(Saying.SAME_MOVE)
        return
    turned = (
        undoable is not None
        and undoable.kind is Kind.NATURAL
        and turn.now.boot - undoable.at <= UNDO_FOR
    )
    if undoable is not None and turned:
        turn.record(Entry(Kind.UNDONE, refers=undoable.record))
        number = turn.record(Entry(Kind.DONE))
        new = replace(
            undoable,
            record=number,
            kind=Kind.DONE,
            at=turn.now.boot,
            turned=Turned(undoable.at, turn.state.began, undoable.day),
            day=turn.state.day,
            last_done=last,
        )
        turn.state = replace(turn.state, undo=new)
        turn.fresh()
    else:
        _outcome(turn, Kind.DONE, None)
    turn.state = replace(turn.state, last_done=turn.now.boot)
    turn.say(Saying.MOVED)


def _outcome(turn: Turn, kind: Kind, old: Break | None) -> None:
    before = turn.state
    number = turn.record(Entry(kind, drill=old.drill.id if old else None))
    turn.state = replace(
        turn.state,
        misses=0,
        skips=before.skips if kind is Kind.SKIPPED else 0,
        outcomes=before.outcomes + 1,
        undo=Undoable(
            record=number,
            kind=kind,
            at=turn.now.boot,
            began=before.began,
            open=old if old and not old.asked_for else None,
            day=before.day,
            skips=before.skips,
            last_done=before.last_done,
        ),
    )
    if old is not None:
        close(turn)
    turn.fresh()


def _names_ended_break(turn: Turn, named: int | None) -> bool:
    now = turn.state.open
    return named is not None and (now is None or now.id != named)


def _answered(turn: Turn, named: int | None) -> Break | None:
    if _names_ended_break(turn, named):
        turn.say(Saying.ENDED_BREAK)
        return None
    if turn.state.open is None:
        turn.say(Saying.NOTHING_OPEN)
    return turn.state.open


def _last_dealt(turn: Turn) -> Drill:
    drills = turn.rules.drills
    last = turn.state.deck.last
    return next((drill for drill in drills if drill.id == last), drills[0])
