"""The adapters of Windows, as `platforms` hands them out."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from movebreak.autostart.windows import RunKey
from movebreak.errors import UnavailableError
from movebreak.itself import is_bundled, itself
from movebreak.native import win32, win32_tray
from movebreak.native import win32_registry as registry
from movebreak.native import win32_session as session
from movebreak.ports import Notifier, Post
from movebreak.senses import windows
from movebreak.senses.idle.polled import PolledIdle, PolledLock
from movebreak.senses.quiet.sense import Sense
from movebreak.senses.sources import Make, MakeIdle
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.notify.bubbles import Bubbles
from movebreak.surfaces.notify.chain import Choice
from movebreak.surfaces.tray import Act
from movebreak.surfaces.windows_tray import WindowsTray

assert sys.platform == "win32"


def sources() -> tuple[Sequence[MakeIdle], Sequence[Make], Sequence[Sense]]:
    """Return what tells of input, of a lock, and of reasons for quiet."""
    idle = windows.Idle(session.last_input, session.ticks)
    state = session.notification_state
    lock = windows.Lock(session.session, state, session.has_input_desktop)
    quiet: list[Sense] = [
        windows.FullScreen(state, session.front_window),
        windows.QuietHours(state),
        windows.microphone(registry.uses, win32.booted),
        windows.camera(registry.uses, win32.booted),
    ]
    return (
        [lambda: PolledIdle("Windows", idle.read, win32.awake)],
        [lambda: PolledLock("Windows", lock.read)],
        quiet,
    )


def autostart() -> RunKey:
    """Return what starts movebreak at login."""
    program, *words = itself("run")
    # The same Python without a window for what it prints.
    silent = Path(program).with_name("pythonw.exe")
    found = program if is_bundled() or not silent.is_file() else str(silent)
    return RunKey(registry, (found, *words))


def popups(post: Post, bubbles: Bubbles) -> list[Choice]:
    """Return the ways to notify, best first."""
    bubbles.post = post

    def bubble() -> AbstractContextManager[Notifier]:
        return nullcontext(bubbles)

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


def tray(icons: Icons, act: Act, bubbles: Bubbles) -> WindowsTray:
    """Return the tray."""
    win32_tray.see_scale()
    return WindowsTray(icons, act, win32_tray, bubbles)
