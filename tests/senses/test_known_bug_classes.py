"""What went wrong with idle time and locks in other break reminders, for years."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import Event, IdleSeen, Presence, PresenceChanged
from movebreak.core.presence import Begun, Change, Found, Known, Watched, take_in
from movebreak.core.status import WorkingStatus
from movebreak.senses.sources import (
    Idled,
    Locked,
    Resumed,
    SourceLostError,
    Unlocked,
    Woke,
)
from tests.core.scene import Scene
from tests.fake_sources import FakeIdle, idle_way
from tests.senses.watched import AWAY, IDLE, MINUTE, SECOND
from tests.senses.watched import Watched as Desk

ACTIVE, UNKNOWN = Presence.ACTIVE, Presence.UNKNOWN
# Nobody can tell a dead source from a hand that never rests any sooner.
ENOUGH = 30


# Idle detection dead: it answers zero, nothing, an error, or always the same.


def answers_zero(source: FakeIdle) -> None:
    """Say for ever that there was input just now."""
    source.since = timedelta()


def answers_the_same(source: FakeIdle) -> None:
    """Say for ever that there was input so long ago."""
    source.since = 42 * SECOND


def answers_nonsense(source: FakeIdle) -> None:
    """Tell of input in the future."""
    source.since = -SECOND


def fails(source: FakeIdle) -> None:
    """Fail in a way that nobody thought of."""
    source.error = RuntimeError("a nasty surprise")


def ends(source: FakeIdle) -> None:
    """Lose the other end."""
    source.error = SourceLostError("the other end hung up")


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        (answers_zero, "stands still"),
        (answers_the_same, "stands still"),
        (answers_nonsense, "still to come"),
        (fails, "a nasty surprise"),
        (ends, "hung up"),
    ],
)
def test_dead_idle_detection_is_unknown_is_shown_and_the_next_source_is_tried(
    breaks: Callable[[FakeIdle], None], says: str
) -> None:
    """And without a next one it stays unknown, and reminders are not held up."""
    first, second = idle_way("the first"), idle_way("the second")
    with Desk([first, second]) as desk:
        first.now.since = 7 * SECOND
        desk.ask()
        breaks(first.now)
        for _ in range(ENOUGH):
            desk.wait(5 * SECOND)
            desk.ask()
            if second.tries:
                break
        assert desk.seen == [ACTIVE, UNKNOWN, ACTIVE]
        assert first.all_closed
        assert "the second" in desk.says
        assert f"the first: {says}" in desk.says or says in desk.says
        assert not desk.sense.reports()[0].well
        first.missing = "never again"
        second.now.error = SourceLostError("over as well")
        desk.turn()
        assert desk.seen[-1] is UNKNOWN
        assert "unknown, reminders go by time alone" in desk.says
        second.error = OSError("over")
        assert desk.ask() == [None]


def test_a_stuck_source_that_comes_back_as_stuck_is_not_believed() -> None:
    """The same reading once more, a second later, is no sign of life."""
    way = idle_way()
    with Desk([way]) as desk:
        way.now.since = 42 * SECOND
        desk.ask()
        desk.wait(SECOND)
        # Its next one will answer the same, too.
        stuck, way.kind = way.now, Stuck
        desk.ask()
        assert stuck.closed
        desk.wait(60 * MINUTE)
        assert desk.seen == [ACTIVE, UNKNOWN]
        assert desk.answers == [42 * SECOND, None]


class Stuck(FakeIdle):
    """Answers what the one before answered."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.since = 42 * SECOND


@pytest.mark.parametrize("since", [timedelta(), 8 * timedelta(milliseconds=1)])
def test_a_hand_on_the_mouse_is_not_taken_for_a_stuck_source(since: timedelta) -> None:
    """Whoever moves it is seen at the same millisecond again and again."""
    way = idle_way()
    with Desk([way]) as desk:
        for _ in range(100):
            for reading in (*10 * [since], 16 * timedelta(milliseconds=1)):
                way.now.since = reading
                desk.wait(3 * SECOND)
                assert desk.ask() == [reading]
        assert desk.seen == [ACTIVE]


def test_a_source_that_cannot_be_asked_is_not_dead() -> None:
    """Where idle time is told and not asked, no value is no fault."""
    way = idle_way()
    with Desk([way]) as desk:
        for _ in range(ENOUGH):
            desk.wait(5 * SECOND)
            desk.ask()
        assert desk.seen == [ACTIVE]
        way.now.tell(Idled(3 * SECOND))
        assert desk.turn() == [IdleSeen(3 * SECOND)]


def test_the_last_source_is_tried_as_well() -> None:
    """However many before it are missing or broken."""
    ways = [idle_way(f"way {number}", missing="not here") for number in range(6)]
    ways[3].missing, ways[3].error = "", RuntimeError("broken")
    ways[5].missing = ""
    with Desk(ways) as desk:
        assert desk.seen == [ACTIVE]
        assert "way 5" in desk.says


def test_an_absence_ends_when_its_source_dies() -> None:
    """Nobody is kept away for ever by a source that is gone."""
    way = idle_way()
    with Desk([way]) as desk:
        way.now.tell(Idled(AWAY))
        desk.turn()
        way.now.error = SourceLostError("gone")
        way.missing = "gone"
        desk.turn()
        assert desk.seen == [ACTIVE, Presence.AWAY, UNKNOWN]


