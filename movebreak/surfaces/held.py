"""What is held, worn or done by hands, as strokes about their joints."""

from collections.abc import Callable, Sequence
from math import atan2, degrees

from movebreak.surfaces.skeleton import SIDES
from movebreak.surfaces.strokes import BALL, GEAR, Stroke, arc, moved, on_way
from movebreak.surfaces.views import Spot


def _dumbbell(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    (x, y) = spots[0]
    bar = Stroke(((x - 0.06, y), (x + 0.06, y)), 0.022, GEAR)
    ends = [((x + s, y - 0.025), (x + s, y + 0.025)) for s in (-0.06, 0.06)]
    return (bar, *(Stroke(end, 0.036, GEAR) for end in ends))


def _goblet(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """Return a dumbbell that stands on end, between two hands."""
    one, other = spots
    x, y = on_way(one, other, 0.5)
    ends = [((x - 0.03, y + s), (x + 0.03, y + s)) for s in (-0.075, 0.075)]
    return (
        Stroke(((x, y - 0.075), (x, y + 0.075)), 0.026, GEAR),
        *(Stroke(end, 0.044, GEAR) for end in ends),
    )


def _bottle(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    (x, y) = spots[0]
    return (
        Stroke(((x, y - 0.045), (x, y + 0.04)), 0.056, GEAR),
        Stroke(((x, y + 0.04), (x, y + 0.085)), 0.026, GEAR),
    )


def _bag(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    (x, y) = spots[0]
    strap = ((x - 0.045, y - 0.08), (x, y), (x + 0.045, y - 0.08))
    low, high = y - 0.2, y - 0.09
    box = ((x - 0.06, low), (x + 0.06, low), (x + 0.06, high), (x - 0.06, high))
    return (Stroke(strap, 0.016, GEAR), Stroke(box, 0.03, GEAR, filled=True))


def _band(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    return (Stroke(tuple(spots), 0.022, GEAR),)


def tennis_ball(at: Spot) -> tuple[Stroke, ...]:
    """Return a yellow ball with its seams."""
    x, y = at
    seams = (
        arc((x - 0.056, y), 0.038, 0.038, (30, 150)),
        arc((x + 0.056, y), 0.038, 0.038, (210, 330)),
    )
    return (
        Stroke((at,), 0.1, BALL),
        *(Stroke(tuple(seam), 0.012, "ground") for seam in seams),
    )


def _grip(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """Return a ball with a hand around it."""
    wrist, hand = spots
    middle = on_way(wrist, hand, 1.25)
    fingers = [
        (moved(middle, turn, 0.062), moved(middle, turn + 12, 0.012))
        for turn in (100, 145, 190)
    ]
    return (
        Stroke(
            (hand, moved(middle, 20, 0.066), moved(middle, 60, 0.07)), 0.034, "right"
        ),
        Stroke((middle,), 0.13, BALL),
        *(Stroke(finger, 0.03, "right") for finger in fingers),
    )


def _hand_roller(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """Return a roller with a handle at each end."""
    one, other = spots
    roll = (on_way(one, other, 0.28), on_way(one, other, 0.72))
    return (
        Stroke((on_way(one, other, -0.2), on_way(one, other, 1.2)), 0.026, GEAR),
        Stroke(roll, 0.062, GEAR),
    )


def _open_hand(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """Return a palm with its fingers spread, at the end of a forearm."""
    elbow, hand = spots
    up = degrees(atan2(hand[0] - elbow[0], elbow[1] - hand[1]))
    palm = moved(hand, up, 0.02)
    fingers = [(turn, 0.082) for turn in (-24, -8, 8, 24)]
    return (
        Stroke((palm,), 0.07, "right"),
        *(
            Stroke((palm, moved(palm, up + turn, far)), 0.021, "right")
            for turn, far in (*fingers, (72, 0.066))
        ),
    )


def _fist(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """Return the left hand and the right one, closed."""
    return tuple(
        Stroke((spot,), 0.075, ink) for spot, ink in zip(spots, SIDES, strict=True)
    )


def _palm(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """Return hands held up flat, as to stop somebody."""
    return tuple(
        Stroke(((x, y - 0.01), (x + 0.01, y + 0.065)), 0.04, "right") for x, y in spots
    )


HELD: dict[str, Callable[[Sequence[Spot]], tuple[Stroke, ...]]] = {
    "dumbbell": _dumbbell,
    "goblet": _goblet,
    "bottle": _bottle,
    "bag": _bag,
    "band": _band,
    "grip": _grip,
    "hand-roller": _hand_roller,
    "open-hand": _open_hand,
    "fist": _fist,
    "palm": _palm,
}
