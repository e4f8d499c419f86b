"""What is said on a message bus, as values; `dbus_packing` puts them on the wire."""

from typing import Any

from movebreak.frozen import dataclass


class BusLostError(Exception):
    """There is no bus, or it went away."""


class StoppedError(Exception):
    """Another thread has called `stop`."""


class NoAnswerError(Exception):
    """Nobody answered in time; a late answer will still be received."""

    def __init__(self, serial: int) -> None:
        super().__init__("no answer in time")
        self.serial = serial


class RefusedError(Exception):
    """The answer was an error: its name, and what it says."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__(f"{name}: {says}" if says else name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Remote:
    """One interface of one object on the bus."""

    name: str
    path: str
    interface: str


@dataclass(frozen=True, slots=True)
class Call:
    """A method to be called; `start` lets the bus start the program first."""

    remote: Remote
    method: str
    signature: str = ""
    values: tuple[object, ...] = ()
    start: bool = True


@dataclass(frozen=True, slots=True)
class Heard:
    """A message from the bus; `answers` is the serial of the call, 0 for a signal."""

    sender: str
    interface: str
    member: str
    body: tuple[Any, ...]
    answers: int = 0
    error: str = ""
    path: str = ""


BUS = Remote("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


def checked(heard: Heard) -> Heard:
    """Return an answer; raises RefusedError when it is an error."""
    if heard.error:
        raise RefusedError(heard.error, " ".join(str(each) for each in heard.body[:1]))
    return heard
