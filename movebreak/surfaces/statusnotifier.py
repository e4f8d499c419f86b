"""A pystray backend that speaks StatusNotifierItem, over D-Bus and in pure Python.

It shows icon, tooltip and menu on every Linux desktop with a modern tray, on X11 and
on Wayland, and needs no system package. It knows of nothing but pystray and jeepney,
so that any program may use it in place of `pystray.Icon`.
"""

import logging
import os
from collections import deque
from collections.abc import Callable
from threading import Thread, current_thread
from types import ModuleType
from typing import Any, Final

from movebreak.surfaces.sni.actions import Actions
from movebreak.surfaces.sni.calls import Objects
from movebreak.surfaces.sni.dbusmenu import DBusMenu, tell
from movebreak.surfaces.sni.item import ITEM_PATH, MENU_PATH, Item
from movebreak.surfaces.sni.link import Link
from movebreak.surfaces.sni.menu import Model, Reading, read_menu
from movebreak.surfaces.sni.probe import Watcher, available, watcher

__all__ = ["Icon", "Menu", "MenuItem", "Watcher", "available", "watcher"]

log = logging.getLogger(__name__)

_CHOICE: Final = "PYSTRAY_BACKEND"


def _pystray() -> ModuleType:
    """Import pystray without letting it look for a backend: that opens X or GTK."""
    before = os.environ.get(_CHOICE)
    os.environ[_CHOICE] = "dummy"
    try:
        from pystray import _base  # noqa: PLC0415
    finally:
        if before is None:
            del os.environ[_CHOICE]
        else:
            os.environ[_CHOICE] = before
    found: ModuleType = _base
    return found


_base: Any = _pystray()
Menu: Any = _base.Menu
MenuItem: Any = _base.MenuItem


class Icon(_base.Icon):  # type: ignore[misc]
    """A tray icon for pystray.

    Beyond what pystray says: `icon` may also be ARGB bytes by their size in pixels, or
    a function that makes either when a host asks for the picture, and `menu` a
    function that makes the items anew whenever the menu opens. An item
    with a `key` is the same entry as long as kind and key are, whatever its label.
    Once stopped, an icon stays so.
    """

    HAS_NOTIFICATION = False

    RETRY_AFTER: tuple[float, ...] = (1, 5, 30, 300)
    """After how many seconds a lost bus is tried again; the last of them repeats."""

    STOP_TIMEOUT = 2.0
    """How many seconds `stop` waits for the thread of `run_detached`."""

    def __init__(
        self,
        name: str,
        icon: Any = None,  # noqa: ANN401
        title: str | None = None,
        menu: Any = None,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(name, icon, title, _as_menu(menu), **kwargs)
        self._clicks: deque[Callable[[], object]] = deque()
        self._actions = Actions()
        self._detached: Thread | None = None
        self._link = Link(self._answer, self._act)
        self._link.retry_after = self.RETRY_AFTER
        emit = self._link.emit
        self._item = Item(name, emit, self._activate)
        self.on_open: Callable[[], object] | None = None
        """Called when a person opens the menu, in the thread of `run`."""
        self._model = Model(lambda layout, change: tell(emit, layout, change))
        menu_calls = DBusMenu(self._model, self._opened, self._click)
        self._objects = Objects(
            {ITEM_PATH: self._item.interface(), MENU_PATH: menu_calls.interface()}
        )

    @property
    def menu(self) -> Any:  # noqa: ANN401
        """The menu; None for none."""
        return self._menu

    @menu.setter
    def menu(self, value: Any) -> None:  # noqa: ANN401
        self._menu = _as_menu(value)
        self.update_menu()

    @property
    def attention(self) -> bool:
        """Whether the icon asks the person to look at it."""
        return self._item.attention

    @attention.setter
    def attention(self, value: bool) -> None:
        self._item.show_attention(bool(value))

    @property
    def on_lost(self) -> Callable[[], bool] | None:
        """Asked, when the bus is lost, before each new try whether the session is over.

        After a true answer `run` returns. Called in the thread of `run`.
        """
        return self._link.on_lost

    @on_lost.setter
    def on_lost(self, value: Callable[[], bool] | None) -> None:
        self._link.on_lost = value

    @property
    def on_change(self) -> Callable[[], object] | None:
        """Called, in the thread of `run`, when `registered` has changed."""
        return self._link.on_change

    @on_change.setter
    def on_change(self, value: Callable[[], object] | None) -> None:
        self._link.on_change = value

    @property
    def registered(self) -> bool:
        """Whether a tray has taken the icon in."""
        return self._link.registered

    @property
    def bus_name(self) -> str:
        """The icon's unique name on the bus, "" when it is not there."""
        return self._link.name

    def run(self, setup: Callable[["Icon"], object] | None = None) -> None:
        """Show the icon, and return when stopped."""
        if not self._link.stopping:
            super().run(setup)

    def run_detached(self, setup: Callable[["Icon"], object] | None = None) -> None:
        """Show the icon from a thread of its own."""
        if not self._link.stopping:
            super().run_detached(setup)

    def stop(self) -> None:
        """Make `run` return; works before it, in any thread and in signal handlers."""
        self._stop()
        thread = self._detached
        if thread is not None and not self._is_own_thread():
            thread.join(self.STOP_TIMEOUT)

    def _stop(self) -> None:
        self._actions.stop()
        self._link.stop()

    def _is_own_thread(self) -> bool:
        own = (self._detached, self._setup_thread)
        return current_thread() in own or self._actions.is_current()

    def _run(self) -> None:
        try:
            self._start()
            self._link.serve()
        finally:
            self._stop()
            self._running = False
            self._setup_thread.join(self.SETUP_THREAD_TIMEOUT)

    def _start(self) -> None:
        try:
            self._mark_ready()
        except Exception:
            log.exception("the tray's menu could not be made")

    def _run_detached(self) -> None:
        # A daemon, as the threads of other backends: the program's end is its end.
        self._detached = Thread(target=self._run, name="tray icon", daemon=True)
        self._detached.start()

    def _show(self) -> None:
        # A title that was set in hiding has not been told yet.
        self._update_title()
        self._link.show()

    def _hide(self) -> None:
        self._link.hide()

    def _update_icon(self) -> None:
        self._item.show_picture(self._icon)
        self._icon_valid = True

    def _update_title(self) -> None:
        self._item.show_title(self._title)

    def _update_menu(self) -> None:
        self._read()

    def _read(self) -> frozenset[int]:
        moved = self._model.update(self._reading)
        self._item.show_only_menu(self._model.layout.default is None)
        return moved

    def _reading(self) -> Reading:
        return read_menu(self._menu)

    def _opened(self) -> frozenset[int]:
        try:
            if self.on_open is not None:
                self.on_open()
            return self._read()
        except Exception:
            log.exception("the tray's menu could not be made; it stays as it was")
            return frozenset()

    def _answer(self, call: Any) -> Any:  # noqa: ANN401
        return self._objects.answer(call)

    def _activate(self) -> bool:
        default = self._model.layout.default
        if default is None:
            return False
        self._click(default)
        return True

    def _click(self, item: Any) -> None:  # noqa: ANN401
        self._clicks.append(self._handler(item))

    def _act(self) -> None:
        """Run what was clicked, now that the host has its answer."""
        while self._clicks:
            self._actions.put(self._clicks.popleft())


def _as_menu(menu: Any) -> Any:  # noqa: ANN401
    """Make a menu of what pystray takes as one, or of a function that makes items."""
    if menu is None or isinstance(menu, Menu):
        return menu
    return Menu(menu) if callable(menu) else Menu(*menu)
