"""The tray of a Linux desktop: the modern one, and the old one while there is none."""

import logging
from collections.abc import Callable
from threading import Event as Flag
from threading import Thread
from typing import Final, NamedTuple, Protocol

from movebreak.errors import UnavailableError
from movebreak.ports import Look, Report

log = logging.getLogger(__name__)

# Seconds between looks, once there is no tray: one that only starts anew is back
# within them, and in a session that ends the display goes, too.
WAITS: Final = (1.0, 2.0, 7.0)
GRACE: Final = 2.0  # seconds that an old tray may take to go away

NO_BUS: Final = "the session bus cannot be reached; the icon comes back with it"
NO_TRAY: Final = (
    "this desktop shows no tray icons; on GNOME the AppIndicator extension does; "
    "the icon appears by itself as soon as there is a tray"
)
NO_PANEL: Final = (
    "no panel shows tray icons now; add a tray to yours, and the icon appears by itself"
)


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


class Registry(Protocol):
    """The registry of tray icons, as far as one can tell from outside."""

    @property
    def address(self) -> str:
        """The address of the session bus, "" when it cannot be reached."""

    @property
    def owner(self) -> str:
        """Who keeps the registry, "" when nobody does."""

    @property
    def has_host(self) -> bool:
        """Whether some program says that it shows icons."""


def why_unseen(registry: Registry) -> str:
    """Say why no icon is seen, and what helps; "" when one should be seen."""
    if not registry.address:
        return NO_BUS
    if not registry.owner:
        return NO_TRAY
    return "" if registry.has_host else NO_PANEL


class Session(NamedTuple):
    """What the tray must know of its desktop."""

    display_gone: Callable[[], bool]
    """Look, and say whether the display that was there is gone for good."""
    end: Callable[[], None]
    """Ask the program to end, as its session is over."""
    why_unseen: Callable[[], str]
    """Say why no icon is seen, and what helps; "" when one should be seen."""


class LinuxTray:
    """Keeps the modern icon waiting, and shows the old one until a tray takes it in."""

    patience = 5.0
    """How many seconds an old tray may hold up the end of the program."""

    def __init__(
        self,
        modern: Shown,
        old: Callable[[], Shown],
        session: Session,
        waits: tuple[float, ...] = WAITS,
    ) -> None:
        self._modern = modern
        self._make_old: Callable[[], Shown] | None = old
        self._session = session
        self._waits = waits
        self._old: Shown | None = None
        self._runner: Thread | None = None
        self._look: Look | None = None
        self._changed = Flag()
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
        chooser = Thread(target=self._keep, name="tray choice", daemon=True)
        chooser.start()
        self._modern.run()
        self._ended.set()
        self._changed.set()
        chooser.join(self.patience)

    def refresh(self) -> None:
        """Redraw the icon, and see whether there still is a display to show it on."""
        # A session bus often outlives the session, so nobody may have told.
        if self._ends_with_display():
            return
        self._modern.refresh()
        old = self._old
        if old is not None:
            old.refresh()

    def changed(self) -> None:
        """Take note that a tray took the modern icon in, or went; from any thread."""
        self._changed.set()

    def stop(self) -> None:
        """Make `run` return; may be called from any thread, and before `run`."""
        self._ended.set()
        self._modern.stop()

    def report(self) -> Report:
        """Say where the icon is seen, or why it is not and what helps."""
        old = self._old
        if not self._modern.shown and old is not None and old.shown:
            says = "icon shown in an old tray, which has no menu: a click tells how"
            return Report("tray", well=True, says=says)
        why = self._session.why_unseen()
        return Report("tray", well=False, says=why) if why else self._modern.report()

    def _keep(self) -> None:
        """Choose at the start and whenever a tray came or went; sleep in between."""
        while True:
            # In this order: the end sets both, this one last.
            self._changed.clear()
            if self._ended.is_set():
                break
            if self._settled():
                self._choose()
            self._changed.wait()
        self._drop_old()

    def _settled(self) -> bool:
        """Wait for a tray; say whether the icon is to be shown at all."""
        for wait in self._waits:
            if self._modern.shown:
                break
            if self._ended.wait(wait) or self._ends_with_display():
                return False
        return True

    def _choose(self) -> None:
        if self._modern.shown:
            self._drop_old()
        elif self._old is None and self._make_old is not None:
            self._show_old(self._make_old)

    def _show_old(self, make: Callable[[], Shown]) -> None:
        try:
            old = make()
        except UnavailableError:
            log.debug("there is no old tray either", exc_info=True)
            # What is not there now is looked for no more: it costs memory.
            self._make_old = None
            return
        if self._look is not None:
            old.watch(self._look)
        self._old = old
        self._runner = Thread(target=old.run, name="old tray", daemon=True)
        self._runner.start()

    def _drop_old(self) -> None:
        old, self._old = self._old, None
        if old is not None and self._runner is not None:
            old.stop()
            self._runner.join(GRACE)

    def _ends_with_display(self) -> bool:
        if self._ended.is_set() or not self._session.display_gone():
            return False
        log.warning("the display is gone; movebreak ends")
        self._session.end()
        return True
