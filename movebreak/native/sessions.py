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
    if not number.isdecimal():
        return False
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return _listens(path) or _listens(f"\0{path}")
    try:
        socket.create_connection((host, _X_PORT + int(number)), PATIENCE).close()
    except OSError:
        return False
    return True


def wayland_answers(display: str, runtime: str) -> bool:
    """Say whether a compositor listens at this display."""
    return _listens(os.path.join(runtime, display))  # noqa: PTH118 - may be abstract


def _listens(path: str) -> bool:
    try:
        channel.connect(path, PATIENCE).close()
    except OSError:
        return False
    return True
