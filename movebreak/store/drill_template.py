"""The commented pack that `drills add` writes: one example, and every word allowed."""

from collections.abc import Iterator
from dataclasses import MISSING
from enum import StrEnum
from textwrap import fill
from typing import TYPE_CHECKING, Any

from movebreak.core.doses import TIMES_EACH
from movebreak.core.drills import LONGEST_ID, EntryKind
from movebreak.store import routine_template
from movebreak.store.drill_values import (
    FEWEST_STEPS,
    LISTS,
    LONGEST_CUE,
    MOST_STEPS,
    fields_of,
)
from movebreak.store.entry_values import LONGEST_TEXT

if TYPE_CHECKING:
    from dataclasses import Field

_INTRO = """\
Drills of your own for movebreak. This file is a pack; you may have several of them in
this folder. Saving is all it takes: movebreak reads them anew, and an update of
movebreak never touches them.

Remove the "#" in front of the lines of the example, and write your own movement. For
more drills, write [[drill]] again and go on below it. To see whether all is well:

movebreak drills check {file}
"""
_OUTRO = """\
Two more kinds of entries are told by "movebreak drills show" and are never dealt: with
[[exercise]] in place of [[drill]], the same keys describe a longer training, of up to
15 minutes; [[note]] is a thought, with the keys {note}.
"""
_OPTIONAL = """\
All that follows may be left out.

"""
_WIDTH = 86  # characters of help on a line, without its mark

HELP = {
    "id": "a name for commands and for your history: small letters, digits, hyphens; "
    f"up to {LONGEST_ID} characters, and no other drill has it",
    "name": "what it is called in the menu",
    "cue": "the title of the reminder: what to do, without a full stop; up to "
    f"{LONGEST_CUE} characters",
    "steps": f"how it goes, in {FEWEST_STEPS} to {MOST_STEPS} steps of up to "
    f"{LONGEST_TEXT} characters; the first one is in the reminder",
    "dose": "how often, or how long",
    "length": "about how long that takes: 20s to 60s",
    "position": "how the body is placed",
    "noise": "what neighbours hear",
    "space": "the room it takes; a spot is 1 x 1 m, a step and a mat are 1 x 2 m",
    "impact": "how hard the feet meet the floor",
    "source": "where you have it from",
    "our_suggestion": "true if the dose is your own idea, false if it is the source's",
    "more": f"what the dose grows to, each after {TIMES_EACH} times, as long as the "
    "one before or longer; up to two, and only where the dose is your own idea",
    "equipment": "what one must have for it",
    "muscles": "what works, in your own words",
    "sides": "which side of the body works",
    "level": "how hard it is: 1, 2 or 3",
    "easier": "an easier form of it",
    "careful": "who has one of these in the [profile] of the settings does not get it",
    "supine": "true if one lies on the back or the front",
    "legs": "true if it needs the legs",
    "trunk": "true if it needs good control of the trunk",
    "desk": "false if it is better done unseen",
    "why": "what it is good for",
}
# Each as it stands in the file.
EXAMPLE = {
    "id": '"my-march"',
    "name": '"My march"',
    "cue": '"March on the spot like a parade"',
    "steps": '["Lift one knee, then the other.", "Swing your arms, stay tall."]',
    "dose": '"30 seconds"',
    "length": '"30s"',
    "position": '"standing"',
    "noise": '"low"',
    "space": '"spot"',
    "impact": '"low"',
    "source": '"my own"',
    "our_suggestion": "true",
    "more": '[{ dose = "45 seconds", length = "45s" }]',
    "equipment": "[]",
    "muscles": '["legs", "arms"]',
    "sides": '"alternating"',
    "level": "1",
    "easier": '"Only lift your heels."',
    "careful": '["balance"]',
    "supine": "false",
    "legs": "true",
    "trunk": "false",
    "desk": "true",
    "why": '"It wakes me up."',
}


def template(file: str) -> str:
    """Return a pack in which everything is explained, and nothing dealt yet."""
    return "\n".join(_lines(file)) + "\n"


def _lines(file: str) -> Iterator[str]:
    yield from _comment(_INTRO.format(file=file))
    yield ""
    yield "#[[drill]]"
    needed = True
    for name, field in fields_of(EntryKind.DRILL).items():
        yield ""
        if needed and field.default is not MISSING:
            needed = False
            yield from _comment(_OPTIONAL)
        yield from _comment(
            fill(f"{HELP[name]}{_allowed(field)}", _WIDTH, break_on_hyphens=False)
        )
        yield f"#{name} = {EXAMPLE[name]}"
    yield ""
    note = ", ".join(fields_of(EntryKind.NOTE))
    yield from _comment(fill(_OUTRO.format(note=note), _WIDTH, break_on_hyphens=False))
    yield ""
    yield from routine_template.lines()


def _allowed(field: "Field[Any]") -> str:
    words = LISTS.get(field.name, field.type)
    if isinstance(words, type) and issubclass(words, StrEnum):
        return f": {', '.join(words)}"
    return ""


def _comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"# {line}".rstrip()
