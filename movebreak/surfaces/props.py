"""The things about a drill, as strokes in the plane of the picture."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from movebreak.surfaces.poses import Figure, Prop
from movebreak.surfaces.skeleton import Point
from movebreak.surfaces.strokes import ACCENT, SOFT, THING, Stroke
from movebreak.surfaces.views import VIEWS, Spot, Spots

SEAT_TOP, DESK_TOP, STEP_TOP = 0.2, 0.46, 0.14


def floor(left: float, right: float) -> Stroke:
    """Return the line everything stands on."""
    return Stroke(((left, -0.012), (right, -0.012)), 0.014, SOFT)


def strokes(prop: Prop, figure: Figure, spots: Spots) -> tuple[Stroke, ...]:
    """Return the thing as it stands in the picture, or where it is held."""
    if prop.kind in STANDING:
        return STANDING[prop.kind](prop, figure.view)
    return HELD[prop.kind]([spots[name] for name in prop.at])


def in_front(prop: Prop) -> bool:
    """Say whether the thing is nearer than the body."""
    return prop.kind in HELD or prop.kind == "armrest"


def _box(left: float, bottom: float, right: float, top: float) -> tuple[Spot, ...]:
    return ((left, bottom), (right, bottom), (right, top), (left, top))


def _chair(prop: Prop, view: str) -> tuple[Stroke, ...]:
    x, top = prop.x, SEAT_TOP
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
    x, top = prop.x, DESK_TOP
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
        along = [(z, x) if view == "high-front" else (x, z) for x, z in corners]
        spots = [eye.seen(Point(prop.x + x, 0.0, z)) for x, z in along]
        return (Stroke(tuple(spots), 0.02, SOFT, filled=True),)
    return (Stroke(((prop.x - half, -0.016), (prop.x + half, -0.016)), 0.03, THING),)


def _rope(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    """Return a line on the floor to stand on."""
    return (Stroke(((prop.x - 0.4, -0.014), (prop.x + 0.4, -0.014)), 0.02, ACCENT),)


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
        Stroke(drop, 0.024, ACCENT, filled=True),
    )


def _window(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    x, y = prop.x, prop.y
    hill = ((x - 0.13, y - 0.12), (x - 0.02, y + 0.02), (x + 0.05, y - 0.05))
    frame = (*_box(x - 0.17, y - 0.17, x + 0.17, y + 0.17), (x - 0.17, y - 0.17))
    return (
        Stroke((*hill, (x + 0.13, y - 0.12)), 0.02, SOFT, filled=True),
        Stroke(((x + 0.09, y + 0.08),), 0.07, ACCENT),
        Stroke(frame, 0.026, THING),
    )


def _pillow(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    return (Stroke(((prop.x - 0.05, prop.y), (prop.x + 0.05, prop.y)), 0.14, THING),)


def _roller(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    return (
        Stroke(((prop.x, prop.y),), 0.15, THING),
        Stroke(((prop.x, prop.y),), 0.04, SOFT),
    )


def _ball_there(prop: Prop, _view: str) -> tuple[Stroke, ...]:
    return (Stroke(((prop.x, prop.y),), 0.075, ACCENT),)


def _dumbbell(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    (x, y) = spots[0]
    bar = Stroke(((x - 0.06, y), (x + 0.06, y)), 0.022, ACCENT)
    ends = [((x + s, y - 0.025), (x + s, y + 0.025)) for s in (-0.06, 0.06)]
    return (bar, *(Stroke(end, 0.036, ACCENT) for end in ends))


def _bottle(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    (x, y) = spots[0]
    return (
        Stroke(((x, y - 0.045), (x, y + 0.04)), 0.056, ACCENT),
        Stroke(((x, y + 0.04), (x, y + 0.085)), 0.026, ACCENT),
    )


def _bag(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    (x, y) = spots[0]
    strap = ((x - 0.045, y - 0.08), (x, y), (x + 0.045, y - 0.08))
    box = _box(x - 0.06, y - 0.2, x + 0.06, y - 0.09)
    return (Stroke(strap, 0.016, ACCENT), Stroke(box, 0.03, ACCENT, filled=True))


def _band(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    return (Stroke(tuple(spots), 0.022, ACCENT),)


def _ball(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    return (Stroke((spots[0],), 0.085, ACCENT),)


def _rod(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    return (Stroke(tuple(spots), 0.05, ACCENT),)


def _fist(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    return tuple(Stroke((spot,), 0.075, ACCENT) for spot in spots)


def _palm(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """Return hands held up flat, as to stop somebody."""
    return tuple(
        Stroke(((x, y - 0.01), (x + 0.01, y + 0.065)), 0.04, "right") for x, y in spots
    )


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
    "pillow": _pillow,
    "roller": _roller,
    "tennis-ball": _ball_there,
}
HELD: dict[str, Callable[[Sequence[Spot]], tuple[Stroke, ...]]] = {
    "dumbbell": _dumbbell,
    "bottle": _bottle,
    "bag": _bag,
    "band": _band,
    "ball": _ball,
    "rod": _rod,
    "fist": _fist,
    "palm": _palm,
}
