"""Real `schedule` jobs on clocks that jump: desk time is what counts."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import schedule

from movebreak.core.effects import WakeAt
from movebreak.core.events import Event, Tick
from movebreak.timekeeper import LONGEST_WAIT, SteadyScheduler, Timekeeper
from tests.fake_clock import Here, WorldClock, at

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
INTERVAL = 20 * MINUTE


@dataclass
class Loop:
    """What the engine does with its timekeeper, and a cycle that only counts."""

    clock: WorldClock
    posted: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Set up the timekeeper in the clock's own zone."""
        self.timer = Timekeeper(self.posted.append, self.clock.here)

    def arm(self, **wake: timedelta | datetime) -> None:
        """Set the next deadline."""
        self.timer.arm(WakeAt(**wake), self.clock.now())  # type: ignore[arg-type]

    def wait(self) -> timedelta:
        """Wait once, as long as the timekeeper says, and do what is due."""
        span = self.timer.idle(self.clock.now())
        assert timedelta() <= span <= LONGEST_WAIT
        self.clock.advance(span)
        self.timer.run_due(self.clock.now())
        return span

    def until_posted(self) -> timedelta:
        """Wait until something is due, and return how long that took awake."""
        begin = self.clock.awake
        self.posted.clear()
        for _ in range(1000):
            self.wait()
            if self.posted:
                return self.clock.awake - begin
        raise AssertionError("nothing was ever due")


@pytest.fixture
def loop() -> Loop:
    """A loop on a Wednesday morning in Berlin."""
    return Loop(WorldClock(at("2026-03-04 09:00")))


def test_twenty_forty_sixty(loop: Loop) -> None:
    """Armed for every twenty minutes, it fires at 20, 40 and 60."""
    start = loop.clock.awake
    fired = []
    for count in (1, 2, 3):
        loop.arm(awake=start + count * INTERVAL)
        loop.until_posted()
        fired.append(loop.clock.awake - start)

    assert fired == [20 * MINUTE, 40 * MINUTE, 60 * MINUTE]
    assert loop.posted == [Tick()]


def test_the_nearest_of_three_clocks_is_first(loop: Loop) -> None:
    """Of boot, awake and wall whichever comes first is told."""
    now = loop.clock.now()
    loop.arm(
        boot=now.boot + 3 * MINUTE,
        awake=now.awake + 2 * MINUTE,
        wall=now.local + MINUTE,
    )
    assert loop.until_posted() == MINUTE


def test_it_never_waits_over_five_minutes(loop: Loop) -> None:
    """A sleep or a corrected clock that nobody announced is seen by then."""
    assert loop.timer.idle(loop.clock.now()) == 5 * MINUTE
    loop.arm(boot=loop.clock.boot + 8 * HOUR)
    assert loop.timer.idle(loop.clock.now()) == 5 * MINUTE


def test_a_deadline_that_has_passed_is_due_at_once(loop: Loop) -> None:
    """The wait is never negative."""
    loop.arm(boot=loop.clock.boot - HOUR)

    assert loop.timer.idle(loop.clock.now()) == timedelta()
    assert loop.until_posted() == timedelta()


def test_a_deadline_told_too_early_is_armed_again(loop: Loop) -> None:
    """The cycle names the same deadline again, and it is told again."""
    deadline = loop.clock.awake + INTERVAL
    loop.arm(awake=deadline)
    loop.until_posted()
    # As after a nap too short to count: the awake clock is not there yet.
    loop.clock.awake -= SECOND
    loop.arm(awake=deadline)

    assert loop.until_posted() == SECOND
    assert loop.clock.awake == deadline


def test_a_deadline_is_told_once(loop: Loop) -> None:
    """What was told does not come again by itself."""
    loop.arm(awake=loop.clock.awake + MINUTE)
    loop.until_posted()
    loop.posted.clear()
    for _ in range(10):
        loop.wait()

    assert loop.posted == []


def test_a_sleep_is_added_to_the_wait(loop: Loop) -> None:
    """A deadline on the awake clock waits for the machine to wake up."""
    loop.arm(awake=loop.clock.awake + INTERVAL)
    loop.wait()
    loop.clock.sleep(HOUR)

    assert loop.until_posted() == 15 * MINUTE


def test_a_deadline_on_the_boot_clock_runs_on_in_sleep(loop: Loop) -> None:
    """A snooze that was slept through is over at the resume."""
    loop.arm(boot=loop.clock.boot + INTERVAL)
    loop.clock.sleep(HOUR)

    assert loop.until_posted() == timedelta()


JUMPS = {"an hour back": -HOUR, "three hours forward": 3 * HOUR, "a week": 168 * HOUR}


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
def test_a_corrected_clock_moves_no_interval(loop: Loop, jump: timedelta) -> None:
    """Twenty minutes stay twenty minutes, whatever the wall shows."""
    loop.arm(awake=loop.clock.awake + INTERVAL)
    loop.wait()
    loop.clock.shift(jump)

    assert loop.until_posted() == 15 * MINUTE


