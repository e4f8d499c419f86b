"""What is said on a message bus; jeepney packs and unpacks it."""

from dataclasses import dataclass
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
)

_UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"


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


BUS = Remote("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


def packed(call: Call, *, answered: bool) -> Message:
    """Return the message that makes this call."""
    remote = call.remote
    address = DBusAddress(remote.path, remote.name, remote.interface)
    message = new_method_call(address, call.method, call.signature or None, call.values)
    flags = MessageFlag(0)
    if not call.start:
        flags |= MessageFlag.no_auto_start
    if not answered:
        flags |= MessageFlag.no_reply_expected
    message.header.flags = flags
    return message


def unpacked(message: Message) -> Heard | None:
    """Return what a message says; None when it wants something of us."""
    fields = message.header.fields
    kind = message.header.message_type
    if kind == MessageType.method_call:
        return None
    return Heard(
        sender=fields.get(HeaderFields.sender, ""),
        interface=fields.get(HeaderFields.interface, ""),
        member=fields.get(HeaderFields.member, ""),
        body=tuple(message.body),
        answers=fields.get(HeaderFields.reply_serial, 0),
        error=fields.get(HeaderFields.error_name, "")
        if kind == MessageType.error
        else "",
    )


def refusal(message: Message) -> Message | None:
    """Return the error that answers a call; None when no answer is expected."""
    if message.header.flags & MessageFlag.no_reply_expected:
        return None
    says = ("movebreak offers nothing to call here",)
    return new_error(message, _UNKNOWN_METHOD, "s", says)


def checked(heard: Heard) -> Heard:
    """Return an answer; raises RefusedError when it is an error."""
    if heard.error:
        raise RefusedError(heard.error, " ".join(str(each) for each in heard.body[:1]))
    return heard
