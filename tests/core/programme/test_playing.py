"""A session goes set by set; what is too hard or hurts is replaced or excused."""

from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.drills import Sides
from movebreak.core.programme.playing import (
    MOST,
    Play,
    ahead,
    excuse,
    first_exercise_done,
    is_complete,
    log,
    sets_left,
    skip,
)
from movebreak.core.programme.routines import Measure, Span
from movebreak.core.programme.sessions import Dose, Felt, Logged, Side
from tests.core.programme.recipes import (
    asked,
    dose,
    each_side,
    part,
    play_of,
    prescribed,
    routines,
    told,
)

LEFT, RIGHT = Side.LEFT, Side.RIGHT
MILD = dose(part("mild"))
MILD_EACH = dose(each_side("mild"))
PILLOW = dose(part("pillow", measure=Measure.SECONDS, amount=Span(900, 900)))


def hurts(play: Play) -> Play:
    """Answer with pain."""
    return log(play, 3, Felt.PAIN)


def too_hard(play: Play) -> Play:
    """Answer that it is too hard."""
    return log(play, 3, Felt.TOO_HARD)


def test_exercises_come_one_after_another_set_by_set() -> None:
    """Of a one-sided exercise, each set has both sides."""
    play = play_of(dose(each_side("squat"), sets=2), dose(part("bridge")))
    assert told(play) == [
        "squat 1 left",
        "squat 1 right",
        "squat 2 left",
        "squat 2 right",
        "bridge 1",
    ]
    assert sets_left(play) == 5


def test_in_a_circuit_all_exercises_come_in_each_round() -> None:
    """But what comes once comes in the first."""
    squeeze = dose(part("squeeze"), once=True)
    play = play_of(squeeze, dose(part("one")), dose(part("two")), rounds=2)
    asks = asked(play)
    names = [(ask.part.exercise, ask.round, ask.rounds) for ask in asks]
    assert names == [
        ("squeeze", 1, 1),
        ("one", 1, 2),
        ("two", 1, 2),
        ("one", 2, 2),
        ("two", 2, 2),
    ]


def test_what_alternates_is_one_set() -> None:
    """Both sides move in turn."""
    assert told(play_of(dose(part(sides=Sides.ALTERNATING)))) == ["half-squats 1"]


def test_a_set_says_how_much_and_how_long() -> None:
    """As it was prescribed; where the form is the measure there is no number."""
    held = part(hold=Span(20, 30))
    ask = ahead(play_of(dose(held, amount=9, hold=25)))
    assert ask is not None
    assert (ask.amount, ask.hold, ask.sets) == (9, 25, 1)
    jumps = part(measure=Measure.FORM, amount=None)
    ask = ahead(play_of(dose(jumps, amount=None)))
    assert ask is not None
    assert ask.amount is None


def test_rest_follows_a_set_and_a_short_one_the_first_side() -> None:
    """None comes before the first set."""
    play = play_of(dose(each_side("squat", rest=60), sets=2), dose(part("bridge")))
    assert [ask.rest for ask in asked(play)] == [0, 10, 60, 10, 60]


def test_rest_follows_what_took_a_place_too() -> None:
    """And nothing rests after what nobody knows."""
    play = hurts(play_of(dose(gentler=dose(part("mild", rest=5))), dose(part("next"))))
    play = log(play, 3)
    ask = ahead(play)
    assert ask is not None
    assert (ask.part.exercise, ask.rest) == ("next", 5)
    strange = Play(1, play.prescription, (Logged("gone", 1, 1, None, 3),))
    ask = ahead(strange)
    assert ask is not None
    assert ask.rest == 0


def test_a_session_is_complete_when_all_sides_are_answered() -> None:
    """Not before, and an answer after the end changes nothing."""
    play = play_of(dose(each_side()))
    play = log(play, 8)
    assert not is_complete(play)
    play = log(play, 8)
    assert is_complete(play)
    assert ahead(play) is None
    assert log(play, 8) == play


def test_a_side_that_was_passed_over_leaves_it_incomplete() -> None:
    """The end is reached all the same; one set of the side would have done."""
    play = skip(log(play_of(dose(each_side())), 8))
    assert ahead(play) is None
    assert not is_complete(play)
    two = play_of(dose(each_side(), sets=2))
    for number in range(4):
        two = skip(two) if number == 1 else log(two, 8)
    assert is_complete(two)


def test_pain_excuses_its_side_and_leaves_the_other() -> None:
    """In every set and round that was still to come; then it is complete."""
    play = hurts(play_of(dose(each_side(), sets=2), rounds=2))
    assert told(play) == [
        "half-squats 1 right",
        "half-squats 2 right",
        "half-squats 1 right",
        "half-squats 2 right",
    ]
    while ahead(play):
        play = log(play, 8)
    assert is_complete(play)


def test_a_side_may_be_excused_before_it_hurts() -> None:
    """It was known to be sore: nothing takes its place, and all is complete."""
    play = log(excuse(play_of(dose(each_side(), gentler=MILD_EACH))), 8)
    assert ahead(play) is None
    assert is_complete(play)
    assert play.logs[0] == Logged("half-squats", 1, 1, LEFT, 0, Felt.PAIN, excused=True)


def test_pain_ends_an_exercise_of_both_sides() -> None:
    """All of its sets."""
    play = hurts(play_of(dose(sets=3), dose(part("next"))))
    assert told(play) == ["next 1"]


