"""The picture of a drill as a value: frames of a body at rest somewhere."""

from collections.abc import Iterator
from functools import cached_property

from movebreak.frozen import dataclass
from movebreak.surfaces.skeleton import (
    HIP,
    SEAT_HEIGHT,
    SIDES,
    Joints,
    Point,
    Pose,
    blend,
    joints,
    lowest,
)
from movebreak.surfaces.views import VIEWS, View

FEET = tuple(f"{part}-{side}" for side in SIDES for part in ("ankle", "toe"))
# Samples of one movement: enough to look smooth at a walking pace.
SMOOTH = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign beside a place on the body: what is done there that no pose tells."""

    kind: str
    at: str
    toward: float = 90.0
    size: float = 1.0
    x: float = 0.0
    y: float = 0.0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A pose, what it rests on, and how many seconds it is held."""

    pose: Pose
    rest: str = "feet"
    x: float = 0.0
    lift: float = 0.0
    hold: float = 0.6
    glow: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    # In a strip a pose may be seen from elsewhere.
    view: str = ""

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
    wide: float = 0.0
    at: tuple[str, ...] = ()
    # Only imagined, or where it was before.
    pale: bool = False
    # Where it stands when seen from there; nowhere else.
    view: str = ""


@dataclass(frozen=True)
class Figure:
    """How one drill looks: its frames in order, over and over."""

    id: str
    frames: tuple[Frame, ...]
    view: str = "side"
    props: tuple[Prop, ...] = ()
    show: int = -1
    ghosts: tuple[int, ...] = ()
    strip: tuple[int, ...] = ()
    aside: float = 0.0
    trail: tuple[str, ...] = ()
    returns: bool = False
    # Any pose of the strip will do.
    choice: bool = False
    move: float = 0.6
    jumps: bool = False

    @cached_property
    def eye(self) -> View:
        """Return from where it is seen."""
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

    def shares(self, number: int) -> list[float]:
        """Return how far each moment is this frame: wholly, in part or not at all."""
        ways = (0.0, *(step / SMOOTH for step in range(SMOOTH)))
        shares = []
        for here in range(len(self.frames)):
            after = (here + 1) % len(self.frames)
            shares += [(here == number) * (1 - w) + (after == number) * w for w in ways]
        return [*shares, float(number == 0)]


def between(one: Frame, other: Frame, part: float) -> Joints:
    """Return the joints on the way from one frame to the other, slow at both ends."""
    eased = part * part * (3 - 2 * part)
    found = joints(blend(one.pose, other.pose, eased))
    start, end = _place(found, one), _place(found, other)
    place = start.plus(end.plus(start, -1), eased)
    # Who rises from a chair would else push the feet into the floor half-way.
    place = place._replace(y=max(place.y, -lowest(found)))
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
