"""Notifications that the tray icon shows of itself: no buttons, but a click counts."""

from pathlib import Path
from typing import Final, NamedTuple, Protocol

from movebreak.core import news_words, reminder_words
from movebreak.ports import Capability, Message, Post, Reminder, Report
from movebreak.surfaces.notify import texts

PART: Final = "notifier"
ABILITIES: Final = frozenset(
    {Capability.WITHDRAW, Capability.REPLACE, Capability.EXPLAINS}
)


class BubbleIcon(Protocol):
    """An icon that can show a notification, once the tray has taken it in."""

    @property
    def refused(self) -> bool:
        """Whether the tray would not take the icon in."""

    def bubble(self, title: str, text: str) -> None:
        """Show these, in place of any earlier; empty texts take that down."""


class Bubbles:
    """Shows the newest notification by the tray icon; implements Notifier.

    `icon` is put in place by the tray. A click on a notification opens the menu, where
    the answers are, unless the notification has a meaning of its own for it.
    """

    def __init__(self) -> None:
        self.icon: BubbleIcon | None = None
        self.post: Post = _nobody
        self.can = ABILITIES
        self._up: Reminder | Message | None = None

    def show(self, reminder: Reminder) -> None:
        """Put the reminder up."""
        self._put_up(reminder, reminder_words.ANSWER_BY_CLICK)

    def withdraw(self) -> None:
        """Take the reminder down; news stay."""
        if isinstance(self._up, Reminder):
            self._up = None
            if self.icon is not None:
                self.icon.bubble("", "")

    def tell(self, message: Message) -> None:
        """Show news."""
        self._put_up(message, news_words.CHOOSE_BY_CLICK if message.offers else "")

    def report(self) -> Report:
        """Say whether there is an icon to show them."""
        if self.icon is None:
            return Report(PART, well=False, says="there is no tray icon to show them")
        if self.icon.refused:
            return Report(PART, well=False, says="the tray did not take the icon in")
        return Report(PART, well=True, says="by the tray icon; a click opens its menu")

    def clicked(self) -> bool:
        """Do what a click on the notification means; say whether to open the menu."""
        up = self._up
        if isinstance(up, Reminder):
            return True
        if up is None:
            return False
        if up.click is not None:
            self.post(up.click.event)
            return False
        return bool(up.offers)

    def _put_up(self, what: Reminder | Message, how: str) -> None:
        self._up = what
        if self.icon is not None:
            body = f"{what.body} {how}".strip()
            self.icon.bubble(texts.title(what.title), texts.body(body))


class Outlets(NamedTuple):
    """What notifications may be shown with: the folder for pictures, the tray icon."""

    pictures: Path
    bubbles: Bubbles


def _nobody(_: object) -> None:
    """Stand in for whoever is told of a click."""
