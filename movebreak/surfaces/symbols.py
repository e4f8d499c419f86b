"""Small pictures beside a body: how long, how often, how slowly, what is in mind."""

from collections.abc import Callable

from movebreak.surfaces.lenses import knees, soles, thought
from movebreak.surfaces.poses import Mark
from movebreak.surfaces.strokes import (
    ACCENT,
    LINE,
    THING,
    Stroke,
    arc,
    arrow,
    moved,
    sized,
)
from movebreak.surfaces.views import Spot

# Digits on a field one wide and two high.
DIGITS: dict[str, tuple[tuple[Spot, ...], ...]] = {
    "0": (((0, 0), (1, 0), (1, 2), (0, 2), (0, 0)),),
    "1": (((0.2, 1.6), (0.6, 2), (0.6, 0)),),
    "2": (((0, 2), (1, 2), (1, 1), (0, 1), (0, 0), (1, 0)),),
    "3": (((0, 2), (1, 2), (1, 0), (0, 0)), ((0.3, 1), (1, 1))),
    "4": (((0, 2), (0, 1), (1, 1)), ((1, 2), (1, 0))),
    "5": (((1, 2), (0, 2), (0, 1), (1, 1), (1, 0), (0, 0)),),
    "6": (((1, 2), (0, 2), (0, 0), (1, 0), (1, 1), (0, 1)),),
    "7": (((0, 2), (1, 2), (0.4, 0)),),
    "8": (((0, 0), (1, 0), (1, 2), (0, 2), (0, 0)), ((0, 1), (1, 1))),
    "9": (((1, 1), (0, 1), (0, 2), (1, 2), (1, 0), (0, 0)),),
    "x": (((0.1, 0.1), (0.9, 1)), ((0.1, 1), (0.9, 0.1))),
}
DIGIT, BETWEEN = 0.046, 1.5
RING, EYE = 0.1, 0.26


def written(text: str, middle: Spot, size: float = 1.0) -> tuple[Stroke, ...]:
    """Return a number about this spot."""
    unit = DIGIT * size
    left = middle[0] - ((len(text) - 1) * BETWEEN + 1) * unit / 2
    return tuple(
        Stroke(
            tuple(
                (left + (n * BETWEEN + x) * unit, middle[1] + (y - 1) * unit)
                for x, y in line
            ),
            0.018 * size,
            ACCENT,
        )
        for n, digit in enumerate(text)
        for line in DIGITS[digit]
    )


