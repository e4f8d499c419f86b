"""What must be done because of an event, and the records that are kept of it."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from movebreak.core.drills import Drill
from movebreak.core.events import Moment, Page
from movebreak.core.programme.rules import Focus
from movebreak.frozen import dataclass

NO_DETAIL = "{}"


class Kind(StrEnum):
    """What one line of history tells."""

    DONE = "done"
    SKIPPED = "skipped"
    NATURAL = "natural"
    MISSED = "missed"
    SNOOZED = "snoozed"
    UNDONE = "undone"  # takes back the record it refers to
    SUMMARY = "summary"  # the daily summary of its day was shown
    DESK = "desk"  # desk time only
    HELD = "held"  # a due break waited for quiet, and does so no more
    AWAY = "away"  # nobody was there, and it was no natural break
    SESSION = "session"  # a planned session begins
    SET = "set"  # one set of the session it refers to
    SESSION_END = "session-end"  # of the session it refers to
    CHECK = "check"  # a self-check was answered
    REVIEW = "review"  # a review was answered


@dataclass(frozen=True, slots=True)
class Record:
    """Append one line to the history.

    `day` is the day it counts for, cut at `day_start`; `desk` the desk time since the
    record before it; `refers` the record that an undo takes back, or the session that a
    set belongs to; `length` how long an absence, a hold, a snooze or a session was;
    `detail` all that only its kind has, as a JSON object.
    """

    id: int
    kind: Kind
    moment: Moment
    day: date
    drill: str | None = None
    desk: timedelta = timedelta()
    refers: int | None = None
    length: timedelta | None = None
    detail: str = NO_DETAIL


@dataclass(frozen=True, slots=True)
class Remind:
    """Put the reminder of this break up, in place of any earlier one.

    After an absence of the length `gone` it asks whether that was the drill.
    """

    break_id: int
    drill: Drill
    can_snooze: bool = True
    gone: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """Put the invitation to a session up, in place of any earlier reminder."""

    invitation: int
    focus: Focus


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the reminder down; harmless when none is up."""


class Saying(StrEnum):
    """What an answer comes to; the words are in `reply_words`."""

    DONE = "done"
    MOVED = "moved"
    SAME_MOVE = "same_move"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"
    ANOTHER = "another"
    MOVE_NOW = "move_now"
    UNDONE = "undone"
    STEPS = "steps"
    TRIAL = "trial"
    WELCOMED = "welcomed"
    PAUSED = "paused"
    PLANNED = "planned"
    RESUMED = "resumed"
    UNPLANNED = "unplanned"
    MEETING = "meeting"
    MEETING_OVER = "meeting_over"
    LIKED = "liked"
    LEFT_OUT = "left_out"
    TASTE_RESET = "taste_reset"
    SESSION_OPENS = "session_opens"
    SESSION_MOVED = "session_moved"
    SESSION_SKIPPED = "session_skipped"
    SESSION_BEGAN = "session_began"
    SET_LOGGED = "set_logged"
    SESSION_ENDED = "session_ended"
    NOTED = "noted"
    # refused, and nothing changed
    ENDED_BREAK = "ended_break"
    NOTHING_OPEN = "nothing_open"
    NO_SNOOZE_LEFT = "no_snooze_left"
    NO_SNOOZE_NOW = "no_snooze_now"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOT_PAUSED = "not_paused"
    NO_MEETING = "no_meeting"
    IN_THE_PAST = "in_the_past"
    NOT_DEALT = "not_dealt"
    LAST_DRILL = "last_drill"
    NO_SESSION_TODAY = "no_session_today"
    OLD_INVITATION = "old_invitation"
    NO_SESSION_RUNS = "no_session_runs"
    ANOTHER_SET = "another_set"


