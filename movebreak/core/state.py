"""What the cycle remembers between two events; all of it survives a restart.

Desk time is one counter that only runs while the person is at the desk. An interval
is a place on that counter, so taking an answer back, or a new interval in the
settings, needs no bookkeeping. Nothing here changes merely because time passes.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from movebreak.core.deck import NO_TASTE, Deck, Taste
from movebreak.core.drills import Drill
from movebreak.core.effects import Kind
from movebreak.core.events import Moment, Presence
from movebreak.frozen import dataclass

ZERO = timedelta()


class Phase(StrEnum):
    """Where an open break stands."""

    ASKING = "asking"  # is the person to be left alone?
    GRACE = "grace"  # waiting for a pause in typing
    UP = "up"  # the reminder is shown
    FADED = "faded"  # the icon alone says due
    HELD = "held"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Break:
    """A break that is open.

    `since` is when its phase began (boot ticks), `until` when a snooze ends. `shown`
    is the place on the desk counter where it was first shown, `excused` the desk time
    since then in which nobody could be expected to answer. `asked_for` marks Move now,
    `insists` a break that no quiet holds any more. `up_at` is when it was first shown
    (boot ticks), `gone` an absence since then that is to be asked about, `questioned`
    that it was.
    """

    id: int
    drill: Drill
    phase: Phase
    since: timedelta
    desk: timedelta
    until: timedelta | None = None
    shown: timedelta | None = None
    excused: timedelta = ZERO
    shows: int = 0
    snoozes: int = 0
    asked_for: bool = False
    insists: bool = False
    dismissed: bool = False
    reasons: tuple[str, ...] = ()
    up_at: timedelta | None = None
    gone: timedelta | None = None
    questioned: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """The person stopped the cycle: to boot ticks, a local time, or until resumed."""

    until: timedelta | None = None
    until_wall: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A pause that is still to come, in local wall time."""

    begin: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Turned:
    """A natural break before it was turned.

    `at` is when it was counted (boot ticks), `began` where its interval began on the
    counter, `day` the one it was counted for; older versions did not keep that.
    """

    at: timedelta
    began: timedelta
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last outcome, and the cycle as it stands without it.

    `day` is the one that the outcome was counted for; older versions did not keep it.
    `turned` is set when "I just moved" made a natural break a done one; `length` is
    how long the absence was, `skips` how many breaks in a row were turned down before,
    `last_done` when the last Done before it was (boot ticks).
    """

    record: int
    kind: Kind
    at: timedelta
    began: timedelta
    open: Break | None
    turned: Turned | None = None
    day: date | None = None
    length: timedelta | None = None
    skips: int = 0
    last_done: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """The last question whether to be quiet (boot ticks), and its answer."""

    asked: timedelta | None = None
    seen: timedelta | None = None
    reasons: tuple[str, ...] = ()


class Stage(StrEnum):
    """Where the invitation to a session stands."""

    RESTING = "resting"  # nobody is there to read it, or something else is under way
    ASKING = "asking"  # is the person to be left alone?
    HELD = "held"
    GRACE = "grace"  # waiting for a pause in typing
    UP = "up"  # it is shown
    STARTED = "started"  # accepted: the page of the session opens
    FADED = "faded"  # the menu alone says that a session is planned


@dataclass(frozen=True, slots=True)
class Invitation:
    """The reminder of the session that is planned for `day`.

    `since` is when its stage began (boot ticks), `until` when the stage is looked at
    again. `insists` marks one that no quiet holds any more.
    """

    id: int
    day: date
    stage: Stage
    since: timedelta
    until: timedelta | None = None
    shows: int = 0
    insists: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is under way; `id` is that of its record.

    It is about `length` long, and `began` then; `until` is when silence ends it (boot
    ticks). `sets` of it were logged so far; `moved` says that its first exercise is
    done, which counts for the break that was open.
    """

    id: int
    routine: str
    strength: bool
    length: timedelta
    began: timedelta
    until: timedelta
    sets: int = 0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """What is remembered of planned sessions.

    `trained` are the days of late with a session, `skipped` those on which one was
    turned down; `begun` is the day of the first session, `first` that of the first
    strength session. `moved` is the day
    that the person moved a session to. `reviews` were offered, after so many weeks.
    `notes` were told, each by its name and the day. `position` is how the person
    works, as told last; `sore` that a foot, a calf or a shin hurt, as checked last.
    """

    trained: tuple[date, ...] = ()
    skipped: tuple[date, ...] = ()
    begun: date | None = None
    first: date | None = None
    moved: date | None = None
    invitation: Invitation | None = None
    session: Session | None = None
    reviews: tuple[int, ...] = ()
    notes: tuple[tuple[str, date], ...] = ()
    position: str = ""
    sore: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Everything the cycle knows. `began` is where the interval started on the counter.

    `desk` is the counter as it stood at awake ticks `runs_from`; it runs when that is
    not None. `day_desk` is where the counter stood when `day` began, `told_desk` where
    it stood at the last record. `held_since` is when the open break began to be held
    (boot ticks). `attended` says that nobody has touched anything, and
    yet somebody is there for all we know; `leaving` since when, until that is known.
    `absent_until` is up to when long absences are in the history (boot ticks).
    `watched` is how long an absence is now worth a question, `skips` how many breaks
    in a row were turned down, `taste` which drills are to come more often, or not.
    `welcomed` says that the person has set movebreak up, or does not want to.
    `weeks` are those summed up, each by its last working day; `summed_at` is when the
    last summary was told (boot ticks).
    """

    serial: int
    deck: Deck
    day: date
    slept: timedelta
    desk: timedelta = ZERO
    runs_from: timedelta | None = None
    began: timedelta = ZERO
    day_desk: timedelta = ZERO
    told_desk: timedelta = ZERO
    open: Break | None = None
    pause: Pause | None = None
    plans: tuple[Plan, ...] = ()
    off: bool = False
    presence: Presence = Presence.UNKNOWN
    present_since: timedelta = ZERO
    away_since: datetime | None = None
    idle_only: bool = False
    attended: bool = False
    leaving: Moment | None = None
    absent_until: timedelta = ZERO
    watched: timedelta | None = None
    skips: int = 0
    misses: int = 0
    meeting: timedelta | None = None
    guide: timedelta | None = None
    quiet: Quiet = Quiet()
    held_since: timedelta | None = None
    undo: Undoable | None = None
    last_done: timedelta | None = None
    outcomes: int = 0
    summarised: tuple[date, ...] = ()
    unsummed: tuple[date, ...] = ()
    weeks: tuple[date, ...] = ()
    summed_at: timedelta | None = None
    taste: Taste = NO_TASTE
    welcomed: bool = False
    programme: Programme = Programme()
