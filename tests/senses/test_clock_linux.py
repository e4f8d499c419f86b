"""The real clocks of Linux."""

import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from movebreak.senses.clock import SystemClock
from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

from movebreak.native import linux  # noqa: E402 can be imported on Linux alone


@pytest.fixture
def clock() -> SystemClock:
    """Return the clock of this machine."""
    return SystemClock(linux.since_boot, linux.awake, linux.boot_id(), linux.learn_zone)


@pytest.fixture
def zone() -> Iterator[pytest.MonkeyPatch]:
    """Give a place to set TZ in, and put the old zone back."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    time.tzset()


def test_both_counters_grow_and_boot_is_ahead(clock: SystemClock) -> None:
    """Time goes on, and the clock that counts sleep is never behind."""
    first, second = clock.now(), clock.now()

    assert first.boot >= first.awake > timedelta(0)
    assert second.boot >= first.boot
    assert second.awake >= first.awake
    assert second.wall >= first.wall


def test_the_run_has_the_kernels_name(clock: SystemClock) -> None:
    """Two clocks in one run of the machine agree on its name."""
    assert clock.boot_id == linux.boot_id()
    assert len(clock.boot_id) == 36


def test_a_changed_zone_is_seen(clock: SystemClock, zone: pytest.MonkeyPatch) -> None:
    """After TZ changes, the next reading is in the new zone."""
    zone.setenv("TZ", "UTC-3")
    east = clock.now().wall.utcoffset()
    zone.setenv("TZ", "UTC+5")
    west = clock.now().wall.utcoffset()

    assert (east, west) == (timedelta(hours=3), timedelta(hours=-5))
