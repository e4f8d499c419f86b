"""The invitation to a session: when it comes, what it waits for, how it is answered."""

from datetime import timedelta
from typing import Any

import pytest

from movebreak.core.effects import Invite, OpenPage, PageNews, Saying
from movebreak.core.events import (
    Closed,
    Closing,
    Event,
    GuideBegan,
    GuideEnded,
    Meeting,
    MoveNow,
    NoPage,
    Page,
    PauseFor,
    Presence,
    QuietSeen,
    Resume,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    Snooze,
    Undo,
    WantPage,
)
from movebreak.core.programme.rules import Focus, Weekday
from movebreak.core.state import Stage
from movebreak.core.status import HeldStatus
from tests import make
from tests.core.scene import NEVER, Scene
from tests.core.witness import Witness

MONDAY = make.TODAY
DAY = timedelta(days=1)
BUSY = ("do not disturb",)


def scene(**tables: dict[str, Any]) -> Witness:
    """Return a Monday morning in a programme, with reminders of breaks far apart."""
    programme = {"focus": Focus.STRENGTH, **tables.pop("programme", {})}
    made = Witness()
    breaks = {"interval": 4 * make.HOUR, **tables.pop("breaks", {})}
    made.change(programme=programme, breaks=breaks, **tables)
    return made


def stage(of: Scene) -> Stage | None:
    """Return where the invitation stands."""
    now = of.state.programme.invitation
    return None if now is None else now.stage


def until_invited(of: Scene, hour: str = "17:00") -> Invite:
    """Sit there until the hour of the session; return the invitation that is up."""
    of.advance(to=hour)
    of.advance("31s")
    assert of.invited is not None
    return of.invited


def test_as_movebreak_comes_no_session_is_planned() -> None:
    """C01: until a focus is chosen, nobody is invited to anything."""
    it = Witness()
    it.advance("72h")

    assert it.invitations == []
    assert it.glance.session is None


def test_it_comes_at_the_hour_that_the_person_set() -> None:
    """At five by default; what is planned is told before."""
    it = scene()
    told = it.glance.session
    assert told is not None
    assert (told.at, told.today) == (it.now.wall.replace(hour=17), True)
    it.advance(to="16:59")
    assert it.invitations == []

    assert until_invited(it).focus is Focus.STRENGTH


def test_it_comes_on_the_days_that_the_person_wished() -> None:
    """Not on another."""
    it = scene(programme={"days": (Weekday.THURSDAY,)})
    it.advance("48h")
    assert it.invitations == []
    it.advance("24h")
    until_invited(it)

    assert it.state.day == MONDAY + 3 * DAY


def test_an_early_hour_belongs_to_the_day_that_begins_before() -> None:
    """A day lasts until four: a session at one in the night is Monday's, at its end."""
    it = scene(programme={"at": make.MORNING.replace(hour=1).time()})
    it.advance("15h")
    assert it.invitations == []
    until_invited(it, "01:00")

    assert it.state.day == MONDAY


def test_unanswered_it_is_shown_once_more_and_then_left_to_the_menu() -> None:
    """The repeat comes after five minutes; the day ends without a word."""
    it = scene()
    up = until_invited(it)
    it.advance("5m")
    it.advance("31s")
    assert it.invitations == [up, up]
    it.advance("5m")
    assert it.invited is None
    assert stage(it) is Stage.FADED
    before = len(it.effects)
    it.advance(to="04:00")

    assert it.invitations == [up, up]
    assert not any(isinstance(each, Invite) for each in it.effects[before:])
    assert stage(it) is None


def test_a_missed_session_finds_a_new_day() -> None:
    """The next day that may be, at the same hour."""
    it = scene()
    until_invited(it)
    it.advance(to="04:00")
    until_invited(it)

    assert it.state.day == MONDAY + DAY


def test_tomorrow_moves_it_to_tomorrow() -> None:
    """Also where that is not a day that was wished; and it comes there."""
    it = scene(programme={"days": (Weekday.MONDAY, Weekday.THURSDAY)})
    up = until_invited(it)
    said = it.do(SessionTomorrow(up.invitation))
    assert said is not None
    assert said.saying is Saying.SESSION_MOVED
    assert said.until == it.now.wall.replace(hour=17, minute=0, second=0) + DAY
    assert it.invited is None
    assert stage(it) is None
    it.advance("2h")
    assert it.invitations == [up]
    until_invited(it)

    assert it.state.day == MONDAY + DAY


def test_a_session_that_is_turned_down_leaves_its_place_empty() -> None:
    """The next one comes as if it had been done, well apart from it."""
    it = scene()
    up = until_invited(it)
    said = it.do(SessionSkip(up.invitation))
    assert said is not None
    assert said.saying is Saying.SESSION_SKIPPED
    assert said.until is not None
    assert said.until.date() == MONDAY + 3 * DAY
    it.advance("72h")

    assert it.invited is not None
    assert it.state.day == MONDAY + 3 * DAY


