"""The thread of the presence sense: it ends, lets go of everything, and rests."""

import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from movebreak.core.events import Event, IdleSeen, Moment, Presence, PresenceChanged
from movebreak.ports import Presence as Port
from movebreak.senses.bell import Bell
from movebreak.senses.presence import PresenceSense
from movebreak.senses.sources import Idled, Locked, Resumed, SourceLostError, Unlocked
from tests.fake_clock import WorldClock, at
from tests.fake_sources import FakeIdle, FakeSource, Way, idle_way, lock_way
from tests.waiting import eventually

AWAY, IDLE = timedelta(minutes=5), timedelta(minutes=1)
FILES = Path("/proc/self/fd")
FEW = 20


@pytest.fixture
def idle() -> Iterator[Way[FakeIdle]]:
    """A way to sense idle time."""
    way = idle_way()
    yield way
    way.now.close()


@pytest.fixture
def lock() -> Iterator[Way[FakeSource]]:
    """A way to learn of locks."""
    way = lock_way()
    yield way
    way.now.close()


def clock() -> WorldClock:
    """Return a clock that stands."""
    return WorldClock(at("2026-03-04 09:00"))


def begin(port: Port) -> None:
    """Do what the engine does at its start."""
    port.watch(AWAY, IDLE)


def open_files() -> int:
    """Return how many files this process has open."""
    return len(list(FILES.iterdir()))


def seen(posted: list[Event]) -> list[Presence]:
    """Return as what the person was seen."""
    return [each.presence for each in posted if isinstance(each, PresenceChanged)]


def test_the_sense_follows_its_sources(
    idle: Way[FakeIdle], lock: Way[FakeSource]
) -> None:
    """From a thread of its own, woken by nothing but them and the orders."""
    posted: list[Event] = []
    with PresenceSense(clock(), posted.append, [idle], [lock]) as sense:
        begin(sense)
        assert eventually(lambda: idle.now.watched == {AWAY, IDLE})
        idle.now.tell(Idled(AWAY))
        assert eventually(lambda: seen(posted)[-1:] == [Presence.AWAY])
        idle.now.tell(Resumed())
        assert eventually(lambda: seen(posted)[-1:] == [Presence.ACTIVE])
        lock.now.tell(Locked("locked"))
        assert eventually(lambda: seen(posted)[-1:] == [Presence.AWAY])
        lock.now.tell(Unlocked("locked"))
        assert eventually(lambda: seen(posted)[-1:] == [Presence.ACTIVE])
        idle.now.since = timedelta(seconds=2)
        sense.ask()
        assert eventually(lambda: IdleSeen(timedelta(seconds=2)) in posted)
        assert [each.part for each in sense.reports()] == ["idle time", "lock"]


def test_it_ends_with_its_thread_and_all_sources(
    idle: Way[FakeIdle], lock: Way[FakeSource]
) -> None:
    """Whatever is under way; orders that come later are harmless."""
    posted: list[Event] = []
    before = set(threading.enumerate())
    with PresenceSense(clock(), posted.append, [idle], [lock]) as sense:
        sense.watch(AWAY, None)
        sense.ask()
        assert eventually(lambda: idle.now.taken and lock.now.taken)
    assert set(threading.enumerate()) <= before
    assert idle.all_closed
    assert lock.all_closed
    sense.watch(AWAY, IDLE)
    sense.ask()


def test_it_may_be_closed_before_it_began() -> None:
    """There is nothing to let go of, and orders wait for nobody."""
    sense = PresenceSense(clock(), lambda _: None, [], [])
    sense.ask()
    sense.close()


def test_it_can_end_at_once() -> None:
    """Before it has looked at anything."""
    before = set(threading.enumerate())
    for _ in range(FEW):
        with PresenceSense(clock(), lambda _: None, [], []):
            pass
    assert set(threading.enumerate()) <= before


@pytest.mark.skipif(not FILES.exists(), reason="this system does not list open files")
def test_no_descriptor_is_left_open() -> None:
    """Not by ends, and not by sources that are lost and opened again."""
    before = open_files()
    for _ in range(FEW):
        way, key = idle_way(), lock_way()
        posted: list[Event] = []
        with PresenceSense(clock(), posted.append, [way], [key]) as sense:
            assert eventually(lambda: key.now.taken)  # noqa: B023 - awaited here
            way.now.error = SourceLostError("gone")
            sense.ask()
            assert eventually(lambda: way.all_closed)  # noqa: B023
    assert open_files() == before


class StoppedClock(WorldClock):
    """Breaks when told to, as nothing else in the sense can."""

    broken = False

    def now(self) -> Moment:
        """Return all clocks, or fail once."""
        if self.broken:
            self.broken = False
            raise RuntimeError("the clock has stopped")
        return super().now()


def test_a_mistake_of_ours_is_unknown_and_not_silence(
    idle: Way[FakeIdle], caplog: pytest.LogCaptureFixture
) -> None:
    """The thread ends, the report says so, and questions are still answered."""
    posted: list[Event] = []
    broken = StoppedClock(at("2026-03-04 09:00"))
    with PresenceSense(broken, posted.append, [idle], []) as sense:
        assert eventually(lambda: seen(posted) == [Presence.ACTIVE])
        broken.broken = True
        idle.now.wake()
        assert eventually(lambda: posted[-1:] == [IdleSeen(None)])
        assert seen(posted) == [Presence.ACTIVE, Presence.UNKNOWN]
        assert eventually(lambda: idle.all_closed)
        sense.ask()
        assert posted[-2:] == [IdleSeen(None), IdleSeen(None)]
        (report,) = sense.reports()
        assert not report.well
    assert "the clock has stopped" in caplog.text


def test_a_bell_wakes_and_is_heard_once() -> None:
    """However often it was rung; a closed one may be rung as well."""
    bell = Bell()
    for _ in range(100_000):
        bell.ring()
    assert bell.wait([], None) == {bell._here.fileno()}
    assert bell.wait([], timedelta()) == set()
    bell.close()
    bell.ring()
    bell.close()


@pytest.mark.skipif(os.name != "posix", reason="there only sockets can be waited for")
def test_a_file_that_cannot_be_waited_for_is_read_at_once() -> None:
    """Whoever holds it learns why when reading."""
    bell = Bell()
    end, other = os.pipe()
    os.close(other)
    os.close(end)
    assert bell.wait([end, -1], None) == {end, -1}
    bell.close()
