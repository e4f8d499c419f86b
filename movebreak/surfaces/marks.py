"""Signs about a body, as strokes: where the work is felt, and what no pose can tell."""

from collections.abc import Callable

from movebreak.surfaces.poses import Mark
from movebreak.surfaces.skeleton import ENDS, SIDES
from movebreak.surfaces.strokes import (
    ACCENT,
    FAINT,
    LINE,
    Stroke,
    arc,
    arrow,
    moved,
    on_way,
)
from movebreak.surfaces.symbols import SYMBOLS
from movebreak.surfaces.views import Spot, Spots

# A muscle that works is a patch; one that grows long is a band along the limb.
PATCH, BAND, BONE = 0.085, 0.036, 0.03
STARTS = {"upper": "shoulder", "fore": "elbow", "thigh": "hip", "shin": "knee"}
MUSCLES = {
    f"{part}-{side}": (f"{start}-{side}", f"{ENDS[part]}-{side}")
    for part, start in STARTS.items()
    for side in SIDES
}
SPINE_BONES = 5
SWING = 27
# From the middle of a waist down to the top of the gap below it.
UNDER = 0.065
# A wisp of air: so many short steps, the later half of them turned by so much each.
WISP, CURL = 14, 32


def patch(name: str, spots: Spots, ink: str = ACCENT) -> tuple[Stroke, ...]:
    """Return the place, limb or stretch of the body where the work is felt."""
    if name == "spine":
        ends = spots["waist"], spots["neck"]
        parts = [n / (SPINE_BONES - 1) for n in range(SPINE_BONES)]
        return tuple(Stroke((on_way(*ends, part),), BONE, ink) for part in parts)
    if name.startswith("front-"):
        return (Stroke(tuple(spots[f"{name}-{n}"] for n in range(3)), BAND, ink),)
    if name in MUSCLES:
        start, end = (spots[each] for each in MUSCLES[name])
        line = (on_way(start, end, 0.25), on_way(start, end, 0.8))
        return (Stroke(line, BAND, ink),)
    return (Stroke((spots[name],), PATCH, ink),)


def strokes(mark: Mark, spots: Spots) -> tuple[Stroke, ...]:
    """Return the sign beside its place."""
    x, y = spots[mark.at]
    return MARKS[mark.kind]((x + mark.x, y + mark.y), mark)


def _squeeze(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    near, far = 0.065 * mark.size, 0.065 * mark.size + 0.1
    ways = (mark.toward, mark.toward + 180)
    return tuple(
        each
        for way in ways
        for each in arrow((moved(at, way, far), moved(at, way, near)))
    )


def _light(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a small pale patch: the work is felt, but only just."""
    return (Stroke((at,), 0.7 * PATCH * mark.size, FAINT),)


def _push(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    start = moved(at, mark.toward, 0.05)
    return arrow((start, moved(start, mark.toward, 0.11 * mark.size)))


def _to_and_fro(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    ends = [moved(at, mark.toward + turn, 0.1 * mark.size) for turn in (0, 180)]
    return (*arrow((at, ends[0])), *arrow((at, ends[1])))


def _round(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return an arrow on a level, in front of what turns about an upright axis."""
    way = 1 if mark.toward > 0 else -1
    turns = (-100 * way, 80 * way)
    return arrow(tuple(arc(at, 0.1 * mark.size, 0.05 * mark.size, turns)))


def _circle(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    size = 0.085 * mark.size
    return arrow(tuple(arc(at, size, size, (mark.toward, mark.toward + 300))))


def _swing(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return an arrow about a joint, as far from it as its limb reaches."""
    size = 0.1 * mark.size
    ends = (mark.toward - SWING, mark.toward + SWING)
    return arrow(tuple(arc(at, size, size, ends)))


def _sway(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return the same arrow to and fro."""
    path = _swing(at, mark)[0].points
    return (*arrow(path), *arrow(path[::-1]))


def _lap(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a long way there and back on the floor under this place."""
    x, far = at[0], 0.5 * mark.size
    bend = arc((x + far, -0.11), 0.07, 0.05, (180, 0))
    return arrow(((x - far, -0.06), *bend, (x - far, -0.16)))


def _dashes(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a broken line through this place, for how straight or how deep."""
    steps = range(round(-2 * mark.size), round(2 * mark.size) + 1)
    return tuple(
        Stroke(
            (
                moved(at, mark.toward, 0.07 * n - 0.018),
                moved(at, mark.toward, 0.07 * n + 0.018),
            ),
            0.018,
            ACCENT,
        )
        for n in steps
    )


def _gap(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return the room between a back and the floor."""
    bow = arc((at[0], 0.02), 0.08 * mark.size, at[1] - UNDER, (90, 270))
    return (Stroke(tuple(bow), 0.018, ACCENT),)


def _flat(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return that room closed: a line where the bow was, pressed down from above."""
    far = 0.08 * mark.size
    line = Stroke(((at[0] - far, 0.02), (at[0] + far, 0.02)), 0.018, ACCENT)
    return (line, *arrow(((at[0], at[1] + 0.2), (at[0], at[1] + 0.06))))


def _wave(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return arcs on both sides of what goes to and fro."""
    bows = [
        arc(at, far, far, (mark.toward + turn - 28, mark.toward + turn + 28))
        for far in (0.1 * mark.size, 0.145 * mark.size)
        for turn in (-90, 90)
    ]
    return tuple(Stroke(tuple(bow), 0.016, ACCENT) for bow in bows)


def _breath(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return two wisps of air that leave the nose and curl away from each other."""
    wisps = []
    for side in (-1, 1):
        way = mark.toward
        wisp = [moved(moved(at, way, 0.05), way + 90, side * 0.016)]
        for step in range(WISP):
            wisp.append(moved(wisp[-1], way, 0.014))
            way += side * CURL if step >= WISP // 2 else side
        wisps.append(Stroke(tuple(wisp), 0.013, ACCENT))
    return tuple(wisps)


def _gaze(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    steps = range(int(6 * mark.size))
    dashes = [
        (
            moved(at, mark.toward, 0.06 * n + 0.05),
            moved(at, mark.toward, 0.06 * n + 0.08),
        )
        for n in steps
    ]
    return tuple(Stroke(each, 0.014, ACCENT) for each in dashes)


def _rays(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return short lines around a touch, half a round of them."""
    return tuple(
        Stroke(
            (moved(at, way, 0.07), moved(at, way, 0.07 + 0.04 * mark.size)),
            0.016,
            ACCENT,
        )
        for way in (mark.toward + turn for turn in (-80, -40, 0, 40, 80))
    )


def _bounce(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return arcs on the floor, as under a ball."""
    x, far = at[0], 0.09 * mark.size
    left = arc((x - far, 0.03), 0.07, 0.05, (-150, -30))
    right = arc((x + far, 0.03), 0.07, 0.05, (30, 150))
    return tuple(Stroke(tuple(each), LINE, ACCENT) for each in (left, right))


MARKS: dict[str, Callable[[Spot, Mark], tuple[Stroke, ...]]] = {
    "squeeze": _squeeze,
    "light": _light,
    "push": _push,
    "to-and-fro": _to_and_fro,
    "round": _round,
    "circle": _circle,
    "lap": _lap,
    "swing": _swing,
    "sway": _sway,
    "dashes": _dashes,
    "gap": _gap,
    "flat": _flat,
    "wave": _wave,
    "breath": _breath,
    "gaze": _gaze,
    "rays": _rays,
    "bounce": _bounce,
    **SYMBOLS,
}
