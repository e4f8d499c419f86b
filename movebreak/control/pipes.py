"""A pipe of Windows between two programs of one user.

Such a pipe does not tell whose program is at its other end. So each end proves that it
knows a key, which is in a file that the system keeps from other users.
"""

import os
from multiprocessing import AuthenticationError
from multiprocessing.connection import (
    Client,
    answer_challenge,
    deliver_challenge,
)
from typing import Any, Final, Protocol

from movebreak.control.messages import MAX_ANSWER
from movebreak.native.paths import fingerprint

FAMILY: Final = "AF_PIPE"
KEY_SIZE: Final = 32


def address(path: str | os.PathLike[str]) -> str:
    """Return the name of the pipe whose key is at this path."""
    return rf"\\.\pipe\movebreak-{fingerprint(path)}"


class Wire(Protocol):
    """What is used of either kind of connection."""

    def poll(self, timeout: float, /) -> bool:
        """Say whether a message comes in so many seconds."""

    def recv_bytes(self, maxlength: int | None = None, /) -> bytes:
        """Return the next message."""

    def send_bytes(self, buf: bytes, /) -> None:
        """Send a message."""

    def close(self) -> None:
        """End it."""


class Talk:
    """A connection on which each message has to come within `patience` seconds."""

    def __init__(self, wire: Wire, patience: float) -> None:
        self._wire = wire
        self._patience = patience

    def let_in(self, key: bytes) -> None:
        """Have a client prove that it knows the key, then do the same.

        Raises AuthenticationError when it does not.
        """
        # All that the library does with a connection is to exchange messages.
        ours: Any = self
        deliver_challenge(ours, key)
        answer_challenge(ours, key)

    def knock(self, key: bytes) -> None:
        """Do the same as the client."""
        ours: Any = self
        answer_challenge(ours, key)
        deliver_challenge(ours, key)

    def recv_bytes(self, maxlength: int | None = None) -> bytes:
        """Return the next message. Raises TimeoutError, EOFError and OSError."""
        if not self._wire.poll(self._patience):
            raise TimeoutError("no message came in time")
        return self._wire.recv_bytes(maxlength)

    def send_bytes(self, message: bytes) -> None:
        """Send a message. Raises OSError."""
        self._wire.send_bytes(message)


def exchange(path: str, line: bytes, patience: float) -> bytes:
    """Send the line to the movebreak whose key is there, and return its answer.

    Raises OSError, of which FileNotFoundError tells that there is none.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - commands import this without pathlib
        key = file.read(KEY_SIZE)
    with Client(address(path), FAMILY) as wire:
        talk = Talk(wire, patience)
        try:
            talk.knock(key)
            talk.send_bytes(line)
            return talk.recv_bytes(MAX_ANSWER + 1)
        except AuthenticationError as error:
            raise PermissionError("another program answers in its place") from error
        except EOFError:
            return b""
