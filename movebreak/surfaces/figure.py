"""Draws the figure of a drill: a PNG for a notification, a moving SVG for a page."""

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from movebreak.surfaces.poses import Figure
from movebreak.surfaces.scene import Scene, Window
from movebreak.surfaces.strokes import Stroke
from movebreak.surfaces.views import Spot

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE = 256
SUPERSAMPLE = 3
UNITS = 256

LIGHT = {
    "ground": "#f3f7f4",
    "trunk": "#178b47",
    "head": "#178b47",
    "right": "#0b5229",
    "left": "#62bb85",
    "thing": "#8b95a3",
    "soft": "#cfd6dd",
    "accent": "#e2500a",
    "gear": "#2f7bf0",
    "ball": "#e3b505",
    "ghost": "#c5dfd0",
    "faint": "#f6c3a6",
    "pale": "#b4c8ec",
    "eye": "#f3f7f4",
}
DARK = {
    "ground": "#1c221f",
    "trunk": "#2fae66",
    "head": "#2fae66",
    "right": "#a5f3c4",
    "left": "#1b7a43",
    "thing": "#7d8794",
    "soft": "#3b444d",
    "accent": "#ff8a4c",
    "gear": "#86b2ff",
    "ball": "#f2d04a",
    "ghost": "#2f4238",
    "faint": "#6b4530",
    "pale": "#33456b",
    "eye": "#1c221f",
}

_EITHER = (
    "<style>.still{display:none}@media(prefers-reduced-motion:reduce)"
    "{.still{display:inline}.moving{display:none}}</style>"
)


def picture(figure: Figure, *, dark: bool = False, size: int = SIZE) -> "Image":
    """Return the drill in one picture, square, `size` pixels wide."""
    # Only who shows a picture pays for Pillow.
    from PIL import Image, ImageDraw  # noqa: PLC0415

    inks = DARK if dark else LIGHT
    side = size * SUPERSAMPLE
    big = Image.new("RGB", (side, side), inks["ground"])
    pen = ImageDraw.Draw(big)
    scene = Scene(figure)
    window = scene.still_window
    for stroke in still(scene):
        points = [_scaled(window, spot, side) for spot in stroke.points]
        width = max(1, round(stroke.width * side / window[2]))
        # Added at once: in smaller steps a dot may come out less than nothing.
        ink, reach, across = inks[stroke.ink], width / 2, width - 1
        if stroke.filled:
            pen.polygon(points, fill=ink)
            points.append(points[0])
        if len(points) > 1:
            pen.line(points, fill=ink, width=width)
        for x, y in points:
            left, top = x - reach, y - reach
            pen.ellipse((left, top, left + across, top + across), fill=ink)
    return big.reduce(SUPERSAMPLE)


def png(figure: Figure, *, dark: bool = False, size: int = SIZE) -> bytes:
    """Return the drill in one picture as a PNG file."""
    file = BytesIO()
    picture(figure, dark=dark, size=size).save(file, "PNG")
    return file.getvalue()


def still(scene: Scene) -> tuple[Stroke, ...]:
    """Return all strokes of the one picture that says what to do."""
    # Each panel of a strip has a floor of its own.
    floor = () if scene.figure.strip else _floor(scene)
    return (*floor, *scene.still())


def svg(
    figure: Figure, title: str, *, dark: bool = False, moving: bool | None = None
) -> str:
    """Return the drill as a picture, which moves but for who wants less motion.

    With `moving` it does so, or does not, for everybody. The title is read out by
    screen readers.
    """
    scene = Scene(figure)
    inks = DARK if dark else LIGHT
    name = f"figure-{figure.id}"
    rest = _shapes(scene.still_window, still(scene), inks)
    resting = "" if moving else _group("still", rest)
    going = "" if moving is False else _group("moving", _moving(scene, inks))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {UNITS} {UNITS}" '
        f'role="img" aria-labelledby="{name}">'
        f'<title id="{name}">{escape(title)}</title>'
        f"{_EITHER if moving is None else ''}"
        f'<rect width="{UNITS}" height="{UNITS}" rx="24" fill="{inks["ground"]}"/>'
        f"{resting}{going}</svg>\n"
    )


def _group(name: str, inner: str) -> str:
    return f'<g class="{name}">{inner}</g>'


def _moving(scene: Scene, inks: dict[str, str]) -> str:
    window = scene.window
    moments = list(scene.figure.moments())
    clock = [at for at, _, _ in moments]
    bodies = [scene.body(found) for _, _, found in moments]
    pieces = [_shapes(window, (*_floor(scene), *_things(scene)), inks)]
    pieces += [
        _shape(window, column, inks, clock) for column in zip(*bodies, strict=True)
    ]
    for number, frame in enumerate(scene.figure.frames):
        signs = _shapes(window, scene.signs(frame), inks)
        shown = [round(share, 2) for share in scene.figure.shares(number)]
        if signs:
            pieces.append(f"<g>{_animate('opacity', shown, clock)}{signs}</g>")
    return "".join(pieces)


def _things(scene: Scene) -> tuple[Stroke, ...]:
    return scene.behind(scene.figure.frames[0].joints())


def _floor(scene: Scene) -> tuple[Stroke, ...]:
    left, bottom, side = scene.window
    return scene.floor((left + 0.05 * side, bottom, left + 0.95 * side))


def _scaled(window: Window, spot: Spot, side: float) -> Spot:
    left, bottom, units = window
    scale = side / units
    return ((spot[0] - left) * scale, side - (spot[1] - bottom) * scale)


def _shapes(window: Window, strokes: Iterable[Stroke], inks: dict[str, str]) -> str:
    return "".join(_shape(window, [each], inks) for each in strokes)


def _shape(
    window: Window,
    column: Sequence[Stroke],
    inks: dict[str, str],
    clock: Sequence[float] = (),
) -> str:
    """Return one stroke as an element; several are its course through a round."""
    first = column[0]
    ink, width = inks[first.ink], _text(first.width * UNITS / window[2])
    course = [[_scaled(window, spot, UNITS) for spot in s.points] for s in column]
    if len(first.points) == 1:
        radius = _text(first.width * UNITS / window[2] / 2)
        (x, y) = course[0][0]
        inner = "".join(
            _animate(name, [_text(points[0][place]) for points in course], clock)
            for place, name in enumerate(("cx", "cy"))
        )
        at = f'cx="{_text(x)}" cy="{_text(y)}" r="{radius}"'
        return f'<circle {at} fill="{ink}">{inner}</circle>'
    written = [" ".join(f"{_text(x)},{_text(y)}" for x, y in each) for each in course]
    tag, fill = ("polygon", ink) if first.filled else ("polyline", "none")
    return (
        f'<{tag} points="{written[0]}" fill="{fill}" stroke="{ink}" '
        f'stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round">'
        f"{_animate('points', written, clock)}</{tag}>"
    )


def _animate(name: str, values: Iterable[object], clock: Sequence[float]) -> str:
    course = [str(value) for value in values]
    if len(set(course)) < 2:  # noqa: PLR2004
        return ""
    times = ";".join(f"{at / clock[-1]:.4f}" for at in clock)
    return (
        f'<animate attributeName="{name}" dur="{clock[-1]:.2f}s" '
        f'repeatCount="indefinite" keyTimes="{times}" values="{";".join(course)}"/>'
    )


def _text(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
