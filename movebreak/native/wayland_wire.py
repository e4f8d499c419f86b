"""What goes over a Wayland wire: messages of 32-bit words in this machine's order."""

import socket
import sys
from collections.abc import Iterator
from typing import Any

_ORDER = sys.byteorder
_WORD = 4
_HEADER = 8
_CHUNK = 16 * 1024


class WaylandError(OSError):
    """The compositor is not there, went away, refused, or talks nonsense."""


class Wire:
    """A socket to a compositor; `close` frees it."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire
        self._read = bytearray()

    def fileno(self) -> int:
        """Return the descriptor that can be read when something came; -1 if closed."""
        return self._wire.fileno()

    def send(self, message: bytes, patience: float) -> None:
        """Send a message, which may take so many seconds. Raises WaylandError."""
        try:
            self._wire.settimeout(patience)
            self._wire.sendall(message)
        except OSError as error:
            # After a part of a message nothing else can be said on this wire.
            raise WaylandError(why(error)) from error

    def receive(self, patience: float) -> bool:
        """Wait so many seconds for something, and say whether it came.

        With 0 it never blocks. Raises WaylandError.
        """
        try:
            self._wire.settimeout(patience)
            # Plain `recv` has no room for descriptors: the kernel closes all that
            # come, so that a compositor cannot fill our table with them.
            data = self._wire.recv(_CHUNK)
        except (BlockingIOError, TimeoutError):
            return False
        except OSError as error:
            raise WaylandError(why(error)) from error
        if not data:
            raise WaylandError("the compositor closed the connection")
        self._read += data
        return True

    def messages(self) -> Iterator[tuple[int, int, bytes]]:
        """Take the messages that came whole: sender, opcode and body of each.

        Raises WaylandError.
        """
        while len(self._read) >= _HEADER:
            sender = int.from_bytes(self._read[:_WORD], _ORDER)
            word = int.from_bytes(self._read[_WORD:_HEADER], _ORDER)
            size, opcode = word >> 16, word & 0xFFFF
            if size < _HEADER or size % _WORD:
                raise WaylandError(f"a message of {size} bytes")
            if len(self._read) < size:
                return
            body = bytes(self._read[_HEADER:size])
            del self._read[:size]
            yield sender, opcode, body

    def close(self) -> None:
        """Close the socket; harmless twice."""
        self._wire.close()


def packed(sender: int, opcode: int, *args: int | str) -> bytes:
    """Return a message with these arguments."""
    body = b"".join(_text(arg) if isinstance(arg, str) else _word(arg) for arg in args)
    return _word(sender) + _word((_HEADER + len(body)) << 16 | opcode) + body


def unpacked(signature: str, body: bytes) -> tuple[Any, ...]:
    """Return the arguments in a body.

    One letter each: s for text, a for an array, any other for a number. Raises
    WaylandError when the body does not fit.
    """
    found: list[Any] = []
    rest = body
    for kind in signature:
        number, rest = _number(rest)
        if kind not in "sa":
            found.append(number)
            continue
        blob, rest = _cut(rest, number)
        found.append(_read_text(blob) if kind == "s" else blob)
    if rest:
        raise WaylandError(f"{len(rest)} bytes too many")
    return tuple(found)


def words(blob: bytes) -> Iterator[int]:
    """Take an array apart; an odd end is left out."""
    while len(blob) >= _WORD:
        number, blob = _number(blob)
        yield number


def why(error: Exception) -> str:
    """Return what an error says, without the system's number for it."""
    return getattr(error, "strerror", None) or str(error)


def _word(number: int) -> bytes:
    return number.to_bytes(_WORD, _ORDER)


def _text(text: str) -> bytes:
    data = text.encode() + b"\0"
    return _word(len(data)) + data + bytes(-len(data) % _WORD)


def _number(data: bytes) -> tuple[int, bytes]:
    if len(data) < _WORD:
        raise WaylandError("a message that ends too early")
    return int.from_bytes(data[:_WORD], _ORDER), data[_WORD:]


def _cut(data: bytes, length: int) -> tuple[bytes, bytes]:
    end = length + -length % _WORD
    if end > len(data):
        raise WaylandError("a message that ends too early")
    return data[:length], data[end:]


def _read_text(blob: bytes) -> str:
    """Return what is before the closing zero; an empty blob means no text."""
    if blob and blob[-1]:
        raise WaylandError("a text without an end")
    return blob[:-1].decode("utf-8", "replace")
