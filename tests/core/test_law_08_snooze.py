"""Law 8: snoozing counts from now, brings the same drill back, and has a limit."""

from datetime import timedelta

import pytest

from movebreak.core.effects import Kind, Saying
from movebreak.core.events import Done, PauseFor, Snooze
from movebreak.core.status import SnoozedStatus
from tests.core.scene import Scene


def test_the_button_snoozes_for_five_minutes_from_now() -> None:
    """Not from when the break was due."""
    scene = Scene()
    up = scene.due()
    scene.work("3m")
    reply = scene.do(Snooze(break_id=up.break_id))

    assert reply is not None
    assert reply.saying is Saying.SNOOZED
    assert reply.until == scene.now.wall + timedelta(minutes=5)
    scene.work("4m59s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


@pytest.mark.parametrize("minutes", [5, 10, 15, 30])
def test_the_menu_s_lengths(minutes: int) -> None:
    """The status counts down what was chosen."""
    scene = Scene()
    scene.due()
    scene.do(Snooze(timedelta(minutes=minutes)))
    status = scene.status
    assert isinstance(status, SnoozedStatus)
    assert status.ends.left == timedelta(minutes=minutes)


def test_snoozing_is_no_outcome() -> None:
    """It is a line of its own; snoozed and then done is one done."""
    scene = Scene()
    scene.due()
    scene.do(Snooze())
    scene.work("5m")
    scene.do(Done())
    assert scene.kinds == [Kind.SNOOZED, Kind.DONE]
    assert scene.records[0].length == timedelta(minutes=5)


def test_the_same_drill_comes_back() -> None:
    """And the same break."""
    scene = Scene()
    first = scene.due()
    scene.do(Snooze())
    scene.work("5m")
    assert scene.up == first


def test_the_third_snooze_is_the_last() -> None:
    """Then the answer says why, and nothing changes."""
    scene = Scene()
    scene.due()
    for left in (3, 2, 1):
        assert scene.glance.snoozes_left == left
        assert scene.glance.can_snooze
        scene.do(Snooze())
        scene.work("5m")
    assert scene.glance.snoozes_left == 0
    assert not scene.glance.can_snooze
    assert scene.up is not None
    assert not scene.up.can_snooze

    reply = scene.do(Snooze())
    assert reply is not None
    assert reply.saying is Saying.NO_SNOOZE_LEFT
    assert reply.refused
    assert scene.up is not None


def test_the_next_break_may_be_snoozed_again() -> None:
    """The limit is for one break."""
    scene = Scene(breaks={"snooze_limit": 1})
    scene.due()
    scene.do(Snooze())
    scene.work("5m")
    scene.done()
    scene.due()
    assert scene.glance.snoozes_left == 1


def test_a_limit_of_zero_is_no_limit() -> None:
    """Twenty snoozes are twenty snoozes."""
    scene = Scene(breaks={"snooze_limit": 0})
    scene.due()
    for _ in range(20):
        assert scene.glance.snoozes_left is None
        scene.do(Snooze())
        scene.work("5m")
    assert scene.kinds == [Kind.SNOOZED] * 20


def test_a_snooze_may_be_snoozed_further() -> None:
    """It counts from now again, and counts against the limit."""
    scene = Scene()
    scene.due()
    scene.do(Snooze())
    scene.work("4m")
    scene.do(Snooze(timedelta(minutes=10)))
    scene.work("9m59s")
    assert scene.up is None
    assert scene.glance.snoozes_left == 1


def test_a_snoozed_break_is_repeated_like_a_new_one() -> None:
    """When it comes back it may be overlooked once, too."""
    scene = Scene()
    scene.due()
    scene.work("5m")
    scene.do(Snooze())
    scene.work("10m")
    assert len(scene.reminders) == 4


def test_a_drill_that_was_asked_for_can_be_snoozed() -> None:
    """Then it is a break as any other."""
    scene = Scene()
    scene.work("1m")
    scene.move()
    scene.do(Snooze())
    scene.work("5m")
    assert scene.up is not None
    scene.work("20m")
    assert scene.outcomes == [Kind.MISSED]


def test_what_was_asked_for_in_a_pause_cannot_be_snoozed() -> None:
    """Reminders rest, and the answer says so."""
    scene = Scene()
    scene.do(PauseFor(None))
    scene.move()
    assert scene.up is not None
    assert not scene.up.can_snooze
    reply = scene.do(Snooze())
    assert reply is not None
    assert reply.saying is Saying.NO_SNOOZE_NOW


def test_snoozing_with_nothing_open_says_so() -> None:
    """And changes nothing."""
    scene = Scene()
    reply = scene.do(Snooze())
    assert reply is not None
    assert reply.saying is Saying.NOTHING_OPEN
    assert scene.kinds == []


def test_a_snooze_runs_on_in_sleep() -> None:
    """Its end is on the boot clock."""
    scene = Scene()
    scene.due()
    scene.do(Snooze())
    scene.sleep_machine("3m")
    scene.work("2m")
    assert scene.up is not None
