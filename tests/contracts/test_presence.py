"""What every sense for presence does, the fake one and the real one alike."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Protocol

import pytest

from movebreak.core.breaks import TYPING_PAUSE
from movebreak.core.events import (
    Event,
    IdleSeen,
    Presence,
    PresenceChanged,
)
from movebreak.ports import Presence as PresencePort
from movebreak.senses.presence import PresenceSense
from tests.fake_clock import WorldClock, at
from tests.fake_senses import FakeSense
from tests.fake_sources import idle_way

ZERO = timedelta()
AWAY, IDLE = timedelta(minutes=5), timedelta(minutes=1)
THERE, SITS, GONE = Presence.ACTIVE, Presence.IDLE, Presence.AWAY


class Desk(Protocol):
    """Somebody at a desk, and the sense for presence."""

    clock: WorldClock
    posted: list[Event]

    @property
    def port(self) -> PresencePort:
        """Return the sense."""

    def running(self) -> AbstractContextManager[object]:
        """Have the sense run as the program has it."""

    def begin(self) -> None:
        """Begin, with nobody but the test to drive the sense."""

    def settle(self) -> None:
        """Have the sense do what it has to do."""

    def leave(self, span: timedelta) -> None:
        """Touch nothing for so long."""

    def touch(self) -> None:
        """Touch something."""


class _FakeDesk:
    def __init__(self) -> None:
        self.clock = WorldClock(at("2026-03-04 09:00"))
        self.posted: list[Event] = []
        self._sense = FakeSense(self.clock, self.posted.append)
        self.port = self._sense.presence

    def running(self) -> AbstractContextManager[object]:
        return nullcontext()

    def begin(self) -> None:
        self._sense.touch()

    def settle(self) -> None:
        self._sense.look()

    def leave(self, span: timedelta) -> None:
        self.clock.advance(span)

    def touch(self) -> None:
        self._sense.touch()


class _RealDesk:
    def __init__(self, reading: timedelta | None) -> None:
        self.clock = WorldClock(at("2026-03-04 09:00"))
        self.posted: list[Event] = []
        self._way = idle_way()
        self._way.now.since = reading
        self.port = PresenceSense(self.clock, self.posted.append, [self._way], [])

    def running(self) -> AbstractContextManager[object]:
        return self.port

    def begin(self) -> None:
        self.port.begin()

    def settle(self) -> None:
        self.port.turn(ZERO)

    def leave(self, span: timedelta) -> None:
        self.clock.advance(span)
        self._way.now.leave(span)

    def touch(self) -> None:
        self._way.now.touch()

    def close(self) -> None:
        self.port.close()
        self._way.now.close()


@pytest.fixture(params=["fake", "asked", "told"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Give each sense in turn; the real one with a source to ask, and without."""
    if request.param == "fake":
        yield _FakeDesk()
        return
    real = _RealDesk(ZERO if request.param == "asked" else None)
    yield real
    real.close()


def leave(desk: Desk, span: timedelta) -> None:
    """Touch nothing for so long, and have it seen."""
    desk.settle()
    desk.leave(span)
    desk.settle()


def touch(desk: Desk) -> None:
    """Touch something, and have it seen."""
    desk.touch()
    desk.settle()


def seen(desk: Desk) -> list[Presence]:
    """Return as what the person was seen, one after the other."""
    return [it.presence for it in desk.posted if isinstance(it, PresenceChanged)]


def answers(desk: Desk) -> int:
    """Return how often idle time was told."""
    return sum(isinstance(it, IdleSeen) for it in desk.posted)


def test_watching_makes_away_come(desk: Desk) -> None:
    """First idle, then away, then back; each told once, however long it lasts."""
    desk.begin()
    desk.port.watch(AWAY, IDLE)
    for _ in range(2):
        leave(desk, IDLE)
        leave(desk, AWAY - IDLE)
        leave(desk, AWAY)
        touch(desk)
        touch(desk)

    assert seen(desk) == [THERE, SITS, GONE, THERE, SITS, GONE, THERE]


def test_what_is_watched_before_the_start_counts(desk: Desk) -> None:
    """The order waits until there is something to see."""
    desk.port.watch(AWAY, IDLE)
    desk.begin()
    leave(desk, AWAY - IDLE)
    leave(desk, IDLE)

    assert seen(desk) == [THERE, SITS, GONE]


def test_away_began_with_the_last_input(desk: Desk) -> None:
    """And says that nothing but idle time speaks for it."""
    desk.begin()
    desk.port.watch(AWAY, None)
    last_input = desk.clock.now()
    leave(desk, AWAY)

    assert desk.posted[1:] == [PresenceChanged(GONE, last_input, idle_only=True)]


def test_later_thresholds_replace_the_earlier(desk: Desk) -> None:
    """What is asked for no more does not come."""
    desk.begin()
    desk.port.watch(AWAY, IDLE)
    desk.port.watch(2 * AWAY, None)
    leave(desk, AWAY)
    assert seen(desk) == [THERE]
    leave(desk, AWAY)

    assert seen(desk) == [THERE, GONE]


def test_a_question_has_one_answer(desk: Desk) -> None:
    """At once, or in the next pause of typing, and never a second one."""
    desk.begin()
    desk.port.watch(AWAY, None)
    for asked in range(1, 4):
        desk.port.ask()
        leave(desk, TYPING_PAUSE)
        touch(desk)
        leave(desk, TYPING_PAUSE)
        touch(desk)
        assert answers(desk) == asked


def test_questions_are_harmless_at_any_time(desk: Desk) -> None:
    """Nothing blocks or raises before the start, in between, and after the end."""
    desk.port.watch(AWAY, IDLE)
    desk.port.ask()
    with desk.running():
        desk.port.ask()
        desk.port.watch(AWAY, None)
    desk.port.watch(AWAY, IDLE)
    desk.port.ask()

    assert all(isinstance(it, IdleSeen | PresenceChanged) for it in desk.posted)
