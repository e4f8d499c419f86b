"""What each notification says, how long it stays, and what its buttons mean."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Final

from movebreak.core.events import Closed, Closing, Event
from movebreak.frozen import dataclass
from movebreak.ports import Message, Offer
from movebreak.surfaces.notify import answers
from movebreak.surfaces.notify.freedesktop_server import Notice
from movebreak.surfaces.notify.wishes import Wish

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
    """Return the popup that asks for a break or a session, until it is closed."""
    reminder = wish.reminder
    # A server calls the click on the words themselves "default"; it needs no button,
    # but those that list it in a menu show its name.
    offers = answers.to_reminder(reminder)
    notice = Notice(reminder.title, reminder.body, _labels(offers), picture=picture)
    return Popup(Channel.REMINDER, wish, notice, _events(offers))


def telling(message: Message, picture: str, *, buttons: bool) -> Popup:
    """Return the popup that tells news for a while, with a button for each offer."""
    offers = answers.to_news(message) if buttons else {}
    notice = Notice(
        message.title,
        message.body,
        _labels(offers),
        OFFERS_LAST if message.offers else NEWS_LAST,
        picture,
    )
    return Popup(Channel.NEWS, message, notice, _events(offers))


def _labels(offers: Mapping[str, Offer]) -> dict[str, str]:
    return {key: offer.label for key, offer in offers.items()}


def _events(offers: Mapping[str, Offer]) -> dict[str, Event]:
    return {key: offer.event for key, offer in offers.items()}
