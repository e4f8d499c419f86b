"""News that offer something: their buttons, and what follows from them, once."""

import json

import pytest

from movebreak.core.events import Done, Event, MoveNow, Page, WantPage
from movebreak.ports import Message, Offer, Reminder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier
from tests.surfaces.notify.stage import Play, ScriptedServer, Stage
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SQUATS = Reminder(7, "Squats", "Ten slow ones")
ASKED = Reminder(7, "Did you move?", "Squats: count it?", done="Yes")
DRILL, INTERVAL = MoveNow(), WantPage(Page.SETTINGS)
OFFERS = (Offer("Another drill now", DRILL), Offer("Change the interval", INTERVAL))
SKIPS = Message("Would something else fit?", "5 breaks were skipped.", OFFERS)
DAY = Message("Your day", "6 of 8")
EXPIRED, DISMISSED, BY_CALL = 1, 2, 3


def tell(play: Play, news: Message) -> int:
    """Tell news, and return under which number the server shows them."""
    before = len(play.server.notices())
    play.notifier.tell(news)
    return shown(play.server, news, before)


def shown(server: ScriptedServer, news: Message, before: int = 0) -> int:
    """Wait until the server was asked to show the news; return their number."""
    assert eventually(lambda: news.title in server.titles()[before:])
    return int(server.notices()[-1]["notify"])


def test_a_question_is_answered_with_yes(play: Play) -> None:
    """The button that counts says what the reminder wants; the others are as ever."""
    play.server.press(play.show(ASKED), "done")

    assert play.stage.has(Done(7))
    assert play.server.notices()[-1]["actions"] == [
        *("done", "Yes", "snooze", "Snooze"),
        *("another", "Another", "default", "Show me how"),
    ]


def test_a_click_on_the_question_shows_how(play: Play) -> None:
    """The words of the question are no yes."""
    play.server.press(play.show(ASKED), "default")

    assert play.stage.has(WantPage(Page.GUIDE))


def test_offers_as_the_server_gets_them(play: Play) -> None:
    """Each has a button with a key of its own; they stay longer, but not for ever."""
    tell(play, SKIPS)
    notice = play.server.notices()[-1]

    assert notice["strict"]
    assert notice["actions"] == [
        *("offer-0", "Another drill now", "offer-1", "Change the interval"),
    ]
    assert notice["expire"] == 120_000
    assert notice["hints"] == {"urgency": ["y", 1]}


@pytest.mark.parametrize(("key", "event"), [("offer-0", DRILL), ("offer-1", INTERVAL)])
def test_a_press_takes_the_offer(play: Play, key: str, event: Event) -> None:
    """Its event is posted, and the news are taken down."""
    number = tell(play, SKIPS)

    play.server.press(number, key)

    assert play.stage.has(event)
    assert eventually(lambda: play.server.closed() == [number])


@pytest.mark.parametrize(
    ("signals", "events"),
    [
        # gone by themselves, closed by hand, or closed by somebody else
        ([("NotificationClosed", EXPIRED)], []),
        ([("NotificationClosed", DISMISSED)], []),
        ([("NotificationClosed", BY_CALL)], []),
        # dunst: the action, and later that it expired
        ([("ActionInvoked", "offer-0"), ("NotificationClosed", EXPIRED)], [DRILL]),
        # xfce: the action, and at once that it was closed
        ([("ActionInvoked", "offer-1"), ("NotificationClosed", DISMISSED)], [INTERVAL]),
        # mako: the action, and it stays open
        ([("ActionInvoked", "offer-0")], [DRILL]),
        # GNOME: each signal twice
        ([("ActionInvoked", "offer-0")] * 2, [DRILL]),
        # two hands
        ([("ActionInvoked", "offer-1"), ("ActionInvoked", "offer-0")], [INTERVAL]),
        # a press that comes after the end
        ([("NotificationClosed", EXPIRED), ("ActionInvoked", "offer-0")], []),
        # keys that were never offered end nothing
        (
            [
                *(("ActionInvoked", key) for key in ("", "default", "done", "offer-2")),
                ("ActionInvoked", "offer-0"),
            ],
            [DRILL],
        ),
    ],
)
def test_the_first_that_ends_them_counts(
    play: Play, signals: list[tuple[str, object]], events: list[Event]
) -> None:
    """Of all that servers say about these news, the first thing counts, once."""
    number = tell(play, SKIPS)

    for member, value in signals:
        play.server.say(member, number, value)

    play.fence()
    assert play.posted == events


