"""Law 2: being away, coming back, and what of it counts as a break."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from movebreak.core.effects import AwayNews, Kind, Saying
from movebreak.core.events import (
    Done,
    Event,
    GuideBegan,
    GuideEnded,
    Meeting,
    PauseFor,
    PauseUntilTomorrow,
    Presence,
    PresenceChanged,
    Resume,
    Skip,
    Snooze,
    Undo,
)
from movebreak.core.settings import Counting
from movebreak.core.status import AwayStatus, DueStatus, SnoozedStatus, WorkingStatus
from tests import make
from tests.core.scene import Scene
from tests.make import MINUTE

OFFICE = ((time(9), time(17)),)


def left(scene: Scene) -> timedelta:
    """Return the time until the next break, as the status tells it."""
    return scene.expect(WorkingStatus).ends.left


def test_five_minutes_away_are_a_natural_break() -> None:
    """A real absence is recorded once, is told, and starts a fresh interval."""
    scene = Scene()
    scene.work("15m")
    scene.away("5m")

    assert scene.outcomes == [Kind.NATURAL]
    assert scene.records[-1].length == timedelta(minutes=5)
    assert scene.news == [AwayNews(timedelta(minutes=5))]
    assert left(scene) == timedelta(minutes=20)


def test_a_short_lock_never_zeroes_the_timer() -> None:
    """After three minutes all goes on where it stood."""
    scene = Scene()
    scene.work("15m")
    scene.away("3m")

    assert scene.kinds == []
    assert left(scene) == timedelta(minutes=5)


def test_idle_counts_as_away_from_the_last_input() -> None:
    """What was taken for desk time until absence was certain is given back."""
    scene = Scene()
    scene.work("10m")
    scene.walk_off("5m1s")

    assert scene.outcomes == [Kind.NATURAL]
    assert scene.records[-1].length == timedelta(minutes=5, seconds=1)
    assert scene.desk == timedelta(minutes=10)


def test_away_shows_since_when() -> None:
    """The status of an absence is its beginning: the last input."""
    scene = Scene()
    scene.work("10m")
    scene.leave("2m", idle=True)

    assert scene.status == AwayStatus(scene.now.wall - timedelta(minutes=2))


def test_a_lock_seen_late_does_not_reach_behind_what_is_known() -> None:
    """Desk time never goes back further than to where it began to run."""
    scene = Scene()
    scene.work("10m")
    scene.away("1m")
    scene.work("1m")
    scene.leave("4m")
    assert scene.desk == timedelta(minutes=10)


def test_nothing_is_shown_while_away() -> None:
    """What is up comes down, and nothing comes, however long nobody is there."""
    scene = Scene()
    scene.due()
    scene.leave()
    assert scene.up is None
    shown = len(scene.reminders)
    scene.advance("3h")
    assert len(scene.reminders) == shown
    scene.expect(AwayStatus)


def test_what_is_open_is_shown_at_the_return() -> None:
    """After a short absence the same reminder is there again, and counts once."""
    scene = Scene()
    first = scene.due()
    scene.away("2m")
    assert scene.shown() == replace(first, gone=2 * MINUTE)
    scene.work("5m")
    assert len(scene.reminders) == 3
    scene.work("5m")
    assert scene.up is None


def test_a_faded_reminder_is_shown_at_the_return() -> None:
    """The icon alone said due; whoever comes back sees the reminder."""
    scene = Scene()
    first = scene.due()
    scene.work("11m")
    assert scene.up is None
    scene.away("1m")
    assert scene.shown() == replace(first, gone=MINUTE)


def test_an_open_break_ends_with_a_natural_one() -> None:
    """One outcome, natural, ends the break that was due."""
    scene = Scene()
    scene.due()
    scene.away("10m")

    assert scene.outcomes == [Kind.NATURAL]
    assert scene.up is None
    assert left(scene) == timedelta(minutes=20)


def test_a_snoozed_break_ends_with_a_natural_one() -> None:
    """Whoever snoozed and then left has moved."""
    scene = Scene()
    scene.due()
    scene.do(Snooze())
    scene.away("6m")
    assert scene.outcomes == [Kind.NATURAL]
    assert left(scene) == timedelta(minutes=20)


def test_a_snooze_over_during_a_short_absence_is_shown_at_the_return() -> None:
    """The snooze runs on while nobody is there."""
    scene = Scene()
    scene.due()
    scene.do(Snooze(timedelta(minutes=2)))
    scene.leave()
    scene.advance("3m")
    assert scene.up is None
    scene.come_back()
    assert scene.up is not None


def test_a_snooze_goes_on_after_a_short_absence() -> None:
    """Two minutes away change nothing in a snooze of five."""
    scene = Scene()
    scene.due()
    scene.do(Snooze())
    scene.away("2m")
    assert scene.expect(SnoozedStatus).ends.left == timedelta(minutes=3)


def test_a_fresh_interval_starts_at_the_first_input() -> None:
    """A return noticed a minute late counts from the key that was pressed."""
    scene = Scene()
    scene.work("10m")
    scene.leave()
    scene.advance("11m")
    scene.come_back(ago="1m")

    assert scene.records[-1].length == timedelta(minutes=10)
    assert left(scene) == timedelta(minutes=19)


def test_a_short_absence_ends_at_the_first_input_too() -> None:
    """Desk time goes on from the key that was pressed, not from when it was told."""
    scene = Scene()
    scene.work("10m")
    scene.leave()
    scene.advance("3m")
    scene.come_back(ago="1m")
    assert scene.desk == timedelta(minutes=11)


def test_a_return_dated_before_the_leaving_counts_from_now() -> None:
    """Senses that contradict themselves cost a few seconds, no negative time."""
    scene = Scene()
    scene.work("10m")
    scene.leave()
    scene.advance("2m")
    scene.come_back(ago="8m")
    assert scene.desk == timedelta(minutes=10)
    assert scene.kinds == []


@pytest.mark.parametrize("idle_first", [True, False])
def test_idle_then_locked_is_one_absence(*, idle_first: bool) -> None:
    """A screen that locks itself does not begin the absence anew."""
    scene = Scene()
    scene.work("10m")
    if idle_first:
        scene.advance("5m")
        scene.leave("5m", idle=True)
    else:
        scene.leave()
        scene.advance("5m")
    scene.leave()
    scene.advance("5m")
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]
    assert scene.records[-1].length == timedelta(minutes=10)


def test_hands_off_in_a_meeting_are_no_absence() -> None:
    """Listening for an hour is desk time while the person says it is a meeting."""
    scene = Scene()
    scene.do(Meeting(timedelta(hours=1)))
    scene.work("10m")
    scene.leave("5m", idle=True)
    assert not isinstance(scene.status, AwayStatus)
    scene.work("30m")
    scene.come_back()
    assert scene.outcomes == []


def test_a_lock_in_a_meeting_is_an_absence() -> None:
    """Only idle hands are excused, a locked screen is not."""
    scene = Scene()
    scene.do(Meeting(timedelta(hours=1)))
    scene.leave("5m", idle=True)
    scene.leave()
    scene.expect(AwayStatus)


def test_an_absence_after_a_meeting_begins_with_its_end() -> None:
    """Whoever sat still in the meeting was there until it was over."""
    scene = Scene()
    scene.do(Meeting(timedelta(minutes=30)))
    scene.work("6m")
    scene.leave("5m", idle=True)
    scene.advance("24m")
    scene.expect(AwayStatus)
    scene.advance("4m")
    scene.come_back()
    assert scene.outcomes == []

    scene.leave()
    scene.advance("5m")
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]


def test_a_reminder_comes_down_when_a_meeting_ends_without_anybody() -> None:
    """Once idle hands are an absence again, nothing stays on the screen."""
    scene = Scene()
    scene.do(Meeting(timedelta(minutes=30)))
    scene.work("20m")
    scene.move()
    assert scene.up is not None
    scene.leave("5m", idle=True)
    scene.do(Meeting(None))
    scene.expect(AwayStatus)
    assert scene.up is None


def test_a_meeting_that_somebody_begins_ends_their_absence() -> None:
    """The click may be told before the senses notice the hand that made it."""
    scene = Scene()
    scene.work("10m")
    scene.walk_off_only("12m")
    scene.do(Meeting(timedelta(minutes=30)))
    assert scene.outcomes == [Kind.NATURAL]
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]


def test_a_guided_drill_is_no_absence() -> None:
    """Jumping in front of the screen touches no key."""
    scene = Scene(presence={"away_after": timedelta(minutes=1)})
    scene.do(GuideBegan(timedelta(minutes=10)))
    scene.advance("6m")
    scene.leave("6m", idle=True)
    scene.do(GuideEnded())
    scene.advance("4m")
    scene.come_back()
    assert scene.outcomes == []


def test_a_lock_during_a_guided_drill_is_not_shortened_by_its_end() -> None:
    """Only an absence that the drill excused begins with its end."""
    scene = Scene()
    scene.do(GuideBegan(timedelta(minutes=2)))
    scene.leave()
    scene.advance("6m")
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]


def test_the_end_of_a_guided_drill_told_twice_shortens_no_absence() -> None:
    """Leaving what was left already means nothing."""
    scene = Scene()
    scene.leave()
    scene.advance("4m")
    scene.do(GuideEnded())
    scene.advance("4m")
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]


def test_an_absence_across_the_end_of_hours_is_not_recorded() -> None:
    """Going home is no break; the reminder that was up is a number."""
    scene = Scene(hours={"monday": OFFICE, "tuesday": OFFICE})
    scene.advance(to="16:50")
    scene.leave()
    scene.advance("25m")
    scene.come_back()
    assert Kind.NATURAL not in scene.outcomes


def test_an_absence_across_the_start_of_the_day_is_not_recorded() -> None:
    """A night is no break."""
    scene = Scene()
    scene.work("5m")
    scene.away("20h")
    assert scene.outcomes == []
    assert left(scene) == timedelta(minutes=20)


def test_a_break_left_open_over_night_belongs_to_the_evening() -> None:
    """What was shown and never answered is missed on the day it was shown."""
    scene = Scene()
    scene.due()
    scene.away("20h")
    assert scene.outcomes == [Kind.MISSED]
    missed = next(each for each in scene.records if each.kind is Kind.MISSED)
    assert missed.day == make.TODAY


def test_a_break_that_was_never_shown_vanishes_over_night() -> None:
    """Nobody saw it, so nobody missed it."""
    scene = Scene()
    scene.quiet = ("a full screen",)
    scene.work("21m")
    scene.away("20h")
    assert scene.outcomes == []
    assert scene.state.open is None


def test_an_absence_right_after_a_done_is_the_same_movement() -> None:
    """Who says Done and then goes is not counted twice; a fresh interval starts."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.work("2m")
    scene.away("10m")
    assert scene.outcomes == [Kind.DONE]
    assert left(scene) == timedelta(minutes=20)


