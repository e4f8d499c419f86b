"""The real clocks of Linux."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from movebreak.senses.clock import SystemClock, SystemZone
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


@given(
    at=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - a limit of UTC
        max_value=datetime(2030, 1, 1),  # noqa: DTZ001 - a limit of UTC
        timezones=st.just(UTC),
    ),
    name=st.sampled_from(("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")),
)
@example(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin")
@example(datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Europe/Berlin")
def test_the_zone_of_the_system_knows_all_nights(at: datetime, name: str) -> None:
    """Those in which clocks change are the same that the table of zones has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", name)
        time.tzset()
        seen, known = (
            [at.astimezone(zone), datetime(2026, 3, 29, 2, 30, tzinfo=zone)]
            for zone in (SystemZone(), ZoneInfo(name))
        )
        told = [f"{each.isoformat()} {each.fold}" for each in seen]
    time.tzset()

    assert told == [f"{each.isoformat()} {each.fold}" for each in known]


def test_a_year_that_no_system_has_is_told_all_the_same(
    zone: pytest.MonkeyPatch,
) -> None:
    """Somebody may pause until then."""
    zone.setenv("TZ", "UTC-3")
    time.tzset()
    last = datetime.max.replace(tzinfo=SystemZone())

    assert last.utcoffset() == timedelta(hours=3)
    assert datetime.min.replace(tzinfo=SystemZone()).utcoffset() == timedelta(hours=3)
