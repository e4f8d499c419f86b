"""The chain of notifiers: down when one fails, up again when it works."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from io import StringIO

import pytest

from movebreak.core.reminder_words import ANSWER_BY_COMMAND
from movebreak.errors import UnavailableError
from movebreak.ports import Capability, Message, Reminder, Report
from movebreak.surfaces.notify.chain import Choice, NotifierChain
from movebreak.surfaces.terminal import TerminalNotifier
from tests.fake_surfaces import FakeNotifier
from tests.waiting import eventually

SQUATS = Reminder(7, "Squats", "Ten slow ones.")
JACKS = Reminder(8, "Jumping jacks", "Thirty seconds.")
NEWS = Message("Your day", "6 of 8")
PLAIN: frozenset[Capability] = frozenset()


@dataclass
class Moody(FakeNotifier):
    """A notifier that works or fails as the test wants, and owns up to it."""

    good: bool = True
    news: Message | None = None
    changed: Callable[[], None] = field(default=lambda: None)

    def works(self) -> bool:
        """Say what the test wants."""
        return self.good

    def watch(self, changed: Callable[[], None]) -> None:
        """Keep whom to call."""
        self.changed = changed

    def show(self, reminder: Reminder) -> None:
        """Take it; fail later, as a real one does."""
        super().show(reminder)
        self._try()

    def tell(self, message: Message) -> None:
        """Take it; fail later."""
        self.news = message
        self._try()
        if self.good:
            self.told.append(message)
            self.news = None

    def surrender(self) -> tuple[Reminder | None, Message | None]:
        """Give back what is wanted."""
        left, self.up, self.news = (self.up, self.news), None, None
        return left

    def turn(self, *, good: bool) -> None:
        """Fail or recover, and say so from another thread."""
        self.good = good
        self._call()

    def report(self) -> Report:
        """Say how it is."""
        says = "all is well" if self.good else "it hangs"
        return Report("notifier", well=self.good, says=says)

    def _try(self) -> None:
        if not self.good:
            threading.Thread(target=self.changed).start()

    def _call(self) -> None:
        thread = threading.Thread(target=self.changed)
        thread.start()
        thread.join()


@dataclass
class Sulky(FakeNotifier):
    """A notifier that only tells in its report that it fails."""

    good: bool = True

    def report(self) -> Report:
        """Say how it is."""
        return Report("notifier", well=self.good, says="no program for it")


def always(notifier: FakeNotifier | TerminalNotifier) -> Choice:
    """Return a choice that is there."""
    return Choice(type(notifier).__name__.lower(), lambda: nullcontext(notifier))


def test_the_best_shows_all() -> None:
    """While the first one works, the second is not even made."""
    best = Moody()
    with NotifierChain([always(best), Choice("other", never)]) as chain:
        chain.show(SQUATS)
        chain.tell(NEWS)
        chain.withdraw()

        assert chain.can == best.can
        assert best.shown == [SQUATS]
        assert best.told == [NEWS]
        assert best.withdrawn == 1
        assert chain.report() == Report(
            "notifier", well=True, says="moody: all is well"
        )


def never() -> AbstractContextManager[FakeNotifier]:
    """Stand for what must not be made."""
    raise AssertionError("nobody asked for this one")


def test_what_cannot_be_made_is_passed_over() -> None:
    """The next one is used, and the report says why not the better one."""

    def absent() -> AbstractContextManager[FakeNotifier]:
        raise UnavailableError("this session has no message bus")

    other = FakeNotifier()
    with NotifierChain([Choice("freedesktop", absent), always(other)]) as chain:
        chain.show(SQUATS)

        assert other.shown == [SQUATS]
        says = chain.report().says
    assert says == (
        "fakenotifier: 1 shown; not by freedesktop: this session has no message bus"
    )


def test_a_waiting_reminder_goes_to_the_next() -> None:
    """When the first fails with a reminder, the second one shows it."""
    best, other = Moody(good=False), FakeNotifier()
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(SQUATS)
        assert eventually(lambda: other.shown == [SQUATS])
        chain.tell(NEWS)
        assert eventually(lambda: other.told == [NEWS])

        assert best.up is None
        assert "not by moody: it hangs" in chain.report().says
        chain.withdraw()
        assert other.up is None


def test_a_reminder_that_is_up_moves_when_its_server_fails() -> None:
    """What is still wanted is not lost with the one that showed it."""
    best, other = Moody(), FakeNotifier()
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(SQUATS)
        best.turn(good=False)

        assert other.up == SQUATS


def test_an_ended_reminder_stays_ended() -> None:
    """What the person has closed does not come back by another way."""
    best, other = Moody(), FakeNotifier()
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(SQUATS)
        best.up = None
        best.turn(good=False)

        assert other.shown == []


def test_back_to_the_better_one() -> None:
    """When it works again it takes the reminder over, and shows what is next."""
    best, other = Moody(), FakeNotifier()
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(SQUATS)
        best.turn(good=False)
        best.turn(good=True)

        assert other.up is None
        assert best.up == SQUATS
        assert chain.report().says == "moody: all is well"
        chain.show(JACKS)
        assert best.up == JACKS
        assert other.up is None


def test_a_withdrawn_reminder_does_not_climb() -> None:
    """What was answered meanwhile is not shown again."""
    best, other = Moody(), FakeNotifier()
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(SQUATS)
        best.turn(good=False)
        chain.withdraw()
        best.turn(good=True)

        assert best.shown == [SQUATS]


def test_each_new_reminder_is_a_new_chance() -> None:
    """A failed one is offered what comes next, and keeps it when it can."""
    best, other = Moody(good=False), FakeNotifier()
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(SQUATS)
        assert eventually(lambda: other.up == SQUATS)
        best.good = True
        chain.show(JACKS)

        assert best.up == JACKS
        assert other.up is None
        assert other.shown == [SQUATS]


def test_the_words_fit_who_shows_them() -> None:
    """Where there are no buttons the text says how to answer, and only there."""
    best, other = Moody(), FakeNotifier(can=PLAIN)
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(SQUATS)
        assert best.up == SQUATS
        best.turn(good=False)
        assert other.up is not None
        assert other.up.body == f"Ten slow ones. {ANSWER_BY_COMMAND}"
        assert chain.can == PLAIN
        best.turn(good=True)

        assert best.up == SQUATS


def test_one_that_owns_up_late_is_not_relied_on() -> None:
    """It gets another try with what is new, and so does the one after it."""
    sulky, stream = Sulky(good=False), StringIO()
    with NotifierChain([always(sulky), always(TerminalNotifier(stream))]) as chain:
        chain.show(SQUATS)
        assert sulky.shown == [Reminder(7, "Squats", SQUATS.body)]
        assert "Squats" in stream.getvalue()
        assert chain.can == {Capability.EXPLAINS}
        assert "not by sulky: no program for it" in chain.report().says
        sulky.good = True
        chain.show(JACKS)

        assert sulky.up is not None
        assert sulky.up.title == "Jumping jacks"
        assert "Jumping jacks" not in stream.getvalue()


def test_the_last_one_keeps_what_it_has() -> None:
    """Where nobody is below, a failing one is left to show it when it can."""
    best = Moody()
    with NotifierChain([always(best)]) as chain:
        chain.show(SQUATS)
        best.turn(good=False)

        assert best.up == SQUATS
        assert not chain.report().well


def test_what_could_not_be_made_is_made_later() -> None:
    """A better one that appears takes over at the next reminder."""
    best, other = Moody(), FakeNotifier()
    there = threading.Event()

    def perhaps() -> AbstractContextManager[Moody]:
        if not there.is_set():
            raise UnavailableError("not yet")
        return nullcontext(best)

    with NotifierChain([Choice("moody", perhaps), always(other)]) as chain:
        chain.show(SQUATS)
        assert other.up == SQUATS
        there.set()
        chain.show(SQUATS)

        assert eventually(lambda: best.up == SQUATS)
        assert eventually(lambda: other.up is None)
        assert chain.report().says == "moody: all is well"


def test_all_are_ended() -> None:
    """Whatever was made is ended with the chain, the last made first."""
    ended: list[str] = []

    class Ending(AbstractContextManager[FakeNotifier]):
        def __init__(self, name: str, notifier: FakeNotifier) -> None:
            self.name, self.notifier = name, notifier

        def __enter__(self) -> FakeNotifier:
            return self.notifier

        def __exit__(self, *_: object) -> None:
            ended.append(self.name)

    choices = [
        Choice("a", lambda: Ending("a", Moody(good=False))),
        Choice("b", lambda: Ending("b", FakeNotifier())),
    ]
    with NotifierChain(choices) as chain:
        chain.tell(NEWS)
    assert ended == ["b", "a"]


@pytest.mark.parametrize("rounds", [200])
def test_many_changes_at_once(rounds: int) -> None:
    """Whatever fails and recovers meanwhile: the last reminder is up, once."""
    best, other = Moody(), FakeNotifier()
    with NotifierChain([always(best), always(other)]) as chain:

        def flap() -> None:
            for number in range(rounds):
                best.good = number % 2 == 1
                best.changed()

        flapper = threading.Thread(target=flap)
        flapper.start()
        for number in range(rounds):
            chain.show(Reminder(number, f"Reminder {number}", "Move."))
        flapper.join()
        best.turn(good=True)

        last = Reminder(rounds - 1, f"Reminder {rounds - 1}", "Move.")
        assert eventually(lambda: best.up == last)
        assert eventually(lambda: other.up is None)
