"""What is said of a set."""

from movebreak.core.drills import Sides
from movebreak.core.programme import set_words
from movebreak.core.programme.playing import Ask
from movebreak.core.programme.routines import Measure, Part, Span
from movebreak.core.programme.sessions import Felt, Logged, Side

SQUAT = Part("single-leg-squat", Measure.TIMES, Span(8, 12), sides=Sides.EACH)
POSE = Part("childs-pose", Measure.BREATHS, Span(5, 5))


def test_where_a_set_stands() -> None:
    """Round, set and side, each where there is more than one."""
    ask = Ask(SQUAT, 2, 3, 1, 2, Side.LEFT, 8, None)
    assert set_words.place(ask) == "Round 2 of 3 · Set 1 of 2 · Left side"
    assert set_words.place(Ask(POSE, 1, 1, 1, 1, None, 5, None)) == ""


def test_the_timer_tells_both_ends_of_a_hold_and_to_breathe() -> None:
    """C19, C24: where it begins, where it is long enough, and where it ends."""
    assert "keep breathing" in set_words.SAID["hold"]
    assert "Long enough" in set_words.SAID["long_enough"]
    assert set_words.SAID["gap"] == "Let go."
    assert set_words.SAID["finished"].startswith("Let go.")


def test_what_was_done_is_asked_in_its_own_measure() -> None:
    """Each measure has its question."""
    asked = {each: set_words.asked(each) for each in Measure}
    assert len(set(asked.values())) == len(Measure)
    assert asked[Measure.BREATHS] == "How many breaths?"


def test_a_rest_is_told_where_no_timer_runs() -> None:
    """In words a person would use."""
    assert set_words.rest_first(90) == "Rest first, for about 1 minute 30 seconds."


def test_rounds_are_told_where_there_are_some() -> None:
    """One alone needs no word."""
    assert set_words.rounds(1) == ""
    assert set_words.rounds(3).startswith("3 rounds")
    assert set_words.once("4 times") == "4 times, in the first round alone"


def test_what_was_done_is_told_set_by_set() -> None:
    """With how it was, in no word of blame."""
    squats = [
        Logged("squat", 1, 1, Side.LEFT, 8),
        Logged("squat", 1, 1, Side.RIGHT, 3, Felt.PAIN, excused=True),
    ]
    rest = [Logged("rest", 1, 1, None, 900)]
    jumps = [
        Logged("jump", 1, 1, None, 9, Felt.TOO_HARD),
        Logged("jump", 1, 2, None, 0),
    ]

    assert set_words.done("Squat", Measure.TIMES, squats) == (
        "Squat: left 8 times, right 3 times; it hurt; right side excused"
    )
    assert set_words.done("Rest", Measure.SECONDS, rest) == "Rest: 15 minutes"
    assert set_words.done("Jump", Measure.FORM, jumps) == "Jump: 9; too hard"
    assert set_words.done("Jump", None, jumps[1:]) == "Jump: left out"


def test_what_is_counted_is_told_below_its_number() -> None:
    """In the number that is fit; without one, the form is the measure."""
    assert set_words.unit(Measure.TIMES, 8) == "times"
    assert set_words.unit(Measure.BREATHS, 1) == "breath"
    assert set_words.unit(Measure.FORM, None).endswith("the form stays good")
