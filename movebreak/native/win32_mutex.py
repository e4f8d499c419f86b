"""Named locks of Windows, which it lifts when their holder is gone."""

import ctypes
import sys
from ctypes import wintypes

assert sys.platform == "win32"

_ALREADY_THERE = 183
_OF_SOMEBODY_STRONGER = 5

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.CreateMutexW.argtypes = (wintypes.LPVOID, wintypes.BOOL, wintypes.LPCWSTR)
_kernel32.CreateMutexW.restype = wintypes.HANDLE
_kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
_kernel32.CloseHandle.restype = wintypes.BOOL


def take(name: str) -> int | None:
    """Take the lock of this name; None when another program has it. Raises OSError."""
    handle: int | None = _kernel32.CreateMutexW(None, False, name)  # noqa: FBT003 - the system's order
    error = ctypes.get_last_error()
    if handle is None:
        if error == _OF_SOMEBODY_STRONGER:
            return None
        raise ctypes.WinError(error)
    if error == _ALREADY_THERE:
        give_back(handle)
        return None
    return handle


def give_back(handle: int) -> None:
    """Have the lock no more."""
    _kernel32.CloseHandle(handle)
