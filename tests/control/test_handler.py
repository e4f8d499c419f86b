"""From a command to an event, and from what came of it to an answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

import pytest

from movebreak.control.handler import Handler, event_of
from movebreak.control.messages import Answer, Request
from movebreak.core.events import (
    Another,
    Done,
    Event,
    Forget,
    GuideBegan,
    GuideEnded,
    Like,
    Meeting,
    MoveNow,
    Never,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    ResetTaste,
    Resume,
    ShowSteps,
    Skip,
    Snooze,
    Stopping,
    Tick,
    Trial,
    Undo,
    Welcomed,
)
from movebreak.core.wording import Wording
from movebreak.core.words import guided
from movebreak.errors import Exit, UsageError
from movebreak.inbox import Inbox, Outcome
from movebreak.ports import Report
from tests.make import HOUR, MINUTE, MORNING
from tests.views import view

LOCAL = MORNING.replace(tzinfo=None)


@pytest.fixture
def inbox() -> Inbox:
    """Where the handler leaves its events."""
    return Inbox()


@pytest.fixture
def handler(inbox: Inbox) -> Handler:
    """A handler that sees a working hour."""
    return Handler(inbox, lambda: view("working"), Wording(), "1.2.3")


@contextmanager
def answering(inbox: Inbox, outcome: Outcome) -> Iterator[list[Event]]:
    """An engine that gives one answer; the event it answered is in the list."""
    taken: list[Event] = []

    def answer() -> None:
        letter = inbox.take(HOUR)
        assert letter is not None
        taken.append(letter.event)
        if letter.answer is not None:
            letter.answer(outcome)

    thread = Thread(target=answer, daemon=True)
    thread.start()
    yield taken
    thread.join(5)
    assert not thread.is_alive()


EVENTS: list[tuple[str, Event]] = [
    ("done", Done()),
    ("skip", Skip()),
    ("another", Another()),
    ("move", MoveNow()),
    ("undo", Undo()),
    ("resume", Resume()),
    ("guide", ShowSteps()),
    ("snooze", Snooze(5 * MINUTE)),
    ("snooze 10m", Snooze(10 * MINUTE)),
    ("forget 2026-03-02", Forget(MORNING.date(), MORNING.date())),
    ("forget all", Forget()),
    ("forget answers", Forget(answers=True)),
    ("snooze 1 h", Snooze(HOUR)),
    ("meeting", Meeting(HOUR)),
    ("meeting 90m", Meeting(90 * MINUTE)),
    ("meeting off", Meeting(None)),
    ("drills like squats", Like("squats")),
    ("drills never squats", Never("squats")),
    ("drills reset squats", ResetTaste("squats")),
    ("pause", PauseFor(None)),
    ("pause 1h30m", PauseFor(90 * MINUTE)),
    ("pause until 14:00", PauseUntil(LOCAL.replace(hour=14))),
    ("pause until 08:00", PauseUntil(LOCAL.replace(day=3, hour=8))),
    ("pause until tomorrow", PauseUntilTomorrow()),
    ("pause until 2 Dec", PauseUntil(LOCAL.replace(month=12, day=2, hour=0))),
    (
        "pause from 14:00 until 15:00",
        PauseUntil(LOCAL.replace(hour=15), LOCAL.replace(hour=14)),
    ),
]


@pytest.mark.parametrize(("typed", "event"), EVENTS, ids=str)
def test_a_command_is_an_event(typed: str, event: Event) -> None:
    """The words a person types mean what the menu means."""
    command, *args = typed.split()

    assert event_of(command, tuple(args), LOCAL) == event


@pytest.mark.parametrize(("typed", "event"), EVENTS, ids=str)
def test_a_command_reaches_the_engine(
    handler: Handler, inbox: Inbox, typed: str, event: Event
) -> None:
    """And what the engine says comes back, with exit code 0."""
    command, *args = typed.split()
    with answering(inbox, Outcome("Well.")) as taken:
        answer = handler.handle(Request(command, tuple(args)))

    assert answer == Answer(Exit.OK, "Well.")
    assert taken == [event]


def test_a_refusal_goes_to_stderr(handler: Handler, inbox: Inbox) -> None:
    """Exit 1, and nothing on stdout."""
    with answering(inbox, Outcome("There is no pause to end.", refused=True)):
        answer = handler.handle(Request("resume"))

    assert answer == Answer(Exit.FAILED, err="There is no pause to end.")


@pytest.mark.parametrize(
    "typed", ["snooze soon", "pause until 25:00", "meeting on", "done now", "dance"]
)
def test_wrong_words_never_reach_the_engine(
    handler: Handler, inbox: Inbox, typed: str
) -> None:
    """Exit 2 and what is allowed."""
    command, *args = typed.split()
    answer = handler.handle(Request(command, tuple(args)))

    assert answer.code == Exit.USAGE
    assert answer.out == ""
    assert answer.err
    assert inbox.take(0 * MINUTE) is None


def test_an_unknown_command_names_the_known_ones() -> None:
    """So that an old client learns what there is."""
    with pytest.raises(UsageError, match="another, done, drills, forget, guide"):
        event_of("dance", (), LOCAL)


def test_a_command_that_takes_no_words_says_so() -> None:
    """`done` is a command; what follows it is the mistake."""
    with pytest.raises(UsageError, match='"now"'):
        event_of("done", ("now",), LOCAL)


def test_status_as_text_and_as_json(handler: Handler) -> None:
    """The engine is not asked: status is there while it is busy."""
    text = handler.handle(Request("status"))
    found = handler.handle(Request("status", json=True))

    assert text.out.startswith("Next break 09:12")
    assert json.loads(found.out)["state"] == "working"
    assert "\n" not in found.out


def test_hello_greets_and_is_news(handler: Handler) -> None:
    """A second start prints it, and the first one shows it."""
    greeted: list[str] = []
    handler.know(list, greeted.append, lambda: False)
    answer = handler.handle(Request("hello"))

    assert answer == Answer(Exit.OK, "movebreak is running, next break 09:12")
    assert greeted == [answer.out]


def test_hello_at_the_end_is_refused(handler: Handler, inbox: Inbox) -> None:
    """A second start must not rely on one that is ending."""
    greeted: list[str] = []
    handler.know(list, greeted.append, lambda: False)
    inbox.close()
    answer = handler.handle(Request("hello"))

    assert answer.code == Exit.NOT_RUNNING
    assert greeted == []


@pytest.mark.parametrize("args", [(), ("desktop",)])
@pytest.mark.parametrize("deserted", [True, False])
def test_a_deserted_one_gives_way_to_who_has_a_desktop(
    handler: Handler, inbox: Inbox, args: tuple[str, ...], *, deserted: bool
) -> None:
    """It ends in good order, and greets nobody: the second start takes its place."""
    greeted: list[str] = []
    handler.know(list, greeted.append, lambda: deserted)
    answer = handler.handle(Request("hello", args))
    letter = inbox.take(0 * MINUTE)

    if deserted and args:
        assert answer.code == Exit.NOT_RUNNING
        assert letter is not None
        assert letter.event == Stopping()
        assert greeted == []
    else:
        assert answer.code == Exit.OK
        assert letter is None
        assert greeted == [answer.out]


def test_an_answer_at_the_end_is_refused(handler: Handler, inbox: Inbox) -> None:
    """At once, with the code for not running."""
    inbox.close()

    assert handler.handle(Request("done")).code == Exit.NOT_RUNNING


@pytest.mark.parametrize(
    ("typed", "event"),
    [("guided 45s", GuideBegan(MINUTE * 0.75)), ("guided off", GuideEnded())],
)
def test_a_page_tells_of_its_guided_drill(
    handler: Handler, inbox: Inbox, typed: str, event: Event
) -> None:
    """Nobody waits for words: there is nothing to say to it."""
    command, *args = typed.split()

    assert handler.handle(Request(command, tuple(args))) == Answer(Exit.OK)
    letter = inbox.take(0 * MINUTE)
    assert letter is not None
    assert letter.event == event


def test_a_guided_drill_is_no_day_long() -> None:
    """Whatever a page may say."""
    with pytest.raises(UsageError, match="1s to 1h"):
        guided(["2h"])


def test_report_tells_every_part(handler: Handler) -> None:
    """As JSON, for `doctor`."""
    handler.know(
        lambda: [Report("tray", well=False, says="no icon")], print, lambda: False
    )
    answer = handler.handle(Request("report"))

    assert json.loads(answer.out) == [
        {"part": "tray", "well": False, "says": "no icon"}
    ]


def test_quit_is_answered_first(handler: Handler, inbox: Inbox) -> None:
    """The words come at once; the engine finds the event and ends."""
    answer = handler.handle(Request("quit"))
    letter = inbox.take(0 * MINUTE)

    assert answer.code == Exit.OK
    assert letter is not None
    assert letter.event == Stopping()


def test_quit_does_not_promise_what_is_not_written(inbox: Inbox) -> None:
    """Answers that wait in memory are lost with the program."""
    seen = replace(view("working"), unwritten="The disk is full.")
    answer = Handler(inbox, lambda: seen, Wording(), "1.2.3").handle(Request("quit"))

    assert answer.code == Exit.OK
    assert "waited in memory are lost" in answer.out
    assert "Counts and pauses are kept" not in answer.out


def test_saved_settings_wake_the_engine(handler: Handler, inbox: Inbox) -> None:
    """It looks at the file before any event, and nobody waits for words."""
    answer = handler.handle(Request("reload"))
    letter = inbox.take(MINUTE)

    assert answer.code == Exit.OK
    assert letter is not None
    assert letter.event == Tick()


@pytest.mark.parametrize(
    ("command", "event"), [("test", Trial()), ("welcomed", Welcomed())]
)
def test_what_the_first_steps_ask(
    handler: Handler, inbox: Inbox, command: str, event: Event
) -> None:
    """A test reminder, and not to be offered again."""
    with answering(inbox, Outcome("Well.")) as taken:
        assert handler.handle(Request(command)) == Answer(Exit.OK, "Well.")

    assert taken == [event]
