"""What is said of the pictures of the history, for who does not see them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from movebreak.core.day_words import NO_STREAK, days_of
from movebreak.core.durations import in_words
from movebreak.core.effects import Kind
from movebreak.core.past import LEVELS, WEEKS, Cell, Drilled, Hour, TimeLine
from movebreak.core.status import Tally
from movebreak.core.summary import PASSES_A_WEEK, Mark
from movebreak.core.wording import Wording

MINUTE = timedelta(minutes=1)
NOON = 12

KINDS = {
    Kind.DONE: "done",
    Kind.NATURAL: "natural break",
    Kind.SKIPPED: "skipped",
    Kind.MISSED: "missed",
    Kind.SNOOZED: "snoozed",
    Kind.AWAY: "away",
    Kind.HELD: "held",
    Kind.SUMMARY: "summed up",
    Kind.SESSION_END: "session",
    Kind.CHECK: "self-check",
    Kind.REVIEW: "review",
}

MARKS = {
    Mark.MET: "goal met",
    Mark.PASSED: "pass: keeps the streak",
    Mark.FREE: "too short for the goal: left out",
    Mark.LASTS: "still running",
    Mark.ENDS: "the streak begins after this day",
}


def name_of(day: date) -> str:
    """Name a day in full."""
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def short_name_of(day: date) -> str:
    """Name a day in a table."""
    return f"{day:%a} {day.day} {day:%b}"


def hour(of: int, words: Wording) -> str:
    """Name an hour below a picture, as short as there is room."""
    if words.twelve_hour:
        return f"{of % 12 or 12}{'a' if of < NOON else 'p'}"
    return f"{of:02}"


def o_clock(of: int, words: Wording) -> str:
    """Name an hour of the day in a sentence or a table."""
    if words.twelve_hour:
        return f"{of % 12 or 12} {'am' if of < NOON else 'pm'}"
    return f"{of}:00"


def of_time_line(line: TimeLine, words: Wording) -> str:
    """Tell what a time line shows."""
    counts = Counter(each.kind for each in line.points)
    parts = [
        f"{counts[kind]} {word}"
        for kind, word in (
            (Kind.DONE, "done"),
            (Kind.NATURAL, "natural"),
            (Kind.SKIPPED, "skipped"),
            (Kind.MISSED, "missed"),
        )
    ]
    for kind, word in ((Kind.AWAY, "away"), (Kind.HELD, "held")):
        spans = (each.end - each.begin for each in line.spans if each.kind is kind)
        total = sum(spans, timedelta())
        if total >= MINUTE:
            parts.append(f"{word} for {length(total)}")
    begin, end = (words.clock(at, at) for at in (line.begin, line.end))
    hours = f"From {begin} to {end}"
    return f"{hours}: {', '.join(parts)}."


def length(of: timedelta) -> str:
    """Say how long something was, to the minute."""
    return in_words(of // MINUTE * MINUTE) if of >= MINUTE else "under a minute"


def brief(of: timedelta) -> str:
    """Say the same as short as a table has room for."""
    hours, minutes = divmod(max(0, of // MINUTE), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def of_week(week: Sequence[Tally], today: date, goal: int) -> str:
    """Tell what the bars of a week show."""
    told = [f"{each.day:%A} {each.done}" for each in week if each.day <= today]
    return f"Done breaks a day, with a goal of {goal}: {', '.join(told)}."


def of_heat_map(weeks: Iterable[Sequence[Cell]]) -> str:
    """Tell what a heat map shows."""
    cells = [cell for week in weeks for cell in week]
    done = sum(cell.tally.done for cell in cells)
    met = sum(cell.level == LEVELS for cell in cells)
    told = "1 break" if done == 1 else f"{done} breaks"
    return f"{told} done in {WEEKS} weeks. {days_of(met)} met the goal."


def of_hours(hours: Sequence[Hour], words: Wording) -> str:
    """Tell what the bars of the hours show."""
    if not hours:
        return "No breaks yet."
    best = max(hours, key=lambda each: each.done)
    if not best.done:
        return "Only skipped breaks so far."
    begin, end = (o_clock(each % 24, words) for each in (best.hour, best.hour + 1))
    return f"Most breaks are done from {begin} to {end}: {best.done}."


def of_drills(drills: Sequence[Drilled], name: str) -> str:
    """Tell what the bars of the drills show; `name` is that of the first."""
    if not drills:
        return "No drills yet."
    told, done = _drills(len(drills)), drills[0].done
    if not done:
        return f"{told}. Only skipped so far."
    return (
        f"{told}. Most often done: {name}, {'once' if done == 1 else f'{done} times'}."
    )


def counts(tally: Tally) -> str:
    """Say the other counts of a day that is over."""
    return (
        f"{tally.natural} natural, {tally.skipped} skipped, {tally.missed} missed, "
        f"{tally.snoozed} snoozed."
    )


def of_streak(days: Sequence[tuple[Tally, Mark]], today: date) -> str:
    """Tell how the streak stands, and what is left of this week's passes."""
    met = sum(mark is Mark.MET for _, mark in days)
    week = today.isocalendar()[:2]
    used = sum(
        mark is Mark.PASSED and each.day.isocalendar()[:2] == week
        for each, mark in days
    )
    left = PASSES_A_WEEK - used
    passes = "1 pass" if left == 1 else f"{left or 'no'} passes"
    told = f"{days_of(met)} met the goal in a row" if met else NO_STREAK
    return f"{told}. This week has {passes} left."


def _drills(number: int) -> str:
    return "1 drill" if number == 1 else f"{number} drills"
