"""Days begin and end, and each is summed up once."""

from dataclasses import replace
from datetime import date, timedelta

from movebreak.core.effects import Announce, Kind, SummaryNews
from movebreak.core.hours import summary_time
from movebreak.core.quiet import quiet_lately
from movebreak.core.turn import (
    Entry,
    Turn,
    counter,
    counts,
    is_away,
    is_empty_chair,
    is_guided,
    today,
    worked_since,
)
from movebreak.core.weeks import WEEKS_REMEMBERED, week_due

# News have one place, and those that are there want to be read.
SUMMARIES_APART = timedelta(minutes=5)
# A clock set forward and back again must not give a day a second summary.
DAYS_REMEMBERED = 14


def turn_of_day(turn: Turn) -> None:
    """Begin a new day when the clock says so; the old one may be owed its summary."""
    day, old = today(turn), turn.state.day
    if day == old:
        return
    owed = turn.state.unsummed
    if day > old and _worth_summing_up(turn):
        owed = (*owed, old)[-DAYS_REMEMBERED:]
    if worked_since(turn, turn.state.told_desk):
        turn.record(Entry(Kind.DESK, day=old))
    turn.state = replace(
        turn.state,
        day=day,
        day_desk=counter(turn.state, turn.now),
        outcomes=0,
        unsummed=owed,
    )


def sum_up(turn: Turn) -> None:
    """Show the summary that is due, once somebody is there who wants to hear it."""
    day = summary_due(turn)
    if day is None or _has_just_told(turn) or not somebody_listens(turn):
        return
    reasons = quiet_lately(turn)
    if reasons is None or reasons:
        return
    turn.record(Entry(Kind.SUMMARY, day=day))
    week = week_due(turn, day)
    if week is not None:
        weeks = (*turn.state.weeks, week)[-WEEKS_REMEMBERED:]
        turn.state = replace(turn.state, weeks=weeks)
    turn.state = replace(
        turn.state,
        summarised=(*turn.state.summarised, day)[-DAYS_REMEMBERED:],
        unsummed=tuple(each for each in turn.state.unsummed if each != day),
        summed_at=turn.now.boot,
    )
    turn.emit(Announce(SummaryNews(day, turn.state.day, week)))


def summary_due(turn: Turn) -> date | None:
    """Return the day whose summary is due: an earlier one at the next desk time."""
    if turn.state.unsummed:
        return turn.state.unsummed[0] if counts(turn.state) else None
    hours, at = turn.settings.hours, turn.settings.summary.at
    if turn.now.local < summary_time(hours, turn.state.day, at):
        return None
    return turn.state.day if _worth_summing_up(turn) else None


def _has_just_told(turn: Turn) -> bool:
    last = turn.state.summed_at
    return last is not None and turn.now.boot - last < SUMMARIES_APART


def _worth_summing_up(turn: Turn) -> bool:
    """Say whether this day had an interval of desk time or an outcome, and no summary.

    Starting the program late in the evening is no day to sum up.
    """
    state = turn.state
    if state.day in state.summarised:
        return False
    worked = worked_since(turn, state.day_desk)
    return state.outcomes > 0 or worked >= turn.settings.breaks.interval


def somebody_listens(turn: Turn) -> bool:
    """Say whether news would be read now, quiet apart."""
    state = turn.state
    return not (
        state.pause is not None
        or state.meeting is not None
        or is_guided(state)
        or is_away(state)
        or is_empty_chair(state)
    )
