"""One picture of a figure: what is drawn, in which order, and how large."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin

from movebreak.surfaces import props
from movebreak.surfaces.poses import Figure, between
from movebreak.surfaces.props import ACCENT, Spot, Spots, Stroke
from movebreak.surfaces.skeleton import SIDES, SKULL, Joints, Point

# A person who stands fills this much of the picture; nobody looks like a giant.
LEAST_WIDTH = 1.2
MARGIN = 0.06
ARM_WIDTH, LEG_WIDTH, TRUNK_WIDTH, HALO = 0.052, 0.062, 0.085, 0.018
TRAIL_WIDTH, BARB = 0.02, 0.05


def seen(point: Point, yaw: float) -> Spot:
    """Return where the point is in the picture, seen from that far to the front."""
    turn = radians(yaw)
    return (point.x * cos(turn) + point.z * sin(turn), point.y)


def depth(point: Point, yaw: float) -> float:
    """Return how near the point is to the eye."""
    turn = radians(yaw)
    return point.x * sin(turn) - point.z * cos(turn)


@dataclass(frozen=True)
class Scene:
    """A figure with its things, ready to be drawn; one unit is a body height."""

    figure: Figure

    @cached_property
    def window(self) -> tuple[float, float, float]:
        """Return left, bottom and side of the square that holds every picture."""
        all_strokes = [
            stroke
            for _, frame, found in self.figure.moments()
            for stroke in (
                *self.behind(found),
                *self.body(found),
                *self.glow(found, frame.glow),
            )
        ]
        wide = [(x, s.width / 2) for s in all_strokes for x, _ in s.points]
        high = [(y, s.width / 2) for s in all_strokes for _, y in s.points]
        left, right = min(x - r for x, r in wide), max(x + r for x, r in wide)
        top = max(y + r for y, r in high)
        side = max(LEAST_WIDTH, right - left + 2 * MARGIN, top + 0.03 + 2 * MARGIN)
        low = -0.03 - MARGIN - max(0.0, (side - top - 0.03 - 2 * MARGIN) / 2)
        return ((left + right - side) / 2, low, side)

    def behind(self, found: Joints) -> tuple[Stroke, ...]:
        """Return the things that stand about, behind the body."""
        spots = self._spots(found)
        return tuple(
            stroke
            for prop in self.figure.props
            if not props.in_front(prop)
            for stroke in props.strokes(prop, self.figure, spots)
        )

    def body(self, found: Joints) -> tuple[Stroke, ...]:
        """Return the body, what is farther first, and what it holds."""
        strokes = [
            piece for group in self._order for piece in self._group(group, found)
        ]
        spots = self._spots(found)
        for prop in self.figure.props:
            if props.in_front(prop):
                strokes += props.strokes(prop, self.figure, spots)
        return tuple(strokes)

    def glow(self, found: Joints, names: Sequence[str]) -> tuple[Stroke, ...]:
        """Return a spot on each of these places, where the work is felt."""
        spots = self._spots(found)
        return tuple(Stroke((spots[name],), 0.06, ACCENT) for name in names)

    def trails(self) -> tuple[Stroke, ...]:
        """Return an arrow along the way of each joint that the picture points at."""
        figure = self.figure
        if figure.ghost is None:
            return ()
        one, other = figure.frames[figure.ghost], figure.frames[figure.show]
        steps = [between(one, other, 0.1 + 0.78 * n / 20) for n in range(21)]
        return tuple(
            stroke
            for name in figure.trail
            for stroke in _arrow([seen(step[name], figure.yaw) for step in steps])
        )

    @cached_property
    def _order(self) -> Sequence[str]:
        """Return the parts of the body, the farthest first, the same in all frames."""
        nearness: dict[str, float] = dict.fromkeys(_GROUPS, 0.0)
        for frame in self.figure.frames:
            found = frame.joints()
            for group, names in _GROUPS.items():
                near = sum(depth(found[name], self.figure.yaw) for name in names)
                nearness[group] += near / len(names)
        return sorted(nearness, key=nearness.__getitem__)

    def _spots(self, found: Joints) -> Spots:
        return {name: seen(point, self.figure.yaw) for name, point in found.items()}

    def _group(self, group: str, found: Joints) -> tuple[Stroke, ...]:
        spots = self._spots(found)
        points = tuple(spots[name] for name in _GROUPS[group])
        if group == "trunk":
            return (
                Stroke(points, TRUNK_WIDTH + HALO, "ground", filled=True),
                Stroke(points, TRUNK_WIDTH, "trunk", filled=True),
            )
        if group == "head":
            neck = (spots["neck"], spots["head"])
            return (
                Stroke(neck, 0.05, "trunk"),
                Stroke((spots["head"],), 2 * SKULL + HALO, "ground"),
                Stroke((spots["head"],), 2 * SKULL, "head"),
                *self._nose(found, spots),
            )
        width = ARM_WIDTH if group.startswith("arm") else LEG_WIDTH
        ink = group.partition("-")[2]
        return (
            Stroke(points, width + HALO, "ground"),
            Stroke(points, width, ink),
        )

    def _nose(self, found: Joints, spots: Spots) -> tuple[Stroke, ...]:
        hidden = depth(found["nose"], self.figure.yaw) < (
            depth(found["head"], self.figure.yaw) - 0.02
        )
        ink = "head" if hidden or self.figure.view == "side" else "right"
        return (Stroke((spots["nose"],), 0.036, ink),)


_GROUPS: dict[str, tuple[str, ...]] = {
    "trunk": tuple(
        f"{joint}-{side}"
        for side, down in zip(SIDES, (1, -1), strict=True)
        for joint in ("shoulder", "waist", "hip")[::down]
    ),
    "head": ("head", "nose"),
    **{
        f"arm-{side}": tuple(
            f"{joint}-{side}" for joint in ("shoulder", "elbow", "hand")
        )
        for side in SIDES
    },
    **{
        f"leg-{side}": tuple(
            f"{joint}-{side}" for joint in ("hip", "knee", "ankle", "toe")
        )
        for side in SIDES
    },
}


def _arrow(path: Sequence[Spot]) -> tuple[Stroke, ...]:
    (x, y), (before_x, before_y) = path[-1], path[-5]
    length = max(1e-6, ((x - before_x) ** 2 + (y - before_y) ** 2) ** 0.5)
    ux, uy = (x - before_x) / length, (y - before_y) / length
    barbs = tuple(
        (x - BARB * (ux + side * 0.8 * uy), y - BARB * (uy - side * 0.8 * ux))
        for side in (-1, 1)
    )
    return (
        Stroke(tuple(path), TRAIL_WIDTH, ACCENT),
        Stroke((barbs[0], (x, y), barbs[1]), TRAIL_WIDTH, ACCENT),
    )
