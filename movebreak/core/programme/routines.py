"""What a session is made of: a routine, and its parts."""

from enum import StrEnum

from movebreak.core.drills import Sides
from movebreak.core.programme.rules import Focus
from movebreak.frozen import dataclass


class Measure(StrEnum):
    """What is counted of an exercise."""

    TIMES = "times"
    SECONDS = "seconds"
    BREATHS = "breaths"
    FORM = "form"  # it ends when the form goes: there is no number


@dataclass(frozen=True, slots=True)
class Span:
    """From the least to the most."""

    low: int
    high: int


ONCE = Span(1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise of a routine, and the range of its dose.

    `hold` is how many seconds each repetition is held, `holds` how many such holds it
    has, `rest` the seconds after each set. `side_is_ours` and `our_suggestion` say what
    the source does not give. An `optional` part is dropped where its tool is missing.
    `first` must have been done once before this one comes. `gentler` takes its place
    when it is too hard or hurts: of parts with one `block`, it takes the place of all.
    """

    exercise: str
    measure: Measure
    amount: Span | None = None
    sets: Span = ONCE
    hold: Span | None = None
    holds: int = 1
    sides: Sides = Sides.BOTH
    side_is_ours: bool = False
    our_suggestion: bool = False
    optional: bool = False
    loaded: bool = False
    first: str = ""
    gentler: str = ""
    block: str = ""
    rest: int = 30


@dataclass(frozen=True, slots=True)
class Routine:
    """The recipe of a session; with `rounds`, all parts come once in each round."""

    id: str
    name: str
    cue: str
    parts: tuple[Part, ...]
    source: str
    focuses: tuple[Focus, ...] = ()
    strength: bool = True
    rounds: Span | None = None
    why: str = ""
