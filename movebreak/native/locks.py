"""A lock on an open file, which the system lifts when its holder is gone."""

import os
from collections.abc import Callable
from functools import partial

from movebreak.native.paths import HAS_USERS, fingerprint

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]


def try_lock(file: int, path: str | os.PathLike[str]) -> Callable[[], object] | None:
    """Lock the open file for this program alone, and return what lifts the lock.

    None when another one holds it. Raises OSError where files cannot be locked.
    """
    if not HAS_USERS:
        return _try_mutex(rf"Local\movebreak-{fingerprint(path)}")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined,unused-ignore]
    except BlockingIOError:
        return None
    return partial(fcntl.flock, file, fcntl.LOCK_UN)  # type: ignore[attr-defined,unused-ignore]


def _try_mutex(name: str) -> Callable[[], object] | None:
    # A file that is locked there cannot be read by the others.
    from movebreak.native import win32_mutex as mutex  # noqa: PLC0415

    handle = mutex.take(name)  # type: ignore[attr-defined,unused-ignore]
    if handle is None:
        return None
    return partial(mutex.give_back, handle)  # type: ignore[attr-defined,unused-ignore]
