"""The things about a drill, as strokes in the plane of the picture."""

from collections.abc import Callable
from itertools import pairwise

from movebreak.surfaces.held import HELD, tennis_ball
from movebreak.surfaces.poses import Figure, Prop
from movebreak.surfaces.skeleton import Point
from movebreak.surfaces.strokes import BALL, GEAR, SOFT, THING, Stroke, dashed
from movebreak.surfaces.views import VIEWS, Spot, Spots, View

SEAT_TOP, DESK_TOP, STEP_TOP = 0.2, 0.46, 0.14
# Seen from the front: who lies on a side then lies across the picture.
ACROSS = VIEWS["front"].yaw


def floor(left: float, right: float) -> Stroke:
    """Return the line everything stands on."""
    return Stroke(((left, -0.012), (right, -0.012)), 0.014, SOFT)


def strokes(prop: Prop, figure: Figure, spots: Spots) -> tuple[Stroke, ...]:
    """Return the thing as it stands in the picture, or where it is held."""
    if prop.view not in {"", figure.view}:
        return ()
    if prop.kind in STANDING:
        drawn = STANDING[prop.kind](prop, figure.view)
        return tuple(each for s in drawn for each in dashed(s)) if prop.pale else drawn
    return HELD[prop.kind]([spots[name] for name in prop.at])


def in_front(prop: Prop) -> bool:
    """Say whether the thing is nearer than the body."""
    return prop.kind in HELD or prop.kind == "armrest"


def _box(left: float, bottom: float, right: float, top: float) -> tuple[Spot, ...]:
    return ((left, bottom), (right, bottom), (right, top), (left, top))


def _chair(prop: Prop, view: str) -> tuple[Stroke, ...]:
    x, top = prop.x, SEAT_TOP
    if VIEWS[view].rise:
        return _chair_from_above(x, VIEWS[view])
    if view in {"front", "behind"}:
        half = 0.13
        back = _box(x - half + 0.03, top + 0.1, x + half - 0.03, top + 0.29)
        legs = [((x + s * half, top), (x + s * half, 0.012)) for s in (-1, 1)]
        return (
            Stroke(back, 0.03, SOFT, filled=True),
            *(Stroke(leg, 0.024, THING) for leg in legs),
            Stroke(((x - half, top), (x + half, top)), 0.034, THING),
        )
    return (
        Stroke(((x - 0.12, top), (x - 0.15, top + 0.33)), 0.03, THING),
        Stroke(((x - 0.11, top), (x - 0.12, 0.012)), 0.024, THING),
        Stroke(((x + 0.12, top), (x + 0.13, 0.012)), 0.024, THING),
        Stroke(((x - 0.12, top), (x + 0.12, top)), 0.034, THING),
    )


def _chair_from_above(x: float, eye: View) -> tuple[Stroke, ...]:
    def across(ahead: float, up: float, way: int = 1) -> list[Spot]:
        ends = (0.13, -0.13)[::way]
        return [eye.seen(Point(x + ahead, up, z)) for z in ends]

    top, feet = SEAT_TOP, 0.0
    legs = [
        leg
        for ahead in (-0.13, 0.13)
        for leg in zip(across(ahead, top), across(ahead, feet), strict=True)
    ]
    back = (*across(-0.15, top + 0.1), *across(-0.15, top + 0.33, -1))
    seat = (*across(-0.13, top), *across(0.13, top, -1))
    return (
        *(Stroke(leg, 0.024, THING) for leg in legs),
        Stroke(back, 0.03, SOFT, filled=True),
        Stroke(seat, 0.03, THING, filled=True),
    )


def _armchair(prop: Prop, view: str) -> tuple[Stroke, ...]:
    return (*_chair(prop, view), *_armrest(prop, view))


def _armrest(prop: Prop, view: str) -> tuple[Stroke, ...]:
    x, top = prop.x, SEAT_TOP + 0.14
    if view == "front":
        rests = [((x + s * 0.16, top), (x + s * 0.16, SEAT_TOP)) for s in (-1, 1)]
        return tuple(Stroke(each, 0.03, THING) for each in rests)
    post = Stroke(((x + 0.07, top), (x + 0.07, SEAT_TOP)), 0.024, THING)
    return (post, Stroke(((x - 0.12, top), (x + 0.1, top)), 0.03, THING))


def _desk(prop: Prop, view: str) -> tuple[Stroke, ...]:
    x, top = prop.x, prop.y or DESK_TOP
    end = x + (prop.wide or (0.4 if view == "side" else 0.36))
    return (
        Stroke(((x, top), (end, top)), 0.03, THING),
        Stroke(((end - 0.05, top), (end - 0.05, 0.012)), 0.024, THING),
        Stroke(((x + 0.07, top), (x + 0.07, 0.012)), 0.024, SOFT),
    )


