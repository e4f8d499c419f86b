"""What comes back from a notification: answers, closings, and what only looks so."""

import json
from datetime import timedelta

import pytest

from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Done,
    Event,
    Page,
    SessionSkip,
    SessionStart,
    Snooze,
    WantPage,
)
from movebreak.ports import Message, Offer, Reminder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier
from tests.surfaces.notify.stage import Play, Stage, show
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SQUATS = Reminder(7, "Squats", "Ten slow ones")
JACKS = Reminder(8, "Jumping jacks", "Thirty seconds")
SESSION = Reminder(
    9,
    "Time for it",
    "Now?",
    answers=(Offer("Start", SessionStart(9)), Offer("Skip", SessionSkip(9))),
    click=Offer("What it holds", WantPage(Page.SESSION)),
)
EXPIRED, DISMISSED, BY_CALL, UNDEFINED = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("done", Done(7)),
        ("snooze", Snooze(timedelta(minutes=5), 7)),
        ("another", Another(7)),
        ("default", WantPage(Page.GUIDE)),
    ],
)
def test_a_press_is_an_answer(play: Play, key: str, event: Event) -> None:
    """Each button posts its event for this break, and the popup is taken down."""
    number = play.show(SQUATS)

    play.server.press(number, key)

    assert play.stage.has(event)
    assert eventually(lambda: play.server.closed() == [number])


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("answer-0", SessionStart(9)),
        ("answer-1", SessionSkip(9)),
        ("default", WantPage(Page.SESSION)),
    ],
)
def test_an_invitation_is_answered_in_its_own_words(
    play: Play, key: str, event: Event
) -> None:
    """With a button for each of its answers, and a click on its words."""
    number = play.show(SESSION)
    actions = play.server.notices()[-1]["actions"]
    assert actions[:4] == ["answer-0", "Start", "answer-1", "Skip"]
    assert actions[4:] == ["default", "What it holds"]

    play.server.press(number, key)

    assert play.stage.has(event)


@pytest.mark.parametrize(
    ("signals", "events"),
    [
        # the timeout of dunst, xfce and mako; a swept away banner of the others
        ([("NotificationClosed", EXPIRED)], [Closed(7, Closing.EXPIRED)]),
        # closed by hand, on xfce by a click on the words, too
        ([("NotificationClosed", DISMISSED)], [Closed(7, Closing.DISMISSED)]),
        # somebody else closed it, by a call or for no reason that is told
        ([("NotificationClosed", BY_CALL)], [Closed(7, Closing.EXPIRED)]),
        ([("NotificationClosed", UNDEFINED)], [Closed(7, Closing.EXPIRED)]),
        ([("NotificationClosed", 77)], [Closed(7, Closing.EXPIRED)]),
        # dunst: the action, and later that it expired or was closed
        ([("ActionInvoked", "done"), ("NotificationClosed", EXPIRED)], [Done(7)]),
        # xfce and GNOME: the action, and at once that it was closed
        ([("ActionInvoked", "done"), ("NotificationClosed", DISMISSED)], [Done(7)]),
        # mako: the action, and it stays open
        ([("ActionInvoked", "done")], [Done(7)]),
        # GNOME: each signal twice
        ([("ActionInvoked", "done")] * 2, [Done(7)]),
        ([("NotificationClosed", DISMISSED)] * 2, [Closed(7, Closing.DISMISSED)]),
        # swaync: closed by call, and closed by hand as well
        (
            [("NotificationClosed", BY_CALL), ("NotificationClosed", DISMISSED)],
            [Closed(7, Closing.EXPIRED)],
        ),
        # two hands
        ([("ActionInvoked", "done"), ("ActionInvoked", "snooze")], [Done(7)]),
        (
            [("NotificationClosed", DISMISSED), ("ActionInvoked", "done")],
            [Closed(7, Closing.DISMISSED)],
        ),
        # a key that was never offered ends nothing
        ([("ActionInvoked", "inline-reply"), ("ActionInvoked", "done")], [Done(7)]),
        # do not disturb, and GNOME's timeout: nothing ever comes
        ([], []),
    ],
)
def test_the_first_that_ends_it_counts(
    play: Play,
    signals: list[tuple[str, object]],
    events: list[Event],
) -> None:
    """Of all that servers say about one popup, the first thing counts, once."""
    number = play.show(SQUATS)

    for member, value in signals:
        play.server.say(member, number, value)

    play.fence()
    assert play.posted == events


@pytest.mark.parametrize("script", ["--early", "--after"])
@pytest.mark.parametrize(
    ("signals", "event"),
    [
        ([("ActionInvoked", "done")], Done(7)),
        ([("NotificationClosed", DISMISSED)], Closed(7, Closing.DISMISSED)),
        ([("ActionInvoked", "done"), ("NotificationClosed", DISMISSED)], Done(7)),
    ],
)
def test_an_early_signal_is_not_lost(
    stage: Stage, script: str, signals: list[tuple[str, object]], event: Event
) -> None:
    """What comes with the answer to Notify, or before it, is heard."""
    server = stage.serve(script, json.dumps(signals))
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.show(SQUATS)

        assert stage.has(event)
        assert server.titles() == ["Squats"]