def test_an_absence_somewhat_after_a_done_is_its_own() -> None:
    """More than two minutes after Done, an absence counts."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.work("2m1s")
    scene.away("10m")
    assert scene.outcomes == [Kind.DONE, Kind.NATURAL]


def test_an_absence_while_paused_is_not_recorded() -> None:
    """Who paused has said that nothing is to be counted."""
    scene = Scene()
    scene.do(PauseFor(None))
    scene.away("10m")
    assert scene.outcomes == []


def test_an_absence_counts_only_from_the_end_of_a_pause() -> None:
    """Four of ten minutes outside the pause are too few."""
    scene = Scene()
    scene.do(PauseFor(timedelta(minutes=6)))
    scene.away("10m")
    assert scene.outcomes == []
    scene.do(PauseFor(timedelta(minutes=5)))
    scene.away("10m")
    assert scene.outcomes == [Kind.NATURAL]
    assert scene.records[-1].length == timedelta(minutes=5)


@pytest.mark.parametrize("pause", [PauseUntilTomorrow(), PauseFor(timedelta(hours=16))])
def test_a_night_after_a_pause_is_no_break(pause: Event) -> None:
    """Paused in the evening, the night goes on when the pause is over."""
    scene = Scene()
    scene.work("10h")
    before = scene.outcomes
    scene.do(pause)
    scene.away("18h")
    assert scene.outcomes == [*before, Kind.SKIPPED]
    assert AwayNews not in [type(each) for each in scene.news]
    assert left(scene) == timedelta(minutes=20)


def test_an_absence_outside_hours_is_not_recorded() -> None:
    """Off is off."""
    scene = Scene(hours={"tuesday": OFFICE})
    scene.away("10m")
    assert scene.outcomes == []


def test_a_break_that_was_asked_for_survives_an_absence() -> None:
    """It ends by itself, with no record, whoever comes and goes."""
    scene = Scene(presence={"count_absence": Counting.NEVER})
    scene.leave()
    scene.move()
    scene.advance("4m")
    scene.come_back()
    scene.shown()
    scene.work("1m")
    assert scene.up is None
    assert scene.kinds == []


def test_asked_for_before_a_long_absence_still_ends_without_a_record() -> None:
    """The absence is one natural break, and the drill asked for is gone."""
    scene = Scene()
    scene.move()
    scene.away("10m")
    assert scene.outcomes == [Kind.NATURAL]
    assert scene.state.open is None


def test_a_return_may_meet_a_drill_that_was_asked_for_meanwhile() -> None:
    """A natural break is counted; the drill on the screen stays."""
    scene = Scene()
    scene.leave()
    scene.advance("6m")
    scene.move()
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]
    up = scene.shown()
    scene.do(Undo())
    assert scene.up == up


def test_i_just_moved_turns_a_natural_break_into_a_done_one() -> None:
    """Within five minutes of the return, the absence was a workout."""
    scene = Scene()
    scene.work("10m")
    scene.away("10m")
    scene.work("3m")
    reply = scene.done()

    assert reply is not None
    assert reply.saying is Saying.MOVED
    assert scene.kinds == [Kind.NATURAL, Kind.UNDONE, Kind.DONE]
    natural, undone = scene.records[-3], scene.records[-2]
    assert undone.refers == natural.id
    assert left(scene) == timedelta(minutes=20)


def test_i_just_moved_later_than_that_is_a_movement_of_its_own() -> None:
    """After five minutes both count."""
    scene = Scene()
    scene.work("10m")
    scene.away("10m")
    scene.work("5m1s")
    scene.done()
    assert scene.kinds == [Kind.NATURAL, Kind.DONE]


def test_skipping_since_the_return_keeps_the_natural_break() -> None:
    """Another outcome in between leaves nothing to turn."""
    scene = Scene(breaks={"interval": timedelta(minutes=1)})
    scene.away("10m")
    scene.work("1m")
    scene.do(Skip())
    scene.done()
    assert scene.kinds == [Kind.NATURAL, Kind.SKIPPED, Kind.DONE]


def test_resuming_from_sleep_is_coming_back() -> None:
    """Three hours asleep, seen by nothing but the clocks, are one natural break."""
    scene = Scene()
    scene.due()
    scene.sleep_machine("3h")
    assert scene.outcomes == [Kind.NATURAL]
    assert scene.records[-1].length == timedelta(hours=3)
    assert left(scene) == timedelta(minutes=20)


def test_an_absence_that_ends_in_sleep_counts_from_the_last_input() -> None:
    """Idle before the machine fell asleep is part of the absence."""
    scene = Scene()
    scene.work("10m")
    scene.do(PresenceChanged(Presence.IDLE, scene.now))
    scene.advance("3m")
    scene.sleep_machine("30m")
    assert scene.records[-1].length == timedelta(minutes=33)


def test_who_is_away_when_the_machine_sleeps_comes_back_once() -> None:
    """Lock, sleep, resume, unlock: one absence from lock to unlock."""
    scene = Scene()
    scene.work("10m")
    scene.leave()
    scene.advance("2m")
    scene.sleep_machine("1h")
    scene.advance("2m")
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]
    assert scene.records[-1].length == timedelta(hours=1, minutes=4)


def test_a_lock_told_after_the_resume_is_not_counted_again() -> None:
    """The sleep was counted when the clocks told of it."""
    scene = Scene()
    scene.work("10m")
    scene.sleep_machine("1h")
    scene.leave("1h")
    scene.advance("1m")
    scene.come_back()
    assert scene.outcomes == [Kind.NATURAL]


def test_a_sleep_after_a_done_is_told_once() -> None:
    """It is no break, as a drill came just before it; its lock is told later."""
    scene = Scene()
    scene.work("10m")
    scene.done()
    scene.sleep_machine("1h")
    scene.leave("1h")
    scene.advance("1m")
    scene.come_back()
    assert scene.kinds == [Kind.DONE]
    lengths = [each.length for each in scene.records if each.kind is Kind.AWAY]
    assert lengths == [timedelta(hours=1), timedelta(minutes=1)]


def test_a_sleep_taken_back_does_not_come_again_with_its_lock() -> None:
    """Whoever says that it was no break is not told otherwise."""
    scene = Scene()
    scene.work("10m")
    scene.sleep_machine("1h")
    scene.do(Undo())
    scene.leave("1h")
    scene.advance("1m")
    scene.come_back()
    assert scene.kinds == [Kind.NATURAL, Kind.UNDONE]


def test_no_minute_belongs_to_two_absences() -> None:
    """A second nap counts idle time from the end of the first, not from before it."""
    scene = Scene()
    scene.do(PresenceChanged(Presence.IDLE, scene.now))
    scene.advance("3m")
    scene.sleep_machine("30m")
    scene.advance("3m")
    scene.sleep_machine("6m")
    lengths = [each.length for each in scene.records if each.kind is Kind.NATURAL]
    assert lengths == [timedelta(minutes=33), timedelta(minutes=9)]


def test_desk_time_told_in_records_adds_up() -> None:
    """A record made in the idle minutes before an absence counts none of them twice."""
    scene = Scene()
    scene.work("17m")
    scene.advance("4m")
    scene.done()
    scene.leave("4m", idle=True)
    scene.advance("10m")
    scene.come_back()
    scene.work("10m")
    scene.do(Done())
    told = sum((each.desk for each in scene.records), timedelta())
    assert told <= timedelta(minutes=17 + 4 + 10)


def test_an_absence_before_the_reminder_known_afterwards_keeps_it() -> None:
    """Shown to an empty chair, it comes down when that is known, and is shown again."""
    scene = Scene()
    scene.work("18m")
    scene.advance("4m")
    scene.shown()
    scene.leave("4m", idle=True)
    assert scene.up is None
    scene.advance("30s")
    scene.come_back()
    scene.shown()
    scene.expect(DueStatus)
    scene.work("20m")
    assert scene.outcomes == [Kind.MISSED]


def test_an_absence_told_after_a_snooze_excuses_no_more_than_there_was() -> None:
    """Idle hands at the end of a snooze were away, so they are not excused twice."""
    scene = Scene(breaks={"repeats": 5})
    scene.due()
    scene.do(Snooze(timedelta(minutes=10)))
    scene.work("13m")
    scene.leave("10m")
    assert scene.state.open is not None
    assert scene.state.open.shown is not None
    assert scene.state.open.excused <= scene.desk - scene.state.open.shown
    scene.come_back()


def test_an_absence_when_a_pause_is_over_takes_its_beginning_from_there() -> None:
    """Resume by command from afar does not count the time before it."""
    scene = Scene()
    scene.leave()
    scene.do(PauseFor(None))
    scene.advance("30m")
    scene.do(Resume())
    assert scene.status == AwayStatus(scene.now.wall)


def test_a_natural_break_is_named_after_its_own_day() -> None:
    """A day's absence seen with its return belongs to that day."""
    scene = Scene(begin=datetime(2026, 3, 2, 4, 0, 10, tzinfo=UTC))
    scene.work("10m")
    scene.away("10m")
    assert scene.records[-1].day == make.TODAY
