"""Law 12: quiet holds a break, says why, and cannot starve reminders."""

from datetime import timedelta

import pytest

from movebreak.core.effects import Kind, Saying
from movebreak.core.events import (
    Done,
    Event,
    GuideBegan,
    GuideEnded,
    Meeting,
    Page,
    QuietSeen,
    ShowSteps,
    Snooze,
    WantPage,
)
from movebreak.core.glance import GUIDE, MEETING
from movebreak.core.status import DueStatus, HeldStatus, WorkingStatus
from tests.core.scene import NEVER, Scene

BUSY = ("the microphone is in use",)


def held(scene: Scene) -> HeldStatus:
    """Return the status, which is held."""
    status = scene.status
    assert isinstance(status, HeldStatus)
    return status


def test_a_due_break_is_held_and_says_by_what() -> None:
    """Nothing is shown; the status names the reason, the drill and since when."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("21m")
    assert scene.reminders == []
    assert held(scene).reasons == BUSY
    assert held(scene).since == scene.now.wall - timedelta(minutes=1)


def test_a_held_break_names_the_present_reason() -> None:
    """What was seen last is what is said."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("20m")
    scene.quiet = ("a full screen",)
    scene.work("1m")
    assert held(scene).reasons == ("a full screen",)


@pytest.mark.parametrize("seconds", [0, 1, 30, 59])
def test_the_reminder_comes_within_a_minute_of_quiet_ending(seconds: int) -> None:
    """However long it was held."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("50m")
    scene.pass_by(timedelta(seconds=seconds))
    scene.quiet = ()
    scene.work("1m")
    assert scene.up is not None


def test_the_end_of_quiet_told_unasked_shows_the_reminder_at_once() -> None:
    """A sense that speaks up is listened to."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("20m10s")
    scene.do(QuietSeen(()))
    assert scene.up is not None


