"""Law 9: answers name a break, I just moved, and undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest

from movebreak.core.effects import Kind, Saying, StepsNews
from movebreak.core.events import (
    Another,
    Done,
    Event,
    GuideBegan,
    PauseFor,
    ShowSteps,
    Skip,
    Snooze,
    Undo,
)
from movebreak.core.status import DueStatus, PausedStatus, SnoozedStatus, WorkingStatus
from tests import make
from tests.core.scene import Scene


def saying(scene: Scene, event: Event) -> Saying | None:
    """Return what is said to this."""
    reply = scene.do(event)
    return None if reply is None else reply.saying


def left(scene: Scene) -> timedelta:
    """Return the time until the next break, as the status tells it."""
    return scene.expect(WorkingStatus).ends.left


@pytest.mark.parametrize(
    ("answer", "kind"), [(Done(), Kind.DONE), (Skip(), Kind.SKIPPED)]
)
def test_done_and_skip_start_a_fresh_interval(answer: Event, kind: Kind) -> None:
    """At the moment of the answer, however late it is."""
    scene = Scene()
    up = scene.due()
    scene.work("7m")
    reply = scene.do(answer)
    assert scene.outcomes == [kind]
    assert reply is not None
    assert reply.drill == up.drill
    assert scene.records[-1].drill == up.drill.id
    assert left(scene) == timedelta(minutes=20)


@pytest.mark.parametrize("of", [Done, Skip, Another, Snooze])
def test_an_answer_to_an_ended_break_changes_nothing(of: type) -> None:
    """A reminder left over on some screen answers only its own break."""
    scene = Scene()
    old = scene.due()
    scene.done()
    scene.due()
    before = scene.state
    reply = scene.do(of(break_id=old.break_id))
    assert reply is not None
    assert reply.saying is Saying.ENDED_BREAK
    assert reply.refused
    assert scene.state == before


@pytest.mark.parametrize("of", [Done, Skip, Another, Snooze])
def test_an_answer_that_names_a_break_with_none_open(of: type) -> None:
    """It says that the break has ended; Done is no I just moved then."""
    scene = Scene()
    old = scene.due()
    scene.done()
    scene.work("2m")
    reply = scene.do(of(break_id=old.break_id))
    assert reply is not None
    assert reply.saying is Saying.ENDED_BREAK
    assert scene.kinds == [Kind.DONE]


@pytest.mark.parametrize("of", [Skip, Another, Snooze])
def test_a_command_with_nothing_open(of: type) -> None:
    """There is nothing to answer, and that is said."""
    scene = Scene()
    assert saying(scene, of()) is Saying.NOTHING_OPEN


def test_a_named_answer_ends_its_break() -> None:
    """The right name is as good as none."""
    scene = Scene()
    up = scene.due()
    assert saying(scene, Done(up.break_id)) is Saying.DONE
    assert scene.outcomes == [Kind.DONE]


def test_done_with_nothing_open_means_i_just_moved() -> None:
    """It counts, and a fresh interval starts."""
    scene = Scene()
    scene.work("12m")
    assert saying(scene, Done()) is Saying.MOVED
    assert scene.outcomes == [Kind.DONE]
    assert scene.records[-1].drill is None
    assert left(scene) == timedelta(minutes=20)


def test_a_second_within_a_minute_is_the_same_movement() -> None:
    """A double click counts once; a minute later it is another movement."""
    scene = Scene()
    scene.done()
    scene.work("59s")
    assert saying(scene, Done()) is Saying.SAME_MOVE
    scene.work("1s")
    assert saying(scene, Done()) is Saying.MOVED
    assert scene.outcomes == [Kind.DONE, Kind.DONE]


def test_moving_right_after_an_answered_break_is_the_same_movement() -> None:
    """Done on the reminder and Done in the menu are one."""
    scene = Scene()
    scene.due()
    scene.done()
    assert saying(scene, Done()) is Saying.SAME_MOVE


def test_undo_of_done_brings_the_break_back() -> None:
    """It is due and shown again, under its old name and with its old drill."""
    scene = Scene()
    up = scene.due()
    scene.done()
    assert scene.glance.undo is Kind.DONE
    reply = scene.do(Undo())
    assert reply is not None
    assert reply.saying is Saying.UNDONE
    assert reply.kind is Kind.DONE
    assert scene.kinds == [Kind.DONE, Kind.UNDONE]
    assert scene.records[-1].refers == scene.records[-2].id
    assert scene.up == up
    scene.expect(DueStatus)


def test_after_an_undo_the_break_is_missed_when_it_would_have_been() -> None:
    """The cycle stands where it would without the answer."""
    scene = Scene()
    scene.due()
    scene.work("2m")
    scene.done()
    scene.work("3m")
    scene.do(Undo())
    scene.work("14m59s")
    assert scene.outcomes == [Kind.DONE]
    scene.work("1s")
    assert scene.outcomes == [Kind.DONE, Kind.MISSED]


def test_undo_of_i_just_moved_lets_the_interval_go_on() -> None:
    """It has gone on counting all the while."""
    scene = Scene()
    scene.work("12m")
    scene.done()
    scene.work("3m")
    scene.do(Undo())
    assert left(scene) == timedelta(minutes=5)


def test_undo_of_i_just_moved_may_mean_due_at_once() -> None:
    """The interval that went on counting may be over by then."""
    scene = Scene()
    scene.work("18m")
    scene.done()
    scene.work("4m")
    scene.do(Undo())
    assert scene.up is not None


def test_undo_of_skip() -> None:
    """A skip taken back is due again."""
    scene = Scene()
    up = scene.due()
    scene.do(Skip())
    assert scene.glance.undo is Kind.SKIPPED
    scene.do(Undo())
    assert scene.up == up


def test_undo_of_a_natural_break() -> None:
    """The person was at the desk after all, so the break is due again."""
    scene = Scene()
    up = scene.due()
    scene.away("10m")
    assert scene.glance.undo is Kind.NATURAL
    scene.do(Undo())
    assert scene.up == up
    assert scene.kinds == [Kind.NATURAL, Kind.UNDONE]


def test_undo_of_a_natural_break_with_nothing_open() -> None:
    """The interval goes on where it stood."""
    scene = Scene()
    scene.work("10m")
    scene.away("10m")
    scene.do(Undo())
    assert left(scene) == timedelta(minutes=10)


def test_undo_of_a_turned_natural_break_gives_the_natural_one_back() -> None:
    """Its interval has gone on since the return."""
    scene = Scene()
    scene.work("10m")
    scene.away("10m")
    scene.work("3m")
    scene.done()
    scene.work("2m")
    scene.do(Undo())
    kinds = [Kind.NATURAL, Kind.UNDONE, Kind.DONE, Kind.UNDONE, Kind.NATURAL]
    assert scene.kinds == kinds
    assert left(scene) == timedelta(minutes=15)
    assert scene.glance.undo is Kind.NATURAL


def test_a_natural_break_given_back_is_the_absence_it_was() -> None:
    """Its length, its end, and its day, also when another has begun since."""
    scene = Scene(begin=make.MORNING.replace(hour=3, minute=40))
    scene.away("18m")
    scene.done()
    scene.work("3m")
    assert scene.state.day == make.TODAY
    scene.do(Undo())
    first, *_, again = [each for each in scene.records if each.kind is Kind.NATURAL]
    assert (again.length, again.day) == (first.length, first.day)
    assert again.moment.wall == first.moment.wall
    assert again.length is not None
    assert again.day < make.TODAY
    assert scene.state.outcomes == 0
    scene.do(Undo())
    assert scene.records[-1].refers == again.id


@pytest.mark.parametrize("length", [None, timedelta(minutes=18)])
def test_a_state_of_an_older_version_gives_the_natural_break_back(
    length: timedelta | None,
) -> None:
    """As far as it kept it."""
    scene = Scene()
    scene.away("18m")
    scene.done()
    undo = scene.state.undo
    assert undo is not None
    assert undo.turned is not None
    old = replace(undo, length=length, turned=replace(undo.turned, day=None))
    scene.state = replace(scene.state, undo=old)
    scene.do(Undo())
    assert (scene.records[-1].length, scene.records[-1].day) == (length, make.TODAY)
    assert scene.glance.undo is Kind.NATURAL


def test_undo_of_a_turned_natural_break_lasts_five_minutes_from_the_click() -> None:
    """It is the last I just moved that is taken back, not the return."""
    scene = Scene()
    scene.away("10m")
    scene.work("4m")
    scene.done()
    scene.work("5m")
    assert saying(scene, Undo()) is Saying.UNDONE
    assert saying(scene, Undo()) is Saying.NOTHING_TO_UNDO


def test_undo_twice_takes_back_the_natural_break_itself() -> None:
    """First the click, then the absence, each while it lasts."""
    scene = Scene()
    scene.work("10m")
    scene.away("10m")
    scene.done()
    scene.do(Undo())
    assert saying(scene, Undo()) is Saying.UNDONE
    assert left(scene) == timedelta(minutes=10)
    assert scene.state.outcomes == 0


@pytest.mark.parametrize(("wait", "can"), [("5m", True), ("5m1s", False)])
def test_undo_lasts_five_minutes(wait: str, *, can: bool) -> None:
    """Then it is gone from the menu, and the command says so."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.advance(wait)
    assert (scene.glance.undo is Kind.DONE) is can
    expected = Saying.UNDONE if can else Saying.NOTHING_TO_UNDO
    assert saying(scene, Undo()) is expected


