"""One connection to a D-Bus message bus: joining it, sending, and reading."""

import logging
import os
import select
import socket
import struct
from collections.abc import Iterator
from itertools import count
from threading import Lock
from typing import Final

from jeepney import (  # type: ignore[import-untyped]
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_error,
)
from jeepney.auth import BEGIN, Authenticator  # type: ignore[import-untyped]
from jeepney.bus import get_connectable_addresses  # type: ignore[import-untyped]
from jeepney.low_level import Header, calc_msg_size  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

INVALID_ARGS: Final = "org.freedesktop.DBus.Error.InvalidArgs"
LIMITS_EXCEEDED: Final = "org.freedesktop.DBus.Error.LimitsExceeded"

# Named by number where this Python does not know it; using it then fails cleanly.
_AF_UNIX: Final[int] = getattr(socket, "AF_UNIX", 1)

# Nothing that a tray sends to an item is larger; more would only cost memory.
_LONGEST: Final = 1 << 17
_CHUNK: Final = 8192
# Enough of a message to know how long it is.
_START: Final = 16
# A bus that takes nothing for so long is stuck; it must not hold up the program.
_SEND_SECONDS: Final = 5
# What parts an address; in a path they stand escaped.
_SPECIAL: Final = "%,;="


def bus_address() -> str:
    """Return the address of the session bus, "" when there is none."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if address or not folder or not os.path.exists(f"{folder}/bus"):  # noqa: PTH110
        return address
    path = "".join(f"%{ord(c):02x}" if c in _SPECIAL else c for c in folder)
    return f"unix:path={path}/bus"


def connect(address: str, patience: float = 2.0) -> "Wire":
    """Join the bus at this address, with `patience` in seconds for each step.

    Raises ConnectionError when that is not possible.
    """
    why: Exception | None = None
    try:
        for place in get_connectable_addresses(address):
            try:
                return _join(place, patience)
            except (OSError, ValueError) as error:
                why = error
    except (RuntimeError, ValueError) as error:
        why = error
    raise ConnectionError(f"no message bus at {address!r}: {why}") from why


def _join(place: str, patience: float) -> "Wire":
    sock = socket.socket(_AF_UNIX, socket.SOCK_STREAM)
    try:
        sock.settimeout(patience)
        sock.connect(place)
        _authenticate(sock)
        wire = Wire(sock)
        wire.name = str(wire.ask(message_bus.Hello()).body[0])
    except BaseException:
        sock.close()
        raise
    return wire


def _authenticate(sock: socket.socket) -> None:
    talk = Authenticator()
    for line in talk:
        if line:
            sock.sendall(line)
        else:
            talk.feed(_some(sock))
    sock.sendall(BEGIN)


def _some(sock: socket.socket) -> bytes:
    data = sock.recv(_CHUNK)
    if not data:
        raise ConnectionResetError("the message bus hung up")
    return data


class Wire:
    """A connection to a message bus. One thread reads; any thread may send."""

    def __init__(self, sock: socket.socket) -> None:
        self.name = ""
        self._sock = sock
        self._read = bytearray()
        self._serials = count(1)
        self._sending = Lock()

    def wait_for_ever(self) -> None:
        """Let `receive` block without limit, and a sender a few seconds at most."""
        self._sock.settimeout(None)
        limit = struct.pack("ll", _SEND_SECONDS, 0)
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)

    def send(self, message: Message) -> int:
        """Send a message and return its serial number. Raises OSError when lost."""
        serial = next(self._serials)
        data = message.serialise(serial)
        try:
            with self._sending:
                self._sock.sendall(data)
        except OSError:
            # Half a message may be out: nothing sensible can follow it.
            self.interrupt()
            raise
        return serial

    def receive(self) -> Message:
        """Return the next message. Raises OSError when the bus is lost."""
        while True:
            frame = self._frame()
            try:
                return Message.from_buffer(frame)
            except Exception:  # jeepney raises whatever it meets
                log.debug("a message that cannot be read", exc_info=True)
                self._refuse(frame, INVALID_ARGS)

    def ask(self, call: Message) -> Message:
        """Send a call and return its answer, which may be an error.

        Raises OSError when there is none in time. Whatever else comes is dropped.
        """
        serial = self.send(call)
        while True:
            message = self.receive()
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                return message

    def interrupt(self) -> None:
        """Make whoever reads or sends find the bus lost; safe in signal handlers."""
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def close(self) -> None:
        """Leave the bus."""
        self._sock.close()

    def _frame(self) -> bytes:
        while True:
            start = self._take(_START)
            try:
                rest = calc_msg_size(start) - _START
            except (KeyError, struct.error) as error:
                raise ConnectionError("the message bus speaks nonsense") from error
            # The header stands first, and is far shorter.
            frame = start + self._take(min(rest, _LONGEST))
            if rest <= _LONGEST:
                return frame
            for length in _pieces(rest - _LONGEST):
                self._take(length)
            self._refuse(frame, LIMITS_EXCEEDED)

    def _take(self, length: int) -> bytes:
        while len(self._read) < length:
            self._wait()
            self._read += _some(self._sock)
        taken = bytes(self._read[:length])
        del self._read[:length]
        return taken

    def _wait(self) -> None:
        """Sleep until there is something to read.

        Whoever waits in recv is also woken each time the bus has read from us.
        """
        try:
            select.select([self._sock], [], [], self._sock.gettimeout())
        except ValueError:
            # A descriptor too large for select, in a program with many: recv waits.
            return

    def _refuse(self, frame: bytes, error: str) -> None:
        try:
            header, _ = Header.from_buffer(frame)
        except Exception:  # noqa: BLE001
            return
        call = Message(header, ())
        if wants_answer(call):
            self.send(new_error(call, error, "s", ("It cannot be read",)))


def wants_answer(message: Message) -> bool:
    """Say whether this is a call whose sender waits for an answer."""
    header = message.header
    silent = header.flags & MessageFlag.no_reply_expected
    return bool(header.message_type is MessageType.method_call and not silent)


def _pieces(length: int) -> Iterator[int]:
    while length > 0:
        yield min(length, _CHUNK)
        length -= _CHUNK
