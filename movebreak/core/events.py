"""What can happen to the cycle, and when: events and the moment they come at."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from movebreak.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """All clocks in one reading.

    `boot` runs on in sleep, `awake` stands still in it; both count from the start
    of the machine. `wall` is aware, in the system's zone; it names days and hours.
    """

    boot: timedelta
    awake: timedelta
    wall: datetime

    @property
    def slept(self) -> timedelta:
        """Return how long the machine has slept since it was started."""
        return self.boot - self.awake

    @property
    def local(self) -> datetime:
        """Return what the clock on the wall shows, without its zone."""
        return self.wall.replace(tzinfo=None)


class Presence(StrEnum):
    """What the senses together say of the person."""

    ACTIVE = "active"
    IDLE = "idle"
    AWAY = "away"
    UNKNOWN = "unknown"


class Closing(StrEnum):
    """Why a reminder left the screen without an answer."""

    DISMISSED = "dismissed"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; nothing else."""


@dataclass(frozen=True, slots=True)
class Started:
    """The program runs again after `stopped`, when it was last seen alive."""

    stopped: Moment
    gap: timedelta


@dataclass(frozen=True, slots=True)
class Stopping:
    """The program is about to end in good order."""


@dataclass(frozen=True, slots=True)
class Done:
    """The person says that they moved; without a break, the open one is meant."""

    break_id: int | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """The person turns this break down."""

    break_id: int | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """The person asks to be reminded again after `length`."""

    length: timedelta = timedelta(minutes=5)
    break_id: int | None = None


@dataclass(frozen=True, slots=True)
class Another:
    """The person wants a different drill for this break."""

    break_id: int | None = None


@dataclass(frozen=True, slots=True)
class MoveNow:
    """The person wants a drill at once."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The person takes back the last outcome."""


@dataclass(frozen=True, slots=True)
class ShowSteps:
    """The person asks how the drill goes."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The person wants to see how a reminder comes; it counts nothing."""


@dataclass(frozen=True, slots=True)
class Welcomed:
    """The person has set movebreak up, or does not want to."""


@dataclass(frozen=True, slots=True)
class Like:
    """The person wants this drill more often."""

    drill_id: str


@dataclass(frozen=True, slots=True)
class Never:
    """The person does not want this drill again."""

    drill_id: str


@dataclass(frozen=True, slots=True)
class ResetTaste:
    """The person wants this drill as often as any other."""

    drill_id: str


@dataclass(frozen=True, slots=True)
class PauseFor:
    """Be silent for `length`; `None` means until resumed."""

    length: timedelta | None


@dataclass(frozen=True, slots=True)
class PauseUntil:
    """Be silent until the wall shows `until`, beginning at `begin` or at once.

    Both are local wall times without a zone: two o'clock means two o'clock here.
    """

    until: datetime
    begin: datetime | None = None


@dataclass(frozen=True, slots=True)
class PauseUntilTomorrow:
    """Be silent until the next day begins, from `begin` in local time or at once."""

    begin: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """End the pause, or take back a planned one."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The person is in a meeting for `length`; `None` ends it."""

    length: timedelta | None


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """The senses see the person otherwise than before, true since `since`.

    For away that is the last input or the lock; for active the first input.
    `idle_only` says that nothing but idle time speaks for away.
    """

    presence: Presence
    since: Moment
    idle_only: bool = False


@dataclass(frozen=True, slots=True)
class QuietSeen:
    """The answer to AskQuiet: why to be quiet, in words.

    An empty tuple means free; `None` means that no sense can tell. `attended` says
    that one of the reasons needs somebody there: a call, a film, a talk.
    """

    reasons: tuple[str, ...] | None
    attended: bool = False


@dataclass(frozen=True, slots=True)
class IdleSeen:
    """The answer to AskIdle; `None` means that no sense can tell."""

    idle: timedelta | None


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody is there: the menu was opened, the screen unlocked."""


class Page(StrEnum):
    """A page that is shown in the browser."""

    GUIDE = "guide"
    HISTORY = "history"
    SETTINGS = "settings"
    WELCOME = "welcome"
    PROGRAMME = "programme"
    SESSION = "session"
    CHECK = "check"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class WantPage:
    """The person wants to see this page; of the history, perhaps only one day."""

    page: Page
    day: date | None = None


@dataclass(frozen=True, slots=True)
class NoPage:
    """No browser could show this page, or that of this day."""

    page: Page
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    """The person wants these days, both ends in, deleted; None is an open end.

    With `answers`, only what they answered about themselves is meant, of all days.
    """

    first: date | None = None
    last: date | None = None
    answers: bool = False


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The rules given with this event are new."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The reminder of a break left the screen without an answer."""

    break_id: int
    why: Closing


@dataclass(frozen=True, slots=True)
class GuideBegan:
    """A guided drill of this length runs: no reminder, no absence."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class GuideEnded:
    """The guided drill was left."""


@dataclass(frozen=True, slots=True)
class SessionStart:
    """The person wants to see the session; without an invitation, any is meant."""

    invitation: int | None = None


@dataclass(frozen=True, slots=True)
class SessionTomorrow:
    """The person moves the session of today to tomorrow."""

    invitation: int | None = None


@dataclass(frozen=True, slots=True)
class SessionSkip:
    """The person turns the session of today down."""

    invitation: int | None = None


@dataclass(frozen=True, slots=True)
class SessionBegan:
    """A session of this routine runs, about so long: no reminder, no absence."""

    routine: str
    length: timedelta
    strength: bool


@dataclass(frozen=True, slots=True)
class SetLogged:
    """The person answered set `number` of the session that runs, counted from 0.

    `trained` says that something of it was done; `moved`, that with it the first
    exercise of the session is done. `detail` is what the history keeps of it.
    """

    number: int
    exercise: str
    detail: str
    trained: bool = True
    moved: bool = False


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session was left, or is complete."""

    complete: bool


@dataclass(frozen=True, slots=True)
class CheckAnswered:
    """The person answered the self-check; `detail` is what the history keeps.

    `sore` says that a foot, a calf or a shin hurts.
    """

    detail: str
    sore: bool = False


@dataclass(frozen=True, slots=True)
class ReviewAnswered:
    """The person answered a review; `detail` is what the history keeps."""

    detail: str


@dataclass(frozen=True, slots=True)
class PositionTold:
    """The person tells how they work just now: sitting, standing, or otherwise."""

    position: str


Event = (
    Tick
    | Started
    | Stopping
    | Done
    | Skip
    | Snooze
    | Another
    | MoveNow
    | Undo
    | ShowSteps
    | Trial
    | Welcomed
    | Like
    | Never
    | ResetTaste
    | PauseFor
    | PauseUntil
    | PauseUntilTomorrow
    | Resume
    | Meeting
    | PresenceChanged
    | QuietSeen
    | IdleSeen
    | PersonSeen
    | WantPage
    | NoPage
    | Forget
    | SettingsChanged
    | Closed
    | GuideBegan
    | GuideEnded
    | SessionStart
    | SessionTomorrow
    | SessionSkip
    | SessionBegan
    | SetLogged
    | SessionEnded
    | CheckAnswered
    | ReviewAnswered
    | PositionTold
)
