"""The sessions of movebreak keep what their articles say, number by number."""

import pytest

from movebreak.core.drills import Drill, EntryKind, Sides
from movebreak.core.programme import words
from movebreak.core.programme.focus import (
    CHOICES,
    opposing_view,
    routine_of,
    routines_of,
    view,
)
from movebreak.core.programme.playing import ahead, log
from movebreak.core.programme.routines import Measure, Part, Span
from movebreak.core.programme.rules import Focus
from movebreak.core.programme.sessions import Felt, Side
from tests.core.programme.recipes import (
    asked,
    known,
    part,
    play_of,
    prescribed,
    routine,
    routines,
    told,
)
from tests.core.test_kind_words import FORBIDDEN

SQUEEZES = ["long-sit-squeeze", "long-sit-one-sided", "standing-squeeze"]


def parts(name: str) -> dict[str, Part]:
    """Return the parts of a routine by their exercises."""
    return {each.exercise: each for each in routines()[name].parts}


def test_the_four_of_article_001_take_one_to_three_sets_of_8_to_12() -> None:
    """And nothing else, wherever they are done."""
    four = parts("four-for-the-hips").values()
    assert {each.amount for each in four} == {Span(8, 12)}
    assert {each.sets for each in four} == {Span(1, 3)}
    assert not any(each.our_suggestion for each in four)
    elsewhere = {
        each.exercise
        for name, recipe in routines().items()
        for each in recipe.parts
        if name != "four-for-the-hips"
    }
    assert not elsewhere & set(parts("four-for-the-hips"))


def test_the_banded_bridge_has_at_most_ten_holds_of_20_to_30_seconds() -> None:
    """Both ends of each hold are told."""
    bridge = parts("bridge-and-jump")["banded-bridge"]
    assert bridge.amount is not None
    assert bridge.amount.high == 10
    assert bridge.hold == Span(20, 30)
    assert bridge.sets == Span(1, 1)
    assert words.HOLD.startswith("Hold")
    assert words.LET_GO.startswith("Let go")


def test_squat_jumps_have_three_sets_and_no_number() -> None:
    """A set ends when the form goes; the rehearsal squat comes before them."""
    jump = parts("bridge-and-jump")["squat-jump"]
    assert (jump.measure, jump.amount, jump.sets) == (Measure.FORM, None, Span(3, 3))
    assert jump.first == "rehearsal-squat"
    order = list(parts("bridge-and-jump"))
    assert order.index("rehearsal-squat") < order.index("squat-jump")


def test_the_running_pattern_has_four_exercises_in_three_or_four_rounds() -> None:
    """In the order of the article, with its numbers; one side is our reading."""
    recipe = routines()["running-rounds"]
    assert recipe.rounds == Span(3, 4)
    assert [(each.exercise, each.amount) for each in recipe.parts] == [
        ("one-leg-bridge-press", Span(10, 12)),
        ("lunge-row", Span(10, 12)),
        ("romanian-deadlift", Span(10, 15)),
        ("goblet-split-squat", Span(10, 15)),
    ]
    assert {each.sides for each in recipe.parts} == {Sides.EACH}
    ours = [each.side_is_ours for each in recipe.parts]
    assert ours == [False, False, False, True]
    session = prescribed("running-rounds")
    said = [words.dose(each) for each in session.doses[1:]]
    assert said[0] == "10 times, each side"
    assert said[3] == "10 times, each side (each side is our reading)"


def test_face_down_there_are_six_for_each_leg_with_two_short_holds() -> None:
    """Three seconds each, and the player says so."""
    wakes = parts("release-to-recruit")["face-down-wake-up"]
    assert (wakes.amount, wakes.hold, wakes.holds) == (Span(6, 6), Span(3, 3), 2)
    session = prescribed("release-to-recruit")
    asks = asked(play_of(*session.doses))
    both = [ask for ask in asks if ask.part == wakes]
    assert [ask.side for ask in both] == [Side.LEFT, Side.RIGHT]
    said = words.amount_of(both[0])
    assert said == "6 times, with 2 holds of 3 seconds each"


def test_article_004_goes_in_its_order() -> None:
    """Release, three hip openers, knee hug, face down, and child's pose last."""
    assert [each.part.exercise for each in prescribed("release-to-recruit").doses] == [
        "foam-roller",
        "low-lunge",
        "low-lunge-knee-up",
        "tall-hip-opener",
        "knee-hug",
        "face-down-wake-up",
        "childs-pose",
    ]


