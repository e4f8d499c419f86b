"""Laws 11 and 19: working hours, and what the person may do outside them."""

from datetime import date, datetime, time, timedelta

import pytest

from movebreak.core.effects import Kind, Saying
from movebreak.core.events import Done, Event, Meeting, PauseFor, Resume, Snooze
from movebreak.core.hours import day_of, is_open, next_day, next_edge, summary_time
from movebreak.core.settings import Hours
from movebreak.core.status import OffStatus, PausedStatus, WorkingStatus
from tests.core.scene import Scene

OFFICE = ((time(9), time(12, 30)), (time(13, 30), time(17)))
NIGHT = ((time(22), time(6)),)
MONDAY = date(2026, 3, 2)


def at(clock: str, day: int = 2) -> datetime:
    """Return a local time of these days; the second of March is a Monday."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}")


@pytest.mark.parametrize("clock", ["00:00", "03:59", "12:00", "23:59"])
def test_no_hours_set_means_always(clock: str) -> None:
    """The default is round the clock, and never ends."""
    assert is_open(Hours(), at(clock))
    assert next_edge(Hours(), at(clock)) is None


@pytest.mark.parametrize(
    ("clock", "working"),
    [("08:59", False), ("09:00", True), ("12:29", True), ("12:30", False)],
)
def test_a_range_holds_its_beginning_and_not_its_end(
    clock: str, *, working: bool
) -> None:
    """From nine on, until half past twelve."""
    assert is_open(Hours(monday=OFFICE), at(clock)) is working


def test_the_next_edge_is_the_next_change() -> None:
    """Lunch, the afternoon, the evening, and Monday in a week."""
    hours = Hours(monday=OFFICE)
    edges = [at("08:00")]
    for _ in range(5):
        edge = next_edge(hours, edges[-1])
        assert edge is not None
        edges.append(edge)
    assert edges[1:] == [
        at("09:00"),
        at("12:30"),
        at("13:30"),
        at("17:00"),
        at("09:00", 9),
    ]


def test_ranges_run_past_midnight() -> None:
    """A night shift that begins on Monday is open early on Tuesday."""
    hours = Hours(monday=NIGHT)
    assert is_open(hours, at("23:00"))
    assert is_open(hours, at("05:59", 3))
    assert not is_open(hours, at("06:00", 3))
    assert not is_open(hours, at("05:00"))
    assert next_edge(hours, at("23:00")) == at("06:00", 3)


def test_ranges_that_touch_have_no_edge_between() -> None:
    """Two ranges without a gap are one."""
    hours = Hours(monday=((time(9), time(12)), (time(12), time(17))))
    assert next_edge(hours, at("10:00")) == at("17:00")


def test_a_night_that_meets_the_next_night_s_day_is_one_stretch() -> None:
    """Open from Monday night through Tuesday noon."""
    hours = Hours(monday=NIGHT, tuesday=((time(6), time(12)),))
    assert next_edge(hours, at("23:00")) == at("12:00", 3)


def test_a_whole_day_is_a_range_that_ends_where_it_begins() -> None:
    """From midnight to midnight is twenty-four hours."""
    hours = Hours(monday=((time(), time()),))
    assert is_open(hours, at("00:00"))
    assert is_open(hours, at("23:59"))
    assert not is_open(hours, at("00:00", 3))


def test_a_day_without_a_range_is_a_day_off_once_one_has_one() -> None:
    """Named empty or not named at all."""
    hours = Hours(monday=OFFICE, tuesday=())
    assert not is_open(hours, at("10:00", 3))
    assert not is_open(hours, at("10:00", 4))


def test_only_days_off_named_leaves_all_others_open() -> None:
    """A free Sunday and nothing else said: always but on Sundays."""
    hours = Hours(sunday=())
    assert is_open(hours, at("10:00"))
    assert not is_open(hours, at("10:00", 8))
    assert next_edge(hours, at("10:00")) == at("00:00", 8)
    assert next_edge(hours, at("10:00", 8)) == at("00:00", 9)


def test_a_week_of_days_off_has_no_edge() -> None:
    """Off for ever is off without an end."""
    hours = Hours((), (), (), (), (), (), ())
    assert not is_open(hours, at("10:00"))
    assert next_edge(hours, at("10:00")) is None
    scene = Scene(hours=dict.fromkeys(("monday", "tuesday", "wednesday"), ()))
    scene.expect(OffStatus)


@pytest.mark.parametrize(
    ("clock", "day"), [("03:59", 1), ("04:00", 2), ("23:59", 2), ("00:00", 1)]
)
def test_days_are_cut_at_day_start(clock: str, day: int) -> None:
    """Before four it is still yesterday."""
    assert day_of(at(clock), time(4)) == date(2026, 3, day)


def test_the_next_day_begins_at_day_start() -> None:
    """Always later than now."""
    assert next_day(at("03:00"), time(4)) == at("04:00")
    assert next_day(at("04:00"), time(4)) == at("04:00", 3)


@pytest.mark.parametrize(
    ("hours", "at_time", "expected"),
    [
        (Hours(), time(17, 30), at("17:30")),
        (Hours(), time(1), at("01:00", 3)),
        (Hours(monday=OFFICE), time(17, 30), at("17:00")),
        (Hours(monday=OFFICE), time(16), at("16:00")),
        (Hours(tuesday=OFFICE), time(17, 30), at("17:30")),
        (Hours(monday=NIGHT), time(17, 30), at("04:00", 3)),
        (Hours(monday=((time(18), time(23)),)), time(17, 30), at("23:00")),
        (Hours(monday=((time(14), time(1)),)), time(17, 30), at("17:30")),
    ],
)
def test_when_a_day_is_summed_up(
    hours: Hours, at_time: time, expected: datetime
) -> None:
    """At its time, or with the end of work; never after the day itself."""
    assert summary_time(hours, MONDAY, at_time) == expected


def test_outside_hours_there_are_no_reminders() -> None:
    """Before nine and over lunch nothing comes, and the status says until when."""
    scene = Scene(hours={"monday": ((time(12), time(17)),)})
    ends = scene.expect(OffStatus).ends
    assert ends is not None
    assert ends.left == timedelta(hours=3)
    scene.advance("3h")
    assert scene.reminders == []
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=20)
    assert scene.desk == timedelta()


def test_an_open_break_at_the_end_of_hours_is_missed_if_shown() -> None:
    """It is a number, on the day it was shown."""
    scene = Scene(hours={"monday": ((time(9), time(9, 25)),)})
    scene.work("26m")
    assert scene.outcomes == [Kind.MISSED]
    assert scene.state.open is None


def test_an_open_break_at_the_end_of_hours_is_nothing_if_never_shown() -> None:
    """Nobody saw it."""
    scene = Scene(hours={"monday": ((time(9), time(9, 25)),)})
    scene.quiet = ("a full screen",)
    scene.work("26m")
    assert scene.outcomes == []
    assert scene.state.open is None


def test_the_end_of_hours_seen_on_another_day_belongs_to_its_own() -> None:
    """A laptop locked at five and opened at home the next morning."""
    scene = Scene(hours={"monday": OFFICE})
    scene.advance(to="16:59")
    assert scene.state.open is not None
    scene.leave()
    scene.pass_by("15h", asleep=True)
    scene.tick()
    missed = [each for each in scene.records if each.kind is Kind.MISSED][-1]
    assert missed.day == MONDAY
    assert missed.moment.local.date() != MONDAY


@pytest.mark.parametrize("state", ["off", "paused", "away", "held", "working", "due"])
def test_move_now_shows_a_drill_at_once_in_every_state(state: str) -> None:
    """Whatever the cycle does, who asks gets one."""
    hours = {"tuesday": OFFICE} if state == "off" else {}
    scene = Scene(hours=hours)
    if state == "paused":
        scene.do(PauseFor(None))
    elif state == "away":
        scene.leave()
    elif state in {"held", "due"}:
        scene.quiet = ("do not disturb",) if state == "held" else ()
        scene.work("21m")
    scene.idle = timedelta()
    reply = scene.move()
    assert reply is not None
    assert reply.saying is Saying.MOVE_NOW
    assert scene.up is not None
    assert reply.drill == scene.up.drill


def test_what_was_asked_for_ends_without_a_record() -> None:
    """Not repeated, and after five minutes gone; the interval went on."""
    scene = Scene()
    scene.work("5m")
    scene.move()
    scene.work("4m59s")
    scene.shown()
    scene.work("1s")
    assert scene.up is None
    assert scene.kinds == []
    assert len(scene.reminders) == 1
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=10)


def test_move_now_twice_shows_the_same_again() -> None:
    """And its five minutes begin anew."""
    scene = Scene()
    scene.move()
    scene.work("4m")
    scene.move()
    scene.work("4m")
    assert scene.up is not None
    assert scene.reminders[0] == scene.reminders[1]


def test_move_now_brings_a_snoozed_break_at_once() -> None:
    """It is the break that is open that is wanted."""
    scene = Scene()
    up = scene.due()
    scene.do(Snooze())
    scene.move()
    assert scene.up == up


def test_move_now_and_moved_do_not_end_a_pause() -> None:
    """Paused stays paused; the movement counts."""
    scene = Scene()
    scene.do(PauseFor(None))
    scene.move()
    scene.done()
    scene.expect(PausedStatus)
    assert scene.outcomes == [Kind.DONE]


@pytest.mark.parametrize("state", ["off", "paused", "away"])
def test_i_just_moved_counts_in_every_state(state: str) -> None:
    """A movement is a movement."""
    scene = Scene(hours={"tuesday": OFFICE} if state == "off" else {})
    if state == "paused":
        scene.do(PauseFor(None))
    elif state == "away":
        scene.leave()
    reply = scene.done()
    assert reply is not None
    assert reply.saying is Saying.MOVED
    assert scene.outcomes == [Kind.DONE]


@pytest.mark.parametrize("event", [Done(), Resume(), Meeting(None)])
@pytest.mark.parametrize("drill", [True, False])
def test_no_answer_promises_an_interval_that_does_not_run(
    event: Event, *, drill: bool
) -> None:
    """Outside hours it is counted, ended, or over, and reminders rest."""
    scene = Scene(hours={"tuesday": OFFICE})
    scene.do(Meeting(timedelta(hours=1)))
    scene.do(PauseFor(None))
    if drill:
        scene.move()
    reply = scene.do(event)
    assert reply is not None
    assert reply.silent


def test_what_was_asked_for_stays_over_the_end_of_hours() -> None:
    """It has its own five minutes."""
    scene = Scene(hours={"monday": ((time(9), time(9, 2)),)})
    scene.work("1m")
    scene.move()
    scene.work("2m")
    scene.expect(OffStatus)
    assert scene.up is not None


def test_a_break_due_at_the_end_of_lunch_starts_anew() -> None:
    """A new stretch of hours begins with a fresh interval."""
    scene = Scene(hours={"monday": OFFICE})
    scene.advance(to="12:25")
    scene.done()
    scene.advance(to="13:30")
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=20)
