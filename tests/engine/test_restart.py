"""The program is killed, or ended, and starts again: nothing is lost within minutes."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from movebreak.control.told import drill_of, ends_of
from movebreak.core.effects import Kind
from movebreak.core.status import Glance
from tests.desk import Desk

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
RING_STEP = 20 * MINUTE / 6

Tell = Callable[[Desk], object]


def _due(desk: Desk) -> None:
    desk.until_reminded()
    desk.work("2m")


def _snoozed(desk: Desk) -> None:
    desk.until_reminded()
    desk.say("snooze 15m")
    desk.work("2m")


def _held(desk: Desk) -> None:
    desk.say("meeting 60m")
    desk.work("25m")


def _off(desk: Desk) -> None:
    hours = ((time(8), time(9)),)
    desk.settings.save("hours", monday=hours, wednesday=hours)
    desk.say("guide")


def _paused(command: str) -> Tell:
    def tell(desk: Desk) -> None:
        desk.work("7m")
        desk.say(command)
        desk.work("2m")

    return tell


STATES: dict[str, tuple[str, Tell]] = {
    "working": ("working", lambda desk: desk.work("13m")),
    "due": ("due", _due),
    "snoozed": ("snoozed", _snoozed),
    "held in a meeting": ("held", _held),
    "in a meeting": ("working", lambda desk: desk.say("meeting 60m")),
    "paused for an hour": ("paused", _paused("pause 1h")),
    "paused until two": ("paused", _paused("pause until 14:00")),
    "paused until resumed": ("paused", _paused("pause")),
    "off": ("off", _off),
}
ENDS: dict[str, Callable[[Desk, str], None]] = {
    "kill -9": Desk.kill,
    "quit": Desk.stop,
    "power cut": Desk.reboot,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("name", STATES)
def test_after_four_minutes_everything_is_as_it_was(
    name: str, end: Callable[[Desk, str], None]
) -> None:
    """State, end of the state, drill, snoozes, undo and counts are the same."""
    desk = Desk()
    desk.until_reminded()
    desk.say("done")
    expected, tell = STATES[name]
    tell(desk)
    assert desk.state == expected
    before, counts = desk.look().glance, desk.today
    end(desk, "4m")
    after = desk.look().glance

    assert desk.state == expected
    assert desk.today == counts
    assert desk.outcomes == [Kind.DONE]
    assert after.asked == before.asked
    assert after.snoozes_left == before.snoozes_left
    assert (after.meeting is None) == (before.meeting is None)
    assert drill_of(after.status) == drill_of(before.status)
    if before.meeting is not None and after.meeting is not None:
        assert abs(before.meeting.at - after.meeting.at) < SECOND
    if expected != "working":
        assert _end(after) == _end(before)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_deck_goes_on(end: Callable[[Desk, str], None]) -> None:
    """The drills that were dealt do not come again before the others."""
    desk, drills = Desk(), []
    for _ in range(6):
        desk.until_reminded()
        drills.append(drill_of(desk.look().glance.status))
        desk.say("done")
        end(desk, "1m")

    assert len(set(drills)) == 6


def test_a_killed_interval_goes_on(desk: Desk) -> None:
    """Thirteen minutes before, seven after, to one step of the icon's ring."""
    desk.work("13m")
    desk.kill("4m")

    assert abs(desk.until_reminded() - 7 * MINUTE) <= RING_STEP


def test_a_killed_snooze_goes_on(desk: Desk) -> None:
    """It ends when it was to end, not later."""
    desk.until_reminded()
    desk.say("snooze 10m")
    desk.kill("4m")

    assert desk.until_reminded() == 6 * MINUTE


def test_a_due_break_is_shown_again(desk: Desk) -> None:
    """The same drill is on the screen after the start, and Done counts for it."""
    desk.until_reminded()
    title = desk.notifier.up
    desk.notifier.up = None
    desk.kill("1m")

    assert desk.notifier.up == title
    assert not desk.say("done").refused
    assert desk.outcomes == [Kind.DONE]


def test_undo_outlives_a_restart(desk: Desk) -> None:
    """Within five minutes of the answer, also after a kill."""
    desk.until_reminded()
    desk.say("done")
    desk.kill("4m")
    assert "Undo Done" in desk.menu()
    desk.press("Undo Done")

    assert desk.state == "due"
    assert desk.outcomes == []


@pytest.mark.parametrize("end", [Desk.kill, Desk.stop, Desk.reboot])
def test_after_longer_a_fresh_interval(
    desk: Desk, end: Callable[[Desk, str], None]
) -> None:
    """Twenty minutes from the start; a break that was shown is missed.

    A program that was killed may have lived until it was to wake up next.
    """
    desk.until_reminded()
    end(desk, "5m" if end is Desk.stop else "10m")

    assert desk.state == "working"
    assert desk.outcomes == [Kind.MISSED]
    assert desk.until_reminded() == 20 * MINUTE


def test_a_snoozed_break_ends_with_a_long_stop(desk: Desk) -> None:
    """It was shown once, so it is missed; the streak of snoozes is gone."""
    desk.until_reminded()
    desk.say("snooze 30m")
    desk.kill("10m")

    assert desk.outcomes == [Kind.MISSED]
    assert desk.look().glance.snoozes_left == 3


def test_a_long_stop_keeps_the_pause(desk: Desk) -> None:
    """A pause lasts until its own end."""
    desk.say("pause 2h")
    desk.kill("1h")
    assert desk.state == "paused"

    assert desk.until(lambda: desk.state == "working") == HOUR


def test_a_long_stop_keeps_a_planned_pause(desk: Desk) -> None:
    """A plan begins when its time comes, whoever was stopped in between."""
    desk.say("pause from 12:00 until 13:00")
    desk.reboot("90m")
    desk.until(lambda: desk.hour == "12:30", "4h")

    assert desk.state == "paused"


def test_what_was_seen_alive_counts_not_what_was_stored(desk: Desk) -> None:
    """Quiet hours without a line of history are no hours without the program."""
    desk.until_reminded()
    desk.say("pause")
    desk.work("3h")
    desk.kill("1m")
    desk.say("resume")
    desk.work("19m")
    desk.kill("4m")

    assert desk.state == "due"


def test_a_clock_set_back_across_a_reboot_is_no_time_at_all(desk: Desk) -> None:
    """Between two runs of the machine the wall may lie, but never below zero."""
    desk.work("13m")
    desk.clock.reboot(-2 * HOUR)
    desk.start()

    assert abs(desk.until_reminded() - 7 * MINUTE) <= RING_STEP


def test_ids_go_on_after_the_state_was_lost(desk: Desk) -> None:
    """A state that cannot be read begins anew, and no line gets a number twice."""
    for _ in range(3):
        desk.until_reminded()
        desk.say("done")
    desk.history.saved = None
    desk.kill("1m")
    desk.until_reminded()
    desk.say("done")
    ids = [record.id for record in desk.history.records]

    assert len(ids) == len(set(ids))
    assert desk.news == ["movebreak is running"]
    assert desk.today.done == 4


def _end(glance: Glance) -> str | None:
    ends = ends_of(glance.status)
    return None if ends is None else f"{ends.at:%d %H:%M}"
