"""Linux tells when a file in a folder changes; each call as it is.

Linux only, by the C library that the interpreter is linked to.
"""

import ctypes
import os

# linux/inotify.h: written and closed, moved out and in, made, deleted; the watch is
# gone; and the bit that says that it is about a folder.
CLOSE_WRITE = 0x00000008
MOVED_FROM = 0x00000040
MOVED_TO = 0x00000080
CREATE = 0x00000100
DELETE = 0x00000200
IGNORED = 0x00008000
ISDIR = 0x40000000
_CLOEXEC = 0o2000000
_HEADER = 16
_MOST = 16 * 1024


def begin() -> int:
    """Return a file that tells of changes. Raises OSError when there is none."""
    return _checked(_libc().inotify_init1(_CLOEXEC))


def watch(file: int, folder: str) -> int:
    """Watch what is written, put in place, or taken away in a folder."""
    mask = CLOSE_WRITE | MOVED_FROM | MOVED_TO | CREATE | DELETE
    return _checked(_libc().inotify_add_watch(file, os.fsencode(folder), mask))


def unwatch(file: int, number: int) -> None:
    """End a watch; whoever reads learns of it by an event without a name."""
    _checked(_libc().inotify_rm_watch(file, number))


def changes(file: int) -> list[tuple[int, str, bool]]:
    """Wait, and return watch and name of all that changed; "" when a watch ended.

    The third says that it was only begun: a file is told again when it is written,
    a link is not.
    """
    data = os.read(file, _MOST)
    found: list[tuple[int, str, bool]] = []
    while data:
        number = int.from_bytes(data[:4], "little")
        mask = int.from_bytes(data[4:8], "little")
        length = int.from_bytes(data[12:_HEADER], "little")
        name = os.fsdecode(data[_HEADER : _HEADER + length].rstrip(b"\0"))
        begun = bool(mask & CREATE) and not mask & ISDIR
        found.append((number, "" if mask & IGNORED else name, begun))
        data = data[_HEADER + length :]
    return found


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
