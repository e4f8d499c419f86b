"""What should be on the screen: the newest reminder and the newest news."""

from threading import Lock

from movebreak.frozen import dataclass
from movebreak.ports import Message, Reminder


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """One wish to see a reminder; a later wish for the same words is another one."""

    reminder: Reminder


class Wishes:
    """What should be on the screen; any thread may change it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reminder: Wish | None = None
        self._news: Message | None = None
        self._fresh = False

    def remind(self, reminder: Reminder) -> None:
        """Want this reminder, in place of any earlier one."""
        with self._lock:
            self._reminder = Wish(reminder)
            self._fresh = True

    def withdraw(self) -> None:
        """Want no reminder."""
        with self._lock:
            self._reminder = None

    def tell(self, message: Message) -> None:
        """Want these news, in place of any that still wait."""
        with self._lock:
            self._news = message
            self._fresh = True

    @property
    def reminder(self) -> Wish | None:
        """Return the reminder that should be up."""
        return self._reminder

    @property
    def news(self) -> Message | None:
        """Return the news that still wait."""
        return self._news

    @property
    def fresh(self) -> bool:
        """Say whether something was wanted since `take_fresh`."""
        return self._fresh

    def take_fresh(self) -> bool:
        """Say whether something was wanted since the last call."""
        with self._lock:
            fresh, self._fresh = self._fresh, False
            return fresh

    def end(self, wish: Wish) -> None:
        """Want this reminder no more, unless another is wanted by now."""
        with self._lock:
            if self._reminder is wish:
                self._reminder = None

    def told(self, message: Message) -> None:
        """Know that these news were shown."""
        with self._lock:
            if self._news is message:
                self._news = None

    def surrender(self) -> tuple[Reminder | None, Message | None]:
        """Give away all that is wanted."""
        with self._lock:
            wish, news = self._reminder, self._news
            self._reminder = self._news = None
        return (wish.reminder if wish else None), news
