"""A lock on an open file, which the system lifts when its holder is gone."""

import errno
import os

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]


def try_lock(file: int) -> bool:
    """Lock the open file for this program alone; False when another one holds it.

    Raises OSError where files cannot be locked.
    """
    if fcntl is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined,unused-ignore]
    except BlockingIOError:
        return False
    return True
