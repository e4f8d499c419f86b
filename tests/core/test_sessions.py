"""A session under way: quiet of its own, kept set by set, and it counts as a move."""

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from movebreak.core.effects import Kind, Reply, Saying
from movebreak.core.events import (
    CheckAnswered,
    GuideEnded,
    MoveNow,
    PositionTold,
    ReviewAnswered,
    SessionStart,
    SetLogged,
    Undo,
)
from movebreak.core.programme.rules import Focus
from movebreak.core.state import Stage
from movebreak.core.status import HeldStatus, Running, WorkingStatus
from movebreak.core.summary import streak
from tests import make
from tests.core.test_invitation import DAY, MONDAY, scene, until_invited
from tests.core.witness import Witness


def said(reply: Reply | None) -> Saying:
    """Return what came of it."""
    assert reply is not None
    return reply.saying


def test_a_session_is_kept_set_by_set() -> None:
    """Each line names its session; the last tells how long it was."""
    it = scene()
    it.begin()
    it.advance("2m")
    detail = json.dumps({"round": 1, "set": 1, "amount": 10})
    assert said(it.do(SetLogged(0, "bridge", detail))) is Saying.SET_LOGGED
    it.logs(1)
    it.advance("3m")
    assert said(it.end()) is Saying.SESSION_ENDED
    began, first, second, ended = it.records

    assert [each.kind for each in it.records] == [
        Kind.SESSION,
        Kind.SET,
        Kind.SET,
        Kind.SESSION_END,
    ]
    assert json.loads(began.detail) == {"routine": "four", "strength": True}
    assert (first.drill, first.detail) == ("bridge", detail)
    assert {first.refers, second.refers, ended.refers} == {began.id}
    assert ended.length == 5 * make.MINUTE
    assert json.loads(ended.detail) == {"complete": True}


def test_what_is_under_way_can_be_seen() -> None:
    """Which routine, and how many sets of it were answered."""
    it = scene()
    it.begin()
    it.logs(0)
    told = it.glance.session

    assert told is not None
    assert told.running == Running(it.records[0].id, "four", 1)
    assert told.invitation is None


def test_a_session_needs_no_programme() -> None:
    """Anybody may do one, at any time."""
    it = Witness()
    it.begin()
    told = it.glance.session
    assert told is not None
    assert told.running is not None
    assert told.at is None
    it.end()

    assert it.glance.session is None


def test_no_reminder_comes_while_it_runs() -> None:
    """Nor is it an absence: hands off the keyboard belong to it."""
    it = Witness()
    it.begin(length="40m")
    it.advance("10m")
    it.walk_off("30m")
    it.advance("5m")

    assert it.reminders == []
    assert it.kinds == [Kind.SESSION]


def test_a_break_that_is_up_waits_for_the_first_exercise() -> None:
    """With that it is done; the sets after it count for no more breaks."""
    it = Witness()
    drill = it.due().drill
    it.begin()
    assert it.up is None
    assert it.expect(HeldStatus).reasons == ("your session",)
    it.logs(0)
    assert it.outcomes == []
    it.logs(1, moved=True)
    it.logs(2, moved=True)
    assert it.outcomes == [Kind.DONE]
    assert it.records[-2].drill == drill.id
    it.end()
    it.advance("19m")

    assert it.up is None


def test_the_break_can_be_taken_back() -> None:
    """As any other that was done."""
    it = Witness()
    it.due()
    it.begin()
    it.logs(0, moved=True)
    assert said(it.do(Undo())) is Saying.UNDONE
    it.end()
    it.advance("1m")

    assert it.up is not None


def test_a_session_that_was_left_at_once_leaves_the_break_as_it_was() -> None:
    """Its reminder comes back."""
    it = Witness()
    drill = it.due()
    it.begin()
    it.end(complete=False)
    it.advance("1m")

    assert it.shown() == drill
    assert it.outcomes == []


def test_after_a_session_a_fresh_interval_starts() -> None:
    """Whoever has trained has moved, though no break was open."""
    it = Witness()
    it.advance("15m")
    it.begin()
    it.logs(0, moved=True)
    it.advance("18m")
    it.end()
    assert it.expect(WorkingStatus).ends.left == 20 * make.MINUTE

    assert it.outcomes == []


def test_sets_are_no_breaks() -> None:
    """They add nothing to the day's goal, nor to the streak."""
    it = Witness()
    it.begin()
    for number in range(8):
        it.logs(number)
    it.end()

    assert it.outcomes == []
    tallies = it.ledger.tallies()
    assert [each.done for each in tallies] == [0]
    assert streak(tallies, MONDAY, 8, 20 * make.MINUTE) == 0


def test_a_set_is_kept_once() -> None:
    """A page that sends it twice, or a second player, changes nothing."""
    it = scene()
    it.begin()
    it.logs(0)
    before = it.state
    assert said(it.logs(0)) is Saying.ANOTHER_SET
    assert said(it.logs(2)) is Saying.ANOTHER_SET

    assert it.state == before


def test_without_a_session_there_is_nothing_to_answer() -> None:
    """And it says so."""
    it = scene()

    assert said(it.logs(0)) is Saying.NO_SESSION_RUNS
    assert said(it.end()) is Saying.NO_SESSION_RUNS
    assert it.records == []


