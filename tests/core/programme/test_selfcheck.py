"""The self-check finds a pattern and proposes a focus; it names no illness."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.programme.focus import CHOICES
from movebreak.core.programme.questions import (
    QUESTIONS,
    Answers,
    Change,
    Feeling,
    HowLong,
    Trouble,
    YesNo,
)
from movebreak.core.programme.rules import Focus
from movebreak.core.programme.selfcheck import (
    AWARENESS,
    DOUBT,
    LIKE_IT,
    SEE_SOMEBODY,
    UNLIKE_IT,
    Result,
    changes,
    read,
    result,
    spoken,
    written,
)
from tests.core.programme.recipes import routines

YES, NO = YesNo.YES, YesNo.NO
ANY = st.builds(
    Answers,
    had=st.sets(st.sampled_from(Trouble)).map(
        lambda found: tuple(each for each in Trouble if each in found)
    ),
    **{
        each.name: st.sampled_from([choice for choice, _ in each.choices])
        for each in QUESTIONS
        if not each.several
    },
)
FINDING = re.compile(r"diagnos|you have|syndrome", re.IGNORECASE)


def texts(found: Result) -> list[str]:
    """Return all that a result says."""
    return [found.before, found.pattern, found.doubt, *found.reasons]


@given(answers=ANY)
def test_a_result_is_a_pattern_a_doubt_and_a_proposal(answers: Answers) -> None:
    """No word of an illness, and one sentence that says that experts disagree."""
    found = result(answers)
    assert not any(FINDING.search(each) for each in texts(found))
    assert found.pattern in {LIKE_IT, UNLIKE_IT}
    assert found.doubt == DOUBT
    assert "Experts disagree" in DOUBT
    assert found.focus in CHOICES
    assert found.reasons
    assert found.first in {"", *routines()}


@pytest.mark.parametrize("long", [HowLong.MONTHS, HowLong.LONGER])
@pytest.mark.parametrize("does", ["leg_squats", "clams"])
@pytest.mark.parametrize("stuck", [{"change": Change.NONE}, {"tight_front": YES}])
def test_long_use_without_a_change_proposes_the_running_pattern(
    long: HowLong, does: str, stuck: dict[str, str]
) -> None:
    """So does long use with tight hip fronts; a few weeks do not."""
    answers = read({does: "yes", "how_long": long, **stuck})
    assert result(answers).focus is Focus.RUNNING
    soon = replace(answers, how_long=HowLong.WEEKS)
    assert result(soon).focus is not Focus.RUNNING
    fine = replace(answers, change=Change.SOME, tight_front=NO)
    assert result(fine).focus is not Focus.RUNNING


def test_feeling_nothing_proposes_the_squeezes_first() -> None:
    """Before whatever else the answers propose."""
    nothing = Answers(feels=Feeling.NOTHING)
    assert (result(nothing).first, result(nothing).focus) == (AWARENESS, Focus.FEEL)
    stuck = replace(nothing, clams=YES, how_long=HowLong.LONGER, change=Change.NONE)
    found = result(stuck)
    assert (found.first, found.focus) == (AWARENESS, Focus.RUNNING)
    assert len(found.reasons) == 2
    assert "squeezes come first" in found.reasons[0]
    assert result(Answers(feels=Feeling.LITTLE)).first == ""


def test_stretching_alone_gets_strength_beside_it() -> None:
    """Nobody is told to stop stretching."""
    found = result(Answers(only_stretching=YES, tight_front=YES))
    assert found.focus is Focus.STRENGTH
    assert "Keep those" in found.reasons[0]
    assert not re.search(r"\b(stop|instead|no more)\b", found.reasons[0])


def test_tight_hips_propose_movement_first() -> None:
    """Front or back; without anything special it is strength."""
    assert result(Answers(tight_front=YES)).focus is Focus.MOBILITY
    assert result(Answers(tight_back=YES)).focus is Focus.MOBILITY
    assert result(Answers()).focus is Focus.STRENGTH


def test_what_goes_on_now_is_for_a_professional_first() -> None:
    """Before any plan, whatever else is answered."""
    assert result(Answers(now=YES)).before == SEE_SOMEBODY
    assert "before you begin with any plan" in SEE_SOMEBODY
    assert result(Answers(now=NO)).before == ""


def test_two_signs_make_it_like_the_pattern() -> None:
    """One alone does not."""
    one = Answers(tight_front=YES)
    assert result(one).pattern == UNLIKE_IT
    assert result(replace(one, had=(Trouble.SHIN,))).pattern == LIKE_IT
    assert result(replace(one, keeps_coming=YES)).pattern == LIKE_IT
    assert result(replace(one, feels=Feeling.LITTLE)).pattern == LIKE_IT


@given(answers=ANY)
def test_answers_can_be_kept_and_read_again(answers: Answers) -> None:
    """As they were."""
    assert read(written(answers)) == answers


@given(
    given_=st.dictionaries(
        st.sampled_from([*(each.name for each in QUESTIONS), "other"]),
        st.one_of(
            st.none(), st.integers(), st.text(), st.lists(st.text()), st.just(["shin"])
        ),
    )
)
def test_any_record_can_be_read(given_: dict[str, object]) -> None:
    """What is not understood is left out."""
    assert result(read(given_)).reasons


def test_old_answers_stand_beside_the_new() -> None:
    """Those that differ, in words."""
    old = Answers(had=(Trouble.SHIN, Trouble.ITB))
    new = replace(old, had=(), feels=Feeling.NOTHING)
    assert changes(old, old) == ()
    assert changes(old, new) == (
        (
            "Which of these do you know from your own runs?",
            "Shin splints, Trouble with the ITB, on the outside of the knee",
            "None",
        ),
        ("Do you feel the seat work in such exercises?", "Clearly", "I feel nothing"),
    )
    assert spoken(new)["now"] == "No"
