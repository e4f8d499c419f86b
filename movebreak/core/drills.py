"""Drills, and the deck they are dealt from: no repeat before it is used up."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from random import Random

from movebreak.frozen import dataclass


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
class Drill:
    """One movement of a break: what to do, how, and how long.

    `dose` is as the source gives it; `our_suggestion` says that it gives none.
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


@dataclass(frozen=True, slots=True)
class Deck:
    """The order drills are dealt in, kept across restarts by its seed and place.

    `rest` is what this round still holds, `recent` what was dealt lately, newest last.
    """

    seed: int
    rest: tuple[str, ...] = ()
    last: str = ""
    recent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taste:
    """Drills that come once more in each round, and drills that do not come."""

    likes: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def __contains__(self, name: object) -> bool:
        return name in self.likes or name in self.never

    def left(self, drills: tuple[Drill, ...]) -> dict[str, Drill]:
        """Return what may be dealt, by id: all, when nothing else is left."""
        known = {drill.id: drill for drill in drills}
        wanted = {key: known[key] for key in known if key not in self.never}
        return wanted or known


NO_TASTE = Taste()
# Six different drills in any eight breaks: none comes again within the next five.
APART = 5


def deal(
    deck: Deck,
    drills: tuple[Drill, ...],
    taste: Taste = NO_TASTE,
    beside: Drill | None = None,
) -> tuple[Drill, Deck]:
    """Return the next drill and the deck without it; `drills` is never empty.

    No drill is dealt twice a round, but for a liked one; a used-up round is followed
    by a new one. The next drill has another position than `beside`, or else than the
    last one dealt, where the round still holds such a drill.
    """
    known = taste.left(drills)
    near = _near(deck, known)
    rest = [key for key in deck.rest if key in known]
    if near.issuperset(rest):
        rest = _shuffled(deck.seed, known, taste)
        deck = replace(deck, seed=deck.seed + 1)
    passed = beside or known.get(deck.last)
    far = [key for key in rest if key not in near]
    other = [key for key in far if passed is None or key != passed.id]
    chosen = _choose(other or far, rest, known, passed)
    rest.remove(chosen)
    recent = (*_recent(deck), chosen)[-APART:]
    return known[chosen], replace(deck, rest=tuple(rest), last=chosen, recent=recent)


def _recent(deck: Deck) -> tuple[str, ...]:
    return deck.recent or (deck.last,)


def _near(deck: Deck, known: Mapping[str, Drill]) -> frozenset[str]:
    """Return what was dealt too lately to come again."""
    if len(known) == 1:
        return frozenset()
    count = APART if len(known) > APART else 1
    return frozenset(_recent(deck)[-count:])


def _choose(
    keys: list[str], rest: list[str], known: Mapping[str, Drill], passed: Drill | None
) -> str:
    """Return the first of another position, or of the one that would pile up."""
    apart = [
        key for key in keys if passed and known[key].position is not passed.position
    ]
    positions = Counter(known[key].position for key in rest)
    most, count = positions.most_common(1)[0]
    crowd = [key for key in apart if known[key].position is most]
    piles_up = 2 * count > len(rest)
    return ((crowd if piles_up else []) or apart or keys)[0]


def _shuffled(seed: int, known: Collection[str], taste: Taste) -> list[str]:
    order = sorted(known)
    Random(seed).shuffle(order)
    # The second turn of a liked drill is half a round away from the first.
    half, size = len(order) // 2, len(order)
    again = [(order.index(key) + half) % size for key in taste.likes if key in known]
    likes = [key for key in taste.likes if key in known]
    for place, key in sorted(zip(again, likes, strict=True), reverse=True):
        order.insert(place, key)
    return order