@pytest.mark.parametrize("reboot", [True, False])
def test_undo_after_a_restart(*, reboot: bool) -> None:
    """The five minutes go on while the program does not run."""
    scene = Scene()
    up = scene.due()
    scene.done()
    scene.restart("3m", reboot=reboot)
    assert scene.glance.undo is Kind.DONE
    scene.do(Undo())
    assert scene.up == up


@pytest.mark.parametrize("reboot", [True, False])
def test_undo_of_a_turned_natural_break_after_a_restart(*, reboot: bool) -> None:
    """All of it survives."""
    scene = Scene()
    scene.away("10m")
    scene.done()
    scene.restart("2m", reboot=reboot)
    scene.do(Undo())
    assert scene.glance.undo is Kind.NATURAL
    scene.work("3m1s")
    assert scene.glance.undo is None


def test_undo_is_over_with_the_next_outcome() -> None:
    """Only the last one can be taken back; a missed or cut-off one ends it, too."""
    scene = Scene(breaks={"interval": timedelta(minutes=1)})
    scene.done()
    scene.work("2m")
    assert scene.outcomes == [Kind.DONE, Kind.MISSED]
    assert saying(scene, Undo()) is Saying.NOTHING_TO_UNDO

    scene.done()
    scene.work("1m")
    scene.do(PauseFor(None))
    assert saying(scene, Undo()) is Saying.NOTHING_TO_UNDO


