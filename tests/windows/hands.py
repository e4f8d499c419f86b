"""What a person does at a Windows desktop: looks, points, clicks; made for real."""

import ctypes
import sys
import time
from ctypes import wintypes
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageGrab

from tests.waiting import eventually

assert sys.platform == "win32"

SHOTS = Path(__file__).parent / "shots"
SOON = 10.0
# Wine's taskbar, at the bottom of its desktop, has the tray at its right end.
TASKBAR = 20
TRAY = 200

_LEFT, _RIGHT = (0x0002, 0x0004), (0x0008, 0x0010)
_GET_MENU = 0x01E1  # MN_GETHMENU
_BY_POSITION = 0x0400
_GREYED = 0x0003
_DEFAULT = 0x1000
_MENU = "#32768"

user32 = ctypes.WinDLL("user32", use_last_error=True)
user32.FindWindowW.argtypes = (wintypes.LPCWSTR, wintypes.LPCWSTR)
user32.FindWindowW.restype = wintypes.HWND
user32.FindWindowExW.argtypes = (
    wintypes.HWND,
    wintypes.HWND,
    wintypes.LPCWSTR,
    wintypes.LPCWSTR,
)
user32.FindWindowExW.restype = wintypes.HWND
user32.IsWindowVisible.argtypes = (wintypes.HWND,)
user32.SendMessageW.argtypes = (
    wintypes.HWND,
    wintypes.UINT,
    wintypes.WPARAM,
    wintypes.LPARAM,
)
user32.SendMessageW.restype = ctypes.c_ssize_t
user32.PostMessageW.argtypes = user32.SendMessageW.argtypes
user32.GetWindowRect.argtypes = (wintypes.HWND, ctypes.POINTER(wintypes.RECT))
user32.GetMenuItemCount.argtypes = (wintypes.HMENU,)
user32.GetMenuStringW.argtypes = (
    wintypes.HMENU,
    wintypes.UINT,
    wintypes.LPWSTR,
    ctypes.c_int,
    wintypes.UINT,
)
user32.GetMenuState.argtypes = (wintypes.HMENU, wintypes.UINT, wintypes.UINT)
user32.GetMenuState.restype = wintypes.UINT
user32.GetMenuItemRect.argtypes = (
    wintypes.HWND,
    wintypes.HMENU,
    wintypes.UINT,
    ctypes.POINTER(wintypes.RECT),
)


class Spot(NamedTuple):
    """A place on the screen."""

    x: int
    y: int


class Line(NamedTuple):
    """An entry of an open menu, and where it is."""

    label: str
    enabled: bool
    default: bool
    spot: Spot


def point(at: Spot) -> None:
    """Move the pointer there."""
    user32.SetCursorPos(at.x, at.y)


def click(at: Spot, *, right: bool = False, times: int = 1) -> None:
    """Click there, several times as quickly as for a double click, or once."""
    point(at)
    # Two single clicks of two tests must not be taken for a double one.
    time.sleep(user32.GetDoubleClickTime() / 1000)
    for _ in range(times):
        for each in _RIGHT if right else _LEFT:
            user32.mouse_event(each, 0, 0, 0, 0)


def press(key: int) -> None:
    """Press and release the key with this number."""
    for flags in (0, 2):
        user32.keybd_event(key, 0, flags, 0)


def send(window: int, message: int, wparam: int = 0, lparam: int = 0) -> int:
    """Send the window a message, as the system does; return what it answers."""
    return int(user32.SendMessageW(window, message, wparam, lparam))


def keep(name: str) -> None:
    """Keep a picture of the screen, to be looked at."""
    SHOTS.mkdir(exist_ok=True)
    screen().save(SHOTS / f"{name}.png")


def screen() -> Image.Image:
    """Return what is on the screen."""
    return ImageGrab.grab().convert("RGB")


def tray() -> Image.Image:
    """Return what the tray shows."""
    seen = screen()
    width, height = seen.size
    return seen.crop((width - TRAY, height - TASKBAR, width, height))


def icon_spot() -> Spot | None:
    """Return where the icon is; None while there is none."""
    seen = screen()
    width, height = seen.size
    strip = tray()
    ground = strip.getpixel((0, TASKBAR // 2))
    coloured = [
        x
        for x in range(TRAY)
        if any(strip.getpixel((x, y)) != ground for y in range(4, TASKBAR - 4))
    ]
    if not coloured:
        return None
    middle = (coloured[0] + coloured[-1]) // 2
    return Spot(width - TRAY + middle, height - TASKBAR // 2)


def icon() -> Spot:
    """Wait for the icon, and return where it is."""
    assert eventually(icon_spot, SOON)
    found = icon_spot()
    assert found is not None
    return found


def menu_window() -> int | None:
    """Return the window of the open menu; None when none is open."""
    window: int | None = user32.FindWindowW(_MENU, None)
    return window if window and user32.IsWindowVisible(window) else None


def menu_opens() -> bool:
    """Say whether a menu is open soon."""
    return eventually(menu_window, SOON)


def menu_closes() -> bool:
    """Say whether no menu is open soon."""
    return eventually(lambda: not menu_window(), SOON)


def lines() -> list[Line]:
    """Return what the open menu says; it must be one of this process."""
    assert menu_opens()
    window = menu_window()
    menu = user32.SendMessageW(window, _GET_MENU, 0, 0)
    return [_line(menu, number) for number in range(user32.GetMenuItemCount(menu))]


def _line(menu: int, number: int) -> Line:
    label = ctypes.create_unicode_buffer(200)
    user32.GetMenuStringW(menu, number, label, len(label), _BY_POSITION)
    state = user32.GetMenuState(menu, number, _BY_POSITION)
    box = wintypes.RECT()
    user32.GetMenuItemRect(None, menu, number, ctypes.byref(box))
    middle = Spot((box.left + box.right) // 2, (box.top + box.bottom) // 2)
    return Line(label.value, not state & _GREYED, bool(state & _DEFAULT), middle)


def choose(label: str) -> None:
    """Click the entry of the open menu that says this."""
    (found,) = (each for each in lines() if each.label == label)
    click(found.spot)


def box_of(window: int | None) -> tuple[int, int, int, int]:
    """Return the bounds of a window."""
    box = wintypes.RECT()
    user32.GetWindowRect(window, ctypes.byref(box))
    return box.left, box.top, box.right, box.bottom


def bubble() -> int | None:
    """Return the window of the notification that is up; None while there is none."""
    found: int | None = None
    while True:
        found = user32.FindWindowExW(None, found, "tooltips_class32", None)
        if not found or user32.IsWindowVisible(found):
            return found
