"""The calls of Windows, made for real: on Windows, or on Wine with its Python."""

import ctypes
import sys
from collections.abc import Callable, Iterator
from ctypes import wintypes
from datetime import timedelta

import pytest

from movebreak.senses import windows
from tests.systems import only_on
from tests.waiting import eventually

only_on("win32")
assert sys.platform == "win32"

import winreg  # noqa: E402 - not there on other systems

from movebreak.native import win32, win32_registry, win32_session  # noqa: E402

STORE = r"Software\movebreak-test\ConsentStore"
MINUTE = 600_000_000

user32 = ctypes.WinDLL("user32", use_last_error=True)
_VISIBLE_WITHOUT_FRAME = 0x90000000
_MOVE = 1


@pytest.fixture
def record() -> Iterator[Callable[..., None]]:
    """Have a store of its own, and a way to write a program's record into it."""
    made: list[str] = []

    def write(path: str, **values: int) -> None:
        parts = rf"{STORE}\{path}".split("\\")
        made.extend("\\".join(parts[:end]) for end in range(2, len(parts) + 1))
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, made[-1]) as key:
            for name, value in values.items():
                winreg.SetValueEx(
                    key, f"LastUsedTime{name}", 0, winreg.REG_QWORD, value
                )

    yield write
    for path in sorted(set(made), key=len, reverse=True):
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, path)


@pytest.fixture
def large() -> Iterator[int]:
    """Have a window without a frame, as large as the screen, in front."""
    user32.CreateWindowExW.restype = wintypes.HWND
    width, height = user32.GetSystemMetrics(0), user32.GetSystemMetrics(1)
    bounds = (0, 0, width, height)
    window = user32.CreateWindowExW(
        0, "STATIC", "film", _VISIBLE_WITHOUT_FRAME, *bounds, None, None, None, None
    )
    assert window
    user32.SetForegroundWindow(window)
    yield window
    user32.DestroyWindow(window)


def test_idle_time_grows_until_the_mouse_moves() -> None:
    """It is read from two counters of one clock."""
    idle = windows.Idle(win32_session.last_input, win32_session.ticks)
    user32.mouse_event(_MOVE, 3, 3, 0, 0)
    assert eventually(lambda: idle.read() < timedelta(seconds=1))

    assert eventually(lambda: idle.read() > timedelta(seconds=0.2))

    user32.mouse_event(_MOVE, -3, -3, 0, 0)
    assert eventually(lambda: idle.read() < timedelta(seconds=0.2))


def test_the_shell_says_one_of_its_words() -> None:
    """1 to 7, by the documentation."""
    assert 1 <= win32_session.notification_state() <= 7


def test_nothing_is_locked_while_a_test_runs() -> None:
    """By whichever way this Windows can tell."""
    lock = windows.Lock(
        win32_session.session,
        win32_session.notification_state,
        win32_session.has_input_desktop,
    )

    assert win32_session.has_input_desktop()
    assert lock.read() is False


def test_a_window_in_front_is_seen_with_its_screen(large: int) -> None:
    """A film as large as the screen fills it."""
    assert eventually(lambda: user32.GetForegroundWindow() == large)

    front = win32_session.front_window()

    assert front is not None
    assert front[0].upper() == "STATIC"
    assert windows.fills_screen(front)


def test_who_listens_is_read_from_the_registry(record: Callable[..., None]) -> None:
    """Packaged or not; who has stopped, or was cut off by a crash, does not count."""
    booted = win32.booted()
    now = booted + MINUTE
    record(r"microphone\NonPackaged\C:#Program Files#zoom.exe", Start=now, Stop=0)
    record(r"microphone\NonPackaged\C:#done.exe", Start=now, Stop=now + 1)
    record(r"microphone\NonPackaged\C:#crashed.exe", Start=booted - MINUTE, Stop=0)
    record(r"microphone\MSTeams_8wekyb3d8bbwe", Start=now, Stop=0)
    record(r"webcam\NonPackaged\C:#obs64.exe", Start=now, Stop=0)

    def found(kind: str) -> list[str]:
        uses = win32_registry.uses(kind, STORE)
        return windows.recorders(uses, win32.booted())

    assert found("microphone") == ["MSTeams", "zoom"]
    assert found("webcam") == ["obs64"]


def test_a_windows_without_such_records_says_so() -> None:
    """Then the sense is unknown, not free."""
    with pytest.raises(OSError, match=r"."):
        win32_registry.uses("microphone", STORE + "-missing")


def test_the_start_of_the_machine_is_the_same_twice() -> None:
    """Two readings differ by no more than the steps of the clocks."""
    assert abs(win32.booted() - win32.booted()) < MINUTE // 60
