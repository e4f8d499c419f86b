"""The running movebreak, as the pages see it: over the control channel."""

import json
from typing import Any, Final

from movebreak.control.client import ask
from movebreak.control.messages import Answer, Request
from movebreak.errors import MovebreakError, NotRunningError

# Seconds. Who is asked how things stand answers at once, or hangs.
SOON: Final = 5.0
# A little longer than the running program waits for news.
LONG: Final = 40.0


class Program:
    """Asks the movebreak that listens at `socket`; every call may block."""

    def __init__(self, socket: str, soon: float = SOON) -> None:
        self._socket = socket
        self._soon = soon

    def look(self) -> dict[str, Any] | None:
        """Return how things stand now; None when movebreak does not run, or hangs."""
        try:
            return self._look((), self._soon)
        except MovebreakError:
            return None

    def watch(self, seen: int) -> dict[str, Any] | None:
        """Return how things stand, as soon as the count is not `seen` any more.

        The same count comes back when nothing has changed for a while. None means
        that movebreak does not run. Raises MovebreakError when it gives no answer.
        """
        return self._look((str(seen),) if seen else (), LONG)

    def do(self, command: str, *words: str) -> Answer:
        """Give a command; its answer has an exit code and words for the person."""
        try:
            return ask(self._socket, Request(command, words))
        except MovebreakError as error:
            return Answer(error.exit, err=str(error))

    def _look(self, words: tuple[str, ...], patience: float) -> dict[str, Any] | None:
        try:
            answer = ask(self._socket, Request("look", words), patience)
        except NotRunningError:
            return None
        if answer.code:
            return None
        found = json.loads(answer.out)
        return found if isinstance(found, dict) else None
