"""What every notifier keeps, the fake one included."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from movebreak.core.events import MoveNow
from movebreak.ports import Capability, Message, Notifier, Offer, Reminder
from movebreak.surfaces.notify.bubbles import Bubbles
from movebreak.surfaces.notify.centre import CentreNotifier
from movebreak.surfaces.notify.osascript import ScriptCalls
from movebreak.surfaces.notify.plain import PATIENCE, PlainNotifier
from movebreak.surfaces.terminal import TerminalNotifier
from tests.fake_bubble_icon import FakeBubbleIcon
from tests.fake_notify_send import FakeNotifySend
from tests.fake_script import FakeScript
from tests.fake_surfaces import FakeNotifier, HandClock
from tests.surfaces.notify.fake_centre import FakeCentre
from tests.waiting import eventually

SQUATS = Reminder(1, "Squats", "Ten slow ones")
JACKS = Reminder(2, "Jumping jacks", "Thirty seconds")


@dataclass(frozen=True)
class Bench:
    """A notifier, and all that a person has been shown by it."""

    notifier: Notifier
    seen: Callable[[], str]


def _fake(_: Path) -> Iterator[Bench]:
    fake = FakeNotifier()
    yield Bench(fake, lambda: f"{fake.shown} {fake.told}")


def _terminal(_: Path) -> Iterator[Bench]:
    stream = StringIO()
    yield Bench(TerminalNotifier(stream), stream.getvalue)


def _plain(folder: Path) -> Iterator[Bench]:
    program = FakeNotifySend(folder)
    with pytest.MonkeyPatch.context() as patch:
        program.put_on_path(patch)
        with PlainNotifier(HandClock()) as notifier:
            yield Bench(notifier, lambda: " ".join(program.titles()))


def _script(folder: Path) -> Iterator[Bench]:
    program = FakeScript(folder)
    with pytest.MonkeyPatch.context() as patch:
        program.put_on_path(patch)
        with PlainNotifier(HandClock(), calls=ScriptCalls(PATIENCE)) as notifier:
            yield Bench(notifier, lambda: " ".join(program.titles()))


def _centre(_: Path) -> Iterator[Bench]:
    centre = FakeCentre()
    with CentreNotifier(lambda _: None, centre) as notifier:
        yield Bench(notifier, lambda: " ".join(centre.seen))


def _bubbles(_: Path) -> Iterator[Bench]:
    bubbles, icon = Bubbles(), FakeBubbleIcon()
    bubbles.icon = icon
    yield Bench(bubbles, lambda: " ".join(title for title, _ in icon.seen))


SCRIPTS = [] if sys.platform == "win32" else [_plain, _script]


@pytest.fixture(params=[_fake, _terminal, *SCRIPTS, _centre, _bubbles])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """Give each notifier in turn."""
    yield from request.param(tmp_path)


def test_it_says_what_it_can(bench: Bench) -> None:
    """Its abilities are known ones, and do not change by using it."""
    before = bench.notifier.can
    bench.notifier.show(SQUATS)

    assert bench.notifier.can == before <= frozenset(Capability)


def test_a_reminder_is_seen(bench: Bench) -> None:
    """What is shown reaches the person."""
    bench.notifier.show(SQUATS)

    assert eventually(lambda: "Squats" in bench.seen())


def test_a_later_reminder_is_seen_too(bench: Bench) -> None:
    """The newest reminder reaches the person, whatever came before."""
    bench.notifier.show(SQUATS)
    bench.notifier.show(JACKS)

    assert eventually(lambda: "Jumping jacks" in bench.seen())


def test_news_are_seen_and_leave_the_reminder_alone(bench: Bench) -> None:
    """News and reminder do not replace each other."""
    bench.notifier.show(SQUATS)
    bench.notifier.tell(Message("Your day", "6 of 8"))

    assert eventually(lambda: "Squats" in bench.seen() and "Your day" in bench.seen())


def test_a_question_is_seen(bench: Bench) -> None:
    """A reminder that asks whether somebody moved reaches the person like any other."""
    bench.notifier.show(SQUATS)
    bench.notifier.show(Reminder(1, "Did you move?", "Count it?", done="Yes"))

    assert eventually(lambda: "Did you move?" in bench.seen())


def test_a_drill_with_a_picture_is_seen(bench: Bench) -> None:
    """Whether a picture of it can be shown or not, the words reach the person."""
    bench.notifier.show(Reminder(1, "Squats", "Ten slow ones", drill="squats"))
    assert eventually(lambda: "Squats" in bench.seen())
    bench.notifier.tell(Message("How it goes", "Sit back", drill="squats"))

    assert eventually(lambda: "How it goes" in bench.seen())
    assert bench.notifier.report().well


def test_offers_are_seen(bench: Bench) -> None:
    """News that offer something are seen, and so are the plain news after them."""
    before = bench.notifier.can
    offers = (Offer("Another drill now", MoveNow()),)
    bench.notifier.tell(Message("Something else?", "Or not.", offers))
    assert eventually(lambda: "Something else?" in bench.seen())
    bench.notifier.tell(Message("Your day", "6 of 8"))

    assert eventually(lambda: "Your day" in bench.seen())
    assert bench.notifier.can == before
    assert bench.notifier.report().well


def test_withdrawing_nothing_is_harmless(bench: Bench) -> None:
    """Taking down what is not up does nothing, as often as one likes."""
    bench.notifier.withdraw()
    bench.notifier.show(SQUATS)
    assert eventually(lambda: "Squats" in bench.seen())
    bench.notifier.withdraw()
    bench.notifier.withdraw()

    assert bench.seen().count("Squats") == 1


@pytest.mark.parametrize(
    "text", ["", "-t", "a\0b", "\ud83d", "x" * 5000, "%s {0} <b>&"]
)
def test_no_text_is_too_odd(bench: Bench, text: str) -> None:
    """Odd words are shown somehow, and never raise."""
    bench.notifier.show(Reminder(1, text, text, done=text))
    bench.notifier.tell(Message(text, text, (Offer(text, MoveNow()),)))
    bench.notifier.withdraw()
    bench.notifier.show(JACKS)

    assert eventually(lambda: "Jumping jacks" in bench.seen())
    assert bench.notifier.report().well


def test_its_report_is_a_line(bench: Bench) -> None:
    """The report names the part and says one thing in one line."""
    for _ in range(2):
        report = bench.notifier.report()
        assert report.part == "notifier"
        assert report.says
        assert "\n" not in report.says
        bench.notifier.show(SQUATS)
