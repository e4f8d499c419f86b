"""Every seam on one page: what the engine needs of the world, and nothing more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from movebreak.core.drills import Drill
from movebreak.core.effects import NO_DETAIL, Kind, Record, WakeAt
from movebreak.core.events import Event, Moment, Page
from movebreak.core.news_words import OFFERS_BY_COMMAND
from movebreak.core.settings import QuietRules, Settings
from movebreak.core.state import State
from movebreak.core.status import Overview, Tally
from movebreak.frozen import dataclass

Post = Callable[[Event], None]


class Clock(Protocol):
    """Reads all clocks."""

    boot_id: str
    """Names this run of the machine; ticks of two runs cannot be compared."""

    def now(self) -> Moment:
        """Return all clocks in one reading."""


class Timer(Protocol):
    """Holds the next deadline."""

    def arm(self, wake: WakeAt, now: Moment) -> None:
        """Set the deadline, in place of the one before."""

    def run_due(self, now: Moment) -> None:
        """Post what is due by now."""

    def idle(self, now: Moment) -> timedelta:
        """Return how long nothing is due; at most five minutes, never negative."""


class Presence(Protocol):
    """Sees whether somebody is there; posts PresenceChanged when that changes.

    None of these blocks; each may be called before there is anything to see.
    """

    def watch(self, away_after: timedelta, idle_after: timedelta | None) -> None:
        """Post AWAY, or IDLE, when there was no input for so long; None for no IDLE.

        Replaces the thresholds given before.
        """

    def ask(self) -> None:
        """Post IdleSeen: at once, or when there was no input for `TYPING_PAUSE`."""


class Quiet(Protocol):
    """Finds out whether the person wants quiet."""

    def ask(self, rules: QuietRules) -> None:
        """Post QuietSeen within two seconds, now or from a worker.

        Only what has its switch on in the rules is looked at.
        """


class Capability(StrEnum):
    """What a notifier can do here."""

    BUTTONS = "buttons"
    WITHDRAW = "withdraw"
    REPLACE = "replace"
    EXPLAINS = "explains"
    """It says itself how to answer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a notification offers to do, in words, and what follows from it."""

    label: str
    event: Event


@dataclass(frozen=True, slots=True)
class Reminder:
    """The notification that asks for a break, or for a session, in words.

    `break_id` names the one or the other. With `answers` those are its buttons, `click`
    is what a click on its words does, and `how` tells how to answer where there are no
    buttons.
    """

    break_id: int
    title: str
    body: str
    can_snooze: bool = True
    done: str = "Done"
    """What the button says that counts the break as done."""
    drill: str = ""
    """The id of its drill, of which a picture may be shown."""
    answers: tuple[Offer, ...] = ()
    click: Offer | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A notification that asks for no answer, in words; it may offer something.

    `click` is what a click on the words themselves does, where that can be told.
    """

    title: str
    body: str
    offers: tuple[Offer, ...] = ()
    drill: str = ""
    """The id of the drill it explains, of which a picture may be shown."""
    how: str = OFFERS_BY_COMMAND
    """How to take the offers where there are no buttons."""
    click: Offer | None = None


class Notifier(Protocol):
    """Puts notifications in front of the person. Never blocks, never raises."""

    @property
    def can(self) -> frozenset[Capability]:
        """Return what it can do now; another desktop part may come or go."""

    def show(self, reminder: Reminder) -> None:
        """Put the reminder up, in place of any earlier one."""

    def withdraw(self) -> None:
        """Take the reminder down; harmless when nothing is up."""

    def tell(self, message: Message) -> None:
        """Show news, in place of earlier news."""

    def report(self) -> "Report":
        """Say what this part found, for `doctor`."""


class Tray(Protocol):
    """The icon, its menu, and the main thread's loop."""

    def run(self) -> None:
        """Show the icon and return when stopped; runs in the main thread."""

    def refresh(self) -> None:
        """Redraw the icon from a fresh overview; may be called from any thread."""

    def stop(self) -> None:
        """Make `run` return; may be called from any thread, and before `run`."""

    def report(self) -> "Report":
        """Say what this part found, for `doctor`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history, as it is kept. `undone` says that it was taken back."""

    id: int
    at: datetime
    day: date
    kind: Kind
    drill: str | None
    desk: timedelta
    length: timedelta | None
    refers: int | None
    device: str
    undone: bool
    detail: str = NO_DETAIL


@dataclass(frozen=True, slots=True)
class Saved:
    """The state as it was stored, when, and in which run of the machine."""

    state: State
    at: Moment
    boot_id: str


class Gone(NamedTuple):
    """How many lines were deleted, and the set-aside files that may hold them still."""

    lines: int
    aside: tuple[str, ...] = ()


class History(Protocol):
    """Keeps state and records together: both are written, or neither."""

    def load(self) -> Saved | None:
        """Return the last stored state; None when there is none that can be read."""

    def commit(self, saved: Saved, records: Sequence[Record]) -> None:
        """Write both in one transaction; in trouble, keep them and try again later."""

    def tallies(self, first: date, last: date) -> list[Tally]:
        """Return the counts of each day that has lines, oldest first, both ends in."""

    def lines(self, first: date, last: date) -> list[Line]:
        """Return the lines of these days, oldest first."""

    def times_done(self, since: Mapping[str, int]) -> dict[str, int]:
        """Return how often each drill was done; those in `since` from that id on."""

    def delete(
        self,
        first: date | None = None,
        last: date | None = None,
        saved: Saved | None = None,
    ) -> Gone:
        """Remove the lines of these days for good; None is an open end.

        The state, where one is given, is stored with it: both happen, or neither.
        Raises HistoryError when no line could be removed.
        """

    def forget_answers(self) -> Gone:
        """Remove for good what was answered to self-checks and reviews.

        The desk time of those lines stays. Raises HistoryError when none could be
        removed.
        """

    def last_id(self) -> int:
        """Return the largest record id in use, 0 when there is none."""

    def unwritten(self) -> str:
        """Say in words why answers wait in memory; empty when all are written."""

    def troubles(self) -> tuple[str, ...]:
        """Say in words what cannot be written, or was carried over; empty when well."""


class Pages(Protocol):
    """Shows pages in the browser. Never blocks, never raises."""

    def open(self, page: Page, day: date | None = None) -> None:
        """Open the page, or that of one day; post NoPage when no browser can."""


class Autostart(Protocol):
    """Starts movebreak at login, the way of this system."""

    def is_on(self) -> bool:
        """Say whether movebreak starts at login."""

    def why(self) -> str:
        """Say what keeps it from starting although it is on; empty when nothing."""

    def turn_on(self) -> None:
        """Have it started at login. Raises MovebreakError when that cannot be had."""

    def turn_off(self) -> None:
        """Have it started no more. Raises MovebreakError when that cannot be had."""


class SettingsSource(Protocol):
    """Reads the settings anew when they changed."""

    settings: Settings
    problems: tuple[str, ...]
    usable: bool
    """False while no setting of the file can be used, whatever it holds."""

    def refresh(self) -> bool:
        """Read the file if it changed; say whether settings or problems are new."""


class Catalogue(Protocol):
    """Knows the drills."""

    problems: tuple[str, ...]

    def drills(self) -> tuple[Drill, ...]:
        """Return all drills that may be dealt; never empty."""

    def refresh(self) -> bool:
        """Read the files that changed; say whether drills or problems are new."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one part found: a line for people, and whether all is well."""

    part: str
    well: bool
    says: str


Look = Callable[[], Overview]
