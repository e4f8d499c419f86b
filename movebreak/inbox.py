"""Where every thread leaves its events; only the engine takes them out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, SimpleQueue

from movebreak.core.events import Event
from movebreak.errors import MovebreakError

# Whoever asks gets an answer, or learns that there is none, within this.
PATIENCE = timedelta(seconds=4)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event, in words; `refused` when it changed nothing."""

    words: str
    refused: bool = False


Answer = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Letter:
    """What lies in the inbox: an event, and who waits for the answer."""

    event: Event
    answer: Answer | None = None


class Inbox:
    """Where every thread leaves its events; only the engine takes them out."""

    def __init__(self) -> None:
        self._letters: SimpleQueue[Letter] = SimpleQueue()

    def post(self, event: Event) -> None:
        """Leave an event and return at once."""
        self._letters.put(Letter(event))

    def ask(self, event: Event) -> Outcome:
        """Leave an event and wait for what came of it.

        Raises MovebreakError when there is no answer in time.
        """
        answers: SimpleQueue[Outcome] = SimpleQueue()
        self._letters.put(Letter(event, answers.put))
        try:
            return answers.get(timeout=PATIENCE.total_seconds())
        except Empty:
            raise MovebreakError(
                "movebreak is busy and gave no answer",
                hint="try again in a moment; movebreak doctor tells more",
            ) from None

    def take(self, patience: timedelta) -> Letter | None:
        """Wait for a letter; None when none came in time."""
        try:
            return self._letters.get(timeout=max(0.0, patience.total_seconds()))
        except Empty:
            return None
