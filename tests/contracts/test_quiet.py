"""What every sense for quiet does, the fake one and the real one alike."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Protocol

import pytest

from movebreak.core.events import Event, QuietSeen
from movebreak.core.settings import QuietRules
from movebreak.ports import Quiet
from movebreak.senses.quiet.sense import QuietSense
from tests.fake_clock import WorldClock, at
from tests.fake_senses import FakeSense
from tests.senses.test_quiet import Eye
from tests.waiting import eventually

RULES = QuietRules()
NOTHING = replace(
    RULES, do_not_disturb=False, full_screen=False, microphone=False, camera=False
)


class Room(Protocol):
    """What there is to see, and the sense for quiet."""

    posted: list[Event]

    @property
    def port(self) -> Quiet:
        """Return the sense."""

    def running(self) -> AbstractContextManager[object]:
        """Have the sense run as the program has it."""

    def has(self, reason: str | None, *, attended: bool = False) -> None:
        """Have this to be seen; None for a free person."""

    def hide(self) -> None:
        """Let no look come back."""


class _FakeRoom:
    def __init__(self) -> None:
        self.posted: list[Event] = []
        clock = WorldClock(at("2026-03-04 09:00"))
        self._sense = FakeSense(clock, self.posted.append, reasons=())
        self.port = self._sense.quiet

    def running(self) -> AbstractContextManager[object]:
        return nullcontext()

    def has(self, reason: str | None, *, attended: bool = False) -> None:
        self._sense.reasons = () if reason is None else (reason,)
        self._sense.attended = attended

    def hide(self) -> None:
        self._sense.silent = True


class _RealRoom:
    def __init__(self) -> None:
        self.posted: list[Event] = []
        self.eye = Eye()
        clock = WorldClock(at("2026-03-04 09:00"))
        self.port = QuietSense(self.posted.append, [self.eye], clock)

    def running(self) -> AbstractContextManager[object]:
        return self.port

    def has(self, reason: str | None, *, attended: bool = False) -> None:
        self.eye.sees, self.eye.attends = reason, attended

    def hide(self) -> None:
        self.eye.hurry.clear()


@pytest.fixture(params=["fake", "real"])
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    """Give each sense in turn."""
    if request.param == "fake":
        yield _FakeRoom()
        return
    real = _RealRoom()
    yield real
    real.eye.hurry.set()


def told(room: Room, rules: QuietRules = RULES) -> list[Event]:
    """Ask once, and return what is posted."""
    before = len(room.posted)
    room.port.ask(rules)
    assert eventually(lambda: len(room.posted) > before)
    return room.posted[before:]


def test_what_is_seen_is_told_once(room: Room) -> None:
    """Each question has one answer, and that is how things are now."""
    with room.running():
        assert told(room) == [QuietSeen(())]
        room.has("a call", attended=True)
        assert told(room) == [QuietSeen(("a call",), attended=True)]
        room.has("do not disturb")
        assert told(room) == [QuietSeen(("do not disturb",))]
        room.has(None)
        assert told(room) == [QuietSeen(())]
    assert len(room.posted) == 4


def test_what_is_switched_off_is_not_told(room: Room) -> None:
    """Where nothing may be looked at, nothing can be told."""
    room.has("a call", attended=True)
    with room.running():
        assert told(room, NOTHING) == [QuietSeen(None)]


def test_a_look_that_takes_long_blocks_nobody(room: Room) -> None:
    """Neither who asks, nor who ends."""
    room.hide()
    with room.running():
        room.port.ask(RULES)
        assert room.posted == []


def test_asking_is_harmless_at_any_time(room: Room) -> None:
    """Before the start and after the end nothing blocks or raises."""
    assert told(room) == [QuietSeen(())]
    with room.running():
        assert told(room) == [QuietSeen(())]
    room.port.ask(RULES)

    assert all(it == QuietSeen(()) for it in room.posted)