def test_a_stranger_takes_no_offer(play: Play) -> None:
    """Another program cannot press in the server's name, nor under other numbers."""
    number = tell(play, SKIPS)
    play.server.say("ActionInvoked", number, "offer-0", forged=True)
    for other in (0, number + 1, number + 1000, 4_294_967_295):
        play.server.press(other, "offer-0")

    play.fence()
    assert play.posted == []
    play.server.press(number, "offer-0")
    assert play.stage.has(DRILL)


@pytest.mark.parametrize("script", ["--early", "--after"])
@pytest.mark.parametrize("gone", [False, True])
def test_an_early_press_is_not_lost(stage: Stage, script: str, *, gone: bool) -> None:
    """What comes with the answer to Notify, or before it, is heard."""
    closed = [("NotificationClosed", DISMISSED)] if gone else []
    signals = [("ActionInvoked", "offer-1"), *closed]
    stage.serve(script, json.dumps(signals))
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.tell(SKIPS)

        assert stage.has(INTERVAL)


@pytest.mark.parametrize("after", [DAY, SKIPS])
def test_a_press_before_the_new_words_are_taken(stage: Stage, after: Message) -> None:
    """It was for the old words; the new ones stay up, and offer what they offer."""
    script = json.dumps([("ActionInvoked", "offer-0")])
    server = stage.serve("--begin", "2", "--early", script)
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.tell(SKIPS)
        number = shown(server, SKIPS)
        notifier.tell(after)
        assert stage.has(DRILL)
        assert shown(server, after, 1) == number
        assert server.closed() == []
        server.press(number, "offer-1")

        assert stage.has(DRILL, *(offer.event for offer in after.offers[1:]))
        expected = [number] if after.offers else []
        assert eventually(lambda: server.closed() == expected)


def test_later_news_forget_the_offers(play: Play) -> None:
    """What is not to be seen any more cannot be taken, in whatever way it is told."""
    number = tell(play, SKIPS)
    assert tell(play, DAY) == number
    play.server.press(number, "offer-0")
    play.fence()
    assert play.posted == []

    other = Message("Something else", "", (Offer("Show me", WantPage(Page.GUIDE)),))
    assert tell(play, other) == number
    play.server.press(number, "offer-1")
    play.server.press(number, "offer-0")

    assert play.stage.has(WantPage(Page.GUIDE))


def test_offers_are_not_stacked(stage: Stage) -> None:
    """Where nothing is replaced the old offers are closed, and mean nothing."""
    server = stage.serve("--stacks")
    with FreedesktopNotifier(stage.posted.append) as notifier:
        play = Play(stage, server, notifier)
        first = tell(play, SKIPS)
        second = tell(play, DAY)

        assert first != second
        assert eventually(lambda: server.closed() == [first])
        server.press(first, "offer-0")
        play.fence()
        assert stage.posted == []


def test_reminder_and_offers_do_not_mix(play: Play) -> None:
    """Each has its own answers; the end of one leaves the other."""
    number = play.show(SQUATS)
    news = tell(play, SKIPS)
    play.server.press(news, "done")
    play.server.press(number, "offer-0")
    play.fence()
    assert play.posted == []

    play.notifier.withdraw()
    assert eventually(lambda: not play.server.up() & {number})
    play.server.press(news, "offer-0")
    assert play.stage.has(DRILL)


@pytest.mark.parametrize("label", ["", "a\0b", "\ud83d", "two\nlines", "x" * 5000])
def test_no_label_is_too_odd(play: Play, label: str) -> None:
    """Odd labels are shown somehow, and their buttons work."""
    news = tell(play, Message("Odd", "", (Offer(label, DRILL),)))
    number = play.show(Reminder(7, "Odd, too", "", done=label))
    labels = [each["actions"][1] for each in play.server.notices()[-2:]]
    assert all(each and len(each) <= 60 and each.isprintable() for each in labels)
    play.server.press(news, "offer-0")
    play.server.press(number, "done")

    assert play.stage.has(DRILL, Done(7))
