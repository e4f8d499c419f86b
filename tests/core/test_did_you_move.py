"""Did you move? Whoever was gone for the drill after its reminder is asked once."""

from datetime import timedelta
from itertools import groupby
from typing import Any

import pytest

from movebreak.core.effects import CountedNews, Kind, Saying, WatchIdle
from movebreak.core.events import (
    Another,
    Meeting,
    Moment,
    Presence,
    PresenceChanged,
    Skip,
    Snooze,
    Undo,
)
from movebreak.core.settings import Counting
from movebreak.core.status import DueStatus, HeldStatus, WorkingStatus
from tests.core.scene import Scene
from tests.core.test_law_04_one_reminder import dismiss

ALWAYS: dict[str, Any] = {"count_absence": Counting.ALWAYS}
NEVER: dict[str, Any] = {"count_absence": Counting.NEVER}


def watched(scene: Scene) -> list[timedelta | None]:
    """Return what the senses were asked to watch for, in order."""
    return [each.after for each in scene.effects if isinstance(each, WatchIdle)]


def past(scene: Scene, ago: timedelta) -> Moment:
    """Return the moment that was so long ago."""
    now = scene.now
    return Moment(now.boot - ago, now.awake - ago, now.wall - ago)


def test_hands_off_for_the_drill_is_asked_about() -> None:
    """The same reminder asks whether that was it, and Yes is Done."""
    scene = Scene()
    first = scene.due()
    assert first.gone is None

    scene.hands_off("45s")

    asked = scene.shown()
    assert (asked.break_id, asked.drill) == (first.break_id, first.drill)
    assert asked.gone == timedelta(seconds=45)
    assert scene.kinds == []
    scene.done()
    assert scene.outcomes == [Kind.DONE]
    assert scene.up is None


def test_it_is_asked_once() -> None:
    """Whoever did not say yes is not asked again about the same break."""
    scene = Scene()
    scene.due()
    scene.hands_off("45s")
    scene.hands_off("1m")
    scene.advance("10s")

    assert [each.gone is not None for each in scene.reminders] == [False, True]


def test_no_answer_is_no_answer() -> None:
    """The break stays due, is shown again in its time, and asks for the drill anew."""
    scene = Scene()
    scene.due()
    scene.hands_off("45s")
    scene.expect(DueStatus)

    scene.work("5m")

    assert scene.shown().gone is None
    assert len(scene.reminders) == 3


@pytest.mark.parametrize("length", ["0s", "10s"])
def test_shorter_than_the_drill_is_not_asked_about(length: str) -> None:
    """Nobody does a drill in less than its time."""
    scene = Scene()
    scene.due()
    scene.hands_off(length)
    assert len(scene.reminders) == 1


def test_what_came_before_the_reminder_does_not_count() -> None:
    """Hands that rested for a minute when it came have not moved for it."""
    scene = Scene()
    drill = scene.due().drill
    short = drill.length - timedelta(seconds=1)
    scene.do(PresenceChanged(Presence.IDLE, past(scene, timedelta(minutes=1))))
    scene.advance(short)
    scene.come_back()
    assert len(scene.reminders) == 1


def test_a_short_lock_is_asked_about_too() -> None:
    """Gone for two minutes and back: no natural break, but perhaps the drill."""
    scene = Scene()
    scene.due()
    scene.away("2m")
    assert scene.shown().gone == timedelta(minutes=2)
    assert scene.kinds == []


def test_a_long_absence_is_a_natural_break_and_no_question() -> None:
    """It has counted already."""
    scene = Scene()
    scene.due()
    scene.away("6m")
    assert scene.outcomes == [Kind.NATURAL]
    assert scene.up is None


def test_always_counts_without_asking() -> None:
    """The break is done, that is told, and Undo takes it back."""
    scene = Scene(presence=ALWAYS)
    first = scene.due()

    scene.hands_off("45s")

    assert scene.outcomes == [Kind.DONE]
    assert scene.news == [CountedNews(timedelta(seconds=45), first.drill)]
    scene.expect(WorkingStatus)
    scene.do(Undo())
    assert scene.shown().break_id == first.break_id


def test_always_counts_what_was_closed_by_hand() -> None:
    """Closed, moved, back: that is what closing it often means."""
    scene = Scene(presence=ALWAYS)
    scene.due()
    dismiss(scene)
    scene.hands_off("45s")
    assert scene.outcomes == [Kind.DONE]


def test_what_was_closed_by_hand_is_not_asked_about() -> None:
    """It was taken off the screen, and does not come back as a question."""
    scene = Scene()
    scene.due()
    dismiss(scene)
    scene.hands_off("45s")
    assert len(scene.reminders) == 1


def test_a_meeting_that_ends_a_counted_absence_has_its_own_answer() -> None:
    """The command is told what it did; that the drill was counted is news."""
    scene = Scene(presence={**ALWAYS, "away_after": timedelta(minutes=1)})
    scene.due()
    scene.walk_off_only("2m")
    reply = scene.do(Meeting(timedelta(minutes=30)))
    assert scene.kinds == [Kind.DONE]
    assert reply is not None
    assert reply.saying is Saying.MEETING


def test_never_neither_asks_nor_counts() -> None:
    """Then nobody has to watch for it either."""
    scene = Scene(presence=NEVER)
    scene.due()
    scene.hands_off("45s")
    scene.away("2m")
    assert [each.gone for each in scene.reminders] == [None, None]
    assert scene.kinds == []
    assert watched(scene) == []


def test_a_faded_reminder_comes_back_as_the_question() -> None:
    """The icon alone said due; whoever moved then is asked, too."""
    scene = Scene()
    scene.due()
    scene.work("11m")
    assert scene.up is None

    scene.hands_off("45s")

    assert scene.shown().gone == timedelta(seconds=45)


def test_the_question_waits_for_quiet_like_any_reminder() -> None:
    """Nothing is put on the screen of whoever came back into a call."""
    scene = Scene()
    scene.due()
    scene.work("11m")
    scene.quiet = ("microphone in use by Firefox",)
    scene.hands_off("45s")
    assert scene.up is None
    scene.expect(HeldStatus)


def test_a_snoozed_break_may_be_asked_about_anew() -> None:
    """It comes back as a new reminder."""
    scene = Scene()
    scene.due()
    scene.hands_off("45s")
    scene.do(Snooze(timedelta(minutes=5)))
    scene.work("5m")
    assert scene.shown().gone is None
    scene.hands_off("45s")
    assert scene.shown().gone == timedelta(seconds=45)


def test_the_senses_watch_only_while_it_matters() -> None:
    """For the length of the drill that is up, and no longer than it is open."""
    scene = Scene()
    first = scene.due()
    assert watched(scene) == [first.drill.length]
    scene.do(Another())
    second = scene.shown().drill.length
    scene.do(Skip())
    told = [first.drill.length, second, None]
    assert watched(scene) == [each for each, _ in groupby(told)]


def test_a_restart_has_them_watch_again() -> None:
    """The reminder is up again, and so is the watch for it."""
    scene = Scene()
    length = scene.due().drill.length
    scene.restart("1m")
    assert watched(scene)[-1] == length
    scene.sense(scene.presence)
    scene.hands_off("45s")
    assert scene.shown().gone == timedelta(seconds=45)


def test_in_a_meeting_nobody_is_asked() -> None:
    """The break is held, and hands off are no absence."""
    scene = Scene()
    scene.due()
    scene.do(Meeting(timedelta(minutes=30)))
    scene.hands_off("45s")
    assert scene.up is None
    scene.expect(HeldStatus)
