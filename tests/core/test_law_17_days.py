"""Law 17: days run from four to four, and each is summed up once."""

from datetime import date, time, timedelta, timezone

import pytest

from movebreak.core.effects import Kind, SummaryNews
from movebreak.core.events import GuideBegan, Meeting, PauseFor, Presence, Resume
from tests import make
from tests.core.scene import NEVER, Scene

MONDAY = make.TODAY
TUESDAY = MONDAY + timedelta(days=1)
OFFICE = ((time(9), time(12)), (time(13), time(16)))
BUSY = ("do not disturb",)


def test_the_summary_comes_at_half_past_five() -> None:
    """Once, as news, and as a record of its day."""
    scene = Scene()
    scene.advance(to="17:29")
    assert scene.summaries == []
    scene.advance("1m")
    assert scene.summaries == [SummaryNews(MONDAY, MONDAY)]
    scene.advance("9h")
    assert len(scene.summaries) == 1
    told = [each for each in scene.records if each.kind is Kind.SUMMARY]
    assert [each.day for each in told] == [MONDAY]


def test_the_summary_comes_with_the_end_of_work_if_that_is_earlier() -> None:
    """At four, when the last range of the day ends, though the state is off."""
    scene = Scene(hours={"monday": OFFICE})
    scene.advance(to="15:59")
    assert scene.summaries == []
    scene.advance("1m")
    assert len(scene.summaries) == 1


def test_a_day_without_desk_time_has_no_summary() -> None:
    """Nothing to sum up."""
    scene = Scene(hours={"tuesday": OFFICE})
    scene.advance("20h")
    assert scene.summaries == []


def test_a_late_start_is_summed_up_after_an_interval() -> None:
    """Sitting down at six in the evening is no day yet; twenty minutes later it is."""
    scene = Scene(begin=make.MORNING.replace(hour=3, minute=59))
    scene.restart("14h", reboot=True)
    scene.advance("19m")
    assert scene.summaries == []
    scene.advance("1m")
    assert len(scene.summaries) == 1


def test_the_first_evening_ever_is_not_summed_up() -> None:
    """Begun after the hour of the summary, there is nothing to tell a newcomer."""
    scene = Scene(begin=make.MORNING.replace(hour=18))
    scene.advance("8h")
    assert scene.summaries == []
    scene.advance("16h")
    assert [news.day for news in scene.summaries] == [TUESDAY]


def test_a_movement_makes_a_day_worth_summing_up() -> None:
    """One I just moved in a day off the desk."""
    scene = Scene(hours={"tuesday": OFFICE})
    scene.done()
    scene.advance(to="17:30")
    assert len(scene.summaries) == 1


@pytest.mark.parametrize("what", ["away", "quiet", "pause", "meeting", "guide"])
def test_the_summary_waits_like_a_reminder(what: str) -> None:
    """For presence, quiet, pause, meeting and a guided drill."""
    scene = Scene()
    scene.advance(to="17:20")
    scene.done()
    match what:
        case "away":
            scene.leave()
        case "quiet":
            scene.quiet = BUSY
        case "pause":
            scene.do(PauseFor(None))
        case "meeting":
            scene.do(Meeting(timedelta(hours=1)))
        case _:
            scene.do(GuideBegan(timedelta(minutes=30)))
    scene.advance(to="18:00")
    assert scene.summaries == []
    match what:
        case "away":
            scene.come_back()
        case "quiet":
            scene.quiet = ()
        case "pause":
            scene.do(Resume())
        case _:
            pass
    scene.advance("61m")
    assert len(scene.summaries) == 1


def test_a_summary_waits_for_quiet_no_longer_than_a_minute() -> None:
    """It asks once a minute while it waits."""
    scene = Scene()
    scene.advance(to="17:19")
    scene.done()
    scene.quiet = BUSY
    scene.advance(to="17:35")
    scene.quiet = ()
    scene.advance("1m")
    assert len(scene.summaries) == 1


def test_a_sense_that_does_not_answer_holds_up_no_summary() -> None:
    """Two seconds, as for a reminder."""
    scene = Scene()
    scene.advance(to="17:20")
    scene.done()
    scene.quiet = NEVER
    scene.advance(to="17:30")
    scene.advance("2s")
    assert len(scene.summaries) == 1


