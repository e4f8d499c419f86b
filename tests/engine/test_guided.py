"""A guided drill in the browser, as the engine sees it: quiet of its own."""

from datetime import timedelta

from movebreak.core.effects import Kind
from movebreak.core.events import GuideBegan, GuideEnded
from tests.desk import Desk


def test_the_reminder_makes_room_for_the_guided_drill_and_done_ends_both() -> None:
    """No reminder, no repeat; Done on the page counts, and the interval is fresh."""
    desk = Desk(sees=True)
    desk.work("21m")
    assert len(desk.reminders) == 1
    desk.post(GuideBegan(timedelta(seconds=50)))
    assert desk.notifier.up is None
    desk.say("done")
    desk.post(GuideEnded())
    desk.work("15m")

    assert desk.outcomes == [Kind.DONE]
    assert (desk.state, len(desk.reminders)) == ("working", 1)


def test_hands_off_the_keyboard_are_no_absence_while_a_drill_is_guided() -> None:
    """Who exercises beside the desk is not away."""
    desk = Desk(sees=True)
    desk.work("19m")
    desk.post(GuideBegan(timedelta(minutes=4)))
    desk.leave("6m")
    desk.post(GuideEnded())

    assert desk.outcomes == []


def test_leaving_the_guided_drill_brings_the_reminder_back() -> None:
    """Nothing was answered yet."""
    desk = Desk()
    desk.work("20m")
    desk.post(GuideBegan(timedelta(seconds=50)))
    assert desk.state == "held"
    desk.post(GuideEnded())
    desk.work("1m")

    assert (desk.state, len(desk.reminders)) == ("due", 2)
