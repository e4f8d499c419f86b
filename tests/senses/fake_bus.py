"""A message bus in memory, which delivers what was subscribed to and nothing else."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TypeVar

from movebreak.native.dbus_messages import (
    BUS,
    BusLostError,
    Call,
    Heard,
    NoAnswerError,
    RefusedError,
)
from tests.senses.bus_models import ERROR, Asked, RefusalError, Service, Signal

S = TypeVar("S", bound=Service)
ME = ":1.7"


@dataclass
class FakeBus:
    """The bus, and the connection of one client to it."""

    owners: dict[str, str] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    hanging: set[str] = field(default_factory=set)
    rules: list[dict[str, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    queue: list[Heard] = field(default_factory=list)
    closed: int = 0
    lost: bool = False
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def own(self, make: Callable[[Callable[[Signal], None]], S]) -> S:
        """Have a service on the bus, under all its names."""
        unique = f":1.{next(self._numbers) + 100}"
        service = make(lambda signal: self._spread(unique, signal))
        self.services[unique] = service
        for name in service.names:
            self.change_owner(name, unique)
        return service

    def disown(self, service: Service) -> None:
        """Take a service off the bus."""
        for name in service.names:
            self.change_owner(name, "")

    def change_owner(self, name: str, owner: str) -> None:
        """Give a name to somebody else, and tell it."""
        values = (name, self.owners.get(name, ""), owner)
        self.owners[name] = owner
        changed = Signal(BUS.path, BUS.interface, "NameOwnerChanged", "sss", values)
        self._spread(BUS.name, changed)

    def say(self, sender: str, signal: Signal) -> None:
        """Have anybody send a signal."""
        self._spread(sender, signal)

    def subscribe(self, rule: str) -> None:
        """Deliver what matches the rule."""
        self._alive()
        found = dict(re.findall(r"(\w+)='([^']*)'", rule))
        assert ",".join(f"{key}='{value}'" for key, value in found.items()) == rule
        assert found.pop("type") == "signal"
        self.rules.append(found)

    def call(self, call: Call) -> Heard:
        """Call a service."""
        heard = self._answer(call)
        if heard.error:
            raise RefusedError(heard.error, "")
        return heard

    def ask(self, call: Call) -> int:
        """Call a service whose answer is taken later."""
        serial = next(self._numbers)
        try:
            heard = self._answer(call)
        except NoAnswerError:
            return serial
        self.queue.append(
            Heard(heard.sender, "", "", heard.body, answers=serial, error=heard.error)
        )
        return serial

    def take(self) -> list[Heard]:
        """Return what was delivered."""
        self._alive()
        taken = list(self.queue)
        self.queue.clear()
        return taken

    def holds(self) -> bool:
        """Say whether something was delivered."""
        self._alive()
        return bool(self.queue)

    def fileno(self) -> int:
        """Return a number."""
        return 7

    def close(self) -> None:
        """Count how often it was closed."""
        self.closed += 1

    def _answer(self, call: Call) -> Heard:
        self._alive()
        remote = call.remote
        assert not call.start, "a sense starts nothing"
        self.calls.append(call.method)
        if remote == BUS:
            assert call.method == "GetNameOwner"
            owner = self.owners.get(str(call.values[0]), "")
            error = "" if owner else f"{ERROR}.NameHasNoOwner"
            return Heard(BUS.name, "", "", (owner,), error=error)
        unique = self.owners.get(remote.name, "")
        if unique in self.hanging:
            raise NoAnswerError(1)
        return self._served(unique, call)

    def _served(self, unique: str, call: Call) -> Heard:
        to = call.remote
        asked = Asked(
            to.path, to.interface, call.method, call.signature, call.values, ME
        )
        if unique not in self.services:
            return Heard(BUS.name, "", "", (), error=f"{ERROR}.ServiceUnknown")
        service = self.services[unique]
        try:
            _, values = service.answer(asked)
        except RefusalError as refusal:
            return Heard(unique, "", "", (), error=str(refusal.args[0]))
        settle = getattr(service, "settle", None)
        if settle:
            settle()
        return Heard(unique, "", "", values)

    def _spread(self, sender: str, signal: Signal) -> None:
        if signal.to == ME or any(
            self._fits(each, sender, signal) for each in self.rules
        ):
            self.queue.append(
                Heard(
                    sender,
                    signal.interface,
                    signal.member,
                    signal.values,
                    path=signal.path,
                )
            )

    def _fits(self, rule: dict[str, str], sender: str, signal: Signal) -> bool:
        known = {
            "interface": signal.interface,
            "member": signal.member,
            "path": signal.path,
            "arg0": signal.values[0] if signal.values else None,
        }
        wanted = dict(rule)
        name = wanted.pop("sender", sender)
        return (
            self.owners.get(name, name) == sender
            and not signal.to
            and all(known[key] == value for key, value in wanted.items())
        )

    def _alive(self) -> None:
        assert not self.closed, "the line is closed"
        if self.lost:
            raise BusLostError("the bus closed the connection")
