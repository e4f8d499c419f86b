"""The only place that asks which system this is; hands out this system's adapters."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import NamedTuple

from movebreak.core.wording import Wording
from movebreak.errors import UnavailableError
from movebreak.itself import environment, itself
from movebreak.native import children
from movebreak.native.locale_clock import time_format
from movebreak.ports import Autostart, Clock, Notifier, Post, Report
from movebreak.senses.clock import SystemClock
from movebreak.senses.presence import PresenceSense
from movebreak.senses.quiet.sense import QuietSense
from movebreak.store.folders import Folders
from movebreak.surfaces.desktop_session import DesktopSession
from movebreak.surfaces.linux_tray import LinuxTray
from movebreak.surfaces.notify.bubbles import Outlets
from movebreak.surfaces.notify.chain import Choice, NotifierChain
from movebreak.surfaces.opener import FileOpener
from movebreak.surfaces.page_opener import PageOpener
from movebreak.surfaces.terminal import TerminalNotifier
from movebreak.surfaces.tray import Act, NoTray, PystrayTray

if sys.platform == "win32":
    from movebreak import platforms_windows as system
    from movebreak.native import win32 as clocks
elif sys.platform == "darwin":
    from movebreak import platforms_macos as system
    from movebreak.native import cocoa as clocks
else:
    from movebreak import platforms_linux as system
    from movebreak.native import linux as clocks

SystemsTray = LinuxTray | PystrayTray

# strftime codes that show twelve hours.
TWELVE_HOURS = ("%I", "%l", "%r", "%p")

# Seconds until the program of the pages has shown one, or said that it cannot.
PAGE_PATIENCE = 20.0


def clock() -> SystemClock:
    """Return this system's clocks."""
    return SystemClock(
        clocks.since_boot, clocks.awake, system.BOOT_ID, clocks.learn_zone
    )


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
    idle, locks, quiet = system.sources()
    presence = PresenceSense(clock, post, idle, locks)
    asked = QuietSense(post, quiet, clock, lambda: presence.attended)
    return Senses(stack.enter_context(presence), stack.enter_context(asked))


def has_desktop() -> bool:
    """Say whether notifications can reach a desktop."""
    return system.has_desktop()


def has_screen() -> bool:
    """Say whether a window could be seen here."""
    return system.has_screen()


def desktop_session() -> DesktopSession:
    """Return what knows whether the desktop of this session is still there."""
    return system.desktop_session()


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
            *system.popups(post, outlets),
            system.plain(clock),
            terminal,
        ]
    return stack.enter_context(NotifierChain(choices))


def tray(
    words: Wording, act: Act, session: DesktopSession, outlets: Outlets
) -> SystemsTray | NoTray:
    """Return the tray icon, or what stands for it and says why there is none."""
    try:
        return system.tray(words, act, session, outlets)
    except UnavailableError as error:
        return NoTray(error.message)


def settings_watch(
    stack: ExitStack, files: Folders, changed: Callable[[], None]
) -> None:
    """Have saved settings and drills seen at once, where the system can tell.

    `stack` ends it.
    """
    system.settings_watch(stack, files, changed)


def opener() -> FileOpener:
    """Return what opens a file in the desktop's editor."""
    return FileOpener(system.OPENER if has_screen() else ())


def pages(post: Post) -> PageOpener:
    """Return what shows pages in the browser."""
    command = itself("pages") if has_screen() else ()
    return PageOpener(post, command, _run_to_its_end)


def autostart(*, by_systemd: bool = False) -> Autostart | None:
    """Return what starts movebreak at login; None where nothing can be written."""
    return system.autostart(by_systemd=by_systemd)


def menu_entry() -> Autostart | None:
    """Return the place among the applications; None where there is none to take."""
    return system.menu_entry()


def _run_to_its_end(words: Sequence[str]) -> None:
    children.run(words, PAGE_PATIENCE, environment())
