"""What the pictures of the history show, made of what was kept."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import chain

from movebreak.core.effects import Kind
from movebreak.core.status import Tally
from movebreak.core.summary import Mark
from movebreak.frozen import dataclass

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WEEKS = 26
SHOWN_WEEKS = 6  # of the streak
MORNING = timedelta(hours=9)
SHORTEST = timedelta(hours=4)
LEVELS = 4
MOST_HOURS = 8
# A clock may have been anywhere; a day with its night is no longer than this.
LONGEST = timedelta(hours=36)

POINTS = (Kind.DONE, Kind.NATURAL, Kind.SKIPPED, Kind.MISSED)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, at a local time; of some kinds it took a while."""

    kind: Kind
    at: datetime
    drill: str | None = None
    length: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when somebody was away, or a break was held."""

    kind: Kind
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A day between two full hours: what happened when, and what took a while."""

    begin: datetime
    end: datetime
    points: tuple[Happening, ...]
    spans: tuple[Span, ...]

    def place(self, at: datetime) -> float:
        """Return where a time lies between begin and end, from 0 to 1."""
        return (self.within(at) - self.begin) / (self.end - self.begin)

    def within(self, at: datetime) -> datetime:
        """Return the time of the line that is nearest to this one."""
        return min(max(at, self.begin), self.end)

    def hours(self) -> list[datetime]:
        """Return the full hours to be named, at most nine."""
        count = (self.end - self.begin) // HOUR
        step = -(-count // MOST_HOURS)
        return [self.begin + each * HOUR for each in range(0, count + 1, step)]


def time_line(day: date, happened: Iterable[Happening]) -> TimeLine:
    """Return the time line of this day."""
    happened = list(happened)
    points = tuple(each for each in happened if each.kind in POINTS)
    spans = tuple(filter(None, map(_span, happened)))
    midnight = datetime.combine(day, time())
    latest = midnight + LONGEST - SHORTEST
    times = [
        *(each.at for each in points),
        *chain.from_iterable((each.begin, each.end) for each in spans),
    ] or [midnight + MORNING]
    begin = _full_hour(min(max(midnight, min(times)), latest))
    end = min(midnight + LONGEST, _full_hour_after(max(times)))
    return TimeLine(begin, max(end, begin + SHORTEST), points, spans)


def _span(happening: Happening) -> Span | None:
    if happening.length is None or happening.length <= timedelta():
        return None
    begin = happening.at - happening.length
    match happening.kind:
        case Kind.NATURAL | Kind.AWAY:
            return Span(Kind.AWAY, begin, happening.at)
        case Kind.HELD:
            return Span(Kind.HELD, begin, happening.at)
        case _:
            return None


def _full_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _full_hour_after(at: datetime) -> datetime:
    full = _full_hour(at)
    return full if full == at else full + HOUR


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the heat map: from level 0, nothing done, to 4, the goal met."""

    tally: Tally
    level: int


def level(done: int, goal: int) -> int:
    """Return how close to the goal a day came."""
    return min(LEVELS, 1 + (LEVELS - 1) * done // goal) if done else 0


def week_of(day: date, tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Return the seven days of this day's week, Monday first, also those to come."""
    known = {each.day: each for each in tallies}
    first = day - day.weekday() * DAY
    days = (first + step * DAY for step in range(7))
    return tuple(known.get(each, Tally(each)) for each in days)


def heat_map(
    day: date, tallies: Iterable[Tally], goal: int
) -> tuple[tuple[Cell, ...], ...]:
    """Return 26 weeks, oldest first, each Monday first; the last one ends today."""
    known = {each.day: each for each in tallies}
    first = first_of_map(day)
    weeks = []
    for week in range(WEEKS):
        monday = first + 7 * week * DAY
        days = [monday + step * DAY for step in range(7)]
        told = [known.get(each, Tally(each)) for each in days if each <= day]
        weeks.append(tuple(Cell(each, level(each.done, goal)) for each in told))
    return tuple(weeks)


def first_of_map(day: date) -> date:
    """Return the Monday with which the heat map of this day begins."""
    return day - (day.weekday() + 7 * (WEEKS - 1)) * DAY


Dated = tuple[date, Mark | None]


def calendar(
    day: date, judged: Iterable[tuple[Tally, Mark]]
) -> tuple[tuple[Dated, ...], ...]:
    """Return the weeks of the streak, at most six, with what each day did to it.

    Days before the streak have no mark; a day without lines within it was free.
    """
    marks = {tally.day: mark for tally, mark in judged}
    begun = min(marks, default=day)
    monday = day - day.weekday() * DAY
    first = max(monday - 7 * (SHOWN_WEEKS - 1) * DAY, begun - begun.weekday() * DAY)
    first = min(first, monday - 7 * DAY)
    days = [first + step * DAY for step in range((day - first).days + 1)]
    dated = [
        (each, marks.get(each, Mark.FREE) if begun <= each else None) for each in days
    ]
    return tuple(tuple(dated[at : at + 7]) for at in range(0, len(dated), 7))


@dataclass(frozen=True, slots=True)
class Hour:
    """What was done and skipped at an hour of the day."""

    hour: int
    done: int
    skipped: int


def by_hour(counts: Iterable[Hour]) -> tuple[Hour, ...]:
    """Return every hour from the first to the last one in which something was."""
    known = {each.hour: each for each in counts if each.done or each.skipped}
    if not known:
        return ()
    hours = range(min(known), max(known) + 1)
    return tuple(known.get(each, Hour(each, 0, 0)) for each in hours)


@dataclass(frozen=True, slots=True)
class Drilled:
    """How often a drill was done, and how often skipped."""

    drill: str
    done: int
    skipped: int


def by_drill(counts: Iterable[Drilled]) -> tuple[Drilled, ...]:
    """Return the drills, most often done first."""
    told = [each for each in counts if each.done or each.skipped]
    return tuple(sorted(told, key=lambda each: (-each.done, -each.skipped, each.drill)))
