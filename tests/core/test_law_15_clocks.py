"""Law 15: each length on its own clock; the wall names days and hours only."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import Meeting, PauseFor, PauseUntil, Snooze, Undo
from movebreak.core.status import PausedStatus, SnoozedStatus, WorkingStatus
from tests.core.scene import Scene

BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = timezone(timedelta(hours=9))
SPRING = datetime(2026, 3, 29, 1, 50, tzinfo=BERLIN)
AUTUMN = datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN)

CLOCK_TROUBLE = ["forward", "back", "flight"]


def trouble(scene: Scene, how: str) -> None:
    """Move the wall clock as people, servers and planes do."""
    if how == "flight":
        scene.fly(TOKYO)
    else:
        hours = 3 if how == "forward" else -3
        scene.set_clock(timedelta(hours=hours))


@pytest.mark.parametrize("how", CLOCK_TROUBLE)
def test_no_interval_changes(how: str) -> None:
    """The reminder comes after twenty minutes at the desk."""
    scene = Scene()
    scene.work("10m")
    trouble(scene, how)
    scene.work("9m59s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_no_night_in_which_clocks_change_changes_an_interval(night: datetime) -> None:
    """Twenty minutes over two and three o'clock are twenty minutes."""
    scene = Scene(begin=night, zone=BERLIN)
    scene.work("19m59s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_an_absence_in_such_a_night_is_as_long_as_it_was(night: datetime) -> None:
    """Twelve minutes away are twelve minutes."""
    scene = Scene(begin=night, zone=BERLIN)
    scene.away("12m")
    assert scene.records[-1].length == timedelta(minutes=12)


@pytest.mark.parametrize(
    ("night", "offset", "hours"),
    [(SPRING, "+02:00", 4), (AUTUMN, "+01:00", 6)],
    ids=["spring", "autumn"],
)
def test_what_ends_after_such_a_night_is_told_as_clocks_show_it_then(
    night: datetime, offset: str, hours: int
) -> None:
    """A pause until a time of day, one of some hours, and what is left of both."""
    scene = Scene(begin=night.replace(hour=0, minute=0), zone=BERLIN)
    eight = night.replace(hour=8, minute=0, tzinfo=None)
    reply = scene.do(PauseUntil(eight - timedelta(hours=3)))
    told = scene.expect(PausedStatus).ends
    assert told is not None
    assert told.at.isoformat() == f"{night:%Y-%m-%d}T05:00:00{offset}"
    assert told.left == timedelta(hours=hours)
    assert reply is not None
    assert reply.until == told.at

    reply = scene.do(PauseFor(timedelta(hours=hours + 3)))
    told = scene.expect(PausedStatus).ends
    assert told is not None
    assert told.at.replace(tzinfo=None) == eight
    assert reply is not None
    assert reply.until == told.at


@pytest.mark.parametrize("how", CLOCK_TROUBLE)
def test_no_snooze_repeat_pause_or_undo_changes(how: str) -> None:
    """All of them are lengths."""
    scene = Scene()
    scene.due()
    scene.do(Snooze(timedelta(minutes=10)))
    trouble(scene, how)
    assert scene.expect(SnoozedStatus).ends.left == timedelta(minutes=10)
    scene.work("10m")
    shown = len(scene.reminders)
    trouble(scene, how)
    scene.work("4m59s")
    assert len(scene.reminders) == shown
    scene.work("1s")
    assert len(scene.reminders) == shown + 1

    scene.done()
    trouble(scene, how)
    scene.do(Undo())
    assert scene.kinds[-1] is Kind.UNDONE

    scene.do(PauseFor(timedelta(hours=1)))
    trouble(scene, how)
    status = scene.status
    assert isinstance(status, PausedStatus)
    assert status.ends is not None
    assert status.ends.left == timedelta(hours=1)


@pytest.mark.parametrize("how", CLOCK_TROUBLE)
def test_no_hold_changes(how: str) -> None:
    """Ninety minutes are ninety minutes, a meeting is as long as it was said to be."""
    scene = Scene()
    scene.do(Meeting(timedelta(hours=1)))
    trouble(scene, how)
    assert scene.glance.meeting is not None
    assert scene.glance.meeting.left == timedelta(hours=1)

    scene = Scene()
    scene.quiet = ("a full screen",)
    scene.work("30m")
    trouble(scene, how)
    scene.work("79m")
    assert scene.up is None
    scene.work("1m")
    assert scene.up is not None


def test_desk_time_stands_still_in_sleep_and_the_hold_limit_does_not() -> None:
    """The awake clock for the one, the boot clock for the other."""
    scene = Scene(presence={"natural_break": timedelta(hours=1)})
    scene.quiet = ("a full screen",)
    scene.work("30m")
    scene.sleep_machine("50m")
    scene.work("29m59s")
    assert scene.up is None
    scene.work("1s")
    scene.shown()
    assert scene.desk == timedelta(minutes=60)


@pytest.mark.parametrize(("jump", "left"), [("0s", 10), ("30m", 10), ("-30m", 10)])
def test_two_runs_of_one_machine_are_measured_on_its_own_clock(
    jump: str, left: int
) -> None:
    """A wall clock corrected meanwhile changes nothing."""
    scene = Scene()
    scene.work("10m")
    moved = timedelta(minutes=int(jump.rstrip("ms")))
    scene.restart_with_clock_set("2m", moved)
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=left)


def test_across_a_reboot_only_the_wall_clock_can_tell() -> None:
    """Two minutes on the wall are a short stop, two hours are a long one."""
    for after, minutes in (("2m", 10), ("2h", 20)):
        scene = Scene()
        scene.work("10m")
        scene.restart(after, reboot=True)
        assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=minutes)


def test_a_wall_clock_set_back_over_a_reboot_is_no_negative_time() -> None:
    """The stop counts as none at all."""
    scene = Scene()
    scene.due()
    scene.do(Snooze(timedelta(minutes=10)))
    scene.restart_with_clock_set("1m", -timedelta(hours=5), reboot=True)
    assert scene.expect(SnoozedStatus).ends.left == timedelta(minutes=10)


def test_a_pause_ends_in_the_night_when_two_o_clock_comes_twice() -> None:
    """An hour is an hour, though the clock shows the same time at its end."""
    scene = Scene(begin=datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), zone=BERLIN)
    scene.do(PauseFor(timedelta(hours=1)))
    scene.expect(PausedStatus)
    scene.advance("59m")
    scene.expect(PausedStatus)
    scene.advance("1m")
    scene.expect(WorkingStatus)
    assert scene.now.local == datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert scene.now.wall.astimezone(UTC).hour == 1
