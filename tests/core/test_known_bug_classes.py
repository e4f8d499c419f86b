"""What went wrong in other break reminders, for years: it must not happen here."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import (
    Done,
    Event,
    GuideBegan,
    Meeting,
    MoveNow,
    PauseFor,
    PersonSeen,
    Presence,
    Resume,
    Skip,
    Snooze,
    Undo,
)
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    HeldStatus,
    PausedStatus,
    WorkingStatus,
)
from tests.core.scene import NEVER, Scene

BUSY = ("a full screen",)
BERLIN = ZoneInfo("Europe/Berlin")


def minutes(number: float) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=number)


# Wrong after suspend or lock.


@pytest.mark.parametrize(
    ("lock", "sleep", "wall", "expected"),
    [
        # one minute short of a natural break: ten minutes of twenty are left
        ("0s", "4m", "0s", 10),
        ("4m", "0s", "0s", 10),
        ("2m", "2m", "0s", 10),
        # with the wall clock wrong after the resume
        ("0s", "4m", "1h", 10),
        ("0s", "4m", "-1h", 10),
        # long enough: a whole interval is left, seen by lock, by sleep, or by both
        ("0s", "5m", "0s", 20),
        ("5m", "0s", "0s", 20),
        ("3m", "3m", "0s", 20),
        ("1m", "3h", "0s", 20),
        ("0s", "3h", "1h", 20),
        ("0s", "3h", "-1h", 20),
        ("0s", "15h", "0s", 20),
        ("1m", "15h", "0s", 20),
    ],
)
def test_the_next_break_after_suspend_and_lock(
    lock: str, sleep: str, wall: str, expected: int
) -> None:
    """Whichever of lock, sleep and wall clock moved, and by however much."""
    scene = Scene()
    scene.work("10m")
    if lock != "0s":
        scene.leave()
        scene.advance(lock)
    if sleep != "0s":
        scene.sleep_machine(sleep)
    if wall != "0s":
        sign = -1 if wall.startswith("-") else 1
        scene.set_clock(sign * timedelta(hours=1))
    if lock != "0s":
        scene.come_back()

    assert scene.expect(WorkingStatus).ends.left == minutes(expected)
    assert len(scene.outcomes) <= 1
    scene.work(f"{expected}m")
    assert scene.up is not None


# Clocks, zones, summer time.


@pytest.mark.parametrize(
    "begin",
    [
        datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN),
        datetime(2026, 10, 24, 22, 0, tzinfo=BERLIN),
    ],
    ids=["spring", "autumn"],
)
def test_a_night_at_the_desk_has_as_many_breaks_as_it_has_intervals(
    begin: datetime,
) -> None:
    """Clocks that change in it make no break early, late, double or lost."""
    scene = Scene(begin=begin, zone=BERLIN)
    for _ in range(30):
        scene.work("19m59s")
        assert scene.up is None
        scene.work("1s")
        scene.shown()
        scene.done()
    assert scene.outcomes == [Kind.DONE] * 30
    days = {each.day for each in scene.records}
    assert len(days) == 2


def test_a_pause_in_the_hour_that_comes_twice_is_no_busy_loop() -> None:
    """A wall time that was passed once already is waited for, not spun on."""
    begin = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN)
    scene = Scene(begin=begin, zone=BERLIN)
    scene.do(PauseFor(None))
    scene.advance("3h")
    assert len(scene.log) < 3 * 12 + 20


def test_an_eleven_hour_flight_makes_no_eleven_hour_break() -> None:
    """Away is as long as the boot clock says."""
    scene = Scene()
    scene.leave()
    scene.advance("3m")
    scene.fly(UTC)
    scene.fly(ZoneInfo("Pacific/Auckland"))
    scene.come_back()
    assert scene.kinds == []


# Paused for ever.


@pytest.mark.parametrize(
    "silence",
    [
        PauseFor(minutes(30)),
        Meeting(minutes(30)),
        GuideBegan(minutes(15)),
        Snooze(minutes(30)),
    ],
)
@pytest.mark.parametrize("asleep", [True, False])
def test_no_silence_lasts_past_its_end(silence: Event, *, asleep: bool) -> None:
    """Also when the end was slept through; a reminder comes within an interval."""
    scene = Scene()
    scene.due()
    scene.do(silence)
    if asleep:
        scene.sleep_machine("31m")
    else:
        scene.work("31m")
    before = len(scene.reminders)
    scene.work("20m")
    assert len(scene.reminders) > before or scene.up is not None


def test_every_silence_has_an_exit_a_person_can_find() -> None:
    """Resume for a pause, the end of a meeting, coming back, an answer."""
    scene = Scene()
    scene.do(PauseFor(None))
    assert scene.expect(PausedStatus).ends is None
    scene.do(Resume())
    scene.do(Meeting(minutes(60)))
    scene.work("21m")
    scene.expect(HeldStatus)
    scene.do(Meeting(None))
    scene.expect(DueStatus)
    scene.leave()
    scene.expect(AwayStatus)
    scene.come_back()
    scene.do(Done())
    scene.expect(WorkingStatus)


def test_a_quiet_sense_that_dies_in_quiet_does_not_silence_for_ever() -> None:
    """No answer is no quiet, and a stuck answer has a limit."""
    for answer, wait in ((NEVER, "63s"), (BUSY, "91m")):
        scene = Scene()
        scene.quiet = BUSY
        scene.work("25m")
        scene.quiet = answer
        scene.work(wait)
        assert scene.reminders, answer


# The break that never comes.


@pytest.mark.parametrize("flip", [1, 2, 3, 4, 7])
def test_quiet_that_flips_all_day_starves_no_reminder(flip: int) -> None:
    """At least one reminder in two intervals of desk time."""
    scene = Scene()
    span = f"{flip}m"
    for turn in range(8 * 60 // flip):
        scene.quiet = BUSY if turn % 2 else ()
        scene.work(span)
        if scene.up is not None:
            scene.done()
    assert len(scene.reminders) >= 8 * 60 // 40


def test_short_locks_all_day_starve_no_reminder() -> None:
    """Two minutes away in every ten neither zero the timer nor hide it."""
    scene = Scene()
    for _ in range(48):
        scene.work("8m")
        scene.away("2m")
        if scene.up is not None:
            scene.done()
    assert len(scene.reminders) >= 48 * 8 // 40
    assert Kind.NATURAL not in scene.outcomes


def test_settings_saved_all_day_starve_no_reminder() -> None:
    """Nobody's timer begins anew with a saved file."""
    scene = Scene()
    for goal in range(1, 41):
        scene.work("1m")
        scene.change(breaks={"goal": goal})
    assert scene.reminders


