"""What the buttons of a reminder lead to, whatever system shows them."""

from dataclasses import replace
from datetime import timedelta

from movebreak.core.events import (
    Another,
    Done,
    Page,
    SessionSkip,
    SessionStart,
    Snooze,
    WantPage,
)
from movebreak.ports import Offer, Reminder
from movebreak.surfaces.notify.answers import CLICK, to_reminder


def test_a_break_is_answered_in_the_same_words_everywhere() -> None:
    """Each answer names it."""
    found = to_reminder(Reminder(7, "Squats", "Ten"))

    assert {key: each.event for key, each in found.items()} == {
        "done": Done(7),
        "snooze": Snooze(timedelta(minutes=5), 7),
        "another": Another(7),
        CLICK: WantPage(Page.GUIDE),
    }


def test_an_invitation_has_answers_of_its_own() -> None:
    """And perhaps something that a click on its words does."""
    start, skip = Offer("Start", SessionStart(9)), Offer("Skip", SessionSkip(9))
    look = Offer("What it holds", WantPage(Page.SESSION))
    plain = Reminder(9, "Now?", "", answers=(start, skip))

    assert to_reminder(plain) == {"answer-0": start, "answer-1": skip}
    assert to_reminder(replace(plain, click=look)) == {
        "answer-0": start,
        "answer-1": skip,
        CLICK: look,
    }
