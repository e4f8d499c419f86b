"""The quiet sense: what several senses say together."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from time import monotonic  # noqa: TID251 - how long a real thread takes
from typing import TYPE_CHECKING, Any

import pytest

from movebreak.core.events import Event, QuietSeen
from movebreak.core.settings import QuietRules
from movebreak.errors import UnavailableError
from movebreak.senses.quiet.sense import PATIENCE, QuietSense, Sense
from tests.fake_clock import WorldClock, at
from tests.waiting import eventually

if TYPE_CHECKING:
    from movebreak.ports import Quiet

RULES = QuietRules()
SWITCHES = ("do_not_disturb", "full_screen", "microphone", "camera")


@dataclass
class Eye:
    """Sees what a test has it see; an exception is raised."""

    switch: str = "microphone"
    sees: str | Exception | None = None
    attends: bool = True
    name: str = "an eye"
    hurry: threading.Event = field(default_factory=threading.Event)
    looks: int = 0

    def __post_init__(self) -> None:
        self.hurry.set()

    def look(self) -> str | None:
        """Look, when the test lets it."""
        self.looks += 1
        assert self.hurry.wait(20)
        if isinstance(self.sees, Exception):
            raise self.sees
        return self.sees


class Room:
    """A quiet sense with these eyes, and what it has posted."""

    def __init__(self, *senses: Sense) -> None:
        self.posted: list[Event] = []
        self.clock = WorldClock(at("2026-03-04 09:00"))
        self.quiet = QuietSense(self.posted.append, senses, self.clock)

    def ask(self, rules: QuietRules = RULES) -> QuietSeen:
        """Ask once, and return the one answer."""
        before = len(self.posted)
        self.quiet.ask(rules)
        assert eventually(lambda: len(self.posted) > before)
        (seen,) = self.posted[before:]
        assert isinstance(seen, QuietSeen)
        return seen

    def says(self) -> list[str]:
        """Return what the reports say."""
        return [report.says for report in self.quiet.reports()]


def off(switch: str) -> QuietRules:
    """Return rules with this one switched off."""
    changes: dict[str, Any] = {switch: False}
    return replace(RULES, **changes)


@pytest.fixture
def slow() -> Iterator[Eye]:
    """Have an eye that looks on until the test ends."""
    eye = Eye(name="slow", sees="seen at last")
    eye.hurry.clear()
    yield eye
    eye.hurry.set()


def test_it_is_the_port() -> None:
    """The sense is what the engine asks."""
    port: Quiet = Room().quiet
    assert isinstance(port, QuietSense)


def test_the_switches_are_those_of_the_settings() -> None:
    """Every kind of quiet has a switch in the rules."""
    assert set(SWITCHES) < {each.name for each in fields(QuietRules)}


def test_reasons_in_order() -> None:
    """All reasons are told, in the order of the senses."""
    room = Room(Eye(sees="one"), Eye(sees=None), Eye("camera", "two"))
    assert room.ask() == QuietSeen(("one", "two"), attended=True)


def test_free() -> None:
    """Who can tell says free; who cannot does not matter then."""
    room = Room(Eye(), Eye(sees=UnavailableError("no tool")))
    assert room.ask() == QuietSeen(())


def test_nobody_can_tell() -> None:
    """When no sense can tell, it is unknown, and not quiet."""
    assert Room(Eye(sees=UnavailableError("x"))).ask() == QuietSeen(None)
    assert Room().ask() == QuietSeen(None)


@pytest.mark.parametrize("switch", SWITCHES)
def test_switched_off(switch: str) -> None:
    """What is switched off in the settings is not looked at."""
    eye = Eye(switch, sees="busy")
    room = Room(eye)
    assert room.ask(off(switch)) == QuietSeen(None)
    assert eye.looks == 0
    assert room.says() == ["switched off in the settings"]
    assert room.ask() == QuietSeen(("busy",), attended=True)


def test_do_not_disturb_needs_nobody() -> None:
    """Do-not-disturb says nothing about who is there."""
    still = Eye("do_not_disturb", "do not disturb", attends=False)
    assert Room(still).ask() == QuietSeen(("do not disturb",), attended=False)
    assert Room(still, Eye(sees="a call")).ask().attended


def test_a_failure_is_unknown(caplog: pytest.LogCaptureFixture) -> None:
    """A sense that fails costs the others nothing, and is logged once."""
    caplog.set_level(logging.INFO)
    room = Room(Eye(sees=ValueError("broken")), Eye(sees="a call"))
    for _ in range(3):
        assert room.ask() == QuietSeen(("a call",), attended=True)
    assert len(caplog.records) == 1
    assert not room.quiet.reports()[0].well


def test_why_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    """Why a sense cannot tell stands in the log once."""
    caplog.set_level(logging.INFO)
    eye = Eye(sees=UnavailableError("pactl is missing", hint="install it"))
    room = Room(eye)
    for _ in range(3):
        room.ask()
    eye.sees = UnavailableError("pactl failed")
    room.ask()
    assert [each.getMessage() for each in caplog.records] == [
        "an eye cannot tell: pactl is missing; install it",
        "an eye cannot tell: pactl failed",
    ]


def test_many_reasons_fill_no_log(caplog: pytest.LogCaptureFixture) -> None:
    """A sense that finds new words each time is silent after a while."""
    caplog.set_level(logging.INFO)
    eye = Eye()
    room = Room(eye)
    for number in range(30):
        eye.sees = UnavailableError(f"reason {number}")
        room.ask()
    assert len(caplog.records) == 8


def test_late(slow: Eye) -> None:
    """A sense that is late is unknown; the answer of the others comes in time."""
    room = Room(slow, Eye(sees="a call"))
    begun = monotonic()
    assert room.ask() == QuietSeen(("a call",), attended=True)
    assert monotonic() - begun < 4  # the machine may be busy
    assert (
        room.says()[0]
        == "cannot tell: it took too long to answer (slow, 0 seconds ago)"
    )
    assert timedelta(seconds=2) > PATIENCE


def test_a_late_look_is_not_doubled(slow: Eye) -> None:
    """While a sense still looks, no second look is begun; later it is heard again."""
    room = Room(slow)
    assert [room.ask(), room.ask()] == [QuietSeen(None)] * 2
    assert slow.looks == 1
    slow.hurry.set()
    assert eventually(lambda: room.says()[0].startswith("seen at last"))
    assert room.ask() == QuietSeen(("seen at last",), attended=True)


def test_one_answer_for_two_questions(slow: Eye) -> None:
    """Who asks while a look is on its way is answered by that one."""
    room = Room(slow)
    room.quiet.ask(RULES)
    assert eventually(lambda: slow.looks == 1)
    room.quiet.ask(RULES)
    slow.hurry.set()
    assert eventually(lambda: room.posted)
    room.ask()
    assert (len(room.posted), slow.looks) == (2, 2)


def test_asked_again_on_the_answer() -> None:
    """Who asks as soon as the answer comes is not forgotten."""
    posted: list[Event] = []

    def post(event: Event) -> None:
        posted.append(event)
        if len(posted) < 50:
            quiet.ask(RULES)

    quiet = QuietSense(post, [Eye()], WorldClock(at("2026-03-04 09:00")))
    quiet.ask(RULES)
    assert eventually(lambda: len(posted) == 50)


def test_nobody_stays_between_questions() -> None:
    """After an answer there are as many threads as before."""
    before = threading.active_count()
    room = Room(Eye(), Eye("camera"))
    room.ask()
    assert eventually(lambda: threading.active_count() == before)


def test_after_the_end(slow: Eye) -> None:
    """After the end nothing is posted any more, and the end does not wait."""
    room = Room(slow)
    begun = monotonic()
    with room.quiet:
        room.quiet.ask(RULES)
        assert eventually(lambda: slow.looks == 1)
    assert monotonic() - begun < 1
    room.quiet.ask(RULES)
    slow.hurry.set()
    assert eventually(lambda: room.says()[0].startswith("seen"))
    assert room.posted == []


def test_what_is_reported() -> None:
    """Each sense has a line: who was asked, what it said, and when."""
    room = Room(
        Eye("full_screen", "Firefox fills the screen", name="X11"),
        Eye("microphone", None, name="pactl"),
        Eye("camera", UnavailableError("no", hint="do this"), name="camera"),
    )
    assert room.says() == [
        "X11, not asked yet",
        "pactl, not asked yet",
        "camera, not asked yet",
    ]
    room.ask()
    room.clock.sleep(timedelta(minutes=12))
    reports = room.quiet.reports()
    assert [report.part for report in reports] == [
        "full screen",
        "microphone",
        "camera",
    ]
    assert all(report.well for report in reports)
    assert room.says() == [
        "Firefox fills the screen (X11, 12 minutes ago)",
        "free (pactl, 12 minutes ago)",
        "cannot tell: no; do this (camera, 12 minutes ago)",
    ]


def test_hostile_names() -> None:
    """Whatever a program calls itself, the reason stays one short line."""
    (reason,) = Room(Eye(sees="a\n\x1b[31mb" + "c" * 500)).ask().reasons or ()
    assert reason == "a [31mb" + "c" * 73
