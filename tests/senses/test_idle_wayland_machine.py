"""Any day at a Wayland desktop: the promises that hold whatever the order of things."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from movebreak.native.wayland_idle import INPUT, KDE, SEAT
from movebreak.senses.idle.wayland import WaylandIdle
from movebreak.senses.sources import Idled, Resumed
from tests.senses.fake_notices import FakeNotices

MILLISECOND = timedelta(milliseconds=1)

ways = st.sampled_from([frozenset({INPUT, SEAT}), frozenset({SEAT}), frozenset({KDE})])
lengths = st.sampled_from([1, 3, 5, 60, 300]).map(lambda each: timedelta(seconds=each))


class Day(RuleBasedStateMachine):
    """A person types, sits still and watches films; thresholds come and go."""

    @initialize(offers=ways)
    def begin(self, offers: frozenset[object]) -> None:
        """Connect to a compositor."""
        self.far = FakeNotices(frozenset({INPUT, SEAT, KDE}) & offers)
        self.idle = WaylandIdle("x", "/run", lambda _display, _runtime: self.far)
        self.watched: set[timedelta] = set()
        self.told: set[timedelta] = set()
        self.absent = False
        self.last_input = 0

    @rule(after=lengths)
    def watch(self, after: timedelta) -> None:
        """Set a threshold."""
        self.idle.watch(after)
        self.watched.add(after)

    @rule(after=lengths)
    def unwatch(self, after: timedelta) -> None:
        """Take a threshold back."""
        self.idle.unwatch(after)
        self.watched.discard(after)
        self.told.discard(after)

    @rule(seconds=st.integers(1, 400))
    def sit_still(self, seconds: int) -> None:
        """Touch nothing."""
        self.far.sit_still(seconds * 1000)

    @rule()
    def touch(self) -> None:
        """Press a key; the return comes exactly once, after any absence."""
        self.take()
        absent = self.absent
        self.far.touch()
        self.last_input = self.far.now
        assert self.idle.take() == [Resumed()] * absent
        self.told.clear()
        self.absent = False

    @precondition(lambda self: not self.far.film)
    @rule()
    def play(self) -> None:
        """Begin a film."""
        self.take()
        self.far.play()

    @precondition(lambda self: self.far.film)
    @rule()
    def stop(self) -> None:
        """End the film."""
        self.far.stop()

    @rule()
    def take(self) -> None:
        """Look; no threshold is told early, twice, or without being watched."""
        for seen in self.idle.take():
            match seen:
                case Idled(after):
                    assert after in self.watched - self.told
                    still = (self.far.now - self.last_input) * MILLISECOND
                    assert still >= after
                    self.told.add(after)
                    self.absent = True
                case _:
                    # Only a film that begins may look like a person here.
                    assert seen == Resumed()
                    assert self.absent
                    assert INPUT not in self.far.offers
                    self.told.clear()
                    self.absent = False

    @invariant()
    def wakes_up_to_see(self) -> None:
        """What is there to see makes the descriptor readable."""
        if "far" in vars(self) and not self.far.readable():
            assert self.idle.take() == []

    @invariant()
    def leaves_nothing_behind(self) -> None:
        """The compositor counts for no more than what is watched or must yet end."""
        if "far" in vars(self) and not self.absent and not self.far.readable():
            each = 2 if INPUT in self.far.offers else 1
            assert len(self.far.orders) == each * len(self.watched)


TestDay = Day.TestCase
