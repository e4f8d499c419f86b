"""Whether a window fills the screen, in words."""

from collections.abc import Callable

Look = Callable[[], str | None]
"""Returns the name of the window's program if it fills the screen, "" if it has none.

Raises UnavailableError.
"""


class FullScreen:
    """Asks the desktop by the function it is given; `name` says which that is."""

    switch = "full_screen"
    attends = True

    def __init__(self, look: Look, name: str = "full screen") -> None:
        self.name = name
        self._look = look

    def look(self) -> str | None:
        """Return who fills the screen; None when nobody does."""
        name = self._look()
        return None if name is None else f"{_spoken(name)} fills the screen"


def _spoken(name: str) -> str:
    # "org.mozilla.firefox" is Firefox to everybody else.
    short = name.strip().rpartition(".")[2]
    return short[:1].upper() + short[1:] if short else "a window"