def test_short_restarts_all_day_starve_no_reminder() -> None:
    """Nor with a crash every seven minutes."""
    scene = Scene()
    for _ in range(12):
        scene.work("7m")
        scene.restart("10s", kill=True)
    assert scene.reminders


# Fires though paused.


def ready_to_fire(origin: str) -> Scene:
    """Return a scene in which a reminder is about to come, from this origin."""
    scene = Scene()
    scene.work("15m")
    match origin:
        case "due":
            scene.work("4m59s")
        case "typing":
            scene.idle = timedelta()
            scene.work("5m10s")
        case "snoozed":
            scene.work("5m")
            scene.do(Snooze())
            scene.work("4m59s")
        case "asked":
            scene.quiet = NEVER
            scene.work("5m1s")
        case "held":
            scene.quiet = BUSY
            scene.work("30m")
        case "repeat":
            scene.work("9m59s")
        case _:
            scene.work("5m")
            scene.do(Skip())
    return scene


@pytest.mark.parametrize(
    "before", ["due", "typing", "snoozed", "asked", "held", "repeat", "undo"]
)
@pytest.mark.parametrize("silence", ["pause", "away", "meeting"])
def test_nothing_fires_into_silence(before: str, silence: str) -> None:
    """Wherever the reminder comes from, the guard is looked at when it fires."""
    scene = ready_to_fire(before)
    match silence:
        case "pause":
            scene.do(PauseFor(None))
        case "away":
            scene.leave()
        case _:
            scene.do(Meeting(timedelta(hours=4)))
    shown = len(scene.reminders)
    if before == "undo":
        scene.do(Undo())
    scene.quiet = ()
    scene.do(PersonSeen())
    scene.advance("3h")
    assert len(scene.reminders) == shown
    assert scene.up is None


def test_only_what_is_asked_for_is_shown_in_a_pause() -> None:
    """And it leaves the screen by itself."""
    scene = Scene()
    scene.do(PauseFor(None))
    scene.do(MoveNow())
    assert scene.up is not None
    scene.advance("5m")
    assert scene.up is None


# Snooze and skip out of order.


def test_snooze_and_skip_in_a_row() -> None:
    """Counters belong to one break and begin with it; time left is never below zero."""
    scene = Scene()
    for answer in (Snooze(), Snooze(), Skip(), Snooze(), Done(), Snooze(), Snooze()):
        scene.due()
        scene.do(answer)
        left = scene.glance.snoozes_left
        assert left is not None
        assert 0 <= left <= 3
    kinds = [Kind.SNOOZED] * 2 + [Kind.SKIPPED, Kind.SNOOZED, Kind.DONE]
    assert scene.kinds == [*kinds, Kind.SNOOZED, Kind.SNOOZED]
    assert scene.glance.snoozes_left == 1


def test_a_snooze_longer_than_an_interval_opens_no_second_break() -> None:
    """One break at a time."""
    scene = Scene()
    scene.due()
    scene.do(Snooze(timedelta(hours=2)))
    scene.work("119m")
    assert len(scene.reminders) == 1
    assert scene.outcomes == []


# A sense that lies.


@pytest.mark.parametrize("presence", [Presence.ACTIVE, Presence.UNKNOWN])
def test_a_sense_stuck_at_one_answer_stops_no_reminder(presence: Presence) -> None:
    """For ever active, or for ever unknown: reminders go on time alone."""
    scene = Scene()
    scene.sense(presence)
    for _ in range(6):
        scene.due()
        scene.done()
    assert scene.outcomes == [Kind.DONE] * 6
