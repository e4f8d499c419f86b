"""From the line that came in to what is answered, whatever stands in it."""

import logging
from collections.abc import Callable
from typing import Final

from movebreak.control.messages import Answer, MessageError, Request, decode_request
from movebreak.errors import Exit

Handle = Callable[[Request], Answer]

# Seconds a client has for its line, and again for taking the answer. Commands under
# way when movebreak ends have as long to finish.
PATIENCE: Final = 2.0
MOST_CLIENTS: Final = 8
# Seconds to wait after the system refused a connection, so as not to spin.
BREATHER: Final = 1.0

_FAILED: Final = Answer(Exit.FAILED, err="movebreak could not do that; see the log")

_log = logging.getLogger(__name__)


def answer(line: bytes, handle: Handle) -> Answer:
    """Return what `handle` says to this line, or what is wrong with it."""
    try:
        request = decode_request(line)
    except MessageError as error:
        return Answer(Exit.USAGE, err=str(error))
    try:
        return handle(request)
    except Exception:  # noqa: BLE001 - whatever it is, the log has it
        _log.exception("the command %r failed", request.command)
        return _FAILED
