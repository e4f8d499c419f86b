"""Laws 10 and 19: a pause has an end or Resume, and what it cuts off is skipped."""

from datetime import datetime, time, timedelta

import pytest

from movebreak.core.effects import Kind, Saying
from movebreak.core.events import (
    Meeting,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    Resume,
    Snooze,
)
from movebreak.core.status import PausedStatus, WorkingStatus
from tests.core.scene import Scene


def at(clock: str, day: int = 2) -> datetime:
    """Return a local time of these days in March."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}")


def ends(scene: Scene) -> timedelta | None:
    """Return how long the pause still lasts; None for until resumed."""
    status = scene.status
    assert isinstance(status, PausedStatus)
    return None if status.ends is None else status.ends.left


@pytest.mark.parametrize("minutes", [15, 30, 60, 120])
def test_a_pause_ends_by_itself_with_a_fresh_interval(minutes: int) -> None:
    """Silent for as long as was said, then as if just begun."""
    length = timedelta(minutes=minutes)
    scene = Scene()
    scene.work("15m")
    reply = scene.do(PauseFor(length))
    assert reply is not None
    assert reply.saying is Saying.PAUSED
    assert reply.until == scene.now.wall + length
    assert ends(scene) == length

    scene.advance(length)
    assert scene.reminders == []
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=20)


def test_a_pause_until_resumed_has_no_end() -> None:
    """Days later it still is, and Resume ends it."""
    scene = Scene()
    scene.do(PauseFor(None))
    scene.advance("50h")
    assert ends(scene) is None
    reply = scene.do(Resume())
    assert reply is not None
    assert reply.saying is Saying.RESUMED
    scene.expect(WorkingStatus)
    assert scene.reminders == []


def test_until_tomorrow_is_until_the_next_day_begins() -> None:
    """At four in the morning the new day is a new day."""
    scene = Scene()
    scene.do(PauseUntilTomorrow())
    assert ends(scene) == timedelta(hours=19)
    scene.advance(to="03:59")
    scene.expect(PausedStatus)
    scene.advance("1m")
    scene.expect(WorkingStatus)


def test_until_tomorrow_after_midnight_is_four_o_clock() -> None:
    """The day that began yesterday is still going on."""
    scene = Scene()
    scene.advance(to="01:00")
    scene.do(PauseUntilTomorrow())
    assert ends(scene) == timedelta(hours=3)


def test_planned_until_tomorrow_is_until_the_next_day_begins_too() -> None:
    """From two o'clock, through midnight, until four in the morning."""
    scene = Scene()
    reply = scene.do(PauseUntilTomorrow(at("14:00")))
    assert reply is not None
    assert reply.saying is Saying.PLANNED
    assert scene.glance.planned == ((at("14:00"), at("04:00", day=3)),)


def test_a_pause_until_a_time() -> None:
    """Until two o'clock as the clock on the wall shows it."""
    scene = Scene()
    reply = scene.do(PauseUntil(at("14:00")))
    assert reply is not None
    assert reply.until == scene.now.wall + timedelta(hours=5)
    scene.advance(to="13:59")
    scene.expect(PausedStatus)
    scene.advance("1m")
    scene.expect(WorkingStatus)


def test_a_planned_pause_begins_and_ends_by_itself() -> None:
    """Planned from two until three, shown until then."""
    scene = Scene()
    reply = scene.do(PauseUntil(at("15:00"), at("14:00")))
    assert reply is not None
    assert reply.saying is Saying.PLANNED
    assert reply.begin == scene.now.wall + timedelta(hours=5)
    assert reply.until == scene.now.wall + timedelta(hours=6)
    assert list(scene.glance.planned) == [(at("14:00"), at("15:00"))]
    assert not isinstance(scene.status, PausedStatus)

    scene.advance(to="14:00")
    assert ends(scene) == timedelta(hours=1)
    assert not scene.glance.planned
    scene.advance(to="15:00")
    scene.expect(WorkingStatus)


def test_a_pause_from_a_time_that_is_past_begins_at_once() -> None:
    """From half an hour ago means from now."""
    scene = Scene()
    scene.do(PauseUntil(at("10:00"), at("08:30")))
    assert ends(scene) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("until", "begin"),
    [("08:00", None), ("09:00", None), ("14:00", "15:00"), ("14:00", "14:00")],
)
def test_a_pause_that_would_end_before_it_begins_is_refused(
    until: str, begin: str | None
) -> None:
    """The answer says so, and nothing changes."""
    scene = Scene()
    reply = scene.do(PauseUntil(at(until), None if begin is None else at(begin)))
    assert reply is not None
    assert reply.saying is Saying.IN_THE_PAST
    assert reply.refused
    scene.expect(WorkingStatus)


def test_resume_takes_back_a_planned_pause() -> None:
    """The next one first; with none left, there is nothing to end."""
    scene = Scene()
    scene.do(PauseUntil(at("16:00"), at("15:00")))
    scene.do(PauseUntil(at("12:00"), at("11:00")))
    replies = [scene.do(Resume()) for _ in range(3)]
    assert [reply and reply.saying for reply in replies] == [
        Saying.UNPLANNED,
        Saying.UNPLANNED,
        Saying.NOT_PAUSED,
    ]
    assert scene.glance.planned == ()


def test_the_same_pause_planned_twice_is_one() -> None:
    """Planning again what is planned changes nothing."""
    scene = Scene()
    for _ in range(2):
        scene.do(PauseUntil(at("15:00"), at("14:00")))
    assert len(scene.glance.planned) == 1


