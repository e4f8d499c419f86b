"""Drills, and the words that describe them."""

import re
from datetime import timedelta
from enum import StrEnum

from movebreak.frozen import dataclass

LONGEST_ID = 40
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Position(StrEnum):
    """How the body is placed while the drill is done."""

    STANDING = "standing"
    SEATED = "seated"
    FLOOR = "floor"
    ANY = "any"


class Noise(StrEnum):
    """What neighbours hear of it."""

    SILENT = "silent"
    LOW = "low"
    MEDIUM = "medium"
    LOUD = "loud"


class Space(StrEnum):
    """The room it takes: a spot is about 1 x 1 m, a step and a mat about 1 x 2 m."""

    CHAIR = "chair"
    SPOT = "spot"
    STEP = "step"
    MAT = "mat"
    CORRIDOR = "corridor"


class Impact(StrEnum):
    """How hard the feet meet the floor."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class EntryKind(StrEnum):
    """What an entry of the catalogue is: only drills are dealt."""

    DRILL = "drill"
    EXERCISE = "exercise"
    NOTE = "note"


class Sides(StrEnum):
    """Which side of the body works."""

    BOTH = "both"
    EACH = "each"
    ALTERNATING = "alternating"


class Equipment(StrEnum):
    """What one must have for it."""

    MAT = "mat"
    LOOP_BAND = "loop-band"
    LONG_BAND = "long-band"
    DUMBBELL = "dumbbell"
    STEP = "step"
    WALL = "wall"
    CHAIR = "chair"
    DESK = "desk"
    BALL = "ball"
    ROLLER = "roller"
    PILLOW = "pillow"
    GRIP = "grip"
    BAG = "bag"
    BOTTLE = "bottle"


class Care(StrEnum):
    """What a person may have to be careful with."""

    KNEE = "knee"
    BACK = "back"
    SHOULDER = "shoulder"
    WRIST = "wrist"
    HIP = "hip"
    ANKLE = "ankle"
    NECK = "neck"
    PELVIC_FLOOR = "pelvic-floor"
    PREGNANCY = "pregnancy"
    POSTNATAL = "postnatal"
    BLOOD_PRESSURE = "blood-pressure"
    BALANCE = "balance"
    DIZZINESS = "dizziness"
    BLOOD_THINNERS = "blood-thinners"


@dataclass(frozen=True, slots=True)
class Amount:
    """How often or how long a drill is done, and about how long that takes."""

    dose: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class Drill:
    """One movement of a break: what to do, how, and how long.

    `dose` is as the source gives it; `our_suggestion` says that it gives none, and
    then `more` may hold what follows when it has become easy.
    `careful` hides it from whoever has one of these in their profile. `supine` lies on
    the back or the front; `legs` and `trunk` need control of them; `desk` says whether
    it fits an office in view of others.
    """

    id: str
    name: str
    cue: str
    steps: tuple[str, ...]
    dose: str
    length: timedelta
    position: Position
    noise: Noise
    space: Space
    impact: Impact
    source: str
    our_suggestion: bool = True
    more: tuple[Amount, ...] = ()
    kind: EntryKind = EntryKind.DRILL
    equipment: tuple[Equipment, ...] = ()
    muscles: tuple[str, ...] = ()
    sides: Sides = Sides.BOTH
    level: int = 1
    easier: str = ""
    careful: tuple[Care, ...] = ()
    supine: bool = False
    legs: bool = True
    trunk: bool = False
    desk: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A habit or a thought from an article: shown where it fits, never dealt."""

    id: str
    name: str
    cue: str
    source: str
    why: str
    careful: tuple[Care, ...] = ()


def is_id(text: str) -> bool:
    """Say whether this may be the id of a drill, or the name of a pack."""
    return len(text) <= LONGEST_ID and bool(_ID.fullmatch(text))
