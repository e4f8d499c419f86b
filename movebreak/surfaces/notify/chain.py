"""The best notifier that works now: falls to the next, and climbs back up."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from threading import RLock, Thread
from types import TracebackType
from typing import Final, Protocol, Self, runtime_checkable

from movebreak.errors import UnavailableError
from movebreak.ports import Capability, Message, Notifier, Reminder, Report
from movebreak.surfaces.notify import fitting

PART: Final = "notifier"
GOODBYE: Final = 2.0


@runtime_checkable
class Frank(Protocol):
    """What a notifier may offer besides: it owns up to a failure by itself."""

    def works(self) -> bool:
        """Say whether nothing is known to keep a notification from being shown."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Have this called, from any thread, after each failure and recovery."""

    def surrender(self) -> tuple[Reminder | None, Message | None]:
        """Give back what is still wanted, for another notifier to show."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to notify: its name, and how to make it.

    Making and entering it may raise UnavailableError.
    """

    name: str
    make: Callable[[], AbstractContextManager[Notifier]]


@dataclass(slots=True)
class _Link:
    """A choice, and what has become of it."""

    choice: Choice
    notifier: Notifier | None = None
    missing: str = ""

    @property
    def frank(self) -> Frank | None:
        found: object = self.notifier
        return found if isinstance(found, Frank) else None

    def works(self) -> bool:
        if self.notifier is None:
            return False
        return self.frank.works() if self.frank else self.notifier.report().well

    def says(self) -> str:
        if self.notifier is None:
            return f"{self.choice.name}: {self.missing or 'not needed so far'}"
        return f"{self.choice.name}: {self.notifier.report().says}"


class NotifierChain:
    """Shows through the best of several notifiers, best first, chosen at each show.

    Whatever one of them cannot show goes to the next. What comes new is offered to the
    best one first, so a server that was dead or hung gets its chance again.
    """

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._links = [_Link(choice) for choice in choices]
        self._lock = RLock()
        self._stack = ExitStack()
        self._present = 0
        self._reminder: Reminder | None = None
        self._holder = 0
        self._closed = False
        self._search: Thread | None = None

    def __enter__(self) -> Self:
        with self._lock:
            self._settle(0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._closed = True
            search = self._search
        if search:
            search.join(GOODBYE)
        self._stack.close()

    @property
    def can(self) -> frozenset[Capability]:
        """Return what the present notifier can do."""
        notifier = self._links[self._present].notifier
        return notifier.can if notifier else frozenset()

    def show(self, reminder: Reminder) -> None:
        """Have the reminder put up by the best notifier that works."""
        with self._lock:
            self._reminder = reminder
            self._offer(0, reminder, None)
            for at, link in enumerate(self._links):
                if link.notifier and at != self._holder:
                    link.notifier.withdraw()
            self._look_for_better()

    def withdraw(self) -> None:
        """Have the reminder taken down, whoever shows it."""
        with self._lock:
            self._reminder = None
            for link in self._links:
                if link.notifier:
                    link.notifier.withdraw()

    def tell(self, message: Message) -> None:
        """Have news shown by the best notifier that works."""
        with self._lock:
            self._offer(0, None, message)
            self._look_for_better()

    def report(self) -> Report:
        """Say which notifier is used, and why no better one: then all is not well."""
        with self._lock:
            links = self._links[: self._present + 1]
        *better, present = links
        works = present.notifier is not None and present.notifier.report().well
        says = [present.says(), *(f"not by {link.says()}" for link in better)]
        return Report(PART, well=works and not better, says="; ".join(says))

    def _offer(
        self, first: int, reminder: Reminder | None, news: Message | None
    ) -> None:
        """Hand over to the first from here on that does not say it cannot."""
        for at in range(first, len(self._links)):
            notifier = self._made(at)
            if notifier is None:
                continue
            self._present = at
            if reminder:
                self._holder = at
                notifier.show(fitting.reminder(reminder, notifier))
            if news:
                notifier.tell(fitting.news(news, notifier))
            # One that failed the last time, and cannot say at once that it fails
            # again, gets another try; but nobody shall depend on it.
            if self._links[at].frank or notifier.report().well:
                return

    def _settle(self, first: int) -> None:
        for at in range(first, len(self._links)):
            if self._made(at):
                self._present = at
            if self._links[at].works():
                return

    def _made(self, at: int) -> Notifier | None:
        link = self._links[at]
        if link.notifier is None and not link.missing:
            self._make(at)
        return link.notifier

    def _make(self, at: int) -> None:
        """Make one; how long that takes is its own affair."""
        link = self._links[at]
        try:
            context = link.choice.make()
            notifier = context.__enter__()
        except UnavailableError as error:
            link.missing = error.message
            return
        with self._lock:
            if self._closed:
                context.__exit__(None, None, None)
                return
            self._stack.push(context)
            link.notifier = notifier
        if link.frank:
            link.frank.watch(lambda: self._hear(at))

    def _hear(self, at: int) -> None:
        """Know that a notifier has failed or recovered."""
        with self._lock:
            if self._closed:
                return
            if self._links[at].works():
                self._climb(at)
            else:
                self._fall(at)

    def _fall(self, at: int) -> None:
        below = range(at + 1, len(self._links))
        frank = self._links[at].frank
        if frank is None or not any(self._made(each) for each in below):
            return
        reminder, news = frank.surrender()
        if reminder or news:
            self._offer(at + 1, reminder, news)
        elif self._present <= at:
            self._settle(at + 1)

    def _climb(self, at: int) -> None:
        better = self._links[at].notifier
        if better is None or at > self._present:
            return
        self._present = at
        worse = self._links[self._holder]
        if self._reminder is None or self._holder <= at or worse.notifier is None:
            return
        # One that is not frank cannot know whether the person has closed it.
        kept = (self._reminder, None)
        left, news = worse.frank.surrender() if worse.frank else kept
        worse.notifier.withdraw()
        self._holder = at
        if left:
            better.show(fitting.reminder(left, better))
        if news:
            better.tell(fitting.news(news, better))

    def _look_for_better(self) -> None:
        """Try again to make those that could not be made, on a thread of its own."""
        missing = [at for at, link in enumerate(self._links) if link.missing]
        if self._closed or not missing or (self._search and self._search.is_alive()):
            return
        self._search = Thread(
            target=self._try_again, args=(missing,), name="notifiers", daemon=True
        )
        self._search.start()

    def _try_again(self, missing: Sequence[int]) -> None:
        for at in missing:
            self._make(at)
            if self._links[at].notifier:
                self._links[at].missing = ""
                self._hear(at)