@pytest.mark.parametrize("felt", [Felt.TOO_HARD, Felt.PAIN])
@pytest.mark.parametrize("opener", range(6))
def test_a_hip_opener_that_is_too_much_gives_way_to_the_pillow(
    felt: Felt, opener: int
) -> None:
    """For 15 minutes; then the session goes on at the knee hug."""
    play = play_of(*prescribed("release-to-recruit").doses)
    for _ in range(2 + opener):
        play = log(play, 30)
    play = log(play, 5, felt)
    ask = ahead(play)
    assert ask is not None
    assert (ask.part.exercise, ask.amount) == ("pillow-rest", 900)
    assert words.amount_of(ask) == "15 minutes"
    assert [each.rpartition(" ")[0] for each in told(play)][:2] == [
        "pillow-rest",
        "knee-hug 1",
    ]


def test_squeezes_go_both_sides_then_one_then_standing() -> None:
    """Wherever they meet in a session."""
    for recipe in routines().values():
        found = [each.exercise for each in recipe.parts if each.exercise in SQUEEZES]
        assert found == [each for each in SQUEEZES if each in found]
    assert list(parts("find-and-feel")) == SQUEEZES


def test_every_focus_has_a_plan_of_its_own() -> None:
    """Each works without the others, and says what speaks for and against it."""
    assert set(CHOICES) == set(Focus) - {Focus.OFF}
    for focus in CHOICES:
        plan = routines_of(focus, routines().values())
        assert plan
        assert all(prescribed(each).doses for each in plan)
        views = (view(focus), opposing_view(focus))
        assert len({each.source for each in views}) == 2
        for each in views:
            assert each.says.count(". ") == 0
            assert not FORBIDDEN.search(each.says)


def test_mobility_first_has_no_strength_session() -> None:
    """It moves the hip back, out and round, and drives a leg through."""
    plan = routines_of(Focus.MOBILITY, routines().values())
    assert not any(each.strength for each in plan)
    found = {each.exercise for recipe in plan for each in recipe.parts}
    steps = " ".join(known()["hip-three-ways"].steps)
    assert all(way in steps for way in ("back", "out", "round"))
    assert {"hip-three-ways", "slow-motion-stride"} <= found
    assert routines_of(Focus.STRENGTH, routines().values())[0].strength


def test_the_sessions_of_a_focus_take_turns() -> None:
    """In their order, from the first one on; own ones join in."""
    mine = routine(part(), focuses=(Focus.STRENGTH,))
    known_ones = (*routines().values(), mine)
    names = []
    for number in range(4):
        found = routine_of(Focus.STRENGTH, number, known_ones)
        assert found is not None
        names.append(found.id)
    assert names == ["bridge-and-jump", "four-for-the-hips", "mine", "bridge-and-jump"]
    assert routine_of(Focus.OFF, 0, known_ones) is None


def test_there_is_no_core_block() -> None:
    """Article 004 wants it after its own session; movebreak adds none."""
    for recipe in routines().values():
        for each in recipe.parts:
            assert "core" not in " ".join(known()[each.exercise].muscles)


def test_all_that_a_routine_names_is_there() -> None:
    """Exercises, what comes first, and what is gentler; each with its sides."""
    for recipe in routines().values():
        for each in recipe.parts:
            names = {each.exercise, each.first, each.gentler} - {""}
            assert names <= set(known())
            one_sided = known()[each.exercise].sides is not Sides.BOTH
            assert one_sided is (each.sides is not Sides.BOTH)
            if each.gentler:
                assert not _is_harder(known()[each.gentler], known()[each.exercise])


def _is_harder(one: Drill, other: Drill) -> bool:
    heavy = one.kind is EntryKind.EXERCISE and one.equipment and not other.equipment
    return one.level > other.level or bool(heavy)


def test_numbers_that_no_article_gives_are_marked() -> None:
    """Where its drill is marked so, except for what the article counts in a set."""
    given = {"low-lunge", "knee-hug", "long-sit-squeeze", "long-sit-one-sided"}
    for recipe in routines().values():
        for each in recipe.parts:
            ours = known()[each.exercise].our_suggestion
            if ours:
                assert each.our_suggestion, each.exercise
            if each.our_suggestion and not ours:
                assert each.measure is Measure.BREATHS, each.exercise
    marked = {
        each.exercise
        for recipe in routines().values()
        for each in recipe.parts
        if each.our_suggestion
    }
    assert not given & marked
