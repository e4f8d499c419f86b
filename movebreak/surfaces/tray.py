"""The tray icon: pystray where the system has a tray, and a stand-in where not."""

import logging
from collections.abc import Callable, Iterator
from threading import Event as Flag
from threading import Lock, Thread
from typing import Any, Protocol

from movebreak.core.events import Event
from movebreak.core.wording import Wording
from movebreak.frozen import dataclass
from movebreak.ports import Look, Report
from movebreak.surfaces.icon import face
from movebreak.surfaces.menu import (
    SEPARATOR,
    Command,
    Entry,
    is_due,
    menu,
    tooltip,
)
from movebreak.surfaces.notify.texts import cut

log = logging.getLogger(__name__)

Act = Callable[[Event | Command], None]

# In UTF-16 units, as Windows counts; its field has 128, and a full one has no end.
LONGEST_TOOLTIP = 127
GRACE = 2.0  # seconds that a tray may take to go away


@dataclass(frozen=True, slots=True)
class Dress:
    """What the icon shows now; `entries` makes the menu for the moment it is called.

    It has so many `lines` now: some panels open it in the size they read last.
    """

    face: str
    title: str
    due: bool
    entries: Callable[[], tuple[Entry, ...]]
    lines: int


class Backend(Protocol):
    """What differs between the systems' trays."""

    main_loop: bool
    """Whether the icon has to run in the main thread."""
    instant: bool
    """Whether `put_on` returns at once, so that any thread may call it."""

    def icon(self) -> Any:  # noqa: ANN401 - pystray has no types
        """Make a pystray icon. Raises UnavailableError when there is no tray."""

    def put_on(self, icon: Any, dress: Dress) -> None:  # noqa: ANN401
        """Show this face, tooltip and menu."""

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

    Drawing may wait for the tray's own thread, which may hang or be gone; then it is
    done by a painter, and neither the engine nor the end of the program waits for it.
    Where it is instant, it is done at once: one thread less has to wake up.
    """

    def __init__(self, backend: Backend, words: Wording, act: Act) -> None:
        self._backend = backend
        self._words = words
        self._act = act
        self._look: Look | None = None
        self._icon = backend.icon()
        self._alive = False
        self._stopping = Flag()
        self._drawn: tuple[str, str, int] = ("", "", 0)
        self._wanted = Flag()
        self._ended = Flag()
        self._drawing = Lock()

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
        if not self._backend.instant:
            painter.start()
        if self._backend.main_loop:
            self._show()
        else:
            Thread(target=self._keep, name="tray", daemon=True).start()
        # An icon that ended by itself is no reason to end the reminders.
        self._ended.wait()
        self._stopping.set()
        self._wanted.set()
        if painter.is_alive():
            painter.join(GRACE)

    def refresh(self) -> None:
        """Redraw the icon from a fresh overview; may be called from any thread."""
        if self._backend.instant:
            self._draw()
        else:
            self._wanted.set()

    def stop(self) -> None:
        """Make `run` return; may be called from any thread, and before `run`."""
        self._stopping.set()
        ender = Thread(target=self._end, name="tray end", daemon=True)
        ender.start()
        ender.join(GRACE)
        self._ended.set()

    @property
    def shown(self) -> bool:
        """Say whether a tray has taken the icon in."""
        return self._alive and self._backend.shown(self._icon)

    def report(self) -> Report:
        """Say whether a tray has taken the icon in."""
        if self.shown:
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
            self._drawn = ("", "", 0)
            # A new icon is drawn with the next change, so that none is made in haste.
            self._wanted.clear()
            self._wanted.wait()

    def _show(self) -> None:
        if self._stopping.is_set():
            return
        try:
            self._prepare()
            self._icon.run(setup=self._appear)
        except Exception:
            log.exception("the tray icon ended")
        self._alive = False

    def _appear(self, icon: Any) -> None:  # noqa: ANN401
        try:
            icon.visible = True
            self._alive = True
            self.refresh()
        except Exception:
            log.exception("the tray icon could not be shown")
        if self._stopping.is_set():
            # The end came before there was an icon that could be ended.
            self._end()

    def _prepare(self) -> None:
        dress = self._dress()
        if dress is not None:
            self._backend.put_on(self._icon, dress)

    def _paint(self) -> None:
        while not self._stopping.is_set():
            self._wanted.wait()
            self._wanted.clear()
            self._draw()

    def _draw(self) -> None:
        if not self._alive or self._stopping.is_set():
            return
        try:
            with self._drawing:
                self._redraw()
        except Exception:
            log.exception("the tray icon could not be drawn")

    def _redraw(self) -> None:
        dress = self._dress()
        if dress is None:
            return
        drawn = (dress.face, dress.title, dress.lines)
        if drawn == self._drawn and self._backend.shown(self._icon):
            return
        self._drawn = drawn
        self._backend.put_on(self._icon, dress)

    def _dress(self) -> Dress | None:
        if self._look is None:
            return None
        overview = self._look()
        return Dress(
            face=face(overview.glance.status),
            title=cut(tooltip(overview, self._words), LONGEST_TOOLTIP),
            due=is_due(overview),
            entries=self._entries,
            lines=len(menu(overview, self._words)),
        )

    def _entries(self) -> tuple[Entry, ...]:
        return () if self._look is None else menu(self._look(), self._words)

    def _end(self) -> None:
        if not self._alive:
            return
        try:
            self._icon.stop()
        except Exception:
            log.exception("the tray icon could not be ended")


def pystray_items(pystray: Any, entries: tuple[Entry, ...], act: Act) -> Iterator[Any]:  # noqa: ANN401
    """Turn menu entries into pystray's items, each with a key that names what it does.

    The key keeps a click on a menu that was just redrawn from hitting another entry.
    """
    for entry in entries:
        if entry == SEPARATOR:
            yield pystray.Menu.SEPARATOR
            continue
        does: Any = _Action(act, entry.does)
        if entry.entries:
            does = pystray.Menu(*pystray_items(pystray, entry.entries, act))
        item = pystray.MenuItem(
            entry.label, does, default=entry.default, enabled=entry.enabled
        )
        item.key = (entry.label if entry.does else None, entry.does)
        yield item


@dataclass(frozen=True, slots=True)
class _Action:
    """What a click on an entry does.

    pystray takes an object as it is; a function it would look at with `inspect`,
    which takes a megabyte.
    """

    act: Act
    does: Event | Command | None

    def __call__(self, *_: object) -> None:
        if self.does is not None:
            self.act(self.does)
