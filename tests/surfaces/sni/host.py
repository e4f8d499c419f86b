"""A tray written for the tests with another D-Bus library: watcher and host in one.

It is strict: what it is told in a wrong form fails the test at once.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from dbus_fast import Message, MessageFlag, MessageType, PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.introspection import Node as Described

from tests.waiting import eventually

PATIENCE: Final = 10.0
WATCHER: Final = "org.kde.StatusNotifierWatcher"
ITEM: Final = "org.kde.StatusNotifierItem"
ITEM_PATH: Final = "/StatusNotifierItem"
MENU: Final = "com.canonical.dbusmenu"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
ERROR: Final = "org.freedesktop.DBus.Error"

# What the documents of StatusNotifierItem and of dbusmenu say of types.
ITEM_TYPES: Final = {
    "Category": "s",
    "Id": "s",
    "Title": "s",
    "Status": "s",
    "WindowId": "i",
    "IconThemePath": "s",
    "IconName": "s",
    "IconPixmap": "a(iiay)",
    "OverlayIconName": "s",
    "OverlayIconPixmap": "a(iiay)",
    "AttentionIconName": "s",
    "AttentionIconPixmap": "a(iiay)",
    "AttentionMovieName": "s",
    "ToolTip": "(sa(iiay)ss)",
    "ItemIsMenu": "b",
    "Menu": "o",
}
MENU_TYPES: Final = {
    "Version": "u",
    "TextDirection": "s",
    "Status": "s",
    "IconThemePath": "as",
}
ENTRY_TYPES: Final = {
    "type": "s",
    "label": "s",
    "enabled": "b",
    "visible": "b",
    "toggle-type": "s",
    "toggle-state": "i",
    "children-display": "s",
}


class Signal(NamedTuple):
    """A signal of an item."""

    name: str
    body: list[Any]


class RefusedError(Exception):
    """The item answered with an error, whose name this carries."""


@dataclass
class Entry:
    """A line of the menu as the host read it."""

    id: int
    properties: dict[str, Any]
    below: list["Entry"] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What is written there."""
        return str(self.properties.get("label", ""))

    def all(self) -> list["Entry"]:
        """Return this entry and all in it."""
        return [self, *(each for entry in self.below for each in entry.all())]

    def find(self, label: str) -> "Entry":
        """Return the entry with this label."""
        return next(each for each in self.all() if each.label == label)

    def shape(self) -> list[Any]:
        """Return the labels, nested as the menu is."""
        return [[e.label, e.shape()] if e.below else e.label for e in self.below]


