"""The only place that asks which system this is; hands out this system's adapters."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from movebreak.core.wording import Wording
from movebreak.errors import UnavailableError
from movebreak.native.locale_clock import time_format
from movebreak.ports import Clock, Notifier
from movebreak.senses.clock import SystemClock
from movebreak.store.settings_watch import SettingsWatch
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.notify.plain import Options, PlainNotifier
from movebreak.surfaces.opener import FileOpener
from movebreak.surfaces.terminal import TerminalNotifier
from movebreak.surfaces.tray import Act, Backend, NoTray, PystrayTray

# strftime codes that show twelve hours.
TWELVE_HOURS = ("%I", "%l", "%r", "%p")

if sys.platform == "win32":
    from movebreak.native import win32 as clocks

    BOOT_ID = ""
    OPENER: Sequence[str] = ("notepad.exe",)
    TERMINAL_HOST = False
    PROGRAM = ""
elif sys.platform == "darwin":
    from movebreak.native import cocoa as clocks

    BOOT_ID = clocks.boot_id()
    OPENER = ("open", "-t")
    TERMINAL_HOST = False
    PROGRAM = ""
else:
    from movebreak.native import linux as clocks

    BOOT_ID = clocks.boot_id()
    OPENER = ("xdg-open",)
    TERMINAL_HOST = True
    PROGRAM = "notify-send"


def clock() -> SystemClock:
    """Return this system's clocks."""
    return SystemClock(clocks.since_boot, clocks.awake, BOOT_ID, clocks.learn_zone)


def wording() -> Wording:
    """Return sentences whose times read as this person's clock does."""
    shown = time_format()
    return Wording(twelve_hour=any(code in shown for code in TWELVE_HOURS))


def has_desktop() -> bool:
    """Say whether notifications can reach a desktop: on Linux, a session bus."""
    if not TERMINAL_HOST:
        return True
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(runtime) and os.path.exists(os.path.join(runtime, "bus"))  # noqa: PTH110, PTH118


def notifier(stack: ExitStack, clock: Clock) -> Notifier:
    """Return the best way to put up notifications; `stack` ends it."""
    if not has_desktop():
        return TerminalNotifier(sys.stdout or open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123
    icon = icons_folder() / ("movebreak.ico" if os.name == "nt" else "movebreak-64.png")
    options = Options(icon=str(icon), program=PROGRAM)
    return stack.enter_context(PlainNotifier(clock, options))


def tray(words: Wording, act: Act) -> PystrayTray | NoTray:
    """Return the tray icon, or what stands for it and says why there is none."""
    try:
        return PystrayTray(_backend(), Icons(icons_folder()), words, act)
    except UnavailableError as error:
        return NoTray(error.message)


def settings_watch(stack: ExitStack, path: Path, changed: Callable[[], None]) -> None:
    """Have saved settings seen at once, where the system can tell; `stack` ends it."""
    if sys.platform == "linux":
        from movebreak.native import inotify  # noqa: PLC0415

        stack.enter_context(SettingsWatch(inotify, path, changed))


def opener() -> FileOpener:
    """Return what opens a file in the desktop's editor."""
    if TERMINAL_HOST and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return FileOpener(())
    return FileOpener(OPENER)


def _backend() -> Backend:
    # pystray costs memory and opens the screen when imported: only when it is used.
    if TERMINAL_HOST:
        if not os.environ.get("DISPLAY"):
            raise UnavailableError("this session has no X11 screen")
        from movebreak.surfaces.pystray_backends import X11Tray  # noqa: PLC0415

        return X11Tray()
    from movebreak.surfaces.pystray_backends import SystemTray  # noqa: PLC0415

    return SystemTray()
