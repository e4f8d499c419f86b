"""The adapters of Linux and its free desktops, as `platforms` hands them out."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING, Final

from movebreak.core.wording import Wording
from movebreak.errors import UnavailableError
from movebreak.itself import itself
from movebreak.native import inotify, sessions
from movebreak.native import linux as clocks
from movebreak.ports import Autostart, Clock, Notifier, Post
from movebreak.senses import linux
from movebreak.senses.quiet.sense import Sources
from movebreak.store.folders import Folders
from movebreak.store.settings_watch import SettingsWatch
from movebreak.surfaces.desktop_session import DesktopSession
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.linux_tray import LinuxTray, Session
from movebreak.surfaces.menu import Command
from movebreak.surfaces.notify.bubbles import Outlets
from movebreak.surfaces.notify.chain import Choice
from movebreak.surfaces.tray import Act, PystrayTray

if TYPE_CHECKING:
    from movebreak.autostart.free_desktop import FreeDesktop

assert sys.platform == "linux"

BOOT_ID: Final = clocks.boot_id()
OPENER: Sequence[str] = ("xdg-open",)


def sources() -> Sources:
    """Return what tells of input, of a lock, and of reasons for quiet."""
    desktop = linux.Desktop(os.environ, os.getuid(), clocks.awake)
    return (
        linux.idle_sources(desktop),
        linux.lock_sources(desktop),
        linux.quiet_senses(desktop),
    )


def has_desktop() -> bool:
    """Say whether notifications can reach a desktop: by a session bus."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(runtime) and os.path.exists(os.path.join(runtime, "bus"))  # noqa: PTH110, PTH118


def has_screen() -> bool:
    """Say whether a window could be seen here."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def desktop_session() -> DesktopSession:
    """Return what knows whether the desktop of this session is still there."""
    return DesktopSession(_display_answers, _bus_answers)


def _display_answers() -> bool:
    x11, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    # Wayland first: to knock at its X11 display is to have an X server started.
    if wayland and sessions.wayland_answers(wayland, runtime):
        return True
    return sessions.x11_answers(x11) if x11 else False


def _bus_answers() -> bool:
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not address and has_desktop():
        address = f"unix:path={os.path.join(runtime, 'bus')}"  # noqa: PTH118
    return bool(address) and sessions.bus_answers(address)


def popups(post: Post, outlets: Outlets) -> list[Choice]:
    """Return the ways to notify, best first."""

    def make() -> AbstractContextManager[Notifier]:
        from movebreak.surfaces import pictures  # noqa: PLC0415
        from movebreak.surfaces.notify import freedesktop  # noqa: PLC0415
        from movebreak.surfaces.notify.freedesktop_server import Look  # noqa: PLC0415

        drawn = pictures.Pictures(outlets.pictures, pictures.drawn_by(pictures.PROGRAM))
        icon = (icons_folder() / "movebreak-64.png").as_uri()
        look = Look(icon=icon, picture=drawn.find)
        return freedesktop.FreedesktopNotifier(post, freedesktop.Options(look))

    return [Choice("freedesktop", make)]


def plain(clock: Clock) -> Choice:
    """Return the way to notify when no better one is left."""

    def make() -> AbstractContextManager[Notifier]:
        # Only when it is needed: it brings child processes along.
        from movebreak.surfaces.notify import plain  # noqa: PLC0415

        icon = str(icons_folder() / "movebreak-64.png")
        options = plain.Options(icon=icon, program="notify-send")
        return plain.PlainNotifier(clock, options)

    return Choice("plyer", make)


def tray(
    words: Wording, act: Act, session: DesktopSession, _: Outlets
) -> LinuxTray | PystrayTray:
    """Return the tray. Raises UnavailableError where there can be none."""
    # pystray costs memory when imported: only when it is used.
    from movebreak.surfaces import pystray_backends as backends  # noqa: PLC0415

    icons = Icons(icons_folder())

    def old() -> PystrayTray:
        # A Wayland desktop would start an X server, and then has no tray for it.
        if os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
            raise UnavailableError("this session has no X11 screen and no session bus")
        return PystrayTray(backends.X11Tray(icons, act), words, act)

    # pystray's own way to choose a backend is obeyed.
    if os.environ.get("PYSTRAY_BACKEND") == "xorg":
        return old()
    try:
        backend = backends.StatusNotifierTray(icons, act, session.over_without_bus)
        modern = PystrayTray(backend, words, act)
    except UnavailableError:
        return old()
    view = Session(
        display_gone=session.display_gone,
        end=lambda: act(Command.QUIT),
        why_unseen=lambda: _why_unseen(backend.why_unseen()),
    )
    shown = LinuxTray(modern, old, view)
    backend.changed = shown.changed
    return shown


def _why_unseen(why: str) -> str:
    """Name the desktop, for whoever reads a report of somebody else."""
    named = (
        os.environ.get(f"XDG_{each}") for each in ("CURRENT_DESKTOP", "SESSION_TYPE")
    )
    desktop = ", ".join(filter(None, named))
    return f"{why} (this is {desktop})" if why and desktop else why


def settings_watch(
    stack: ExitStack, files: Folders, changed: Callable[[], None]
) -> None:
    """Have saved settings and drills seen at once; `stack` ends it."""
    stack.enter_context(SettingsWatch(inotify, files.settings, files.drills, changed))


def autostart(*, by_systemd: bool) -> Autostart | None:
    """Return what starts movebreak at login; None in a sandbox."""
    desktop = _free_desktop()
    return desktop.autostart(by_systemd=by_systemd) if desktop else None


def menu_entry() -> Autostart | None:
    """Return the place among the applications; None in a sandbox."""
    desktop = _free_desktop()
    return desktop.entry() if desktop else None


def _free_desktop() -> "FreeDesktop | None":
    # What is written in a sandbox, no desktop reads.
    if os.path.exists("/.flatpak-info"):  # noqa: PTH110
        return None
    # Only commands and a page ask for it.
    from movebreak.autostart.free_desktop import FreeDesktop  # noqa: PLC0415

    return FreeDesktop(os.environ, itself("run"), icons_folder())
