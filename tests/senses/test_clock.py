"""The clock: all clocks in one reading, and which run of the machine this is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from movebreak.senses.clock import SystemClock

if TYPE_CHECKING:
    from movebreak.ports import Clock


@dataclass
class Counters:
    """The two counters of a machine, set by hand."""

    boot: timedelta = timedelta(hours=3)
    awake: timedelta = timedelta(hours=2)
    zones_learned: int = 0

    def learn_zone(self) -> None:
        """Count how often the zone was asked for."""
        self.zones_learned += 1

    def clock(self, boot_id: str = "") -> SystemClock:
        """Return a clock that reads these counters."""
        return SystemClock(
            lambda: self.boot, lambda: self.awake, boot_id, self.learn_zone
        )


def test_a_reading_holds_both_counters() -> None:
    """Boot and awake are what the machine counts; their difference is sleep."""
    clock: Clock = Counters().clock()
    now = clock.now()

    assert (now.boot, now.awake) == (timedelta(hours=3), timedelta(hours=2))
    assert now.slept == timedelta(hours=1)


def test_the_wall_is_aware_and_true() -> None:
    """The wall time knows its zone and is the time of this very moment."""
    before = datetime.now(UTC)  # noqa: TID251 the clock itself is under test
    wall = Counters().clock().now().wall

    assert wall.utcoffset() is not None
    after = datetime.now(UTC)  # noqa: TID251 the clock itself is under test
    assert before <= wall <= after


def test_the_zone_is_learned_anew_at_each_reading() -> None:
    """A traveller's new zone is seen without a restart."""
    counters = Counters()
    clock = counters.clock()

    clock.now()
    clock.now()

    assert counters.zones_learned == 2


def test_sleep_is_never_negative() -> None:
    """Counters with different steps do not make the machine sleep backwards."""
    ahead = Counters(boot=timedelta(seconds=1), awake=timedelta(seconds=1.01))

    assert ahead.clock().now().slept == timedelta(0)


def test_the_systems_own_name_of_the_run_is_kept() -> None:
    """A boot id from the system is used as it is, whatever was stored."""
    clock = Counters().clock("5c1e-77")

    clock.recognise("started 2026-01-01T00:00:00+00:00")

    assert clock.boot_id == "5c1e-77"


@pytest.mark.parametrize("moved", [-60, -31, -1, 0, 1, 29, 59])
def test_a_corrected_wall_clock_is_still_the_same_run(moved: int) -> None:
    """Without a boot id, a correction of up to a minute does not start a new run."""
    first = Counters().clock()
    # A later boot counter at the same wall time is a wall clock that was set back.
    second = Counters(boot=timedelta(hours=3, seconds=moved)).clock()

    second.recognise(first.boot_id)

    # One second either way is lost by the rounding and by the time the test takes.
    assert second.boot_id == first.boot_id or abs(moved) >= 59


def test_another_run_gets_another_name() -> None:
    """After a reboot the derived name differs, and the stored one is not taken over."""
    before = Counters().clock()
    after = Counters(boot=timedelta(minutes=1)).clock()
    name = after.boot_id

    after.recognise(before.boot_id)

    assert after.boot_id == name != before.boot_id


@pytest.mark.parametrize(
    "stored", ["", "5c1e-77", "started ", "started soon", "started 2026-01-01T00:00:00"]
)
def test_a_stored_name_that_says_nothing_is_not_taken_over(stored: str) -> None:
    """An unknown, a foreign or a damaged name never means this run."""
    clock = Counters().clock()
    name = clock.boot_id

    clock.recognise(stored)

    assert clock.boot_id == name
