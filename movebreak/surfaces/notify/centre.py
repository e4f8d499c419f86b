"""Notifications with buttons, by the notification centre of macOS or of Windows."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Final, Protocol, Self

from movebreak.core.events import Closed, Closing, Event
from movebreak.frozen import dataclass
from movebreak.ports import Capability, Message, Offer, Post, Reminder, Report
from movebreak.surfaces.notify import answers, texts
from movebreak.surfaces.notify.programs import NotShownError
from movebreak.surfaces.notify.wishes import Wish, Wishes

PART: Final = "notifier"
GOODBYE: Final = 2.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Popup:
    """A notification; `pressed` is called with the key of a button, or of the click.

    `dismissed` is called when somebody closed it. Both are called by any thread.
    """

    title: str
    body: str
    buttons: dict[str, str]
    pressed: Callable[[str], None]
    dismissed: Callable[[], None]


class Centre(Protocol):
    """The notification centre; its calls may block for a while."""

    name: str
    """What it is called in a report."""

    def show(self, popup: Popup) -> str:
        """Show it; return its name there. Raises NotShownError."""

    def remove(self, name: str) -> None:
        """Remove what is still there by this name. Raises NotShownError."""

    def close(self) -> None:
        """Let go of it."""


class CentreNotifier:
    """Shows reminders with buttons, on a thread that waits for the centre.

    Whatever cannot be shown is left for another notifier: it is a Frank one.
    """

    can: frozenset[Capability] = frozenset(
        {Capability.BUTTONS, Capability.WITHDRAW, Capability.REPLACE}
    )

    def __init__(self, post: Post, centre: Centre) -> None:
        self._post = post
        self._centre = centre
        self._wishes = Wishes()
        self._handed = threading.Condition()
        self._changed: Callable[[], None] = lambda: None
        self._due = False
        self._closing = False
        self._trouble = ""
        # What is up, and what is up of the news; only the worker knows the centre.
        self._up: tuple[Wish, str] | None = None
        self._news = ""
        self._thread = threading.Thread(target=self._work, name=PART, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing = True
        self.withdraw()
        self._thread.join(GOODBYE)

    def show(self, reminder: Reminder) -> None:
        """Have the reminder put up, in place of any earlier one; return at once."""
        self._wishes.remind(reminder)
        self._hand_over()

    def withdraw(self) -> None:
        """Have the reminder taken down; return at once."""
        self._wishes.withdraw()
        self._hand_over()

    def tell(self, message: Message) -> None:
        """Have news shown, in place of earlier news; return at once."""
        self._wishes.tell(message)
        self._hand_over()

    def report(self) -> Report:
        """Say whether the centre takes what is shown, and what helps."""
        says = self._trouble or f"{self._centre.name}, with buttons"
        return Report(PART, well=not self._trouble, says=says)

    def works(self) -> bool:
        """Say whether nothing is known to keep a notification from being shown."""
        return not self._trouble

    def watch(self, changed: Callable[[], None]) -> None:
        """Have this called, from the notifier's thread, after failure and recovery."""
        self._changed = changed

    def surrender(self) -> tuple[Reminder | None, Message | None]:
        """Give back what is still wanted, for another notifier to show."""
        left = self._wishes.surrender()
        self._hand_over()
        return left

    def _hand_over(self) -> None:
        with self._handed:
            self._due = True
            self._handed.notify()

    def _work(self) -> None:
        while not self._closing:
            with self._handed:
                self._handed.wait_for(lambda: self._due)
                self._due = False
            self._try()
        self._centre.close()

    def _try(self) -> None:
        """Bring the centre to what is wanted, once."""
        wanted = self._wishes.take_fresh()
        try:
            self._follow()
        except NotShownError as error:
            self._learn(f"{error.message}; {error.hint}")
        else:
            # That nothing had to be shown proves nothing.
            if wanted:
                self._learn("")

    def _follow(self) -> None:
        wish, news = self._wishes.reminder, self._wishes.news
        if self._up and self._up[0] is not wish:
            name, self._up = self._up[1], None
            self._centre.remove(name)
        if wish and not self._up:
            self._up = (wish, self._centre.show(self._reminding(wish)))
        if news:
            if self._news:
                self._centre.remove(self._news)
            self._news = self._centre.show(self._telling(news))
            self._wishes.told(news)

    def _reminding(self, wish: Wish) -> Popup:
        reminder = wish.reminder
        offers = answers.to_reminder(reminder)
        closed = Closed(reminder.break_id, Closing.DISMISSED)
        end = partial(self._end, wish)
        return _popup(
            (reminder.title, reminder.body),
            offers,
            lambda key: end(offers[key].event if key in offers else None),
            lambda: end(closed),
        )

    def _telling(self, message: Message) -> Popup:
        offers = answers.to_news(message)

        def pressed(key: str) -> None:
            if key in offers:
                self._post(offers[key].event)

        return _popup((message.title, message.body), offers, pressed, lambda: None)

    def _end(self, wish: Wish, event: Event | None) -> None:
        """Know that the person has answered; the centre has taken it down itself."""
        self._wishes.end(wish)
        self._hand_over()
        if event:
            self._post(event)

    def _learn(self, trouble: str) -> None:
        known, self._trouble = self._trouble, trouble
        if trouble and trouble != known:
            _log.warning("notifications are not shown: %s", trouble)
        if trouble or known:
            self._changed()


def _popup(
    words: tuple[str, str],
    offers: dict[str, Offer],
    pressed: Callable[[str], None],
    dismissed: Callable[[], None],
) -> Popup:
    title, body = words
    buttons = {key: offer.label for key, offer in offers.items()}
    # A click on the words is none of the buttons.
    buttons.pop(answers.CLICK, None)
    return Popup(texts.title(title), texts.body(body), buttons, pressed, dismissed)
