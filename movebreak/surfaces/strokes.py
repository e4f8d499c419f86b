"""What every picture is made of: lines with round ends, and the ways they go."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import cos, dist, hypot, radians, sin

from movebreak.frozen import dataclass
from movebreak.surfaces.views import Spot

# Orange points, and tells where the work is felt; what is held has its own colour.
THING, ACCENT, SOFT, GEAR, BALL = "thing", "accent", "soft", "gear", "ball"
# Pale orange: what is felt in the pose before, or only lightly.
FAINT = "faint"
LINE, BARB, DASH = 0.02, 0.048, 0.06


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends; one point is a disc, `filled` closes it."""

    points: tuple[Spot, ...]
    width: float
    ink: str
    filled: bool = False

    def shifted(self, across: float, up: float = 0.0) -> "Stroke":
        """Return this stroke elsewhere."""
        return replace(self, points=tuple((x + across, y + up) for x, y in self.points))


def extent(strokes: Sequence[Stroke]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of all that is drawn."""
    wide = [(x, each.width / 2) for each in strokes for x, _ in each.points]
    high = [(y, each.width / 2) for each in strokes for _, y in each.points]
    return (
        min(x - reach for x, reach in wide),
        min(y - reach for y, reach in high),
        max(x + reach for x, reach in wide),
        max(y + reach for y, reach in high),
    )


def on_way(start: Spot, end: Spot, part: float) -> Spot:
    """Return the spot on the way from one, at 0, to the other, at 1."""
    return (
        start[0] + (end[0] - start[0]) * part,
        start[1] + (end[1] - start[1]) * part,
    )


def moved(spot: Spot, degrees: float, far: float) -> Spot:
    """Return the spot that far away; 0 is down, 90 right and 180 up, as for limbs."""
    turn = radians(degrees)
    return (spot[0] + far * sin(turn), spot[1] - far * cos(turn))


def arc(at: Spot, wide: float, high: float, turns: tuple[float, float]) -> list[Spot]:
    """Return a piece of a round, from one angle to another, as `moved` counts them."""
    start, end = turns
    steps = [radians(start + (end - start) * n / 16) for n in range(17)]
    return [(at[0] + wide * sin(a), at[1] - high * cos(a)) for a in steps]


def arrow(path: tuple[Spot, ...], ink: str = ACCENT) -> tuple[Stroke, ...]:
    """Return a line that ends in an arrowhead."""
    end, before = path[-1], path[max(-5, -len(path))]
    length = max(1e-6, hypot(end[0] - before[0], end[1] - before[1]))
    ux, uy = (end[0] - before[0]) / length, (end[1] - before[1]) / length
    barbs = [
        (
            end[0] - BARB * (ux + side * 0.8 * uy),
            end[1] - BARB * (uy - side * 0.8 * ux),
        )
        for side in (-1, 1)
    ]
    return (Stroke(path, LINE, ink), Stroke((barbs[0], end, barbs[1]), LINE, ink))


def sized(stroke: Stroke, at: Spot, size: float) -> Stroke:
    """Return this stroke so many times as large about this spot."""
    points = tuple(
        (at[0] + (x - at[0]) * size, at[1] + (y - at[1]) * size)
        for x, y in stroke.points
    )
    return Stroke(points, stroke.width * size, stroke.ink, stroke.filled)


def dashed(stroke: Stroke) -> tuple[Stroke, ...]:
    """Return a thin broken line where this one is, for what is not there."""
    dashes = []
    for start, end in pairwise(stroke.points):
        steps = max(1, round(dist(start, end) / DASH))
        dashes += [
            (on_way(start, end, n / steps), on_way(start, end, (n + 0.5) / steps))
            for n in range(steps)
        ]
    return tuple(Stroke(each, 0.8 * LINE, THING) for each in dashes)


def all_shifted(
    strokes: Iterable[Stroke], across: float, up: float = 0.0
) -> tuple[Stroke, ...]:
    """Return these strokes elsewhere."""
    return tuple(each.shifted(across, up) for each in strokes)