def test_a_wall_deadline_follows_the_wall(loop: Loop) -> None:
    """When the clock is set forward past it, it is due within five minutes."""
    loop.arm(wall=datetime.fromisoformat("2026-03-04T12:00"))
    loop.wait()
    loop.clock.shift(4 * HOUR)

    assert loop.until_posted() <= 5 * MINUTE


def test_a_wall_deadline_waits_longer_when_the_clock_is_set_back(loop: Loop) -> None:
    """Noon is when the wall shows noon."""
    loop.arm(wall=datetime.fromisoformat("2026-03-04T12:00"))
    loop.wait()
    loop.clock.shift(-HOUR)
    loop.until_posted()

    assert f"{loop.clock.now().wall:%H:%M}" == "12:00"


def test_after_a_flight_the_wall_is_the_new_one(loop: Loop) -> None:
    """Noon in New York is six hours after noon in Berlin."""
    loop.arm(wall=datetime.fromisoformat("2026-03-04T12:00"))
    loop.wait()
    loop.clock.here.zone = ZoneInfo("America/New_York")

    assert loop.until_posted() == 9 * HOUR - 5 * MINUTE
    assert f"{loop.clock.now().wall:%H:%M}" == "12:00"


NIGHTS = {
    "an hour is left out": ("2026-03-28 23:00", "2026-03-29T07:00", 7 * HOUR),
    "an hour comes twice": ("2026-10-24 23:00", "2026-10-25T07:00", 9 * HOUR),
}


@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
def test_seven_in_the_morning_after_a_dst_night(
    night: tuple[str, str, timedelta],
) -> None:
    """A wall time after the night is as many hours off as the night has."""
    evening, morning, length = night
    loop = Loop(WorldClock(at(evening)))
    loop.arm(wall=datetime.fromisoformat(morning))

    assert loop.until_posted() == length


@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
def test_an_interval_over_a_dst_night(night: tuple[str, str, timedelta]) -> None:
    """Twenty minutes are twenty minutes on both nights."""
    day = night[1][:10]
    loop = Loop(WorldClock(at(f"{day} 01:50")))
    loop.arm(awake=loop.clock.awake + INTERVAL)

    assert loop.until_posted() == INTERVAL


def test_a_time_in_the_second_of_two_like_hours() -> None:
    """At half past two for the second time, a quarter to three is to come."""
    again = at("2026-10-25 02:30").replace(fold=1)
    loop = Loop(WorldClock(again))
    loop.arm(wall=datetime.fromisoformat("2026-10-25T02:45"))

    assert loop.until_posted() == 15 * MINUTE


def test_a_time_that_the_night_leaves_out() -> None:
    """Half past two never comes; the loop neither spins nor sleeps through it."""
    loop = Loop(WorldClock(at("2026-03-29 01:59")))
    loop.arm(wall=datetime.fromisoformat("2026-03-29T02:30"))

    assert MINUTE <= loop.until_posted() <= 31 * MINUTE


def test_the_system_zone_serves_when_none_is_given() -> None:
    """Without a zone of its own a timekeeper takes the machine's."""
    clock = WorldClock(datetime(2026, 3, 4, 9).astimezone())
    posted: list[Event] = []
    timer = Timekeeper(posted.append)
    timer.arm(WakeAt(wall=datetime(2026, 3, 4, 9, 3)), clock.now())  # noqa: DTZ001

    assert timer.idle(clock.now()) == 3 * MINUTE


def test_a_raising_job_does_not_stop_ours(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A deadline that cannot be posted is logged, and the next one still comes."""
    clock = WorldClock(at("2026-03-04 09:00"))
    told: list[Event] = []

    def post(event: Event) -> None:
        told.append(event)
        if len(told) == 1:
            raise RuntimeError("no room")

    timer = Timekeeper(post, Here())
    for count in (1, 2):
        timer.arm(WakeAt(boot=clock.boot + MINUTE), clock.now())
        clock.advance(MINUTE)
        with caplog.at_level(logging.ERROR):
            timer.run_due(clock.now())
        assert len(told) == count
    assert "could not be told" in caplog.text


def test_schedule_is_as_we_know_it() -> None:
    """What we override or rely on is still there, and is still called."""
    for name in ("_schedule_next_run", "should_run", "run", "do"):
        assert name in vars(schedule.Job), name
    assert isinstance(vars(schedule.Job)["should_run"], property)
    for name in ("next_run", "run_pending", "clear"):
        assert hasattr(schedule.Scheduler, name), name
    assert schedule.Job(1).next_run is None


def test_schedules_own_clock_is_never_asked() -> None:
    """A job runs by our ticks alone, and its next run is set from them."""
    scheduler = SteadyScheduler()
    ran: list[timedelta] = []
    scheduler.after(MINUTE).do(lambda: ran.append(scheduler.ticks))
    for seconds in range(0, 181, 30):
        scheduler.ticks = timedelta(seconds=seconds)
        scheduler.run_pending()

    assert ran == [1 * MINUTE, 2 * MINUTE, 3 * MINUTE]
    assert scheduler.wait() == MINUTE


def test_a_scheduler_without_jobs_has_nothing_to_wait_for() -> None:
    """No job, no next run."""
    assert SteadyScheduler().wait() is None
