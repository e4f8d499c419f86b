"""From the counts of days to streak and goal."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from movebreak.core.status import Tally

PASSES_A_WEEK = 2
# No streak is looked for further back than this.
STREAK_DAYS = 3660


def streak(tallies: Iterable[Tally], day: date, goal: int, interval: timedelta) -> int:
    """Return how many days up to this one met the goal, forgivingly.

    A day without the desk time that the goal needs neither adds nor breaks, nor does
    the present day while it lasts. Each week has two passes: days that missed the
    goal and keep the streak without adding.
    """
    met = 0
    passes: Counter[tuple[int, int]] = Counter()
    past = sorted(
        (each for each in tallies if each.day <= day),
        key=lambda each: each.day,
        reverse=True,
    )
    for each in past:
        if each.done >= goal:
            met += 1
        elif each.day != day and each.desk >= goal * interval:
            week = each.day.isocalendar()[:2]
            passes[week] += 1
            if passes[week] > PASSES_A_WEEK:
                break
    return met
