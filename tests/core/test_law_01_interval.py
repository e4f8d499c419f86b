"""Laws 1 and 3: an interval counts desk time; when it is over, a break is due."""

from datetime import timedelta

import pytest

from movebreak.core.events import IdleSeen, Presence, PresenceChanged
from movebreak.core.status import DueStatus, WorkingStatus
from tests.core.scene import NEVER, Scene


def test_a_reminder_comes_after_twenty_minutes_at_the_desk() -> None:
    """Nothing comes before the interval is over, one reminder when it is."""
    scene = Scene()
    scene.work("19m59s")
    assert scene.reminders == []

    scene.work("1s")
    assert len(scene.reminders) == 1
    assert scene.up == scene.reminders[0]
    scene.expect(DueStatus)
    assert scene.records == []


def test_reading_is_sitting() -> None:
    """Idle shorter than `away_after` is desk time."""
    scene = Scene()
    scene.work("16m")
    scene.sense(Presence.IDLE)
    scene.work("4m")

    assert scene.up is not None


def test_time_away_is_no_desk_time() -> None:
    """Two minutes behind a locked screen put the reminder off by two minutes."""
    scene = Scene()
    scene.work("10m")
    scene.away("2m")
    scene.work("9m59s")
    assert scene.up is None

    scene.work("1s")
    assert scene.up is not None


def test_the_first_start_counts_from_the_start() -> None:
    """A movebreak never started before begins with a whole interval."""
    status = Scene().status

    assert isinstance(status, WorkingStatus)
    assert status.ends.left == timedelta(minutes=20)
    assert status.filled == 0


def test_a_sleeping_machine_counts_no_desk_time() -> None:
    """A nap of the machine shorter than a natural break only puts the time off."""
    scene = Scene()
    scene.work("10m")
    scene.sleep_machine("4m")
    scene.work("9m59s")
    assert scene.up is None
    scene.work("1s")
    scene.shown()
    assert scene.outcomes == []


def test_a_person_who_types_is_waited_for() -> None:
    """The reminder waits for three seconds without a key."""
    scene = Scene()
    scene.idle = timedelta(seconds=1)
    scene.work("20m10s")
    assert scene.up is None
    scene.expect(DueStatus)

    scene.idle = timedelta(seconds=3)
    scene.work("2s")
    assert scene.up is not None


def test_endless_typing_delays_a_reminder_by_thirty_seconds() -> None:
    """The grace ends even if the typing does not."""
    scene = Scene()
    scene.idle = timedelta()
    scene.work("20m29s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


@pytest.mark.parametrize("idle", [None, timedelta(seconds=3), timedelta(minutes=2)])
def test_a_pause_in_typing_or_no_knowledge_of_it_shows_at_once(
    idle: timedelta | None,
) -> None:
    """Unknown idle time means no waiting, as does a person who reads."""
    scene = Scene()
    scene.idle = idle
    scene.work("20m")
    assert scene.up is not None


def test_a_sense_that_never_answers_costs_the_grace_and_no_more() -> None:
    """When nobody says how idle the person is, the grace runs out."""
    scene = Scene()
    scene.idle = NEVER
    scene.work("20m29s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


def test_without_grace_the_reminder_does_not_wait() -> None:
    """A grace of zero asks nobody about typing."""
    scene = Scene(breaks={"typing_grace": timedelta()})
    scene.idle = timedelta()
    scene.work("20m")
    assert scene.up is not None


def test_an_answer_about_typing_that_comes_late_changes_nothing() -> None:
    """What is said of idle time outside the grace is not listened to."""
    scene = Scene()
    scene.do(IdleSeen(timedelta(minutes=1)))
    assert scene.reminders == []
    scene.work("20m")
    scene.do(IdleSeen(timedelta(minutes=1)))
    assert len(scene.reminders) == 1


def test_a_change_of_presence_at_the_desk_moves_nothing() -> None:
    """Active, idle and unknown are all desk time, whichever comes when."""
    scene = Scene()
    for presence in (Presence.IDLE, Presence.UNKNOWN, Presence.ACTIVE, Presence.IDLE):
        scene.work("4m")
        scene.do(PresenceChanged(presence, scene.now))
    scene.work("4m")
    assert len(scene.reminders) == 1


def test_an_interval_that_ends_behind_another_reminder_is_due_right_after() -> None:
    """A break asked for with Move now does not delay the one that is due."""
    scene = Scene()
    scene.work("17m")
    scene.move()
    scene.work("5m")
    assert len(scene.reminders) == 2
    assert scene.up == scene.reminders[1]
    assert scene.state.open is not None
    assert not scene.state.open.asked_for