@pytest.mark.parametrize("answer", [SessionTomorrow, SessionSkip])
def test_a_session_of_today_can_be_answered_before_its_hour(
    answer: type[SessionTomorrow | SessionSkip],
) -> None:
    """By the menu or a command; then nobody is invited today."""
    it = scene()
    it.do(answer())
    it.advance("12h")

    assert it.invitations == []


@pytest.mark.parametrize("answer", [SessionTomorrow, SessionSkip, SessionStart])
def test_an_answer_to_an_old_invitation_changes_nothing(
    answer: type[SessionTomorrow | SessionSkip | SessionStart],
) -> None:
    """And says so."""
    it = scene()
    up = until_invited(it)
    it.do(SessionSkip(up.invitation))
    before = it.state
    said = it.do(answer(up.invitation))

    assert said is not None
    assert said.saying is Saying.OLD_INVITATION
    assert said.refused
    assert it.state == before


@pytest.mark.parametrize("answer", [SessionTomorrow(), SessionSkip()])
def test_without_a_session_today_there_is_nothing_to_answer(
    answer: SessionTomorrow | SessionSkip,
) -> None:
    """Only what is planned can be moved."""
    it = scene(programme={"days": (Weekday.FRIDAY,)})
    said = it.do(answer)

    assert said is not None
    assert said.saying is Saying.NO_SESSION_TODAY


def test_start_opens_the_page() -> None:
    """The invitation goes down; when nothing follows, the menu still has it."""
    it = scene()
    up = until_invited(it)
    it.do(SessionStart(up.invitation))
    assert OpenPage(Page.SESSION) in it.effects
    assert it.invited is None
    assert stage(it) is Stage.STARTED
    it.advance("5m")

    assert stage(it) is Stage.FADED
    assert it.invitations == [up]


def test_a_look_at_what_it_holds_answers_nothing() -> None:
    """The page opens, and the invitation that was clicked away comes back beside it."""
    it = scene()
    up = until_invited(it)
    it.do(WantPage(Page.SESSION))
    assert OpenPage(Page.SESSION) in it.effects
    assert it.invitations == [up, up]
    it.do(SessionSkip(up.invitation))
    it.do(WantPage(Page.SESSION))

    assert it.invitations == [up, up]


def test_start_without_a_browser_names_the_terminal() -> None:
    """The session can be had there too."""
    it = scene()
    it.do(SessionStart())
    it.do(NoPage(Page.SESSION))

    assert it.news == [PageNews(Page.SESSION)]


def test_when_both_are_due_the_session_alone_reminds() -> None:
    """The break waits; when the session is moved, its own reminder follows."""
    it = scene(breaks={"interval": 8 * make.HOUR + timedelta(seconds=24)})
    up = until_invited(it)
    assert it.state.open is not None
    assert it.reminders == []
    assert it.expect(HeldStatus).reasons == ("your session",)
    it.do(SessionTomorrow(up.invitation))
    it.advance("1m")

    assert it.shown().break_id == it.state.open.id


def test_a_break_that_is_up_makes_room() -> None:
    """Its reminder goes down, waits, and comes again when nobody answers the other."""
    it = scene(breaks={"interval": 8 * make.HOUR - 3 * make.MINUTE})
    it.advance(to="16:58")
    drill = it.shown()
    until_invited(it)
    assert it.up is None
    it.advance("11m")
    assert it.invited is None
    it.advance("1m")

    assert it.shown() == drill
    assert it.outcomes == []


def test_a_break_answered_meanwhile_leaves_the_invitation_alone() -> None:
    """Done by a command; the session is still asked for."""
    it = scene(breaks={"interval": 8 * make.HOUR})
    up = until_invited(it)
    it.done()
    assert it.invited == up
    it.do(Undo())

    assert it.invited == up
    assert it.up is None


def test_a_snoozed_break_comes_back_only_after_the_invitation() -> None:
    """Both in one place would be one too many."""
    it = scene(breaks={"interval": 7 * make.HOUR + 56 * make.MINUTE})
    it.advance(to="16:58")
    it.do(Snooze())
    until_invited(it)
    it.advance("4m")
    assert it.up is None
    it.do(SessionSkip())
    it.advance("1m")

    assert it.up is not None


def test_who_asks_for_a_drill_gets_it_first() -> None:
    """Move now puts it up in place of the invitation, which comes after it."""
    it = scene()
    up = until_invited(it)
    it.do(MoveNow())
    assert it.invited is None
    assert it.up is not None
    it.done()
    it.advance("31s")

    assert it.invited == up