def test_undo_twice_undoes_once() -> None:
    """There is one step back."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.do(Undo())
    assert saying(scene, Undo()) is Saying.NOTHING_TO_UNDO


def test_done_after_undo_counts() -> None:
    """What was taken back is no movement that this could be the same as."""
    scene = Scene()
    scene.done()
    scene.do(Undo())
    assert saying(scene, Done()) is Saying.MOVED


@pytest.mark.parametrize("restart", [False, True])
def test_undo_of_a_second_click_keeps_the_done_before_it(*, restart: bool) -> None:
    """Whoever leaves right after that one has moved once, and is not counted twice."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.work("61s")
    scene.done()
    if restart:
        scene.restart("10s", reboot=True)
    scene.do(Undo())
    scene.away("6m")
    assert scene.outcomes == [Kind.DONE, Kind.DONE]
    assert scene.kinds == [Kind.DONE, Kind.DONE, Kind.UNDONE]


def test_undo_of_a_turned_natural_break_keeps_the_done_before_it() -> None:
    """It is given back with all that was known before the click."""
    scene = Scene()
    scene.due()
    scene.done()
    before = scene.state.last_done
    scene.work("5m")
    scene.away("6m")
    scene.done()
    scene.do(Undo())
    assert scene.state.last_done == before


def test_undo_of_a_skip_keeps_the_done_before_it() -> None:
    """A double click stays a double click."""
    scene = Scene(breaks={"interval": timedelta(minutes=1)})
    scene.due()
    scene.done()
    scene.work("40s")
    scene.move()
    scene.do(Snooze(timedelta(seconds=1)))
    scene.work("1s")
    scene.do(Skip())
    scene.do(Undo())
    assert scene.state.last_done is not None


