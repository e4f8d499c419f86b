"""A connection to a message bus that sleeps until the bus speaks.

One thread calls and receives; `wake` and `stop` may come from any other. jeepney packs
and unpacks the messages, its own connections would cost descriptors and memory.
"""

import os
import select
import socket
from collections import deque
from contextlib import suppress
from itertools import count
from threading import Lock
from time import monotonic  # noqa: TID251 - how long a call lasts, not what time it is

from jeepney import Message, Parser  # type: ignore[import-untyped]
from jeepney.bus import get_connectable_addresses  # type: ignore[import-untyped]
from jeepney.io.blocking import prep_socket  # type: ignore[import-untyped]

from movebreak.native.dbus_messages import (
    BUS,
    BusLostError,
    Call,
    Heard,
    NoAnswerError,
    RefusedError,
    StoppedError,
    checked,
)
from movebreak.native.dbus_packing import packed, refusal, unpacked

PATIENCE = 5.0
# How long a call may still last once the connection is told to stop.
GOODBYE = 1.0

_CHUNK = 16 * 1024
# How much is read in one go, so that a flood cannot keep the reader for ever.
_CHUNKS = 64
_SYSTEM_SOCKETS = ("/run/dbus/system_bus_socket", "/var/run/dbus/system_bus_socket")


def session_address() -> str | None:
    """Return where the session bus should be; None when nothing speaks of one."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if address:
        return address
    folder = os.environ.get("XDG_RUNTIME_DIR")
    path = os.path.join(folder, "bus") if folder else ""  # noqa: PTH118 - never kept
    return f"unix:path={path}" if path and os.path.exists(path) else None  # noqa: PTH110


def system_address() -> str | None:
    """Return where the system bus should be; None when there is none."""
    address = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    if address:
        return address
    paths = (path for path in _SYSTEM_SOCKETS if os.path.exists(path))  # noqa: PTH110
    return next((f"unix:path={path}" for path in paths), None)


def connect(address: str, patience: float = PATIENCE) -> "Bus":
    """Return a connection whose calls last `patience` seconds at most.

    Raises BusLostError.
    """
    bus = Bus(_open(address, patience), patience)
    try:
        bus.call(Call(BUS, "Hello"))
    except BaseException as error:
        bus.close()
        if isinstance(error, NoAnswerError | RefusedError):
            raise BusLostError(str(error)) from error
        raise
    return bus


class Bus:
    """A connection to a bus; `close` frees all that it holds."""

    def __init__(self, wire: socket.socket, patience: float) -> None:
        self._patience = patience
        self._wire = wire
        self._wire.settimeout(patience)
        self._parser = Parser()
        self._serials = count(1)
        self._waiting: deque[Heard] = deque()
        self._sleeper, self._waker = socket.socketpair()
        self._waker.settimeout(0)
        self._guard = Lock()
        self._closed = False
        self._woken = False
        self._stopping = False

    def subscribe(self, rule: str) -> None:
        """Receive the signals that match this rule from now on."""
        self.call(Call(BUS, "AddMatch", "s", (rule,)))

    def call(self, call: Call) -> Heard:
        """Call and wait for the answer; all else that comes meanwhile is kept.

        Raises BusLostError, NoAnswerError and RefusedError.
        """
        serial = self._put(packed(call, answered=True))
        deadline = monotonic() + self._patience
        while True:
            # Stops at the answer: what came before it is told from what came after.
            while (heard := self._parsed()) is not None:
                if heard.answers == serial:
                    return checked(heard)
                self._waiting.append(heard)
            if self._stopping:
                deadline = min(deadline, monotonic() + GOODBYE)
            if not self._sleep(deadline - monotonic()):
                raise NoAnswerError(serial)

    def send(self, call: Call) -> None:
        """Call without waiting for an answer. Raises BusLostError."""
        self._put(packed(call, answered=False))

    def ask(self, call: Call) -> int:
        """Call, and leave the answer to be taken: return the serial it will have.

        Raises BusLostError.
        """
        return self._put(packed(call, answered=True))

    def fileno(self) -> int:
        """Return what can be read when the bus speaks; see also `holds`."""
        return self._wire.fileno()

    def holds(self) -> bool:
        """Say whether something has come already, of which `fileno` tells nothing."""
        while (heard := self._parsed()) is not None:
            self._waiting.append(heard)
        return bool(self._waiting)

    def take(self) -> list[Heard]:
        """Return all that has come, answers to `ask` as well; never waits.

        Raises BusLostError.
        """
        for _ in range(_CHUNKS):
            if not self._sleep(0):
                break
        self.holds()
        return self.earlier()

    def receive(self) -> Heard | None:
        """Sleep until a message comes; None when woken by `wake`.

        Raises BusLostError and StoppedError.
        """
        if self._waiting:
            return self._waiting.popleft()
        while (heard := self._parsed()) is None:
            if self._stopping:
                raise StoppedError
            if self._woken:
                self._woken = False
                return None
            self._sleep(None)
        return heard

    def earlier(self) -> list[Heard]:
        """Take what came before the answer of the last call."""
        earlier = list(self._waiting)
        self._waiting.clear()
        return earlier

    def wake(self) -> None:
        """Make `receive` return; from any thread, harmless when closed."""
        with self._guard, suppress(BlockingIOError):
            if not self._closed:
                self._waker.send(b"\0")

    def stop(self) -> None:
        """Make `receive` raise, and a running call end soon; from any thread."""
        self._stopping = True
        self.wake()

    def close(self) -> None:
        """Leave the bus."""
        with self._guard:
            self._closed = True
            for each in (self._wire, self._sleeper, self._waker):
                each.close()

    def _put(self, message: Message) -> int:
        serial = next(self._serials)
        try:
            self._wire.sendall(message.serialise(serial))
        except OSError as error:
            # After a part of a message nothing else can be said on this wire.
            raise BusLostError(error.strerror or str(error)) from error
        return serial

    def _sleep(self, seconds: float | None) -> bool:
        """Sleep until there is something to read; say whether there was."""
        wait = None if seconds is None else max(0.0, seconds)
        ready, _, _ = select.select([self._wire, self._sleeper], [], [], wait)
        if self._sleeper in ready:
            self._sleeper.recv(_CHUNK)
            self._woken = True
        if self._wire in ready:
            self._parser.add_data(self._read())
        return bool(ready)

    def _read(self) -> bytes:
        try:
            data = self._wire.recv(_CHUNK)
        except OSError as error:
            raise BusLostError(error.strerror or str(error)) from error
        if not data:
            raise BusLostError("the bus closed the connection")
        return data

    def _parsed(self) -> Heard | None:
        """Return the next message that has come whole, if any."""
        while True:
            try:
                message = self._parser.get_next_message()
            except Exception as error:
                if self._parser.next_msg_size is None:
                    raise BusLostError("the bus cannot be understood") from error
                # One odd message of some program must not cost the connection.
                self._parser.next_msg_size = None
                continue
            if message is None:
                return None
            if heard := unpacked(message):
                return heard
            # Leave nobody waiting: this connection offers nothing to call.
            if answer := refusal(message):
                self._put(answer)


def _open(address: str, patience: float) -> socket.socket:
    reason: Exception = BusLostError(f"no bus at {address}")
    try:
        for path in get_connectable_addresses(address):
            try:
                wire: socket.socket = prep_socket(path, timeout=patience)
            except OSError as error:
                reason = error
            else:
                return wire
    except (RuntimeError, ValueError) as error:
        reason = error
    says = getattr(reason, "strerror", None) or str(reason)
    raise BusLostError(says) from reason
