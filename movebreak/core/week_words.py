"""What is said of a week."""

from datetime import date

from movebreak.core.day_words import day_name, streak_line
from movebreak.core.summary import Week
from movebreak.core.wording import Text


def line(week: Week, today: date) -> str:
    """Sum up a week in a line, for the summary of its last day."""
    return f"{_name(week, today)}: {_counts(week)}"


def summary(week: Week, today: date, streak: int) -> Text:
    """Sum up a week by itself."""
    more = f"{_more(week)} {streak_line(streak)}"
    return f"{_name(week, today)}: {_done(week)}", more


def _name(week: Week, today: date) -> str:
    if week.end >= today:
        return "This week"
    return f"The week until {day_name(week.end, today)}"


def _counts(week: Week) -> str:
    return f"{_done(week)}. {_more(week)}"


def _done(week: Week) -> str:
    return f"{week.done} of {week.goal} breaks done"


def _more(week: Week) -> str:
    parts = []
    if week.best is not None:
        parts.append(f"Best day: {week.best.day:%A}, {week.best.done} done.")
    if week.natural:
        parts.append(f"{week.natural} natural.")
    return " ".join(parts) or "A new week brings fresh chances."
