"""Doses grow by what was done: step by step, never past level or end, and back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.doses import TIMES_EACH, dosed, grown, later
from movebreak.core.drill_words import Told, card, fields
from movebreak.core.drills import Amount
from movebreak.core.profile import HARDEST
from tests import make

SQUATS = make.drill(
    "squats",
    dose="6 squats",
    length=timedelta(seconds=25),
    more=(
        Amount("10 squats", timedelta(seconds=40)),
        Amount("15 squats", timedelta(seconds=60)),
    ),
)
PLAIN = make.drill("plain")

times = st.integers(0, 1000)
levels = st.integers(1, HARDEST)


@pytest.mark.parametrize(
    ("done", "level", "dose"),
    [
        (0, 3, "6 squats"),
        (4, 3, "6 squats"),
        (5, 3, "10 squats"),
        (9, 3, "10 squats"),
        (10, 3, "15 squats"),
        (999, 3, "15 squats"),
        (999, 2, "10 squats"),
        (999, 1, "6 squats"),
    ],
)
def test_each_dose_is_done_five_times(done: int, level: int, dose: str) -> None:
    """Then the next one comes, up to the level of the person."""
    assert dosed(SQUATS, done, level).dose == dose


@given(done=times, level=levels)
def test_a_dose_is_one_of_the_drill(done: int, level: int) -> None:
    """Words and length belong together; nothing else of the drill changes."""
    found = dosed(SQUATS, done, level)
    known = [Amount(SQUATS.dose, SQUATS.length), *SQUATS.more]
    assert Amount(found.dose, found.length) in known[:level]
    assert dosed(found, 0, level) == found
    assert (found.id, found.steps, found.more) == (SQUATS.id, SQUATS.steps, SQUATS.more)


@given(done=times, more=times, level=levels)
def test_doing_more_never_makes_it_less(done: int, more: int, level: int) -> None:
    """And one Done never skips a dose; a higher level never makes it less either."""
    before, after = dosed(SQUATS, done, level), dosed(SQUATS, done + more, level)
    assert before.length <= after.length
    known = [SQUATS.length, *(each.length for each in SQUATS.more)]
    one = known.index(dosed(SQUATS, done + 1, level).length)
    assert one - known.index(before.length) in {0, 1}
    assert dosed(SQUATS, done, HARDEST).length >= before.length


@given(done=times, level=levels)
def test_a_drill_of_one_dose_keeps_it(done: int, level: int) -> None:
    """Where the source gives a dose, or nothing is known that follows."""
    assert dosed(PLAIN, done, level) is PLAIN


def test_each_drill_has_its_own_count() -> None:
    """What was never done begins at the beginning."""
    squats, plain = grown((SQUATS, PLAIN), {"squats": TIMES_EACH}, HARDEST)
    assert squats.dose == "10 squats"
    assert plain is PLAIN
    assert grown((SQUATS,), {}, HARDEST) == (SQUATS,)


def test_what_is_to_come_is_told() -> None:
    """Until there is nothing more."""
    assert later(SQUATS) == SQUATS.more
    assert later(dosed(SQUATS, 5, HARDEST)) == SQUATS.more[1:]
    assert later(dosed(SQUATS, 10, HARDEST)) == ()
    told = Told(SQUATS, "")
    assert "later:        10 squats, then 15 squats; each after 5 times" in card(told)
    assert fields(told)["later"] == ["10 squats", "15 squats"]
    assert "later:" not in card(Told(PLAIN, ""))
