"""A connection to a Wayland compositor, with no library in between.

It knows the events of those interfaces alone that are listed here.
"""

import os
import socket
from time import monotonic  # noqa: TID251 - how long an answer takes, not the time
from typing import Any

from movebreak.frozen import dataclass
from movebreak.native import channel
from movebreak.native.wayland_wire import WaylandError, Wire, packed, unpacked, why

PATIENCE = 2.0

_DISPLAY = 1
_SYNC, _GET_REGISTRY = 0, 1
_BIND = 0
# Objects from here on are made by the compositor.
_THEIRS = 0xFF000000

# Events in the order of their opcodes, each with its arguments.
_EVENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "wl_display": (("error", "ous"), ("delete_id", "u")),
    "wl_registry": (("global", "usu"), ("global_remove", "u")),
    "wl_callback": (("callback_done", "u"),),
    "wl_seat": (("capabilities", "u"),),
    "ext_idle_notifier_v1": (),
    "ext_idle_notification_v1": (("idle", ""), ("resumed", "")),
    "org_kde_kwin_idle": (),
    "org_kde_kwin_idle_timeout": (("idle", ""), ("resumed", "")),
    "zwlr_foreign_toplevel_manager_v1": (("toplevel", "n"), ("finished", "")),
    "zwlr_foreign_toplevel_handle_v1": (
        ("title", "s"),
        ("app_id", "s"),
        ("output_enter", "o"),
        ("output_leave", "o"),
        ("state", "a"),
        ("done", ""),
        ("closed", ""),
    ),
}
_MADE = {"toplevel": "zwlr_foreign_toplevel_handle_v1"}


class NotOfferedError(WaylandError):
    """The compositor does not have the interface, or only an older version."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an object of the compositor told."""

    sender: int
    name: str
    args: tuple[Any, ...] = ()


def connect(display: str, runtime: str, patience: float = PATIENCE) -> "Wayland":
    """Return a connection that knows what is offered, within so many seconds.

    `display` is a name in the folder `runtime`, or a whole path. Raises WaylandError.
    """
    path = os.path.join(runtime, display)  # noqa: PTH118 - never kept
    end = monotonic() + patience
    if not os.path.isabs(path):  # noqa: PTH117
        raise WaylandError(f"no folder for the display {display}")
    try:
        wire = channel.connect(path, patience)
    except (OSError, ValueError) as error:
        raise WaylandError(why(error)) from error
    return attach(wire, patience, end - monotonic())


def attach(
    wire: socket.socket, patience: float = PATIENCE, first: float | None = None
) -> "Wayland":
    """Return a connection over this socket, which is closed with it.

    `first` is the patience for what is offered. Raises WaylandError.
    """
    wayland = Wayland(wire, patience)
    try:
        wayland.greet(first)
    except BaseException:
        wayland.close()
        raise
    return wayland


