"""Law 16: a short stop changes nothing, a long one starts afresh."""

from datetime import timedelta

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import GuideBegan, Meeting, PauseFor, Presence, Snooze
from movebreak.core.status import (
    DueStatus,
    HeldStatus,
    PausedStatus,
    SnoozedStatus,
    WorkingStatus,
)
from tests import make
from tests.core.scene import Scene

every_way = pytest.mark.parametrize(
    ("reboot", "kill"),
    [(False, False), (False, True), (True, False), (True, True)],
    ids=["restart", "kill", "reboot", "power-cut"],
)


@every_way
def test_an_interval_goes_on(*, reboot: bool, kill: bool) -> None:
    """Ten minutes before, ten minutes after."""
    scene = Scene()
    scene.work("10m")
    scene.restart("4m59s", reboot=reboot, kill=kill)
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=10)


@every_way
def test_an_open_break_is_shown_again(*, reboot: bool, kill: bool) -> None:
    """With its drill, its name and its counts."""
    scene = Scene()
    up = scene.due()
    scene.do(Snooze())
    scene.work("5m")
    scene.restart("2m", reboot=reboot, kill=kill)
    assert scene.up == up
    assert scene.glance.snoozes_left == 2
    assert scene.outcomes == []
    scene.work("5m")
    shown = len(scene.reminders)
    scene.work("10m")
    assert len(scene.reminders) == shown
    scene.expect(DueStatus)


@every_way
def test_a_snooze_runs_on(*, reboot: bool, kill: bool) -> None:
    """Also while nothing runs."""
    scene = Scene()
    scene.due()
    scene.do(Snooze(timedelta(minutes=10)))
    scene.restart("4m", reboot=reboot, kill=kill)
    assert scene.expect(SnoozedStatus).ends.left == timedelta(minutes=6)


def test_a_snooze_that_ended_meanwhile_is_due() -> None:
    """The start shows the reminder."""
    scene = Scene()
    scene.due()
    scene.do(Snooze(timedelta(minutes=2)))
    scene.restart("3m")
    assert scene.up is not None


def test_a_held_break_is_held_on() -> None:
    """Quiet is asked about anew."""
    scene = Scene()
    scene.quiet = ("a full screen",)
    scene.work("25m")
    scene.restart("1m")
    scene.expect(HeldStatus)
    scene.quiet = ()
    scene.work("1m")
    assert scene.up is not None


@every_way
def test_a_long_stop_starts_afresh(*, reboot: bool, kill: bool) -> None:
    """From five minutes on."""
    scene = Scene()
    scene.work("15m")
    scene.restart("5m", reboot=reboot, kill=kill)
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=20)
    assert scene.outcomes == []


@every_way
def test_a_long_stop_ends_an_open_break_as_missed(*, reboot: bool, kill: bool) -> None:
    """It was shown, and belongs to the day it was shown on."""
    scene = Scene()
    scene.due()
    scene.restart("20h", reboot=reboot, kill=kill)
    assert scene.outcomes == [Kind.MISSED]
    missed = next(each for each in scene.records if each.kind is Kind.MISSED)
    assert missed.day == make.TODAY
    assert scene.up is None


def test_a_long_stop_over_the_end_of_hours_keeps_the_day() -> None:
    """The start finds the office closed, on another day; the miss was yesterday's."""
    office = ((make.MORNING.time(), make.MORNING.replace(hour=17).time()),)
    scene = Scene(hours={"monday": office})
    scene.due()
    scene.restart("20h")
    missed = next(each for each in scene.records if each.kind is Kind.MISSED)
    assert missed.day == make.TODAY


def test_a_long_stop_ends_a_break_never_shown_without_record() -> None:
    """Nobody saw it."""
    scene = Scene()
    scene.do(Meeting(timedelta(hours=1)))
    scene.work("21m")
    scene.restart("20m")
    assert scene.outcomes == []
    assert scene.state.open is None


@pytest.mark.parametrize("after", ["1m", "20m"])
def test_a_drill_asked_for_leaves_no_record(after: str) -> None:
    """A short stop shows it again, a long one does not."""
    scene = Scene()
    scene.move()
    scene.restart(after)
    assert (scene.up is not None) is (after == "1m")
    scene.work("5m")
    assert scene.up is None
    assert scene.kinds == []


def test_pause_and_meeting_keep_until_their_own_end() -> None:
    """However long the stop was."""
    scene = Scene()
    scene.do(PauseFor(timedelta(hours=3)))
    scene.do(Meeting(timedelta(hours=2)))
    scene.restart("1h")
    ends = scene.expect(PausedStatus).ends
    assert ends is not None
    assert ends.left == timedelta(hours=2)
    assert scene.glance.meeting is not None
    assert scene.glance.meeting.left == timedelta(hours=1)


@every_way
def test_the_deck_goes_on(*, reboot: bool, kill: bool) -> None:
    """No drill comes again before all have come."""
    scene = Scene()
    names = set()
    for _ in range(4):
        names.add(scene.due().drill.id)
        scene.done()
        scene.restart("10m", reboot=reboot, kill=kill)
    assert len(names) == 4


def test_a_guided_drill_does_not_outlive_the_program() -> None:
    """Its page is gone."""
    scene = Scene()
    scene.due()
    scene.do(GuideBegan(timedelta(minutes=30)))
    scene.restart("1m")
    scene.work("1m")
    assert scene.up is not None


def test_presence_is_asked_for_anew() -> None:
    """What was seen before the stop may be wrong after it."""
    scene = Scene()
    scene.leave()
    scene.restart("1m")
    assert scene.state.presence is Presence.UNKNOWN


def test_what_was_not_yet_told_of_desk_time_is_recorded_at_the_end() -> None:
    """The day's counts have it all."""
    scene = Scene()
    scene.work("12m")
    scene.restart("1m")
    scene.restart("1m")
    assert [each.desk for each in scene.records] == [timedelta(minutes=12)]
    assert scene.records[0].kind is Kind.DESK


def test_ids_go_on() -> None:
    """No number is given twice."""
    scene = Scene()
    for _ in range(3):
        scene.due()
        scene.done()
        scene.restart("1m")
    ids = [each.id for each in scene.records]
    assert ids == sorted(set(ids))
