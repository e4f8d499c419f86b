"""Hostile D-Bus calls, as many as wanted, the same for the same seed."""

import random
from typing import Any, Final

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    Endianness,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_method_call,
)

from tests.surfaces.sni.host import ITEM, ITEM_PATH, MENU, PROPERTIES

MENU_PATH: Final = f"{ITEM_PATH}/Menu"

PATHS: Final = (ITEM_PATH, MENU_PATH, "/", "/Elsewhere", f"{ITEM_PATH}/Menu/Deeper")
FACES: Final = (
    ITEM,
    MENU,
    PROPERTIES,
    "org.freedesktop.DBus.Introspectable",
    "org.freedesktop.DBus.Peer",
    "org.example.Nothing",
    None,
)
MEMBERS: Final[dict[str, str]] = {
    "GetLayout": "iias",
    "GetGroupProperties": "aias",
    "GetProperty": "is",
    "Event": "isvu",
    "EventGroup": "a(isvu)",
    "AboutToShow": "i",
    "AboutToShowGroup": "ai",
    "Activate": "ii",
    "SecondaryActivate": "ii",
    "ContextMenu": "ii",
    "Scroll": "is",
    "ProvideXdgActivationToken": "s",
    "Get": "ss",
    "GetAll": "s",
    "Set": "ssv",
    "Introspect": "",
    "Ping": "",
    "GetMachineId": "",
    "RegisterStatusNotifierItem": "s",
    "Nonsense": "",
    "__class__": "",
}
TYPES: Final = ("y", "b", "n", "q", "i", "u", "x", "t", "d", "s", "o", "g", "v")
WORDS: Final = (
    *("", "clicked", "opened", "closed", "hovered", "label", "enabled", "type"),
    *("Title", "IconPixmap", "Menu", ITEM, MENU, PROPERTIES, "{}%s\n", "é" * 40),
    *("a" * 3000, "__dict__", "\x01\x7f", "\U0001f3c3"),
)
NUMBERS: Final = (0, 1, 2, 3, 5, 8, 13, 99, 2**31 - 1)
DEEPEST: Final = 4
# A simple type, a simple key, and any other type.
FORMS: Final = ("?", "a*", "(**)", "a{!*}")

RANGES: Final[dict[str, tuple[int, int]]] = {
    "y": (0, 2**8 - 1),
    "n": (-(2**15), 2**15 - 1),
    "q": (0, 2**16 - 1),
    "i": (-(2**31), 2**31 - 1),
    "u": (0, 2**32 - 1),
    "x": (-(2**63), 2**63 - 1),
    "t": (0, 2**64 - 1),
}


class Hostility:
    """Makes calls that a tray would never make, mixed with some that it might."""

    def __init__(self, seed: int, to: str) -> None:
        # Not a secret: the same calls each time.
        self._random = random.Random(seed)  # noqa: S311
        self._to = to

    def call(self) -> Message:
        """Return the next call."""
        pick = self._random
        member = pick.choice(list(MEMBERS))
        right = MEMBERS[member]
        signature = right if pick.random() < 0.6 else self._signature()
        address = DBusAddress(pick.choice(PATHS), self._to, pick.choice(FACES))
        body = tuple(self._values(signature))
        call = new_method_call(address, member, signature or None, body)
        if pick.random() < 0.1:
            call.header.flags = MessageFlag.no_reply_expected
        if pick.random() < 0.1:
            call.header.endianness = Endianness.big
        if pick.random() < 0.05:
            self._disguise(call)
        return call

    def _disguise(self, call: Message) -> None:
        """Make a signal or an answer of the call: both are nobody's business."""
        fields = call.header.fields
        fields.setdefault(HeaderFields.interface, ITEM)
        kind = self._random.choice((MessageType.signal, MessageType.method_return))
        call.header.message_type = kind
        call.header.flags = MessageFlag.no_reply_expected
        if kind is MessageType.method_return:
            fields[HeaderFields.reply_serial] = self._random.randrange(1, 20)

    def _signature(self) -> str:
        return "".join(self._type(0) for _ in range(self._random.randrange(4)))

    def _type(self, depth: int) -> str:
        pick = self._random
        form = pick.choice(FORMS if depth < DEEPEST else FORMS[:1])
        below = [self._type(depth + 1) for _ in range(form.count("*"))]
        made = form.replace("?", pick.choice(TYPES)).replace("!", pick.choice("siu"))
        for each in below:
            made = made.replace("*", each, 1)
        return made

    def _values(self, signature: str) -> list[Any]:
        values, rest = [], signature
        while rest:
            value, rest = self._value(rest)
            values.append(value)
        return values

    def _value(self, signature: str) -> tuple[Any, str]:
        """Return a value of the first type in a signature, and what follows it."""
        code, rest = signature[0], signature[1:]
        if code == "a":
            return self._array(rest)
        if code == "(":
            fields = []
            while rest[0] != ")":
                value, rest = self._value(rest)
                fields.append(value)
            return tuple(fields), rest[1:]
        return self._simple(code), rest

    def _array(self, signature: str) -> tuple[Any, str]:
        many = self._random.choice((0, 1, 2, 30) if "a" not in signature else (0, 1, 2))
        after = _after(signature)
        one = signature[: len(signature) - len(after)]
        if one.startswith("{"):
            key, value = one[1], one[2:-1]
            made = [(self._simple(key), self._value(value)[0]) for _ in range(many)]
            return dict(made), after
        if one == "y":
            return self._random.randbytes(many), after
        return [self._value(one)[0] for _ in range(many)], after

    def _simple(self, code: str) -> Any:  # noqa: ANN401
        pick = self._random
        if code in RANGES:
            lowest, highest = RANGES[code]
            number = pick.choice((*NUMBERS, pick.randint(lowest, highest)))
            return max(lowest, min(number, highest))
        if code == "v":
            signature = self._type(DEEPEST - 1)
            return signature, self._value(signature)[0]
        others: dict[str, tuple[Any, ...]] = {
            "b": (True, False),
            "d": (0.0, -1.5, float("nan"), float("inf")),
            "s": WORDS,
            "o": ("/", "/a/b", ITEM_PATH),
            "g": ("", "i", "a{sv}", "((ii)ay)"),
        }
        return pick.choice(others[code])


def _after(signature: str) -> str:
    """Return what follows the first complete type."""
    place = depth = 0
    while True:
        code = signature[place]
        depth += (code in "({") - (code in ")}")
        place += 1
        if depth == 0 and code != "a":
            return signature[place:]
