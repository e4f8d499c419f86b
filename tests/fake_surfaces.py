"""A notifier and a tray that keep what they are told."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Event

from movebreak.core.events import Moment, NoPage, Page
from movebreak.ports import Capability, Message, Post, Reminder, Report

EVERYTHING = frozenset(Capability)


@dataclass
class FakeNotifier:
    """Keeps every notification; `up` is the reminder a person would see now."""

    can: frozenset[Capability] = EVERYTHING
    shown: list[Reminder] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    withdrawn: int = 0
    up: Reminder | None = None

    def show(self, reminder: Reminder) -> None:
        """Put the reminder up, in place of any earlier one."""
        self.shown.append(reminder)
        self.up = reminder

    def withdraw(self) -> None:
        """Take the reminder down and count it; nothing up counts for nothing."""
        if self.up is not None:
            self.withdrawn += 1
        self.up = None

    def tell(self, message: Message) -> None:
        """Keep the news."""
        self.told.append(message)

    def report(self) -> Report:
        """Say that all is well."""
        return Report("notifier", well=True, says=f"{len(self.shown)} shown")


@dataclass
class FakeTray:
    """Counts how often it was redrawn; `run` waits for `stop`."""

    refreshed: int = 0
    running: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)

    def run(self) -> None:
        """Return when stopped."""
        self.running.set()
        self.stopped.wait()

    def refresh(self) -> None:
        """Count a redrawing."""
        self.refreshed += 1

    def stop(self) -> None:
        """Make `run` return."""
        self.stopped.set()

    def report(self) -> Report:
        """Say that all is well."""
        return Report("tray", well=True, says="a tray for tests")


@dataclass
class FakePages:
    """A browser that only notes what it was to show, or is missing."""

    post: Post
    missing: bool = False
    opened: list[Page] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    def open(self, page: Page, day: date | None = None) -> None:
        """Open the page, or that of one day; post NoPage when no browser can."""
        if self.missing:
            self.post(NoPage(page, day))
        else:
            self.opened.append(page)
            self.days += [] if day is None else [day]


@dataclass
class HandClock:
    """A clock that moves only when told to."""

    boot_id: str = "this run"
    moment: Moment = field(
        default_factory=lambda: Moment(
            timedelta(hours=1),
            timedelta(hours=1),
            datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
        )
    )

    def now(self) -> Moment:
        """Return the moment it was set to."""
        return self.moment

    def advance(self, span: timedelta) -> None:
        """Let `span` pass on all clocks."""
        then = self.moment
        self.moment = Moment(then.boot + span, then.awake + span, then.wall + span)
