"""What the commented pack tells of routines: one example, and every key explained."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from textwrap import fill
from typing import Final

from movebreak.core.drills import Sides
from movebreak.core.programme.focus import CHOICES
from movebreak.core.programme.routines import Measure

_WIDTH = 86  # characters of help on a line, without its mark
_INTRO: Final = (
    "A routine is the recipe of a session: with movebreak session and its id it is "
    "played set by set. To have one of your own, remove the marks below; whatever is "
    "not needed may be left out. Where a key takes a span, a number alone will do."
)
# Help, and an example as it stands in the file.
ROUTINE: Final = {
    "id": ("no drill and no other routine has it", '"my-session"'),
    "name": ("what it is called", '"My session"'),
    "cue": ("what it is, in a line", '"Squat, then stretch"'),
    "source": ("where you have it from", '"my own"'),
    "focuses": (f"it takes turns in these: {', '.join(CHOICES)}", '["strength"]'),
    "strength": ("false if it trains no strength", "true"),
    "rounds": ("if all its parts come once in each round: how many", "[2, 3]"),
    "why": ("what it is good for", '"I like it"'),
}
PART: Final = {
    "exercise": ("the id of a drill or an exercise", '"half-squats"'),
    "measure": ("what is counted", '"times"'),
    "amount": ('the least and the most; "form" has none', "[8, 12]"),
    "sets": ("how many of them", "1"),
    "hold": ("how many seconds each is held", "[3, 5]"),
    "holds": ("how many such holds each has", "1"),
    "sides": ("which side of the body works", '"both"'),
    "side_is_ours": ("true if the sides are your own idea", "false"),
    "our_suggestion": ("true if the numbers are your own idea", "true"),
    "optional": ("true if it is dropped where its tool is missing", "false"),
    "loaded": ("true if something pulls or weighs", "false"),
    "first": ("the id of what must have been done once before", '"rehearsal-squat"'),
    "gentler": ("the id of what comes when it is too hard or hurts", '"sit-to-stand"'),
    "block": ("parts with one word here are replaced together", '"legs"'),
    "rest": ("seconds of rest after each set", "45"),
}
_WORDS: Final[dict[str, type[StrEnum]]] = {"measure": Measure, "sides": Sides}


def lines() -> Iterator[str]:
    """Give the lines about routines."""
    yield from _comment(_INTRO)
    yield ""
    yield "#[[routine]]"
    yield from _keys(ROUTINE)
    yield ""
    yield "#[[routine.parts]]"
    yield from _keys(PART)


def _keys(keys: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for name, (says, example) in keys.items():
        words = f": {', '.join(_WORDS[name])}" if name in _WORDS else ""
        yield from _comment(f"{says}{words}")
        yield f"#{name} = {example}"


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in fill(text, _WIDTH).splitlines())