def _wall(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    edges = sorted((prop.x, prop.x + (0.07 if prop.x > 0 else -0.07)))
    return (Stroke(_box(edges[0], 0.0, edges[1], 1.0), 0.012, SOFT, filled=True),)


def _stool(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    x, top = prop.x, SEAT_TOP
    legs = [((x + s * 0.1, top), (x + s * 0.13, 0.012)) for s in (-1, 1)]
    return (
        *(Stroke(leg, 0.024, THING) for leg in legs),
        Stroke(((x - 0.14, top), (x + 0.14, top)), 0.034, THING),
    )


def _mat(prop: Prop, view: str) -> tuple[Stroke, ...]:
    half = prop.wide / 2 or 0.55
    eye = VIEWS[view]
    if eye.rise:
        corners = ((-half, -0.2), (half, -0.2), (half, 0.2), (-half, 0.2))
        # Who lies across the picture lies along the mat.
        points = [
            Point(z, 0.0, prop.x + x)
            if eye.yaw == ACROSS
            else Point(prop.x + x, 0.0, z)
            for x, z in corners
        ]
        spots = [eye.seen(point) for point in points]
        return (Stroke(tuple(spots), 0.02, SOFT, filled=True),)
    return (Stroke(((prop.x - half, -0.016), (prop.x + half, -0.016)), 0.03, THING),)


def _rope(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    """Return a line on the floor to stand on."""
    return (Stroke(((prop.x - 0.4, -0.014), (prop.x + 0.4, -0.014)), 0.02, GEAR),)


def _step(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    box = _box(prop.x, 0.015, prop.x + 0.3, STEP_TOP - 0.015)
    return (Stroke(box, 0.03, THING, filled=True),)


def _stairs(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    x, rise, run = prop.x, STEP_TOP, 0.2
    tops = [(x + n * run, n * rise) for n in range(4)]
    outline = [spot for a, b in pairwise(tops) for spot in (a, (a[0], b[1]))]
    shape = (*outline, (tops[-1][0] + 0.1, tops[-1][1]), (tops[-1][0] + 0.1, 0.0))
    return (Stroke(tuple(shape), 0.012, SOFT, filled=True),)


def _cooler(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    """Return a water cooler with its bottle upside down, and a drop."""
    x, top = prop.x, 0.46
    bottle = _box(x - 0.075, top + 0.1, x + 0.075, top + 0.27)
    drop = ((x - 0.13, 0.275), (x - 0.141, 0.23), (x - 0.119, 0.23))
    return (
        Stroke(((x, top), (x, top + 0.1)), 0.07, SOFT),
        Stroke(bottle, 0.05, SOFT, filled=True),
        Stroke(_box(x - 0.08, 0.02, x + 0.08, top), 0.03, THING, filled=True),
        Stroke(((x - 0.08, 0.33), (x - 0.13, 0.33)), 0.024, THING),
        Stroke(drop, 0.024, GEAR, filled=True),
    )


def _window(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    """Return a window with hills far away."""
    x, y = prop.x, prop.y
    wide, high = 0.2, 0.22
    hills = ((x - 0.2, y), (x - 0.09, y + 0.09), (x, y), (x + 0.1, y + 0.06))
    land = (*hills, (x + wide, y), (x + wide, y - high), (x - wide, y - high))
    frame = _box(x - wide, y - high, x + wide, y + high)
    return (
        Stroke(land, 0.01, SOFT, filled=True),
        Stroke(((x + 0.1, y + 0.14),), 0.07, BALL),
        Stroke(((x, y - high), (x, y + high)), 0.016, THING),
        Stroke(((x - wide, y), (x + wide, y)), 0.016, THING),
        Stroke((*frame, frame[0]), 0.03, THING),
    )


def _doors(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    """Return the doors of a corridor."""
    doors = []
    for x in (prop.x - 0.5, prop.x, prop.x + 0.5):
        frame = ((x - 0.15, 0.0), (x - 0.15, 0.98), (x + 0.15, 0.98), (x + 0.15, 0.0))
        doors += [
            Stroke(frame, 0.02, SOFT),
            Stroke(((x + 0.1, 0.5),), 0.03, SOFT),
        ]
    return tuple(doors)


def _track(prop: Prop, view: str) -> tuple[Stroke, ...]:
    """Return a running track with the line where a race starts."""
    eye = VIEWS[view]

    def line(*ends: Spot) -> tuple[Spot, ...]:
        return tuple(eye.seen(Point(prop.x + x, 0.0, z)) for x, z in ends)

    ground = line((-0.6, -0.26), (0.6, -0.26), (0.6, 0.26), (-0.6, 0.26))
    lanes = [line((-0.6, z), (0.6, z)) for z in (-0.26, 0.26)]
    return (
        Stroke(ground, 0.01, SOFT, filled=True),
        *(Stroke(lane, 0.02, "ground") for lane in lanes),
        Stroke(line((0.0, -0.26), (0.0, 0.26)), 0.036, GEAR),
    )


def _pillow(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    return (Stroke(((prop.x - 0.05, prop.y), (prop.x + 0.05, prop.y)), 0.14, THING),)


def _roller(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    return (
        Stroke(((prop.x, prop.y),), 0.15, THING),
        Stroke(((prop.x, prop.y),), 0.04, SOFT),
    )


def _ball_there(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    return tennis_ball((prop.x, prop.y))


STANDING: dict[str, Callable[[Prop, str], tuple[Stroke, ...]]] = {
    "chair": _chair,
    "armchair": _armchair,
    "armrest": _armrest,
    "desk": _desk,
    "wall": _wall,
    "stool": _stool,
    "mat": _mat,
    "rope": _rope,
    "step": _step,
    "stairs": _stairs,
    "cooler": _cooler,
    "window": _window,
    "doors": _doors,
    "track": _track,
    "pillow": _pillow,
    "roller": _roller,
    "tennis-ball": _ball_there,
}
