"""The teller: which words and which buttons a notifier is given."""

from datetime import timedelta

import pytest

from movebreak.core import news_words, reminder_words
from movebreak.core.effects import (
    Invite,
    NoteNews,
    PageNews,
    Remind,
    ReviewNews,
    SkipsNews,
    StepsNews,
    SummaryNews,
    TrialNews,
)
from movebreak.core.events import (
    MoveNow,
    Page,
    PersonSeen,
    PositionTold,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    WantPage,
)
from movebreak.core.programme.rules import Focus
from movebreak.core.settings import Settings
from movebreak.ports import Capability, Offer
from movebreak.teller import Teller
from tests import make
from tests.fake_history import MemoryHistory
from tests.fake_surfaces import FakeNotifier

SKIPS = SkipsNews(5, timedelta(minutes=20))
AWAY = timedelta(seconds=45)


@pytest.mark.parametrize(
    ("gone", "label", "how"),
    [
        (None, "Done", reminder_words.ANSWER_BY_COMMAND),
        (AWAY, "Yes", reminder_words.COUNT_BY_COMMAND),
    ],
)
def test_the_button_fits_the_question(
    gone: timedelta | None, label: str, how: str
) -> None:
    """Whoever is asked says yes; without buttons the words say how to answer."""
    notifier = FakeNotifier()
    teller = Teller(notifier, MemoryHistory())
    teller.remind(Remind(1, make.drill(), gone=gone))
    notifier.can = frozenset()
    teller.remind(Remind(1, make.drill(), gone=gone))

    able, plain = notifier.shown
    assert able.done == plain.done == label
    assert plain.body == f"{able.body} {how}"


def test_a_drill_is_named_for_its_picture() -> None:
    """A reminder and the steps say whose picture may be shown; other news do not."""
    notifier, drill = FakeNotifier(), make.drill()
    teller = Teller(notifier, MemoryHistory())
    teller.remind(Remind(1, drill))
    teller.announce(StepsNews(drill), Settings())
    teller.announce(SKIPS, Settings())

    assert [each.drill for each in notifier.shown] == [drill.id]
    assert [each.drill for each in notifier.told] == [drill.id, ""]


def test_five_skips_come_with_offers() -> None:
    """Another drill, and the settings; each of them is one press away."""
    notifier = FakeNotifier()
    Teller(notifier, MemoryHistory()).announce(SKIPS, Settings())

    (told,) = notifier.told
    assert (told.title, told.body) == news_words.skips(SKIPS)
    assert [(offer.label, offer.event) for offer in told.offers] == [
        ("Another drill now", MoveNow()),
        ("Change the interval", WantPage(Page.SETTINGS)),
    ]


@pytest.mark.parametrize("can", [Capability.WITHDRAW, Capability.EXPLAINS])
def test_offers_without_buttons_name_the_commands(can: Capability) -> None:
    """Unless the notifier does that itself."""
    notifier = FakeNotifier(can=frozenset({can}))
    Teller(notifier, MemoryHistory()).announce(SKIPS, Settings())

    (told,) = notifier.told
    _, body = news_words.skips(SKIPS)
    explains = can is Capability.EXPLAINS
    assert told.body == (body if explains else f"{body} {news_words.OFFERS_BY_COMMAND}")
    # The narrowest desktop takes 255 units.
    assert len(told.body) < 255


def test_plain_news_name_no_commands() -> None:
    """There is nothing to answer."""
    notifier = FakeNotifier(can=frozenset())
    Teller(notifier, MemoryHistory()).tell(("Your day", "6 of 8"))

    assert [each.body for each in notifier.told] == ["6 of 8"]