def test_undo_in_a_pause_skips_the_break_at_once() -> None:
    """Without the answer, the pause would have skipped it."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.do(PauseFor(None))
    scene.do(Undo())
    assert scene.kinds == [Kind.DONE, Kind.UNDONE, Kind.SKIPPED]
    assert scene.up is None
    scene.expect(PausedStatus)


def test_undo_outside_hours_misses_the_break_at_once() -> None:
    """Without the answer, the end of hours would have cut it off."""
    scene = Scene(hours={"monday": ((time(9), time(9, 21)),)})
    scene.work("20m")
    scene.done()
    scene.work("2m")
    scene.do(Undo())
    assert scene.outcomes == [Kind.DONE, Kind.MISSED]
    assert scene.up is None


def paused(scene: Scene) -> None:
    """Pause for a minute, and go on."""
    scene.do(PauseFor(timedelta(minutes=1)))
    scene.advance("1m")


def stopped(scene: Scene) -> None:
    """End the program for longer than a natural break takes."""
    scene.restart("2m")


def at_lunch(scene: Scene) -> None:
    """See the hours end, and begin again."""
    scene.advance(to="09:18")
    scene.advance(to="09:19")


def gone_at_once(scene: Scene) -> None:
    """Go right after the answer, so that this is one movement with it."""
    scene.away("2m")


@pytest.mark.parametrize("cut", [paused, stopped, at_lunch, gone_at_once])
def test_an_interval_begun_since_outlasts_an_undo(cut: Callable[[Scene], None]) -> None:
    """It would have begun without the answer as well."""
    hours = {"monday": ((time(9), time(9, 18)), (time(9, 19), time(17)))}
    scene = Scene(hours=hours, presence={"natural_break": timedelta(minutes=2)})
    scene.work("15m")
    scene.done()
    cut(scene)
    scene.do(Undo())
    assert left(scene) == timedelta(minutes=20)


def test_a_turned_natural_break_given_back_ends_no_interval_begun_since() -> None:
    """Nor does taking back the natural break itself."""
    scene = Scene()
    scene.work("15m")
    scene.away("6m")
    scene.done()
    paused(scene)
    scene.do(Undo())
    assert left(scene) == timedelta(minutes=20)
    scene.do(Undo())
    assert left(scene) == timedelta(minutes=20)


def test_undo_of_a_snoozed_break_s_done_snoozes_again() -> None:
    """The snooze has run on."""
    scene = Scene()
    scene.due()
    scene.do(Snooze())
    scene.work("1m")
    scene.done()
    scene.work("1m")
    scene.do(Undo())
    assert scene.expect(SnoozedStatus).ends.left == timedelta(minutes=3)


def test_undo_takes_down_what_would_not_be_there() -> None:
    """A drill asked for after the answer makes room for the break it answered."""
    scene = Scene()
    up = scene.due()
    scene.done()
    scene.move()
    scene.do(Undo())
    assert scene.up == up


@pytest.mark.parametrize("before", ["moved", "natural", "turned"])
def test_undo_leaves_a_drill_asked_for_since(before: str) -> None:
    """Whoever meant Move now has it, and takes back the click beside it."""
    scene = Scene()
    scene.work("20m" if before == "turned" else "10m")
    if before != "moved":
        scene.away("6m")
    if before != "natural":
        scene.done()
    scene.move()
    up = scene.shown()
    scene.do(Undo())
    assert scene.up == up
    scene.advance("5m")
    assert left(scene) == timedelta(minutes=15 if before == "turned" else 5)


def test_undo_during_a_guided_drill_holds_the_break() -> None:
    """No reminder over a guided drill."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.do(GuideBegan(timedelta(minutes=1)))
    scene.do(Undo())
    assert scene.up is None


def test_steps_are_told_of_the_open_break_s_drill() -> None:
    """Or else of the last one dealt, or of the first there is."""
    scene = Scene()
    scene.do(ShowSteps())
    assert scene.news == [StepsNews(scene.rules.drills[0])]
    up = scene.due()
    assert saying(scene, ShowSteps()) is Saying.STEPS
    scene.done()
    scene.do(ShowSteps())
    assert scene.news[1:] == [StepsNews(up.drill)] * 2


def test_steps_asked_for_in_a_snooze_end_no_snooze() -> None:
    """They are told, and the reminder comes when the snooze is over."""
    scene = Scene()
    up = scene.due()
    scene.do(Snooze())
    assert saying(scene, ShowSteps()) is Saying.STEPS
    assert scene.expect(SnoozedStatus).drill == up.drill


def test_skipping_what_was_asked_for_just_closes_it() -> None:
    """No record, no fresh interval."""
    scene = Scene()
    scene.work("5m")
    scene.move()
    assert saying(scene, Skip()) is Saying.SKIPPED
    assert scene.kinds == []
    assert scene.up is None
    assert left(scene) == timedelta(minutes=15)
