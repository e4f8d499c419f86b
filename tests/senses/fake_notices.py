"""A Wayland compositor that counts idle time as wlroots does, on a clock of its own."""

from dataclasses import dataclass, field

from movebreak.native.wayland_idle import INPUT, SEAT, Notice, Way
from movebreak.native.wayland_wire import WaylandError


@dataclass
class Order:
    """One notice that was ordered, and since when it counts."""

    way: Way
    millis: int
    since: int
    idle: bool = False


@dataclass
class FakeNotices:
    """Tells of one person at one seat; times in milliseconds."""

    offers: frozenset[Way] = frozenset({INPUT, SEAT})
    now: int = 0
    film: bool = False
    gone: bool = False
    closed: bool = False
    nudged: bool = False
    orders: dict[int, Order] = field(default_factory=dict)
    waiting: list[Notice] = field(default_factory=list)
    newest: int = 0

    def sit_still(self, millis: int) -> None:
        """Let time pass without input."""
        end = self.now + millis
        while due := min(self._due(end), default=None):
            self.now, number = due
            self._tell(number, idle=True)
        self.now = end

    def touch(self) -> None:
        """Press a key."""
        for number, order in self.orders.items():
            order.since = self.now
            self._tell(number, idle=False)

    def play(self) -> None:
        """Begin a film."""
        self.film = True
        for number in self._inhibited():
            self._tell(number, idle=False)

    def stop(self) -> None:
        """End the film."""
        self.film = False
        for number in self._inhibited():
            self.orders[number].since = self.now

    def ways(self) -> frozenset[Way]:
        """Return how notices can be ordered here."""
        return self.offers

    def order(self, way: Way, millis: int) -> int:
        """Count from now."""
        self._check()
        assert 0 < millis < 2**32
        assert way in self.offers
        self.newest += 1
        self.orders[self.newest] = Order(way, millis, self.now)
        return self.newest

    def cancel(self, order: int) -> None:
        """Say nothing of this order any more."""
        self._check()
        del self.orders[order]
        self.waiting = [each for each in self.waiting if each.order != order]

    def nudge(self) -> None:
        """Have something to read."""
        self._check()
        self.nudged = True

    def fileno(self) -> int:
        """Return a number that stands for the descriptor."""
        return -1 if self.closed else 7

    def readable(self) -> bool:
        """Say whether a program that waits for the descriptor would wake up."""
        return self.nudged or bool(self.waiting)

    def take(self) -> list[Notice]:
        """Return what was told."""
        self._check()
        self.nudged = False
        told, self.waiting = self.waiting, []
        return told

    def close(self) -> None:
        """Leave."""
        self.closed = True

    def _check(self) -> None:
        if self.gone or self.closed:
            raise WaylandError("the compositor closed the connection")

    def _due(self, end: int) -> list[tuple[int, int]]:
        return [
            (order.since + order.millis, number)
            for number, order in self.orders.items()
            if not order.idle
            and order.since + order.millis <= end
            and not (self.film and order.way != INPUT)
        ]

    def _inhibited(self) -> list[int]:
        return [number for number, each in self.orders.items() if each.way != INPUT]

    def _tell(self, number: int, *, idle: bool) -> None:
        if self.orders[number].idle != idle:
            self.orders[number].idle = idle
            self.waiting.append(Notice(number, idle))
