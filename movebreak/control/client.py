"""Ask the running movebreak, and wait for its answer."""

import os
import socket

from movebreak.control.messages import (
    MAX_ANSWER,
    Answer,
    MessageError,
    Request,
    decode_answer,
    encode_request,
)
from movebreak.errors import MovebreakError, NotRunningError
from movebreak.native import channel
from movebreak.native.paths import HAS_USERS

_CHUNK = 64 * 1024


def ask(
    path: str | os.PathLike[str], request: Request, patience: float = 5.0
) -> Answer:
    """Send the request to the movebreak that listens at `path`; return its answer.

    `patience` is the longest silence allowed, in seconds. Raises NotRunningError
    when nobody listens, and MovebreakError when no proper answer comes.
    """
    line = encode_request(request)
    try:
        return decode_answer(_exchange(str(path), line, patience))
    except MessageError as error:
        raise MovebreakError(
            "movebreak gave an answer that this command cannot read",
            hint="choose Quit in the tray menu, then start it again: movebreak run",
        ) from error
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
        raise NotRunningError(
            "movebreak is not running", hint="start it with: movebreak run"
        ) from None
    except (TimeoutError, BlockingIOError):
        raise MovebreakError(
            "movebreak did not answer in time",
            hint="try again; if it stays silent, end it and start it again",
        ) from None
    except OSError as error:
        raise MovebreakError(
            f"movebreak cannot be reached: {error.strerror or error}",
            hint="try again; if that does not help, start it with: movebreak run",
        ) from error


def _exchange(path: str, line: bytes, patience: float) -> bytes:
    if not HAS_USERS:
        from movebreak.control import pipes  # noqa: PLC0415

        return _whole(pipes.exchange(path, line, patience))
    with channel.connect(path, patience) as wire:
        _send(wire, line)
        return _whole(_receive(wire))


def _whole(line: bytes) -> bytes:
    """Return the line without its end. Raises MovebreakError when it has none."""
    if b"\n" not in line:
        raise MovebreakError(
            "movebreak gave no whole answer",
            hint="it may have just ended; look with: movebreak status",
        )
    return line[: line.index(b"\n")]


def _send(wire: socket.socket, line: bytes) -> None:
    try:
        wire.sendall(line)
    except (BrokenPipeError, ConnectionResetError):
        # It stopped listening, but may have said why.
        return


def _receive(wire: socket.socket) -> bytes:
    line = bytearray()
    while b"\n" not in line[-_CHUNK:]:
        chunk = _next_chunk(wire)
        line += chunk
        if not chunk or len(line) > MAX_ANSWER + 1:
            break
    return bytes(line)


def _next_chunk(wire: socket.socket) -> bytes:
    try:
        return wire.recv(_CHUNK)
    except ConnectionResetError:
        return b""
