"""Whatever idle sources and locks tell, in whatever order, the person is seen."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from movebreak.core.events import Event, Moment, PersonSeen, Presence, PresenceChanged
from movebreak.core.presence import (
    Begun,
    Change,
    Dropped,
    Found,
    Idled,
    Known,
    Locked,
    Looked,
    Lost,
    Resumed,
    Unlocked,
    Watched,
    Woke,
    look_at,
    take_in,
)
from tests import make

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
AWAY, IDLE = 5 * MINUTE, MINUTE
STEPS = 40

spans = st.one_of(
    st.sampled_from([SECOND, MINUTE, 4 * MINUTE, 5 * MINUTE, 59 * SECOND]),
    st.integers(1, 900).map(lambda n: n * SECOND),
)
whys = st.sampled_from(["the lock", "the other lock", "switched"])


class Senses(RuleBasedStateMachine):
    """Feeds changes in, and watches what is posted."""

    def __init__(self) -> None:
        super().__init__()
        self.now = make.moment()
        self.known = Known()
        self.locks: set[str] = set()
        self.sees = True
        self.told: PresenceChanged | None = None
        self.active: Moment | None = None

    def see(self, change: Change) -> None:
        """Take the change in, and check each event on its own."""
        self.known, events = take_in(self.known, change, self.now)
        for event in events:
            self.posted(event, change)

    def posted(self, event: Event, change: Change) -> None:
        """Look at an event as it comes."""
        if isinstance(event, PersonSeen):
            assert isinstance(change, Unlocked)
            assert self.told is not None
            assert self.told.presence is Presence.UNKNOWN
        if not isinstance(event, PresenceChanged):
            return
        before, self.told = self.told, event
        assert event.since.boot <= self.now.boot
        assert self.active is None or event.since.boot >= self.active.boot
        if before is not None:
            same = event.presence is before.presence
            assert not (same and event.idle_only is before.idle_only)
            if same:
                assert event.since == before.since
        if event.presence is Presence.ACTIVE:
            self.active = event.since

    def pass_by(self, span: timedelta, *, asleep: bool = False) -> None:
        """Move the clocks and nothing else."""
        now = self.now
        awake = now.awake if asleep else now.awake + span
        self.now = Moment(now.boot + span, awake, now.wall + span)

    @invariant()
    def a_lock_is_away_and_nothing_else_is_known_without_a_source(self) -> None:
        """The parts of the verdict that need no idle time."""
        if self.told is None:
            return
        locked = self.told.presence is Presence.AWAY and not self.told.idle_only
        assert locked == bool(self.locks)
        unknown = self.told.presence is Presence.UNKNOWN
        assert unknown == (not self.sees and not self.locks)

    @rule(why=whys)
    def lock(self, why: str) -> None:
        """Lock the screen."""
        self.locks.add(why)
        self.see(Locked(why))

    @rule(span=spans)
    def sleep(self, span: timedelta) -> None:
        """Put the machine to sleep, and see it wake up."""
        before = self.told
        self.pass_by(span, asleep=True)
        self.see(Woke())
        assert self.told == before


class Anything(Senses):
    """Sources that come, go, and talk nonsense."""

    @initialize(idled=st.sampled_from([None, IDLE, AWAY]), locked=st.booleans())
    def begin(self, idled: timedelta | None, *, locked: bool) -> None:
        """Start at any time."""
        self.see(Watched(AWAY, IDLE))
        self.see(Found(idled))
        if locked:
            self.lock("the lock")
        self.see(Begun())

    @rule(span=spans)
    def wait(self, span: timedelta) -> None:
        """Let time pass."""
        self.pass_by(span)

    @rule(change=st.sampled_from([Idled(IDLE), Idled(AWAY), Resumed(), Looked()]))
    def tell(self, change: Change) -> None:
        """Say anything of idle time."""
        self.see(change)
        if isinstance(change, Resumed) and self.sees and not self.locks:
            assert self.told is not None
            assert self.told.presence is Presence.ACTIVE

    @rule(away=st.sampled_from([AWAY, 10 * MINUTE]), idle=st.sampled_from([None, IDLE]))
    def watch(self, away: timedelta, idle: timedelta | None) -> None:
        """Ask for other thresholds."""
        self.see(Watched(away, idle))

    @rule(idled=st.sampled_from([None, IDLE, AWAY]))
    def find(self, idled: timedelta | None) -> None:
        """Find a source, or a better one."""
        self.sees = True
        self.see(Found(idled))

    @rule()
    def lose(self) -> None:
        """Lose the last source."""
        self.sees = False
        self.see(Lost())

    @rule(why=whys)
    def unlock(self, why: str) -> None:
        """Unlock the screen."""
        was_locked = bool(self.locks)
        self.locks.discard(why)
        self.see(Unlocked(why))
        if was_locked and not self.locks and self.sees:
            assert self.told == PresenceChanged(Presence.ACTIVE, self.now)

    @rule(why=whys)
    def drop(self, why: str) -> None:
        """Lose the source of a lock."""
        self.locks.discard(why)
        self.see(Dropped(why))

    @rule()
    def look(self) -> None:
        """Look when there is something to look at: once, not in a loop."""
        at = look_at(self.known)
        if at is not None:
            self.pass_by(max(timedelta(), at - self.now.awake))
            self.see(Looked())
            again = look_at(self.known)
            assert again is None or again > self.now.awake


class OnePerson(Senses):
    """A source that tells in time, and sees all input but what unlocks."""

    def __init__(self) -> None:
        super().__init__()
        self.touched = self.unlocked = self.now.awake
        self.over: set[timedelta] = set()

    @initialize()
    def begin(self) -> None:
        """Start with somebody at the desk."""
        for change in (Watched(AWAY, IDLE), Found(), Begun()):
            self.see(change)

    @rule(span=spans)
    def wait(self, span: timedelta) -> None:
        """Let time pass, and all that is due happen at its time."""
        end = self.now.awake + span
        while True:
            due = [self.touched + each for each in {IDLE, AWAY} - self.over]
            look = look_at(self.known)
            due += [] if look is None else [look]
            at = min(due, default=end)
            if at > end:
                break
            self.pass_by(at - self.now.awake)
            for each in sorted({IDLE, AWAY} - self.over):
                if self.touched + each <= at:
                    self.over.add(each)
                    self.see(Idled(each))
            if look == at:
                self.see(Looked())
            if at == end:
                break
        self.pass_by(end - self.now.awake)

    @rule()
    def touch(self) -> None:
        """Touch the mouse."""
        self.touched = self.now.awake
        if self.over:
            self.over.clear()
            self.see(Resumed())

    @precondition(lambda self: self.locks)
    @rule()
    def unlock_all(self) -> None:
        """Unlock by a finger or a phone, which no source of idle time sees."""
        for why in sorted(self.locks):
            self.locks.discard(why)
            self.see(Unlocked(why))
        self.unlocked = self.now.awake

    @invariant()
    def the_person_is_seen_as_they_are(self) -> None:
        """Away, idle or active by the last input of any kind, and since that."""
        if self.told is None or self.locks:
            return
        last = max(self.touched, self.unlocked)
        idle = self.now.awake - last
        if idle >= AWAY:
            expected = Presence.AWAY
        else:
            expected = Presence.IDLE if idle >= IDLE else Presence.ACTIVE
        assert self.told.presence is expected
        if expected is not Presence.ACTIVE:
            assert self.told.since.awake == last


for _machine in (Anything, OnePerson):
    _machine.TestCase.settings = settings(stateful_step_count=STEPS, deadline=None)

TestAnything = Anything.TestCase
TestOnePerson = OnePerson.TestCase
