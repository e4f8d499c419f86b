"""Times to come, as the clocks of a zone will show them."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from movebreak.core.zones import coming, shown

BERLIN = ZoneInfo("Europe/Berlin")
WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
EVENING = datetime(2026, 3, 28, 22, 0, tzinfo=WINTER)
AUTUMN = datetime(2026, 10, 25, 2, 30, tzinfo=SUMMER)


def iso(at: datetime) -> str:
    """Return a time with its offset."""
    return at.isoformat(timespec="minutes")


def test_a_time_of_that_morning_has_the_offset_of_that_morning() -> None:
    """Nine hours after ten in the evening the clocks show eight."""
    after = shown(EVENING + timedelta(hours=9), BERLIN)

    assert iso(after) == "2026-03-29T08:00+02:00"
    assert after - EVENING == timedelta(hours=9)


def test_when_clocks_show_a_time_of_that_morning() -> None:
    """Four o'clock comes an hour earlier than it seems."""
    at = coming(datetime.fromisoformat("2026-03-29T04:00"), EVENING, BERLIN)

    assert iso(at) == "2026-03-29T04:00+02:00"
    assert at - EVENING == timedelta(hours=5)


@pytest.mark.parametrize(
    ("shows", "found"),
    [
        ("2026-10-25T02:45", "2026-10-25T02:45+02:00"),
        ("2026-10-25T02:15", "2026-10-25T02:15+01:00"),
    ],
)
def test_in_an_hour_shown_twice_the_next_one_is_meant(shows: str, found: str) -> None:
    """The second time, once the first is over."""
    assert iso(coming(datetime.fromisoformat(shows), AUTUMN, BERLIN)) == found


def test_without_a_zone_the_offset_stays() -> None:
    """Nothing is known of any night."""
    assert iso(shown(EVENING, None)) == "2026-03-28T22:00+01:00"
    at = coming(datetime.fromisoformat("2026-03-29T04:00"), EVENING, None)
    assert iso(at) == "2026-03-29T04:00+01:00"
