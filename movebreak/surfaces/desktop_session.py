"""The desktop session that movebreak was started in: what was there, and what is gone.

It asks nothing by itself: whoever has a reason to look calls it.
"""

from collections.abc import Callable

Answers = Callable[[], bool]

# One look may fall on a moment in which the display is only busy.
LOOKS = 2


class DesktopSession:
    """Remembers which parts of the desktop answered, and tells when they do no more.

    `display` and `bus` say whether that part answers now.
    """

    def __init__(self, display: Answers, bus: Answers) -> None:
        self._display = display
        self._bus = bus
        self._had_display = False
        self._had_bus = False
        self._misses = 0

    def there(self) -> bool:
        """Say whether a person can be reached on a desktop, and remember how."""
        display, bus = self._look_for_display(), self._look_for_bus()
        return display or bus

    def deserted(self) -> bool:
        """Say whether somebody who has a desktop should take our place."""
        had = (self._had_display, self._had_bus)
        has = (self._look_for_display(), self._look_for_bus())
        lost = any(before and not now for before, now in zip(had, has, strict=True))
        return lost or not any(has)

    def display_gone(self) -> bool:
        """Look for the display; say whether it was there, and is missed repeatedly."""
        self._look_for_display()
        return self._had_display and self._misses >= LOOKS

    def over_without_bus(self) -> bool:
        """Say, when the bus is lost, whether the session is over.

        Without a display to ask, the bus is what the session hung on.
        """
        return not self._look_for_display()

    def _look_for_display(self) -> bool:
        there = self._display()
        self._had_display |= there
        self._misses = 0 if there else self._misses + 1
        return there

    def _look_for_bus(self) -> bool:
        there = self._bus()
        self._had_bus |= there
        return there
