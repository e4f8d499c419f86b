"""The pictures of the drills as values: frames of a body at rest somewhere."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from movebreak.surfaces.skeleton import (
    ANGLES,
    ARM,
    HIP,
    LEG,
    SEAT_HEIGHT,
    SIDES,
    SPINE,
    TURNS,
    Joints,
    Point,
    Pose,
    blend,
    joints,
    lowest,
    mirrored,
)

VIEWS = {"side": 0.0, "turned": 40.0, "front": 90.0, "behind": 270.0}
FEET = tuple(f"{part}-{side}" for side in SIDES for part in ("ankle", "toe"))
# Samples of one movement: enough to look smooth at a walking pace.
SMOOTH = 7


@dataclass(frozen=True, slots=True)
class Frame:
    """A pose, what it rests on, and how many seconds it is held."""

    pose: Pose
    rest: str = "feet"
    x: float = 0.0
    lift: float = 0.0
    hold: float = 0.6
    glow: tuple[str, ...] = ()

    def joints(self) -> Joints:
        """Return where all joints are, the floor being at height 0."""
        found = joints(self.pose)
        place = _place(found, self)
        return {name: point.plus(place) for name, point in found.items()}


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture: at a place, at a joint, or between joints."""

    kind: str
    x: float = 0.0
    y: float = 0.0
    at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """How one drill looks: its frames in order, over and over."""

    id: str
    frames: tuple[Frame, ...]
    view: str = "side"
    props: tuple[Prop, ...] = ()
    show: int = -1
    ghost: int | None = None
    trail: tuple[str, ...] = ()
    move: float = 0.6
    jumps: bool = False

    @cached_property
    def yaw(self) -> float:
        """Return from where it is seen, in degrees: 0 the right side, 90 ahead."""
        return VIEWS[self.view]

    def moments(self) -> Iterator[tuple[float, Frame, Joints]]:
        """Yield the pictures of one round with their seconds; the last is the first."""
        now = 0.0
        for frame, after in zip(
            self.frames, (*self.frames[1:], self.frames[0]), strict=True
        ):
            yield now, frame, frame.joints()
            now += frame.hold
            yield now, frame, frame.joints()
            for step in range(1, SMOOTH):
                here = now + self.move * step / SMOOTH
                yield here, frame, between(frame, after, step / SMOOTH)
            now += self.move
        yield now, self.frames[0], self.frames[0].joints()


def between(one: Frame, other: Frame, part: float) -> Joints:
    """Return the joints on the way from one frame to the other, slow at both ends."""
    eased = part * part * (3 - 2 * part)
    found = joints(blend(one.pose, other.pose, eased))
    start, end = _place(found, one), _place(found, other)
    place = Point(
        *(a + (b - a) * eased for a, b in zip(start, end, strict=True)),
    )
    return {name: point.plus(place) for name, point in found.items()}


def _place(found: Joints, frame: Frame) -> Point:
    """Return where the pelvis is, so that the body rests as the frame says."""
    if frame.rest == "seat":
        return Point(frame.x, SEAT_HEIGHT + frame.lift, 0)
    up = frame.lift - lowest(found)
    if frame.rest == "feet":
        middle = (found["ankle-left"].x + found["ankle-right"].x) / 2
        return Point(frame.x - middle, up, 0)
    joint = found[frame.rest]
    side = HIP if "left" in frame.rest else -HIP if "right" in frame.rest else 0.0
    return Point(frame.x - joint.x, up, side - joint.z)


class Figures:
    """Finds the figure of a drill in a folder of TOML files, read when asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _poses(self) -> dict[str, dict[str, float]]:
        known: dict[str, dict[str, float]] = {"": dict.fromkeys(ANGLES, 0.0)}
        tables = tomllib.loads((self._folder / "poses.toml").read_text("utf-8"))
        for name, table in tables.items():
            known[name] = _angles(table, known)
        return known

    def names(self) -> tuple[str, ...]:
        """Return the ids of all drills that have a figure."""
        return tuple(
            line[1:-1]
            for file in self._files()
            for line in file.read_text("utf-8").splitlines()
            if line.startswith("[") and line.endswith("]")
        )

    def find(self, drill: str) -> Figure | None:
        """Return the figure of the drill with this id, or None when it has none."""
        for file in self._files():
            text = file.read_text("utf-8")
            # Reading TOML takes long: only the one table that is needed.
            _, found, rest = f"\n{text}".partition(f"\n[{drill}]\n")
            if found:
                table = tomllib.loads(rest.partition("\n[")[0])
                return _figure(drill, table, self._poses)
        return None

    def _files(self) -> list[Path]:
        files = sorted(self._folder.glob("*.toml"))
        return [file for file in files if file.name != "poses.toml"]


def figures_folder() -> Path:
    """Return the folder of the figures that come with movebreak."""
    return Path(__file__).parent.parent / "catalogue" / "figures"


def _figure(
    drill: str, table: dict[str, Any], poses: Mapping[str, dict[str, float]]
) -> Figure:
    frames = tuple(_frame(each, table, poses) for each in table["frames"])
    props = tuple(
        Prop(**{**each, "at": tuple(each.get("at", ()))})
        for each in table.get("props", ())
    )
    given = {
        name: table[name]
        for name in ("view", "show", "ghost", "move", "jumps")
        if name in table
    }
    trail = tuple(table.get("trail", ()))
    return Figure(id=drill, frames=frames, props=props, trail=trail, **given)


def _frame(
    entry: dict[str, Any],
    table: dict[str, Any],
    poses: Mapping[str, dict[str, float]],
) -> Frame:
    pose: Pose = _angles(entry, poses)
    frame = Frame(pose, rest=entry.get("rest", table.get("rest", "feet")))
    numbers = {name: entry[name] for name in ("x", "lift", "hold") if name in entry}
    frame = replace(frame, **numbers, glow=tuple(entry.get("glow", ())))
    return replace(frame, pose=mirrored(pose)) if entry.get("mirror") else frame


def _angles(
    table: dict[str, Any], poses: Mapping[str, dict[str, float]]
) -> dict[str, float]:
    """Return all angles of a pose written short: `arms` is both, `-out` sideways."""
    pose = dict(poses[table.get("like", "")])
    for name, value in table.items():
        if name in TURNS:
            pose[name] = value
        elif name.removesuffix("-out") in SPINE:
            pose[name] = value
            # One number bends the whole spine, until a later one says otherwise.
            later = SPINE[SPINE.index(name.removesuffix("-out")) + 1 :]
            for each in later:
                pose[each + ("-out" if name.endswith("-out") else "")] = value
        elif name.startswith(("arm", "leg")):
            pose |= _limb(name, value)
    return pose


def _limb(name: str, degrees: list[float]) -> dict[str, float]:
    out = "-out" if name.endswith("-out") else ""
    parts = ARM if name.startswith("arm") else LEG
    sides = [side for side in SIDES if side in name] or SIDES
    return {
        f"{part}-{side}{out}": angle
        for side in sides
        for part, angle in zip(parts, degrees, strict=False)
    }
