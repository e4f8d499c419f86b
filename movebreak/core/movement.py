"""Whether an absence that followed a reminder was its drill: asked once, or counted."""

from dataclasses import replace
from datetime import timedelta

from movebreak.core.answers import count
from movebreak.core.breaks import WAITING, enter, put_up
from movebreak.core.effects import Announce, CountedNews
from movebreak.core.settings import Counting
from movebreak.core.state import Break, Phase
from movebreak.core.turn import Turn


def worth_asking(turn: Turn) -> timedelta | None:
    """Return how long an absence would be worth a question now; None for no length."""
    now = _asked_about(turn)
    return None if now is None else now.drill.length


def returned(turn: Turn, left: timedelta, back: timedelta) -> None:
    """See whether somebody gone between these boot ticks was away for the drill."""
    now = _asked_about(turn)
    if now is None or now.up_at is None:
        return
    length = back - max(left, now.up_at)
    if length < now.drill.length:
        return
    if turn.settings.presence.count_absence is Counting.ALWAYS:
        count(turn, now)
        turn.emit(Announce(CountedNews(length, now.drill)))
        return
    turn.open(replace(now, gone=length, questioned=True))
    _ask(turn, now.phase)


def _asked_about(turn: Turn) -> Break | None:
    now = turn.state.open
    if now is None or now.shown is None or now.questioned or now.phase not in WAITING:
        return None
    counting = turn.settings.presence.count_absence
    # What was closed by hand does not come back, not even as a question.
    unwanted = now.dismissed and counting is Counting.ASK
    return None if unwanted or counting is Counting.NEVER else now


def _ask(turn: Turn, phase: Phase) -> None:
    if phase is Phase.UP:
        put_up(turn, again=True)
    elif phase is Phase.FADED:
        # It is no longer on the screen, so all that may keep it off is asked anew.
        again = enter(turn, Phase.ASKING)
        turn.open(replace(again, shows=max(0, again.shows - 1)))
