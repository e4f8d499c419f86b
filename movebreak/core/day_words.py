"""What is said of days, of what was counted on them, and of the history."""

from collections.abc import Sequence
from datetime import date

from movebreak.core.effects import Kind
from movebreak.core.status import Tally

FEW_DAYS = 7
NO_STREAK = "A streak can start any day"
# What a person sees of the history of a day.
TOLD = {
    Kind.DONE: "done",
    Kind.SKIPPED: "skipped",
    Kind.NATURAL: "natural break",
    Kind.MISSED: "missed",
    Kind.SNOOZED: "snoozed",
    Kind.SESSION_END: "session",
}


def day_name(day: date, today: date) -> str:
    """Name a day as people do, seen from today."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    if abs(days) < FEW_DAYS:
        return day.strftime("%A")
    far = f"{day.strftime('%A')}, {day.day} {day.strftime('%B')}"
    return far if day.year == today.year else f"{far} {day.year}"


def today_line(tally: Tally, goal: int) -> str:
    """Say how the day stands against the goal."""
    line = f"Today: {tally.done} of {goal} done"
    return f"{line}, {tally.natural} natural" if tally.natural else line


def counts(tally: Tally, streak: int) -> str:
    """Say the other counts of a day."""
    return (
        f"{tally.natural} natural, {tally.skipped} skipped, {tally.missed} missed, "
        f"{tally.snoozed} snoozed. {streak_line(streak)}"
    )


def streak_line(streak: int) -> str:
    """Say how long the streak is."""
    return f"Streak: {days_of(streak)}." if streak else f"{NO_STREAK}."


def told(kind: Kind, drill: str | None) -> str:
    """Say one line of history."""
    return f"{TOLD[kind]}: {drill}" if drill else TOLD[kind]


def forgotten(lines: int, aside: Sequence[str] = ()) -> str:
    """Say how much was deleted on request, and which files may hold some of it."""
    said = ["There was nothing to delete."]
    if lines:
        said = [f"{lines_of(lines)} deleted for good."]
    if aside:
        said += (
            "A damaged history was set aside once, and may hold such lines too:",
            *aside,
            "Delete it by hand, or with the whole history: movebreak forget all",
        )
    return "\n".join(said)


def days_of(number: int) -> str:
    """Say how many days."""
    return "1 day" if number == 1 else f"{number} days"


def lines_of(number: int) -> str:
    """Say how many lines of history."""
    return "1 line" if number == 1 else f"{number:,} lines"
