"""A week is summed up with its last working day, once, and kindly."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core import week_words
from movebreak.core.settings import Hours
from movebreak.core.status import Tally
from movebreak.core.summary import sum_of_week
from movebreak.core.week import ALWAYS, OFF, Week, with_week
from movebreak.core.weeks import end_of_week, week_at_hand, working_days
from tests import make
from tests.core.scene import Scene
from tests.core.test_law_18_words_for_people import BLAME, JARGON

MONDAY = make.TODAY
DAY = timedelta(days=1)
FRIDAY = MONDAY + 4 * DAY
OFFICE = ((time(9), time(16)),)
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = dict.fromkeys(NAMES[:5], OFFICE)


def begun_on(day: date, hour: int = 9) -> datetime:
    """Return this hour of the day."""
    return datetime.combine(day, time(hour), timezone(timedelta(hours=1)))


def weeks(scene: Scene) -> list[tuple[date, date]]:
    """Return each summary that had a week with it: its day, and the week's end."""
    return [(each.day, each.week) for each in scene.summaries if each.week is not None]


def hours_on(*days: int) -> Hours:
    """Return working hours on these weekdays, Monday being 0."""
    named: dict[str, Any] = {NAMES[day]: OFFICE for day in days}
    return Hours(**named)


def test_the_week_comes_with_friday() -> None:
    """One notification for both, on the day that most weeks of work end with."""
    scene = Scene()
    scene.advance(14 * DAY)
    assert weeks(scene) == [(FRIDAY, FRIDAY), (FRIDAY + 7 * DAY,) * 2]


def test_the_week_comes_with_the_last_working_day() -> None:
    """Who works until Thursday hears of it on Thursday, when work is over."""
    scene = Scene(begin=begun_on(FRIDAY - DAY), hours={**WEEKDAYS, "friday": ()})
    scene.advance(to="15:59")
    assert scene.summaries == []
    scene.advance("1m")
    assert weeks(scene) == [(FRIDAY - DAY, FRIDAY - DAY)]


def test_it_can_be_switched_off() -> None:
    """The day alone is summed up."""
    scene = Scene(begin=begun_on(FRIDAY), summary={"weekly": False})
    scene.advance("10h")
    assert len(scene.summaries) == 1
    assert weeks(scene) == []


def test_a_week_whose_last_day_was_free_comes_with_the_next_day_at_work() -> None:
    """A long weekend takes nothing away."""
    scene = Scene(begin=begun_on(FRIDAY - DAY))
    scene.advance(to="18:00")
    scene.sleep_machine("87h")
    scene.advance(to="17:30")
    monday = MONDAY + 7 * DAY
    assert weeks(scene) == [(monday, FRIDAY)]
    scene.advance(DAY)
    assert len(weeks(scene)) == 1


def test_a_week_without_a_day_is_not_summed_up() -> None:
    """Back from a holiday, nothing is said of it."""
    scene = Scene(begin=begun_on(MONDAY - 11 * DAY))
    scene.sleep_machine("264h")
    scene.advance(to="17:30")
    assert scene.summaries[-1].day == MONDAY
    assert weeks(scene) == []


def test_a_newcomer_on_a_friday_evening_hears_of_no_week() -> None:
    """There was none."""
    scene = Scene(begin=begun_on(FRIDAY, 18))
    scene.advance(5 * DAY)
    assert len(scene.summaries) == 5
    assert weeks(scene) == []


def test_a_newcomer_late_in_the_week_hears_of_it_on_friday() -> None:
    """Begun on Thursday evening, Friday is a day like any other."""
    scene = Scene(begin=begun_on(FRIDAY - DAY, 18))
    scene.advance(DAY)
    assert weeks(scene) == [(FRIDAY, FRIDAY)]


def test_a_clock_set_forward_and_back_gives_no_second_week() -> None:
    """Whatever the wall shows."""
    scene = Scene(begin=begun_on(FRIDAY))
    scene.advance(to="17:30")
    scene.set_clock(timedelta(days=2))
    scene.advance("8h")
    scene.set_clock(timedelta(days=-3))
    scene.advance(3 * DAY)
    scene.fly(timezone(timedelta(hours=-9)))
    scene.advance("20h")
    assert weeks(scene) == [(FRIDAY, FRIDAY)]


def test_other_hours_do_not_bring_the_week_twice() -> None:
    """Told on Thursday, it is not told again on Friday."""
    scene = Scene(begin=begun_on(FRIDAY - DAY), hours={**WEEKDAYS, "friday": ()})
    scene.advance("8h")
    scene.change(hours={"friday": OFFICE})
    scene.advance(2 * DAY)
    assert len(scene.summaries) == 2
    assert len(weeks(scene)) == 1


def test_a_restart_gives_no_second_week() -> None:
    """It is remembered."""
    scene = Scene(begin=begun_on(FRIDAY))
    scene.advance(to="17:31")
    scene.restart("10m", reboot=True)
    scene.advance(DAY)
    assert len(weeks(scene)) == 1


