"""Shapes in a unit square: each can paint itself with Pillow or write itself as SVG."""

from dataclasses import dataclass
from math import acos, atan2, cos, dist, pi, sin
from typing import NamedTuple

from PIL import ImageColor, ImageDraw

Point = tuple[float, float]
Pen = ImageDraw.ImageDraw


class Ink(NamedTuple):
    """A colour, and how black it is in a template; 0 cuts a hole."""

    colour: str
    mono: int = 255

    def pixel(self, *, mono: bool) -> tuple[int, int, int, int]:
        """Return the ink as RGBA."""
        if mono:
            return (0, 0, 0, self.mono)
        red, green, blue = ImageColor.getrgb(self.colour)[:3]
        return (red, green, blue, 255)


def text(*numbers: float) -> str:
    """Write numbers as SVG likes them, short and the same on every system."""
    return " ".join(f"{round(number, 4) + 0.0:g}" for number in numbers)


@dataclass(frozen=True)
class Box:
    """A rectangle with round corners; a disc when the radius is half its side."""

    corners: tuple[float, float, float, float]
    radius: float
    ink: Ink

    def paint(self, pen: Pen, scale: int, *, mono: bool) -> None:
        """Draw it, one unit being `scale` samples."""
        left, top, right, bottom = (round(each * scale) for each in self.corners)
        pen.rounded_rectangle(
            (left, top, right - 1, bottom - 1),
            self.radius * scale,
            fill=self.ink.pixel(mono=mono),
        )

    def svg(self, paint: str) -> str:
        """Return it as an SVG element."""
        left, top, right, bottom = self.corners
        return (
            f'<rect x="{text(left)}" y="{text(top)}" width="{text(right - left)}" '
            f'height="{text(bottom - top)}" rx="{text(self.radius)}" fill="{paint}"/>'
        )


@dataclass(frozen=True)
class Line:
    """Straight strokes with round ends and corners; `filled` closes them."""

    points: tuple[Point, ...]
    width: float
    ink: Ink
    filled: bool = False

    def paint(self, pen: Pen, scale: int, *, mono: bool) -> None:
        """Draw it, one unit being `scale` samples."""
        ink, reach = self.ink.pixel(mono=mono), self.width * scale / 2
        points = [(x * scale, y * scale) for x, y in self.points]
        if self.filled:
            pen.polygon(points, fill=ink)
            points.append(points[0])
        pen.line(points, fill=ink, width=round(2 * reach))
        for x, y in points:
            pen.ellipse((x - reach, y - reach, x + reach - 1, y + reach - 1), fill=ink)

    def svg(self, paint: str) -> str:
        """Return it as an SVG element."""
        path = "M" + "L".join(text(*point) for point in self.points)
        return (
            f'<path d="{path}{"Z" if self.filled else ""}" '
            f'fill="{paint if self.filled else "none"}" stroke="{paint}" '
            f'stroke-width="{text(self.width)}" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )


@dataclass(frozen=True)
class Arc:
    """A ring about the middle, clockwise from the top; `turn` 1 is all of it."""

    radius: float
    width: float
    turn: float
    ink: Ink

    def paint(self, pen: Pen, scale: int, *, mono: bool) -> None:
        """Draw it, one unit being `scale` samples."""
        ink, outer = self.ink.pixel(mono=mono), self.radius + self.width / 2
        box = ((0.5 - outer) * scale, (0.5 + outer) * scale - 1)
        pen.arc(
            (box[0], box[0], box[1], box[1]),
            -90,
            360 * self.turn - 90,
            fill=ink,
            width=round(self.width * scale),
        )
        for turn in (0, self.turn):
            Line((around(self.radius, turn),), self.width, self.ink).paint(
                pen, scale, mono=mono
            )

    def svg(self, paint: str) -> str:
        """Return it as an SVG element."""
        middle, end = around(self.radius, self.turn / 2), around(self.radius, self.turn)
        radius = text(self.radius, self.radius)
        path = (
            f"M{text(*around(self.radius, 0))}"
            f"A{radius} 0 0 1 {text(*middle)}A{radius} 0 0 1 {text(*end)}"
        )
        return (
            f'<path d="{path}" fill="none" stroke="{paint}" '
            f'stroke-width="{text(self.width)}" stroke-linecap="round"/>'
        )


Drawing = tuple[Box | Line | Arc, ...]


def around(radius: float, turn: float) -> Point:
    """Return the point at this turn, clockwise from the top."""
    angle = 2 * pi * turn
    return (0.5 + radius * sin(angle), 0.5 - radius * cos(angle))


def disc(x: float, y: float, radius: float, ink: Ink) -> Box:
    """Return a filled circle."""
    return Box((x - radius, y - radius, x + radius, y + radius), radius, ink)


def crescent(radius: float, bite: Point, bite_radius: float) -> tuple[Point, ...]:
    """Return the outline of a disc about the middle with a round bite taken out."""
    way = dist((0.5, 0.5), bite)
    to_bite = atan2(bite[1] - 0.5, bite[0] - 0.5)
    outer = acos((radius**2 + way**2 - bite_radius**2) / (2 * radius * way))
    inner = acos((bite_radius**2 + way**2 - radius**2) / (2 * bite_radius * way))
    steps = [step / 24 for step in range(25)]
    back = [to_bite + outer + step * 2 * (pi - outer) for step in steps]
    front = [to_bite + pi + inner * (1 - 2 * step) for step in steps[1:-1]]
    outline = [
        *((0.5 + radius * cos(a), 0.5 + radius * sin(a)) for a in back),
        *(
            (bite[0] + bite_radius * cos(a), bite[1] + bite_radius * sin(a))
            for a in front
        ),
    ]
    # Cairo leaves the corner a path starts in pointed, so start far from both tips.
    return (*outline[12:], *outline[:12])
