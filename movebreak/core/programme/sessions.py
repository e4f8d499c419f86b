"""What is prescribed for a session, and what was logged of one."""

from datetime import date
from enum import StrEnum

from movebreak.core.profile import Profile
from movebreak.core.programme.routines import Part
from movebreak.core.programme.rules import ProgrammeRules
from movebreak.frozen import dataclass


class Side(StrEnum):
    """The side that works, of an exercise for one side at a time."""

    LEFT = "left"
    RIGHT = "right"


class Felt(StrEnum):
    """How a set was."""

    FINE = "fine"
    TOO_HARD = "too-hard"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class Logged:
    """One set as it was answered; `amount` 0 is a set that was passed over.

    An `excused` set was left out for pain, and with it all others of its side. Where
    the form is the measure, the amount is what the person counted, or 1.
    """

    exercise: str
    round: int
    set: int
    side: Side | None
    amount: int
    felt: Felt = Felt.FINE
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of a part comes this time, and why; `why` may be empty.

    `amount` is None where the form is the measure, `hold` where nothing is held.
    `gentler` takes its place when it is too hard or hurts. What comes `once` is not
    repeated in later rounds.
    """

    part: Part
    sets: int
    amount: int | None
    hold: int | None = None
    why: str = ""
    gentler: "Dose | None" = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that does not come, why, and the id of what stands in for it."""

    exercise: str
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Prescription:
    """A session as this person is to do it."""

    routine: str
    doses: tuple[Dose, ...]
    rounds: int = 1
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that was."""

    id: int
    day: date
    routine: str
    logs: tuple[Logged, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a session is for: profile, wishes, sessions so far, drills done in breaks.

    The sessions stand in the order they were done.
    """

    profile: Profile = Profile()
    rules: ProgrammeRules = ProgrammeRules()
    past: tuple[PastSession, ...] = ()
    drills_done: frozenset[str] = frozenset()
