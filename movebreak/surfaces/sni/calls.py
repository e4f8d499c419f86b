"""D-Bus objects as tables: finds the method a call means, and the right error."""

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from jeepney import (  # type: ignore[import-untyped]
    HeaderFields,
    Message,
    new_error,
    new_method_return,
)

log = logging.getLogger(__name__)

_ERROR: Final = "org.freedesktop.DBus.Error."
FAILED: Final = f"{_ERROR}Failed"
INVALID_ARGS: Final = f"{_ERROR}InvalidArgs"
READ_ONLY: Final = f"{_ERROR}PropertyReadOnly"
UNKNOWN_INTERFACE: Final = f"{_ERROR}UnknownInterface"
UNKNOWN_METHOD: Final = f"{_ERROR}UnknownMethod"
UNKNOWN_OBJECT: Final = f"{_ERROR}UnknownObject"
UNKNOWN_PROPERTY: Final = f"{_ERROR}UnknownProperty"

PEER: Final = "org.freedesktop.DBus.Peer"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
INTROSPECTABLE: Final = "org.freedesktop.DBus.Introspectable"

_DOCTYPE: Final = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"\n'
    ' "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">'
)
_MACHINE_IDS: Final = ("/etc/machine-id", "/var/lib/dbus/machine-id")

Results = tuple[Any, ...]


class RefusedError(Exception):
    """A call is answered with this D-Bus error."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__(says)
        self.name = name
        self.says = says


class Method(NamedTuple):
    """A method: what it takes and gives, as signatures, and what it does."""

    takes: str
    gives: str
    run: Callable[..., Results]


class Property(NamedTuple):
    """A property that can be read."""

    type: str
    read: Callable[[], Any]


class Interface(NamedTuple):
    """An interface of an object."""

    name: str
    methods: Mapping[str, Method] = {}
    properties: Mapping[str, Property] = {}
    signals: Mapping[str, str] = {}


class Objects:
    """Answers calls to objects, each given by its path and its one interface."""

    def __init__(self, interfaces: Mapping[str, Interface]) -> None:
        self._faces = {
            path: {each.name: each for each in (own, *self._standard(path, own))}
            for path, own in interfaces.items()
        }

    def answer(self, call: Message) -> Message:
        """Return the answer to a call, which may be an error. Never raises."""
        try:
            method = self._method(call)
            return new_method_return(call, method.gives or None, method.run(*call.body))
        except RefusedError as no:
            return new_error(call, no.name, "s", (no.says,))
        except Exception:
            log.exception("a call could not be answered")
            return new_error(call, FAILED, "s", ("Something went wrong",))

    def _method(self, call: Message) -> Method:
        fields = call.header.fields
        path = fields[HeaderFields.path]
        member = fields[HeaderFields.member]
        wanted = fields.get(HeaderFields.interface)
        faces = self._at(path, wanted)
        if wanted is not None and wanted not in faces:
            raise RefusedError(UNKNOWN_INTERFACE, f"No interface {wanted} at {path}")
        searched = faces.values() if wanted is None else (faces[wanted],)
        for face in searched:
            if member in face.methods:
                method = face.methods[member]
                break
        else:
            raise RefusedError(UNKNOWN_METHOD, f"No method {member} at {path}")
        given = fields.get(HeaderFields.signature, "")
        if given != method.takes:
            says = f"{member} takes ({method.takes}), not ({given})"
            raise RefusedError(INVALID_ARGS, says)
        return method

    def _at(self, path: str, wanted: str | None) -> Mapping[str, Interface]:
        if path in self._faces:
            return self._faces[path]
        if any(self._below(path)):
            return {each.name: each for each in (self._introspectable(path), _PEER)}
        if wanted == PEER:
            # It is the program that is asked, whatever the path.
            return {PEER: _PEER}
        raise RefusedError(UNKNOWN_OBJECT, f"No object at {path}")

    def _standard(self, path: str, own: Interface) -> Iterator[Interface]:
        yield _properties(own)
        yield self._introspectable(path)
        yield _PEER

    def _introspectable(self, path: str) -> Interface:
        shown = Method("", "s", lambda: (self._description(path),))
        return Interface(INTROSPECTABLE, {"Introspect": shown})

    def _description(self, path: str) -> str:
        faces = self._faces.get(path, {}).values()
        lines = [line for face in faces for line in _described(face)]
        nodes = [f'<node name="{each}"/>' for each in sorted(set(self._below(path)))]
        return "\n".join([_DOCTYPE, "<node>", *lines, *nodes, "</node>"])

    def _below(self, path: str) -> Iterator[str]:
        start = path if path == "/" else f"{path}/"
        for each in self._faces:
            if each.startswith(start):
                yield each[len(start) :].partition("/")[0]


def types(signature: str) -> Iterator[str]:
    """Split a signature into its complete types."""
    start = depth = 0
    for end, code in enumerate(signature, 1):
        depth += (code in "({") - (code in ")}")
        if depth == 0 and code != "a":
            yield signature[start:end]
            start = end


def text(value: object) -> str:
    """Return the value as D-Bus takes it: a message with a NUL ends the connection."""
    return str(value).replace("\0", "").encode(errors="replace").decode()


def _properties(own: Interface) -> Interface:
    def readable(name: str) -> Mapping[str, Property]:
        # An empty name means any interface.
        if name not in {"", own.name, PROPERTIES, INTROSPECTABLE, PEER}:
            raise RefusedError(UNKNOWN_INTERFACE, f"No interface {name}")
        return own.properties if name in {"", own.name} else {}

    def find(interface: str, name: str) -> Property:
        found = readable(interface).get(name)
        if found is None:
            raise RefusedError(UNKNOWN_PROPERTY, f"No property {name}")
        return found

    def get(interface: str, name: str) -> Results:
        found = find(interface, name)
        return ((found.type, found.read()),)

    def get_all(interface: str) -> Results:
        found = readable(interface).items()
        return ({name: (each.type, each.read()) for name, each in found},)

    def set_(interface: str, name: str, _: object) -> Results:
        find(interface, name)
        raise RefusedError(READ_ONLY, f"{name} can only be read")

    methods = {
        "Get": Method("ss", "v", get),
        "GetAll": Method("s", "a{sv}", get_all),
        "Set": Method("ssv", "", set_),
    }
    return Interface(PROPERTIES, methods, signals={"PropertiesChanged": "sa{sv}as"})


def _described(face: Interface) -> Iterator[str]:
    yield f'<interface name="{face.name}">'
    for name, method in face.methods.items():
        yield f'<method name="{name}">'
        yield from (f'<arg type="{t}" direction="in"/>' for t in types(method.takes))
        yield from (f'<arg type="{t}" direction="out"/>' for t in types(method.gives))
        yield "</method>"
    for name, signature in face.signals.items():
        yield f'<signal name="{name}">'
        yield from (f'<arg type="{each}"/>' for each in types(signature))
        yield "</signal>"
    for name, each in face.properties.items():
        yield f'<property name="{name}" type="{each.type}" access="read"/>'
    yield "</interface>"


def _machine_id() -> Results:
    for each in _MACHINE_IDS:
        try:
            # All of pathlib for one line would cost more than the rest of this module.
            with open(each, encoding="ascii") as file:  # noqa: PTH123
                return (file.read().strip(),)
        except (OSError, ValueError):
            continue
    raise RefusedError(FAILED, "This machine has no id")


_PEER: Final = Interface(
    PEER,
    {
        "Ping": Method("", "", tuple),
        "GetMachineId": Method("", "s", _machine_id),
    },
)
