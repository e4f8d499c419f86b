"""Calls of Windows, each as one function."""

import ctypes
import sys
from ctypes import wintypes
from datetime import timedelta

assert sys.platform == "win32"

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)

_kernel32.GetTickCount64.argtypes = ()
_kernel32.GetTickCount64.restype = ctypes.c_ulonglong
_kernel32.QueryUnbiasedInterruptTime.argtypes = (ctypes.POINTER(ctypes.c_ulonglong),)
_kernel32.QueryUnbiasedInterruptTime.restype = wintypes.BOOL
_kernel32.GetSystemTimeAsFileTime.argtypes = (ctypes.POINTER(wintypes.FILETIME),)
_kernel32.GetSystemTimeAsFileTime.restype = None


def since_boot() -> timedelta:
    """Return the time since the machine was started, sleep included."""
    return timedelta(milliseconds=_kernel32.GetTickCount64())


def awake() -> timedelta:
    """Return the time since the machine was started, without sleep."""
    tenths = ctypes.c_ulonglong()
    if not _kernel32.QueryUnbiasedInterruptTime(ctypes.byref(tenths)):
        raise ctypes.WinError(ctypes.get_last_error())
    return timedelta(microseconds=tenths.value // 10)


def booted() -> int:
    """Return when the machine was started, as files are dated: 100 ns since 1601."""
    now = wintypes.FILETIME()
    _kernel32.GetSystemTimeAsFileTime(ctypes.byref(now))
    up = _kernel32.GetTickCount64() * 10_000
    return int((now.dwHighDateTime << 32 | now.dwLowDateTime) - up)


def learn_zone() -> None:
    """Take over the system's time zone, which the C library otherwise reads once."""
    ctypes.CDLL("ucrtbase")["_tzset"]()
