"""What the buttons of a notification lead to, and a click on its words."""

from typing import Final

from movebreak.core.events import Another, Done, Page, Snooze, WantPage
from movebreak.ports import Message, Offer, Reminder

# The click on the words themselves, which needs no button.
CLICK: Final = "default"


def to_reminder(reminder: Reminder) -> dict[str, Offer]:
    """Return the answers to a reminder; each names the break, or session, it answers.

    It may bring answers of its own.
    """
    if reminder.answers:
        own = {f"answer-{place}": it for place, it in enumerate(reminder.answers)}
        return own if reminder.click is None else own | {CLICK: reminder.click}
    which = reminder.break_id
    answers = {
        "done": Offer(reminder.done, Done(which)),
        "snooze": Offer("Snooze", Snooze(break_id=which)),
        "another": Offer("Another", Another(which)),
        CLICK: Offer("Show me how", WantPage(Page.GUIDE)),
    }
    if not reminder.can_snooze:
        del answers["snooze"]
    return answers


def to_news(message: Message) -> dict[str, Offer]:
    """Return what news offer."""
    answers = {f"offer-{place}": each for place, each in enumerate(message.offers)}
    if message.click is not None:
        answers[CLICK] = message.click
    return answers
