"""The adapters of Windows, as `platforms` hands them out."""

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Final

from movebreak.autostart.windows import BUNDLED, PLAIN, RunKey, windowless
from movebreak.core.wording import Wording
from movebreak.errors import UnavailableError
from movebreak.itself import is_bundled, itself
from movebreak.native import win32 as clocks
from movebreak.native import win32_registry as registry
from movebreak.native import win32_session as session
from movebreak.native import win32_tray
from movebreak.ports import Autostart, Clock, Notifier, Post
from movebreak.senses import windows
from movebreak.senses.idle.polled import PolledIdle, PolledLock
from movebreak.senses.quiet.sense import Sense, Sources
from movebreak.store.folders import Folders
from movebreak.surfaces.desktop_session import DesktopSession
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.notify.bubbles import Outlets
from movebreak.surfaces.notify.chain import Choice
from movebreak.surfaces.tray import Act, PystrayTray

assert sys.platform == "win32"


# No run of the machine has a name there.
BOOT_ID: Final = ""
OPENER: Sequence[str] = ("notepad.exe",)


def sources() -> Sources:
    """Return what tells of input, of a lock, and of reasons for quiet."""
    idle = windows.Idle(session.last_input, session.ticks)
    state = session.notification_state
    lock = windows.Lock(session.session, state, session.has_input_desktop)
    quiet: list[Sense] = [
        windows.FullScreen(state, session.front_window),
        windows.QuietHours(state),
        windows.microphone(registry.uses, clocks.booted),
        windows.camera(registry.uses, clocks.booted),
    ]
    return (
        [lambda: PolledIdle("Windows", idle.read, clocks.awake)],
        [lambda: PolledLock("Windows", lock.read)],
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


def popups(post: Post, outlets: Outlets) -> list[Choice]:
    """Return the ways to notify, best first."""
    outlets.bubbles.post = post

    def bubble() -> AbstractContextManager[Notifier]:
        return nullcontext(outlets.bubbles)

    return [Choice("toasts", lambda: _toasts(post)), Choice("tray icon", bubble)]


def _toasts(post: Post) -> AbstractContextManager[Notifier]:
    from movebreak.surfaces.notify import centre, windows_centre  # noqa: PLC0415

    try:
        _register(windows_centre.PLACE, windows_centre.SHOWN_NAME)
    except OSError as error:
        raise UnavailableError(f"no name for toasts: {error.strerror}") from error
    return centre.CentreNotifier(post, windows_centre.toast_centre())


def _register(place: str, name: str) -> None:
    """Have toasts bear our name and icon."""
    icon = str(icons_folder() / "movebreak-64.png")
    for key, text in (("DisplayName", name), ("IconUri", icon)):
        if registry.read(place, key) != text:
            registry.write(place, key, text)


def plain(clock: Clock) -> Choice:
    """Return the way to notify when no better one is left."""

    def make() -> AbstractContextManager[Notifier]:
        from movebreak.surfaces.notify import plain  # noqa: PLC0415

        icon = str(icons_folder() / "movebreak.ico")
        return plain.PlainNotifier(clock, plain.Options(icon=icon))

    return Choice("plyer", make)


def tray(words: Wording, act: Act, _: DesktopSession, outlets: Outlets) -> PystrayTray:
    """Return the tray. Raises UnavailableError where there can be none."""
    try:
        from movebreak.surfaces.windows_tray import WindowsTray  # noqa: PLC0415
    except Exception as error:
        raise UnavailableError(f"no tray: {error}") from error
    win32_tray.see_scale()
    icons = Icons(icons_folder())
    return PystrayTray(WindowsTray(icons, act, win32_tray, outlets.bubbles), words, act)


def settings_watch(_: ExitStack, __: Folders, ___: Callable[[], None]) -> None:
    """Do nothing: what was saved is seen when something else happens."""


def autostart(*, by_systemd: bool) -> Autostart | None:  # noqa: ARG001 - Linux alone has it
    """Return what starts movebreak at login."""
    name = BUNDLED if is_bundled() else PLAIN
    return RunKey(registry, windowless(itself("run"), name))


def menu_entry() -> Autostart | None:
    """Return nothing: no list of applications is for a program to change."""
    return None
