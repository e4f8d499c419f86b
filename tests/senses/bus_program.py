"""The small services as a program on a real bus, in another D-Bus library.

It obeys JSON lines on stdin, [service, method, values...], and prints one when done.
"""

import asyncio
import json
import sys
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.senses.bus_models import (
    Asked,
    RefusalError,
    ScreenLocker,
    Service,
    Signal,
)
from tests.senses.logind_model import Logind
from tests.senses.mutter_model import Mutter

MAKERS = {"mutter": Mutter, "logind": Logind}
OWNER_CHANGED = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'"


def tell(**what: object) -> None:
    """Print what happened."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Server:
    """One service, on a connection of its own."""

    def __init__(self, bus: MessageBus, name: str) -> None:
        self.bus = bus
        self.service: Service
        if name in MAKERS:
            self.service = MAKERS[name](self.emit)
        else:
            self.service = ScreenLocker(self.emit, *name.split("="))
        bus.add_message_handler(self.handle)

    def emit(self, signal: Signal) -> None:
        """Send a signal."""
        message = Message.new_signal(
            signal.path,
            signal.interface,
            signal.member,
            signal.signature,
            [packed(each) for each in signal.values],
        )
        message.destination = signal.to or None
        self.bus.send(message)

    def handle(self, message: Message) -> bool:
        """Answer a call to us; True when that is done."""
        if message.member == "NameOwnerChanged" and not message.body[2]:
            self.service.leave(message.body[0])
        if message.message_type != MessageType.METHOD_CALL:
            return False
        asked = Asked(
            str(message.path),
            str(message.interface),
            str(message.member),
            message.signature,
            tuple(message.body),
            str(message.sender),
        )
        try:
            signature, values = self.service.answer(asked)
        except RefusalError as refusal:
            self.bus.send(Message.new_error(message, *map(str, refusal.args)))
        else:
            answer = [packed(each) for each in values]
            self.bus.send(Message.new_method_return(message, signature, answer))
            settle = getattr(self.service, "settle", None)
            if settle:
                settle()
        return True


def packed(value: Any) -> Any:  # noqa: ANN401 - whatever a message holds
    """Return a value as this library wants it: pairs are variants."""
    if isinstance(value, dict):
        return {key: packed(each) for key, each in value.items()}
    if isinstance(value, tuple):
        signature, held = value
        return Variant(signature, list(held) if isinstance(held, tuple) else held)
    return value


async def connected() -> MessageBus:
    """Return a connection that hears who comes and goes."""
    bus = await MessageBus().connect()
    await ask(bus, "AddMatch", OWNER_CHANGED)
    return bus


async def ask(bus: MessageBus, method: str, *given: str) -> None:
    """Ask the bus itself, and wait for the answer."""
    message = Message(
        destination="org.freedesktop.DBus",
        path="/org/freedesktop/DBus",
        interface="org.freedesktop.DBus",
        member=method,
        signature="s" * len(given),
        body=list(given),
    )
    await bus.call(message)


async def serve(names: list[str]) -> None:
    """Own the names, then obey stdin until it ends."""
    servers = {}
    for name in names:
        server = servers[name] = Server(await connected(), name)
        for each in server.service.names:
            await server.bus.request_name(each)
    tell(ready=True)
    stdin = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stdin), sys.stdin
    )
    while line := await stdin.readline():
        name, method, *values = json.loads(line)
        if method == "disown":
            for each in servers[name].service.names:
                await servers[name].bus.release_name(each)
        else:
            getattr(servers[name].service, method)(*values)
        # When the bus has answered, all signals before are on their way.
        await ask(servers[name].bus, "GetId")
        tell(done=method)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1:]))
