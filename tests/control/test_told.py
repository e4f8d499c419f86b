"""What `status` tells, in every state: as text, and as one object."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from movebreak.control.told import page_object, status_object, status_text
from movebreak.core.effects import Kind
from movebreak.core.glance import GUIDE
from movebreak.core.programme.rules import Focus
from movebreak.core.status import (
    Ends,
    HeldStatus,
    Overview,
    PausedStatus,
    Running,
    SnoozedStatus,
    Training,
)
from movebreak.core.wording import Wording
from tests.make import HOUR, MINUTE, drill
from tests.views import NOW, OPEN, STATUSES, ends, view

WORDS = Wording()
FIELDS = [
    "state",
    "reason",
    "next_at",
    "left_seconds",
    "drill",
    "snoozes_left",
    "today",
    "session",
    "version",
]
NAMES = {"paused for good": "paused", "off for good": "off"}


def told(overview: Overview) -> dict[str, Any]:
    """The object of this overview."""
    return dict(status_object(overview, WORDS, "1.2.3"))


@pytest.mark.parametrize("state", STATUSES)
def test_the_fields_are_these_and_no_others(state: str) -> None:
    """Scripts may rely on each of them in every state."""
    found = told(view(state))

    assert list(found) == FIELDS
    assert found["state"] == NAMES.get(state, state)
    assert found["version"] == "1.2.3"
    assert found["session"] is None
    assert found["today"] == {
        "done": 5,
        "natural": 2,
        "skipped": 0,
        "missed": 0,
        "snoozed": 0,
        "goal": 8,
        "streak": 4,
    }


NEXT = {
    "working": ("2026-03-02T09:12:00+01:00", 720),
    "due": (None, None),
    "held": ("2026-03-02T10:00:00+01:00", 3600),
    "snoozed": ("2026-03-02T09:04:00+01:00", 240),
    "paused": ("2026-03-02T10:00:00+01:00", 3600),
    "paused for good": (None, None),
    "away": (None, None),
    "off": ("2026-03-02T23:00:00+01:00", 14 * 3600),
    "off for good": (None, None),
}


@pytest.mark.parametrize("state", STATUSES)
def test_the_end_of_the_state(state: str) -> None:
    """ISO 8601 with offset and the seconds until then, or null for both."""
    found = told(view(state))

    assert (found["next_at"], found["left_seconds"]) == NEXT[state]


@pytest.mark.parametrize("state", STATUSES)
def test_the_drill_is_told_only_while_a_break_is_open(state: str) -> None:
    """Due, held or snoozed."""
    expected = {
        "id": "jumping-jacks",
        "name": "Jumping jacks",
        "cue": "Arms and legs apart, and together",
        "seconds": 30,
    }

    assert told(view(state))["drill"] == (expected if state in OPEN else None)


@pytest.mark.parametrize("state", STATUSES)
def test_every_state_but_working_has_a_reason(state: str) -> None:
    """In words, on one line."""
    reason = told(view(state))["reason"]

    if state == "working":
        assert reason is None
    else:
        assert reason
        assert "\n" not in reason


def test_no_limit_on_snoozes_is_null() -> None:
    """A number otherwise."""
    assert told(view("due", snoozes_left=None))["snoozes_left"] is None
    assert told(view("due", snoozes_left=0))["snoozes_left"] == 0


def test_offsets_of_every_kind() -> None:
    """Half hours, and zones behind Greenwich."""
    for hours, shown in ((5.5, "+05:30"), (-9.5, "-09:30"), (0.0, "+00:00")):
        zone = timezone(timedelta(hours=hours))
        at = datetime(2026, 7, 1, 12, 30, 59, 999_999, tzinfo=zone)
        status = PausedStatus(Ends(at, timedelta(seconds=59.9)))
        found = told(view("paused", status=status, now=at))
        assert found["next_at"] == f"2026-07-01T12:30:59{shown}"
        assert found["left_seconds"] == 59


def test_text_of_a_working_hour() -> None:
    """What comes next, the count, and the other counts."""
    assert status_text(view("working"), WORDS).splitlines() == [
        "Next break 09:12, in 12 minutes",
        "Today: 5 of 8 done, 2 natural",
        "2 natural, 0 skipped, 0 missed, 0 snoozed. Streak: 4 days.",
    ]


@pytest.mark.parametrize("state", sorted(OPEN))
def test_text_of_an_open_break_names_the_drill(state: str) -> None:
    """Cue, name and dose stand below the headline."""
    second = status_text(view(state), WORDS).splitlines()[1]

    assert second.startswith("Arms and legs apart, and together (Jumping jacks, ")


def test_text_tells_meeting_plan_and_troubles() -> None:
    """Everything that is going on, one line each."""
    begin = datetime(2026, 3, 2, 14)  # noqa: DTZ001 - local wall time
    shown = view("working", meeting=ends(30 * MINUTE), planned=((begin, begin + HOUR),))
    text = status_text(replace(shown, troubles=("the disk is full",)), WORDS)

    assert "Meeting until 09:30, in 30 minutes" in text
    assert "Pause planned from 14:00 until 15:00" in text
    assert text.endswith("\nthe disk is full")


def test_a_snooze_that_is_just_over_has_no_time_below_zero() -> None:
    """Time left is never negative."""
    status = SnoozedStatus(7, drill(), Ends(NOW, timedelta()))

    assert told(view("snoozed", status=status))["left_seconds"] == 0
    assert "Snoozed until 09:00, now" in status_text(
        view("snoozed", status=status), WORDS
    )


def test_a_page_sees_the_drill_of_the_open_break_in_every_state() -> None:
    """Move now shows one in a pause as well, and the page must be able to."""
    asked = view("paused", asked=9, drill=drill())
    found = page_object(asked, WORDS, "1.2.3")

    assert (found["state"], found["break"], found["dose"]) == ("paused", 9, "20 times")
    assert found["drill"] == told(view("due"))["drill"]
    assert page_object(view("paused"), WORDS, "1.2.3")["drill"] is None


def test_a_page_that_names_the_drill_tells_the_rest() -> None:
    """A break that is due, or held by the guided drill itself, says just that."""
    held = STATUSES["held"]
    assert isinstance(held, HeldStatus)
    guided = replace(held, reasons=(GUIDE,))
    leads = [
        page_object(overview, WORDS, "1.2.3")["lead"]
        for overview in (view("due"), view("held", status=guided), view("held"))
    ]

    assert leads == ["Time to move", "Time to move", "Held: full screen, since 09:00"]


def test_a_page_offers_undo_in_the_words_of_the_menu() -> None:
    """While it lasts."""
    told = page_object(view("working", undo=Kind.SKIPPED), WORDS, "1.2.3")

    assert told["undo"] == "Undo Skip"
    assert page_object(view("working"), WORDS, "1.2.3")["undo"] is None


PLANNED = Training(
    Focus.STRENGTH, NOW.replace(hour=17), today=True, invitation=4, running=None
)


def test_the_next_session_is_told() -> None:
    """When it is, in the words of the menu and as fields."""
    later = replace(PLANNED, running=Running(9, "four", 3))
    text = status_text(view("working", session=PLANNED), WORDS)

    assert "\nStrength session: today 17:00\n" in text
    assert told(view("working", session=PLANNED))["session"] == {
        "focus": "strength",
        "at": "2026-03-02T17:00:00+01:00",
        "today": True,
        "running": None,
    }
    assert told(view("working", session=later))["session"]["running"] == {
        "id": 9,
        "routine": "four",
        "sets": 3,
    }
    assert (
        told(view("working", session=replace(later, at=None)))["session"]["at"] is None
    )