class Host:
    """The watcher of a session bus, and a host; `with` starts and ends it."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="host")
        self._bus: MessageBus | None = None
        self._lock = Lock()
        self.items: list[str] = []
        self.registrations = 0
        self.refuses = False
        self.faults: list[str] = []
        self._signals: list[Signal] = []

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._connect())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._do(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        assert self.faults == []

    def item(self) -> "Item":
        """Wait for the one item to be registered, and return it."""
        assert eventually(lambda: len(self.items) == 1, PATIENCE), self.items
        return Item(self, self.items[0])

    def own(self) -> None:
        """Become the watcher."""
        self._do(self._own())

    def disown(self) -> None:
        """Be the watcher no longer, as when the panel crashed."""
        with self._lock:
            self.items.clear()
        self._do(self._disown())

    def ask(self, message: Message) -> Message:
        """Send a call and return its answer, which may be an error."""
        answer: Message = self._do(self._ask(message))
        return answer

    def send(self, message: Message) -> None:
        """Send a message and wait for nothing."""
        self._do(self._send(message))

    def signals(self) -> list[Signal]:
        """Return the signals since the last time, once all on their way are here."""
        # The bus keeps the order, so an answer comes after all signals before it.
        for name in list(self.items):
            self.ask(ping(name))
        with self._lock:
            found, self._signals = self._signals, []
        return found

    def _do(self, what: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(PATIENCE)

    async def _connect(self) -> None:
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._bus.add_message_handler(self._handle)
        for rule in (
            "type='signal',path_namespace='/StatusNotifierItem'",
            "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'",
        ):
            await self._ask(
                Message(
                    destination="org.freedesktop.DBus",
                    path="/org/freedesktop/DBus",
                    interface="org.freedesktop.DBus",
                    member="AddMatch",
                    signature="s",
                    body=[rule],
                )
            )

    async def _own(self) -> None:
        assert self._bus is not None
        await self._bus.request_name(WATCHER)

    async def _disown(self) -> None:
        assert self._bus is not None
        await self._bus.release_name(WATCHER)

    async def _leave(self) -> None:
        assert self._bus is not None
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    async def _ask(self, message: Message) -> Message:
        assert self._bus is not None
        answer = await self._bus.call(message)
        assert answer is not None
        return answer

    async def _send(self, message: Message) -> None:
        assert self._bus is not None
        await self._bus.send(message)

    def _handle(self, message: Message) -> Message | bool | None:
        if message.message_type is MessageType.SIGNAL:
            self._heard(message)
            return None
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if message.member == "RegisterStatusNotifierItem":
            return self._register(message)
        if message.interface == PROPERTIES and message.member == "Get":
            return self._told(message)
        return None

    def _register(self, message: Message) -> Message:
        if message.signature != "s" or message.body != [message.sender]:
            self.faults.append(f"registered {message.body} from {message.sender}")
        if message.path != "/StatusNotifierWatcher" or message.interface != WATCHER:
            self.faults.append(f"registered at {message.path} {message.interface}")
        if not message.flags & MessageFlag.NO_AUTOSTART:
            self.faults.append("would start a watcher")
        if self.refuses:
            return Message.new_error(message, f"{ERROR}.AccessDenied", "No room")
        with self._lock:
            self.registrations += 1
            if message.sender not in self.items and message.sender is not None:
                self.items.append(message.sender)
        return Message.new_method_return(message)

    def _told(self, message: Message) -> Message:
        values = {
            "IsStatusNotifierHostRegistered": Variant("b", True),  # noqa: FBT003
            "RegisteredStatusNotifierItems": Variant(
                "as", [f"{each}/StatusNotifierItem" for each in self.items]
            ),
        }
        return Message.new_method_return(message, "v", [values[message.body[1]]])

    def _heard(self, message: Message) -> None:
        with self._lock:
            if message.member == "NameOwnerChanged":
                name, _, owner = message.body
                if not owner and name in self.items:
                    self.items.remove(name)
            elif message.sender in self.items:
                self._signals.append(Signal(str(message.member), message.body))


class Item:
    """A registered item, as its host uses it."""

    def __init__(self, host: Host, name: str) -> None:
        self.host = host
        self.name = name

    def call(
        self, member: str, signature: str = "", *body: object, at: str = ITEM
    ) -> list[Any]:
        """Call a method of an interface. Raises RefusedError with the error's name."""
        path = self._menu_path() if at == MENU else ITEM_PATH
        return self.call_at(path, at, member, signature, *body)

    def call_at(
        self, path: str, interface: str, member: str, signature: str, *body: object
    ) -> list[Any]:
        """Call a method of any path and interface; "" leaves the interface out."""
        answer = self.host.ask(
            Message(
                destination=self.name,
                path=path,
                interface=interface or None,
                member=member,
                signature=signature,
                body=list(body),
            )
        )
        if answer.message_type is MessageType.ERROR:
            assert answer.signature == "s"
            raise RefusedError(answer.error_name)
        return list(answer.body)

    def properties(self) -> dict[str, Any]:
        """Return what the item tells of itself, all types checked."""
        (found,) = self.call_at(ITEM_PATH, PROPERTIES, "GetAll", "s", ITEM)
        types = {name: value.signature for name, value in found.items()}
        assert types == ITEM_TYPES
        values = {name: value.value for name, value in found.items()}
        assert values["Status"] in {"Passive", "Active", "NeedsAttention"}
        for name in ("IconPixmap", "AttentionIconPixmap"):
            for width, height, data in values[name]:
                assert width == height
                assert len(data) == 4 * width * height
        return values

    def layout(self, number: int = 0, depth: int = -1, *names: str) -> Entry:
        """Read the menu or a part of it, all types checked."""
        return self.revised(number, depth, *names)[1]

    def revised(
        self, number: int = 0, depth: int = -1, *names: str
    ) -> tuple[int, Entry]:
        """Read the menu or a part of it, and its revision."""
        body = (number, depth, list(names))
        revision, tree = self.call("GetLayout", "iias", *body, at=MENU)
        root = _entry(tree)
        assert root.id == number
        ids = [each.id for each in root.all()]
        assert len(ids) == len(set(ids))
        return revision, root

    def open(self, number: int = 0) -> bool:
        """Open the menu as a host does; return whether it must be read anew."""
        (answer,) = self.call("AboutToShow", "i", number, at=MENU)
        assert isinstance(answer, bool)
        return answer

    def click(self, label: str) -> None:
        """Click the entry with this label."""
        self.click_id(self.layout().find(label).id)

    def click_id(self, number: int) -> None:
        """Click the entry with this id."""
        self.event(number, "clicked")

    def event(self, number: int, name: str) -> None:
        """Tell the item of an event in its menu."""
        self.call("Event", "isvu", number, name, Variant("i", 0), 0, at=MENU)

    def described(self, path: str = ITEM_PATH) -> Described:
        """Return how an object describes itself."""
        face = "org.freedesktop.DBus.Introspectable"
        (xml,) = self.call_at(path, face, "Introspect", "")
        node = Described.parse(xml)
        for interface in node.interfaces:
            assert all(p.access is PropertyAccess.READ for p in interface.properties)
        return node

    def _menu_path(self) -> str:
        body = (ITEM, "Menu")
        (path,) = self.call_at(ITEM_PATH, PROPERTIES, "Get", "ss", *body)
        return str(path.value)


def ping(name: str) -> Message:
    """Return a call that only asks whether somebody is there."""
    return Message(
        destination=name,
        path=ITEM_PATH,
        interface="org.freedesktop.DBus.Peer",
        member="Ping",
    )


def _entry(tree: list[Any]) -> Entry:
    number, properties, below = tree
    for name, value in properties.items():
        assert value.signature == ENTRY_TYPES[name], name
    assert all(each.signature == "(ia{sv}av)" for each in below)
    values = {name: value.value for name, value in properties.items()}
    return Entry(number, values, [_entry(each.value) for each in below])
