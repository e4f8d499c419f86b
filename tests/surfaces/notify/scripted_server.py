"""A notification server that does what it is told, in another D-Bus library.

Run as a program, so that it can be stopped, killed and started again like a real one.
It prints one JSON line for each thing that happens, and obeys JSON lines on stdin.
"""

import argparse
import asyncio
import json
import sys
from typing import Any

from dbus_fast import (
    Message,
    MessageType,
    NameFlag,
    RequestNameReply,
    Variant,
)
from dbus_fast.aio import MessageBus

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
NOTIFY = "susssasa{sv}i"
SIGNATURES = {"ActionInvoked": "us", "NotificationClosed": "uu"}


def tell(**what: object) -> None:
    """Print what happened."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Desk:
    """Answers the calls, and sends the signals of its script."""

    def __init__(self, bus: MessageBus, wanted: argparse.Namespace) -> None:
        self.bus = bus
        self.wanted = wanted
        self.last = int(wanted.first) - 1
        self.up: set[int] = set()
        self.calls = 0

    def handle(self, message: Message) -> bool:
        """Answer a call to us; True when that is done."""
        if message.message_type != MessageType.METHOD_CALL or message.path != PATH:
            return False
        answers = {
            "GetCapabilities": self._capabilities,
            "GetServerInformation": self._information,
            "Notify": self._notify,
            "CloseNotification": self._close,
        }
        answer = answers.get(str(message.member))
        if answer is None or message.interface != NAME:
            return False
        answer(message)
        return True

    def signal(self, member: str, values: list[Any]) -> None:
        """Send one of our signals to everybody."""
        signature = SIGNATURES.get(member, "u" * len(values))
        self.bus.send(Message.new_signal(PATH, NAME, member, signature, values))

    def _capabilities(self, message: Message) -> None:
        tell(asked="GetCapabilities")
        can = [each for each in self.wanted.abilities.split(",") if each]
        self._answer(message, "as", [can])

    def _information(self, message: Message) -> None:
        tell(asked="GetServerInformation")
        told = [self.wanted.name, "movebreak tests", "1.0", self.wanted.specification]
        self._answer(message, "ssss", told)

    def _notify(self, message: Message) -> None:
        app, replaces, icon, title, body, actions, hints, expire = message.body
        number = self._number(replaces)
        tell(
            notify=number,
            signature=message.signature,
            strict=message.signature == NOTIFY,
            app=app,
            replaces=replaces,
            icon=icon,
            title=title,
            body=body,
            actions=actions,
            hints={key: [each.signature, each.value] for key, each in hints.items()},
            expire=expire,
        )
        if self.wanted.refuse:
            name = "org.freedesktop.Notifications.Error.ExcessNotificationGeneration"
            self.bus.send(Message.new_error(message, name, "too many"))
            return
        self.up.add(number)
        self.calls += 1
        scripted = self.calls >= int(self.wanted.begin)
        self._play(self.wanted.early if scripted else "[]", number)
        self._answer(message, "u", [number])
        self._play(self.wanted.after if scripted else "[]", number)

    def _number(self, replaces: int) -> int:
        if self.wanted.zero:
            return 0
        if replaces in self.up and not self.wanted.stacks:
            return int(replaces)
        self.last += 1
        return self.last

    def _play(self, script: str, number: int) -> None:
        for member, *values in json.loads(script):
            self.signal(member, [number, *values])
            if member == "NotificationClosed":
                self.up.discard(number)

    def _close(self, message: Message) -> None:
        number = message.body[0]
        tell(close=number, known=number in self.up)
        if number in self.up:
            self.up.discard(number)
            self.signal("NotificationClosed", [number, 3])
        self._answer(message, "", [])

    def _answer(self, message: Message, signature: str, values: list[Any]) -> None:
        if not message.flags & 1:
            self.bus.send(Message.new_method_return(message, signature, values))


async def serve(wanted: argparse.Namespace) -> None:
    """Own the name, then obey stdin until it ends."""
    bus = await MessageBus().connect()
    stranger = await MessageBus().connect()
    desk = Desk(bus, wanted)
    bus.add_message_handler(desk.handle)
    flags = NameFlag.ALLOW_REPLACEMENT | NameFlag.REPLACE_EXISTING
    owned = await bus.request_name(NAME, flags)
    tell(ready=owned == RequestNameReply.PRIMARY_OWNER)
    stdin = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stdin), sys.stdin
    )
    while line := await stdin.readline():
        order = json.loads(line)
        speaker = stranger if order.get("forged") else bus
        values = [_value(each) for each in order["values"]]
        signature = order.get("signature", SIGNATURES.get(order["signal"], ""))
        speaker.send(
            Message.new_signal(
                PATH,
                NAME,
                order["signal"],
                signature,
                values,
            )
        )
        tell(said=order["signal"])


def _value(given: Any) -> Any:  # noqa: ANN401 - whatever JSON brings
    return Variant("s", given["variant"]) if isinstance(given, dict) else given


def options() -> argparse.Namespace:
    """Read the script from the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--abilities", default="actions,body,body-markup")
    parser.add_argument("--name", default="scripted")
    parser.add_argument("--specification", default="1.2")
    parser.add_argument("--early", default="[]")
    parser.add_argument("--after", default="[]")
    parser.add_argument("--begin", default="1", help="the call the script begins at")
    parser.add_argument("--first", default="1", help="the first number")
    parser.add_argument("--refuse", action="store_true")
    parser.add_argument("--zero", action="store_true")
    parser.add_argument("--stacks", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(serve(options()))
