"""Rare news of the programme: a look back after 4 and 8 weeks, a note on a habit."""

from dataclasses import replace

from movebreak.core.days import somebody_listens
from movebreak.core.effects import Announce, NoteNews, ReviewNews
from movebreak.core.planning import hour_of
from movebreak.core.programme import reviews
from movebreak.core.programme.rules import Focus
from movebreak.core.quiet import quiet_lately
from movebreak.core.turn import Turn, is_place_taken

Nudge = ReviewNews | NoteNews


def nudge(turn: Turn) -> None:
    """Tell what is due, once somebody is there who wants to hear it."""
    if not is_time(turn) or turn.state.off or is_place_taken(turn.state):
        return
    news = due(turn)
    if news is None or not somebody_listens(turn):
        return
    reasons = quiet_lately(turn)
    if reasons is None or reasons:
        return
    now = turn.state.programme
    if isinstance(news, ReviewNews):
        turn.plan(replace(now, reviews=(*now.reviews, news.weeks)))
    else:
        told = {**dict(now.notes), news.id: turn.state.day}
        turn.plan(replace(now, notes=tuple(told.items())))
    turn.emit(Announce(news))


def is_time(turn: Turn) -> bool:
    """Say whether the hour has come that the person set for the programme."""
    return turn.now.local >= hour_of(turn, turn.state.day)


def due(turn: Turn) -> Nudge | None:
    """Return what is to be told today."""
    rules, now = turn.settings.programme, turn.state.programme
    begun = reviews.counted_from(now.first, now.begun)
    weeks = reviews.due(rules, begun, now.reviews, turn.state.day)
    if weeks is not None:
        return ReviewNews(weeks)
    if not rules.notes or rules.focus is Focus.OFF:
        return None
    return _note(turn)


def _note(turn: Turn) -> NoteNews | None:
    # Notes are for who wants them; the others need not have them in memory.
    from movebreak.core.programme import habits  # noqa: PLC0415

    now, today = turn.state.programme, turn.state.day
    facts = habits.Facts(
        rules=turn.settings.programme,
        profile=turn.settings.profile,
        began=now.begun or today,
        posture=habits.Posture(now.position) if now.position else None,
        sore=now.sore,
    )
    note = habits.next_note(facts, dict(now.notes), today)
    if note is None:
        return None
    posture = habits.next_posture(facts) if note.id == habits.POSITION else None
    return NoteNews(note.id, note.title, note.body, posture or "")
