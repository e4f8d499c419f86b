"""The senses of a Linux desktop, put together: best sources first.

Each source is imported when it is tried, so that a desktop pays for none that it
does not have.
"""

import os
from collections.abc import Callable, Mapping
from datetime import timedelta

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.senses.quiet.full_screen import FullScreen
from movebreak.senses.quiet.sense import Sense
from movebreak.senses.sources import IdleSource, Make, MakeIdle, Source


@dataclass(frozen=True, slots=True)
class Desktop:
    """Whose senses: the session's variables, its user, and the awake clock."""

    env: Mapping[str, str]
    uid: int
    awake: Callable[[], timedelta]

    @property
    def wayland(self) -> tuple[str, str]:
        """Return $WAYLAND_DISPLAY and the folder it is in; empty without one."""
        return self._of("WAYLAND_DISPLAY"), self._of("XDG_RUNTIME_DIR")

    @property
    def x11(self) -> tuple[str, str]:
        """Return $DISPLAY and the file of cookies."""
        home = os.path.join(self._of("HOME"), ".Xauthority")  # noqa: PTH118 - never kept
        return self._of("DISPLAY"), self._of("XAUTHORITY") or home

    def _of(self, name: str) -> str:
        return self.env.get(name, "")


def idle_sources(desktop: Desktop) -> list[MakeIdle]:
    """Return what tells of idle time, best first.

    The input of X11 comes last: on Wayland it is only what old programs get.
    """

    def mutter() -> IdleSource:
        from movebreak.senses.busses import session_line  # noqa: PLC0415
        from movebreak.senses.idle.mutter import MutterIdle  # noqa: PLC0415

        return MutterIdle(session_line(), desktop.awake)

    def wayland() -> IdleSource:
        if not desktop.wayland[0]:
            raise UnavailableError("this is not a Wayland session")
        from movebreak.senses.idle.wayland import WaylandIdle  # noqa: PLC0415

        return WaylandIdle(*desktop.wayland)

    def x11() -> IdleSource:
        if desktop.wayland[0]:
            raise UnavailableError("this is a Wayland session")
        from movebreak.senses.idle.x11 import Where, X11Idle  # noqa: PLC0415

        return X11Idle(Where(*desktop.x11, desktop.wayland[0]), desktop.awake)

    return [mutter, wayland, x11]


def lock_sources(desktop: Desktop) -> list[Make]:
    """Return what tells of lock, sleep and a switched session."""

    def logind() -> Source:
        from movebreak.senses.busses import system_line  # noqa: PLC0415
        from movebreak.senses.locks.logind import LogindLocks, Whose  # noqa: PLC0415

        session = desktop.env.get("XDG_SESSION_ID", "")
        return LogindLocks(system_line(), Whose(session, os.getpid(), desktop.uid))

    def screensaver() -> Source:
        from movebreak.senses.busses import session_line  # noqa: PLC0415
        from movebreak.senses.locks.screensaver import (  # noqa: PLC0415
            ScreenSaverLocks,
        )

        return ScreenSaverLocks(session_line())

    return [logind, screensaver]


def quiet_senses(desktop: Desktop) -> list[Sense]:
    """Return what tells when not to speak; nothing is asked yet."""
    from movebreak.native import dbus  # noqa: PLC0415
    from movebreak.senses.quiet.linux import Session, senses  # noqa: PLC0415

    session = Session(desktop.env, dbus.session_address, desktop.uid)
    return [*senses(session), _full_screen(desktop)]


def _full_screen(desktop: Desktop) -> FullScreen:
    def x11() -> str | None:
        from movebreak.senses.quiet.full_screen_x11 import full_screen  # noqa: PLC0415

        return full_screen(*desktop.x11)

    def wayland() -> str | None:
        from movebreak.senses.quiet.full_screen_wayland import (  # noqa: PLC0415
            full_screen,
        )

        return full_screen(*desktop.wayland)

    if desktop.wayland[0]:
        return FullScreen(wayland, "Wayland")
    return FullScreen(x11, "X11")
