"""Notifications of the tray icon: what they say, and what a click on one means."""

import pytest

from movebreak.core.events import Event, MoveNow, Page, Undo, WantPage
from movebreak.ports import Capability, Message, Offer, Reminder
from movebreak.surfaces.notify.bubbles import Bubbles
from tests.fake_bubble_icon import FakeBubbleIcon

SQUATS = Reminder(1, "Squats", "Ten slow ones.")


@pytest.fixture
def icon() -> FakeBubbleIcon:
    """An icon in the tray."""
    return FakeBubbleIcon()


@pytest.fixture
def bubbles(icon: FakeBubbleIcon) -> Bubbles:
    """Its notifications."""
    made = Bubbles()
    made.icon = icon
    return made


def test_a_reminder_says_that_it_can_be_clicked(
    bubbles: Bubbles, icon: FakeBubbleIcon
) -> None:
    """So no command needs to be told, and the click opens the menu."""
    bubbles.show(SQUATS)
    assert icon.seen == [("Squats", "Ten slow ones. Click here to answer.")]
    assert Capability.EXPLAINS in bubbles.can
    assert bubbles.clicked()


def test_withdrawn_it_is_taken_down_once(
    bubbles: Bubbles, icon: FakeBubbleIcon
) -> None:
    """News are not."""
    bubbles.show(SQUATS)
    bubbles.withdraw()
    bubbles.withdraw()
    assert icon.seen[1:] == [("", "")]
    assert not bubbles.clicked()
    bubbles.tell(Message("Your day", "6 of 8"))
    bubbles.withdraw()
    assert icon.seen[2:] == [("Your day", "6 of 8")]


def test_a_click_on_news_does_what_they_offer(
    bubbles: Bubbles, icon: FakeBubbleIcon
) -> None:
    """What they are about, else the menu where the offers are, else nothing."""
    posted: list[Event] = []
    bubbles.post = posted.append
    about = Offer("History", WantPage(Page.HISTORY))
    bubbles.tell(Message("Your day", "6 of 8", click=about))
    assert not bubbles.clicked()
    assert posted == [WantPage(Page.HISTORY)]

    bubbles.tell(Message("Counted", "as done", offers=(Offer("Undo", Undo()),)))
    assert icon.seen[-1] == ("Counted", "as done Click here to choose.")
    assert bubbles.clicked()
    bubbles.tell(Message("movebreak", "It runs."))
    assert not bubbles.clicked()
    assert MoveNow() not in posted
    assert len(posted) == 1


def test_without_an_icon_another_one_has_to_show_them(icon: FakeBubbleIcon) -> None:
    """It says so, at once when asked and after each call."""
    bubbles = Bubbles()
    bubbles.show(SQUATS)
    bubbles.withdraw()
    assert not bubbles.report().well
    bubbles.icon = icon
    assert bubbles.report().well
    icon.refused = True
    assert not bubbles.report().well
