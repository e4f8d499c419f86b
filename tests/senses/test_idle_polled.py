"""Idle time and lock that can only be asked for."""

from datetime import timedelta

import pytest

from movebreak.core.events import Presence
from movebreak.senses.idle.polled import PolledIdle, PolledLock
from movebreak.senses.presence import PresenceSense
from movebreak.senses.sources import (
    Idled,
    IdleSource,
    Locked,
    Resumed,
    Seen,
    Source,
    SourceLostError,
    Unlocked,
)
from tests.fake_clock import WorldClock, at
from tests.senses.watched import AWAY, IDLE, MINUTE, SECOND
from tests.senses.watched import Watched as Desk

ZERO = timedelta()


class Machine:
    """A system that knows when the last input was, and says it when asked."""

    def __init__(self) -> None:
        self.clock = WorldClock(at("2026-03-04 09:00"))
        self.touched = self.clock.awake
        self.error: Exception | None = None
        self.asked = 0
        self.idle: IdleSource = PolledIdle("the machine", self.read, self.awake)

    def awake(self) -> timedelta:
        """Return the clock that stands still in sleep."""
        return self.clock.awake

    def read(self) -> timedelta:
        """Return the idle time."""
        self.asked += 1
        if self.error is not None:
            raise self.error
        return self.clock.awake - self.touched

    def touch(self) -> None:
        """Touch the mouse."""
        self.touched = self.clock.awake

    def live(self, span: timedelta) -> list[Seen]:
        """Let time pass, looking whenever the source wants to; return what it saw."""
        seen, end = self.idle.take(), self.clock.awake + span
        while True:
            wait = self.idle.patience()
            left = end - self.clock.awake
            if wait is None or wait > left:
                self.clock.advance(left)
                return seen
            self.clock.advance(wait)
            seen += self.idle.take()


def test_it_looks_when_a_threshold_may_be_over() -> None:
    """And not once a second."""
    machine = Machine()
    machine.idle.watch(IDLE)
    machine.idle.watch(AWAY)
    assert machine.live(59 * SECOND) == []
    assert machine.asked == 1
    assert machine.live(SECOND) == [Idled(IDLE)]
    assert machine.live(4 * MINUTE) == [Idled(AWAY)]


def test_while_nobody_is_there_it_looks_once_a_minute() -> None:
    """The return is seen within that time."""
    machine = Machine()
    machine.idle.watch(AWAY)
    assert machine.live(AWAY) == [Idled(AWAY)]
    before = machine.asked
    assert machine.live(10 * MINUTE) == []
    assert machine.asked - before == 10
    machine.clock.advance(SECOND)
    machine.touch()
    assert machine.live(MINUTE) == [Resumed()]


def test_while_somebody_works_it_looks_once_a_threshold() -> None:
    """An hour of work costs a handful of looks."""
    machine = Machine()
    machine.idle.watch(AWAY)
    machine.idle.take()
    for _ in range(60):
        assert machine.live(MINUTE) == []
        machine.touch()
    assert machine.asked <= 20


def test_without_thresholds_it_is_only_asked() -> None:
    """There is nothing to wait for, in no way."""
    machine = Machine()
    assert machine.idle.patience() is None
    assert machine.idle.fileno() is None
    machine.clock.advance(SECOND)
    assert machine.idle.idle() == SECOND
    machine.idle.watch(AWAY)
    machine.idle.unwatch(AWAY)
    assert machine.idle.patience() is None
    machine.idle.close()
    machine.idle.close()


def test_sleep_is_no_input() -> None:
    """Systems that count the sleep as idle time and such that do not agree on that."""
    for counted in (ZERO, 3 * 60 * MINUTE):
        machine = Machine()
        machine.idle.watch(AWAY)
        assert machine.live(AWAY) == [Idled(AWAY)]
        machine.clock.sleep(3 * 60 * MINUTE)
        machine.touched -= counted
        assert machine.live(2 * MINUTE) == []


@pytest.mark.parametrize("error", [OSError("denied"), ValueError("odd")])
def test_a_reading_that_fails_is_a_lost_source(error: Exception) -> None:
    """With the reason, and the name of the source."""
    machine = Machine()
    machine.error = error
    with pytest.raises(SourceLostError, match=rf"the machine.*{error}"):
        machine.idle.idle()


def test_a_reading_of_input_to_come_is_a_lost_source() -> None:
    """A counter has gone wrong."""
    machine = Machine()
    machine.touched += SECOND
    with pytest.raises(SourceLostError, match="still to come"):
        machine.idle.idle()


def test_a_source_that_knows_it_is_lost_says_so_itself() -> None:
    """Its own words are kept."""
    machine = Machine()
    machine.error = SourceLostError("no session any more")
    with pytest.raises(SourceLostError, match=r"^no session any more$"):
        machine.idle.idle()


def test_a_reading_that_stands_still_is_a_lost_source() -> None:
    """Nobody can have touched anything exactly so long ago each time."""
    machine = Machine()
    machine.idle.watch(AWAY)
    machine.clock.advance(2 * MINUTE)
    machine.idle.take()
    machine.clock.advance(MINUTE)
    machine.touched += MINUTE
    with pytest.raises(SourceLostError, match="stands still"):
        machine.idle.idle()


def test_a_lock_is_looked_at_once_a_minute() -> None:
    """What is locked at the start is told, and each change after that once."""
    locked = [True, True, False, False, True]
    lock: Source = PolledLock("the screen", lambda: locked.pop(0))
    assert lock.fileno() is None
    assert lock.patience() == MINUTE
    assert lock.take() == [Locked("locked")]
    assert lock.take() == []
    assert lock.take() == [Unlocked("locked")]
    assert lock.take() == []
    assert lock.take() == [Locked("locked")]
    lock.close()
    lock.close()


def test_a_lock_that_cannot_be_read_is_a_lost_source() -> None:
    """With the reason."""

    def read() -> bool:
        raise OSError("access denied")

    with pytest.raises(SourceLostError, match=r"the screen.*access denied"):
        PolledLock("the screen", read).take()


def test_a_system_that_is_only_asked_is_sensed_in_full() -> None:
    """Idle, away, locked, unlocked and back, by the sense itself."""
    machine, locked = Machine(), [False]
    desk = Desk()
    desk.clock = machine.clock
    desk.sense = PresenceSense(
        machine.clock,
        desk.posted.append,
        [lambda: machine.idle],
        [lambda: PolledLock("the screen", lambda: locked[0])],
    )
    with desk:
        desk.wait(AWAY)
        locked[0] = True
        desk.wait(MINUTE)
        desk.wait(10 * MINUTE)
        machine.touch()
        locked[0] = False
        desk.wait(MINUTE)
        assert desk.seen == [
            Presence.ACTIVE,
            Presence.IDLE,
            Presence.AWAY,
            Presence.AWAY,
            Presence.ACTIVE,
        ]
        machine.clock.advance(SECOND)
        assert desk.ask() == [machine.clock.awake - machine.touched]
