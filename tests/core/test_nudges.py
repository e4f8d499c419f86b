"""A look back is offered at 4 and 8 weeks, and notes are rare: neither ever nags."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from movebreak.core.effects import NoteNews, ReviewNews
from movebreak.core.events import (
    CheckAnswered,
    Forget,
    Meeting,
    PauseFor,
    PositionTold,
    SessionSkip,
)
from movebreak.core.programme.rules import DeskKind, Focus, Weekday
from movebreak.core.state import Programme
from tests import make
from tests.core.test_invitation import DAY, MONDAY, scene
from tests.core.witness import Witness

WEEK = 7 * DAY


def begun(weeks: int, **programme: Any) -> Witness:  # noqa: ANN401
    """Return the morning of a day so many weeks after the first strength session.

    No session is planned for it.
    """
    it = scene(programme={"days": (Weekday.FRIDAY,), **programme})
    first = MONDAY - weeks * WEEK
    it.state = replace(it.state, programme=Programme(begun=first, first=first))
    return it


def offers(it: Witness) -> list[tuple[int, date]]:
    """Return which reviews were offered so far."""
    return [
        (each.weeks, it.state.day) for each in it.news if isinstance(each, ReviewNews)
    ]


def notes(it: Witness) -> list[NoteNews]:
    """Return the notes that were told."""
    return [each for each in it.news if isinstance(each, NoteNews)]


@pytest.mark.no_cover
def test_a_look_back_is_offered_after_four_and_after_eight_weeks() -> None:
    """C39, C42: once each, and not before."""
    it = scene()
    it.begin()
    it.logs(0)
    it.end()
    told: dict[int, date] = {}
    for _ in range(70):
        before = len(offers(it))
        it.advance("24h")
        for weeks, day in offers(it)[before:]:
            assert weeks not in told
            told[weeks] = day

    # Seen on the morning after.
    assert told == {4: MONDAY + 4 * WEEK + DAY, 8: MONDAY + 8 * WEEK + DAY}


def test_it_is_offered_at_the_hour_of_sessions() -> None:
    """Not in the middle of the morning's work."""
    it = begun(4)
    it.advance(to="16:59")
    assert it.news == []
    it.advance("2m")

    assert ReviewNews(4) in it.news


def test_an_invitation_comes_before_it() -> None:
    """It is offered once that is answered."""
    it = begun(4, days=())
    it.advance(to="17:05")
    assert offers(it) == []
    it.do(SessionSkip())

    assert len(offers(it)) == 1


def test_who_was_away_for_long_is_offered_the_later_one_alone() -> None:
    """The earlier is not made up for."""
    it = begun(9)
    it.advance("48h")

    assert [weeks for weeks, _ in offers(it)] == [8]


def test_without_a_programme_there_is_nothing_to_look_back_at() -> None:
    """Whoever switched it off is left alone."""
    it = begun(4, focus=Focus.OFF)
    it.advance("48h")

    assert offers(it) == []


@pytest.mark.parametrize("silence", [PauseFor(12 * make.HOUR), Meeting(12 * make.HOUR)])
def test_it_waits_for_somebody_who_listens(silence: PauseFor | Meeting) -> None:
    """As any other news."""
    it = begun(4)
    it.do(silence)
    it.advance("11h")
    assert offers(it) == []
    it.advance("2h")

    assert len(offers(it)) == 1


def test_quiet_holds_it() -> None:
    """It comes within a minute after that."""
    it = begun(4)
    it.quiet = ("do not disturb",)
    it.advance(to="18:00")
    assert offers(it) == []
    it.quiet = ()
    it.advance("2m")

    assert len(offers(it)) == 1


def test_outside_the_working_hours_nothing_is_told() -> None:
    """A planned session keeps its own hour; news do not."""
    it = begun(4)
    noon = make.MORNING.replace(hour=12).time()
    it.change(hours={"monday": ((make.MORNING.time(), noon),)})
    it.advance("12h")

    assert offers(it) == []


def test_a_forgotten_beginning_begins_anew() -> None:
    """What is gone is not counted from."""
    it = begun(4)
    it.do(Forget())
    it.advance("48h")

    assert offers(it) == []


def test_as_movebreak_comes_no_note_is_told() -> None:
    """Notes are for who asks for them."""
    it = begun(1)
    it.advance("240h")

    assert notes(it) == []


@pytest.mark.no_cover
def test_of_notes_one_a_week_comes_at_most() -> None:
    """C53: at the hour of sessions, each with another subject, until all were told."""
    it = begun(1, notes=True)
    days: list[date] = []
    for _ in range(40):
        before = len(notes(it))
        it.advance("24h")
        days += [it.state.day] * (len(notes(it)) - before)
    gaps = [later - day for day, later in pairwise(days)]

    assert len(days) > 1
    assert min(gaps) >= timedelta(days=7)
    assert len({each.id for each in notes(it)}) == len(days)


def test_a_position_is_never_the_one_that_was_told_last() -> None:
    """C09: of a desk that goes up and down, the other is suggested."""
    it = begun(0, notes=True, desk=DeskKind.ADJUSTABLE)
    it.do(PositionTold("standing"))
    it.advance("12h")

    assert [each.position for each in notes(it)] == ["sitting"]


@pytest.mark.no_cover
def test_nothing_is_said_of_shoes_to_sore_feet() -> None:
    """C14: once a self-check said so."""
    it = begun(1, notes=True)
    it.do(CheckAnswered("{}", sore=True))
    for _ in range(60):
        it.advance("24h")

    assert "shoes" not in {each.id for each in notes(it)}
