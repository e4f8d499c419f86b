"""Small services for a bus, each strict, and the screen locker among them.

They know nothing of how messages travel, so they serve in a test and on a real bus.
They refuse what the real ones refuse.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

ERROR = "org.freedesktop.DBus.Error"


class RefusalError(Exception):
    """The name of the error that a call is answered with, and its words."""


@dataclass(frozen=True)
class Signal:
    """A signal, to everybody or to one."""

    path: str
    interface: str
    member: str
    signature: str
    values: tuple[Any, ...]
    to: str = ""


@dataclass(frozen=True)
class Asked:
    """A call as a service gets it."""

    path: str
    interface: str
    method: str
    signature: str
    values: tuple[Any, ...]
    sender: str


Answer = tuple[str, tuple[Any, ...]]
Emit = Callable[[Signal], None]


class Service:
    """Takes only calls that it has, with just the values they need."""

    names: tuple[str, ...] = ()
    methods: Mapping[tuple[str, str], str] = MappingProxyType({})

    def __init__(self, emit: Emit) -> None:
        self.emit = emit

    def has(self, path: str) -> bool:
        """Say whether there is an object at this path."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Answer:
        """Answer a call. Raises RefusalError."""
        if not self.has(asked.path):
            raise RefusalError(f"{ERROR}.UnknownObject", asked.path)
        signature = self.methods.get((asked.interface, asked.method))
        if signature is None:
            raise RefusalError(f"{ERROR}.UnknownMethod", asked.method)
        if signature != asked.signature:
            raise RefusalError(f"{ERROR}.InvalidArgs", asked.signature)
        result: Answer = getattr(self, f"on_{asked.method.lower()}")(asked)
        return result

    def leave(self, sender: str) -> None:
        """Forget a client that has left the bus."""


class ScreenLocker(Service):
    """A screen locker under one name, at its path or at an older one."""

    def __init__(self, emit: Emit, name: str, path: str = "") -> None:
        super().__init__(emit)
        self.names = (name,)
        self.path = path or "/" + name.replace(".", "/")
        self.methods = {(name, "GetActive"): "", (name, "Lock"): ""}
        self.active = False

    def has(self, path: str) -> bool:
        """Say whether there is an object at this path."""
        return path == self.path

    def on_getactive(self, _: Asked) -> Answer:
        """Say whether the screen is locked."""
        return "b", (self.active,)

    def lock(self) -> None:
        """Lock the screen."""
        self._become(active=True)

    def unlock(self) -> None:
        """Open the screen."""
        self._become(active=False)

    def _become(self, *, active: bool) -> None:
        self.active = active
        name = self.names[0]
        self.emit(Signal(self.path, name, "ActiveChanged", "b", (active,)))