def test_a_click_on_the_old_words_is_for_the_old_break(stage: Stage) -> None:
    """A press that crosses a new reminder on its way answers what was seen."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append) as notifier:
        number = show(server, notifier, SQUATS)
        server.hang()
        server.order("ActionInvoked", number, "done")
        notifier.show(JACKS)
        server.go_on()
        # Whichever the server reads first: nothing is counted for the jacks.
        assert eventually(lambda: "Jumping jacks" in server.titles())
        assert eventually(lambda: stage.posted)

        assert stage.posted in ([Done(7)], [Done(8)])
        assert server.notices()[-1]["replaces"] in {0, number}


def test_a_press_before_the_new_words_are_taken(stage: Stage) -> None:
    """A press told before the answer to the replacing call was for the old words."""
    script = json.dumps([("ActionInvoked", "done")])
    server = stage.serve("--begin", "2", "--early", script)
    with FreedesktopNotifier(stage.posted.append) as notifier:
        number = show(server, notifier, SQUATS)
        assert show(server, notifier, JACKS) == number
        assert stage.has(Done(7))

        # The new words are still up, under the old number, and can be answered.
        assert server.closed() == []
        server.press(number, "snooze")
        assert stage.has(Done(7), Snooze(break_id=8))


def test_each_is_answered_while_it_comes(stage: Stage) -> None:
    """An answered popup is not replaced: the next one is a new one."""
    server = stage.serve("--early", json.dumps([("ActionInvoked", "done")]))
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.show(SQUATS)
        assert stage.has(Done(7))
        notifier.show(JACKS)
        assert stage.has(Done(7), Done(8))

        assert [each["replaces"] for each in server.notices()] == [0, 0]


@pytest.mark.parametrize(
    ("member", "more"),
    [
        ("ActionInvoked", {"forged": True}),
        ("NotificationClosed", {"forged": True}),
    ],
)
def test_a_strangers_signal_is_nobodys(
    play: Play,
    member: str,
    more: dict[str, object],
) -> None:
    """Another program cannot answer or close in the server's name."""
    number = play.show(SQUATS)
    play.server.say(member, number, "done" if member == "ActionInvoked" else 2, **more)

    play.fence()
    assert play.posted == []


def test_signals_about_other_popups_are_nobodys(play: Play) -> None:
    """Servers tell everybody about the popups of all programs."""
    number = play.show(SQUATS)
    for other in (0, number + 1, number + 1000, 4_294_967_295):
        play.server.press(other, "done")
        play.server.close(other, DISMISSED)

    play.fence()
    assert play.posted == []


@pytest.mark.parametrize(
    ("member", "signature", "values"),
    [
        ("ActionInvoked", "u", [1]),
        ("ActionInvoked", "us", [1, ""]),
        ("ActionInvoked", "uv", [1, {"variant": "done"}]),
        ("ActionInvoked", "as", [["done"]]),
        ("ActionInvoked", "usus", [1, "other", 1, "done"]),
        ("NotificationClosed", "", []),
        ("NotificationClosed", "s", ["1"]),
        ("NotificationReplied", "us", [1, "done"]),
        ("ActivationToken", "us", [1, "token"]),
        ("Nonsense", "", []),
    ],
)
def test_odd_signals_do_no_harm(
    stage: Stage, member: str, signature: str, values: list[object]
) -> None:
    """What no server should say is passed over, and the next answer is heard."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append) as notifier:
        assert show(server, notifier, SQUATS) == 1
        server.say(member, *values, signature=signature)
        server.press(1, "done")

        assert stage.has(Done(7))


def test_a_withdrawn_reminder_cannot_be_answered(play: Play) -> None:
    """It is closed by call, and what the server says about that is no news."""
    number = play.show(SQUATS)
    play.notifier.withdraw()
    assert eventually(lambda: play.server.closed() == [number])
    play.server.press(number, "done")

    play.fence()
    assert play.posted == []


def test_the_end_of_news_is_no_answer(play: Play) -> None:
    """News are closed by anybody at any time, and the reminder stays."""
    number = play.show(SQUATS)
    play.notifier.tell(Message("Your day", "6 of 8"))
    assert eventually(lambda: "Your day" in play.server.titles())
    news = play.server.notices()[-1]
    play.server.press(news["notify"], "default")
    play.server.close(news["notify"], DISMISSED)
    play.server.press(number, "done")

    assert play.stage.has(Done(7))
    play.notifier.tell(Message("Your week", "30 of 40"))
    assert eventually(lambda: "Your week" in play.server.titles())
    assert play.server.notices()[-1]["replaces"] == 0
