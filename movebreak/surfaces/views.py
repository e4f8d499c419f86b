"""From where a figure is seen."""

from math import cos, radians, sin
from typing import NamedTuple

from movebreak.surfaces.skeleton import Point

Spot = tuple[float, float]
Spots = dict[str, Spot]


class View(NamedTuple):
    """A place of the eye, in degrees: from the right side to the front, and up."""

    yaw: float
    rise: float = 0.0

    def seen(self, point: Point) -> Spot:
        """Return where the point is in the picture."""
        turn, rise = radians(self.yaw), radians(self.rise)
        across = point.x * cos(turn) + point.z * sin(turn)
        return (across, point.y * cos(rise) - self._level(point) * sin(rise))

    def nearness(self, point: Point) -> float:
        """Return how near the point is to the eye."""
        rise = radians(self.rise)
        return self._level(point) * cos(rise) + point.y * sin(rise)

    def _level(self, point: Point) -> float:
        turn = radians(self.yaw)
        return point.x * sin(turn) - point.z * cos(turn)


VIEWS = {
    "side": View(0),
    "turned": View(40),
    "front": View(90),
    "behind": View(270),
    "back": View(320),
    "high": View(40, 24),
    "over": View(14, 24),
    "high-front": View(90, 32),
    "low-front": View(90, 14),
    "high-back": View(320, 20),
    "half-behind": View(292),
    "high-behind": View(300, 20),
}
