"""What pystray does not ask of Windows, for the icon in its tray."""

import ctypes
import struct
import sys
from ctypes import wintypes
from typing import Final

assert sys.platform == "win32"

_SMALL_ICON: Final = 49  # SM_CXSMICON
_ICON: Final = True
_ICON_VERSION: Final = 0x00030000
_BITMAP_HEADER: Final = struct.Struct("<IiiHHIIiiII")
_COLOURS: Final = 32

_user32 = ctypes.WinDLL("user32", use_last_error=True)
_user32.GetSystemMetrics.argtypes = (ctypes.c_int,)
_user32.GetSystemMetrics.restype = ctypes.c_int
_user32.SetProcessDPIAware.argtypes = ()
_user32.SetProcessDPIAware.restype = wintypes.BOOL
_user32.PostMessageW.argtypes = (
    wintypes.HWND,
    wintypes.UINT,
    wintypes.WPARAM,
    wintypes.LPARAM,
)
_user32.PostMessageW.restype = wintypes.BOOL
_user32.SetTimer.argtypes = (
    wintypes.HWND,
    ctypes.c_size_t,
    wintypes.UINT,
    wintypes.LPVOID,
)
_user32.SetTimer.restype = ctypes.c_size_t
_user32.KillTimer.argtypes = (wintypes.HWND, ctypes.c_size_t)
_user32.KillTimer.restype = wintypes.BOOL
_user32.CreateIconFromResourceEx.argtypes = (
    ctypes.c_char_p,
    wintypes.DWORD,
    wintypes.BOOL,
    wintypes.DWORD,
    ctypes.c_int,
    ctypes.c_int,
    wintypes.UINT,
)
_user32.CreateIconFromResourceEx.restype = wintypes.HICON


def see_scale() -> None:
    """Have the system tell real sizes; else it would blow up what is drawn."""
    _user32.SetProcessDPIAware()


def small_icon_side() -> int:
    """Return how many pixels wide an icon in the tray is."""
    return int(_user32.GetSystemMetrics(_SMALL_ICON))


def icon(pixels: bytes, side: int) -> int:
    """Return the handle of an icon of BGRA pixels, row by row from below.

    Raises OSError.
    """
    # The height counts the mask too, which says nothing where pixels are see-through.
    header = _BITMAP_HEADER.pack(
        _BITMAP_HEADER.size, side, 2 * side, 1, _COLOURS, 0, 0, 0, 0, 0, 0
    )
    mask = bytes((side + 31) // 32 * 4 * side)
    data = header + pixels + mask
    made: int | None = _user32.CreateIconFromResourceEx(
        data, len(data), _ICON, _ICON_VERSION, side, side, 0
    )
    if not made:
        raise ctypes.WinError(ctypes.get_last_error())
    return made


def post(window: int, message: int) -> None:
    """Have the window get this message, without waiting for it."""
    _user32.PostMessageW(window, message, 0, 0)


def start_timer(window: int, seconds: float) -> None:
    """Have the window get WM_TIMER each so many seconds; for its own thread to call."""
    _user32.SetTimer(window, 1, int(seconds * 1000), None)


def stop_timer(window: int) -> None:
    """Have no more of them."""
    _user32.KillTimer(window, 1)
