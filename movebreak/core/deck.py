"""The deck that drills are dealt from: no repeat before it is used up."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from random import Random

from movebreak.core.drills import Drill, Noise, Position, Space
from movebreak.frozen import dataclass


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
    """Drills that come once more in each round, and drills that do not come.

    `anew` names those whose dose begins anew, each with the first record that counts.
    """

    likes: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    anew: tuple[tuple[str, int], ...] = ()

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
    by a new one. The first of all takes no floor, no noise and no equipment, where one
    is like that. The next drill has another position than `beside`, or else than the
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
    if not deck.last:
        # Nobody has told yet what is at hand, and what the office bears.
        far = [key for key in far if _opens(known[key])] or far
    other = [key for key in far if passed is None or key != passed.id]
    chosen = _choose(other or far, rest, known, passed)
    rest.remove(chosen)
    recent = (*_recent(deck), chosen)[-APART:]
    return known[chosen], replace(deck, rest=tuple(rest), last=chosen, recent=recent)


def _opens(drill: Drill) -> bool:
    """Say whether anybody at a desk could stand up and do it at once."""
    return (
        drill.position is Position.STANDING
        and drill.noise is Noise.SILENT
        and drill.space is Space.SPOT
        and not drill.equipment
    )


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
