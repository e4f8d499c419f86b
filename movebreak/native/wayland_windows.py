"""The windows of a Wayland desktop, where its compositor tells of them."""

from dataclasses import replace
from time import monotonic  # noqa: TID251 - how long an answer takes, not the time

from movebreak.frozen import dataclass
from movebreak.native.wayland import PATIENCE, Event, Wayland, connect
from movebreak.native.wayland_wire import words

_MANAGER = "zwlr_foreign_toplevel_manager_v1"
# The first that tells of full screen.
_VERSION = 2
_ACTIVATED, _FULL_SCREEN = 2, 3


@dataclass(frozen=True, slots=True)
class Window:
    """A window, by what it says of itself, and how it is shown."""

    title: str = ""
    app_id: str = ""
    activated: bool = False
    full_screen: bool = False


def windows(display: str, runtime: str, patience: float = PATIENCE) -> list[Window]:
    """Connect, ask and leave within so many seconds; return the windows there are.

    Raises NotOfferedError and WaylandError.
    """
    end = monotonic() + patience
    wayland = connect(display, runtime, patience)
    try:
        return listed(wayland, end - monotonic())
    finally:
        wayland.close()


def listed(wayland: Wayland, patience: float | None = None) -> list[Window]:
    """Return the windows there are. Raises NotOfferedError and WaylandError."""
    manager = wayland.bind(_MANAGER, _VERSION)
    wayland.roundtrip(patience)
    found: dict[int, Window] = {}
    for event in wayland.take():
        if event.sender == manager and event.name == "toplevel":
            found[event.args[0]] = Window()
        elif event.name == "closed":
            found.pop(event.sender, None)
        elif event.sender in found:
            found[event.sender] = _told(found[event.sender], event)
    return list(found.values())


def _told(window: Window, event: Event) -> Window:
    match event:
        case Event(name="title", args=(title,)):
            return replace(window, title=title)
        case Event(name="app_id", args=(app_id,)):
            return replace(window, app_id=app_id)
        case Event(name="state", args=(blob,)):
            states = frozenset(words(blob))
            return replace(
                window,
                activated=_ACTIVATED in states,
                full_screen=_FULL_SCREEN in states,
            )
        case _:
            return window
