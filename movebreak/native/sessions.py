"""Whether the parts of a desktop session can still be reached; each by one connection.

Linux and other systems with X11 or Wayland.
"""

import os
import socket

from movebreak.native import channel

PATIENCE = 1.0
_X_PORT = 6000


def x11_answers(display: str) -> bool:
    """Say whether an X server listens at this display."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not (number.isascii() and number.isdecimal()):
        return False
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return _listens(path) or _listens(f"\0{path}")
    return _serves(host.removeprefix("tcp/"), _X_PORT + int(number))


def wayland_answers(display: str, runtime: str) -> bool:
    """Say whether a compositor listens at this display."""
    return _listens(os.path.join(runtime, display))  # noqa: PTH118 - never kept


def bus_answers(address: str) -> bool:
    """Say whether a message bus at this address takes us in."""
    try:
        # Not on every system, and only asked where there is an address.
        from movebreak.native.dbus import connect  # noqa: PLC0415
        from movebreak.native.dbus_messages import BusLostError  # noqa: PLC0415
    except ImportError:
        return False
    try:
        connect(address, PATIENCE).close()
    except BusLostError:
        return False
    return True


def _listens(path: str) -> bool:
    try:
        channel.connect(path, PATIENCE).close()
    except (BlockingIOError, TimeoutError):
        # Too busy to take us in, so somebody is there.
        return True
    except (OSError, ValueError):
        return False
    return True


def _serves(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), PATIENCE).close()
    except (OSError, OverflowError, UnicodeError):
        return False
    return True
