"""From the counts of days to streak and goal."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from movebreak.core.status import Tally
from movebreak.frozen import dataclass

PASSES_A_WEEK = 2
# No streak is looked for further back than this.
STREAK_DAYS = 3660
# To count the lines of ten years takes long: so many days are looked at first, and as
# many again as long as the streak has not ended in them.
FIRST_LOOK = 70

# Returns the counts of each day that has lines, both ends in.
Counts = Callable[[date, date], Iterable[Tally]]


class Mark(StrEnum):
    """What a day does to the streak."""

    MET = "met"  # adds to it
    PASSED = "pass"  # missed the goal, and keeps it
    FREE = "free"  # a day off, or one too short for the goal
    LASTS = "lasts"  # the present day, which may meet the goal yet
    ENDS = "ends"  # a third miss in its week


def streak(tallies: Iterable[Tally], day: date, goal: int, interval: timedelta) -> int:
    """Return how many days up to this one met the goal, forgivingly.

    A day without the desk time that the goal needs neither adds nor breaks, nor does
    the present day while it lasts. Each week has two passes: days that missed the
    goal and keep the streak without adding.
    """
    return sum(mark is Mark.MET for _, mark in judged(tallies, day, goal, interval))


def streak_in(counts: Counts, day: date, goal: int, interval: timedelta) -> int:
    """Return the same of a long history, asked for no more than it takes."""
    seen: list[Tally] = []
    marks: list[Mark] = []
    back = 0
    while back < STREAK_DAYS and Mark.ENDS not in marks:
        newest, back = back, max(FIRST_LOOK, 2 * back)
        seen += counts(day - timedelta(back - 1), day - timedelta(newest))
        marks = [mark for _, mark in judged(seen, day, goal, interval)]
    return marks.count(Mark.MET)


def judged(
    tallies: Iterable[Tally], day: date, goal: int, interval: timedelta
) -> Iterator[tuple[Tally, Mark]]:
    """Yield what each day does to the streak, latest first, down to what ends it."""
    passes: Counter[tuple[int, int]] = Counter()
    past = sorted(
        (each for each in tallies if each.day <= day),
        key=lambda each: each.day,
        reverse=True,
    )
    for each in past:
        mark = _mark(each, day, goal, interval)
        if mark is Mark.PASSED:
            week = each.day.isocalendar()[:2]
            passes[week] += 1
            if passes[week] > PASSES_A_WEEK:
                yield each, Mark.ENDS
                return
        yield each, mark


def _mark(tally: Tally, day: date, goal: int, interval: timedelta) -> Mark:
    if tally.done >= goal:
        return Mark.MET
    if tally.day == day:
        return Mark.LASTS
    return Mark.PASSED if tally.desk >= goal * interval else Mark.FREE


@dataclass(frozen=True, slots=True)
class Week:
    """The counts of the seven days up to `end`; `best` is the day with most done."""

    end: date
    goal: int
    done: int
    natural: int
    best: Tally | None


def sum_of_week(tallies: Iterable[Tally], end: date, goal: int) -> Week:
    """Sum up the seven days up to this one; `goal` is wanted of all of them."""
    first = end - timedelta(days=6)
    days = [each for each in tallies if first <= each.day <= end]
    best = max(days, key=lambda each: (each.done, each.day), default=None)
    return Week(
        end=end,
        goal=goal,
        done=sum(each.done for each in days),
        natural=sum(each.natural for each in days),
        best=best if best is not None and best.done else None,
    )
