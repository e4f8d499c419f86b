"""A look back is offered after 4 and 8 weeks, once each, and judges nobody."""

from datetime import timedelta

import pytest

from movebreak.core.programme.reviews import (
    CHOICES,
    EIGHT,
    FOUR,
    QUESTION,
    Difference,
    answer,
    counted_from,
    due,
    few,
    offer,
)
from movebreak.core.programme.rules import Focus, ProgrammeRules
from tests.core.programme.recipes import MONDAY

DAY = timedelta(days=1)
RULES = ProgrammeRules(focus=Focus.STRENGTH)


@pytest.mark.parametrize(
    ("days", "offered", "weeks"),
    [
        (0, (), None),
        (27, (), None),
        (28, (), FOUR),
        (40, (), FOUR),
        (28, (FOUR,), None),
        (55, (FOUR,), None),
        (56, (FOUR,), EIGHT),
        (56, (), EIGHT),
        (57, (EIGHT,), None),
        (400, (FOUR, EIGHT), None),
    ],
)
def test_a_review_is_offered_at_four_and_at_eight_weeks(
    days: int, offered: tuple[int, ...], weeks: int | None
) -> None:
    """Not earlier, and each once."""
    assert due(RULES, MONDAY, offered, MONDAY + days * DAY) == weeks


def test_without_sessions_there_is_no_review() -> None:
    """Neither before the first, nor when the programme is off."""
    later = MONDAY + 100 * DAY
    assert due(RULES, None, (), later) is None
    assert due(ProgrammeRules(), MONDAY, (), later) is None


def test_the_weeks_count_from_the_first_strength_session() -> None:
    """A plan without any counts from its first session."""
    assert counted_from(MONDAY, MONDAY - DAY) == MONDAY
    assert counted_from(None, MONDAY) == MONDAY
    assert counted_from(None, None) is None


def test_no_difference_at_eight_weeks_suggests_somebody_with_two_reasons() -> None:
    """Technique, and a cause elsewhere."""
    text = " ".join(answer(EIGHT, Difference.NONE, 12))
    assert "physical therapist or a trainer" in text
    assert "check how you do the exercises" in text
    assert "the cause may lie elsewhere" in text


def test_no_difference_at_four_weeks_offers_a_look_at_the_technique() -> None:
    """And names the professional as an option."""
    text = " ".join(answer(FOUR, Difference.NONE, 8))
    assert text.startswith("Have a look at how the exercises are done")
    assert "if you like" in text
    assert "good time to see" not in text


@pytest.mark.parametrize("weeks", [FOUR, EIGHT])
@pytest.mark.parametrize("difference", [Difference.CLEAR, Difference.SMALL])
def test_a_difference_suggests_nobody(weeks: int, difference: Difference) -> None:
    """It says go on, and offers the self-check once more."""
    text = " ".join(answer(weeks, difference, 12))
    assert "therapist" not in text
    assert "self-check" in text


@pytest.mark.parametrize("difference", Difference)
@pytest.mark.parametrize("completed", range(4))
def test_few_sessions_judge_nothing(difference: Difference, completed: int) -> None:
    """Whatever the answer is; four of them are enough."""
    said, *_ = answer(EIGHT, difference, completed)
    assert said == few(completed)
    assert "therapist" not in said
    assert answer(EIGHT, difference, 4)[0] != few(4)


def test_few_says_how_many_in_words() -> None:
    """None, one, some."""
    assert few(0).startswith("No session is complete yet")
    assert few(1).startswith("One session is complete so far")
    assert few(3).startswith("3 sessions are complete so far")


def test_the_difference_is_the_persons_own_answer() -> None:
    """Each of the three can be given, and none is filled in."""
    assert [each for each, _ in CHOICES] == list(Difference)
    assert QUESTION.endswith("?")


def test_an_offer_is_two_lines() -> None:
    """What it is about, and that it waits."""
    assert offer(EIGHT) == (
        "8 weeks of sessions",
        "A short look back, one question long, is there when you like.",
    )
