"""What macOS tells of microphones and cameras; nothing is opened or listened to."""

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Final

assert sys.platform == "darwin"

_FRAMEWORKS: Final = "/System/Library/Frameworks"
_SYSTEM: Final = 1
_MAIN: Final = 0
_LONGEST_NAME: Final = 256
_NUMBER: Final = ctypes.sizeof(ctypes.c_uint32)


def _code(letters: bytes) -> int:
    return int.from_bytes(letters, "big")


_EVERYWHERE: Final = _code(b"glob")
_DEFAULT_INPUT: Final = _code(b"dIn ")
_DEFAULT_OUTPUT: Final = _code(b"dOut")
_DEVICES: Final = _code(b"dev#")
_RUNS_SOMEWHERE: Final = _code(b"gone")
_PROCESSES: Final = _code(b"prs#")
_PROCESS_ID: Final = _code(b"ppid")
_RUNS_INPUT: Final = _code(b"piri")


class _Address(ctypes.Structure):
    _fields_ = (
        ("selector", ctypes.c_uint32),
        ("scope", ctypes.c_uint32),
        ("element", ctypes.c_uint32),
    )


_Pointer = ctypes.POINTER(ctypes.c_uint32)
_OBJECT = (ctypes.c_uint32, ctypes.POINTER(_Address), ctypes.c_uint32, ctypes.c_void_p)


def audio_processes() -> list[int]:
    """Return the audio objects of all programs with sound, from macOS 14 on.

    Raises OSError on older ones.
    """
    return _audio_numbers(_SYSTEM, _PROCESSES)


def takes_input(process: int) -> bool:
    """Say whether the program of this audio object takes sound in. Raises OSError."""
    return any(_audio_numbers(process, _RUNS_INPUT))


def program(process: int) -> str:
    """Return the program's name, "" where it is not told. Raises OSError."""
    (pid,) = _audio_numbers(process, _PROCESS_ID)
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    size = ctypes.CDLL(None).proc_name(pid, name, ctypes.c_uint32(len(name)))
    return name.raw[: max(size, 0)].decode("utf-8", "replace")


def default_input() -> int:
    """Return the microphone that is used, 0 without one. Raises OSError."""
    return _audio_numbers(_SYSTEM, _DEFAULT_INPUT)[0]


def default_output() -> int:
    """Return the speaker that is used, 0 without one. Raises OSError."""
    return _audio_numbers(_SYSTEM, _DEFAULT_OUTPUT)[0]


def audio_runs(device: int) -> bool:
    """Say whether a program uses the device, in either direction. Raises OSError."""
    return any(_audio_numbers(device, _RUNS_SOMEWHERE))


def cameras() -> list[int]:
    """Return all cameras. Raises OSError."""
    return _camera_numbers(_SYSTEM, _DEVICES)


def camera_runs(camera: int) -> bool:
    """Say whether a program uses the camera. Raises OSError."""
    return any(_camera_numbers(camera, _RUNS_SOMEWHERE))


def _audio_numbers(owner: int, selector: int) -> list[int]:
    audio, where = _audio(), _Address(selector, _EVERYWHERE, _MAIN)
    size = _size(audio.AudioObjectGetPropertyDataSize, owner, where)
    found = (ctypes.c_uint32 * (size.value // _NUMBER))()
    _check(
        audio.AudioObjectGetPropertyData(
            owner, ctypes.byref(where), 0, None, ctypes.byref(size), found
        )
    )
    # There may be fewer than a moment ago.
    return found[: size.value // _NUMBER]


def _camera_numbers(owner: int, selector: int) -> list[int]:
    media, where = _media(), _Address(selector, _EVERYWHERE, _MAIN)
    size, used = _size(media.CMIOObjectGetPropertyDataSize, owner, where), _number()
    found = (ctypes.c_uint32 * (size.value // _NUMBER))()
    _check(
        media.CMIOObjectGetPropertyData(
            owner, ctypes.byref(where), 0, None, size, ctypes.byref(used), found
        )
    )
    return found[: used.value // _NUMBER]


def _size(ask: Callable[..., int], owner: int, where: _Address) -> ctypes.c_uint32:
    size = _number()
    _check(ask(owner, ctypes.byref(where), 0, None, ctypes.byref(size)))
    return size


def _number() -> ctypes.c_uint32:
    return ctypes.c_uint32()


def _check(status: int) -> None:
    if status:
        code = (status % 2**32).to_bytes(4, "big").decode("ascii", "replace")
        raise OSError(status, f"the system answers {code!r}")


@cache
def _audio() -> ctypes.CDLL:
    audio = ctypes.CDLL(f"{_FRAMEWORKS}/CoreAudio.framework/CoreAudio")
    size, data = audio.AudioObjectGetPropertyDataSize, audio.AudioObjectGetPropertyData
    size.argtypes = (*_OBJECT, _Pointer)
    data.argtypes = (*_OBJECT, _Pointer, ctypes.c_void_p)
    size.restype = data.restype = ctypes.c_int32
    return audio


@cache
def _media() -> ctypes.CDLL:
    media = ctypes.CDLL(f"{_FRAMEWORKS}/CoreMediaIO.framework/CoreMediaIO")
    size, data = media.CMIOObjectGetPropertyDataSize, media.CMIOObjectGetPropertyData
    size.argtypes = (*_OBJECT, _Pointer)
    data.argtypes = (*_OBJECT, ctypes.c_uint32, _Pointer, ctypes.c_void_p)
    size.restype = data.restype = ctypes.c_int32
    return media
