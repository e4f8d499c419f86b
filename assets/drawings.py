"""What the icons look like: the app icon, and one drawing for each face of the tray."""

from assets.shapes import Arc, Box, Drawing, Ink, Line, Point, around, crescent, disc
from movebreak.surfaces.icon import STEPS

# Bodies lie halfway between the panels: at least 3:1 on #1e1e1e and on #f0f0f0.
# What is light on them carries the sign on a panel as grey as the body.
GREEN, DEEP = Ink("#178b47"), Ink("#0d6632")
ORANGE, INDIGO, BLUE = Ink("#e2500a"), Ink("#6156e0"), Ink("#1a70d6")
CRIMSON, TEAL, SLATE = Ink("#d32f4e"), Ink("#0e7f8c"), Ink("#66707f")
MINT, WHITE = Ink("#a5f3c4", 0), Ink("#ffffff", 0)
MOONLIGHT, SKY = Ink("#ffeeb0"), Ink("#d3e8ff")


def jumper(ink: Ink, size: float = 1.0, width: float = 0.125) -> Drawing:
    """Return a figure in a star jump, about the middle."""

    def at(*points: Point) -> tuple[Point, ...]:
        return tuple(
            (0.5 + (x - 0.5) * size, 0.5 + (y - 0.5) * size) for x, y in points
        )

    (head,) = at((0.5, 0.235))
    return (
        disc(*head, 0.105 * size, ink),
        Line(at((0.2, 0.27), (0.5, 0.48), (0.8, 0.27)), width * size, ink),
        Line(at((0.28, 0.82), (0.5, 0.58), (0.72, 0.82)), width * size, ink),
        Line(at((0.5, 0.48), (0.5, 0.58)), width * size * 1.3, ink),
    )


def working(filled: int) -> Drawing:
    """Return the disc with its ring filled so many steps, and the way up inside."""
    ring = (Arc(0.36, 0.135, filled / STEPS, MINT),) if filled else ()
    chevron = Line(((0.36, 0.57), (0.5, 0.43), (0.64, 0.57)), 0.125, WHITE)
    return (disc(0.5, 0.5, 0.5, GREEN), Arc(0.36, 0.135, 1, DEEP), *ring, chevron)


MOON = crescent(0.36, (0.665, 0.335), 0.325)
OCTAGON = tuple(around(0.45, (step + 0.5) / 8) for step in range(8))

DRAWINGS: dict[str, Drawing] = {
    **{f"working-{filled}": working(filled) for filled in range(STEPS)},
    "due": (Box((0, 0, 1, 1), 0.2, ORANGE), *jumper(WHITE)),
    "snoozed": (
        Line(MOON, 0.28, INDIGO, filled=True),
        Line(MOON, 0.03, MOONLIGHT, filled=True),
    ),
    "paused": (
        Box((0.0625, 0.0, 0.4375, 1.0), 0.14, BLUE),
        Box((0.5625, 0.0, 0.9375, 1.0), 0.14, BLUE),
        Box((0.1875, 0.125, 0.3125, 0.875), 0.0625, SKY),
        Box((0.6875, 0.125, 0.8125, 0.875), 0.0625, SKY),
    ),
    "held": (
        Line(OCTAGON, 0.1, CRIMSON, filled=True),
        Box((0.1875, 0.375, 0.8125, 0.625), 0.06, WHITE),
    ),
    "away": (
        Box((0.1875, 0.0625, 0.8125, 0.75), 0.17, TEAL),
        Box((0.0, 0.375, 0.3125, 0.875), 0.13, TEAL),
        Box((0.6875, 0.375, 1.0, 0.875), 0.13, TEAL),
        Box((0.125, 0.6, 0.875, 0.875), 0.08, TEAL),
        Box((0.125, 0.8, 0.25, 1.0), 0.04, TEAL),
        Box((0.75, 0.8, 0.875, 1.0), 0.04, TEAL),
        Box((0.25, 0.5, 0.75, 0.6563), 0.06, WHITE),
    ),
    "off": (
        Box((0.0, 0.1875, 1.0, 0.8125), 0.3125, SLATE),
        disc(0.3125, 0.5, 0.1875, WHITE),
    ),
}

APP: Drawing = (
    Box((0, 0, 1, 1), 0.22, GREEN),
    Arc(0.37, 0.075, 1, DEEP),
    Arc(0.37, 0.075, 4 / STEPS, MINT),
    *jumper(WHITE, 0.6),
)
APP_SMALL: Drawing = (Box((0, 0, 1, 1), 0.2, GREEN), *jumper(WHITE))
APP_TEMPLATE: Drawing = (Arc(0.43, 0.1, 4 / STEPS, GREEN), *jumper(GREEN, 0.7, 0.15))