def _timer(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a stopwatch, for what is held: so many seconds, or long."""
    x, y = at
    size = RING * mark.size
    ring = Stroke(tuple(arc(at, size, size, (0, 360))), LINE, ACCENT)
    knob = Stroke(
        ((x - 0.025, y + size + 0.035), (x + 0.025, y + size + 0.035)), LINE, ACCENT
    )
    stem = Stroke(((x, y + size), (x, y + size + 0.035)), LINE, ACCENT)
    if mark.number:
        return (ring, stem, knob, *written(str(mark.number), at, mark.size))
    hand = Stroke((at, (x + 0.4 * size, y + 0.5 * size)), LINE, ACCENT)
    return (ring, stem, knob, hand)


def _minutes(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return the face of a clock with so many minutes of it filled."""
    size = RING * mark.size
    ring = Stroke(tuple(arc(at, size, size, (0, 360))), LINE, ACCENT)
    piece = arc(at, 0.75 * size, 0.75 * size, (180, 180 - 6 * mark.number))
    return (ring, Stroke((at, *piece), 0.01, ACCENT, filled=True))


def _times(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return how often it is done."""
    return written(f"{mark.number}x", at, mark.size)


def _snail(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a snail, for what is done slowly."""
    x, y = at
    size = mark.size
    body = ((x - 0.13, y - 0.07), (x + 0.09, y - 0.07), (x + 0.13, y + 0.015))
    shell = (x - 0.02, y)
    turns = [(0.068 - 0.0042 * n, 30.0 + 45 * n) for n in range(15)]
    spiral = tuple(moved(shell, turn, far) for far, turn in turns)
    horns = (
        ((x + 0.13, y + 0.015), (x + 0.105, y + 0.06)),
        ((x + 0.13, y + 0.015), (x + 0.155, y + 0.06)),
    )
    drawn = (
        Stroke(body, 0.03, ACCENT),
        Stroke(spiral, 0.017, ACCENT),
        *(Stroke(horn, 0.012, ACCENT) for horn in horns),
    )
    return tuple(sized(each, at, size) for each in drawn)


def _hare(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return a hare that leaps, for what is done fast."""
    x, y = at
    lines = (
        (((-0.07, 0.0), (0.05, 0.01)), 0.085),
        (((0.11, 0.05),), 0.07),
        (((0.1, 0.07), (0.035, 0.125)), 0.022),
        (((0.1, 0.065), (0.015, 0.095)), 0.022),
        (((-0.125, 0.02),), 0.035),
        (((-0.08, -0.015), (-0.15, -0.075)), 0.03),
        (((0.06, -0.015), (0.14, -0.055)), 0.026),
    )
    return tuple(
        sized(
            Stroke(tuple((x + a, y + b) for a, b in line), wide, ACCENT), at, mark.size
        )
        for line, wide in lines
    )


def _blink(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return an eye near by that is open, then shut, then open again."""
    apart, (x, y) = 0.4 * mark.size, at
    eyes = ((x - apart, _open_eye), (x, _shut_eye), (x + apart, _open_eye))
    ways = (x - apart / 2, x + apart / 2)
    return (
        *(s for middle, eye in eyes for s in (*_lens((middle, y)), *eye((middle, y)))),
        *(s for way in ways for s in arrow(((way - 0.04, y), (way + 0.04, y)))),
    )


def _lens(at: Spot) -> tuple[Stroke, ...]:
    return (Stroke((at,), EYE, "head"),)


def _open_eye(at: Spot) -> tuple[Stroke, ...]:
    upper = arc((at[0], at[1] - 0.03), 0.09, 0.085, (110, 250))
    lower = arc((at[0], at[1] + 0.03), 0.09, 0.085, (-70, 70))
    return (
        Stroke((*upper, *lower), 0.012, "eye", filled=True),
        Stroke((at,), 0.075, "right"),
        Stroke(((at[0] + 0.014, at[1] + 0.014),), 0.02, "eye"),
    )


def _shut_eye(at: Spot) -> tuple[Stroke, ...]:
    lid = arc((at[0], at[1] + 0.03), 0.09, 0.075, (-75, 75))
    lashes = [
        (
            moved((at[0], at[1] + 0.03), turn, 0.08),
            moved((at[0], at[1] + 0.03), turn, 0.115),
        )
        for turn in (-45, 0, 45)
    ]
    return tuple(Stroke(tuple(each), 0.02, "eye") for each in (lid, *lashes))


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


def _again(at: Spot, mark: Mark) -> tuple[Stroke, ...]:
    """Return two arrows that follow each other round and round."""
    size = 0.09 * mark.size
    halves = [arc(at, size, size, (start, start + 135)) for start in (20, 200)]
    return tuple(each for half in halves for each in arrow(tuple(half)))


def question(middle: Spot, times: float) -> tuple[Stroke, ...]:
    """Return a question mark about this spot: whatever one likes."""
    size = 0.075 * times
    x, y = middle[0], middle[1] + 0.75 * size
    bow = arc((x, y), size, size, (270, 20))
    return (
        Stroke((*bow, (x, y - 1.6 * size)), 0.45 * size, ACCENT),
        Stroke(((x, y - 2.5 * size),), 0.6 * size, ACCENT),
    )


def _somebody(at: Spot, _mark: Mark) -> tuple[Stroke, ...]:
    """Return somebody some way off who comes nearer."""
    x, y = at
    lines = (
        ((x, y + 0.03), (x, y - 0.06)),
        ((x, y - 0.06), (x + 0.04, y - 0.15)),
        ((x, y - 0.06), (x - 0.04, y - 0.1), (x - 0.03, y - 0.16)),
        ((x + 0.05, y - 0.03), (x, y + 0.025), (x - 0.05, y - 0.03)),
    )
    return (
        Stroke(((x, y + 0.085),), 0.07, THING),
        *(Stroke(line, 0.03, THING) for line in lines),
        *arrow(((x - 0.1, y - 0.04), (x - 0.19, y - 0.04))),
    )


SYMBOLS: dict[str, Callable[[Spot, Mark], tuple[Stroke, ...]]] = {
    "timer": _timer,
    "minutes": _minutes,
    "times": _times,
    "snail": _snail,
    "hare": _hare,
    "blink": _blink,
    "thought": thought,
    "knees": knees,
    "soles": soles,
    "music": _music,
    "again": _again,
    "somebody": _somebody,
}