def test_a_drill_in_place_of_the_page_that_opens() -> None:
    """Whoever chose Start and then a drill is not asked for the session again."""
    it = scene()
    until_invited(it)
    it.do(SessionStart())
    it.do(MoveNow())
    it.shown()
    it.done()

    assert it.up is None
    assert stage(it) is Stage.FADED


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (PauseFor(None), Resume()),
        (Meeting(2 * make.HOUR), Meeting(None)),
        (GuideBegan(make.HOUR), GuideEnded()),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_it_waits_for_what_is_under_way(
    begins: Event, ends: Event, *, before: bool
) -> None:
    """A pause, a meeting, a guided drill: it comes, or comes back, after them."""
    it = scene()
    if before:
        it.advance(to="16:50")
        it.do(begins)
        it.advance("20m")
    else:
        until_invited(it)
        it.do(begins)
        it.advance("20m")
    assert it.invited is None
    it.do(ends)
    it.advance("31s")

    assert it.invited is not None


def test_it_waits_until_somebody_is_there() -> None:
    """Nothing is shown to an empty chair; what was up comes back at the return."""
    it = scene()
    it.leave()
    it.advance("9h")
    assert it.invitations == []
    it.come_back()
    it.advance("31s")
    up = it.invited
    assert up is not None
    it.away("3m")
    it.advance("31s")

    assert it.invited == up
    it.advance("6m")
    assert it.invited == up
    it.advance("6m")
    assert stage(it) is Stage.FADED


def test_it_waits_until_the_person_may_be_disturbed() -> None:
    """It is held by what holds a break, and comes within a minute after that."""
    it = scene()
    it.quiet = BUSY
    it.advance(to="17:30")
    assert it.invitations == []
    assert stage(it) is Stage.HELD
    it.quiet = ()
    it.advance("2m")

    assert it.invited is not None


def test_quiet_does_not_hold_it_for_ever() -> None:
    """After as long as a break may be held, it comes all the same."""
    it = scene()
    it.quiet = BUSY
    it.advance(to="18:31")

    assert it.invited is not None


def test_quiet_that_begins_while_it_is_up_takes_it_down() -> None:
    """As it does a reminder; seen when it is to be repeated, or told before."""
    it = scene(breaks={"repeats": 3})
    until_invited(it)
    it.quiet = BUSY
    it.advance("5m")
    assert it.invited is None
    assert stage(it) is Stage.HELD
    it.quiet = ()
    it.advance("2m")
    assert stage(it) is Stage.UP
    it.quiet = BUSY
    it.do(QuietSeen(BUSY))

    assert it.invited is None


def test_it_waits_for_a_pause_in_typing() -> None:
    """Half a minute at most, and no longer than a pause of three seconds."""
    it = scene()
    it.idle = timedelta(seconds=2)
    it.advance(to="17:00")
    it.idle = timedelta(seconds=3)
    it.advance("2s")

    assert it.invited is not None


def test_hands_that_never_rest_see_it_after_half_a_minute() -> None:
    """Nobody types for ever."""
    it = scene()
    it.idle = NEVER
    it.advance(to="17:00")
    it.advance("29s")
    assert it.invited is None
    it.advance("1s")

    assert it.invited is not None


def test_quiet_told_while_somebody_types_holds_it() -> None:
    """Whatever is told before it is up."""
    it = scene()
    it.idle = NEVER
    it.advance(to="17:00")
    it.do(QuietSeen(BUSY))

    assert stage(it) is Stage.HELD


def test_closed_by_hand_it_is_not_shown_again() -> None:
    """That answers nothing, and the menu still has it."""
    it = scene()
    up = until_invited(it)
    it.do(Closed(up.invitation, Closing.DISMISSED))
    it.advance("2h")

    assert it.invitations == [up]
    told = it.glance.session
    assert told is not None
    assert told.today
    assert told.invitation == up.invitation


def test_it_comes_outside_the_working_hours_too() -> None:
    """Planned sessions keep their own hour."""
    hours = {"monday": ((make.MORNING.time(), make.MORNING.replace(hour=12).time()),)}
    it = scene(hours=hours)

    until_invited(it)


def test_it_survives_a_restart() -> None:
    """What was up comes again; a session that was moved stays moved."""
    it = scene()
    up = until_invited(it)
    it.restart()
    it.advance("31s")
    assert it.invited == up
    it.do(SessionTomorrow())
    it.restart(after="14h", reboot=True)
    assert it.invitations == [up, up]
    until_invited(it)

    assert it.state.day == MONDAY + DAY


def test_without_a_focus_it_goes() -> None:
    """Whoever switches the programme off is asked no more."""
    it = scene()
    until_invited(it)
    it.change(programme={"focus": Focus.OFF})

    assert it.invited is None
    assert it.glance.session is None


def test_nobody_is_invited_where_nobody_can_be_told_to_be() -> None:
    """After two breaks that nobody answered, and no sense that can tell."""
    it = scene(breaks={"interval": 20 * make.MINUTE})
    it.sense(Presence.UNKNOWN)
    it.advance("9h")
    assert it.invitations == []
    it.done()
    it.advance("31s")

    assert it.invited is not None
