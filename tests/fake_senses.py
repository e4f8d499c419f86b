"""A person at a desk, as senses would see them."""

from dataclasses import dataclass
from datetime import timedelta

from movebreak.core.events import Moment, Presence, PresenceChanged, QuietSeen
from movebreak.ports import Clock, Post


@dataclass
class FakeSense:
    """Answers for presence and quiet what the test has it see.

    At first it cannot tell anything. `reasons` is why to be quiet, empty for free;
    `silent` lets a question about it go unanswered.
    """

    clock: Clock
    post: Post
    reasons: tuple[str, ...] | None = None
    silent: bool = False
    last_input: Moment | None = None
    asked: int = 0

    def idle(self) -> timedelta | None:
        """Return the time since the last input, if anything sees it."""
        if self.last_input is None:
            return None
        return self.clock.now().boot - self.last_input.boot

    def ask(self) -> None:
        """Answer at once, or not at all."""
        self.asked += 1
        if not self.silent:
            self.post(QuietSeen(self.reasons))

    def touch(self) -> None:
        """See an input now; the first one after an absence ends it."""
        now = self.clock.now()
        self.last_input = now
        self.post(PresenceChanged(Presence.ACTIVE, now))

    def nobody(self, since: Moment, *, idle_only: bool = True) -> None:
        """See that nobody has been there since then."""
        self.post(PresenceChanged(Presence.AWAY, since, idle_only))
