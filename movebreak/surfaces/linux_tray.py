"""The tray of a Linux desktop: the modern one, and the old one while there is none."""

import logging
from collections.abc import Callable
from threading import Event as Flag
from threading import Lock, Thread
from typing import Protocol

from movebreak.errors import UnavailableError
from movebreak.ports import Look, Report

log = logging.getLogger(__name__)

# A panel may start this much later than we do.
PATIENCE = 10.0
GRACE = 2.0


class Shown(Protocol):
    """A tray that can tell whether its icon is seen."""

    @property
    def shown(self) -> bool:
        """Say whether a tray has taken the icon in."""

    @property
    def has_menu(self) -> bool:
        """Say whether this tray can open a menu."""

    def watch(self, look: Look) -> None:
        """Say where the overview comes from."""

    def run(self) -> None:
        """Show the icon and return when stopped."""

    def refresh(self) -> None:
        """Redraw the icon."""

    def stop(self) -> None:
        """Make `run` return."""

    def report(self) -> Report:
        """Say what this part found."""


class LinuxTray:
    """Keeps the modern icon waiting, and shows the old one until a tray takes it in."""

    def __init__(
        self, modern: Shown, old: Callable[[], Shown], patience: float = PATIENCE
    ) -> None:
        self._modern = modern
        self._make_old = old
        self._patience = patience
        self._old: Shown | None = None
        self._threads: list[Thread] = []
        self._look: Look | None = None
        self._waited = False
        self._lock = Lock()
        self._ended = Flag()

    @property
    def has_menu(self) -> bool:
        """Say whether this tray can open a menu."""
        return self._modern.has_menu

    def watch(self, look: Look) -> None:
        """Say where the overview comes from; must be called before `run`."""
        self._look = look
        self._modern.watch(look)

    def run(self) -> None:
        """Show an icon and return when stopped; runs in the main thread."""
        Thread(target=self._wait_and_choose, name="tray choice", daemon=True).start()
        self._modern.run()
        with self._lock:
            old, self._old = self._old, None
        if old is not None:
            old.stop()
        for thread in self._threads:
            thread.join(GRACE)

    def refresh(self) -> None:
        """Redraw the icon, and see whether a tray came or went."""
        self._modern.refresh()
        old = self._old
        if old is not None:
            old.refresh()
        if self._waited and (old is None) is not self._modern.shown:
            Thread(target=self._choose, name="tray choice", daemon=True).start()

    def stop(self) -> None:
        """Make `run` return; may be called from any thread, and before `run`."""
        self._ended.set()
        self._modern.stop()

    def report(self) -> Report:
        """Say which tray has taken the icon in."""
        old = self._old
        if old is not None and old.report().well and not self._modern.shown:
            says = "icon shown in an old tray, which has no menu: a click tells how"
            return Report("tray", well=True, says=says)
        return self._modern.report()

    def _wait_and_choose(self) -> None:
        if not self._ended.wait(self._patience):
            self._waited = True
            self._choose()

    def _choose(self) -> None:
        with self._lock:
            if self._ended.is_set():
                return
            if self._modern.shown:
                if self._old is not None:
                    self._old.stop()
                    self._old = None
            elif self._old is None:
                self._try_old()

    def _try_old(self) -> None:
        try:
            old = self._make_old()
        except UnavailableError:
            log.debug("there is no old tray either", exc_info=True)
            # What is not there now, is looked for no more: it costs memory.
            self._waited = False
            return
        if self._look is not None:
            old.watch(self._look)
        self._old = old
        thread = Thread(target=old.run, name="old tray", daemon=True)
        self._threads.append(thread)
        thread.start()
