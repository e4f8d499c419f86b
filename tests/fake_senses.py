"""A person at a desk, as senses would see them."""

from dataclasses import dataclass, field
from datetime import timedelta

from movebreak.core.events import (
    IdleSeen,
    Moment,
    Presence,
    PresenceChanged,
    QuietSeen,
)
from movebreak.core.settings import QuietRules
from movebreak.ports import Clock, Post

SWITCHES = ("do_not_disturb", "full_screen", "microphone", "camera")


@dataclass
class FakeSense:
    """Answers for presence and quiet what the test has it see.

    At first it cannot tell anything. `reasons` is why to be quiet, empty for free, and
    `attended` whether one of them needs somebody there; `silent` lets a question about
    it go unanswered. `thresholds` and `rules` are what was asked for last.
    """

    clock: Clock
    post: Post
    reasons: tuple[str, ...] | None = None
    attended: bool = False
    silent: bool = False
    last_input: Moment | None = None
    asked: int = 0
    rules: QuietRules | None = None
    thresholds: tuple[timedelta, timedelta | None] | None = None
    told: Presence | None = None
    presence: "FakePresence" = field(init=False)
    quiet: "FakeQuiet" = field(init=False)

    def __post_init__(self) -> None:
        self.presence, self.quiet = FakePresence(self), FakeQuiet(self)

    def idle(self) -> timedelta | None:
        """Return the time since the last input, if anything sees it."""
        if self.last_input is None:
            return None
        return self.clock.now().boot - self.last_input.boot

    def touch(self) -> None:
        """See an input now; the first one after an absence ends it."""
        self.last_input = self.clock.now()
        self._tell(PresenceChanged(Presence.ACTIVE, self.last_input))

    def nobody(self, since: Moment, *, idle_only: bool = True) -> None:
        """See that nobody has been there since then."""
        self._tell(PresenceChanged(Presence.AWAY, since, idle_only))

    def look(self) -> None:
        """See whether a threshold is over by now."""
        idle = self.idle()
        if idle is None or self.last_input is None or self.thresholds is None:
            return
        away_after, idle_after = self.thresholds
        if idle >= away_after:
            self.nobody(self.last_input)
        elif idle_after is not None and idle >= idle_after:
            self._tell(PresenceChanged(Presence.IDLE, self.last_input))

    def _tell(self, change: PresenceChanged) -> None:
        if change.presence is not self.told:
            self.told = change.presence
            self.post(change)


@dataclass
class FakePresence:
    """The port through which a fake sense tells of the person."""

    of: FakeSense

    def watch(self, away_after: timedelta, idle_after: timedelta | None) -> None:
        """Remember the thresholds; the test says when to look at them."""
        self.of.thresholds = away_after, idle_after

    def ask(self) -> None:
        """Answer at once."""
        self.of.post(IdleSeen(self.of.idle()))


@dataclass
class FakeQuiet:
    """The port through which a fake sense tells whether to be quiet."""

    of: FakeSense

    def ask(self, rules: QuietRules) -> None:
        """Answer at once, or not at all."""
        self.of.asked += 1
        self.of.rules = rules
        if self.of.silent:
            return
        if any(getattr(rules, switch) for switch in SWITCHES):
            self.of.post(QuietSeen(self.of.reasons, self.of.attended))
        else:
            self.of.post(QuietSeen(None))
