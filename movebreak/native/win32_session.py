"""What Windows tells of the session: last input, lock, and what is in front."""

import ctypes
import sys
from ctypes import wintypes
from typing import Final

assert sys.platform == "win32"

Box = tuple[int, int, int, int]  # left, top, right, bottom

_LOWEST_RIGHT: Final = 0x0001  # DESKTOP_READOBJECTS
_SESSION_INFO_EX: Final = 25
_THIS_SERVER: Final = None
_THIS_SESSION: Final = 0xFFFFFFFF
_NEAREST_SCREEN: Final = 2
_LONGEST_CLASS: Final = 256

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_user32 = ctypes.WinDLL("user32", use_last_error=True)
_shell32 = ctypes.OleDLL("shell32")
_wtsapi32 = ctypes.WinDLL("wtsapi32", use_last_error=True)


class _LastInput(ctypes.Structure):
    _fields_ = (("size", wintypes.UINT), ("time", wintypes.DWORD))


class _SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEXW; its second part holds 64-bit times."""

    _fields_ = (
        ("level", wintypes.DWORD),
        ("padding", wintypes.DWORD),
        ("session", wintypes.ULONG),
        ("state", ctypes.c_int),
        ("flags", wintypes.LONG),
    )


class _Screen(ctypes.Structure):
    _fields_ = (
        ("size", wintypes.DWORD),
        ("all", wintypes.RECT),
        ("work", wintypes.RECT),
        ("flags", wintypes.DWORD),
    )


_kernel32.GetTickCount.argtypes = ()
_kernel32.GetTickCount.restype = wintypes.DWORD
_user32.GetLastInputInfo.argtypes = (ctypes.POINTER(_LastInput),)
_user32.GetLastInputInfo.restype = wintypes.BOOL
_user32.OpenInputDesktop.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
_user32.OpenInputDesktop.restype = wintypes.HANDLE
_user32.CloseDesktop.argtypes = (wintypes.HANDLE,)
_user32.CloseDesktop.restype = wintypes.BOOL
_user32.GetForegroundWindow.argtypes = ()
_user32.GetForegroundWindow.restype = wintypes.HWND
_user32.GetClassNameW.argtypes = (wintypes.HWND, wintypes.LPWSTR, ctypes.c_int)
_user32.GetClassNameW.restype = ctypes.c_int
_user32.GetWindowRect.argtypes = (wintypes.HWND, ctypes.POINTER(wintypes.RECT))
_user32.GetWindowRect.restype = wintypes.BOOL
_user32.MonitorFromWindow.argtypes = (wintypes.HWND, wintypes.DWORD)
_user32.MonitorFromWindow.restype = wintypes.HANDLE
_user32.GetMonitorInfoW.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Screen))
_user32.GetMonitorInfoW.restype = wintypes.BOOL
_shell32.SHQueryUserNotificationState.argtypes = (ctypes.POINTER(ctypes.c_int),)
_wtsapi32.WTSQuerySessionInformationW.argtypes = (
    wintypes.HANDLE,
    wintypes.DWORD,
    ctypes.c_int,
    ctypes.POINTER(ctypes.POINTER(_SessionInfo)),
    ctypes.POINTER(wintypes.DWORD),
)
_wtsapi32.WTSQuerySessionInformationW.restype = wintypes.BOOL
_wtsapi32.WTSFreeMemory.argtypes = (ctypes.c_void_p,)
_wtsapi32.WTSFreeMemory.restype = None


def last_input() -> int:
    """Return the tick of the last input to this session, in ms, modulo 2**32."""
    found = _LastInput(size=ctypes.sizeof(_LastInput))
    _check(_user32.GetLastInputInfo(ctypes.byref(found)))
    return int(found.time)


def ticks() -> int:
    """Return the tick of now, in ms since the start of the machine, modulo 2**32."""
    return int(_kernel32.GetTickCount())


def session() -> tuple[int, int]:
    """Return the session's connect state (0 active, 4 disconnected) and lock flags.

    The flags are 0 when locked, 1 when unlocked, -1 when unknown. Raises OSError.
    """
    found, size = ctypes.POINTER(_SessionInfo)(), wintypes.DWORD()
    _check(
        _wtsapi32.WTSQuerySessionInformationW(
            _THIS_SERVER,
            _THIS_SESSION,
            _SESSION_INFO_EX,
            ctypes.byref(found),
            ctypes.byref(size),
        )
    )
    try:
        if size.value < ctypes.sizeof(_SessionInfo) or found.contents.level != 1:
            raise OSError(0, "the answer is of another kind")
        return int(found.contents.state), int(found.contents.flags)
    finally:
        _wtsapi32.WTSFreeMemory(found)


def notification_state() -> int:
    """Return the shell's QUERY_USER_NOTIFICATION_STATE. Raises OSError."""
    state = ctypes.c_int()
    _shell32.SHQueryUserNotificationState(ctypes.byref(state))
    return state.value


def has_input_desktop() -> bool:
    """Say whether this user may open the desktop that gets the input now."""
    desktop = _user32.OpenInputDesktop(0, False, _LOWEST_RIGHT)  # noqa: FBT003 - the system's order
    if not desktop:
        return False
    _user32.CloseDesktop(desktop)
    return True


def front_window() -> tuple[str, Box, Box] | None:
    """Return the front window's class and bounds, and its screen's; None without one.

    Raises OSError when the window is gone meanwhile.
    """
    window = _user32.GetForegroundWindow()
    if not window:
        return None
    name = ctypes.create_unicode_buffer(_LONGEST_CLASS)
    _check(_user32.GetClassNameW(window, name, len(name)))
    bounds, screen = wintypes.RECT(), _Screen(size=ctypes.sizeof(_Screen))
    _check(_user32.GetWindowRect(window, ctypes.byref(bounds)))
    found = _user32.MonitorFromWindow(window, _NEAREST_SCREEN)
    _check(_user32.GetMonitorInfoW(found, ctypes.byref(screen)))
    return name.value, _box(bounds), _box(screen.all)


def _box(found: wintypes.RECT) -> Box:
    return found.left, found.top, found.right, found.bottom


def _check(well: int) -> None:
    if not well:
        raise ctypes.WinError(ctypes.get_last_error())
