"""The adapters of macOS, as `platforms` hands them out."""

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Final

from movebreak.autostart.macos import LaunchAgent
from movebreak.core.wording import Wording
from movebreak.itself import itself
from movebreak.native import cocoa as clocks
from movebreak.native import cocoa_devices as devices
from movebreak.native import cocoa_session as session
from movebreak.ports import Autostart, Clock, Notifier, Post
from movebreak.senses import macos
from movebreak.senses.idle.polled import PolledIdle, PolledLock
from movebreak.senses.quiet.sense import Sense, Sources
from movebreak.store.folders import Folders
from movebreak.surfaces.desktop_session import DesktopSession
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.notify.bubbles import Outlets
from movebreak.surfaces.notify.chain import Choice
from movebreak.surfaces.tray import Act, PystrayTray

assert sys.platform == "darwin"

BOOT_ID: Final = clocks.boot_id()
OPENER: Sequence[str] = ("open", "-t")


def sources() -> Sources:
    """Return what tells of input, of a lock, and of reasons for quiet."""
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


def has_desktop() -> bool:
    """Say whether notifications can reach a desktop: there is always one."""
    return True


def has_screen() -> bool:
    """Say whether a window could be seen here: there is always one."""
    return True


def desktop_session() -> DesktopSession:
    """Return what knows of the desktop; it takes its programs along when it ends."""
    return DesktopSession(lambda: True, lambda: True)


def popups(post: Post, _: Outlets) -> list[Choice]:
    """Return the ways to notify, best first."""

    def make() -> AbstractContextManager[Notifier]:
        from movebreak.surfaces.notify import centre, macos_centre  # noqa: PLC0415

        return centre.CentreNotifier(post, macos_centre.signed_centre())

    return [Choice("notification centre", make)]


def plain(clock: Clock) -> Choice:
    """Return the way to notify when no better one is left: plyer's is gone there."""

    def make() -> AbstractContextManager[Notifier]:
        from movebreak.surfaces.notify import osascript, plain  # noqa: PLC0415

        return plain.PlainNotifier(clock, calls=osascript.ScriptCalls(plain.PATIENCE))

    return Choice("osascript", make)


def tray(words: Wording, act: Act, _: DesktopSession, __: Outlets) -> PystrayTray:
    """Return the tray. Raises UnavailableError where there can be none."""
    # pystray costs memory when imported: only when it is used.
    from movebreak.surfaces.pystray_backends import MenuBarTray  # noqa: PLC0415

    icons = Icons(icons_folder(), template=True)
    return PystrayTray(MenuBarTray(icons, act), words, act)


def settings_watch(_: ExitStack, __: Folders, ___: Callable[[], None]) -> None:
    """Do nothing: what was saved is seen when something else happens."""


def autostart(*, by_systemd: bool) -> Autostart | None:  # noqa: ARG001 - Linux alone has it
    """Return what starts movebreak at login."""
    return LaunchAgent(Path.home() / "Library" / "LaunchAgents", itself("run"))


def menu_entry() -> Autostart | None:
    """Return nothing: no list of applications is for a program to change."""
    return None
