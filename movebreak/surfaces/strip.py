"""Several poses in one picture, in order: side by side or one above the other."""

from collections.abc import Sequence
from itertools import pairwise

from movebreak.surfaces.strokes import THING, Stroke, all_shifted, extent
from movebreak.surfaces.views import Spot

Panel = tuple[Stroke, ...]

# Between two panels there is room for a sign that leads from one to the next.
GAP, SIGN, SIGN_WIDTH = 0.18, 0.04, 0.026
# Where the sign stands that leads to a pose beside: as high as a waist.
WAIST = 0.5


def strip(panels: Sequence[Panel], *, returns: bool = False) -> Panel:
    """Return all panels in one, laid out so that they fill a square best."""
    row, column = _row(panels, returns=returns), _column(panels, returns=returns)
    return min(row, column, key=_side)


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
    signs = [
        _sign((after[0] - GAP / 2, WAIST), (SIGN, 0.0), returns=returns)
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