class Wayland:
    """A connection to a compositor, for one thread; `close` frees all it holds.

    Each method raises WaylandError when the connection is lost.
    """

    def __init__(self, wire: socket.socket, patience: float) -> None:
        self._wire = Wire(wire)
        self._patience = patience
        self._objects = {_DISPLAY: "wl_display"}
        self._newest = _DISPLAY
        self._free: list[int] = []
        # No longer of interest, but the compositor may not know that yet.
        self._ended: set[int] = set()
        self._registry = 0
        self._offers: dict[int, tuple[str, int]] = {}
        self._bound: set[int] = set()
        self._waiting: list[Event] = []

    def greet(self, patience: float | None = None) -> None:
        """Learn what is offered; to be called once, before all else."""
        self._registry = self.new("wl_registry")
        self.request(_DISPLAY, _GET_REGISTRY, self._registry)
        self.roundtrip(patience)

    def offered(self, interface: str) -> int:
        """Return the newest version of an interface, 0 when it is not offered."""
        versions = [had for name, had in self._offers.values() if name == interface]
        return max(versions, default=0)

    def bind(self, interface: str, version: int) -> int:
        """Return the object that stands for this interface, the first where many are.

        Its loss ends the connection. Raises NotOfferedError.
        """
        for number, (name, offered) in self._offers.items():
            if name == interface and offered >= version:
                made = self.new(interface)
                self.request(self._registry, _BIND, number, interface, version, made)
                self._bound.add(number)
                return made
        raise NotOfferedError(f"no {interface} {version}")

    def new(self, interface: str) -> int:
        """Return a number for an object that the next request makes."""
        if self._free:
            made = self._free.pop()
        else:
            self._newest += 1
            made = self._newest
        self._objects[made] = interface
        return made

    def request(self, target: int, opcode: int, *args: int | str) -> None:
        """Ask something of an object."""
        self._wire.send(packed(target, opcode, *args), self._patience)

    def retire(self, number: int, opcode: int) -> None:
        """Ask an object to end by this request; nothing is heard of it any more."""
        self._ended.add(number)
        self._waiting = [each for each in self._waiting if each.sender != number]
        self.request(number, opcode)

    def nudge(self) -> int:
        """Have the compositor answer, so that `fileno` can be read soon."""
        callback = self.new("wl_callback")
        self.request(_DISPLAY, _SYNC, callback)
        return callback

    def roundtrip(self, patience: float | None = None) -> None:
        """Wait until all requests are done; events that come are kept for `take`."""
        callback = self.nudge()
        end = monotonic() + (self._patience if patience is None else patience)
        while callback in self._objects and callback not in self._ended:
            left = end - monotonic()
            if left <= 0 or not self._wire.receive(left):
                raise WaylandError("the compositor does not answer")
            self._hear()

    def fileno(self) -> int:
        """Return what can be read when something came; -1 when closed."""
        return self._wire.fileno()

    def take(self) -> list[Event]:
        """Return what was told since the last time; never blocks."""
        if self._wire.receive(0):
            self._hear()
        told, self._waiting = self._waiting, []
        return told

    def close(self) -> None:
        """Leave the compositor; harmless twice."""
        self._wire.close()

    def _hear(self) -> None:
        for sender, opcode, body in self._wire.messages():
            interface = self._objects.get(sender, "")
            events = _EVENTS.get(interface, ())
            if opcode >= len(events):
                raise WaylandError(f"event {opcode} of object {sender} {interface}")
            name, signature = events[opcode]
            event = Event(sender, name, unpacked(signature, body))
            if name in _MADE:
                self._take_in(event)
            if sender not in self._ended and not self._is_inner(event):
                self._waiting.append(event)

    def _is_inner(self, event: Event) -> bool:
        """Act on an event that is about the connection; say whether it was one."""
        match event:
            case Event(name="error", args=(culprit, code, text)):
                which = self._objects.get(culprit, culprit)
                raise WaylandError(f"{which} error {code}: {text}")
            case Event(name="delete_id", args=(number,)):
                self._delete(number)
            case Event(name="global", args=(number, interface, version)):
                self._offers[number] = (interface, version)
            case Event(name="global_remove", args=(number,)):
                self._withdraw(number)
            case Event(name="callback_done", sender=callback):
                self._ended.add(callback)
            case _:
                return False
        return True

    def _take_in(self, event: Event) -> None:
        number = event.args[0]
        if number < _THEIRS or number in self._objects:
            raise WaylandError(f"object {number} is made twice")
        self._objects[number] = _MADE[event.name]

    def _delete(self, number: int) -> None:
        # Some compositors confirm the end of an object that they made; not ours.
        if number in self._ended and number < _THEIRS:
            self._ended.discard(number)
            self._objects.pop(number, None)
            self._free.append(number)

    def _withdraw(self, number: int) -> None:
        interface, _ = self._offers.pop(number, ("", 0))
        if number in self._bound:
            # What was made with it stays silent for ever.
            raise WaylandError(f"{interface} was taken away")
