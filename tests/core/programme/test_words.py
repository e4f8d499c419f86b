"""What is said of a session is short, kind, and says what is ours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from movebreak.core.drills import Sides
from movebreak.core.programme import habits, reviews, selfcheck, words
from movebreak.core.programme.playing import Ask, ahead, log
from movebreak.core.programme.questions import QUESTIONS
from movebreak.core.programme.routines import Measure, Part, Span
from movebreak.core.programme.sessions import Dose, Felt, LeftOut
from tests.core.programme.recipes import (
    MONDAY,
    dose,
    each_side,
    part,
    play_of,
    prescribed,
    routines,
)
from tests.core.test_kind_words import FORBIDDEN

DAY = timedelta(days=1)
BREATHS = part(measure=Measure.BREATHS, amount=Span(1, 4))
SECONDS = part(measure=Measure.SECONDS, amount=Span(30, 30))
FORM = part(measure=Measure.FORM, amount=None)


def first(*doses: Dose, rounds: int = 1) -> Ask:
    """Return the first set of a session."""
    ask = ahead(play_of(*doses, rounds=rounds))
    assert ask is not None
    return ask


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (dose(), "8 times"),
        (dose(sets=3), "3 sets of 8 times"),
        (dose(each_side(), sets=2), "2 sets of 8 times, each side"),
        (dose(part(sides=Sides.ALTERNATING)), "8 times, each side"),
        (
            dose(replace(SECONDS, sides=Sides.ALTERNATING), amount=40),
            "40 seconds, changing sides",
        ),
        (dose(BREATHS, amount=1), "1 breath"),
        (dose(BREATHS, amount=4), "4 breaths"),
        (dose(SECONDS, amount=30), "30 seconds"),
        (dose(SECONDS, amount=90), "90 seconds"),
        (dose(SECONDS, amount=900), "15 minutes"),
        (dose(hold=20), "8 times, each held 20 seconds"),
        (
            dose(FORM, amount=None, sets=3),
            "3 sets, each as long as the form stays good",
        ),
        (dose(FORM, amount=None), "as long as the form stays good"),
        (
            dose(each_side(side_is_ours=True, our_suggestion=True)),
            "8 times, each side (each side is our reading, our suggestion)",
        ),
    ],
)
def test_a_dose_says_how_much_and_what_is_ours(made: Dose, says: str) -> None:
    """In one line."""
    assert words.dose(made) == says


def test_a_set_says_where_one_stands() -> None:
    """Round, set and side, each where there is more than one."""
    assert words.set_of(first(dose()), "Half squats") == "Half squats"
    ask = first(dose(each_side(), sets=2), rounds=3)
    said = words.set_of(ask, "Lunge")
    assert said == "Lunge, round 1 of 3, set 1 of 2, left side"
    assert words.amount_of(ask) == "8 times"


def test_a_set_says_what_it_asks_for() -> None:
    """In words that begin a sentence."""
    ours = part(sides=Sides.ALTERNATING, our_suggestion=True)
    assert words.amount_of(first(dose(ours))) == "8 times, each side (our suggestion)"
    jump = first(dose(FORM, amount=None))
    assert words.amount_of(jump) == "As long as the form stays good"


@pytest.mark.parametrize(
    ("made", "held"),
    [
        (part(hold=Span(3, 3)), True),
        (SECONDS, True),
        (BREATHS, True),
        (part(), False),
        (FORM, False),
    ],
)
def test_what_is_held_asks_for_breath(made: Part, held: bool) -> None:  # noqa: FBT001 - as the table gives it
    """Every hold and every stretch."""
    assert words.is_held(made) is held
    assert "breathing" in words.KEEP_BREATHING
    assert "breathing" in words.HOLD


def test_what_is_left_out_says_why_and_what_stands_in() -> None:
    """By its name; one whose name is gone by its id."""
    names = {"squat-jump": "Squat jump", "half-squats": "Half squats"}
    out = LeftOut("squat-jump", "it is more than low impact", "half-squats")
    assert words.left_out(out, names) == (
        "Squat jump is left out: it is more than low impact. In its place: Half squats."
    )
    assert words.left_out(LeftOut("gone", "it is gone"), names) == (
        "gone is left out: it is gone."
    )


def test_a_gentler_form_says_what_it_stands_for() -> None:
    """And an exercise that stands for itself says nothing."""
    play = play_of(dose(gentler=dose(part("mild"))))
    assert words.instead_of(first(dose()), {}) == ""
    ask = ahead(log(play, 3, Felt.PAIN))
    assert ask is not None
    said = words.instead_of(ask, {"half-squats": "Half squats"})
    assert said == "In place of: Half squats."
    assert words.instead_of(ask, {}) == "In place of: half-squats."


def test_a_day_says_why_it_is_that_day() -> None:
    """How far it is from the last one."""
    assert words.why_this_day(MONDAY, None) == "It is the first day that fits."
    assert words.why_this_day(MONDAY, MONDAY + DAY) == "It is the first day that fits."
    said = words.why_this_day(MONDAY + 3 * DAY, MONDAY)
    assert said.startswith("It is 3 days after the last one;")


def said() -> list[str]:
    """Return every sentence of the programme."""
    found = [
        text
        for module in (words, reviews, habits, selfcheck)
        for text in vars(module).values()
        if isinstance(text, str) and " " in text and text != module.__doc__
    ]
    found += [each.asks for each in QUESTIONS]
    found += [label for each in QUESTIONS for _, label in each.choices]
    for name in routines():
        found += [each.why for each in prescribed(name).doses]
    return [each for each in found if not each.startswith("Glutes NOT ON")]


def test_no_sentence_blames_or_promises() -> None:
    """None calls a person's pattern by a name, either."""
    for text in said():
        assert not FORBIDDEN.search(text.replace(selfcheck.SOURCE, "")), text
        assert "syndrome" not in text.lower()
        assert "diagnos" not in text.lower()
