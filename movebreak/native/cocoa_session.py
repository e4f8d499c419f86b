"""What macOS tells of the session: last input, lock, windows and screens."""

import ctypes
import plistlib
import sys
from datetime import timedelta
from functools import cache
from typing import Final, NamedTuple

assert sys.platform == "darwin"

_FRAMEWORKS: Final = "/System/Library/Frameworks"
_HARDWARE: Final = 1  # kCGEventSourceStateHIDSystemState
_ANY_INPUT: Final = 0xFFFFFFFF
_BINARY: Final = 200  # kCFPropertyListBinaryFormat_v1_0
_ON_SCREEN_WITHOUT_DESKTOP: Final = 1 | 16
_ALL_WINDOWS: Final = 0
_MOST_SCREENS: Final = 32

_CF = ctypes.c_void_p


class _Rectangle(ctypes.Structure):
    _fields_ = (
        ("x", ctypes.c_double),
        ("y", ctypes.c_double),
        ("width", ctypes.c_double),
        ("height", ctypes.c_double),
    )


class Window(NamedTuple):
    """A window on the screen; its box is left, top, right and bottom in points."""

    owner: int
    program: str
    layer: int
    box: tuple[float, float, float, float]


def idle() -> timedelta:
    """Return the time since the last input."""
    return timedelta(
        seconds=_graphics().CGEventSourceSecondsSinceLastEventType(
            _HARDWARE, _ANY_INPUT
        )
    )


def session() -> dict[str, object]:
    """Return what the window server says of this session.

    Raises OSError outside of a desktop session.
    """
    found = _plain(_graphics().CGSessionCopyCurrentDictionary())
    assert isinstance(found, dict)
    return found


def windows() -> list[Window]:
    """Return the windows on all screens, the front one first. Raises OSError."""
    found = _plain(
        _graphics().CGWindowListCopyWindowInfo(_ON_SCREEN_WITHOUT_DESKTOP, _ALL_WINDOWS)
    )
    assert isinstance(found, list)
    return [_window(each) for each in found]


def screens() -> list[tuple[float, float, float, float]]:
    """Return the boxes of all screens in points. Raises OSError."""
    graphics = _graphics()
    found, count = (ctypes.c_uint32 * _MOST_SCREENS)(), ctypes.c_uint32()
    failed = graphics.CGGetActiveDisplayList(_MOST_SCREENS, found, ctypes.byref(count))
    if failed:
        raise OSError(failed, "the screens cannot be listed")
    boxes = map(graphics.CGDisplayBounds, found[: count.value])
    return [_box(each.x, each.y, each.width, each.height) for each in boxes]


def _window(found: dict[str, object]) -> Window:
    bounds = found["kCGWindowBounds"]
    owner, layer = found["kCGWindowOwnerPID"], found["kCGWindowLayer"]
    assert isinstance(bounds, dict)
    assert isinstance(owner, int)
    assert isinstance(layer, int)
    program = found.get("kCGWindowOwnerName", "")
    box = _box(*(float(bounds[each]) for each in ("X", "Y", "Width", "Height")))
    return Window(owner, str(program), layer, box)


def _box(
    x: float, y: float, width: float, height: float
) -> tuple[float, float, float, float]:
    return x, y, x + width, y + height


def _plain(copied: int | None) -> object:
    """Return what was copied as Python's own values, and release it."""
    if not copied:
        raise OSError(0, "there is no desktop session")
    foundation = _foundation()
    packed = None
    try:
        packed = foundation.CFPropertyListCreateData(None, copied, _BINARY, 0, None)
        if not packed:
            raise OSError(0, "the answer cannot be read")
        size = foundation.CFDataGetLength(packed)
        data = ctypes.string_at(foundation.CFDataGetBytePtr(packed), size)
    finally:
        for each in (copied, packed):
            if each:
                foundation.CFRelease(each)
    found: object = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    return found


@cache
def _graphics() -> ctypes.CDLL:
    graphics = ctypes.CDLL(f"{_FRAMEWORKS}/CoreGraphics.framework/CoreGraphics")
    seconds = graphics.CGEventSourceSecondsSinceLastEventType
    seconds.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    seconds.restype = ctypes.c_double
    graphics.CGSessionCopyCurrentDictionary.argtypes = ()
    graphics.CGSessionCopyCurrentDictionary.restype = _CF
    graphics.CGWindowListCopyWindowInfo.argtypes = (ctypes.c_uint32, ctypes.c_uint32)
    graphics.CGWindowListCopyWindowInfo.restype = _CF
    graphics.CGGetActiveDisplayList.argtypes = (
        ctypes.c_uint32,
        ctypes.POINTER(ctypes.c_uint32),
        ctypes.POINTER(ctypes.c_uint32),
    )
    graphics.CGGetActiveDisplayList.restype = ctypes.c_int32
    graphics.CGDisplayBounds.argtypes = (ctypes.c_uint32,)
    graphics.CGDisplayBounds.restype = _Rectangle
    return graphics


@cache
def _foundation() -> ctypes.CDLL:
    foundation = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
    foundation.CFPropertyListCreateData.argtypes = (
        _CF,
        _CF,
        ctypes.c_long,
        ctypes.c_ulong,
        ctypes.c_void_p,
    )
    foundation.CFPropertyListCreateData.restype = _CF
    foundation.CFDataGetLength.argtypes = (_CF,)
    foundation.CFDataGetLength.restype = ctypes.c_long
    foundation.CFDataGetBytePtr.argtypes = (_CF,)
    foundation.CFDataGetBytePtr.restype = ctypes.c_void_p
    foundation.CFRelease.argtypes = (_CF,)
    foundation.CFRelease.restype = None
    return foundation
