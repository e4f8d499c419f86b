"""What the world may know of the cycle: one frozen status a state."""

from datetime import date, datetime, timedelta

from movebreak.core.drills import Drill
from movebreak.core.effects import Kind
from movebreak.core.programme.rules import Focus
from movebreak.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ends:
    """When a state ends: by the clock on the wall, and how long from now."""

    at: datetime
    left: timedelta


@dataclass(frozen=True, slots=True)
class WorkingStatus:
    """Counting desk time; `filled` sixths of the interval are over."""

    ends: Ends
    filled: int


@dataclass(frozen=True, slots=True)
class DueStatus:
    """The break's time has come and nobody has answered."""

    break_id: int
    drill: Drill


@dataclass(frozen=True, slots=True)
class HeldStatus:
    """Due, but waiting for quiet to end."""

    break_id: int
    drill: Drill
    reasons: tuple[str, ...]
    since: datetime
    ends: Ends


@dataclass(frozen=True, slots=True)
class SnoozedStatus:
    """The same break comes back in a while."""

    break_id: int
    drill: Drill
    ends: Ends


@dataclass(frozen=True, slots=True)
class PausedStatus:
    """The person stopped the cycle; `ends` is None when only they end it."""

    ends: Ends | None


@dataclass(frozen=True, slots=True)
class AwayStatus:
    """Nobody is at the desk."""

    since: datetime


@dataclass(frozen=True, slots=True)
class OffStatus:
    """Outside working hours; `ends` is None when no hours are to come."""

    ends: Ends | None


Status = (
    WorkingStatus
    | DueStatus
    | HeldStatus
    | SnoozedStatus
    | PausedStatus
    | AwayStatus
    | OffStatus
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one day."""

    day: date
    done: int = 0
    natural: int = 0
    skipped: int = 0
    missed: int = 0
    snoozed: int = 0
    desk: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Running:
    """A session that is under way, by the id of its record; `sets` were logged."""

    id: int
    routine: str
    sets: int


@dataclass(frozen=True, slots=True)
class Training:
    """The next session: when it is suggested, and whether that is today.

    `invitation` names the one that is to be answered, `running` is a session that
    is under way.
    """

    focus: Focus
    at: datetime | None
    today: bool
    invitation: int | None
    running: Running | None


@dataclass(frozen=True, slots=True)
class Glance:
    """The status, and what else the menu and the commands offer.

    Until the person is `welcomed`, the first steps are offered. `session` is None
    while no sessions are planned and none is under way.

    `asked` is the open break that may be answered in any state, also one that was
    asked for in a pause, and `drill` is its drill. `snoozes_left` is None when there
    is no limit.
    """

    status: Status
    now: datetime
    asked: int | None
    drill: Drill | None
    snoozes_left: int | None
    can_snooze: bool
    undo: Kind | None
    meeting: Ends | None
    planned: tuple[tuple[datetime, datetime], ...]
    goal: int
    welcomed: bool = True
    session: Training | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """A glance at the cycle, with the day's counts and what is wrong, if anything.

    `unwritten` says why answers wait in memory, and is empty when all are written.
    """

    glance: Glance
    today: Tally
    streak: int
    troubles: tuple[str, ...] = ()
    unwritten: str = ""
