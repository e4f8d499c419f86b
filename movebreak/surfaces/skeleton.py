"""A body of limbs and joints: angles in, points out, each limb always as long."""

from collections.abc import Iterable, Mapping
from math import cos, radians, sin, sqrt
from typing import NamedTuple

Pose = Mapping[str, float]

SIDES = ("left", "right")
ARM = ("upper", "fore")
LEG = ("thigh", "shin", "foot")
SPINE = ("trunk", "chest", "head")
TURNS = ("turn", "look", "tip")

# In body heights. The chest goes from the waist to the neck, where the arms begin.
LENGTHS = {
    "trunk": 0.13,
    "chest": 0.16,
    "head": 0.125,
    "upper": 0.16,
    "fore": 0.155,
    "thigh": 0.24,
    "shin": 0.24,
    "foot": 0.1,
}
HIP, SHOULDER, NOSE, FLESH = 0.052, 0.082, 0.072, 0.05
# Eyes: how far apart, above the nose, and inside the round of the head.
EYE_APART, EYE_HIGH, EYE_DEEP = 28, 0.012, 0.058
# Where the front of a hip is drawn: so far ahead of waist, hip and mid-thigh.
HIP_FRONT = (0.042, 0.05, 0.034)
# Where a joint touches the floor: half as thick as the body is there.
LIMB, TORSO, SKULL = 0.028, 0.05, 0.07
THICKNESS = {"pelvis": TORSO, "waist": TORSO, "neck": 0.04, "head": SKULL}
SEAT_HEIGHT = LENGTHS["shin"] + LIMB

SEGMENTS = (*SPINE, *(f"{part}-{side}" for side in SIDES for part in (*ARM, *LEG)))
ANGLES = (*SEGMENTS, *(f"{each}-out" for each in SEGMENTS), *TURNS)
# Places on the body that are no joints, to look with or to point at.
FLESHY = ("nose", "eye", "seat", "blade", "chest", "back", "front")
ENDS = {"upper": "elbow", "fore": "hand", "thigh": "knee", "shin": "ankle"}


class Point(NamedTuple):
    """A place in body heights: ahead, up, and to the body's left."""

    x: float
    y: float
    z: float = 0.0

    def plus(self, other: "Point", times: float = 1.0) -> "Point":
        """Return this point moved along `other`."""
        return Point(
            self.x + other.x * times,
            self.y + other.y * times,
            self.z + other.z * times,
        )


Joints = dict[str, Point]


def along(pitch: float, out: float) -> Point:
    """Return the way a limb points that hangs at rest, angles in degrees.

    The pitch goes ahead from straight down; then `out` goes to the left.
    """
    p, o = radians(pitch), radians(out)
    return Point(cos(o) * sin(p), -cos(o) * cos(p), sin(o))


def upward(pitch: float, out: float) -> Point:
    """Return the way the spine points: ahead from straight up, then to the left."""
    return along(180 - pitch, out)


def turned(point: Point, degrees: float) -> Point:
    """Turn a point to the left about the upright axis."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return Point(point.x * c - point.z * s, point.y, point.x * s + point.z * c)


def tipped(point: Point, degrees: float) -> Point:
    """Tip a point over to the left, as when the body lies on that side."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return Point(point.x, point.y * c - point.z * s, point.y * s + point.z * c)


def angle_between(one: Point, other: Point) -> float:
    """Return the cosine of the angle between two ways."""
    scale = sqrt(sum(each**2 for each in one) * sum(each**2 for each in other))
    return sum(a * b for a, b in zip(one, other, strict=True)) / scale


def blend(one: Pose, other: Pose, part: float) -> Pose:
    """Return the pose on the way from one, at 0, to the other, at 1."""
    return {name: one[name] + (other[name] - one[name]) * part for name in one}


def mirrored(pose: Pose) -> Pose:
    """Return the pose with left and right exchanged."""
    swapped = {}
    for name, degrees in pose.items():
        if "-left" in name:
            swapped[name.replace("-left", "-right")] = degrees
        elif "-right" in name:
            swapped[name.replace("-right", "-left")] = degrees
        else:
            sideways = name.endswith("-out") or name in TURNS
            swapped[name] = -degrees if sideways else degrees
    return swapped


