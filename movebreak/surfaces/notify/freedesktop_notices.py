"""What each notification says, how long it stays, and what its buttons mean."""

from datetime import timedelta
from enum import Enum
from typing import Final

from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Done,
    Event,
    Page,
    Snooze,
    WantPage,
)
from movebreak.frozen import dataclass
from movebreak.ports import Message
from movebreak.surfaces.notify.freedesktop_server import Notice
from movebreak.surfaces.notify.freedesktop_wishes import Wish

NEWS_LAST: Final = timedelta(seconds=60)
# A choice takes longer than a glance; it never stays like a reminder.
OFFERS_LAST: Final = timedelta(minutes=2)


class Channel(Enum):
    """Of each of these, one at most is on the screen."""

    REMINDER = 1
    NEWS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Popup:
    """A notification and the events of its keys; 0 is no number yet."""

    channel: Channel
    wish: Wish | Message
    notice: Notice
    answers: dict[str, Event]
    number: int = 0

    def closed(self, why: Closing) -> Event | None:
        """Return what follows when it leaves the screen without an answer."""
        if isinstance(self.wish, Wish):
            return Closed(self.wish.reminder.break_id, why)
        return None


def reminding(wish: Wish, picture: str) -> Popup:
    """Return the popup that asks for a break, until it is closed."""
    reminder = wish.reminder
    which = reminder.break_id
    # A server calls the click on the words themselves "default"; it needs no button,
    # but those that list it in a menu show its name.
    keys: dict[str, tuple[str, Event]] = {
        "done": (reminder.done, Done(which)),
        "snooze": ("Snooze", Snooze(break_id=which)),
        "another": ("Another", Another(which)),
        "default": ("Show me how", WantPage(Page.GUIDE)),
    }
    if not reminder.can_snooze:
        del keys["snooze"]
    buttons = {key: label for key, (label, _) in keys.items()}
    answers = {key: event for key, (_, event) in keys.items()}
    notice = Notice(reminder.title, reminder.body, buttons, picture=picture)
    return Popup(Channel.REMINDER, wish, notice, answers)


def telling(message: Message, picture: str, *, buttons: bool) -> Popup:
    """Return the popup that tells news for a while, with a button for each offer."""
    offers = message.offers if buttons else ()
    keys = {f"offer-{place}": offer for place, offer in enumerate(offers)}
    if buttons and message.click is not None:
        keys["default"] = message.click
    notice = Notice(
        message.title,
        message.body,
        {key: offer.label for key, offer in keys.items()},
        OFFERS_LAST if message.offers else NEWS_LAST,
        picture,
    )
    answers = {key: offer.event for key, offer in keys.items()}
    return Popup(Channel.NEWS, message, notice, answers)
