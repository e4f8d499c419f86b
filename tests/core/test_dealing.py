"""Drills are dealt without repeats, in changing positions, as the person likes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from movebreak.core.deck import APART, Deck, Taste, deal
from movebreak.core.drills import Drill, Equipment, Noise, Position, Space
from tests import make

STANDING = tuple(make.drill(f"stand-{number:02}") for number in range(20))
MIXED = tuple(
    make.drill(f"{position}-{number}", position=position)
    for position in (Position.STANDING, Position.SEATED, Position.ANY)
    for number in range(4)
)

seeds = st.integers(0, 10_000)
positions = st.lists(st.sampled_from(Position), min_size=1, max_size=16)


def placed(where: Sequence[Position]) -> tuple[Drill, ...]:
    """Return a drill for each of these positions."""
    return tuple(
        make.drill(f"drill-{number}", position=position)
        for number, position in enumerate(where)
    )


catalogues = positions.map(placed)


def dealt(
    drills: tuple[Drill, ...], count: int, deck: Deck, taste: Taste | None = None
) -> list[Drill]:
    """Deal so many drills, one after the other."""
    found = []
    for _ in range(count):
        drill, deck = deal(deck, drills, taste or Taste())
        found.append(drill)
    return found


def ids(drills: Sequence[Drill]) -> list[str]:
    """Return their names."""
    return [drill.id for drill in drills]


@given(drills=catalogues, seed=seeds)
def test_no_drill_comes_again_before_all_have_come(
    drills: tuple[Drill, ...], seed: int
) -> None:
    """Each round deals each drill once, and so does the next."""
    size = len(drills)
    names = ids(dealt(drills, 4 * size, Deck(seed)))
    for start in range(0, 4 * size, size):
        assert sorted(names[start : start + size]) == sorted(ids(drills))


@given(seed=seeds)
def test_the_first_drill_of_all_can_be_done_at_once(seed: int) -> None:
    """Whatever else there is: who just came has told nothing of floor or office."""
    plain = make.drill("plain", position=Position.STANDING, noise=Noise.SILENT)
    others = (
        replace(plain, id="lying", position=Position.FLOOR),
        replace(plain, id="loud", noise=Noise.LOUD),
        replace(plain, id="rolled", equipment=(Equipment.ROLLER,)),
        replace(plain, id="far", space=Space.CORRIDOR),
    )
    first, deck = deal(Deck(seed), (*others, plain))
    assert first == plain
    assert deal(deck, (*others, plain))[0] in others
    assert deal(Deck(seed), others)[0] in others


@given(drills=catalogues, seed=seeds)
def test_no_drill_comes_twice_in_a_row(drills: tuple[Drill, ...], seed: int) -> None:
    """Where there are two; over the end of a round too."""
    assume(len(drills) > 1)
    names = ids(dealt(drills, 40, Deck(seed)))
    assert all(one != other for one, other in pairwise(names))


@given(
    drills=catalogues,
    seed=seeds,
    likes=st.lists(st.integers(0, 15), unique=True, max_size=16),
)
def test_eight_breaks_show_six_drills(
    drills: tuple[Drill, ...], seed: int, likes: list[int]
) -> None:
    """Any eight, where there are six; favourites do not change that."""
    assume(len(drills) > APART)
    taste = Taste(likes=tuple(f"drill-{number}" for number in likes))
    names = ids(dealt(drills, 60, Deck(seed), taste))
    for start in range(len(names) - 7):
        assert len(set(names[start : start + 8])) >= 6


@given(drills=catalogues, seed=seeds)
def test_neighbours_differ_where_the_round_allows_it(
    drills: tuple[Drill, ...], seed: int
) -> None:
    """A drill in the last one's position comes when no other position can come."""
    known = {drill.id: drill for drill in drills}
    last, deck = deal(Deck(seed), drills)
    for _ in range(40):
        free = [known[key] for key in deck.rest if key not in deck.recent[-APART:]]
        drill, deck = deal(deck, drills)
        if any(each.position is not last.position for each in free):
            assert drill.position is not last.position
        last = drill


@given(
    each=st.integers(3, 8),
    kinds=st.sets(st.sampled_from(Position), min_size=2).map(sorted),
    seed=seeds,
)
def test_neighbours_always_differ_where_no_position_prevails(
    each: int, kinds: list[Position], seed: int
) -> None:
    """Within a round, in any order of the cards."""
    drills = placed([kind for kind in kinds for _ in range(each)])
    found = dealt(drills, len(drills), Deck(seed))
    for one, other in pairwise(found):
        assert one.position is not other.position


@given(seed=seeds, before=st.integers(1, 30))
def test_another_differs_from_the_one_passed_over(seed: int, before: int) -> None:
    """In position, also when it was not the last one dealt."""
    deck = Deck(seed)
    for _ in range(before):
        drill, deck = deal(deck, MIXED)
    passed = next(each for each in MIXED if each.id != deck.last)
    held = {each.id: each for each in MIXED}
    choice = [held[key] for key in deck.rest if key not in deck.recent]
    drill, _ = deal(deck, MIXED, beside=passed)
    if any(each.position is not passed.position for each in choice):
        assert drill.position is not passed.position
    assert drill.id != passed.id or [each.id for each in choice] == [passed.id]


@given(seed=seeds, likes=st.sets(st.sampled_from(ids(STANDING)), max_size=5))
def test_a_favourite_comes_once_more_a_round(seed: int, likes: set[str]) -> None:
    """And everything else once."""
    taste = Taste(likes=tuple(sorted(likes)))
    names = ids(dealt(STANDING, len(STANDING) + len(likes), Deck(seed), taste))
    counts = Counter(names)
    for name in ids(STANDING):
        assert counts[name] == 1 + (name in likes)


def test_a_favourite_that_is_not_in_the_catalogue_is_no_harm() -> None:
    """A pack of drills may be gone for a while."""
    taste = Taste(likes=("gone",))
    assert set(ids(dealt(MIXED, 12, Deck(1), taste))) == set(ids(MIXED))


@given(seed=seeds, never=st.sets(st.sampled_from(ids(MIXED)), max_size=11))
def test_what_is_left_out_does_not_come(seed: int, never: set[str]) -> None:
    """Not even when it waits in the round that runs."""
    _, deck = deal(Deck(seed), MIXED)
    taste = Taste(never=tuple(sorted(never)))
    assert never.isdisjoint(ids(dealt(MIXED, 30, deck, taste)))


def test_leaving_out_everything_leaves_everything() -> None:
    """A break without a drill would be none: a profile can make it so."""
    taste = Taste(never=("jumping-jacks",))
    assert ids(dealt((make.drill(),), 3, Deck(1), taste)) == ["jumping-jacks"] * 3


@pytest.mark.parametrize("seed", range(20))
def test_a_deck_of_an_older_version_goes_on(seed: int) -> None:
    """It knew its rest and its last drill, and no more."""
    order = ids(MIXED)
    old = Deck(seed, rest=tuple(order[1:]), last=order[0])
    names = ids(dealt(MIXED, 11, old))
    assert sorted(names) == sorted(order[1:])


def test_drills_that_come_and_go_disturb_nobody() -> None:
    """What left the catalogue is passed over; what is new comes in the next round."""
    _, deck = deal(Deck(3), MIXED)
    half = MIXED[::2]
    found = dealt(half, 20, deck)
    assert set(ids(found)) == set(ids(half))
    assert set(ids(dealt(MIXED, 24, deck))) == set(ids(MIXED))
