"""Several poses in one picture, in order: side by side or one above the other."""

from collections.abc import Sequence
from itertools import pairwise

from movebreak.surfaces.strokes import THING, Stroke, all_shifted, extent
from movebreak.surfaces.symbols import question
from movebreak.surfaces.views import Spot

Panel = tuple[Stroke, ...]

# Between two panels there is room for a sign that leads from one to the next.
GAP, SIGN, SIGN_WIDTH = 0.18, 0.04, 0.026
# Where the sign stands that leads to a pose beside: as high as a waist.
WAIST = 0.5
# From the question mark to the poses at both sides of it.
ASIDE = 0.24


def strip(panels: Sequence[Panel], *, returns: bool = False) -> Panel:
    """Return all panels in one, laid out so that they fill a square best."""
    row, column = _row(panels, returns=returns), _column(panels, returns=returns)
    return min(row, column, key=_side)


def choice(panels: Sequence[Panel]) -> Panel:
    """Return all panels about a question mark, two in a row: whichever one likes."""
    boxes = [extent(panel) for panel in panels]
    high = max(top - bottom for _, bottom, _, top in boxes) + GAP
    placed = []
    for number, (panel, (left, bottom, right, _)) in enumerate(
        zip(panels, boxes, strict=True)
    ):
        row, second = divmod(number, 2)
        across = ASIDE - left if second else -ASIDE - right
        placed.append(all_shifted(panel, across, -row * high - bottom))
    _, low, _, top = extent([each for panel in placed for each in panel])
    middle = (0.0, (low + top) / 2)
    return tuple(each for group in (*placed, question(middle, 2.6)) for each in group)


def _side(strokes: Panel) -> float:
    left, bottom, right, top = extent(strokes)
    return max(right - left, top - bottom)


def _row(panels: Sequence[Panel], *, returns: bool) -> Panel:
    placed, edges, end = [], [], 0.0
    for panel in panels:
        left, _, right, _ = extent(panel)
        placed.append(all_shifted(panel, end - left))
        edges.append((end, end + right - left))
        end += right - left + GAP
    # Of who sits on the floor, half-way up.
    _, low, _, top = extent([each for panel in placed for each in panel])
    high = min(WAIST, (low + top) / 2)
    signs = [
        _sign((after[0] - GAP / 2, high), (SIGN, 0.0), returns=returns)
        for _, after in pairwise(edges)
    ]
    return tuple(each for group in (*placed, *signs) for each in group)


def _column(panels: Sequence[Panel], *, returns: bool) -> Panel:
    placed, signs, end = [], [], 0.0
    for panel in panels:
        left, bottom, right, top = extent(panel)
        placed.append(all_shifted(panel, -(left + right) / 2, end - top))
        end -= top - bottom + GAP
        signs.append(_sign((0.0, end + GAP / 2), (0.0, -SIGN), returns=returns))
    return tuple(each for group in (*placed, *signs[:-1]) for each in group)


def _sign(at: Spot, way: Spot, *, returns: bool) -> Panel:
    """Return an open arrowhead, or one each way."""
    ways = [way, (-way[0], -way[1])] if returns else [way]
    signs = []
    for ahead, up in ways:
        # Two heads stand back to back.
        x, y = (at[0] + ahead, at[1] + up) if returns else at
        tip, tail = (x + ahead / 2, y + up / 2), (x - ahead / 2, y - up / 2)
        barbs = (tail[0] - up, tail[1] + ahead), (tail[0] + up, tail[1] - ahead)
        signs.append(Stroke((barbs[0], tip, barbs[1]), SIGN_WIDTH, THING))
    return tuple(signs)