# Wrong after suspend or lock: only one of them heard, or in another order.


class Office(Scene):
    """A cycle that is told of the person by the senses alone."""

    def __init__(self, *, sees: bool) -> None:
        super().__init__()
        self.known = Known()
        self.sees(Watched(AWAY, IDLE), *([Found()] if sees else []), Begun())

    def sees(self, *changes: Change) -> list[Event]:
        """Take these in now, and hand on what they post."""
        posted: list[Event] = []
        for change in changes:
            self.known, events = take_in(self.known, change, self.now)
            for event in events:
                self.do(event)
            posted.extend(events)
        return posted


LOCK, UNLOCK = Locked("the lock"), Unlocked("the lock")


def lock_only(office: Office, length: str) -> None:
    """Lock, and unlock so much later."""
    office.sees(LOCK)
    office.advance(length)
    office.sees(UNLOCK)


def sleep_only(office: Office, length: str) -> None:
    """Close the lid, where nothing locks."""
    office.sleep_machine(length)
    office.sees(Woke())


def sleep_unannounced(office: Office, length: str) -> None:
    """Close the lid, where nothing tells even of that."""
    office.sleep_machine(length)


def lock_before_sleep(office: Office, length: str) -> None:
    """Lock, then sleep; wake up, then unlock."""
    office.sees(LOCK)
    office.pass_by(length, asleep=True)
    office.sees(Woke())
    office.advance("5s")
    office.sees(UNLOCK)


def lock_heard_after_sleep(office: Office, length: str) -> None:
    """Sleep, and hear of the lock only after the wake-up."""
    office.pass_by(length, asleep=True)
    office.sees(Woke(), LOCK)
    office.advance("5s")
    office.sees(UNLOCK)


def lock_heard_before_the_wake_up(office: Office, length: str) -> None:
    """Sleep, and hear of the lock after it, but before the wake-up is announced."""
    office.pass_by(length, asleep=True)
    office.sees(LOCK, Woke())
    office.advance("5s")
    office.sees(UNLOCK)


def unlock_before_the_wake_up(office: Office, length: str) -> None:
    """Hear all three after the sleep, in the wrong order."""
    office.sees(LOCK)
    office.pass_by(length, asleep=True)
    office.sees(UNLOCK, Woke())


def sleep_before_lock(office: Office, length: str) -> None:
    """Sleep with the screen open, and be asked to unlock by nothing but a policy."""
    office.pass_by(length, asleep=True)
    office.sees(Woke())
    office.sees(LOCK, UNLOCK)


ORDERS = [
    lock_only,
    sleep_only,
    sleep_unannounced,
    lock_before_sleep,
    lock_heard_after_sleep,
    lock_heard_before_the_wake_up,
    unlock_before_the_wake_up,
    sleep_before_lock,
]


@pytest.mark.parametrize("sees", [True, False], ids=["idle known", "idle unknown"])
@pytest.mark.parametrize(("length", "left"), [("4m", 10), ("30m", 20), ("14h", 20)])
@pytest.mark.parametrize("happens", ORDERS)
def test_lock_and_sleep_in_any_order(
    happens: Callable[[Office, str], None], length: str, left: int, *, sees: bool
) -> None:
    """Short, all goes on; long, one natural break and a fresh interval, never two."""
    office = Office(sees=sees)
    office.work("10m")
    happens(office, length)
    until = office.expect(WorkingStatus).ends.left
    assert left * MINUTE - 5 * SECOND <= until <= left * MINUTE
    if length == "30m":
        assert office.outcomes == [Kind.NATURAL]
    if length == "4m":
        assert office.outcomes == []


def test_a_machine_that_wakes_by_itself_brings_nobody_back() -> None:
    """Locked it stays locked, idle it stays idle."""
    office = Office(sees=True)
    office.work("10m")
    office.sees(LOCK)
    for _ in range(5):
        office.pass_by("20m", asleep=True)
        office.sees(Woke())
        office.advance("2m")
    assert office.outcomes == []
    office.sees(UNLOCK)
    assert office.outcomes == [Kind.NATURAL]
    assert office.records[-1].length == 110 * MINUTE


def test_idle_then_lock_then_sleep_is_one_absence() -> None:
    """From the last input to the unlock, though three senses told of it."""
    office = Office(sees=True)
    office.work("10m")
    office.advance("1m")
    office.sees(Idled(IDLE))
    office.advance("4m")
    office.sees(Idled(AWAY))
    office.advance("1m")
    office.sees(LOCK)
    office.pass_by("30m", asleep=True)
    office.sees(Woke(), Resumed())
    office.advance("1m")
    assert office.outcomes == []
    office.sees(UNLOCK)
    assert office.outcomes == [Kind.NATURAL]
    assert office.records[-1].length == 37 * MINUTE


def test_an_absence_that_was_only_idle_is_dated_anew_by_no_lock() -> None:
    """The event says that it is certain now, and begins where it began."""
    office = Office(sees=True)
    office.advance("5m")
    (first,) = office.sees(Idled(AWAY))
    office.advance("5m")
    (second,) = office.sees(LOCK)
    assert isinstance(first, PresenceChanged)
    assert isinstance(second, PresenceChanged)
    assert (first.idle_only, second.idle_only) == (True, False)
    assert first.since == second.since
