"""The running movebreak, as the pages see it: over the control channel."""

import json
from typing import Any, Final

from movebreak.control.client import ask
from movebreak.control.messages import Answer, Request
from movebreak.errors import MovebreakError, NotRunningError

# A little longer than the running program waits for news.
LONG: Final = 40.0


class Program:
    """Asks the movebreak that listens at `socket`; every call may block."""

    def __init__(self, socket: str) -> None:
        self._socket = socket

    def look(self) -> dict[str, Any] | None:
        """Return how things stand now; None when movebreak does not run."""
        return self.watch(0)

    def watch(self, seen: int) -> dict[str, Any] | None:
        """Return how things stand, as soon as the count is not `seen` any more.

        The same count comes back when nothing has changed for a while. None means
        that movebreak does not run. Raises MovebreakError when it gives no answer.
        """
        words = (str(seen),) if seen else ()
        try:
            answer = ask(self._socket, Request("look", words), LONG)
        except NotRunningError:
            return None
        if answer.code:
            return None
        found = json.loads(answer.out)
        return found if isinstance(found, dict) else None

    def do(self, command: str, *words: str) -> Answer:
        """Give a command; its answer has an exit code and words for the person."""
        try:
            return ask(self._socket, Request(command, words))
        except MovebreakError as error:
            return Answer(error.exit, err=str(error))