def joints(pose: Pose) -> Joints:
    """Return where all joints are when the pelvis is at the origin."""
    found = _spine(pose)
    for side, sign in (("left", 1), ("right", -1)):
        found[f"shoulder-{side}"] = found["neck"].plus(_across(pose), sign * SHOULDER)
        found[f"hip-{side}"] = Point(0, 0, sign * HIP)
        found |= _limb(pose, found[f"shoulder-{side}"], ARM, side)
        found |= _limb(pose, found[f"hip-{side}"], LEG, side)
    for side, sign in (("left", 1), ("right", -1)):
        across = _across({**pose, "turn": pose["turn"] / 2})
        found[f"waist-{side}"] = found["waist"].plus(across, sign * HIP)
    found |= _flesh(pose, found) | _eyes(pose, found)
    return {name: tipped(point, pose["tip"]) for name, point in found.items()}


def thickness(name: str) -> float:
    """Return how far the body reaches around this joint."""
    return THICKNESS.get(name, LIMB)


def lowest(found: Joints, names: Iterable[str] = ()) -> float:
    """Return the height of the lowest skin about these joints, or about all."""
    solid = [each for each in found if not each.startswith(FLESHY)]
    return min(found[name].y - thickness(name) for name in names or solid)


def _spine(pose: Pose) -> Joints:
    found = {"pelvis": Point(0, 0, 0)}
    last = found["pelvis"]
    for part, end in zip(SPINE, ("waist", "neck", "head"), strict=True):
        way = upward(pose[part], pose[f"{part}-out"])
        last = last.plus(way, LENGTHS[part])
        found[end] = last
    # The face looks at right angles to the neck: down when the head bends ahead.
    face = Point(cos(radians(pose["head"])), -sin(radians(pose["head"])), 0)
    found["nose"] = last.plus(turned(face, pose["turn"] + pose["look"]), NOSE)
    return found


def _across(pose: Pose) -> Point:
    lean = radians(pose["chest-out"])
    return turned(Point(0, -sin(lean), cos(lean)), pose["turn"])


def _limb(pose: Pose, start: Point, parts: tuple[str, ...], side: str) -> Joints:
    sign = 1 if side == "left" else -1
    found, last = {}, start
    for part in parts:
        name = f"{part}-{side}"
        way = along(pose[name], sign * pose[f"{name}-out"])
        if parts is ARM:
            way = turned(way, pose["turn"])
        last = last.plus(way, LENGTHS[part])
        found[f"{ENDS.get(part, 'toe')}-{side}"] = last
    return found


def _eyes(pose: Pose, found: Joints) -> Joints:
    """Return the eyes, on the face."""
    bend, gaze = radians(pose["head"]), pose["turn"] + pose["look"]
    crown = Point(sin(bend) * EYE_HIGH, cos(bend) * EYE_HIGH, 0)
    eyes = {}
    for side, sign in (("left", 1), ("right", -1)):
        apart = radians(sign * EYE_APART)
        ahead = cos(apart) * EYE_DEEP
        way = Point(cos(bend) * ahead, -sin(bend) * ahead, sin(apart) * EYE_DEEP)
        eyes[f"eye-{side}"] = found["head"].plus(turned(way.plus(crown), gaze))
    return eyes


def _flesh(pose: Pose, found: Joints) -> Joints:
    """Return places on the body that are no joints, to point at."""
    hips, ribs = _ahead(pose["trunk"]), turned(_ahead(pose["chest"]), pose["turn"])
    middle = found["waist"].plus(found["neck"].plus(found["waist"], -1), 0.65)
    across = _across(pose)
    places = {
        "seat": found["pelvis"].plus(hips, -FLESH),
        "back": found["waist"].plus(hips, -FLESH),
        "chest": middle.plus(ribs, FLESH),
        "blades": middle.plus(ribs, -FLESH),
    }
    for side, sign in (("left", 1), ("right", -1)):
        hip = found[f"hip-{side}"]
        thigh = found[f"knee-{side}"].plus(hip, -1)
        pitch = pose[f"thigh-{side}"]
        places[f"seat-{side}"] = hip.plus(hips, -FLESH)
        places[f"blade-{side}"] = places["blades"].plus(across, sign * HIP)
        fronts = (
            hip.plus(found["waist"].plus(found["pelvis"], -1), 0.8).plus(
                hips, HIP_FRONT[0]
            ),
            hip.plus(_ahead((pose["trunk"] - pitch) / 2), HIP_FRONT[1]),
            hip.plus(thigh, 0.5).plus(_ahead(-pitch), HIP_FRONT[2]),
        )
        for number, front in enumerate(fronts):
            places[f"front-{side}-{number}"] = front
    return places


def _ahead(bend: float) -> Point:
    """Return the way ahead of a piece of the body bent ahead by so much."""
    return Point(cos(radians(bend)), -sin(radians(bend)), 0)