def test_quiet_is_asked_before_a_reminder_and_about_once_a_minute_while_held() -> None:
    """And not at all while nothing waits."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("19m")
    assert scene.questions == 0
    scene.work("31m")
    assert 30 <= scene.questions <= 32


def test_a_flapping_signal_cannot_starve_reminders() -> None:
    """A day of three-minute quiet flips: one reminder in two intervals at least."""
    scene = Scene()
    for turn in range(160):
        scene.quiet = BUSY if turn % 2 else ()
        before = len(scene.reminders)
        scene.work("3m")
        if scene.up is not None and len(scene.reminders) > before:
            scene.done()
    assert len(scene.reminders) >= 8 * 60 // 40


def test_a_reminder_quiet_took_down_comes_back_as_its_repeat() -> None:
    """Once more, and then the icon alone says due."""
    scene = Scene()
    up = scene.due()
    scene.quiet = BUSY
    scene.do(QuietSeen(BUSY))
    scene.quiet = ()
    scene.work("2m")
    assert scene.reminders == [up, up]
    scene.work("6m")
    assert len(scene.reminders) == 2
    scene.expect(DueStatus)


def test_a_reminder_quiet_took_down_twice_does_not_come_a_third_time() -> None:
    """The repeat is used up."""
    scene = Scene()
    scene.due()
    for _ in range(2):
        scene.do(QuietSeen(BUSY))
        scene.work("2m")
    assert len(scene.reminders) == 2
    scene.expect(DueStatus)


def test_without_repeats_a_reminder_taken_down_still_comes_back() -> None:
    """Quiet took it, so it was not overlooked."""
    scene = Scene(breaks={"repeats": 0})
    scene.due()
    scene.do(QuietSeen(BUSY))
    scene.work("2m")
    assert len(scene.reminders) == 2


def test_ninety_minutes_end_any_hold() -> None:
    """A sense that is stuck does not silence reminders for ever."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("20m")
    assert held(scene).ends.left == timedelta(minutes=90)
    scene.work("89m59s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


def test_after_the_hold_limit_the_repeat_comes_too() -> None:
    """The break insists; typing is waited for all the same."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("115m")
    assert len(scene.reminders) == 2


def test_a_meeting_holds_for_as_long_as_it_lasts() -> None:
    """Two hours are beyond the hold limit, and held; its end is shown."""
    scene = Scene()
    reply = scene.do(Meeting(timedelta(hours=2)))
    assert reply is not None
    assert reply.saying is Saying.MEETING
    assert reply.until == scene.now.wall + timedelta(hours=2)
    scene.work("119m")
    assert scene.reminders == []
    assert held(scene).reasons == (MEETING,)
    assert held(scene).ends.left == timedelta(minutes=1)
    assert scene.glance.meeting == held(scene).ends
    scene.work("1m")
    assert scene.up is not None
    assert scene.glance.meeting is None


def test_end_meeting_brings_the_reminder() -> None:
    """At once, unless something else asks for quiet."""
    scene = Scene()
    scene.do(Meeting(timedelta(hours=1)))
    scene.work("30m")
    reply = scene.do(Meeting(None))
    assert reply is not None
    assert reply.saying is Saying.MEETING_OVER
    assert scene.up is not None


def test_end_meeting_without_a_meeting_says_so() -> None:
    """And changes nothing."""
    scene = Scene()
    reply = scene.do(Meeting(None))
    assert reply is not None
    assert reply.saying is Saying.NO_MEETING
    assert reply.refused


def test_a_meeting_begun_late_takes_the_reminder_down() -> None:
    """Also one that the hold limit had shown in spite of quiet."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("110m")
    scene.shown()
    scene.do(Meeting(timedelta(hours=1)))
    assert scene.up is None
    assert held(scene).reasons == (MEETING,)


def test_a_meeting_holds_what_had_faded() -> None:
    """Due is due, shown or not, so a meeting holds it; it does not come up again."""
    scene = Scene()
    scene.due()
    scene.work("11m")
    scene.do(Meeting(timedelta(hours=1)))
    held(scene)
    scene.work("62m")
    assert scene.outcomes == []
    assert len(scene.reminders) == 2


def test_a_meeting_begun_while_the_reminder_waits_for_typing() -> None:
    """Nothing flashes up."""
    scene = Scene()
    scene.idle = timedelta()
    scene.work("20m5s")
    scene.do(Meeting(timedelta(hours=1)))
    held(scene)
    assert scene.reminders == []


def test_move_now_shows_in_a_meeting() -> None:
    """Who asks gets it, held or not."""
    scene = Scene()
    scene.do(Meeting(timedelta(hours=1)))
    scene.work("21m")
    scene.move()
    assert scene.up is not None


def test_a_meeting_survives_a_restart() -> None:
    """It ends at its time."""
    scene = Scene()
    scene.do(Meeting(timedelta(hours=1)))
    scene.restart("10m")
    assert scene.glance.meeting is not None
    assert scene.glance.meeting.left == timedelta(minutes=50)


def test_done_ends_a_held_break() -> None:
    """Whoever moved in the meeting has moved."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("25m")
    scene.done()
    assert scene.outcomes == [Kind.DONE]
    scene.expect(WorkingStatus)


def test_a_held_break_can_be_snoozed() -> None:
    """It comes back after that, quiet permitting."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("25m")
    scene.do(Snooze())
    scene.quiet = ()
    scene.work("5m")
    assert scene.up is not None


def test_quiet_that_does_not_answer_is_no_quiet() -> None:
    """After two seconds the reminder comes."""
    scene = Scene()
    scene.quiet = NEVER
    scene.work("20m1s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


def test_quiet_that_stops_answering_while_held_is_over() -> None:
    """A dead sense holds nothing."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("30m")
    scene.quiet = NEVER
    scene.work("1m2s")
    assert scene.up is not None


def test_a_guided_drill_is_quiet_of_its_own() -> None:
    """The reminder makes room, no interval ends in a reminder, and Done counts."""
    scene = Scene()
    scene.due()
    scene.do(GuideBegan(timedelta(seconds=40)))
    assert scene.up is None
    assert held(scene).reasons == (GUIDE,)
    assert held(scene).ends.left == timedelta(seconds=80)
    scene.do(Done())
    assert scene.outcomes == [Kind.DONE]


def test_a_drill_that_was_asked_for_makes_room_for_its_guide() -> None:
    """It covers no page; left without an answer, its buttons are back at once."""
    scene = Scene()
    scene.move()
    (up,) = scene.reminders
    scene.do(GuideBegan(timedelta(seconds=40)))
    assert scene.up is None
    scene.do(GuideBegan(timedelta(seconds=30)))
    scene.do(GuideEnded())
    assert scene.reminders == [up, up]


@pytest.mark.parametrize("how", [ShowSteps(), WantPage(Page.GUIDE)])
def test_looking_at_the_guide_again_puts_no_reminder_over_it(how: Event) -> None:
    """It is back when the run is over."""
    scene = Scene()
    scene.move()
    scene.do(GuideBegan(timedelta(seconds=40)))
    scene.do(how)
    assert scene.up is None
    scene.do(GuideEnded())
    assert scene.up is not None


def test_a_drill_asked_for_beside_a_guided_one_is_shown() -> None:
    """At once, as in every state, and it stays when the page tells of its run anew."""
    scene = Scene()
    scene.do(GuideBegan(timedelta(seconds=40)))
    scene.move()
    scene.do(GuideBegan(timedelta(seconds=20)))
    assert scene.up is not None


def test_no_break_opens_during_a_guided_drill() -> None:
    """It is due when the drill is over."""
    scene = Scene()
    scene.work("19m")
    scene.do(GuideBegan(timedelta(minutes=3)))
    scene.work("5m")
    assert scene.reminders == []
    assert scene.expect(WorkingStatus).ends.left == timedelta()
    scene.do(GuideEnded())
    assert scene.up is not None


def test_leaving_the_guided_drill_brings_the_reminder_back() -> None:
    """As its repeat."""
    scene = Scene()
    up = scene.due()
    scene.do(GuideBegan(timedelta(minutes=1)))
    scene.work("30s")
    scene.do(GuideEnded())
    scene.work("1m")
    assert scene.reminders == [up, up]


def test_a_guided_drill_that_fell_silent_ends_after_twice_its_length() -> None:
    """A page that was closed without a word holds up nothing."""
    scene = Scene()
    scene.due()
    scene.do(GuideBegan(timedelta(minutes=1)))
    scene.work("1m59s")
    assert scene.up is None
    scene.work("1m1s")
    assert scene.up is not None


def test_time_in_a_guided_drill_makes_no_miss() -> None:
    """Held is held."""
    scene = Scene(breaks={"repeats": 0})
    scene.due()
    scene.do(GuideBegan(timedelta(minutes=10)))
    scene.work("10m")
    scene.do(GuideEnded())
    scene.work("19m")
    assert scene.outcomes == []


def test_a_guided_drill_leaves_a_snooze_alone() -> None:
    """It goes on, and the reminder comes when both are over."""
    scene = Scene()
    scene.due()
    scene.do(Snooze())
    scene.do(GuideBegan(timedelta(minutes=3)))
    scene.work("5m59s")
    assert scene.up is None
    scene.work("1s")
    assert scene.up is not None


def test_a_drill_asked_for_ends_with_its_guide_at_the_latest() -> None:
    """Who fell silent for that long is not asked again, and it is no break missed."""
    scene = Scene()
    scene.move()
    up = scene.up
    scene.do(GuideBegan(timedelta(minutes=4)))
    scene.work("8m")
    assert scene.up is None
    assert scene.reminders == [up]
    scene.expect(WorkingStatus)
    assert scene.outcomes == []


def test_an_insisting_break_comes_back_after_its_guide_in_spite_of_quiet() -> None:
    """No quiet holds it any more."""
    scene = Scene()
    scene.quiet = BUSY
    scene.work("110m")
    scene.do(GuideBegan(timedelta(minutes=1)))
    assert scene.up is None
    scene.do(GuideEnded())
    assert scene.up is not None