def test_a_summary_owed_comes_with_the_next_desk_time() -> None:
    """The next morning, named after its own day."""
    scene = Scene()
    scene.work("3h")
    scene.leave()
    scene.advance(to="08:00")
    assert scene.summaries == []
    scene.come_back()
    assert scene.summaries == [SummaryNews(MONDAY, TUESDAY)]
    scene.advance(to="17:30")
    assert scene.summaries[1:] == [SummaryNews(TUESDAY, TUESDAY)]


@pytest.mark.parametrize("restart", [False, True])
def test_two_summaries_owed_do_not_cover_each_other(*, restart: bool) -> None:
    """There is one place for news, so the second leaves time to read the first."""
    scene = Scene()
    scene.work("3h")
    scene.quiet = ("do not disturb",)
    scene.away("20h")
    scene.work("3h")
    scene.away("20h")
    assert scene.summaries == []
    scene.quiet = ()
    scene.work("1m")
    assert len(scene.summaries) == 1
    if restart:
        scene.restart("1m")
    scene.advance("3m")
    assert len(scene.summaries) == 1
    scene.advance("2m")
    assert [each.day for each in scene.summaries] == [
        make.TODAY,
        make.TODAY + timedelta(days=1),
    ]


def test_a_summary_owed_waits_for_working_hours() -> None:
    """Opening the laptop at breakfast is no desk time yet."""
    office = ((time(9), time(17)),)
    scene = Scene(hours={"monday": office, "tuesday": office})
    scene.work("3h")
    scene.leave()
    scene.advance(to="07:00")
    scene.come_back()
    assert scene.summaries == []
    scene.advance(to="09:00")
    assert scene.summaries == [SummaryNews(MONDAY, TUESDAY)]


def test_a_summary_owed_over_a_restart() -> None:
    """Friday's comes on the next day anything runs."""
    scene = Scene()
    scene.work("3h")
    scene.restart("65h", reboot=True)
    assert scene.summaries == [SummaryNews(MONDAY, MONDAY + timedelta(days=3))]


@pytest.mark.parametrize("hours", [3, 12, 24])
def test_a_clock_set_forward_and_back_gives_no_second_summary(hours: int) -> None:
    """Over the start of the day, and back."""
    scene = Scene()
    scene.advance(to="17:45")
    scene.advance(to="03:00")
    for _ in range(3):
        scene.set_clock(timedelta(hours=hours))
        scene.work("25m")
        scene.set_clock(-timedelta(hours=hours))
        scene.work("25m")
    days = [news.day for news in scene.summaries]
    assert len(days) == len(set(days))


def test_a_flight_gives_no_second_summary() -> None:
    """East over the end of the day, and home again."""
    scene = Scene()
    scene.advance(to="17:45")
    for hours in (9, -8, 1):
        scene.fly(timezone(timedelta(hours=hours)))
        scene.work("30m")
        days = [news.day for news in scene.summaries]
        assert len(days) == len(set(days))


def test_a_day_whose_summary_is_owed_is_not_summed_up_twice() -> None:
    """Even when the clock goes back to it before it was shown."""
    scene = Scene()
    scene.work("2h")
    scene.do(PauseFor(None))
    scene.set_clock(timedelta(hours=20))
    scene.set_clock(-timedelta(hours=20))
    scene.do(Resume())
    scene.advance("20h")
    days = [news.day for news in scene.summaries]
    assert len(days) == len(set(days))
    assert MONDAY in days


def test_desk_time_is_recorded_for_the_day_it_was_sat_on() -> None:
    """The night cuts it in two."""
    scene = Scene(begin=make.MORNING.replace(hour=3, minute=50))
    scene.work("15m")
    scene.done()
    desk: dict[date, timedelta] = {}
    for each in scene.records:
        desk[each.day] = desk.get(each.day, timedelta()) + each.desk
    yesterday = MONDAY - timedelta(days=1)
    minute = timedelta(minutes=1)
    assert desk == {yesterday: 10 * minute, MONDAY: 5 * minute}


def test_a_record_keeps_the_day_it_was_given() -> None:
    """An undo after four is of the new day, what it takes back is not."""
    scene = Scene(begin=make.MORNING.replace(hour=3, minute=58))
    scene.done()
    scene.work("3m")
    scene.do(PauseFor(None))
    assert scene.records[0].day == MONDAY - timedelta(days=1)


def test_a_quiet_night_steps_little() -> None:
    """A month of silence is no busy loop."""
    scene = Scene()
    scene.sense(Presence.UNKNOWN)
    scene.advance("26h")
    assert len(scene.log) < 26 * 12 + 200
