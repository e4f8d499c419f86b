"""Whether one window fills a Wayland screen; asked, not watched."""

from collections.abc import Callable
from typing import Final

from movebreak.errors import UnavailableError
from movebreak.native.wayland import NotOfferedError
from movebreak.native.wayland_windows import Window, windows
from movebreak.native.wayland_wire import WaylandError

PATIENCE: Final = 0.9
_HINT: Final = "movebreak goes on without knowing about full screen"

Ask = Callable[[str, str, float], list[Window]]


def full_screen(display: str, runtime: str, ask: Ask = windows) -> str | None:
    """Return the app id of the window in use if it fills the screen; None if none.

    The app id is empty when the window has none. Takes less than a second. Raises
    UnavailableError.
    """
    if not display:
        raise UnavailableError("this is not a Wayland session", hint=_HINT)
    try:
        shown = ask(display, runtime, PATIENCE)
    except NotOfferedError as error:
        raise UnavailableError(
            "this Wayland desktop does not tell which window fills the screen",
            hint=_HINT,
        ) from error
    except WaylandError as error:
        raise UnavailableError(
            f"the Wayland desktop cannot be asked: {error}", hint=_HINT
        ) from error
    full = (each.app_id for each in shown if each.activated and each.full_screen)
    return next(full, None)
