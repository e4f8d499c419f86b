"""The tray of Windows: what our icon shows there, and what a click on it does."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any, Final

from movebreak.core.events import PersonSeen
from movebreak.surfaces.icon import SIZES, Icons
from movebreak.surfaces.menu import Command, Entry
from movebreak.surfaces.notify.bubbles import Bubbles
from movebreak.surfaces.tray import Act, Dress, pystray_items
from movebreak.surfaces.windows_icon import Calls, Hooks, Menu, MenuItem, WindowsIcon

NAME: Final = "movebreak"

_PYSTRAY: Final = SimpleNamespace(Menu=Menu, MenuItem=MenuItem)


class WindowsTray:
    """Makes the icon, and draws it in the size that the panel has."""

    main_loop = True
    # The panel may be busy, and then it is waited for.
    instant = False

    def __init__(self, icons: Icons, act: Act, calls: Calls, bubbles: Bubbles) -> None:
        self._icons = icons
        self._act = act
        self._calls = calls
        self._bubbles = bubbles
        self._entries: Callable[[], tuple[Entry, ...]] = tuple

    def icon(self) -> WindowsIcon:
        """Make the icon."""
        hooks = Hooks(
            items=self._items,
            opened=lambda: self._act(PersonSeen()),
            bubble_clicked=self._bubbles.clicked,
            leaving=lambda: self._act(Command.QUIT),
        )
        icon = WindowsIcon(NAME, hooks, self._calls)
        self._bubbles.icon = icon
        return icon

    def put_on(self, icon: Any, dress: Dress) -> None:  # noqa: ANN401 - as the port says
        """Show this face, tooltip and menu; the menu's texts are made as it opens."""
        self._entries = dress.entries
        icon.title = dress.title
        icon.icon = partial(self._picture, dress.face)

    def shown(self, icon: Any) -> bool:  # noqa: ANN401
        """Say whether the tray shows the icon."""
        return bool(icon.taken_in)

    def _items(self) -> Iterator[Any]:
        entries = tuple(map(_literal, self._entries()))
        return pystray_items(_PYSTRAY, entries, self._act)

    def _picture(self, face: str, side: int) -> bytes:
        """Return the face as Windows wants pixels: BGRA, row by row from below."""
        if side in SIZES:
            pixels = array("I", self._icons.pixels(face)[side])
            pixels.byteswap()
            rows = (pixels[at : at + side] for at in range(0, side * side, side))
            return b"".join(row.tobytes() for row in reversed(list(rows)))
        # At 125 or 175 %; else Pillow need not be in memory.
        from PIL.Image import Resampling  # noqa: PLC0415

        drawn = self._icons.image(face, side).resize((side, side), Resampling.LANCZOS)
        return drawn.tobytes("raw", "BGRA", 0, -1)


def _literal(entry: Entry) -> Entry:
    """Return the entry as Windows shows it: there, a single & underlines a letter."""
    return replace(
        entry,
        label=entry.label.replace("&", "&&"),
        entries=tuple(map(_literal, entry.entries)),
    )
