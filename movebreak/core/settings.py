"""Every setting: its default, its limits, its help; and the rules made of them.

The classes are the only place that names a default. The commented template, the
checks and the error messages are all made from the same fields.
"""

import dataclasses
from datetime import time, timedelta, tzinfo
from enum import StrEnum

from movebreak.core.drills import Drill
from movebreak.core.limits import Limits
from movebreak.core.profile import Profile
from movebreak.core.programme.rules import ProgrammeRules
from movebreak.frozen import dataclass

Range = tuple[time, time]  # from, to; to is on the next day when it is not later

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Breaks:
    """How often, how insistent, how many."""

    interval: timedelta = dataclasses.field(
        default=20 * MINUTE,
        metadata={
            "limits": Limits(
                "desk time between two breaks",
                MINUTE,
                4 * HOUR,
                label="Time between two breaks",
            )
        },
    )
    repeat_after: timedelta = dataclasses.field(
        default=5 * MINUTE,
        metadata={
            "limits": Limits(
                "an unanswered reminder is shown again after",
                MINUTE,
                HOUR,
                label="Remind again after",
            )
        },
    )
    repeats: int = dataclasses.field(
        default=1,
        metadata={
            "limits": Limits(
                "how often it is shown again", 0, 5, label="How often to remind again"
            )
        },
    )
    snooze_limit: int = dataclasses.field(
        default=3,
        metadata={
            "limits": Limits(
                "how often one break may be snoozed; 0 means no limit", 0, 20
            )
        },
    )
    typing_grace: timedelta = dataclasses.field(
        default=30 * SECOND,
        metadata={
            "limits": Limits(
                "a reminder waits this long for a pause in typing",
                timedelta(),
                5 * MINUTE,
                label="Wait while you type",
            )
        },
    )
    goal: int = dataclasses.field(
        default=8,
        metadata={
            "limits": Limits("done breaks wanted a day", 1, 60, label="Goal for a day")
        },
    )


class Counting(StrEnum):
    """Whether an absence that follows a reminder counts as its break."""

    ASK = "ask"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class PresenceRules:
    """When an absence is an absence."""

    away_after: timedelta = dataclasses.field(
        default=5 * MINUTE,
        metadata={
            "limits": Limits(
                "without any input you count as away after",
                MINUTE,
                HOUR,
                label="Away after",
            )
        },
    )
    natural_break: timedelta = dataclasses.field(
        default=5 * MINUTE,
        metadata={
            "limits": Limits("an absence this long counts as a break", MINUTE, HOUR)
        },
    )
    count_absence: Counting = dataclasses.field(
        default=Counting.ASK,
        metadata={
            "limits": Limits(
                'gone for a drill after a reminder: "ask", "always", "never" count it',
                label="Gone after a reminder",
            )
        },
    )


def _switch(says: str, label: str = "") -> bool:
    field: bool = dataclasses.field(
        default=True, metadata={"limits": Limits(says, label=label)}
    )
    return field


@dataclass(frozen=True, slots=True)
class QuietRules:
    """When not to speak."""

    do_not_disturb: bool = _switch("hold reminders while do-not-disturb is on")
    full_screen: bool = _switch("hold them while a window fills the screen")
    microphone: bool = _switch("hold them while a program listens, as in a call")
    camera: bool = _switch("hold them while a program looks through the camera")
    hold_limit: timedelta = dataclasses.field(
        default=90 * MINUTE,
        metadata={
            "limits": Limits(
                "a held reminder comes after this, quiet or not",
                MINUTE,
                8 * HOUR,
                label="Hold reminders at most",
            )
        },
    )


_HOURS_HELP = 'working hours, such as ["09:00-12:30", "13:30-17:00"]; [] is a day off'


def _hours() -> "tuple[Range, ...] | None":
    field: tuple[Range, ...] | None = dataclasses.field(
        default=None, metadata={"limits": Limits(_HOURS_HELP)}
    )
    return field


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours of each weekday, and when a day begins.

    No range on any day means always. Once one day has a range, a day that is not
    named is a day off. A range that ends before it begins runs past midnight.
    """

    monday: tuple[Range, ...] | None = _hours()
    tuesday: tuple[Range, ...] | None = _hours()
    wednesday: tuple[Range, ...] | None = _hours()
    thursday: tuple[Range, ...] | None = _hours()
    friday: tuple[Range, ...] | None = _hours()
    saturday: tuple[Range, ...] | None = _hours()
    sunday: tuple[Range, ...] | None = _hours()
    day_start: time = dataclasses.field(
        default=time(4),
        metadata={
            "limits": Limits(
                "a new day begins, for counts and summary", label="A new day begins at"
            )
        },
    )

    def week(self) -> tuple[tuple[Range, ...] | None, ...]:
        """Return the seven days, Monday first."""
        return (
            self.monday,
            self.tuesday,
            self.wednesday,
            self.thursday,
            self.friday,
            self.saturday,
            self.sunday,
        )


@dataclass(frozen=True, slots=True)
class SummaryRules:
    """When the day is summed up."""

    at: time = dataclasses.field(
        default=time(17, 30),
        metadata={
            "limits": Limits(
                "the daily summary, or earlier when working hours end before",
                label="Sum up the day at",
            )
        },
    )
    weekly: bool = _switch(
        "sum up the week too, on its last working day", "Sum up the week"
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, table by table, as the file has them."""

    breaks: Breaks = Breaks()
    presence: PresenceRules = PresenceRules()
    quiet: QuietRules = QuietRules()
    hours: Hours = Hours()
    summary: SummaryRules = SummaryRules()
    profile: Profile = dataclasses.field(default_factory=Profile)
    programme: ProgrammeRules = ProgrammeRules()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the cycle goes by: the settings, and the drills this person may get.

    `zone` names times to come; without it they have the offset of now.
    """

    settings: Settings
    drills: tuple[Drill, ...]
    zone: tzinfo | None = None