def test_a_later_end_wins_when_pauses_meet() -> None:
    """A planned pause lengthens the one it meets, and never shortens it."""
    scene = Scene()
    scene.do(PauseUntil(at("10:30"), at("10:00")))
    scene.do(PauseUntil(at("12:00"), at("10:15")))
    scene.do(PauseFor(timedelta(hours=2)))
    scene.advance(to="10:05")
    assert ends(scene) == timedelta(minutes=55)
    scene.advance(to="10:20")
    assert ends(scene) == timedelta(hours=1, minutes=40)


def test_a_planned_pause_inside_a_clock_pause_does_not_shorten_it() -> None:
    """Paused until one o'clock stays paused until one o'clock."""
    scene = Scene()
    scene.do(PauseUntil(at("12:00"), at("11:00")))
    scene.do(PauseUntil(at("13:00")))
    scene.advance(to="12:30")
    scene.expect(PausedStatus)


def test_a_planned_pause_never_ends_one_until_resumed() -> None:
    """It comes and goes unseen."""
    scene = Scene()
    scene.do(PauseUntil(at("11:00"), at("10:00")))
    scene.do(PauseFor(None))
    scene.advance(to="12:00")
    assert ends(scene) is None
    assert scene.glance.planned == ()


def test_a_planned_pause_that_was_slept_through_is_over() -> None:
    """Its deadlines are seen once, not piled up."""
    scene = Scene()
    scene.do(PauseUntil(at("11:00"), at("10:00")))
    scene.sleep_machine("4h")
    scene.expect(WorkingStatus)
    assert scene.glance.planned == ()


def test_a_new_pause_takes_the_place_of_the_old_one() -> None:
    """The last word counts."""
    scene = Scene()
    scene.do(PauseFor(timedelta(hours=2)))
    scene.do(PauseFor(timedelta(minutes=15)))
    assert ends(scene) == timedelta(minutes=15)


def test_a_pause_runs_on_in_sleep() -> None:
    """An hour is an hour, asleep or not."""
    scene = Scene()
    scene.do(PauseFor(timedelta(hours=1)))
    scene.sleep_machine("1h")
    scene.expect(WorkingStatus)


def test_an_open_break_is_skipped_by_a_pause() -> None:
    """Who pauses turns it down, shown or not; the pause itself is no undo of it."""
    scene = Scene()
    scene.due()
    scene.do(PauseFor(None))
    assert scene.outcomes == [Kind.SKIPPED]
    assert scene.up is None
    assert scene.glance.undo is None


@pytest.mark.parametrize("how", ["held", "snoozed", "planned"])
def test_a_waiting_break_is_skipped_by_a_pause(how: str) -> None:
    """Held, snoozed, by a planned pause: all the same."""
    scene = Scene()
    if how == "held":
        scene.do(Meeting(timedelta(hours=1)))
        scene.work("21m")
    elif how == "snoozed":
        scene.due()
        scene.do(Snooze())
    else:
        scene.do(PauseUntil(at("09:30"), at("09:21")))
        scene.work("20m")
    scene.work("1m")
    if how != "planned":
        scene.do(PauseFor(None))
    assert scene.outcomes == [Kind.SKIPPED]
    assert scene.state.open is None


def test_a_drill_asked_for_is_gone_with_a_pause_without_record() -> None:
    """It was no break of the cycle."""
    scene = Scene()
    scene.move()
    scene.do(PauseFor(None))
    assert scene.up is None
    assert scene.kinds == []


def test_nothing_is_shown_in_a_pause() -> None:
    """Not a reminder, not a repeat, not a summary."""
    scene = Scene()
    scene.work("1h")
    shown = len(scene.reminders)
    scene.do(PauseFor(None))
    scene.advance(to="18:00")
    assert len(scene.reminders) == shown
    assert scene.news == []


def test_a_pause_counts_no_desk_time() -> None:
    """The person said that they are not at it."""
    scene = Scene()
    scene.work("10m")
    scene.do(PauseFor(timedelta(minutes=30)))
    scene.advance("30m")
    assert scene.desk == timedelta(minutes=10)


@pytest.mark.parametrize("reboot", [True, False])
def test_pauses_survive_a_restart(*, reboot: bool) -> None:
    """An hour's pause ends at its time, whatever was restarted meanwhile."""
    scene = Scene(hours={"day_start": time(4)})
    scene.do(PauseFor(timedelta(hours=1)))
    scene.do(PauseUntil(at("15:00"), at("14:00")))
    scene.advance("10m")
    scene.restart("20m", reboot=reboot)
    assert ends(scene) == timedelta(minutes=30)
    assert len(scene.glance.planned) == 1
    scene.advance("30m")
    scene.expect(WorkingStatus)


def test_a_pause_that_ended_while_nothing_ran_is_over() -> None:
    """The start finds it so."""
    scene = Scene()
    scene.do(PauseFor(timedelta(hours=1)))
    scene.restart("2h")
    scene.expect(WorkingStatus)


def test_a_pause_until_resumed_survives_a_reboot() -> None:
    """Only the person ends it."""
    scene = Scene()
    scene.do(PauseFor(None))
    scene.restart("30h", reboot=True)
    assert ends(scene) is None


def test_a_pause_until_a_time_means_the_time_here() -> None:
    """A clock corrected past two o'clock ends a pause until two o'clock."""
    scene = Scene()
    scene.do(PauseUntil(at("14:00")))
    scene.set_clock(timedelta(hours=6))
    scene.expect(WorkingStatus)
