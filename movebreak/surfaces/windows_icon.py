"""pystray's icon for Windows, mended: its menu, its clicks, its end, and a log-off.

All that steps around pystray 0.19.5 is here, since it touches what is private there.
"""

from collections.abc import Callable, Iterable
from threading import Event as Flag
from threading import RLock
from typing import Any, Final, Protocol

from pystray import _win32

from movebreak.frozen import dataclass

Menu: Any = _win32._base.Menu  # noqa: SLF001 - `pystray` itself may be another backend
MenuItem: Any = _win32._base.MenuItem  # noqa: SLF001

_win32_calls: Any = _win32.win32

CANCEL_MODE: Final = 0x001F
QUERY_END_SESSION: Final = 0x0011
END_SESSION: Final = 0x0016
TIMER: Final = 0x0113
DOUBLE_CLICK: Final = 0x0203
BUBBLE_CLICKED: Final = 0x0405
# Messages of our own; pystray takes 0x40A and 0x40B.
LOST: Final = 0x0414
BUBBLE: Final = 0x0415

# Seconds until the icon of a tray that was not ready is tried again; that a menu may
# take to close; and that are left to save when the session ends.
AGAIN: Final = 5.0
CLOSING: Final = 1.0
LAST_SECONDS: Final = 3.0

_IN_BUBBLE_THE_ICON: Final = 0x0004  # NIIF_USER
_BUBBLE: Final = _win32_calls.NIF_INFO
_LOOKS: Final = _win32_calls.NIF_MESSAGE | _win32_calls.NIF_ICON | _win32_calls.NIF_TIP


class Calls(Protocol):
    """What of Windows is needed that pystray does not have."""

    def small_icon_side(self) -> int:
        """Return how many pixels wide an icon in the tray is."""

    def icon(self, pixels: bytes, side: int) -> int:
        """Return the handle of an icon."""

    def post(self, window: int, message: int) -> None:
        """Have the window get this message."""

    def start_timer(self, window: int, seconds: float) -> None:
        """Have the window get a message from time to time."""

    def stop_timer(self, window: int) -> None:
        """Have no more of them."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Whom the icon asks and tells; all are called on its own thread."""

    items: Callable[[], Iterable[Any]]
    """Makes the menu's items for this moment."""
    opened: Callable[[], None]
    """The menu was opened."""
    bubble_clicked: Callable[[], bool]
    """The notification was clicked; says whether to open the menu for that."""
    leaving: Callable[[], None]
    """The session ends."""


class WindowsIcon(_win32.Icon):  # type: ignore[misc] # pystray has no types
    """Shows the menu as it is when it opens, and lets the person log off.

    `icon` is a function that returns the picture for a size in pixels, BGRA from below.
    """

    _icon_handle: int | None

    taken_in = False
    """Whether the tray shows it."""
    refused = False
    """Whether the tray was asked, and would not."""

    def __init__(self, name: str, hooks: Hooks, calls: Calls) -> None:
        super().__init__(name, title=name, menu=Menu(hooks.items))
        self._hooks = hooks
        self._calls = calls
        self._drawing = RLock()
        self._bubble: tuple[str, str] | None = None
        self._second_click = False
        self._menu_gone = Flag()
        self._menu_gone.set()
        self._told_to_end = Flag()
        self._menu_handle = None
        self._message_handlers |= {
            _win32_calls.WM_NOTIFY: self._on_click,
            QUERY_END_SESSION: lambda *_: True,
            END_SESSION: self._on_leaving,
            LOST: lambda *_: calls.start_timer(self._hwnd, AGAIN),
            TIMER: lambda *_: self._show(),
            BUBBLE: lambda *_: self._pop(),
        }

    def stop(self) -> None:
        """Make `run` return, also while the menu is open: its loop takes no end."""
        self._told_to_end.set()
        if not self._menu_gone.is_set():
            self._calls.post(self._menu_hwnd, CANCEL_MODE)
            self._menu_gone.wait(CLOSING)
        super().stop()

    def bubble(self, title: str, text: str) -> None:
        """Show a notification, now or when the tray has taken the icon in.

        In place of any earlier one; empty texts only take that down.
        """
        self._bubble = (title, text)
        if self._hwnd:
            self._calls.post(self._hwnd, BUBBLE)

    def _pop(self) -> None:
        bubble = self._bubble
        if bubble is None or not self.taken_in:
            return
        self._bubble = None
        title, text = bubble
        self._message(
            _win32_calls.NIM_MODIFY,
            _BUBBLE,
            szInfoTitle=title,
            szInfo=text,
            dwInfoFlags=_IN_BUBBLE_THE_ICON,
        )

    def _on_click(self, wparam: int, lparam: int) -> None:
        if lparam == DOUBLE_CLICK:
            # Its second half comes as another click.
            self._second_click = True
        elif lparam == _win32_calls.WM_LBUTTONUP:
            again, self._second_click = self._second_click, False
            if not again:
                self._left_click(wparam)
        elif lparam == _win32_calls.WM_RBUTTONUP or (
            lparam == BUBBLE_CLICKED and self._hooks.bubble_clicked()
        ):
            self._open_menu(wparam)

    def _left_click(self, wparam: int) -> None:
        if any(item.default for item in self.menu):
            self()
        else:
            self._open_menu(wparam)

    def _open_menu(self, wparam: int) -> None:
        self._hooks.opened()
        # Made anew only now: to change an open one is to break it.
        self._update_menu()
        self._menu_gone.clear()
        try:
            self._on_notify(wparam, _win32_calls.WM_RBUTTONUP)
        finally:
            self._menu_gone.set()

    def update_menu(self) -> None:
        """Do nothing: the menu is made as it opens."""

    def _on_leaving(self, wparam: int, _: int) -> None:
        if wparam:
            self._hooks.leaving()
            # Once this is answered, the system ends the program.
            self._told_to_end.wait(LAST_SECONDS)

    def _show(self) -> None:
        with self._drawing:
            self._assert_icon_handle()
            looks = {
                "uCallbackMessage": _win32_calls.WM_NOTIFY,
                "hIcon": self._icon_handle,
                "szTip": self.title,
            }
            # An icon that is there cannot be added; then it is brought up to date.
            self.taken_in = self._tell(
                _win32_calls.NIM_ADD, _LOOKS, looks
            ) or self._tell(_win32_calls.NIM_MODIFY, _LOOKS, looks)
        self.refused = not self.taken_in
        if self.taken_in:
            self._calls.stop_timer(self._hwnd)
            self._calls.post(self._hwnd, BUBBLE)
        else:
            # At log-in the tray may be slower than we are.
            self._calls.post(self._hwnd, LOST)

    def _update_icon(self) -> None:
        with self._drawing:
            super()._update_icon()

    def _message(self, code: int, flags: int, **looks: Any) -> None:  # noqa: ANN401
        well = self._tell(code, flags, looks)
        if not well and code == _win32_calls.NIM_MODIFY and self.taken_in:
            self.taken_in = False
            self._calls.post(self._hwnd, LOST)

    def _tell(self, code: int, flags: int, looks: dict[str, Any]) -> bool:
        """Say something to the tray, and return whether it took it."""
        data = _win32_calls.NOTIFYICONDATAW(hWnd=self._hwnd, uFlags=flags, **looks)
        data.cbSize = _win32.ctypes.sizeof(data)
        return bool(_win32_calls.Shell_NotifyIcon(code, data))

    def _assert_icon_handle(self) -> None:
        if not self._icon_handle:
            side = self._calls.small_icon_side()
            self._icon_handle = self._calls.icon(self.icon(side), side)
