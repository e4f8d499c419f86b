"""Whether one window fills an X11 screen; asked, not watched."""

from collections.abc import Callable
from typing import Final, Protocol

from movebreak.errors import UnavailableError
from movebreak.native import x11
from movebreak.native.x11 import BAD_WINDOW, Property
from movebreak.native.x11_wire import X11Error, X11LostError, X11RefusedError

# For each of the at most six answers, so that all together take two seconds.
PATIENCE: Final = 0.3
_HINT: Final = "movebreak goes on without knowing about full screen"
# Windows that close just when they are asked; more in a row means something else.
_TRIES: Final = 3
_FORMAT8: Final = 8

_NAMES: Final = (
    "_NET_SUPPORTING_WM_CHECK",
    "_NET_ACTIVE_WINDOW",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
    "_NET_WM_WINDOW_TYPE",
    "_NET_WM_WINDOW_TYPE_DESKTOP",
    "_NET_WM_WINDOW_TYPE_DOCK",
    "WM_CLASS",
)


class Windows(Protocol):
    """What is asked of an X server; all but `close` may raise X11Error."""

    root: int

    def atoms(self, *names: str) -> list[int]:
        """Return the numbers of these names; 0 for what nobody has used yet."""

    def properties(self, window: int, *atoms: int) -> list[Property]:
        """Return these properties of a window; empty for atom 0."""

    def close(self) -> None:
        """Leave the server."""


Connect = Callable[[str, str, float], Windows]


def full_screen(
    display: str, authority: str = "", connect: Connect = x11.connect
) -> str | None:
    """Return the name of the window in use if it fills the screen; None if none.

    `authority` is the file of cookies. The name is empty when the window has none.
    Takes two seconds at most. Raises UnavailableError.
    """
    if not display:
        raise UnavailableError("there is no X11 display", hint=_HINT)
    try:
        windows = connect(display, authority, PATIENCE)
        try:
            return _Look(windows).name()
        finally:
            windows.close()
    except X11Error as error:
        raise UnavailableError(
            f"the X11 display cannot be asked: {error}", hint=_HINT
        ) from error


class _Look:
    """One look at the windows."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._atoms = dict(zip(_NAMES, windows.atoms(*_NAMES), strict=True))

    def name(self) -> str | None:
        for _ in range(_TRIES):
            window = self._active()
            try:
                return self._name(window) if window else None
            except X11RefusedError as error:
                # It was closed just now, and another one is in use.
                if error.code != BAD_WINDOW:
                    raise
        raise X11LostError("the window in use cannot be found")

    def _active(self) -> int:
        """Return the window in use, 0 for none; only where somebody keeps it up."""
        manager, active = self._of(
            self._windows.root, "_NET_SUPPORTING_WM_CHECK", "_NET_ACTIVE_WINDOW"
        )
        if not self._is_manager(_first(manager)):
            raise UnavailableError(
                "this X11 desktop does not tell which window is in use", hint=_HINT
            )
        return _first(active)

    def _is_manager(self, window: int) -> bool:
        # What one that has ended said of the windows stays behind on the root window.
        try:
            (itself,) = self._of(window, "_NET_SUPPORTING_WM_CHECK")
        except X11RefusedError:
            return False
        return window != 0 and _first(itself) == window

    def _name(self, window: int) -> str | None:
        states, kinds, named = self._of(
            window, "_NET_WM_STATE", "_NET_WM_WINDOW_TYPE", "WM_CLASS"
        )
        if not self._has(states, "_NET_WM_STATE_FULLSCREEN"):
            return None
        # The desktop's own: the picture behind all windows, and the panel.
        if self._has(kinds, "_NET_WM_WINDOW_TYPE_DESKTOP", "_NET_WM_WINDOW_TYPE_DOCK"):
            return None
        return _readable(named)

    def _of(self, window: int, *names: str) -> list[Property]:
        return self._windows.properties(window, *(self._atoms[each] for each in names))

    def _has(self, found: Property, *names: str) -> bool:
        wanted = {self._atoms[each] for each in names} - {0}
        return not wanted.isdisjoint(found.numbers())


def _first(found: Property) -> int:
    return next(iter(found.numbers()), 0)


def _readable(named: Property) -> str:
    """Return the program's name from the two that a window has for it."""
    if named.format != _FORMAT8:
        return ""
    instance, _, general = named.value.partition(b"\0")
    found = (general.partition(b"\0")[0] or instance).decode("utf-8", "replace")
    # org.example.Player goes by its last part.
    found = found.rpartition(".")[2] if found.count(".") > 1 else found
    return "".join(each for each in found if each.isprintable()).strip()
