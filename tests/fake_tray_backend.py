"""A small tray that works, and ones that do not: for the tray surface."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from movebreak.errors import UnavailableError
from movebreak.surfaces.menu import Entry
from movebreak.surfaces.tray import Dress

# Nothing that hangs here hangs longer than a test may take.
FOR_EVER = 30.0


class FakeIcon:
    """Does what pystray's icon does: `run` calls `setup` and returns at `stop`.

    `drawn` counts pictures; `hangs` names the calls that do not come back.
    """

    HAS_MENU = True

    def __init__(self, hangs: frozenset[str] = frozenset()) -> None:
        self.hangs = hangs
        self.visible = False
        self.title = ""
        self.face = ""
        self.entries: Callable[[], tuple[Entry, ...]] = tuple
        self.drawn = 0
        self.dies: Exception | None = None
        self.ran_in: str | None = None
        self.appearing = threading.Event()
        self.released = threading.Event()
        self._over = threading.Event()

    def draw(self, dress: Dress) -> None:
        """Show this."""
        self._hang("draw")
        self.drawn += 1
        self.face = dress.face
        self.title = dress.title
        self.entries = dress.entries

    @property
    def menu(self) -> tuple[Entry, ...]:
        """Return the menu as it is when opened now."""
        return self.entries()

    def run(self, setup: Callable[[Any], None]) -> None:
        """Show the icon until stopped, or die."""
        self.ran_in = threading.current_thread().name
        self._hang("run")
        if self.dies:
            raise self.dies
        self.appearing.set()
        setup(self)
        self._over.wait(FOR_EVER)

    def stop(self) -> None:
        """Make `run` return."""
        self._hang("stop")
        self._over.set()

    def lose(self) -> None:
        """End as an icon does whose window was taken away."""
        self._over.set()

    def _hang(self, call: str) -> None:
        if call in self.hangs:
            self.released.wait(FOR_EVER)


@dataclass
class FakeBackend:
    """Makes fake icons; `rest` of them, then the screen is gone."""

    main_loop: bool = False
    instant: bool = False
    hangs: frozenset[str] = frozenset()
    rest: int = 100
    dies: Exception | None = None
    made: list[FakeIcon] = field(default_factory=list)

    def icon(self) -> FakeIcon:
        """Make an icon."""
        if len(self.made) >= self.rest:
            raise UnavailableError("no screen")
        icon = FakeIcon(self.hangs)
        icon.dies = self.dies
        self.made.append(icon)
        return icon

    def put_on(self, icon: FakeIcon, dress: Dress) -> None:
        """Have the icon drawn."""
        icon.draw(dress)

    def shown(self, icon: FakeIcon) -> bool:
        """Say whether the icon is visible."""
        return icon.visible
