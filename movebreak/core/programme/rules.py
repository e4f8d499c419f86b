"""What a person sets of the programme: focus, days, hour, and what is told."""

from dataclasses import field
from datetime import time
from enum import StrEnum

from movebreak.core.limits import Limits
from movebreak.frozen import dataclass

FEWEST_SESSIONS = 2
MOST_SESSIONS = 3  # a week


class Focus(StrEnum):
    """What the sessions are for; off plans none."""

    OFF = "off"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    RUNNING = "running"
    FEEL = "feel"


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class DeskKind(StrEnum):
    """Whether the desk goes up and down."""

    FIXED = "fixed"
    ADJUSTABLE = "adjustable"


class Seated(StrEnum):
    """How long a person sits at work on a usual day."""

    NOT_TOLD = "not-told"
    UNDER_FOUR = "under-4h"
    FOUR_TO_EIGHT = "4h-to-8h"
    OVER_EIGHT = "over-8h"


class Commute(StrEnum):
    """How long a person sits on the way to work and back."""

    NOT_TOLD = "not-told"
    NONE = "none"
    UNDER_ONE = "under-1h"
    OVER_ONE = "over-1h"


@dataclass(frozen=True, slots=True)
class ProgrammeRules:
    """Planned sessions for hips and glutes. As it stands, none is planned."""

    focus: Focus = field(
        default=Focus.OFF,
        metadata={
            "limits": Limits(
                'what the sessions are for: "off" plans none, "strength", '
                '"mobility" (mobility first), "running" (running pattern), '
                '"feel" (feel and reset)',
            )
        },
    )
    sessions: int = field(
        default=FEWEST_SESSIONS,
        metadata={
            "limits": Limits(
                "sessions a week, never on two days in a row",
                FEWEST_SESSIONS,
                MOST_SESSIONS,
                label="Sessions a week",
            )
        },
    )
    days: tuple[Weekday, ...] = field(
        default=(),
        metadata={
            "limits": Limits(
                "days you like for sessions; without a choice, any day",
                label="Days for sessions",
            )
        },
    )
    at: time = field(
        default=time(17),
        metadata={
            "limits": Limits("when a session is suggested", label="Suggest it at")
        },
    )
    activation: bool = field(
        default=True,
        metadata={
            "limits": Limits(
                "one light squeeze comes before the first exercise with load",
                label="A squeeze before the load",
            )
        },
    )
    notes: bool = field(
        default=False,
        metadata={
            "limits": Limits(
                "a note on habits now and then, one a week at most",
                label="Notes on habits",
            )
        },
    )
    desk: DeskKind = field(
        default=DeskKind.FIXED,
        metadata={
            "limits": Limits(
                "a desk that stays at one height, or one that goes up and down: "
                '"fixed", "adjustable"',
                label="Your desk",
            )
        },
    )
    seated_hours: Seated = field(
        default=Seated.NOT_TOLD,
        metadata={
            "limits": Limits(
                'sitting at work on a usual day: "not-told", "under-4h", '
                '"4h-to-8h", "over-8h"',
                label="Sitting at work",
            )
        },
    )
    seated_commute: Commute = field(
        default=Commute.NOT_TOLD,
        metadata={
            "limits": Limits(
                'sitting on the way to work and back: "not-told", "none", '
                '"under-1h", "over-1h"',
                label="Sitting on the way",
            )
        },
    )
