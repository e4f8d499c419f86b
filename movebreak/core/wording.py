"""How things stand, and when they begin and end, in words a person would use."""

from datetime import datetime, timedelta
from functools import partial
from typing import assert_never

from movebreak.core import session_words
from movebreak.core.day_words import day_name
from movebreak.core.durations import in_words
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    Ends,
    Glance,
    HeldStatus,
    OffStatus,
    PausedStatus,
    SnoozedStatus,
    Training,
    WorkingStatus,
)
from movebreak.frozen import dataclass

Text = tuple[str, str]  # title, body

DUE = "Time to move"
START_IT = "start it with: movebreak run"

# Nobody counts the hours of a holiday.
SPEAK_DAYS_FROM = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Wording:
    """Makes the sentences; `twelve_hour` is how this person reads a clock."""

    twelve_hour: bool = False

    def clock(self, at: datetime, now: datetime) -> str:
        """Say a time as a wall clock shows it, with the day when it is not today."""
        if self.twelve_hour:
            half = "am" if at.hour < 12 else "pm"  # noqa: PLR2004 - noon
            shown = f"{at.hour % 12 or 12}:{at.minute:02} {half}"
        else:
            shown = f"{at.hour:02}:{at.minute:02}"
        days = (at.date() - now.date()).days
        if days == 0:
            return shown
        return f"{day_name(at.date(), now.date())} {shown}"

    def until(self, ends: Ends, now: datetime, *, minutes: bool = True) -> str:
        """Say when something ends, by the clock and in minutes."""
        clock = self.clock(ends.at, now)
        return f"{clock}, {left(ends.left)}" if minutes else clock

    def headline(self, glance: Glance, *, minutes: bool = True) -> str:
        """Say in one line what comes next, or why not.

        Without `minutes` it names clock times alone, which stay true as time passes.
        """
        now, status = glance.now, glance.status
        until = partial(self.until, minutes=minutes)
        match status:
            case WorkingStatus(ends=ends):
                line = f"Next break {until(ends, now)}"
            case DueStatus(drill=drill):
                line = f"{DUE}: {drill.name}"
            case HeldStatus(reasons=reasons, since=since):
                line = f"Held: {_why(reasons)}, since {self.clock(since, now)}"
            case SnoozedStatus(ends=ends):
                line = f"Snoozed until {until(ends, now)}"
            case PausedStatus(ends=paused):
                line = f"Paused until {until(paused, now) if paused else 'you resume'}"
            case AwayStatus(since=since):
                line = f"Away since {self.clock(since, now)}"
            case OffStatus(ends=opens):
                closed = f" until {self.clock(opens.at, now)}" if opens else ""
                line = f"Outside your working hours{closed}"
            case _:
                assert_never(status)
        return line

    def greeting(self, glance: Glance) -> str:
        """Answer a second start: it is running, and what comes next."""
        if isinstance(glance.status, WorkingStatus):
            at = self.clock(glance.status.ends.at, glance.now)
            return f"movebreak is running, next break {at}"
        line = self.headline(glance)
        return f"movebreak is running: {line[0].lower()}{line[1:]}"

    def welcome(self, glance: Glance, *, where: str) -> Text:
        """Say on the first start ever that it runs, where, and when it first calls."""
        first = self.headline(glance).replace("Next break", "First break", 1)
        return "movebreak is running", f"{first}. {where}"

    def meeting_line(self, ends: Ends, now: datetime) -> str:
        """Say how long the meeting lasts."""
        return f"Meeting until {self.until(ends, now)}"

    def planned_line(self, plan: tuple[datetime, datetime], now: datetime) -> str:
        """Say when a planned pause begins and ends."""
        begin, until = plan
        zone = now.tzinfo
        first = self.clock(begin.replace(tzinfo=zone), now)
        last = self.clock(until.replace(tzinfo=zone), begin.replace(tzinfo=zone))
        return f"Pause planned from {first} until {last}"

    def session_line(self, training: Training, now: datetime) -> str:
        """Say when the next session is, or that one is under way."""
        name = session_words.NAMES[training.focus]
        if training.running is not None:
            return f"{name} under way"
        if training.at is None:
            return f"{name}: none planned"
        day = "today " if training.today else ""
        return f"{name}: {day}{self.clock(training.at, now)}"


def left(length: timedelta) -> str:
    """Say how far off something is."""
    if length >= SPEAK_DAYS_FROM:
        return f"in {round(length / timedelta(days=1))} days"
    return "now" if length < timedelta(seconds=1) else f"in {in_words(length)}"


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"


def _why(reasons: tuple[str, ...]) -> str:
    return ", ".join(reasons) if reasons else "quiet"
