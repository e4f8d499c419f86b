"""What the years found, as the smallest stories that show it."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from movebreak.core.effects import Kind
from movebreak.core.status import AwayStatus
from tests.core.office import Office
from tests.core.scene import Scene

MORNING = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Berlin"))
BUSY = ("do not disturb",)


def office() -> Office:
    """Return an office in which nobody pauses in typing."""
    new = Office(Random(0), MORNING, ZoneInfo("Europe/Berlin"))  # noqa: S311
    new.typing = (None,)
    return new


def test_a_break_that_falls_due_meanwhile_shortens_no_absence() -> None:
    """Gone since four minutes before the reminder, it counts from the last input."""
    story = office()
    story.work("16m")
    story.let_go()
    story.advance("8m")
    story.touch()

    assert story.outcomes == [Kind.NATURAL]
    assert story.records[-1].length == timedelta(minutes=8)
    assert story.desk == timedelta(minutes=16)


def test_a_break_missed_meanwhile_shortens_no_absence() -> None:
    """Idle hands that are watched no more are no sign of a person."""
    story = office()
    story.work("38m")
    story.let_go()
    story.advance("6m")

    since = story.expect(AwayStatus).since
    assert story.now.wall - since == timedelta(minutes=6)


def test_a_lock_is_dated_by_the_last_input_though_a_break_fell_due() -> None:
    """Nobody came between, so the lock is the same absence from its beginning."""
    story = office()
    story.work("16m")
    story.let_go()
    story.advance("4m30s")
    story.lock()

    since = story.expect(AwayStatus).since
    assert story.now.wall - since == timedelta(minutes=4, seconds=30)


def test_a_day_of_quiet_loses_no_summary_that_is_owed() -> None:
    """Two days wait, and each is summed up when quiet is over."""
    scene = Scene()
    scene.work("3h")
    scene.leave()
    scene.advance(to="08:00")
    scene.quiet = BUSY
    scene.come_back()
    scene.work("3h")
    scene.leave()
    scene.advance(to="08:00")
    scene.quiet = ()
    scene.come_back()
    scene.work("10m")

    first = scene.first.day
    assert [each.day for each in scene.summaries] == [first, first + timedelta(days=1)]


def test_a_break_cut_off_by_a_stop_makes_its_day_worth_summing_up() -> None:
    """Fifteen minutes after four in the morning had an outcome: it was missed."""
    scene = Scene(begin=MORNING.replace(hour=3, minute=50))
    scene.due()
    scene.work("5m")
    scene.restart("14h")
    scene.work("1m")

    assert scene.outcomes == [Kind.MISSED]
    assert [each.day for each in scene.summaries] == [MORNING.date()]
