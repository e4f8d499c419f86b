"""A local socket between two programs of one user."""

import os
import socket
import sys

from movebreak.native.paths import own_uid

# Named by number where this Python does not know them; using them then fails cleanly.
_AF_UNIX: int = getattr(socket, "AF_UNIX", 1)
_SO_PEERCRED: int | None = getattr(socket, "SO_PEERCRED", None)
_LOCAL_PEERCRED: int = getattr(socket, "LOCAL_PEERCRED", 1)
_SOL_LOCAL = 0

# struct ucred is pid, uid, gid; struct xucred is version, uid, and the groups.
_UCRED_SIZE = 12
_XUCRED_SIZE = 76
_UID = slice(4, 8)

_BACKLOG = 64


def listen(path: str) -> socket.socket:
    """Return a socket that listens at this path, for its owner alone."""
    listener = socket.socket(_AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(path)
        os.chmod(path, 0o600)  # noqa: PTH101 - commands import this without pathlib
        listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def connect(path: str, patience: float) -> socket.socket:
    """Return a socket to whoever listens there; it waits `patience` seconds a call."""
    wire = socket.socket(_AF_UNIX, socket.SOCK_STREAM)
    try:
        wire.settimeout(patience)
        wire.connect(path)
    except BaseException:
        wire.close()
        raise
    return wire


def is_own(wire: socket.socket) -> bool:
    """Say whether the other end is a program of this user."""
    try:
        if _SO_PEERCRED is not None:
            found = wire.getsockopt(socket.SOL_SOCKET, _SO_PEERCRED, _UCRED_SIZE)
        else:
            found = wire.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED_SIZE)
    except OSError:
        return False
    return int.from_bytes(found[_UID], sys.byteorder) == own_uid()
