"""A service that behaves like GNOME's idle monitor; its time goes on when told to."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.senses.bus_models import Answer, Asked, Emit, Service, Signal


class Mutter(Service):
    """The idle monitor of GNOME."""

    interface = "org.gnome.Mutter.IdleMonitor"
    names = (interface,)
    path = "/org/gnome/Mutter/IdleMonitor/Core"
    methods: Mapping[tuple[str, str], str] = MappingProxyType(
        {
            (interface, "GetIdletime"): "",
            (interface, "AddIdleWatch"): "t",
            (interface, "AddUserActiveWatch"): "",
            (interface, "RemoveWatch"): "u",
        }
    )

    def __init__(self, emit: Emit) -> None:
        super().__init__(emit)
        self.now = 0
        self.last_input = 0
        self.serial = 0
        self.stuck: int | None = None
        self.touch_when_idle = False
        # Of each watch, who set it, its length (0 for the next input), and if it waits.
        self.watches: dict[int, tuple[str, int, bool]] = {}

    def has(self, path: str) -> bool:
        """Say whether there is an object at this path."""
        return path == self.path

    def on_getidletime(self, _: Asked) -> Answer:
        """Answer with milliseconds."""
        reading = self.now - self.last_input if self.stuck is None else self.stuck
        return "t", (reading,)

    def on_addidlewatch(self, asked: Asked) -> Answer:
        """Add a watch; a length of nothing gets none."""
        length = asked.values[0]
        return "u", (self._add(asked.sender, length) if length else 0,)

    def on_adduseractivewatch(self, asked: Asked) -> Answer:
        """Add a watch for the next input."""
        return "u", (self._add(asked.sender, 0),)

    def on_removewatch(self, asked: Asked) -> Answer:
        """Remove a watch; one that is not there is removed as well."""
        self.watches.pop(asked.values[0], None)
        return "", ()

    def leave(self, sender: str) -> None:
        """Forget the watches of a client that has left the bus."""
        self.watches = {
            number: watch
            for number, watch in self.watches.items()
            if watch[0] != sender
        }

    def settle(self) -> None:
        """Fire what is due, as the main loop does after each call."""
        for number, (sender, length, waits) in sorted(self.watches.items()):
            if length and waits and self.now - self.last_input >= length:
                self.watches[number] = (sender, length, False)
                self._fire(number)
                if self.touch_when_idle:
                    self.touch()

    def advance(self, millis: int) -> None:
        """Let time go by without any input."""
        self.now += millis
        self.settle()

    def touch(self) -> None:
        """Have the person touch something."""
        self.film_ends()
        self.pretend()

    def pretend(self) -> None:
        """Fire as if somebody had touched something, like programs that do."""
        for number, (_, length, _) in sorted(self.watches.items()):
            if not length:
                self._fire(number)
                del self.watches[number]

    def film_ends(self) -> None:
        """Begin to count anew, though nobody touched anything."""
        self.last_input = self.now
        for number, (sender, length, _) in self.watches.items():
            self.watches[number] = (sender, length, True)

    def stick(self, reading: int) -> None:
        """Give the same reading from now on."""
        self.stuck = reading

    def interrupt(self) -> None:
        """Have the person touch something at the very moment of being idle."""
        self.touch_when_idle = True

    def fire(self, number: int) -> None:
        """Fire a watch that may not be there."""
        self.emit(Signal(self.path, self.interface, "WatchFired", "u", (number,)))

    def _add(self, sender: str, length: int) -> int:
        self.serial += 1
        self.watches[self.serial] = (sender, length, True)
        return self.serial

    def _fire(self, number: int) -> None:
        to = self.watches[number][0]
        self.emit(Signal(self.path, self.interface, "WatchFired", "u", (number,), to))