def test_beginning_it_again_goes_on_with_it() -> None:
    """A second page of it is the same session; another routine is another session."""
    it = scene()
    it.begin()
    it.logs(0)
    it.begin()
    assert it.kinds == [Kind.SESSION, Kind.SET]
    it.begin("circuit")

    assert it.kinds[2:] == [Kind.SESSION_END, Kind.SESSION]
    told = it.glance.session
    assert told is not None
    assert told.running is not None
    assert (told.running.routine, told.running.sets) == ("circuit", 0)


def test_silence_ends_it() -> None:
    """For twice its length, counted from the last answer."""
    it = scene()
    it.begin(length="20m")
    it.advance("39m")
    it.logs(0)
    it.advance("39m")
    assert it.glance.session is not None
    assert it.glance.session.running is not None
    it.advance("2m")

    assert it.kinds == [Kind.SESSION, Kind.SET, Kind.SESSION_END]
    assert json.loads(it.records[-1].detail) == {"complete": False}


def test_a_session_begun_answers_its_invitation() -> None:
    """Left without a set it is not asked for again today; the menu still has it."""
    it = scene()
    up = until_invited(it)
    it.do(SessionStart(up.invitation))
    it.begin()
    it.end(complete=False)
    it.advance("1h")
    assert it.invitations == [up]
    assert it.state.programme.invitation is not None
    assert it.state.programme.invitation.stage is Stage.FADED

    assert it.glance.session is not None
    assert it.glance.session.today


def test_begun_before_its_hour_nobody_is_invited_while_it_runs() -> None:
    """And when nothing was done of it, it is still planned."""
    it = scene()
    it.advance(to="16:50")
    it.begin()
    it.advance("20m")
    assert it.invitations == []
    it.end(complete=False)
    it.advance("31s")

    assert it.invited is not None


def test_the_next_session_comes_well_after_it() -> None:
    """C16, C17: two a week, never on two days in a row, also across the week's end."""
    it = scene()
    days = []
    for _ in range(8):
        before = len(it.invitations)
        while len(it.invitations) == before:
            it.advance("6h")
            if it.invited is not None:
                break
        days.append(it.state.day)
        it.begin()
        it.logs(0)
        it.end()
    gaps = [(later - day).days for day, later in pairwise(days)]
    weeks = [day.isocalendar()[:2] for day in days]

    assert min(gaps) > 1
    assert all(weeks.count(each) <= 2 for each in weeks)


def test_only_what_was_done_is_training() -> None:
    """A set that was left out does not move the plan, nor begins the weeks."""
    it = scene()
    it.begin()
    it.do(SetLogged(0, "bridge", "{}", trained=False))
    it.end(complete=False)

    assert it.state.programme.trained == ()
    assert it.state.programme.first is None


def test_the_first_strength_session_is_remembered() -> None:
    """Reviews count their weeks from it; the days of long ago are forgotten."""
    it = scene()
    for _ in range(3):
        it.begin()
        it.logs(0)
        it.end()
        it.advance("240h")

    assert it.state.programme.first == MONDAY
    assert it.state.programme.trained == (MONDAY + 10 * DAY, MONDAY + 20 * DAY)


def test_a_session_survives_a_restart() -> None:
    """Whatever was answered is there, and it goes on."""
    it = scene()
    it.begin()
    it.logs(0)
    it.restart(after="2m", kill=True)
    assert said(it.logs(1)) is Saying.SET_LOGGED
    it.restart(after="9h", reboot=True)

    assert said(it.logs(2)) is Saying.NO_SESSION_RUNS
    assert it.kinds[-1] is Kind.SESSION_END


def test_leaving_a_guided_drill_does_not_end_it() -> None:
    """Two pages may be open."""
    it = scene()
    it.begin()
    it.do(GuideEnded())

    assert said(it.logs(0)) is Saying.SET_LOGGED


@pytest.mark.parametrize("first", [True, False])
def test_a_drill_that_was_asked_for_stays_up(*, first: bool) -> None:
    """Whoever asks for it gets it; unanswered, it ends as it does without a session."""
    it = Witness()
    if first:
        it.do(MoveNow())
    it.begin()
    if not first:
        it.do(MoveNow())
    it.advance("4m59s")
    it.shown()
    it.advance("1s")
    assert it.up is None
    assert it.state.open is None
    assert it.outcomes == []


def test_a_break_that_was_asked_for_in_spite_of_it_makes_room_again() -> None:
    """After as long as a reminder stays; it comes back when the session is over."""
    it = Witness()
    it.due()
    it.begin()
    it.do(MoveNow())
    it.advance("4m59s")
    it.shown()
    it.advance("1s")
    assert it.up is None
    it.expect(HeldStatus)
    it.end()
    it.shown()


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (CheckAnswered('{"works": "yes"}'), Kind.CHECK),
        (ReviewAnswered('{"weeks": 4}'), Kind.REVIEW),
    ],
)
def test_answers_to_questions_are_kept(event: Any, kind: Kind) -> None:  # noqa: ANN401
    """As they were given."""
    it = scene()
    assert said(it.do(event)) is Saying.NOTED

    assert [(each.kind, each.detail) for each in it.records] == [(kind, event.detail)]


def test_how_somebody_works_is_remembered() -> None:
    """Until they tell otherwise."""
    it = scene()
    assert said(it.do(PositionTold("standing"))) is Saying.NOTED

    assert it.state.programme.position == "standing"
    assert it.records == []


def test_a_chosen_focus_names_the_session() -> None:
    """As the person chose it."""
    it = scene(programme={"focus": Focus.MOBILITY})

    assert until_invited(it).focus is Focus.MOBILITY
    it.advance(timedelta(minutes=1))
