"""Nights, flights, sleep and corrected clocks, seen by engine and timekeeper together.

A reminder comes after twenty minutes of awake desk time, and a day has one summary.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from movebreak.core.effects import Kind
from tests.desk import Desk

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
INTERVAL = 20 * MINUTE
NIGHTS = {"spring": "2026-03-29 01:30", "autumn": "2026-10-25 01:30"}


@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
def test_a_dst_night_moves_no_reminder(night: str) -> None:
    """Ten in a row over the hour that is left out, or comes twice."""
    desk = Desk(night)
    for _ in range(10):
        assert desk.until_reminded() == INTERVAL
        desk.press("Done")

    assert desk.outcomes == [Kind.DONE] * 10


@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
@pytest.mark.parametrize("end", ["02:45", "03:15"])
def test_a_pause_that_ends_in_a_dst_night(night: str, end: str) -> None:
    """It ends when the wall first shows that time or a later one."""
    desk = Desk(night)
    desk.say(f"pause until {end}")
    desk.until(lambda: desk.state == "working", "4h")

    assert end <= desk.hour <= "03:31"


def test_a_pause_in_the_second_of_two_like_hours() -> None:
    """At half past two for the second time, until a quarter to three."""
    desk = Desk("2026-10-25 01:50")
    desk.work("1h40m")
    assert desk.hour == "02:30"
    desk.say("pause until 02:45")

    assert desk.until(lambda: desk.state == "working") == 15 * MINUTE


JUMPS = {
    "an hour back": -HOUR,
    "three hours forward": 3 * HOUR,
    "two seconds": timedelta(seconds=2),
    "a year back": -timedelta(days=365),
}


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
@pytest.mark.parametrize("after", ["0s", "7m", "19m59s"])
def test_a_corrected_clock_moves_no_reminder(jump: timedelta, after: str) -> None:
    """Whenever in the interval the wall clock is set, it is twenty minutes."""
    desk = Desk()
    begin = desk.clock.awake
    desk.work(after)
    desk.set_clock(jump)
    desk.until_reminded()

    assert desk.clock.awake - begin == INTERVAL
    desk.press("Done")
    assert desk.until_reminded() == INTERVAL


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
def test_a_corrected_clock_moves_no_snooze(jump: timedelta) -> None:
    """Ten minutes of snooze are ten minutes."""
    desk = Desk()
    desk.until_reminded()
    desk.press("Snooze", "10 minutes")
    desk.work("4m")
    desk.set_clock(jump)

    assert desk.until_reminded() == 6 * MINUTE


def test_a_flight_moves_no_reminder() -> None:
    """To Tokyo and to New York, the interval goes on."""
    desk = Desk()
    for zone in ("Asia/Tokyo", "America/New_York", "Asia/Kathmandu"):
        desk.work("10m")
        desk.clock.here.zone = ZoneInfo(zone)
        assert desk.until_reminded() == 10 * MINUTE
        desk.press("Done")


@pytest.mark.parametrize("nap", ["1s", "30s", "4m59s"])
def test_a_nap_stops_the_count(nap: str) -> None:
    """While the machine sleeps nobody sits: twenty minutes awake, all the same."""
    desk = Desk()
    begin = desk.clock.awake
    for _ in range(3):
        desk.work("5m")
        desk.sleep_machine(nap)
    desk.until_reminded()

    assert desk.clock.awake - begin == INTERVAL
    assert desk.outcomes == []


def test_a_sleep_that_nobody_announced_is_seen() -> None:
    """Within five minutes of the resume it counts, and an interval starts afresh."""
    desk = Desk()
    desk.work("12m")
    desk.clock.sleep(HOUR)
    desk.until(lambda: bool(desk.outcomes))

    assert desk.outcomes == [Kind.NATURAL]
    assert desk.clock.awake - timedelta(hours=4) <= 17 * MINUTE


def test_one_summary_though_the_clock_goes_back() -> None:
    """Set back an hour at a quarter to six: half past five comes again, unsung."""
    desk = _an_afternoon()
    desk.work("30m")
    assert len(desk.summaries) == 1
    desk.set_clock(-HOUR)
    _answer_for(desk, 3 * HOUR)

    assert desk.summaries == [date(2026, 3, 4)]


def test_one_summary_though_the_clock_leaps_over_it() -> None:
    """Set from a quarter past four to a quarter past seven, it comes at once."""
    desk = Desk("2026-03-04 15:45")
    _answer_for(desk, 30 * MINUTE)
    desk.set_clock(3 * HOUR)
    desk.until(lambda: bool(desk.summaries), "6m")
    _answer_for(desk, 3 * HOUR)

    assert desk.summaries == [date(2026, 3, 4)]


def test_one_summary_though_a_flight_shows_half_past_five_twice() -> None:
    """Summed up in Berlin at half past five, silent in New York."""
    desk = _an_afternoon()
    _answer_for(desk, 30 * MINUTE)
    desk.clock.here.zone = ZoneInfo("America/New_York")
    _answer_for(desk, 8 * HOUR)

    assert desk.summaries == [date(2026, 3, 4)]


@pytest.mark.parametrize("days", [("2026-03-28", 4), ("2026-10-24", 4)])
def test_one_summary_a_day_around_a_dst_night(days: tuple[str, int]) -> None:
    """Each at half past five, whatever the night did."""
    first, count = days
    desk = Desk(f"{first} 17:00")
    hours = []
    for number in range(1, count + 1):
        desk.until(lambda: desk.hour >= "17:15", "26h")
        desk.say("done")
        desk.until(lambda: len(desk.summaries) == number)  # noqa: B023
        hours.append(desk.hour)
        desk.until(lambda: desk.hour < "17:00", "26h")

    assert hours == ["17:30"] * count
    assert len(set(desk.summaries)) == count


def test_a_month_of_half_hours_is_quick_and_never_spins() -> None:
    """An unattended month turns a few times an hour, and wakes every five minutes."""
    desk = Desk()
    desk.leave("366h")
    desk.leave("354h")

    assert 12 * 720 <= desk.turns <= 14 * 720


def _an_afternoon() -> Desk:
    desk = Desk("2026-03-04 17:10")
    desk.work("5m")
    desk.say("done")
    return desk


def _answer_for(desk: Desk, span: timedelta) -> None:
    """Work so long, and answer every break at once."""
    end = desk.clock.awake + span
    while desk.clock.awake < end:
        desk.work("1m")
        if desk.state == "due":
            desk.say("done")
