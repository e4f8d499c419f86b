"""What is stored is stored first; what raises costs an event or an effect, no more."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from movebreak.core.effects import Kind, Record
from movebreak.core.events import Done, QuietSeen, Skip, Stopping
from movebreak.core.state import Phase
from movebreak.engine import Engine, Start
from movebreak.errors import NotRunningError
from movebreak.inbox import Inbox, Letter
from movebreak.ports import Message, Reminder, Saved
from tests.desk import WORDS, Desk
from tests.fake_history import MemoryHistory
from tests.fake_surfaces import FakeNotifier, FakeTray
from tests.waiting import eventually

MINUTE = timedelta(minutes=1)


class Diary(MemoryHistory):
    """A history that notes when it was written, in a diary shared with others."""

    def __init__(self, diary: list[str]) -> None:
        super().__init__()
        self._diary = diary

    def commit(self, saved: Saved, records: Sequence[Record]) -> None:
        """Note it."""
        now = saved.state.open
        phase = now.phase.value if now else "none"
        kinds = "+".join(record.kind.value for record in records)
        self._diary.append(f"stored {phase} {kinds}".strip())
        super().commit(saved, records)


class DiaryNotifier(FakeNotifier):
    """A notifier that notes what it shows."""

    diary: list[str]

    def show(self, reminder: Reminder) -> None:
        """Note it."""
        self.diary.append("shown")
        super().show(reminder)

    def withdraw(self) -> None:
        """Note it."""
        self.diary.append("withdrawn")
        super().withdraw()

    def tell(self, message: Message) -> None:
        """Note it."""
        self.diary.append("told")
        super().tell(message)


def test_a_reminder_is_stored_before_it_is_shown() -> None:
    """Nobody sees a reminder of which the history knows nothing."""
    desk, diary = _with_a_diary()
    desk.until_reminded()

    assert diary.index(f"stored {Phase.UP.value}") < diary.index("shown")


def test_an_answer_is_stored_before_it_is_acknowledged() -> None:
    """First the line in the history, then the reminder goes and the words come."""
    desk, diary = _with_a_diary()
    desk.until_reminded()
    diary.clear()
    desk.inbox._letters.put(Letter(Done(), lambda _: diary.append("answered")))
    desk.settle()

    assert diary == ["stored none done", "withdrawn", "answered"]


def test_a_summary_is_stored_before_it_is_told() -> None:
    """A summary that was shown is a record, also when the power goes then."""
    desk, diary = _with_a_diary("2026-03-04 17:20")
    desk.say("done")
    diary.clear()
    desk.until(lambda: "told" in diary)

    assert diary.index("stored none summary") < diary.index("told")


def test_an_event_that_changes_nothing_is_not_written(desk: Desk) -> None:
    """A look at the menu costs no disk."""
    desk.open_menu()
    before = desk.history.saved
    desk.open_menu()

    assert desk.history.saved is before


class Broken(FakeNotifier):
    """A notifier that breaks its promise."""

    def show(self, reminder: Reminder) -> None:
        """Raise, after keeping what it was given."""
        super().show(reminder)
        raise OSError("no server")

    def tell(self, message: Message) -> None:
        """Raise, after keeping what it was given."""
        super().tell(message)
        raise OSError("no server")


class BrokenTray(FakeTray):
    """A tray that breaks its promise."""

    def refresh(self) -> None:
        """Raise."""
        super().refresh()
        raise RuntimeError("no panel")


def test_surfaces_that_raise_do_not_stop_the_timer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Reminders, counts and commands go on, and the log has the reason."""
    desk = Desk(begin=False)
    desk.notifier, desk.tray = Broken(), BrokenTray()
    with caplog.at_level(logging.ERROR):
        desk.start()
        for _ in range(3):
            assert desk.until_reminded() == 20 * MINUTE
            assert not desk.say("done").refused
        desk.say("guide")

    assert desk.outcomes == [Kind.DONE] * 3
    assert "no server" in caplog.text
    assert "no panel" in caplog.text


def test_a_step_that_raises_costs_one_event(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever asked is told, the state stays as it was, and time goes on."""
    desk.work("10m")
    whole = desk.engine._rules
    desk.engine._rules = replace(whole, drills=())
    with caplog.at_level(logging.ERROR):
        answer = desk.say("move")
    desk.engine._rules = whole

    assert answer.refused
    assert "could not do that" in answer.words
    assert "MoveNow" in caplog.text
    assert desk.until_reminded() == 10 * MINUTE


class BrokenSense:
    """Senses that raise instead of saying that they cannot tell."""

    def watch(self, *_: object) -> None:
        """Raise."""
        raise OSError("no presence")

    def ask(self, *_: object) -> None:
        """Raise."""
        raise OSError("no idle time, and no quiet")


def test_senses_that_raise_are_unknown() -> None:
    """The reminder comes when their time to answer is over."""
    desk = Desk(begin=False)
    sense = BrokenSense()
    whole = desk.world
    desk.world = lambda: replace(whole(), quiet=sense, presence=sense)  # type: ignore[method-assign]
    desk.start()

    assert desk.until_reminded() <= 20 * MINUTE + timedelta(seconds=32)


def test_the_thread_of_the_engine_ends_with_its_block(desk: Desk) -> None:
    """Inside `with` it answers from its own thread; after it the tray is told to go."""
    inbox = Inbox()
    with Engine(desk.world(), inbox, WORDS, Start(seed=1)) as engine:
        assert inbox.ask(Skip()).refused
        assert not inbox.ask(Done()).refused
        assert engine.look().today.done == 1

    assert desk.tray.stopped.is_set()
    assert not engine._thread.is_alive()


def test_who_asks_after_the_end_does_not_wait(desk: Desk) -> None:
    """A command that comes too late learns that movebreak has ended."""
    inbox = Inbox()
    with Engine(desk.world(), inbox, WORDS, Start(seed=1)):
        inbox.post(Stopping())
        assert eventually(lambda: inbox.closed)
        with pytest.raises(NotRunningError, match="just ended"):
            inbox.ask(Done())


def test_who_waits_at_the_end_is_told() -> None:
    """A question that nobody took is answered when the inbox closes."""
    inbox = Inbox()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(inbox.ask, Done())
        assert eventually(lambda: not inbox._letters.empty())
        inbox.close()
        with pytest.raises(NotRunningError, match="just ended"):
            asked.result(5)


def test_an_adapter_that_breaks_the_loop_ends_the_program(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """A loop that cannot go on says so in the log, and lets the main thread go."""

    def beat(*_: object) -> None:
        raise ZeroDivisionError("a heart attack")

    world = replace(desk.world(), beat=beat)
    inbox = Inbox()
    with caplog.at_level(logging.ERROR), Engine(world, inbox, WORDS, Start(seed=1)):
        inbox.post(QuietSeen(None))
        assert eventually(desk.tray.stopped.is_set)
    assert "a heart attack" in caplog.text


def _with_a_diary(morning: str = "2026-03-04 09:00") -> tuple[Desk, list[str]]:
    desk = Desk(morning, begin=False)
    diary: list[str] = []
    desk.history = Diary(diary)
    desk.notifier = DiaryNotifier()
    desk.notifier.diary = diary
    desk.start()
    return desk, diary
