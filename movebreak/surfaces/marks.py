"""Signs about a body, as strokes: where the work is felt, and what no pose can tell."""

from collections.abc import Callable
from math import cos, hypot, radians, sin

from movebreak.surfaces.poses import Mark
from movebreak.surfaces.props import ACCENT, SOFT, Stroke
from movebreak.surfaces.skeleton import ENDS, SIDES
from movebreak.surfaces.views import Spot, Spots

LINE, BARB = 0.02, 0.048
# A muscle that works is a patch; one that grows long is a band along the limb.
PATCH, BAND, BONE = 0.085, 0.036, 0.03
STARTS = {"upper": "shoulder", "fore": "elbow", "thigh": "hip", "shin": "knee"}
MUSCLES = {
    f"{part}-{side}": (f"{start}-{side}", f"{ENDS[part]}-{side}")
    for part, start in STARTS.items()
    for side in SIDES
}
SPINE_BONES = 5


def patch(name: str, spots: Spots, ink: str = ACCENT) -> tuple[Stroke, ...]:
    """Return the place, limb or stretch of the body where the work is felt."""
    if name == "spine":
        ends = spots["waist"], spots["neck"]
        parts = [n / (SPINE_BONES - 1) for n in range(SPINE_BONES)]
        return tuple(Stroke((_on_way(*ends, part),), BONE, ink) for part in parts)
    if name.startswith("front-"):
        return (Stroke(tuple(spots[f"{name}-{n}"] for n in range(3)), BAND, ink),)
    if name in MUSCLES:
        start, end = (spots[each] for each in MUSCLES[name])
        line = (_on_way(start, end, 0.25), _on_way(start, end, 0.8))
        return (Stroke(line, BAND, ink),)
    return (Stroke((spots[name],), PATCH, ink),)


def strokes(mark: Mark, spots: Spots) -> tuple[Stroke, ...]:
    """Return the sign beside its place."""
    x, y = spots[mark.at]
    return MARKS[mark.kind]((x + mark.x, y + mark.y), mark)


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


def _on_way(start: Spot, end: Spot, part: float) -> Spot:
    return (
        start[0] + (end[0] - start[0]) * part,
        start[1] + (end[1] - start[1]) * part,
    )


def _moved(spot: Spot, degrees: float, far: float) -> Spot:
    """Return the spot that far away; 0 is down, 90 right and 180 up, as for limbs."""
    turn = radians(degrees)
    return (spot[0] + far * sin(turn), spot[1] - far * cos(turn))


def _arc(at: Spot, wide: float, high: float, turns: tuple[float, float]) -> list[Spot]:
    """Return a piece of a round, from one angle to another, as `_moved` counts them."""
    start, end = turns
    steps = [radians(start + (end - start) * n / 16) for n in range(17)]
    return [(at[0] + wide * sin(a), at[1] - high * cos(a)) for a in steps]


