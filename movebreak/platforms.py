"""The only place that asks which system this is; hands out this system's adapters."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from movebreak.core.wording import Wording
from movebreak.errors import UnavailableError
from movebreak.itself import environment, itself
from movebreak.native import children, sessions
from movebreak.native.locale_clock import time_format
from movebreak.ports import Autostart, Clock, Notifier, Post, Report
from movebreak.senses.clock import SystemClock
from movebreak.senses.presence import PresenceSense
from movebreak.senses.quiet.sense import QuietSense, Sense
from movebreak.senses.sources import Make, MakeIdle
from movebreak.store.folders import Folders
from movebreak.store.settings_watch import SettingsWatch
from movebreak.surfaces.desktop_session import DesktopSession
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.linux_tray import LinuxTray, Session
from movebreak.surfaces.menu import Command
from movebreak.surfaces.notify.bubbles import Bubbles
from movebreak.surfaces.notify.chain import Choice, NotifierChain
from movebreak.surfaces.opener import FileOpener
from movebreak.surfaces.page_opener import PageOpener
from movebreak.surfaces.terminal import TerminalNotifier
from movebreak.surfaces.tray import Act, Backend, NoTray, PystrayTray

if TYPE_CHECKING:
    from movebreak.autostart.free_desktop import FreeDesktop

SystemsTray = LinuxTray | PystrayTray

# strftime codes that show twelve hours.
TWELVE_HOURS = ("%I", "%l", "%r", "%p")

# Seconds until the program of the pages has shown one, or said that it cannot.
PAGE_PATIENCE = 20.0

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


class Senses(NamedTuple):
    """The senses of this system, both looking from now on."""

    presence: PresenceSense
    quiet: QuietSense

    def reports(self) -> list[Report]:
        """Say what each of them saw last, and why others cannot tell."""
        return [*self.presence.reports(), *self.quiet.reports()]


def senses(stack: ExitStack, clock: Clock, post: Post) -> Senses:
    """Return what sees presence and quiet; `stack` ends it."""
    idle, locks, quiet = _sources()
    presence = PresenceSense(clock, post, idle, locks)
    asked = QuietSense(post, quiet, clock, lambda: presence.attended)
    return Senses(stack.enter_context(presence), stack.enter_context(asked))


Sources = tuple[Sequence[MakeIdle], Sequence[Make], Sequence[Sense]]

if sys.platform == "win32":

    def _sources() -> Sources:
        from movebreak import platforms_windows  # noqa: PLC0415

        return platforms_windows.sources()

elif sys.platform == "darwin":

    def _sources() -> Sources:
        from movebreak.native import cocoa_devices as devices  # noqa: PLC0415
        from movebreak.native import cocoa_session as session  # noqa: PLC0415
        from movebreak.senses import macos  # noqa: PLC0415
        from movebreak.senses.idle.polled import PolledIdle, PolledLock  # noqa: PLC0415

        lock = macos.Lock(session.session)
        quiet: list[Sense] = [
            macos.FullScreen(session.windows, session.screens),
            macos.Microphone(devices),
            macos.Camera(devices.cameras, devices.camera_runs),
            macos.Focus(),
        ]
        return (
            [lambda: PolledIdle("macOS", session.idle, clocks.awake)],
            [lambda: PolledLock("macOS", lock.read)],
            quiet,
        )

else:

    def _sources() -> Sources:
        from movebreak.senses import linux  # noqa: PLC0415

        desktop = linux.Desktop(os.environ, os.getuid(), clocks.awake)
        return (
            linux.idle_sources(desktop),
            linux.lock_sources(desktop),
            linux.quiet_senses(desktop),
        )


def has_desktop() -> bool:
    """Say whether notifications can reach a desktop: on Linux, a session bus."""
    if not TERMINAL_HOST:
        return True
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(runtime) and os.path.exists(os.path.join(runtime, "bus"))  # noqa: PTH110, PTH118


def desktop_session() -> DesktopSession:
    """Return what knows whether the desktop of this session is still there."""
    if not TERMINAL_HOST:
        # There the desktop takes its programs along when it ends.
        return DesktopSession(lambda: True, lambda: True)
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


class Outlets(NamedTuple):
    """What notifications may be shown with: the folder for pictures, the tray icon."""

    pictures: Path
    bubbles: Bubbles


def notifier(stack: ExitStack, clock: Clock, post: Post, outlets: Outlets) -> Notifier:
    """Return the best way to put up notifications; `stack` ends it."""
    out = sys.stdout
    if out is None:
        # A program without a console; whatever is said there is lost anyway.
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        out = stack.enter_context(nowhere)
    terminal = Choice("terminal", lambda: nullcontext(TerminalNotifier(out)))
    choices = [terminal]
    if has_desktop():
        choices = [
            *_popups(post, outlets),
            Choice(PLAIN, lambda: _plain_notifier(clock)),
            terminal,
        ]
    return stack.enter_context(NotifierChain(choices))


if sys.platform == "linux":

    def _popups(post: Post, outlets: Outlets) -> list[Choice]:
        def make() -> AbstractContextManager[Notifier]:
            from movebreak.surfaces import pictures  # noqa: PLC0415
            from movebreak.surfaces.notify import freedesktop  # noqa: PLC0415
            from movebreak.surfaces.notify.freedesktop_server import (  # noqa: PLC0415
                Look,
            )

            drawn = pictures.Pictures(
                outlets.pictures, pictures.drawn_by(pictures.PROGRAM)
            )
            icon = (icons_folder() / "movebreak-64.png").as_uri()
            look = Look(icon=icon, picture=drawn.find)
            return freedesktop.FreedesktopNotifier(post, freedesktop.Options(look))

        return [Choice("freedesktop", make)]

elif sys.platform == "darwin":

    def _popups(post: Post, _: Outlets) -> list[Choice]:
        def make() -> AbstractContextManager[Notifier]:
            from movebreak.surfaces.notify import centre, macos_centre  # noqa: PLC0415

            return centre.CentreNotifier(post, macos_centre.signed_centre())

        return [Choice("notification centre", make)]

elif sys.platform == "win32":

    def _popups(post: Post, outlets: Outlets) -> list[Choice]:
        from movebreak import platforms_windows  # noqa: PLC0415

        return platforms_windows.popups(post, outlets.bubbles)

else:

    def _popups(_: Post, __: Outlets) -> list[Choice]:
        return []


if sys.platform == "darwin":
    PLAIN = "osascript"

    def _plain_notifier(clock: Clock) -> AbstractContextManager[Notifier]:
        from movebreak.surfaces.notify import osascript, plain  # noqa: PLC0415

        # plyer's way is gone from macOS.
        return plain.PlainNotifier(clock, calls=osascript.ScriptCalls(plain.PATIENCE))

else:
    PLAIN = "plyer"

    def _plain_notifier(clock: Clock) -> AbstractContextManager[Notifier]:
        # Only when it is needed: it brings child processes along.
        from movebreak.surfaces.notify import plain  # noqa: PLC0415

        name = "movebreak.ico" if os.name == "nt" else "movebreak-64.png"
        options = plain.Options(icon=str(icons_folder() / name), program=PROGRAM)
        return plain.PlainNotifier(clock, options)


def tray(
    words: Wording, act: Act, session: DesktopSession, bubbles: Bubbles
) -> SystemsTray | NoTray:
    """Return the tray icon, or what stands for it and says why there is none."""
    icons = Icons(icons_folder(), template=sys.platform == "darwin")
    try:
        if TERMINAL_HOST:
            return _linux_tray(icons, words, act, session)
        return PystrayTray(_backend(icons, act, bubbles), words, act)
    except UnavailableError as error:
        return NoTray(error.message)


# pystray costs memory when imported: only when it is used.
if sys.platform == "win32":

    def _backend(icons: Icons, act: Act, bubbles: Bubbles) -> Backend:
        from movebreak import platforms_windows  # noqa: PLC0415

        return platforms_windows.tray(icons, act, bubbles)

else:

    def _backend(icons: Icons, act: Act, _: Bubbles) -> Backend:
        from movebreak.surfaces import pystray_backends as backends  # noqa: PLC0415

        made = backends.MenuBarTray if icons.template else backends.SystemTray
        return made(icons, act)


def _linux_tray(
    icons: Icons, words: Wording, act: Act, session: DesktopSession
) -> SystemsTray:
    from movebreak.surfaces import pystray_backends as backends  # noqa: PLC0415

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
    """Have saved settings and drills seen at once, where the system can tell.

    `stack` ends it.
    """
    if sys.platform == "linux":
        from movebreak.native import inotify  # noqa: PLC0415

        stack.enter_context(
            SettingsWatch(inotify, files.settings, files.drills, changed)
        )


def opener() -> FileOpener:
    """Return what opens a file in the desktop's editor."""
    return FileOpener(OPENER if has_screen() else ())


