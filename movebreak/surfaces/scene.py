"""One picture of a figure: what is drawn, in which order, and how large."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from math import dist

from movebreak.frozen import dataclass
from movebreak.surfaces import marks, props
from movebreak.surfaces.poses import Figure, Frame, between
from movebreak.surfaces.skeleton import SIDES, SKULL, Joints
from movebreak.surfaces.strip import choice, strip
from movebreak.surfaces.strokes import ACCENT, FAINT, GEAR, Stroke, arrow, extent
from movebreak.surfaces.views import Spot, Spots

# A person who stands fills this much of the picture; nobody looks like a giant.
LEAST_WIDTH = 1.2
MARGIN = 0.06
ARM_WIDTH, LEG_WIDTH, TRUNK_WIDTH, HALO = 0.052, 0.062, 0.085, 0.018
NOSE_WIDTH, EYE_WIDTH = 0.036, 0.024
GHOST = "ghost"
PALE = {ACCENT: FAINT, GEAR: "pale"}
# An arrow leaves its joint and stops short of where the joint arrives.
TRAIL = (0.1, 0.88)
STIR = 0.05

Window = tuple[float, float, float]


@dataclass(frozen=True)
class Scene:
    """A figure with its things, ready to be drawn; one unit is a body height."""

    figure: Figure

    @cached_property
    def window(self) -> Window:
        """Return left, bottom and side of the square that holds every moment."""
        moving = self._all_moments()
        return _window(moving if self.figure.strip else [*self.still(), *moving])

    @cached_property
    def still_window(self) -> Window:
        """Return the square that holds the one picture."""
        return _window(self.still()) if self.figure.strip else self.window

    def still(self) -> tuple[Stroke, ...]:
        """Return all strokes of the one picture that says what to do."""
        figure = self.figure
        if figure.strip:
            panels = [self._panel(figure.frames[number]) for number in figure.strip]
            if figure.choice:
                return choice(panels)
            return strip(panels, returns=figure.returns)
        return self._pose(figure.frames[figure.show])

    def _panel(self, frame: Frame) -> tuple[Stroke, ...]:
        view = frame.view or self.figure.view
        scene = Scene(replace(self.figure, view=view))
        drawn = scene._pose(frame)
        return (*scene.floor(extent(drawn)), *drawn)

    def _pose(self, shown: Frame) -> tuple[Stroke, ...]:
        """Return a frame with all that leads to it."""
        found = shown.joints()
        return (
            *self.behind(found),
            *self._ghosts(),
            *self.body(found),
            *self._ghost_glow(),
            *self.signs(shown),
            *self._trails(shown),
        )

    def floor(self, place: Sequence[float]) -> tuple[Stroke, ...]:
        """Return the floor, as long as this place; from above it is no line."""
        return () if self.figure.eye.rise else (props.floor(place[0], place[2]),)

    def behind(self, found: Joints) -> tuple[Stroke, ...]:
        """Return the things that stand about, behind the body."""
        return self._things(found, near=False)

    def body(self, found: Joints) -> tuple[Stroke, ...]:
        """Return the body, what is farther first, and what it holds."""
        spots = self._spots(found)
        pieces = [piece for group in self._order for piece in self._group(group, spots)]
        return (*pieces, *self._things(found, near=True))

    def signs(self, frame: Frame) -> tuple[Stroke, ...]:
        """Return where the work is felt in this frame, and the marks beside it."""
        spots = self._spots(frame.joints())
        return (
            *(each for name in frame.glow for each in marks.patch(name, spots)),
            *(each for mark in frame.marks for each in marks.strokes(mark, spots)),
        )

    def _all_moments(self) -> list[Stroke]:
        moving = [
            stroke
            for _, _, found in self.figure.moments()
            for stroke in (*self.behind(found), *self.body(found))
        ]
        return moving + [each for f in self.figure.frames for each in self.signs(f)]

    def _ghosts(self) -> tuple[Stroke, ...]:
        """Return the poses before or after the one shown, pale behind it."""
        return tuple(
            self._paled(each, GHOST)
            for found in self._ghost_joints()
            for each in self.body(found)
            if each.ink != "ground"
        )

    def _ghost_glow(self) -> tuple[Stroke, ...]:
        """Return where the work is felt in those poses, pale but over the body."""
        numbers = self.figure.ghosts
        return tuple(
            self._paled(each, FAINT)
            for number, found in zip(numbers, self._ghost_joints(), strict=True)
            for name in self.figure.frames[number].glow
            for each in marks.patch(name, self._spots(found))
        )

    def _ghost_joints(self) -> tuple[Joints, ...]:
        return tuple(self._frames[number] for number in self.figure.ghosts)

    def _paled(self, stroke: Stroke, ink: str) -> Stroke:
        ink = PALE.get(stroke.ink, ink)
        return replace(stroke, points=self._aside(stroke.points), ink=ink)

    def _aside(self, points: Sequence[Spot], part: float = 1.0) -> tuple[Spot, ...]:
        return tuple((x + self.figure.aside * part, y) for x, y in points)

    def _trails(self, shown: Frame) -> tuple[Stroke, ...]:
        """Return an arrow along the way of each joint that the picture points at."""
        figure = self.figure
        if not figure.ghosts:
            return ()
        one = figure.frames[figure.ghosts[0]]
        start, end = TRAIL
        parts = [start + (end - start) * n / 20 for n in range(21)]
        steps = [self._spots(between(one, shown, part)) for part in parts]
        arrows: list[Stroke] = []
        for name in figure.trail:
            path = tuple(
                self._aside([spots[name]], 1 - part)[0]
                for spots, part in zip(steps, parts, strict=True)
            )
            # In a strip, not all of them move in each pose.
            if dist(path[0], path[-1]) > STIR:
                arrows += arrow(path)
                arrows += arrow(path[::-1]) if figure.returns else ()
        return tuple(arrows)

    @cached_property
    def _order(self) -> Sequence[str]:
        """Return the parts of the body, the farthest first, the same in all frames."""
        return sorted(_GROUPS, key=lambda group: self._nearness(_GROUPS[group]))

    def _nearness(self, names: Sequence[str]) -> float:
        """Return how near these joints are to the eye, taking all frames together."""
        near = [
            self.figure.eye.nearness(found[name])
            for found in self._frames
            for name in names
        ]
        return sum(near) / len(near)

    @cached_property
    def _frames(self) -> tuple[Joints, ...]:
        return tuple(frame.joints() for frame in self.figure.frames)

    @cached_property
    def _face(self) -> tuple[str, ...]:
        """Return the eyes that can be seen, the same in all frames."""
        head = self._nearness(["head"])
        names = [f"eye-{side}" for side in SIDES]
        return tuple(name for name in names if self._nearness([name]) > head)

    def _spots(self, found: Joints) -> Spots:
        return {name: self.figure.eye.seen(point) for name, point in found.items()}

    def _things(self, found: Joints, *, near: bool) -> tuple[Stroke, ...]:
        spots = self._spots(found)
        return tuple(
            stroke
            for prop in self.figure.props
            if props.in_front(prop) == near
            for stroke in props.strokes(prop, self.figure, spots)
        )

    def _group(self, group: str, spots: Spots) -> tuple[Stroke, ...]:
        points = tuple(spots[name] for name in _GROUPS[group])
        if group == "trunk":
            return (
                Stroke(points, TRUNK_WIDTH + HALO, "ground", filled=True),
                Stroke(points, TRUNK_WIDTH, "trunk", filled=True),
            )
        if group == "head":
            return self._head(spots)
        width = ARM_WIDTH if group.startswith("arm") else LEG_WIDTH
        ink = group.partition("-")[2]
        return (
            Stroke(points, width + HALO, "ground"),
            Stroke(points, width, ink),
        )

    def _head(self, spots: Spots) -> tuple[Stroke, ...]:
        head = (spots["head"],)
        return (
            Stroke((spots["neck"], spots["head"]), 0.05, "trunk"),
            Stroke(head, 2 * SKULL + HALO, "ground"),
            Stroke((spots["nose"],), NOSE_WIDTH, "head"),
            Stroke(head, 2 * SKULL, "head"),
            *(Stroke((spots[eye],), EYE_WIDTH, "eye") for eye in self._face),
        )


def _window(strokes: Sequence[Stroke]) -> Window:
    left, bottom, right, top = extent(strokes)
    bottom = min(-0.03, bottom)
    side = max(LEAST_WIDTH, right - left + 2 * MARGIN, top - bottom + 2 * MARGIN)
    return ((left + right - side) / 2, (top + bottom - side) / 2, side)


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
