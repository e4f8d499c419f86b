"""Where every thread leaves its events; only the engine takes them out."""

from collections.abc import Callable
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Condition, Lock

from movebreak.core.events import Event
from movebreak.errors import MovebreakError, NotRunningError
from movebreak.frozen import dataclass

# Whoever asks gets an answer, or learns that there is none, within this.
PATIENCE = timedelta(seconds=4)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event, in words; `refused` when it changed nothing."""

    words: str
    refused: bool = False


ENDED = Outcome("movebreak has just ended", refused=True)

Answer = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Letter:
    """What lies in the inbox: an event, and who waits for the answer."""

    event: Event
    answer: Answer | None = None


class Changes:
    """Lets other threads wait until something of the program has changed."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._count = 1

    def passed(self) -> None:
        """Tell whoever waits that something has changed; returns at once."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def wait(self, seen: int, patience: timedelta) -> int:
        """Wait for another count than the one seen; return it, or the same."""
        with self._condition:
            self._condition.wait_for(
                lambda: self._count != seen, patience.total_seconds()
            )
            return self._count


class Inbox:
    """Where every thread leaves its events; only the engine takes them out."""

    def __init__(self) -> None:
        self._letters: SimpleQueue[Letter] = SimpleQueue()
        self._lock = Lock()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Say whether nobody takes events out any more."""
        return self._closed

    def post(self, event: Event) -> None:
        """Leave an event and return at once."""
        # Without the lock: a signal may come while this very thread holds it.
        self._letters.put(Letter(event))

    def ask(self, event: Event) -> Outcome:
        """Leave an event and wait for what came of it.

        Raises NotRunningError when the inbox is closed, and MovebreakError when there
        is no answer in time.
        """
        answers: SimpleQueue[Outcome] = SimpleQueue()
        with self._lock:
            if self._closed:
                answers.put(ENDED)
            else:
                self._letters.put(Letter(event, answers.put))
        try:
            outcome = answers.get(timeout=PATIENCE.total_seconds())
        except Empty:
            raise MovebreakError(
                "movebreak is busy and gave no answer",
                hint="try again in a moment; movebreak doctor tells more",
            ) from None
        if outcome is ENDED:
            raise NotRunningError(ENDED.words, hint="start it with: movebreak run")
        return outcome

    def take(self, patience: timedelta) -> Letter | None:
        """Wait for a letter; None when none came in time."""
        try:
            return self._letters.get(timeout=max(0.0, patience.total_seconds()))
        except Empty:
            return None

    def close(self) -> None:
        """Take nothing any more; whoever still waits for an answer learns why."""
        with self._lock:
            self._closed = True
        while letter := self.take(timedelta()):
            if letter.answer is not None:
                letter.answer(ENDED)