def test_a_gentler_form_takes_the_place_of_the_side_that_hurts() -> None:
    """At once; the other side goes on as it was."""
    play = hurts(play_of(dose(each_side(), sets=2, gentler=MILD_EACH)))
    ask = ahead(play)
    assert ask is not None
    assert (ask.instead_of, ask.sets) == ("half-squats", 2)
    assert told(play) == [
        "mild 1 left",
        "half-squats 1 right",
        "mild 2 left",
        "half-squats 2 right",
    ]


def test_too_hard_makes_both_sides_gentler() -> None:
    """From the next set on: this one was done."""
    play = too_hard(play_of(dose(each_side(), sets=2, gentler=MILD_EACH)))
    assert told(play) == ["mild 1 right", "mild 2 left", "mild 2 right"]


def test_too_hard_without_a_gentler_form_goes_on() -> None:
    """The next session asks for less."""
    play = too_hard(play_of(dose(each_side())))
    assert told(play) == ["half-squats 1 right"]


def test_what_takes_the_place_of_two_sides_comes_once_a_set() -> None:
    """It is done with both at a time."""
    play = too_hard(play_of(dose(each_side(), sets=2, gentler=MILD)))
    assert told(play) == ["mild 1", "mild 2"]


def test_what_takes_a_place_may_have_two_sides_itself() -> None:
    """Both come."""
    play = hurts(play_of(dose(gentler=MILD_EACH)))
    assert told(play) == ["mild 1 left", "mild 1 right"]


def test_a_gentler_form_that_hurts_is_excused() -> None:
    """Nothing is gentler than that."""
    play = hurts(hurts(play_of(dose(each_side(), gentler=MILD_EACH), dose(part("b")))))
    assert told(play) == ["half-squats 1 right", "b 1"]
    play = hurts(hurts(play_of(dose(each_side(), sets=2, gentler=MILD))))
    assert told(play) == []


def test_a_block_is_replaced_as_a_whole() -> None:
    """What rests both sides comes in place of all that is left of it."""
    first, second, third = (
        dose(each_side(name, block="opener"), gentler=PILLOW) for name in "abc"
    )
    last = dose(part("last"))
    for answers in (0, 1, 2):
        play = play_of(first, second, third, last)
        for _ in range(answers):
            play = log(play, 8)
        play = hurts(play)
        assert told(play) == ["pillow 1", "last 1"]
        play = log(log(play, 900), 8)
        assert is_complete(play)


def test_a_block_without_a_gentler_form_goes_on() -> None:
    """The side that hurts is excused in this exercise alone."""
    first, second = (dose(each_side(name, block="opener")) for name in "ab")
    assert told(hurts(play_of(first, second))) == ["a 1 right", "b 1 left", "b 1 right"]


def test_the_first_exercise_is_done_when_its_sets_are() -> None:
    """Not while a side is to come, and passing it over is not doing it."""
    play = play_of(dose(each_side("one")), dose(part("two")), rounds=2)
    assert not first_exercise_done(play)
    assert not first_exercise_done(log(play, 8))
    assert first_exercise_done(log(log(play, 8), 8))
    passed = skip(skip(play))
    assert not first_exercise_done(passed)
    assert first_exercise_done(log(passed, 8))


def test_an_amount_stays_within_reason() -> None:
    """A slip of the keyboard is no record."""
    assert log(play_of(dose()), 10**9).logs[0].amount == MOST
    assert log(play_of(dose()), -5).logs[0].amount == 0


ANSWERS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from([*Felt, "skip", "excuse"])),
    min_size=60,
    max_size=90,
)
GENTLER = st.sampled_from([None, MILD, MILD_EACH])
DOSES = st.lists(
    st.builds(
        lambda sides, sets, gentler, block: Dose(
            part("x", sides=sides, block=block), sets, 8, gentler=gentler
        ),
        st.sampled_from(Sides),
        st.integers(1, 3),
        GENTLER,
        st.sampled_from(["", "block"]),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda doses: tuple(
        Dose(
            part(f"x{number}", sides=each.part.sides, block=each.part.block),
            each.sets,
            8,
            gentler=each.gentler
            and dose(part(f"mild{number}", sides=each.gentler.part.sides)),
        )
        for number, each in enumerate(doses)
    )
)


@given(doses=DOSES, answers=ANSWERS, rounds=st.integers(1, 2))
def test_every_session_ends_and_goes_on_from_its_logs(
    doses: tuple[Dose, ...], answers: list[tuple[int, str]], rounds: int
) -> None:
    """Whatever is answered: each set once, none after pain, and no more than asked."""
    play = play_of(*doses, rounds=rounds)
    asked_before = set()
    for amount, answer in answers:
        again = Play(1, play.prescription, play.logs)
        ask = ahead(again)
        if ask is None:
            break
        place = (ask.part.exercise, ask.round, ask.set, ask.side)
        assert place not in asked_before
        assert not any(
            each.excused and (each.exercise, each.side) == (place[0], place[3])
            for each in play.logs
        )
        asked_before.add(place)
        if answer == "skip":
            play = skip(play)
        elif answer == "excuse":
            play = excuse(play)
        else:
            play = log(play, amount, Felt(answer))
    assert ahead(play) is None


def test_all_sessions_of_movebreak_can_be_played_to_their_end() -> None:
    """All fine, all too hard, all in pain."""
    for name in routines():
        for felt in Felt:
            play = play_of(*prescribed(name).doses, rounds=prescribed(name).rounds)
            while (ask := ahead(play)) is not None:
                play = log(play, ask.amount or 1, felt)
            assert is_complete(play)
