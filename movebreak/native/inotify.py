"""Linux tells when a file in a folder changes; each call as it is.

Linux only, by the C library that the interpreter is linked to.
"""

import ctypes
import os

# linux/inotify.h: written and closed, moved in, removed with the watch.
CLOSE_WRITE = 0x00000008
MOVED_TO = 0x00000080
IGNORED = 0x00008000
_CLOEXEC = 0o2000000
_HEADER = 16
_MOST = 16 * 1024


def begin() -> int:
    """Return a file that tells of changes. Raises OSError when there is none."""
    return _checked(_libc().inotify_init1(_CLOEXEC))


def watch(file: int, folder: str) -> int:
    """Watch a folder for files that were written or put in place; return the watch."""
    mask = CLOSE_WRITE | MOVED_TO
    return _checked(_libc().inotify_add_watch(file, os.fsencode(folder), mask))


def unwatch(file: int, number: int) -> None:
    """End a watch; whoever reads learns of it by an event without a name."""
    _checked(_libc().inotify_rm_watch(file, number))


def names(file: int) -> list[str]:
    """Wait for changes and return the names of the files; "" when the watch ended."""
    data, found = os.read(file, _MOST), []
    while data:
        mask = int.from_bytes(data[4:8], "little")
        length = int.from_bytes(data[12:_HEADER], "little")
        name = os.fsdecode(data[_HEADER : _HEADER + length].rstrip(b"\0"))
        found.append("" if mask & IGNORED else name)
        data = data[_HEADER + length :]
    return found


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
