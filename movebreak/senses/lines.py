"""What a source needs of a message bus: a line whose every trouble is one error."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final, Protocol

from movebreak.errors import UnavailableError
from movebreak.native.dbus_messages import (
    BUS,
    BusLostError,
    Call,
    Heard,
    NoAnswerError,
    RefusedError,
    Remote,
)
from movebreak.senses.sources import SourceLostError

NOW: Final = timedelta()

_OWNER_CHANGED: Final = "NameOwnerChanged"


class Wire(Protocol):
    """A connection to a bus."""

    def subscribe(self, rule: str) -> None:
        """Receive the signals that match this rule from now on."""

    def call(self, call: Call) -> Heard:
        """Call and wait for the answer, which may be RefusedError."""

    def ask(self, call: Call) -> int:
        """Call, and return the serial of the answer, which comes by `take`."""

    def take(self) -> list[Heard]:
        """Return all that has come; never waits."""

    def holds(self) -> bool:
        """Say whether something has come already, of which `fileno` tells nothing."""

    def fileno(self) -> int:
        """Return what can be read when the bus speaks."""

    def close(self) -> None:
        """Leave the bus; harmless twice."""


class Line:
    """A connection of one source to the bus; it starts no programs."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def fileno(self) -> int:
        """Return what to wait for."""
        return self._wire.fileno()

    def patience(self) -> timedelta | None:
        """Return nothing at all when there is something to take, None when not.

        Raises SourceLostError.
        """
        with _one_error():
            return NOW if self._wire.holds() else None

    def listen(self, *rules: str) -> None:
        """Take the signals that match these rules from now on.

        Raises SourceLostError.
        """
        try:
            with _one_error():
                for rule in rules:
                    self._wire.subscribe(rule)
        except RefusedError as error:
            raise SourceLostError(str(error)) from error

    def call(self, remote: Remote, method: str, *given: tuple[str, object]) -> object:
        """Return the first value of the answer, None when it is refused or has none.

        Each value is given with its type. Raises SourceLostError.
        """
        try:
            with _one_error():
                body = self._wire.call(_packed(remote, method, given)).body
        except RefusedError:
            return None
        return body[0] if body else None

    def ask(self, remote: Remote, method: str) -> int:
        """Call, and return the serial of the answer, which comes by `take`.

        Raises SourceLostError.
        """
        with _one_error():
            return self._wire.ask(_packed(remote, method, ()))

    def take(self) -> list[Heard]:
        """Return all that has come; never waits. Raises SourceLostError."""
        with _one_error():
            return self._wire.take()

    def owner(self, name: str) -> str:
        """Return who has this name, or "" when nobody has.

        Raises SourceLostError.
        """
        owner = self.call(BUS, "GetNameOwner", ("s", name))
        return owner if isinstance(owner, str) else ""

    def close(self) -> None:
        """Leave the bus; harmless twice."""
        self._wire.close()


@contextmanager
def opening(line: Line, what: str) -> Iterator[None]:
    """Close the line when the block fails; raises UnavailableError in its place."""
    try:
        yield
    except SourceLostError as error:
        line.close()
        raise UnavailableError(f"{what}: {error}") from error
    except BaseException:
        line.close()
        raise


def signals(remote: Remote, member: str = "") -> str:
    """Return the rule for signals of an interface, from any of its objects."""
    rule = f"type='signal',sender='{remote.name}',interface='{remote.interface}'"
    return f"{rule},member='{member}'" if member else rule


def owners(name: str) -> str:
    """Return the rule for the news that this name has a new owner, or none."""
    return f"{signals(BUS, _OWNER_CHANGED)},arg0='{name}'"


def new_owner(heard: Heard) -> tuple[str, str] | None:
    """Return which name has which owner now, "" for none; None for other messages."""
    if (heard.sender, heard.member) != (BUS.name, _OWNER_CHANGED):
        return None
    match heard.body:
        case (str(name), str(), str(owner)):
            return name, owner
        case _:
            return None


def typed(value: object, signature: str) -> object:
    """Return what a variant holds when it is of this type; None for any other."""
    match value:
        case (str(given), held) if given == signature:
            return held
        case _:
            return None


def _packed(remote: Remote, method: str, given: tuple[tuple[str, Any], ...]) -> Call:
    signature = "".join(each for each, _ in given)
    values = tuple(value for _, value in given)
    return Call(remote, method, signature, values, start=False)


@contextmanager
def _one_error() -> Iterator[None]:
    try:
        yield
    except (BusLostError, NoAnswerError) as error:
        raise SourceLostError(str(error)) from error
