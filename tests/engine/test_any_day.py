"""Whatever happens, in whatever order: nothing spins, fails or counts twice."""

import logging
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from movebreak.control.told import ends_of
from tests.desk import Desk

# It shows laws. What code is run the stories show: unmeasured, this is faster.
pytestmark = pytest.mark.no_cover

Act = Callable[[Desk], object]

COMMANDS = (
    "done",
    "skip",
    "snooze 5m",
    "snooze 1s",
    "another",
    "move",
    "undo",
    "pause 15m",
    "pause",
    "pause until 14:00",
    "pause until tomorrow",
    "pause from 12:00 until 12:30",
    "resume",
    "meeting 30m",
    "meeting off",
    "guide",
)
JUMPS = (-86400, -3600, -1, 2, 10800, 86400)
ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/St_Johns")
MORNINGS = ("2026-03-28 22:00", "2026-10-24 23:00", "2026-03-04 09:00")


def _work(length: str) -> Act:
    return lambda desk: desk.work(length)


def _leave(length: str) -> Act:
    return lambda desk: desk.leave(length)


def _sleep(length: str) -> Act:
    return lambda desk: desk.sleep_machine(length)


def _say(command: str) -> Act:
    return lambda desk: desk.say(command)


def _end(how: Callable[[Desk, str], None], length: str) -> Act:
    return lambda desk: how(desk, length)


def _jump(seconds: int) -> Act:
    return lambda desk: desk.set_clock(timedelta(seconds=seconds))


def _fly(zone: str) -> Act:
    return lambda desk: setattr(desk.clock.here, "zone", ZoneInfo(zone))


def _quiet(reasons: tuple[str, ...] | None) -> Act:
    return lambda desk: setattr(desk.sense, "reasons", reasons)


LENGTHS = ("1s", "5s", "61s", "299s", "301s", "20m", "1h", "9h")
ACTS = st.one_of(
    st.sampled_from(LENGTHS).map(_work),
    st.sampled_from(COMMANDS).map(_say),
    st.sampled_from(LENGTHS).map(_leave),
    st.sampled_from(LENGTHS).map(_sleep),
    st.builds(
        _end,
        st.sampled_from((Desk.kill, Desk.stop, Desk.reboot)),
        st.sampled_from(("0s", "10s", "299s", "301s", "3h", "25h")),
    ),
    st.sampled_from(JUMPS).map(_jump),
    st.sampled_from(ZONES).map(_fly),
    st.sampled_from((None, (), ("full screen",))).map(_quiet),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    morning=st.sampled_from(MORNINGS),
    sees=st.booleans(),
    acts=st.lists(ACTS, max_size=40),
)
def test_any_day(
    caplog: pytest.LogCaptureFixture, morning: str, acts: list[Act], *, sees: bool
) -> None:
    """No error in the log, no id and no summary twice, no time left below zero."""
    caplog.clear()
    desk = Desk(morning, sees=sees)
    for act in acts:
        act(desk)
        ends = ends_of(desk.look().glance.status)
        assert ends is None or ends.left >= timedelta()
        assert desk.menu()
    ids = [record.id for record in desk.history.records]
    errors = [it for it in caplog.records if it.levelno >= logging.WARNING]

    assert errors == []
    assert len(ids) == len(set(ids))
    assert len(desk.summaries) == len(set(desk.summaries))
