"""Law 20: saved settings hold from that moment, and restart nothing."""

import dataclasses
from datetime import timedelta

from movebreak.core.effects import Kind
from movebreak.core.events import PauseFor, Snooze
from movebreak.core.limits import limits_of
from movebreak.core.settings import Breaks, Settings
from movebreak.core.status import PausedStatus, SnoozedStatus, WorkingStatus
from tests.core.scene import Scene


def minutes(number: float) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=number)


def test_a_longer_interval_counts_from_the_start_of_the_running_one() -> None:
    """Ten of thirty are over."""
    scene = Scene()
    scene.work("10m")
    scene.change(breaks={"interval": minutes(30)})
    assert scene.expect(WorkingStatus).ends.left == minutes(20)


def test_a_shorter_interval_that_is_over_means_due() -> None:
    """At once."""
    scene = Scene()
    scene.work("10m")
    scene.change(breaks={"interval": minutes(10)})
    assert scene.up is not None


def test_saving_settings_restarts_nothing() -> None:
    """Interval, snooze and pause go on."""
    scene = Scene()
    scene.work("10m")
    scene.change(breaks={"goal": 3})
    assert scene.expect(WorkingStatus).ends.left == minutes(10)
    scene.due()
    scene.do(Snooze())
    scene.work("1m")
    scene.change(summary={})
    assert scene.expect(SnoozedStatus).ends.left == minutes(4)
    scene.do(PauseFor(minutes(10)))
    scene.change(quiet={})
    ends = scene.expect(PausedStatus).ends
    assert ends is not None
    assert ends.left == minutes(10)


def test_a_longer_interval_gives_an_open_break_more_time() -> None:
    """Missed is a further interval after it was shown, as the settings say now."""
    scene = Scene()
    scene.due()
    scene.work("15m")
    scene.change(breaks={"interval": minutes(60)})
    scene.work("44m")
    assert scene.outcomes == []
    scene.work("1m")
    assert scene.outcomes == [Kind.MISSED]


def test_every_number_has_limits_that_hold_its_default() -> None:
    """The template and the checks are made from them."""
    for table in dataclasses.fields(Settings):
        made = getattr(Settings(), table.name)
        for field in dataclasses.fields(made):
            limits = limits_of(field)
            value = getattr(made, field.name)
            assert limits.says
            if limits.low is not None:
                assert limits.low <= value <= limits.high


def test_the_defaults_are_those_of_the_design() -> None:
    """Twenty minutes, five, once, three, thirty seconds, eight."""
    assert Breaks() == Breaks(minutes(20), minutes(5), 1, 3, minutes(0.5), 8)