@pytest.mark.parametrize(
    ("hours", "last", "number"),
    [
        (Hours(), 4, 5),
        (hours_on(0, 1, 2, 3, 4), 4, 5),
        (hours_on(6, 0, 1, 2, 3), 3, 5),
        (hours_on(0, 1, 2), 2, 3),
        (hours_on(1, 5), 1, 2),
        (hours_on(2), 2, 1),
        (hours_on(*range(7)), 6, 7),
    ],
)
def test_a_week_ends_before_its_days_off(hours: Hours, last: int, number: int) -> None:
    """Also where the weekend is on Friday and Saturday."""
    ends = {end_of_week(hours, MONDAY + step * DAY).weekday() for step in range(14)}
    assert ends == {last}
    assert working_days(hours) == number


@given(st.sets(st.integers(0, 6)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_belongs_to_one_week(days: set[int], day: date) -> None:
    """Seven days each, and none between them."""
    hours = hours_on(*days)
    end = end_of_week(hours, day)
    assert day <= end < day + 7 * DAY
    assert end_of_week(hours, end) == end
    assert end_of_week(hours, end + DAY) == end + 7 * DAY


@pytest.mark.parametrize(
    ("hours", "ended"),
    [
        (Hours(), [False] * 5 + [True] * 2),
        (hours_on(0, 1, 3), [False] * 4 + [True] * 3),
        (hours_on(*range(7)), [False] * 7),
    ],
)
def test_on_the_days_off_after_it_a_week_can_be_looked_at(
    hours: Hours, ended: list[bool]
) -> None:
    """On all others it is the one that lasts, also on a day off in its middle."""
    days = [MONDAY + step * DAY for step in range(7)]
    assert [week_at_hand(hours, day) < day for day in days] == ended
    assert week_at_hand(hours, MONDAY) == end_of_week(hours, MONDAY)
    for day, over in zip(days, ended, strict=True):
        if over:
            assert week_at_hand(hours, day) == end_of_week(hours, MONDAY)


def test_a_week_is_summed_up_from_its_days() -> None:
    """Done against the goal, natural beside it, and the best day, the latest of two."""
    tallies = [
        Tally(FRIDAY - 7 * DAY, done=50),
        Tally(MONDAY, done=3, natural=1),
        Tally(MONDAY + DAY, done=9),
        Tally(MONDAY + 2 * DAY, done=9, natural=2),
        Tally(FRIDAY + DAY, done=50),
    ]
    week = sum_of_week(tallies, FRIDAY, 40)
    assert (week.done, week.goal, week.natural) == (21, 40, 3)
    assert week.best == tallies[3]
    assert (
        week_words.line(week, FRIDAY) == "This week: 21 of 40 breaks done. "
        "Best day: Wednesday, 9 done. 3 natural."
    )
    title, body = week_words.summary(week, MONDAY + 7 * DAY, 1)
    assert title == "The week until Friday: 21 of 40 breaks done"
    assert body == "Best day: Wednesday, 9 done. 3 natural. Streak: 1 day."


def test_a_quiet_week_is_summed_up_kindly() -> None:
    """No best day is made up, and nobody is blamed."""
    week = sum_of_week([Tally(MONDAY, missed=20)], FRIDAY, 40)
    assert week.best is None
    assert week_words.line(week, FRIDAY).endswith("A new week brings fresh chances.")


@given(st.integers(0, 60), st.integers(0, 9), st.integers(0, 40), st.integers(0, 9))
def test_no_week_is_blamed(done: int, natural: int, streak: int, late: int) -> None:
    """Nor spoken of in jargon, and it fits below the day in one notification."""
    week = sum_of_week([Tally(FRIDAY, done, natural)], FRIDAY, 300)
    today = FRIDAY + late * DAY
    for sentence in (
        *week_words.summary(week, today, streak),
        week_words.line(week, today),
    ):
        assert not BLAME.search(sentence)
        assert not JARGON.search(sentence)
        assert len(sentence) <= 120


FOUR = (*(ALWAYS,) * 4, *(OFF,) * 3)


@pytest.mark.parametrize(
    ("week", "ends", "number"),
    [
        (FOUR, 3, 4),
        ((*(ALWAYS,) * 6, OFF), 5, 6),
        ((OFFICE, *(ALWAYS,) * 3, *(OFF,) * 3), 3, 4),
        ((ALWAYS,) * 7, 4, 5),
        ((OFF,) * 7, 4, 5),
    ],
)
def test_days_without_hours_are_worked_unless_they_are_off(
    week: Week, ends: int, number: int
) -> None:
    """As the page of the settings has it; always, and never, tell nothing."""
    hours = with_week(Hours(), week)
    assert end_of_week(hours, MONDAY).weekday() == ends
    assert working_days(hours) == number