def has_screen() -> bool:
    """Say whether a window could be seen here."""
    if not TERMINAL_HOST:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def pages(post: Post) -> PageOpener:
    """Return what shows pages in the browser."""
    command = itself("pages") if has_screen() else ()
    return PageOpener(post, command, _run_to_its_end)


def autostart(*, by_systemd: bool = False) -> Autostart | None:
    """Return what starts movebreak at login; None where that is not built yet."""
    if sys.platform == "darwin":
        from movebreak.autostart.macos import LaunchAgent  # noqa: PLC0415

        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", itself("run"))
    elif sys.platform == "win32":  # noqa: RET505 - so that each system's types are checked
        from movebreak import platforms_windows  # noqa: PLC0415

        return platforms_windows.autostart()
    else:
        desktop = _free_desktop()
        return desktop.autostart(by_systemd=by_systemd) if desktop else None


def menu_entry() -> Autostart | None:
    """Return the place among the applications; None where there is none to take."""
    desktop = _free_desktop()
    return desktop.entry() if desktop else None


def _free_desktop() -> "FreeDesktop | None":
    # What is written in a sandbox, no desktop reads.
    if not TERMINAL_HOST or os.path.exists("/.flatpak-info"):  # noqa: PTH110
        return None
    # Only commands and a page ask for it.
    from movebreak.autostart.free_desktop import FreeDesktop  # noqa: PLC0415

    return FreeDesktop(os.environ, itself("run"), icons_folder())


def _run_to_its_end(words: Sequence[str]) -> None:
    children.run(words, PAGE_PATIENCE, environment())