REFUSALS = frozenset(
    {
        Saying.ENDED_BREAK,
        Saying.NOTHING_OPEN,
        Saying.NO_SNOOZE_LEFT,
        Saying.NO_SNOOZE_NOW,
        Saying.NOTHING_TO_UNDO,
        Saying.NOT_PAUSED,
        Saying.NO_MEETING,
        Saying.IN_THE_PAST,
        Saying.NOT_DEALT,
        Saying.LAST_DRILL,
        Saying.NO_SESSION_TODAY,
        Saying.OLD_INVITATION,
        Saying.NO_SESSION_RUNS,
        Saying.ANOTHER_SET,
    }
)


@dataclass(frozen=True, slots=True)
class Reply:
    """Tell whoever asked what came of it.

    `silent` says that no interval runs: in a pause, or outside working hours.
    """

    saying: Saying
    drill: Drill | None = None
    until: datetime | None = None
    begin: datetime | None = None
    kind: Kind | None = None
    silent: bool = False

    @property
    def refused(self) -> bool:
        """Say whether the answer changed nothing."""
        return self.saying in REFUSALS


@dataclass(frozen=True, slots=True)
class SummaryNews:
    """The counts of one day, and those of the week that ends with day `week`."""

    day: date
    today: date
    week: date | None = None


@dataclass(frozen=True, slots=True)
class AwayNews:
    """An absence was counted as a natural break."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class StepsNews:
    """How a drill goes, step by step."""

    drill: Drill


@dataclass(frozen=True, slots=True)
class CountedNews:
    """An absence after a reminder was counted as its drill."""

    length: timedelta
    drill: Drill


@dataclass(frozen=True, slots=True)
class SkipsNews:
    """Several breaks in a row were turned down; perhaps something does not fit."""

    skips: int
    interval: timedelta


@dataclass(frozen=True, slots=True)
class TrialNews:
    """A reminder that is only to be seen."""

    drill: Drill


@dataclass(frozen=True, slots=True)
class PageNews:
    """What a page of the programme would show, where there is no browser."""

    page: Page


@dataclass(frozen=True, slots=True)
class ReviewNews:
    """So many weeks after the first strength session, it is time to look back."""

    weeks: int


@dataclass(frozen=True, slots=True)
class NoteNews:
    """A note on a habit, by its id; `position` is one that it suggests to work in."""

    id: str
    title: str
    body: str
    position: str = ""


News = (
    SummaryNews
    | AwayNews
    | StepsNews
    | CountedNews
    | SkipsNews
    | TrialNews
    | PageNews
    | ReviewNews
    | NoteNews
)


@dataclass(frozen=True, slots=True)
class Announce:
    """Tell the person something that asks for no answer."""

    news: News


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """The icon has to change: the state did, or the ring moved a step."""


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Step again when the first of these is reached.

    `boot` and `awake` are ticks of those clocks, `wall` a local time without zone.
    """

    boot: timedelta | None = None
    awake: timedelta | None = None
    wall: datetime | None = None


@dataclass(frozen=True, slots=True)
class AskQuiet:
    """Find out whether the person wants quiet now; QuietSeen answers."""


@dataclass(frozen=True, slots=True)
class AskIdle:
    """Find out how long ago the last input was; IdleSeen answers."""


@dataclass(frozen=True, slots=True)
class WatchIdle:
    """Tell also, from now on, when there was no input for this long; None for not."""

    after: timedelta | None


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Show a page in the browser; NoPage answers when there is none to show it."""

    page: Page
    day: date | None = None


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Open the file of the settings in the person's editor."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Remove the lines of these days for good, and tell whoever asked how many.

    With `answers`, only what was answered to self-checks and reviews goes, of all days.
    """

    first: date | None
    last: date | None
    answers: bool = False


Effect = (
    Record
    | Remind
    | Invite
    | Withdraw
    | Reply
    | Announce
    | ShowStatus
    | WakeAt
    | AskQuiet
    | AskIdle
    | WatchIdle
    | OpenPage
    | OpenSettings
    | Erase
)
