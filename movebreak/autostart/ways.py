"""The ways of one system to start movebreak at login, of which one is used."""

from collections.abc import Sequence

from movebreak.ports import Autostart


class OneWay:
    """Uses one of several ways, so that nothing is started twice.

    Implements Autostart. It keeps to the way that is on; else it takes `wanted`, or
    the first. `besides` is switched on with it, and stays when it is switched off.
    """

    def __init__(
        self,
        ways: Sequence[Autostart],
        besides: Autostart,
        wanted: Autostart | None = None,
    ) -> None:
        self._ways = tuple(ways)
        self._besides = besides
        self._wanted = wanted

    def is_on(self) -> bool:
        """Say whether movebreak starts at login."""
        return any(way.is_on() for way in self._ways)

    def why(self) -> str:
        """Say what keeps it from starting although it is on; empty when nothing."""
        return next((why for way in self._ways if (why := way.why())), "")

    def turn_on(self) -> None:
        """Have it started one way. Raises MovebreakError when that cannot be had."""
        present = (way for way in self._ways if way.is_on())
        way = self._wanted or next(present, self._ways[0])
        way.turn_on()
        for other in self._ways:
            if other is not way:
                other.turn_off()
        self._besides.turn_on()

    def turn_off(self) -> None:
        """Have it started no more. Raises MovebreakError when that cannot be had."""
        for way in self._ways:
            way.turn_off()
