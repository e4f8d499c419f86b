"""What can be said of a session's tray from outside: for reports on what is wrong."""

from typing import Final, NamedTuple

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    Message,
    MessageFlag,
    MessageType,
    Properties,
    message_bus,
)

from movebreak.surfaces.sni.link import WATCHER, WATCHER_PATH
from movebreak.surfaces.sni.wire import Wire, bus_address, connect

_WATCHER: Final = DBusAddress(WATCHER_PATH, WATCHER, WATCHER)


class Watcher(NamedTuple):
    """The session's bus and the tray's registry on it."""

    address: str = ""
    """The address of the bus, "" when it cannot be reached."""
    owner: str = ""
    """The unique name of the program that keeps the registry, "" when none does."""
    pid: int | None = None
    """The process of that program."""
    has_host: bool = False
    """Whether some program says that it shows icons."""
    has_item: bool = False
    """Whether the item asked for is registered."""


def available() -> bool:
    """Say whether a session bus can be reached; takes a few milliseconds."""
    try:
        connect(bus_address()).close()
    except ConnectionError:
        return False
    return True


def watcher(item: str = "") -> Watcher:
    """Look at the registry, for the item with this unique name. Never raises."""
    try:
        wire = connect(bus_address())
    except ConnectionError:
        return Watcher()
    try:
        return _look(wire, item)
    except OSError:
        return Watcher(bus_address())
    finally:
        wire.close()


def _look(wire: Wire, item: str) -> Watcher:
    owner = _asked(wire, message_bus.GetNameOwner(WATCHER))
    if not isinstance(owner, str):
        return Watcher(bus_address())
    pid = _asked(wire, message_bus.GetConnectionUnixProcessID(owner))
    hosted = _read(wire, "IsStatusNotifierHostRegistered")
    items = _read(wire, "RegisteredStatusNotifierItems")
    return Watcher(
        bus_address(),
        owner,
        pid if isinstance(pid, int) else None,
        hosted is True,
        isinstance(items, list) and any(_names(each, item) for each in items),
    )


def _names(entry: object, item: str) -> bool:
    # Watchers write ":1.5", ":1.5/StatusNotifierItem" or ":1.5@/StatusNotifierItem".
    return bool(item) and str(entry).partition("/")[0].rstrip("@") == item


def _read(wire: Wire, name: str) -> object:
    found = _asked(wire, Properties(_WATCHER).get(name))
    return found[1] if isinstance(found, tuple) else None


def _asked(wire: Wire, call: Message) -> object:
    call.header.flags = MessageFlag.no_auto_start
    reply = wire.ask(call)
    right = reply.header.message_type is MessageType.method_return and reply.body
    return reply.body[0] if right else None
