"""A close look at a piece of a body, in a disc beside it."""

from movebreak.surfaces.poses import Mark
from movebreak.surfaces.strokes import (
    FAINT,
    GEAR,
    SOFT,
    THING,
    Stroke,
    arc,
    arrow,
    sized,
)
from movebreak.surfaces.views import Spot

LENS = 0.13


def thought(at: Spot, _mark: Mark) -> tuple[Stroke, ...]:
    """Return a bubble with what is noticed: the seat from behind, under a lens."""
    bubbles = (((0.1, 0.08), 0.03), ((0.15, 0.13), 0.05), ((0.33, 0.27), 0.36))
    x, y = at[0] + 0.31, at[1] + 0.29
    hips = ((x - 0.045, y + 0.05), (x + 0.045, y + 0.05), (x + 0.05, y), (x - 0.05, y))
    legs = [((x + s * 0.036, y - 0.02), (x + s * 0.036, y - 0.05)) for s in (-1, 1)]
    ring = arc((x, y), 0.105, 0.105, (0, 360))
    grip = ((x + 0.08, y - 0.08), (x + 0.125, y - 0.125))
    return (
        *(Stroke(((at[0] + a, at[1] + b),), wide, SOFT) for (a, b), wide in bubbles),
        Stroke(((x, y),), 0.21, "ground"),
        Stroke(hips, 0.04, "trunk", filled=True),
        *(
            Stroke(leg, 0.056, ink)
            for leg, ink in zip(legs, ("left", "right"), strict=True)
        ),
        *(Stroke(((x + s * 0.034, y),), 0.044, FAINT) for s in (-1, 1)),
        Stroke(tuple(ring), 0.02, THING),
        Stroke(grip, 0.034, THING),
    )


def knees(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a look from the feet at two knees that press a band apart."""
    x, y = at
    drawn = [Stroke((at,), 2.6 * LENS, SOFT)]
    for sign, ink in ((-1, "right"), (1, "left")):
        knee, foot = (x + sign * 0.075, y + 0.07), (x + sign * 0.05, y - 0.1)
        drawn.append(Stroke((knee, foot), 0.055, ink))
        out = knee[0] + sign * 0.06
        drawn += arrow(((out, knee[1] - 0.03), (out + sign * 0.09, knee[1] - 0.03)))
    drawn.append(Stroke(((x - 0.085, y + 0.04), (x + 0.085, y + 0.04)), 0.026, GEAR))
    return tuple(sized(each, at, mark.size) for each in drawn)


def soles(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a look from above at two feet on one line, heel against toes."""
    x, y = at
    drawn = [
        Stroke((at,), 2.6 * LENS, SOFT),
        Stroke(((x - 0.15, y), (x + 0.15, y)), 0.02, GEAR),
    ]
    for middle, ink in ((x - 0.062, "left"), (x + 0.062, "right")):
        drawn += [
            Stroke(((middle - 0.036, y), (middle + 0.02, y)), 0.044, ink),
            Stroke(((middle + 0.012, y), (middle + 0.028, y)), 0.064, ink),
        ]
    return tuple(sized(each, at, mark.size) for each in drawn)
