"""What the pictures of the history show is what was kept."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core import past, past_words
from movebreak.core.effects import Kind
from movebreak.core.past import Drilled, Happening, Hour, Span, time_line
from movebreak.core.status import Tally
from movebreak.core.summary import Mark, judged, streak
from movebreak.core.wording import Wording
from tests import make
from tests.core.test_law_18_words_for_people import BLAME, JARGON

MONDAY = make.TODAY
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
INTERVAL = 20 * MINUTE
NINE = make.MORNING.replace(tzinfo=None)

kinds = st.sampled_from(list(Kind))
happenings = st.builds(
    Happening,
    kinds,
    st.datetimes(NINE - 3 * DAY, NINE + 3 * DAY),
    st.none(),
    st.none() | st.timedeltas(-HOUR, 30 * HOUR),
)
tallies = st.lists(
    st.builds(
        Tally,
        st.dates(MONDAY - 300 * DAY, MONDAY + 2 * DAY),
        done=st.integers(0, 12),
        desk=st.sampled_from([timedelta(), 8 * HOUR]),
    ),
    unique_by=lambda each: each.day,
)


def at(clock: str) -> datetime:
    """Return this time of Monday."""
    return datetime.fromisoformat(f"{MONDAY}T{clock}")


def test_a_day_is_drawn_from_its_first_hour_to_its_last() -> None:
    """Points for what was answered, spans for what took a while."""
    done = Happening(Kind.DONE, at("09:40"), "squats")
    natural = Happening(Kind.NATURAL, at("10:30"), length=12 * MINUTE)
    away = Happening(Kind.AWAY, at("11:00"), length=3 * MINUTE)
    held = Happening(Kind.HELD, at("13:30"), length=HOUR)
    snoozed = Happening(Kind.SNOOZED, at("14:00"), length=5 * MINUTE)
    line = time_line(MONDAY, [done, natural, away, held, snoozed])

    assert (line.begin, line.end) == (at("09:00"), at("14:00"))
    assert line.points == (done, natural)
    assert line.spans == (
        Span(Kind.AWAY, at("10:18"), at("10:30")),
        Span(Kind.AWAY, at("10:57"), at("11:00")),
        Span(Kind.HELD, at("12:30"), at("13:30")),
    )
    assert line.place(at("11:30")) == 0.5
    assert [each.hour for each in line.hours()] == [9, 10, 11, 12, 13, 14]
    assert past_words.of_time_line(line, Wording()) == (
        "From 09:00 to 14:00: 1 done, 1 natural, 0 skipped, 0 missed, "
        "away for 15 minutes, held for 1 hour."
    )


def test_an_empty_day_has_a_morning() -> None:
    """Of four hours, with nothing in it."""
    line = time_line(MONDAY, [])
    assert (line.begin, line.end) == (at("09:00"), at("13:00"))
    assert (line.points, line.spans) == ((), ())


@given(st.lists(happenings))
def test_whatever_a_clock_did_all_is_within_the_line(happened: list[Happening]) -> None:
    """A day is no longer than a day and a half, and has few hours to read."""
    line = time_line(MONDAY, happened)
    assert timedelta(hours=4) <= line.end - line.begin <= timedelta(hours=36)
    assert 2 <= len(line.hours()) <= 9
    times = [each.at for each in happened] + [each.begin for each in line.spans]
    assert all(0 <= line.place(each) <= 1 for each in times)
    assert len(line.points) == sum(each.kind in past.POINTS for each in happened)
    assert past_words.of_time_line(line, Wording()).endswith(".")


@pytest.mark.parametrize(
    ("done", "level"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (7, 3), (8, 4)]
)
def test_a_day_is_as_full_as_it_came_close_to_the_goal(done: int, level: int) -> None:
    """And full only when it met it."""
    assert past.level(done, 8) == level


@given(st.integers(0, 99), st.integers(1, 60))
def test_only_a_met_goal_is_full(done: int, goal: int) -> None:
    """Whatever the goal; and something done is never nothing."""
    level = past.level(done, goal)
    assert 0 <= level <= past.LEVELS
    assert (level == past.LEVELS) == (done >= goal)
    assert (level == 0) == (done == 0)


def test_a_week_has_seven_days() -> None:
    """From Monday on, also those that are still to come."""
    week = past.week_of(MONDAY + 2 * DAY, [Tally(MONDAY, done=3)])
    assert [each.day for each in week] == [MONDAY + step * DAY for step in range(7)]
    assert [each.done for each in week] == [3, 0, 0, 0, 0, 0, 0]
    says = past_words.of_week(week, MONDAY + DAY, 8)
    assert says == "Done breaks a day, with a goal of 8: Monday 3, Tuesday 0."


@given(tallies, st.dates(MONDAY - 9 * DAY, MONDAY + 9 * DAY))
def test_half_a_year_ends_today(kept: list[Tally], today: date) -> None:
    """26 weeks without a gap, and every day of them that was kept is in."""
    weeks = past.heat_map(today, kept, 8)
    days = [cell.tally.day for week in weeks for cell in week]
    assert len(weeks) == past.WEEKS
    assert days == [days[0] + step * DAY for step in range(len(days))]
    assert days[0] == past.first_of_map(today)
    assert (days[0].weekday(), days[-1]) == (0, today)
    done = sum(each.done for each in kept if days[0] <= each.day <= today)
    breaks = "1 break" if done == 1 else f"{done} breaks"
    assert past_words.of_heat_map(weeks).startswith(f"{breaks} done in 26 weeks.")


@given(tallies, st.dates(MONDAY - 9 * DAY, MONDAY + 9 * DAY))
def test_a_streak_can_be_followed_day_by_day(kept: list[Tally], today: date) -> None:
    """What the marks add up to is the streak; two passes a week, and an end at most."""
    days = list(judged(kept, today, 8, INTERVAL))
    marks = [mark for _, mark in days]
    assert marks.count(Mark.MET) == streak(kept, today, 8, INTERVAL)
    assert marks.count(Mark.ENDS) <= 1
    assert Mark.ENDS not in marks[:-1]
    weeks = [each.day.isocalendar()[:2] for each, mark in days if mark is Mark.PASSED]
    assert all(weeks.count(week) <= 2 for week in weeks)
    assert all(each.day == today for each, mark in days if mark is Mark.LASTS)

    shown = [each for week in past.calendar(today, days) for each in week]
    known = {each.day: mark for each, mark in days}
    assert 8 <= len(shown) <= 42
    assert (shown[0][0].weekday(), shown[-1][0]) == (0, today)
    for day, mark in shown:
        assert mark == known.get(day, Mark.FREE) or (mark is None and day not in known)


def test_passes_left_are_told() -> None:
    """Kindly, and only of the present week."""
    friday = MONDAY + 4 * DAY
    busy = [Tally(MONDAY + step * DAY, desk=8 * HOUR) for step in range(2)]
    met = [Tally(MONDAY - step * DAY, done=8) for step in (3, 4)]
    told = {
        used: past_words.of_streak(
            list(judged([*met, *busy[:used]], friday, 8, INTERVAL)), friday
        )
        for used in (0, 1, 2)
    }
    assert told == {
        0: "2 days met the goal in a row. This week has 2 passes left.",
        1: "2 days met the goal in a row. This week has 1 pass left.",
        2: "2 days met the goal in a row. This week has no passes left.",
    }
    assert past_words.of_streak([], friday).startswith("A streak can start any day.")


def test_hours_are_shown_from_the_first_to_the_last() -> None:
    """Those without anything between them too."""
    hours = past.by_hour([Hour(11, 1, 2), Hour(9, 4, 0), Hour(20, 0, 0)])
    assert hours == (Hour(9, 4, 0), Hour(10, 0, 0), Hour(11, 1, 2))
    told = past_words.of_hours(hours, Wording())
    assert told == "Most breaks are done from 9:00 to 10:00: 4."
    told = past_words.of_hours((Hour(23, 4, 0),), Wording(twelve_hour=True))
    assert told == "Most breaks are done from 11 pm to 12 am: 4."
    assert past.by_hour([]) == ()
    assert past_words.of_hours((), Wording()) == "No breaks yet."
    assert (
        past_words.of_hours((Hour(9, 0, 1),), Wording())
        == "Only skipped breaks so far."
    )


def test_hours_are_named_as_the_person_reads_a_clock() -> None:
    """With twelve hours or twenty-four; short below a picture."""
    half, whole = Wording(twelve_hour=True), Wording()
    assert [past_words.hour(each, half) for each in (0, 9, 12, 23)] == [
        *("12a", "9a", "12p", "11p")
    ]
    assert [past_words.hour(each, whole) for each in (0, 9, 23)] == ["00", "09", "23"]
    line = time_line(MONDAY, [])
    assert past_words.of_time_line(line, half).startswith("From 9:00 am to 1:00 pm: ")


def test_drills_come_by_how_often_they_were_done() -> None:
    """And those skipped most, then by name; those never answered not at all."""
    drills = past.by_drill(
        [
            Drilled("a", 1, 0),
            Drilled("b", 3, 0),
            Drilled("c", 0, 0),
            Drilled("d", 1, 2),
        ]
    )
    assert [each.drill for each in drills] == ["b", "d", "a"]
    says = past_words.of_drills(drills, "Squats")
    assert says == "3 drills. Most often done: Squats, 3 times."
    assert past_words.of_drills((), "") == "No drills yet."
    assert past_words.of_drills(drills[:1], "Squats").startswith("1 drill.")


def test_one_is_not_said_as_many() -> None:
    """On the first day of a history, too; and what was only skipped is not done."""
    done, skipped = Drilled("a", 1, 0), Drilled("b", 0, 1)
    (*_, week) = past.heat_map(MONDAY, [Tally(MONDAY, done=1)], 8)

    told = past_words.of_heat_map([week])
    assert told == "1 break done in 26 weeks. 0 days met the goal."
    told = past_words.of_drills([done], "Squats")
    assert told == "1 drill. Most often done: Squats, once."
    assert past_words.of_drills([skipped], "Lunges") == "1 drill. Only skipped so far."


def test_no_word_of_the_history_blames() -> None:
    """Nor is any of it jargon."""
    tally = Tally(MONDAY, 1, 2, 3, 4, 5)
    for sentence in (
        *past_words.KINDS.values(),
        *past_words.MARKS.values(),
        past_words.counts(tally),
        past_words.name_of(MONDAY),
        past_words.short_name_of(MONDAY),
        past_words.length(45 * timedelta(seconds=1)),
    ):
        assert not BLAME.search(sentence)
        assert not JARGON.search(sentence)
    assert past_words.name_of(MONDAY) == "Monday, 2 March 2026"
    assert past_words.short_name_of(MONDAY) == "Mon 2 Mar"
    assert set(past_words.MARKS) == set(Mark)
    assert past_words.brief(4 * HOUR + 90 * timedelta(seconds=1)) == "4 h 1 min"
    assert past_words.brief(18 * MINUTE) == "18 min"
