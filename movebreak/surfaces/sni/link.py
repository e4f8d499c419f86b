"""Keeps a tray item on the bus: joins, registers, answers, and comes back."""

import logging
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic  # noqa: TID251 - a backend of pystray knows no Clock
from typing import Final

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
)

from movebreak.surfaces.sni.calls import FAILED
from movebreak.surfaces.sni.wire import Wire, bus_address, connect, wants_answer

log = logging.getLogger(__name__)

BUS: Final = "org.freedesktop.DBus"
WATCHER: Final = "org.kde.StatusNotifierWatcher"
WATCHER_PATH: Final = "/StatusNotifierWatcher"

# A connection that held for so many seconds was a good one: the next loss is a new one.
_STEADY: Final = 60.0
_NOBODY: Final = frozenset(
    f"{BUS}.Error.{name}" for name in ("ServiceUnknown", "NameHasNoOwner")
)


class Link:
    """Serves an item in the thread that calls `serve`, until stopped.

    `answer` returns the answer to a call; `answered` is called once it is sent. At
    rest the thread sleeps in one system call, and nothing wakes it but the bus.
    """

    def __init__(
        self, answer: Callable[[Message], Message], answered: Callable[[], None]
    ) -> None:
        self.on_lost: Callable[[], bool] | None = None
        self.on_change: Callable[[], object] | None = None
        self.retry_after: tuple[float, ...] = (1, 5, 30, 300)
        self._registered = False
        self._answer = answer
        self._answered = answered
        self._wanted = False
        self._hidings = 0
        self._stopping = False
        self._wire: Wire | None = None
        self._registration: int | None = None
        self._had_bus = False
        # Of all that wakes a thread, this alone may be used in a signal handler.
        self._wake: SimpleQueue[None] = SimpleQueue()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stopping

    @property
    def registered(self) -> bool:
        """Whether a tray has taken the item in."""
        return self._registered

    @property
    def name(self) -> str:
        """The item's unique name on the bus, "" when it is not there."""
        wire = self._wire
        return "" if wire is None else wire.name

    def show(self) -> None:
        """Be on the bus."""
        self._wanted = True
        self._wake.put(None)

    def hide(self) -> None:
        """Leave the bus, at which every host drops the item."""
        self._hidings += 1
        self._wanted = False
        self._rouse()

    def stop(self) -> None:
        """Make `serve` return; may be called from signal handlers, and before it."""
        self._stopping = True
        self._rouse()

    def emit(self, signal: Message) -> None:
        """Send a signal when on the bus; hosts that come later read everything."""
        wire = self._wire
        if wire is not None:
            with suppress(OSError):
                wire.send(signal)

    def serve(self) -> None:
        """Be on the bus while wanted, and return when stopped."""
        failures = 0
        while not self._stopping:
            hidings = self._hidings
            if not self._wanted:
                self._rest(None, wanted=False)
                continue
            began = monotonic()
            self._visit()
            if self._is_called_away() or hidings != self._hidings:
                # It left by itself, and may have been called back since.
                failures = 0
                continue
            if self._is_over():
                return
            if monotonic() - began > _STEADY:
                failures = 0
            wait = self.retry_after[min(failures, len(self.retry_after) - 1)]
            log.info("no message bus; the icon tries again in %g s", wait)
            failures += 1
            self._rest(wait, wanted=True)

    def _visit(self) -> None:
        """Join the bus and serve there until it is lost, or we are called away."""
        try:
            wire = connect(bus_address())
        except ConnectionError as error:
            log.debug("%s", error)
            return
        try:
            self._had_bus = True
            wire.wait_for_ever()
            self._wire = wire
            # Whoever stops or hides looks for the wire last, and we look last for them.
            if not self._is_called_away():
                self._serve(wire)
        except OSError as error:
            log.debug("the message bus is gone: %s", error)
        finally:
            self._wire = None
            self._note(registered=False)
            wire.close()

    def _serve(self, wire: Wire) -> None:
        rule = MatchRule(
            type="signal",
            sender=BUS,
            interface=BUS,
            member="NameOwnerChanged",
            path="/org/freedesktop/DBus",
        )
        rule.add_arg_condition(0, WATCHER)
        wire.send(message_bus.AddMatch(rule))
        self._register(wire)
        while True:
            message = wire.receive()
            kind = message.header.message_type
            if kind is MessageType.method_call:
                self._reply(wire, message)
            elif kind is MessageType.signal:
                self._heard(wire, message)
            else:
                self._told(message)

    def _register(self, wire: Wire) -> None:
        watcher = DBusAddress(WATCHER_PATH, WATCHER, WATCHER)
        # The unique name: GNOME loses items that register with a name of their own.
        call = new_method_call(watcher, "RegisterStatusNotifierItem", "s", (wire.name,))
        call.header.flags = MessageFlag.no_auto_start
        self._registration = wire.send(call)

    def _reply(self, wire: Wire, call: Message) -> None:
        reply = self._answer(call)
        if wants_answer(call):
            try:
                wire.send(reply)
            except OSError:
                raise
            except Exception:
                log.exception("an answer could not be sent")
                wire.send(new_error(call, FAILED, "s", ("Something went wrong",)))
        self._answered()

    def _heard(self, wire: Wire, signal: Message) -> None:
        fields = signal.header.fields
        # Anybody may send a signal of this name; only the bus knows who owns what.
        if (
            fields.get(HeaderFields.sender) != BUS
            or fields.get(HeaderFields.member) != "NameOwnerChanged"
            or signal.body[0] != WATCHER
        ):
            return
        self._note(registered=False)
        if signal.body[2]:
            self._register(wire)

    def _told(self, reply: Message) -> None:
        fields = reply.header.fields
        if fields.get(HeaderFields.reply_serial, 0) != self._registration:
            return
        self._registration = None
        taken = reply.header.message_type is MessageType.method_return
        self._note(registered=taken)
        error = fields.get(HeaderFields.error_name)
        if error is not None and error not in _NOBODY:
            log.warning("the tray did not take the icon: %s %s", error, reply.body)

    def _note(self, *, registered: bool) -> None:
        if registered == self._registered:
            return
        self._registered = registered
        if self.on_change is None:
            return
        try:
            self.on_change()
        except Exception:
            log.exception("a change of the tray could not be told")

    def _is_called_away(self) -> bool:
        return self._stopping or not self._wanted

    def _is_over(self) -> bool:
        """Ask the owner whether the session ended together with its bus."""
        if self.on_lost is None or not self._had_bus:
            return False
        try:
            return bool(self.on_lost())
        except Exception:
            log.exception("whether the session is over could not be told")
            return False

    def _rouse(self) -> None:
        self._wake.put(None)
        wire = self._wire
        if wire is not None:
            wire.interrupt()

    def _rest(self, seconds: float | None, *, wanted: bool) -> None:
        """Sleep until roused, at most so long."""
        with suppress(Empty):
            while True:
                self._wake.get_nowait()
        if not self._stopping and self._wanted == wanted:
            with suppress(Empty):
                self._wake.get(timeout=seconds)