def test_a_newcomer_is_offered_the_first_steps() -> None:
    """By a button, or else by a command; never by a browser that opens by itself."""
    notifier = FakeNotifier()
    teller = Teller(notifier, MemoryHistory())
    teller.welcome(("movebreak is running", "First break soon."))
    notifier.can = frozenset()
    teller.welcome(("movebreak is running", "First break soon."))

    able, plain = notifier.told
    assert able.body == "First break soon."
    assert [each.event for each in able.offers] == [WantPage(Page.WELCOME)]
    assert plain.body == "First break soon. To make it yours: movebreak welcome."


@pytest.mark.parametrize("can", [frozenset(Capability), frozenset[Capability]()])
def test_a_trial_says_what_it_is(can: frozenset[Capability]) -> None:
    """With the words of a reminder, and a button that answers nothing."""
    notifier = FakeNotifier(can=can)
    Teller(notifier, MemoryHistory()).announce(TrialNews(make.drill()), Settings())

    (told,) = notifier.told
    assert told.title == f"Test: {make.drill().cue}"
    assert told.body.endswith("This is only a test; it counts nothing.")
    assert [each.event for each in told.offers] == [PersonSeen()]
    assert notifier.shown == []


def test_a_click_on_a_summary_shows_the_day() -> None:
    """No button is drawn for it, and no words are spent on it."""
    notifier = FakeNotifier()
    news = SummaryNews(make.TODAY, make.TODAY)
    Teller(notifier, MemoryHistory()).announce(news, Settings())

    (told,) = notifier.told
    assert (told.title, told.offers) == ("Today: 0 of 8 breaks done", ())
    assert told.click is not None
    assert told.click.event == WantPage(Page.HISTORY)


def test_the_week_is_told_below_its_last_day() -> None:
    """In one notification, against the goal of all working days."""
    notifier, history = FakeNotifier(), MemoryHistory()
    history.commit(make.saved(), [make.record(1), make.record(2)])
    news = SummaryNews(make.TODAY, make.TODAY, make.TODAY)
    Teller(notifier, history).announce(news, Settings())

    (told,) = notifier.told
    assert told.title == "Today: 2 of 8 breaks done"
    assert told.body.startswith("You got up 2 times.")
    assert told.body.endswith(
        "This week: 2 of 40 breaks done. Best day: Monday, 2 done."
    )
    assert len(told.body) < 255


def test_an_invitation_has_answers_of_its_own() -> None:
    """Each names it; without buttons the words say how to answer."""
    notifier = FakeNotifier()
    teller = Teller(notifier, MemoryHistory())
    teller.invite(Invite(7, Focus.STRENGTH))
    notifier.can = frozenset()
    teller.invite(Invite(7, Focus.STRENGTH))

    able, plain = notifier.shown
    assert able.break_id == 7
    assert able.answers == (
        Offer("Start", SessionStart(7)),
        Offer("Tomorrow", SessionTomorrow(7)),
        Offer("Skip", SessionSkip(7)),
    )
    assert able.click == Offer("What it holds", WantPage(Page.SESSION))
    assert plain.body == f"{able.body} {able.how}"


def test_a_look_back_is_offered() -> None:
    """With a button for its page; the other pages have words that stand for them."""
    notifier = FakeNotifier()
    teller = Teller(notifier, MemoryHistory())
    teller.announce(ReviewNews(4), Settings())
    teller.announce(PageNews(Page.SESSION), Settings())

    first, second = notifier.told
    assert first.offers == (Offer("Look back", WantPage(Page.REVIEW)),)
    assert "movebreak review" in first.how
    assert "movebreak session --text" in second.body


def test_a_note_may_offer_to_tell_the_position() -> None:
    """Only where it suggests one."""
    notifier = FakeNotifier()
    teller = Teller(notifier, MemoryHistory())
    teller.announce(NoteNews("link", "A cue", "After each call."), Settings())
    teller.announce(NoteNews("position", "Up", "Now?", "standing"), Settings())

    plain, asking = notifier.told
    assert (plain.title, plain.body, plain.offers) == ("A cue", "After each call.", ())
    assert asking.offers == (Offer("Standing now", PositionTold("standing")),)
    assert "session position" in asking.how
