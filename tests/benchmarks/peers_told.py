"""What programs cost, as a table and as a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log10
from statistics import median
from typing import Final

WIDTH: Final = 760
LINE: Final = 26
NAMES: Final = 250
BARS: Final = 380
HEAD: Final = 34
MINE: Final = "#2e9e5b"
THEIRS: Final = "#8a94a6"
# Legible on white and on black.
STYLE: Final = 'font-family="sans-serif" font-size="14" fill="#6b7280"'
BAR: Final = 'height="15" rx="3"'


@dataclass(frozen=True)
class Measured:
    """What one program cost: MiB; CPU seconds, wake-ups and kB an hour; seconds."""

    name: str
    memory: float
    cpu: float
    wakeups: float
    icon: float | None
    written: float


def medians(runs: Sequence[Sequence[Measured]]) -> list[Measured]:
    """Return each program's medians."""
    return [_median(same) for same in zip(*runs, strict=True)]


def table(found: Sequence[Measured], runs: int, watch: float) -> str:
    """Return the table as the README shows it."""
    head = (
        f"| median of {runs} runs of {watch:.0f} s, nobody types | memory, MiB PSS "
        "| CPU seconds an hour | wake-ups an hour | icon after, s "
        "| written, kB an hour |"
    )
    rows = [
        f"| {each.name} | {each.memory:.1f} | {each.cpu:.2f} | {each.wakeups:,.0f} "
        f"| {'' if each.icon is None else f'{each.icon:.2f}'} | {each.written:,.0f} |"
        for each in found
    ]
    return "\n".join([head, "|---|--:|--:|--:|--:|--:|", *rows])


def chart(found: Sequence[Measured]) -> str:
    """Return memory and wake-ups as bars, in SVG."""
    memory = [each.memory for each in found]
    wakeups = [each.wakeups for each in found]
    most = max(memory)
    # Some wake a thousand times as often as others.
    powers = [log10(max(1, each)) for each in wakeups]
    half = HEAD + LINE * (len(found) + 1)
    size = f'viewBox="0 0 {WIDTH} {2 * half - LINE}"'
    upper = _bars(
        "Memory, MiB", found, [each / most for each in memory], "{0.memory:.1f}"
    )
    lower = _bars(
        "Wake-ups an hour (each step of the scale is ten times as many)",
        found,
        [each / max(powers) for each in powers],
        "{0.wakeups:,.0f}",
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {STYLE} {size}>',
            "<title>What movebreak and other break reminders cost</title>",
            *upper,
            f'<g transform="translate(0 {half})">',
            *lower,
            "</g>",
            "</svg>\n",
        ]
    )


def _bars(
    title: str, found: Sequence[Measured], parts: Sequence[float], says: str
) -> list[str]:
    drawn = [f'<text x="0" y="20" font-weight="bold">{escape(title)}</text>']
    for line, (each, part) in enumerate(zip(found, parts, strict=True)):
        top = HEAD + line * LINE
        width = max(1, round(part * BARS))
        colour = MINE if each.name == "movebreak" else THEIRS
        drawn += [
            f'<text x="0" y="{top + 14}">{escape(each.name)}</text>',
            f'<rect x="{NAMES}" y="{top + 2}" width="{width}" {BAR} fill="{colour}"/>',
            f'<text x="{NAMES + width + 8}" y="{top + 14}">{says.format(each)}</text>',
        ]
    return drawn


def _median(same: Sequence[Measured]) -> Measured:
    icons = [each.icon for each in same if each.icon is not None]
    return Measured(
        name=same[0].name,
        memory=median(each.memory for each in same),
        cpu=median(each.cpu for each in same),
        wakeups=median(each.wakeups for each in same),
        icon=median(icons) if icons else None,
        written=median(each.written for each in same),
    )
