"""`kill -9` in any state, and a new start: nothing that was acknowledged is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.app.program import SOON, Home
from tests.waiting import eventually

# What a program runs is measured by the other tests here.
pytestmark = pytest.mark.no_cover


def _due(home: Home) -> None:
    home.say("move")


def _due_by_time(home: Home) -> None:
    assert home.becomes("due")


def _snoozed(home: Home) -> None:
    assert home.becomes("due")
    home.say("snooze", "30m")


def _paused(home: Home) -> None:
    home.say("pause", "1h")


def _paused_for_good(home: Home) -> None:
    home.say("pause")


def _held(home: Home) -> None:
    home.say("meeting", "30m")
    assert home.becomes("held")


STATES: dict[str, tuple[str, Callable[[Home], None]]] = {
    "working": ("1h", lambda _: None),
    # After as long again, the break would be missed and another due.
    "due": ("6s", _due_by_time),
    "asked for": ("1h", _due),
    "snoozed": ("6s", _snoozed),
    "paused": ("1h", _paused),
    "paused until resumed": ("1h", _paused_for_good),
    "held": ("2s", _held),
}


@pytest.mark.parametrize("name", STATES)
def test_killed_and_started_again(home: Home, name: str) -> None:
    """State, end, drill, snoozes and counts are as they were."""
    every, tell = STATES[name]
    program = home.start("--every", every)
    home.say("done")
    tell(home)
    before = home.status()
    program.kill()
    again = home.start("--every", every)
    after = home.status()

    assert after["state"] == before["state"]
    assert after["drill"] == before["drill"]
    assert after["snoozes_left"] == before["snoozes_left"]
    assert after["today"] == before["today"]
    assert after["today"]["done"] == 1
    assert _near(before["left_seconds"], after["left_seconds"])
    assert again.end() == 0
    assert again.err == ""


def test_no_acknowledged_answer_is_lost(home: Home) -> None:
    """Killed right after each acknowledgement, every one is counted."""
    for count in range(1, 6):
        program = home.start("--every", "1h")
        home.say("move")
        home.say("done")
        program.kill()
        home.start("--every", "1h").kill()
        assert f"Today: {count} of 8 done" in home.say("today")


def test_a_due_break_is_asked_for_again(home: Home) -> None:
    """The reminder that died with the program is printed anew."""
    program = home.start("--every", "2s")
    program.next_reminder(SOON)
    program.kill()
    again = home.start("--every", "2s")

    assert eventually(lambda: again.reminders() == 1)


def test_an_interval_goes_on_after_a_kill(home: Home) -> None:
    """Of ten seconds the second half is left, not all of them."""
    program = home.start("--every", "10s")
    assert eventually(lambda: home.status()["left_seconds"] <= 5)
    program.kill()
    home.start("--every", "10s")

    assert home.status()["left_seconds"] <= 6


def test_a_quit_keeps_as_much_as_a_kill(home: Home) -> None:
    """Pause and undo are still there after an orderly end."""
    home.start("--every", "1h")
    home.say("done")
    home.say("pause", "1h")
    home.say("quit")
    home.start("--every", "1h")

    assert home.is_in("paused")
    assert "taken back" in home.say("undo")
    assert home.status()["today"]["done"] == 0


def _near(before: Any, after: Any) -> bool:  # noqa: ANN401 - as JSON has it
    if before is None or after is None:
        return before is after
    return bool(before - 8 <= after <= before)
