"""Days are forgotten on request, and all else stays as it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core import day_words
from movebreak.core.effects import Erase, Kind, Reply, Saying
from movebreak.core.events import Forget, Meeting, PauseFor, Snooze, Undo
from movebreak.core.programme.rules import Focus
from movebreak.core.state import Programme
from movebreak.core.words import forget
from movebreak.errors import UsageError
from tests import make
from tests.core.scene import NEVER, Scene

MONDAY = make.TODAY
DAY = timedelta(days=1)
TODAY = Forget(MONDAY, MONDAY)
days = st.dates(MONDAY - 9 * DAY, MONDAY + 9 * DAY) | st.none()


def test_the_lines_are_to_be_erased() -> None:
    """Of these days, and of no others."""
    scene = Scene()
    scene.do(TODAY)
    assert [each for each in scene.effects if isinstance(each, Erase)] == [
        Erase(MONDAY, MONDAY)
    ]


def test_answers_alone_are_to_be_erased() -> None:
    """What the person said of themselves goes; the state stays as it is."""
    scene = Scene()
    scene.done()
    before = scene.state
    scene.do(Forget(answers=True))
    assert [each for each in scene.effects if isinstance(each, Erase)] == [
        Erase(None, None, answers=True)
    ]
    assert scene.state == before


def test_what_was_forgotten_cannot_be_taken_back() -> None:
    """The line that an undo would refer to is gone."""
    scene = Scene()
    scene.done()
    scene.do(TODAY)
    assert scene.do(Undo()) == Reply(Saying.NOTHING_TO_UNDO)
    assert Kind.UNDONE not in scene.kinds


def test_forgetting_another_day_takes_no_undo_away() -> None:
    """Only what is gone."""
    scene = Scene()
    scene.done()
    scene.do(Forget(last=MONDAY - DAY))
    reply = scene.do(Undo())
    assert reply is not None
    assert reply.saying is Saying.UNDONE


def test_a_day_that_begins_takes_its_undo_from_the_one_before() -> None:
    """Done at two to four in the night counts for the evening."""
    scene = Scene(begin=make.MORNING.replace(hour=3, minute=58))
    scene.done()
    scene.advance("3m")
    assert scene.state.day == MONDAY
    scene.do(Forget(MONDAY - DAY, MONDAY - DAY))
    assert scene.do(Undo()) == Reply(Saying.NOTHING_TO_UNDO)


def test_a_clock_that_jumps_saves_no_undo() -> None:
    """The line keeps the day it was given, and is forgotten with it."""
    scene = Scene()
    scene.done()
    scene.set_clock(DAY)
    scene.do(TODAY)
    assert scene.do(Undo()) == Reply(Saying.NOTHING_TO_UNDO)


def test_an_undo_of_an_older_version_is_forgotten_with_any_day() -> None:
    """It did not keep its day."""
    scene = Scene()
    scene.done()
    assert scene.state.undo is not None
    scene.state = replace(scene.state, undo=replace(scene.state.undo, day=None))
    scene.do(Forget(last=MONDAY - DAY))
    assert scene.do(Undo()) == Reply(Saying.NOTHING_TO_UNDO)


def test_a_forgotten_day_is_summed_up_only_for_what_comes_after() -> None:
    """Begun anew at five, the evening has its own counts."""
    scene = Scene()
    scene.done()
    scene.advance(to="17:20")
    scene.do(TODAY)
    scene.advance(to="17:35")
    assert scene.summaries == []
    scene.advance("10m")
    assert [each.day for each in scene.summaries] == [MONDAY]


def test_the_summary_of_a_forgotten_day_does_not_come() -> None:
    """It was owed, and there is nothing to tell any more."""
    scene = Scene()
    scene.work("8h")
    scene.do(PauseFor(None))
    scene.advance("20h")
    assert MONDAY in scene.state.unsummed
    scene.do(TODAY)
    assert MONDAY not in scene.state.unsummed


def test_desk_time_of_a_forgotten_day_is_not_recorded_later() -> None:
    """The next line tells only of the time since."""
    scene = Scene()
    scene.work("15m")
    scene.do(TODAY)
    scene.work("2m")
    scene.done()
    assert scene.records[-1].desk == timedelta(minutes=2)


@given(first=days, last=days)
def test_the_cycle_goes_on_as_if_nothing_had_been_asked(
    first: date | None, last: date | None
) -> None:
    """An open break, a snooze, a meeting, the deck, the interval: all as before."""
    scene = Scene()
    scene.done()
    scene.due()
    scene.do(Snooze())
    scene.do(Meeting(timedelta(hours=1)))
    before, up = scene.state, scene.up
    scene.do(Forget(first, last))
    after = scene.state
    unlike = {"undo", "unsummed", "day_desk", "told_desk", "outcomes"}
    same = {name: getattr(before, name) for name in unlike}
    assert replace(after, **same) == before
    assert scene.up == up
    scene.advance("2h")


def test_days_as_they_are_typed() -> None:
    """A date, or all of them."""
    assert forget(["2026-03-02"]) == TODAY
    assert forget(["All"]) == Forget()
    assert forget(["answers"]) == Forget(answers=True)


@pytest.mark.parametrize("words", [[], ["yesterday"], ["2026-02-30"], ["all", "day"]])
def test_other_words_are_refused(words: list[str]) -> None:
    """Nothing is deleted by mistake."""
    with pytest.raises(UsageError, match="no day of the history") as error:
        forget(words)
    assert "2026-03-04" in error.value.hint


def test_how_much_is_gone_is_told() -> None:
    """In words."""
    assert day_words.forgotten(0) == "There was nothing to delete."
    assert day_words.forgotten(1) == "1 line deleted for good."
    assert day_words.forgotten(1234) == "1,234 lines deleted for good."


def test_a_file_that_may_hold_more_is_told() -> None:
    """Where it is, and how it goes."""
    said = day_words.forgotten(2, ["/home/me/history-corrupt-1.sqlite"])
    assert said.startswith("2 lines deleted for good.\nA damaged history was set aside")
    assert "/home/me/history-corrupt-1.sqlite" in said
    assert said.endswith("movebreak forget all")


def test_desk_time_that_was_taken_back_is_told_once_only() -> None:
    """Also when the day is forgotten between the two."""
    scene = Scene()
    scene.advance("10m")
    scene.quiet = NEVER
    scene.leave("5m", idle=True)
    scene.done()
    scene.advance("3s")
    scene.do(TODAY)
    scene.come_back()
    scene.advance("5m")
    scene.done()

    told = [each.desk for each in scene.records]
    assert sum(told, timedelta()) == 10 * make.MINUTE


def test_sessions_of_a_forgotten_day_are_forgotten() -> None:
    """The plan, and the reviews, go by what is left."""
    scene = Scene(programme={"focus": Focus.STRENGTH})
    scene.begin()
    scene.logs(0)
    scene.end()
    trained = replace(scene.state.programme, reviews=(4,), skipped=(MONDAY,))
    scene.state = replace(scene.state, programme=trained)
    scene.do(Forget(MONDAY - DAY, MONDAY - DAY))
    assert scene.state.programme == trained
    scene.do(TODAY)

    assert scene.state.programme == Programme()


def test_the_first_session_is_told_apart_from_later_ones() -> None:
    """Forgetting a later one leaves the reviews where they are."""
    scene = Scene(programme={"focus": Focus.STRENGTH})
    first = MONDAY - 9 * DAY
    known = Programme(trained=(MONDAY,), first=first, reviews=(4,))
    scene.state = replace(scene.state, programme=known)
    scene.do(TODAY)

    assert scene.state.programme == Programme(first=first, reviews=(4,))
