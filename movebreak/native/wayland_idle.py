"""Being told by a Wayland compositor when a seat had no input for so long."""

from typing import Final

from movebreak.frozen import dataclass
from movebreak.native.wayland import PATIENCE, Wayland, connect

_SEAT: Final = "wl_seat"
_NEWEST: Final = 2
_DESTROY: Final = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A request that orders a notice."""

    interface: str
    version: int
    opcode: int
    makes: str


_EXT: Final = "ext_idle_notifier_v1"
_EXT_NOTICE: Final = "ext_idle_notification_v1"

INPUT: Final = Way(_EXT, 2, 2, _EXT_NOTICE)
"""Goes by input alone."""

SEAT: Final = Way(_EXT, 1, 1, _EXT_NOTICE)
"""Idle inhibitors, as of a film, count as input."""

KDE: Final = Way("org_kde_kwin_idle", 1, 0, "org_kde_kwin_idle_timeout")
"""As SEAT, by an older protocol."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The seat of this order went idle, or is no longer."""

    order: int
    idle: bool


class IdleNotices:
    """Orders notices of the first seat, counted from the order; `close` ends all.

    Each method raises WaylandError when the connection is lost.
    """

    def __init__(self, wayland: Wayland) -> None:
        self._wayland = wayland
        self._bound: dict[str, int] = {}

    def ways(self) -> frozenset[Way]:
        """Return how notices can be ordered here."""
        offered = self._wayland.offered
        if not offered(_SEAT):
            return frozenset()
        return frozenset(
            each
            for each in (INPUT, SEAT, KDE)
            if offered(each.interface) >= each.version
        )

    def order(self, way: Way, millis: int) -> int:
        """Be told each time there was no input for so long; return the order."""
        seat = self._bind(_SEAT, 1)
        newest = min(_NEWEST, self._wayland.offered(way.interface))
        notifier = self._bind(way.interface, max(newest, way.version))
        order = self._wayland.new(way.makes)
        args = (seat, millis) if way == KDE else (millis, seat)
        self._wayland.request(notifier, way.opcode, order, *args)
        return order

    def cancel(self, order: int) -> None:
        """Hear nothing of this order any more."""
        self._wayland.retire(order, _DESTROY)

    def nudge(self) -> None:
        """Make `fileno` readable soon."""
        self._wayland.nudge()

    def fileno(self) -> int:
        """Return what can be read when something came."""
        return self._wayland.fileno()

    def take(self) -> list[Notice]:
        """Return the notices since the last time; never blocks."""
        return [
            Notice(each.sender, each.name == "idle")
            for each in self._wayland.take()
            if each.name in {"idle", "resumed"}
        ]

    def close(self) -> None:
        """Leave the compositor; harmless twice."""
        self._wayland.close()

    def _bind(self, interface: str, version: int) -> int:
        if interface not in self._bound:
            self._bound[interface] = self._wayland.bind(interface, version)
        return self._bound[interface]


def notices(display: str, runtime: str, patience: float = PATIENCE) -> IdleNotices:
    """Connect to this display within so many seconds. Raises WaylandError."""
    return IdleNotices(connect(display, runtime, patience))
