"""The `schedule` scheduler: the next deadline as jobs on a clock that never jumps.

`schedule` lives on the naive wall clock. Here its "now" is the boot clock, which runs
on in sleep and knows no summer time, so a night, a flight or a corrected clock moves
no job. A deadline on the awake clock or on the wall is turned into boot ticks when it
is armed, and again whenever those clocks have moved against the boot clock.
"""

import logging
from datetime import datetime, timedelta, tzinfo

import schedule

from movebreak.core.effects import WakeAt
from movebreak.core.events import Moment, Tick
from movebreak.ports import Post

log = logging.getLogger(__name__)

# An unannounced resume or a corrected clock is seen no later than this.
LONGEST_WAIT = timedelta(minutes=5)
# Clocks that moved less than this against each other were only read apart.
CLOCK_JUMP = timedelta(seconds=2)
# schedule counts in naive datetimes; boot ticks are counted from here.
ORIGIN = datetime(2000, 1, 1)  # noqa: DTZ001 - no place, no zone: a counter


class SteadyJob(schedule.Job):
    """A job whose time is told by its scheduler's clock, not by the wall's."""

    def __init__(self, wait: timedelta, clock: "SteadyScheduler") -> None:
        super().__init__(1, clock)
        self._wait = wait
        self._clock = clock
        self.unit = "seconds"
        self.next_run = clock.now() + wait

    @property
    def should_run(self) -> bool:
        """Say whether the job's time has come."""
        return self.next_run is not None and self._clock.now() >= self.next_run

    def _schedule_next_run(self) -> None:
        self.next_run = self._clock.now() + self._wait


class SteadyScheduler(schedule.Scheduler):
    """A scheduler whose clock is wound by its owner."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks = timedelta()

    def now(self) -> datetime:
        """Return the boot clock as `schedule` counts it."""
        return ORIGIN + self.ticks

    def after(self, wait: timedelta) -> SteadyJob:
        """Begin a job that runs after this time on the boot clock."""
        return SteadyJob(wait, self)

    def wait(self) -> timedelta | None:
        """Return the time until the next job, or None without any."""
        following = self.next_run
        return None if following is None else following - self.now()


class Timekeeper:
    """Holds the deadline that the cycle names; used on the engine's thread only."""

    def __init__(self, post: Post, zone: tzinfo | None = None) -> None:
        self._post = post
        self._zone = zone
        self._scheduler = SteadyScheduler()
        self._wake = WakeAt()
        self._armed_at: Moment | None = None

    def arm(self, wake: WakeAt, now: Moment) -> None:
        """Set the deadline, in place of the one before."""
        same_clocks = self._armed_at is not None and not _moved(self._armed_at, now)
        if wake == self._wake and same_clocks:
            return
        self._wake, self._armed_at = wake, now
        self._scheduler.ticks = now.boot
        self._scheduler.clear()
        for name, wait in self._waits(wake, now).items():
            self._scheduler.after(wait).do(self._due, name)

    def run_due(self, now: Moment) -> None:
        """Post what is due by now."""
        if self._armed_at is not None and _moved(self._armed_at, now):
            self.arm(self._wake, now)
        self._scheduler.ticks = now.boot
        self._scheduler.run_pending()

    def idle(self, now: Moment) -> timedelta:
        """Return how long nothing is due; at most five minutes, never negative."""
        self._scheduler.ticks = now.boot
        wait = self._scheduler.wait()
        if wait is None:
            return LONGEST_WAIT
        return min(LONGEST_WAIT, max(timedelta(), wait))

    def _due(self, name: str) -> type[schedule.CancelJob]:
        # The same deadline has to be armed again when it turns out to be early.
        self._armed_at = None
        # A job that raises is never armed again by schedule, so none may.
        try:
            self._post(Tick())
        except Exception:
            log.exception("the %s deadline could not be told", name)
        return schedule.CancelJob

    def _waits(self, wake: WakeAt, now: Moment) -> dict[str, timedelta]:
        waits = {}
        if wake.boot is not None:
            waits["boot"] = wake.boot - now.boot
        if wake.awake is not None:
            waits["awake"] = wake.awake - now.awake
        if wake.wall is not None:
            waits["wall"] = self._until(wake.wall, now.wall)
        return waits

    def _until(self, local: datetime, now: datetime) -> timedelta:
        """Return how long until the zone shows this time: a DST night included."""
        wait = self._aware(local) - now
        if wait <= timedelta():
            # In the hour that a night shows twice, the second time is meant.
            wait = self._aware(local.replace(fold=1)) - now
        return wait

    def _aware(self, local: datetime) -> datetime:
        if self._zone is not None:
            return local.replace(tzinfo=self._zone)
        return local.astimezone()


def _moved(before: Moment, now: Moment) -> bool:
    """Say whether wall, zone or sleep moved against the boot clock."""
    walled = (now.wall - before.wall) - (now.boot - before.boot)
    slept = now.slept - before.slept
    return (
        abs(walled) > CLOCK_JUMP
        or slept > CLOCK_JUMP
        or now.wall.utcoffset() != before.wall.utcoffset()
    )
