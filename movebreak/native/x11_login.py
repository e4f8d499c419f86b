"""The way into an X server: where it listens, the cookie it wants, what it tells first.

See the X Window System Protocol, chapter 8 and appendix B, and the manual of Xau for
the form of the file.
"""

import socket
import struct
import sys
from collections.abc import Iterator
from typing import Final

from movebreak.frozen import dataclass
from movebreak.native import channel
from movebreak.native.x11_wire import Wire, X11LostError, padded, unpack

_FIRST_PORT: Final = 6000
_LAST_NUMBER: Final = 65535 - _FIRST_PORT
_MAJOR: Final = 11
_COOKIE: Final = b"MIT-MAGIC-COOKIE-1"
# A file of cookies is small; what is larger is something else.
_MOST: Final = 1024 * 1024

# Families of addresses in the file of cookies.
_INTERNET: Final = 0
_INTERNET6: Final = 6
_LOCAL: Final = 256
_WILD: Final = 65535

_LOOPBACK: Final = 127
_LOOPBACK6: Final = bytes(15) + b"\1"

_SUCCESS: Final = 1
# Lengths on the wire, up to the part that varies.
_PREFIX: Final = 8
_FIXED: Final = 32
_FORMAT: Final = 8
_SCREEN: Final = 40
_DEPTH: Final = 8
_VISUAL: Final = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where a display is; `host` is empty on this machine."""

    host: str
    number: int
    screen: int


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the server tells of itself and us: the root window, and free numbers."""

    root: int
    id_base: int
    id_mask: int


@dataclass(frozen=True, slots=True)
class _Entry:
    family: int
    address: bytes
    number: bytes
    name: bytes
    cookie: bytes


def place(display: str) -> Place:
    """Return where a display is. Raises X11LostError for what is none."""
    name, _, rest = display.rpartition(":")
    number, _, screen = rest.partition(".")
    if not _is_number(number) or not _is_number(screen or "0"):
        raise X11LostError(f'"{display}" is not the name of an X11 display')
    protocol, _, host = name.rpartition("/")
    if protocol == "unix" or host == "unix":
        host = ""
    return Place(host.strip("[]"), int(number), int(screen or "0"))


def reach(where: Place, patience: float) -> socket.socket:
    """Return a socket to the server there. Raises X11LostError."""
    try:
        if where.host:
            port = _FIRST_PORT + where.number
            return socket.create_connection((where.host, port), patience)
        path = f"/tmp/.X11-unix/X{where.number}"  # noqa: S108 - where X servers listen
        try:
            return channel.connect(path, patience)
        except (FileNotFoundError, ConnectionRefusedError):
            return channel.connect(f"\0{path}", patience)
    except (OSError, ValueError) as error:
        raise X11LostError(str(error)) from error


def cookie(authority: str, where: Place, wire: socket.socket) -> bytes:
    """Return the cookie for this server from a file of them; empty without one."""
    try:
        with open(authority, "rb") as file:  # noqa: PTH123 - a path that is never kept
            data = file.read(_MOST)
    except (OSError, ValueError):
        return b""
    wanted = _addresses(wire)
    for each in _entries(data):
        known = each.family == _WILD or (each.family, each.address) in wanted
        ours = each.number in {b"", str(where.number).encode()}
        if known and ours and each.name == _COOKIE:
            return each.cookie
    return b""


def enter(wire: Wire, secret: bytes, screen: int) -> Welcome:
    """Introduce ourselves; return what the server answers. Raises X11LostError."""
    order = b"l" if sys.byteorder == "little" else b"B"
    name = _COOKIE if secret else b""
    lengths = (_MAJOR, 0, len(name), len(secret))
    wire.send(struct.pack("=cxHHHHxx", order, *lengths) + padded(name) + padded(secret))
    deadline = wire.deadline()
    status, length, _, _, more = unpack("BBHHH", wire.need(_PREFIX, deadline))
    told = wire.need(more * 4, deadline)
    if status != _SUCCESS:
        said = told[: length or None].decode("latin-1").strip("\0\n ")
        why = said if said.isprintable() else ""
        raise X11LostError(f"the X server did not let us in: {why}".rstrip(": "))
    return _welcome(told, screen)


def _welcome(told: bytes, screen: int) -> Welcome:
    id_base, id_mask = unpack("II", told, 4)
    (vendor,) = unpack("H", told, 16)
    screens, formats = unpack("BB", told, 20)
    # Every alarm needs a number of its own.
    if screen >= screens or not id_mask:
        raise X11LostError(f"the X server has no screen {screen}")
    at = _FIXED + vendor + -vendor % 4 + formats * _FORMAT
    for _ in range(screen):
        at = _after_screen(told, at)
    (root,) = unpack("I", told, at)
    return Welcome(root, id_base, id_mask)


def _after_screen(told: bytes, at: int) -> int:
    (depths,) = unpack("B", told, at + _SCREEN - 1)
    at += _SCREEN
    for _ in range(depths):
        (visuals,) = unpack("H", told, at + 2)
        at += _DEPTH + visuals * _VISUAL
    return at


def _addresses(wire: socket.socket) -> set[tuple[int, bytes]]:
    """Return what the server may be called in the file: by family and address."""
    here = (_LOCAL, socket.gethostname().encode())
    if wire.family not in {socket.AF_INET, socket.AF_INET6}:
        return {here}
    found = socket.inet_pton(wire.family, wire.getpeername()[0].partition("%")[0])
    family = _INTERNET if wire.family == socket.AF_INET else _INTERNET6
    # What ssh brings from another machine listens here, and is filed as local.
    is_loopback = found[0] == _LOOPBACK if family == _INTERNET else found == _LOOPBACK6
    return {here, (family, found)} if is_loopback else {(family, found)}


def _entries(data: bytes) -> Iterator[_Entry]:
    """Read entry after entry, until the end or until one is cut off."""
    at = 0
    while at + 2 <= len(data):
        family = int.from_bytes(data[at : at + 2], "big")
        at += 2
        fields = []
        for _ in range(4):
            size = int.from_bytes(data[at : at + 2], "big")
            fields.append(data[at + 2 : at + 2 + size])
            at += 2 + size
        if at > len(data):
            return
        yield _Entry(family, *fields)


def _is_number(text: str) -> bool:
    digits = text.isascii() and text.isdecimal() and len(text) <= len("65535")
    return digits and int(text) <= _LAST_NUMBER
