"""One line each way with a client that may be slow, silent, or talking nonsense."""

import contextlib
import socket
import threading
from collections.abc import Iterator

from movebreak.control.messages import MAX_LINE, Answer, MessageError, encode_answer
from movebreak.errors import Exit


def read_line(wire: socket.socket, patience: float) -> bytes | None:
    """Return the line; None when the client left without a word.

    `patience` is in seconds. Raises MessageError for a line that is late or too long.
    """
    line = bytearray()
    with _watched(wire, patience) as late:
        while b"\n" not in line:
            chunk = wire.recv(MAX_LINE + 1 - len(line))
            line += chunk
            if len(line) > MAX_LINE and b"\n" not in line:
                raise MessageError(f"the message is longer than {MAX_LINE // 1024} KB")
            if not chunk and late.is_set():
                raise MessageError("the message took too long to arrive")
            if not chunk and line:
                raise MessageError("the message has no end")
            if not chunk:
                return None
    return bytes(line[: line.index(b"\n")])


@contextlib.contextmanager
def _watched(wire: socket.socket, patience: float) -> Iterator[threading.Event]:
    """Stop reading after the client's time; a slow trickle gains it nothing."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        stop_reading(wire)

    watch = threading.Timer(patience, stop)
    watch.daemon = True
    watch.start()
    try:
        yield late
    finally:
        watch.cancel()
        watch.join()


def deliver(wire: socket.socket, answer: Answer, patience: float) -> None:
    """Send the answer, or the reason why it cannot be sent.

    `patience` is in seconds. Raises OSError when the client does not take it.
    """
    line = encoded(answer)
    # The time allowed is for the whole of it, not for each piece.
    wire.settimeout(patience)
    wire.sendall(line)


def encoded(answer: Answer) -> bytes:
    """Return the answer as one line, or the reason why it cannot be sent."""
    try:
        return encode_answer(answer)
    except MessageError as error:
        return encode_answer(Answer(Exit.FAILED, err=str(error)))


def turn_away(wire: socket.socket, answer: Answer) -> None:
    """Send a short answer without waiting, and close."""
    with wire, contextlib.suppress(OSError):
        wire.settimeout(0)
        wire.send(encode_answer(answer))


def stop_reading(wire: socket.socket) -> None:
    """End any reading under way; writing goes on."""
    with contextlib.suppress(OSError):
        wire.shutdown(socket.SHUT_RD)


def hang_up(wire: socket.socket) -> None:
    """End any reading and writing under way."""
    with contextlib.suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