def _squeeze(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    near, far = 0.065 * mark.size, 0.065 * mark.size + 0.1
    ways = (mark.toward, mark.toward + 180)
    return tuple(
        each
        for way in ways
        for each in arrow((_moved(at, way, far), _moved(at, way, near)))
    )


def _push(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    start = _moved(at, mark.toward, 0.05)
    return arrow((start, _moved(start, mark.toward, 0.11 * mark.size)))


def _to_and_fro(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    ends = [_moved(at, mark.toward + turn, 0.1 * mark.size) for turn in (0, 180)]
    return (*arrow((at, ends[0])), *arrow((at, ends[1])))


def _turn(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return an arrow that goes to and fro over a head."""
    arc = _arc((at[0], at[1] + 0.08), 0.13 * mark.size, 0.07, (105, 255))
    return (*arrow(tuple(arc)), *arrow(tuple(reversed(arc))))


def _circle(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    size = 0.085 * mark.size
    return arrow(tuple(_arc(at, size, size, (mark.toward, mark.toward + 300))))


def _lap(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a round on the floor under this place."""
    ring = _arc((at[0], 0.0), 0.3 * mark.size, 0.055, (-150, 160))
    return arrow(tuple(ring))


def _breath(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return three wisps of air that leave the nose."""
    wisps = []
    for turn in (-24, 0, 24):
        way = mark.toward + turn
        start = _moved(at, way, 0.05)
        middle = _moved(_moved(start, way, 0.04), way + 90, 0.012)
        wisps.append(Stroke((start, middle, _moved(start, way, 0.085)), 0.014, ACCENT))
    return tuple(wisps)


def _gaze(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    steps = range(int(6 * mark.size))
    dashes = [
        (
            _moved(at, mark.toward, 0.06 * n + 0.05),
            _moved(at, mark.toward, 0.06 * n + 0.08),
        )
        for n in steps
    ]
    return tuple(Stroke(each, 0.014, ACCENT) for each in dashes)


def _thought(at: Spot, _mark: Mark) -> tuple[Stroke, ...]:
    """Return a bubble with what is felt."""
    bubbles = (((0.1, 0.08), 0.026), ((0.15, 0.12), 0.042), ((0.25, 0.19), 0.17))
    puffs = tuple(
        Stroke(((at[0] + x, at[1] + y),), width, SOFT) for (x, y), width in bubbles
    )
    return (*puffs, Stroke(((at[0] + 0.25, at[1] + 0.19),), 0.085, ACCENT))


def _rays(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return short lines around a touch, half a round of them."""
    return tuple(
        Stroke(
            (_moved(at, way, 0.07), _moved(at, way, 0.07 + 0.04 * mark.size)),
            0.016,
            ACCENT,
        )
        for way in (mark.toward + turn for turn in (-80, -40, 0, 40, 80))
    )


def _bounce(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return arcs on the floor, as under a ball."""
    x, far = at[0], 0.09 * mark.size
    left = _arc((x - far, 0.03), 0.07, 0.05, (-150, -30))
    right = _arc((x + far, 0.03), 0.07, 0.05, (30, 150))
    return tuple(Stroke(tuple(arc), LINE, ACCENT) for arc in (left, right))


def _music(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a pair of notes."""
    x, y = at
    feet = [(x, y), (x + 0.075, y + 0.015)]
    tops = [(foot[0] + 0.016, foot[1] + 0.1 * mark.size) for foot in feet]
    heads = tuple(Stroke((foot,), 0.04, ACCENT) for foot in feet)
    stems = tuple(
        Stroke(((top[0], foot[1]), top), 0.014, ACCENT)
        for foot, top in zip(feet, tops, strict=True)
    )
    return (*heads, *stems, Stroke((tops[0], tops[1]), 0.024, ACCENT))


def _beat(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return work and rest in turn, as a wave of steps."""
    steps = (
        (0, 0),
        (1, 0),
        (1, 1),
        (3, 1),
        (3, 0),
        (4, 0),
        (4, 1),
        (6, 1),
        (6, 0),
        (7, 0),
    )
    wide, high = 0.045 * mark.size, 0.1 * mark.size
    wave = tuple((at[0] + (x - 3.5) * wide, at[1] + y * high) for x, y in steps)
    return (Stroke(wave, LINE, ACCENT),)


def _clock(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a clock, for what is held long."""
    x, y = at
    size = 0.075 * mark.size
    hands = ((x, y + 0.75 * size), at, (x + 0.55 * size, y))
    ring = _arc(at, size, size, (0, 360))
    return (Stroke(tuple(ring), LINE, ACCENT), Stroke(hands, LINE, ACCENT))


MARKS: dict[str, Callable[[Spot, Mark], tuple[Stroke, ...]]] = {
    "squeeze": _squeeze,
    "push": _push,
    "to-and-fro": _to_and_fro,
    "turn": _turn,
    "circle": _circle,
    "lap": _lap,
    "breath": _breath,
    "gaze": _gaze,
    "thought": _thought,
    "rays": _rays,
    "bounce": _bounce,
    "music": _music,
    "beat": _beat,
    "clock": _clock,
}
