"""The tray icon: pystray where the system has a tray, and a stand-in where not."""

import logging
from collections.abc import Callable, Iterator
from threading import Event as Flag
from threading import Thread
from typing import Any, Protocol

from movebreak.core.events import Event
from movebreak.core.status import Overview
from movebreak.core.wording import Wording
from movebreak.ports import Look, Report
from movebreak.surfaces.icon import Icons, face
from movebreak.surfaces.menu import SEPARATOR, Command, Entry, menu, tooltip

log = logging.getLogger(__name__)

Act = Callable[[Event | Command], None]

# Windows takes 127 UTF-16 units in a tooltip; an emoji in it takes two.
LONGEST_TOOLTIP = 120
ICON_SIZE = 64
GRACE = 2.0  # seconds that a tray may take to go away


class Backend(Protocol):
    """What differs between the systems' trays."""

    main_loop: bool
    """Whether the icon has to run in the main thread."""

    def icon(self) -> Any:  # noqa: ANN401 - pystray has no types
        """Make a pystray icon. Raises UnavailableError when there is no tray."""

    def lines(self, entries: tuple[Entry, ...], act: Act) -> Any:  # noqa: ANN401
        """Turn the menu into pystray's."""

    def shown(self, icon: Any) -> bool:  # noqa: ANN401
        """Say whether a tray has taken the icon in."""


class NoTray:
    """Stands where there is no tray: the main thread waits until it is told to stop."""

    def __init__(self, why: str) -> None:
        self._why = why
        self._ended = Flag()

    def run(self) -> None:
        """Wait until stopped."""
        self._ended.wait()

    def refresh(self) -> None:
        """Do nothing: there is nothing to see."""

    def stop(self) -> None:
        """Make `run` return."""
        self._ended.set()

    def report(self) -> Report:
        """Say why there is no icon."""
        return Report("tray", well=True, says=f"no icon: {self._why}")


class PystrayTray:
    """Shows the icon, and keeps it, its tooltip and its menu up to date.

    Drawing waits for the tray's own thread, which may hang or be gone; so it is done
    by a painter, and neither the engine nor the end of the program waits for it.
    """

    def __init__(
        self, backend: Backend, icons: Icons, words: Wording, act: Act
    ) -> None:
        self._backend = backend
        self._icons = icons
        self._words = words
        self._act = act
        self._look: Look | None = None
        self._icon = backend.icon()
        self._alive = False
        self._stopping = Flag()
        self._drawn: tuple[str, str] = ("", "")
        self._wanted = Flag()
        self._ended = Flag()

    @property
    def has_menu(self) -> bool:
        """Say whether this tray can open a menu."""
        return bool(getattr(self._icon, "HAS_MENU", False))

    def watch(self, look: Look) -> None:
        """Say where the overview comes from; must be called before `run`."""
        self._look = look

    def run(self) -> None:
        """Show the icon and return when stopped; runs in the main thread."""
        painter = Thread(target=self._paint, name="painter", daemon=True)
        painter.start()
        if self._backend.main_loop:
            self._show()
        else:
            Thread(target=self._keep, name="tray", daemon=True).start()
            self._ended.wait()
        self._stopping.set()
        self._wanted.set()
        painter.join(GRACE)

    def refresh(self) -> None:
        """Redraw the icon from a fresh overview; may be called from any thread."""
        self._wanted.set()

    def stop(self) -> None:
        """Make `run` return; may be called from any thread, and before `run`."""
        self._stopping.set()
        ender = Thread(target=self._end, name="tray end", daemon=True)
        ender.start()
        ender.join(GRACE)
        self._ended.set()

    def report(self) -> Report:
        """Say whether a tray has taken the icon in."""
        if self._alive and self._backend.shown(self._icon):
            return Report("tray", well=True, says="icon shown")
        return Report(
            "tray",
            well=False,
            says="no tray has taken the icon in; notifications and commands go on",
        )

    def _keep(self) -> None:
        """Show the icon anew when its window is lost, until the screen itself is."""
        while not self._stopping.is_set():
            self._show()
            if self._stopping.is_set():
                break
            try:
                self._icon = self._backend.icon()
            except Exception:
                log.warning("the screen is gone; movebreak ends", exc_info=True)
                self._act(Command.QUIT)
                return
            self._drawn = ("", "")
            # A new icon is drawn with the next change, so that none is made in haste.
            self._wanted.clear()
            self._wanted.wait()

    def _show(self) -> None:
        if self._stopping.is_set():
            return
        self._prepare()
        try:
            self._icon.run(setup=self._appear)
        except Exception:
            log.exception("the tray icon ended")
        self._alive = False

    def _appear(self, icon: Any) -> None:  # noqa: ANN401
        try:
            icon.visible = True
            self._alive = True
            self._wanted.set()
        except Exception:
            log.exception("the tray icon could not be shown")

    def _prepare(self) -> None:
        overview = self._overview()
        if overview is None:
            return
        name = face(overview.glance.status)
        self._icon.icon = self._icons.image(name, ICON_SIZE)
        self._icon.title = tooltip(overview, self._words)[:LONGEST_TOOLTIP]

    def _paint(self) -> None:
        while not self._stopping.is_set():
            self._wanted.wait()
            self._wanted.clear()
            if self._alive and not self._stopping.is_set():
                try:
                    self._draw()
                except Exception:
                    log.exception("the tray icon could not be drawn")

    def _draw(self) -> None:
        overview = self._overview()
        if overview is None:
            return
        name = face(overview.glance.status)
        title = tooltip(overview, self._words)[:LONGEST_TOOLTIP]
        if (name, title) == self._drawn and self._backend.shown(self._icon):
            return
        self._drawn = (name, title)
        self._icon.title = title
        self._icon.icon = self._icons.image(name, ICON_SIZE)
        entries = menu(overview, self._words)
        self._icon.menu = self._backend.lines(entries, self._act)

    def _overview(self) -> Overview | None:
        return None if self._look is None else self._look()

    def _end(self) -> None:
        if not self._alive:
            return
        try:
            self._icon.stop()
        except Exception:
            log.exception("the tray icon could not be ended")


def pystray_lines(pystray: Any, entries: tuple[Entry, ...], act: Act) -> Any:  # noqa: ANN401
    """Turn menu entries into pystray's menu."""

    def items() -> Iterator[Any]:
        for entry in entries:
            if entry == SEPARATOR:
                yield pystray.Menu.SEPARATOR
            elif entry.entries:
                below = pystray_lines(pystray, entry.entries, act)
                yield pystray.MenuItem(entry.label, below)
            else:
                yield pystray.MenuItem(
                    entry.label,
                    _action(entry, act),
                    default=entry.default,
                    enabled=entry.enabled,
                )

    return pystray.Menu(*items())


def _action(entry: Entry, act: Act) -> Callable[[], None]:
    def run() -> None:
        if entry.does is not None:
            act(entry.does)

    return run
