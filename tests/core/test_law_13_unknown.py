"""Law 13: what cannot be told is unknown: no quiet, no activity, no empty chair."""

from datetime import timedelta

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Event,
    PersonSeen,
    Presence,
    PresenceChanged,
    ShowSteps,
    Undo,
)
from movebreak.core.status import DueStatus
from tests.core.scene import Scene


def blind() -> Scene:
    """Return a scene whose senses cannot tell whether anybody is there."""
    scene = Scene()
    scene.sense(Presence.UNKNOWN)
    return scene


def empty_chair() -> Scene:
    """Return a scene in which nobody has answered for hours, and nobody can tell."""
    scene = blind()
    scene.work("5h")
    return scene


def test_unknown_quiet_is_not_quiet() -> None:
    """Reminders come."""
    scene = blind()
    scene.quiet = None
    scene.work("20m")
    assert scene.up is not None


def test_unknown_idle_means_reminders_on_time_alone() -> None:
    """Every interval, answered each time."""
    scene = blind()
    for _ in range(5):
        scene.work("20m")
        assert scene.up is not None
        scene.done()
    assert scene.outcomes == [Kind.DONE] * 5


def test_after_two_misses_the_last_reminder_stays_up() -> None:
    """Nothing more is recorded, shown or counted."""
    scene = empty_chair()
    assert scene.outcomes == [Kind.MISSED, Kind.MISSED]
    assert scene.up is not None
    assert scene.desk == timedelta(minutes=60)
    shown, records = len(scene.reminders), len(scene.records)
    scene.advance("40h")
    assert len(scene.reminders) == shown
    assert len(scene.kinds) <= records
    assert scene.outcomes == [Kind.MISSED, Kind.MISSED]
    scene.expect(DueStatus)


def test_with_known_presence_there_is_no_empty_chair() -> None:
    """Whoever is seen and does not answer misses breaks."""
    scene = Scene()
    scene.work("5h")
    assert len(scene.outcomes) == 14


@pytest.mark.parametrize("event", [PersonSeen(), Another(), ShowSteps()])
def test_the_cycle_goes_on_at_the_first_sign_of_a_person(event: Event) -> None:
    """A menu opened, a command, an answer."""
    scene = empty_chair()
    scene.do(event)
    before = scene.desk
    scene.work("10m")
    assert scene.desk - before == timedelta(minutes=10)


def test_an_answer_to_the_empty_chair_s_reminder_counts() -> None:
    """Done is done, however late."""
    scene = empty_chair()
    scene.done()
    assert scene.outcomes[-1] is Kind.DONE
    scene.work("20m")
    assert scene.up is not None


def test_an_unlock_is_a_sign_of_a_person() -> None:
    """Even after an absence too short to count."""
    scene = empty_chair()
    scene.away("1m")
    before = scene.desk
    scene.work("5m")
    assert scene.desk - before == timedelta(minutes=5)


@pytest.mark.parametrize("length", ["1m", "30m"])
def test_a_resume_is_a_sign_of_a_person(length: str) -> None:
    """The machine does not wake by itself."""
    scene = empty_chair()
    scene.sleep_machine(length)
    before = scene.desk
    scene.work("5m")
    assert scene.desk - before == timedelta(minutes=5)


def test_dismissing_by_hand_is_a_sign_of_a_person() -> None:
    """A hand has done it; it stays no answer."""
    scene = empty_chair()
    assert scene.up is not None
    scene.do(Closed(scene.up.break_id, Closing.DISMISSED))
    before = scene.desk
    scene.work("5m")
    assert scene.desk - before == timedelta(minutes=5)
    scene.expect(DueStatus)


def test_a_sense_that_sees_again_ends_the_empty_chair() -> None:
    """Known presence is no guess."""
    scene = empty_chair()
    scene.do(PresenceChanged(Presence.ACTIVE, scene.now))
    scene.work("20m")
    assert scene.outcomes == [Kind.MISSED] * 3


def test_a_night_asleep_records_nothing_of_an_empty_chair() -> None:
    """The reminder that stayed up was shown to nobody."""
    scene = empty_chair()
    scene.sleep_machine("17h")
    assert scene.outcomes == [Kind.MISSED] * 2


@pytest.mark.parametrize("after", ["2m", "17h"])
def test_a_restart_records_nothing_of_an_empty_chair(after: str) -> None:
    """Long or short."""
    scene = empty_chair()
    scene.restart(after)
    assert scene.outcomes == [Kind.MISSED] * 2


def test_the_end_of_hours_records_nothing_of_an_empty_chair() -> None:
    """Nothing more means nothing more."""
    scene = blind()
    scene.work("2h")
    scene.change(hours={"tuesday": ()})
    scene.advance(to="00:01")
    assert scene.outcomes == [Kind.MISSED] * 2
    assert scene.state.off


def test_misses_of_somebody_seen_make_no_empty_chair_after_a_restart() -> None:
    """For a moment nobody can tell, but somebody was there just before."""
    scene = Scene()
    scene.work("65m")
    scene.restart("1m")
    scene.work("20m")
    assert scene.outcomes == [Kind.MISSED] * 3


def test_undoing_before_an_empty_chair_is_a_sign_of_a_person_too() -> None:
    """Taking back a natural break does not take back the hand that did it."""
    scene = empty_chair()
    scene.sleep_machine("30m")
    assert scene.outcomes[-1] is Kind.NATURAL
    scene.do(Undo())
    before = scene.desk
    scene.work("5m")
    assert scene.desk - before == timedelta(minutes=5)


def test_no_summary_is_told_to_an_empty_chair() -> None:
    """It waits for somebody."""
    scene = empty_chair()
    scene.advance(to="20:00")
    assert scene.summaries == []
    scene.do(PersonSeen())
    assert len(scene.summaries) == 1
