"""Law 14: one state at a time, and what may be known of it."""

from datetime import time, timedelta

import pytest

from movebreak.core.events import Meeting, PauseFor, Presence, Snooze
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    HeldStatus,
    OffStatus,
    PausedStatus,
    SnoozedStatus,
    WorkingStatus,
)
from tests.core.scene import Scene

BUSY = ("do not disturb",)


def test_the_first_state_that_holds_is_the_one_that_shows() -> None:
    """Paused before off before away before held."""
    scene = Scene(hours={"monday": ((time(9), time(9, 30)),)})
    scene.quiet = BUSY
    scene.work("21m")
    scene.expect(HeldStatus)
    scene.leave()
    scene.expect(AwayStatus)
    scene.advance("10m")
    scene.expect(OffStatus)
    scene.do(PauseFor(None))
    scene.expect(PausedStatus)


def test_away_before_due_and_snoozed() -> None:
    """Whatever is open, nobody is there."""
    scene = Scene()
    scene.due()
    scene.leave()
    scene.expect(AwayStatus)
    scene.come_back()
    scene.expect(DueStatus)
    scene.do(Snooze())
    scene.expect(SnoozedStatus)
    scene.leave()
    scene.expect(AwayStatus)


def test_the_ring_fills_in_six_steps() -> None:
    """From empty to five sixths; then the break is due."""
    scene = Scene()
    seen = []
    for _ in range(20):
        status = scene.status
        assert isinstance(status, WorkingStatus)
        seen.append(status.filled)
        scene.work("1m")
    assert seen == sorted(seen)
    assert set(seen) == {0, 1, 2, 3, 4, 5}


def test_the_ring_is_stepped_where_it_moves() -> None:
    """The cycle wakes for each sixth, and for little else: 18 times an hour."""
    scene = Scene()
    scene.advance("19m")
    ticks = len(scene.log)
    assert ticks <= 9


def test_time_left_is_never_negative() -> None:
    """Not even when nothing was stepped for a day."""
    scene = Scene()
    for event in (None, PauseFor(timedelta(minutes=5)), Meeting(timedelta(minutes=5))):
        if event is not None:
            scene.do(event)
        scene.pass_by("25h")
        status = scene.status
        ends = getattr(status, "ends", None)
        assert ends is None or ends.left >= timedelta()
        meeting = scene.glance.meeting
        assert meeting is None or meeting.left >= timedelta()
        scene.tick()


def test_a_glance_tells_what_may_be_answered() -> None:
    """The open break, in whatever state."""
    scene = Scene()
    before = scene.glance
    assert before.asked is None
    assert not before.can_snooze
    assert before.snoozes_left == 3
    up = scene.due()
    assert scene.glance.asked == up.break_id
    assert scene.glance.can_snooze
    scene.leave()
    assert scene.glance.asked == up.break_id


def test_a_drill_asked_for_in_a_pause_can_be_answered() -> None:
    """The status is paused all the same."""
    scene = Scene()
    scene.do(PauseFor(None))
    scene.move()
    scene.expect(PausedStatus)
    assert scene.up is not None
    assert scene.glance.asked == scene.up.break_id


def test_a_glance_tells_the_goal_and_the_time() -> None:
    """As the settings and the clock have them."""
    scene = Scene(breaks={"goal": 5})
    assert scene.glance.goal == 5
    assert scene.glance.now == scene.now.wall


def test_off_without_hours_to_come_has_no_end() -> None:
    """A week of days off says no time."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday")
    days = dict.fromkeys((*names, "saturday", "sunday"), ())
    scene = Scene(hours=days)
    assert scene.status == OffStatus(None)


@pytest.mark.parametrize("presence", list(Presence))
def test_every_state_is_looked_at_again(presence: Presence) -> None:
    """There is always a deadline to come, on some clock."""
    scene = Scene()
    scene.sense(presence)
    for _ in range(30):
        scene.advance("7m")
        wake = scene.wake
        assert wake.wall is not None
        assert wake.wall > scene.now.local
        assert wake.boot is None or wake.boot > scene.now.boot - timedelta(minutes=7)
