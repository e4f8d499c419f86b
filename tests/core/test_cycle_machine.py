"""Whatever happens in whatever order, the laws hold."""

from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from movebreak.core.effects import Effect, ShowStatus, WakeAt
from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Done,
    Event,
    Forget,
    GuideBegan,
    GuideEnded,
    IdleSeen,
    Like,
    Meeting,
    MoveNow,
    Never,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    PersonSeen,
    Presence,
    QuietSeen,
    ResetTaste,
    Resume,
    SessionBegan,
    SessionEnded,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    SetLogged,
    ShowSteps,
    Skip,
    Snooze,
    Tick,
    Trial,
    Undo,
    Welcomed,
)
from movebreak.core.programme.rules import Focus, Weekday
from movebreak.core.settings import Counting
from movebreak.core.state import ZERO
from tests.core.scene import DRILLS, NEVER, Scene, replay
from tests.core.witness import Witness

# It shows laws. What code is run the stories show: unmeasured, this is faster.
pytestmark = pytest.mark.no_cover

STEPS = 50

MINUTE = timedelta(minutes=1)
ANSWERS = (Done, Skip, Snooze, Another)
BUSY = ("do not disturb",)

spans = st.one_of(
    st.sampled_from([1, 2, 3, 59, 60, 61]).map(lambda n: timedelta(seconds=n)),
    st.sampled_from([3, 4, 5, 6, 10, 20, 21]).map(lambda n: n * MINUTE),
    st.integers(1, 25 * 60).map(lambda n: timedelta(seconds=n)),
)
quiets = st.sampled_from([(), (), None, BUSY, BUSY, NEVER])
idles = st.sampled_from([None, ZERO, 2 * timedelta(seconds=1), MINUTE, NEVER])
presences = st.sampled_from([Presence.ACTIVE, Presence.IDLE, Presence.UNKNOWN])
lengths = st.sampled_from([None, MINUTE, 15 * MINUTE, 60 * MINUTE, 150 * MINUTE])
changes = st.sampled_from(
    [
        {"breaks": {"interval": 5 * MINUTE}},
        {"breaks": {"interval": 20 * MINUTE}},
        {"breaks": {"interval": 50 * MINUTE, "repeats": 3}},
        {"breaks": {"repeats": 0, "snooze_limit": 1}},
        {"breaks": {"snooze_limit": 0}},
        {"breaks": {"typing_grace": ZERO}},
        {"breaks": {"typing_grace": MINUTE, "repeat_after": MINUTE}},
        {"quiet": {"hold_limit": 10 * MINUTE}},
        {"presence": {"natural_break": 10 * MINUTE}},
        {"presence": {"count_absence": Counting.ALWAYS}},
        {"presence": {"count_absence": Counting.NEVER}},
        {"hours": {"monday": ()}},
        {"hours": {"monday": None}},
        {"programme": {"focus": Focus.OFF}},
        {"programme": {"focus": Focus.RUNNING, "days": (Weekday.TUESDAY,)}},
    ]
)


class CycleMachine(RuleBasedStateMachine):
    """A person, a machine and a desk that do as they like."""

    def __init__(self) -> None:
        super().__init__()
        self.scene = Witness()

    @rule(length=spans)
    def time_passes(self, length: timedelta) -> None:
        """Sit, or be away, for a while."""
        self.scene.advance(length)

    @rule(length=spans)
    def the_engine_is_late(self, length: timedelta) -> None:
        """Nothing is stepped in time."""
        self.scene.pass_by(length)
        self.scene.do(Tick())

    @rule(hours=st.integers(1, 15))
    def hours_pass(self, hours: int) -> None:
        """A long time, seen at a few points of it only."""
        for _ in range(4):
            self.scene.pass_by(hours * 15 * MINUTE)
            self.scene.do(Tick())

    @rule(
        answer=st.sampled_from(ANSWERS),
        named=st.sampled_from(["open", "other", "none"]),
        length=spans,
    )
    def somebody_answers(
        self, answer: type[Any], named: str, length: timedelta
    ) -> None:
        """By button, menu or command; in time or late."""
        open_id = self.scene.glance.asked
        number = {"open": open_id, "other": 9999, "none": None}[named]
        extra = {"length": length} if answer is Snooze else {}
        self.scene.do(answer(break_id=number, **extra))

    @rule(
        event=st.sampled_from(
            [
                *(MoveNow(), Undo(), Undo(), ShowSteps(), Resume(), PersonSeen()),
                *(Done(), Trial(), Welcomed()),
            ]
        )
    )
    def somebody_asks(self, event: Event) -> None:
        """Something that needs no name."""
        self.scene.do(event)

    @rule(
        taste=st.sampled_from([Like, Never, ResetTaste]),
        name=st.sampled_from([*(drill.id for drill in DRILLS), "unheard-of"]),
    )
    def somebody_has_a_taste(self, taste: type[Any], name: str) -> None:
        """For a drill, or for none that there is."""
        self.scene.do(taste(name))

    @rule(back=st.sampled_from([0, 0, 1, 30]), span=st.sampled_from([0, 1, 60]))
    def somebody_forgets(self, back: int, span: int) -> None:
        """Today, yesterday, or days of long ago."""
        last = self.scene.state.day - timedelta(days=back)
        self.scene.do(Forget(last - timedelta(days=span), last))

    @rule(length=lengths)
    def somebody_pauses(self, length: timedelta | None) -> None:
        """For a while, or until resumed."""
        self.scene.do(PauseFor(length))

    @rule(begin=st.none() | spans, length=spans)
    def somebody_plans(self, begin: timedelta | None, length: timedelta) -> None:
        """A pause by the clock on the wall."""
        local = self.scene.now.local
        start = None if begin is None else local + begin
        self.scene.do(PauseUntil((start or local) + length, start))

    @rule()
    def somebody_calls_it_a_day(self) -> None:
        """Until tomorrow."""
        self.scene.do(PauseUntilTomorrow())

    @rule(length=lengths)
    def a_meeting(self, length: timedelta | None) -> None:
        """Begins or ends."""
        self.scene.do(Meeting(length))

    @rule(length=st.none() | spans)
    def a_guided_drill(self, length: timedelta | None) -> None:
        """Begins or ends."""
        self.scene.do(GuideEnded() if length is None else GuideBegan(length))

    @rule(
        answer=st.sampled_from([SessionStart, SessionTomorrow, SessionSkip]),
        named=st.sampled_from(["invited", "other", "none"]),
    )
    def somebody_answers_an_invitation(self, answer: type[Any], named: str) -> None:
        """By button, menu or command; in time or late."""
        now = self.scene.state.programme.invitation
        number = {"invited": now and now.id, "other": 9999, "none": None}[named]
        self.scene.do(answer(number))

    @rule(routine=st.sampled_from(["four", "circuit"]), length=spans)
    def a_session(self, routine: str, length: timedelta) -> None:
        """Begins, or goes on."""
        self.scene.do(SessionBegan(routine, length, strength=True))

    @rule(
        number=st.none() | st.integers(0, 3), trained=st.booleans(), moved=st.booleans()
    )
    def a_set(self, number: int | None, *, trained: bool, moved: bool) -> None:
        """Is logged; the next one, or another."""
        now = self.scene.state.programme.session
        place = now.sets if now is not None and number is None else number or 0
        self.scene.do(SetLogged(place, "bridge", "{}", trained, moved))

    @rule(complete=st.booleans())
    def a_session_ends(self, *, complete: bool) -> None:
        """Or none runs."""
        self.scene.do(SessionEnded(complete))

    @rule(length=spans)
    def the_hour_of_a_session(self, length: timedelta) -> None:
        """Comes near: somebody moves it there."""
        at = (self.scene.now.local + length).time().replace(second=0, microsecond=0)
        self.scene.change(programme={"focus": Focus.STRENGTH, "at": at})

    @rule(ago=st.sampled_from(["0s", "30s", "5m", "10m"]), idle=st.booleans())
    def somebody_leaves(self, ago: str, *, idle: bool) -> None:
        """Seen at once, or late."""
        self.scene.leave(ago, idle=idle)

    @rule(ago=st.sampled_from(["0s", "0s", "5s", "10m"]))
    def somebody_comes_back(self, ago: str) -> None:
        """Seen at once, or late."""
        self.scene.come_back(ago)

    @rule(presence=presences)
    def the_senses_say(self, presence: Presence) -> None:
        """Somebody is there, or nobody can tell."""
        self.scene.sense(presence)

    @rule(quiet=quiets, idle=idles)
    def the_senses_will_answer(self, quiet: Any, idle: Any) -> None:  # noqa: ANN401
        """What they will say when asked."""
        self.scene.quiet, self.scene.idle = quiet, idle

    @rule(reasons=st.sampled_from([(), None, BUSY]), idle=st.none() | spans)
    def the_senses_speak_up(
        self, reasons: tuple[str, ...] | None, idle: timedelta | None
    ) -> None:
        """Unasked, or long after they were."""
        self.scene.do(QuietSeen(reasons))
        self.scene.do(IdleSeen(idle))

    @rule(attended=st.booleans())
    def somebody_listens(self, *, attended: bool) -> None:
        """From now on a call says that somebody is there; or nothing does."""
        self.scene.attended = attended

    @rule(length=st.sampled_from(["20s", "45s", "3m", "8m"]))
    def somebody_touches_nothing(self, length: str) -> None:
        """Hands off the keyboard, for a drill or for longer."""
        self.scene.hands_off(length)

    @rule(why=st.sampled_from(Closing), right=st.booleans())
    def the_reminder_leaves_the_screen(self, why: Closing, *, right: bool) -> None:
        """The present one, or one of long ago."""
        number = self.scene.glance.asked if right else 9999
        self.scene.do(Closed(number or 9999, why))

    @rule(length=spans)
    def the_machine_sleeps(self, length: timedelta) -> None:
        """And resumes."""
        self.scene.pass_by(length, asleep=True)
        self.scene.tick()

    @rule(
        after=st.sampled_from(["1s", "2m", "6m", "9h"]),
        reboot=st.booleans(),
        kill=st.booleans(),
    )
    def the_program_restarts(self, after: str, *, reboot: bool, kill: bool) -> None:
        """By hand, by crash, by power cut."""
        self.scene.restart(after, reboot=reboot, kill=kill)

    @rule(minutes=st.sampled_from([-180, -60, -1, 1, 60, 180, 600]))
    def the_wall_clock_jumps(self, minutes: int) -> None:
        """Forward or back."""
        self.scene.set_clock(minutes * MINUTE)

    @rule(tables=changes)
    def settings_are_saved(self, tables: dict[str, dict[str, Any]]) -> None:
        """While all goes on."""
        self.scene.change(**tables)

    @precondition(lambda self: self.scene.up is not None)
    @rule()
    def done_is_pressed(self) -> None:
        """The way it should be."""
        assert self.scene.up is not None
        self.scene.do(Done(self.scene.up.break_id))
        assert self.scene.up is None

    def teardown(self) -> None:
        """The log of all this replays to the same effects."""
        since = self.scene.effects[self.scene.since_start :]
        assert replay(self.scene) == since


TestCycleMachine = CycleMachine.TestCase
TestCycleMachine.settings = settings(stateful_step_count=STEPS)


def telling(effects: list[Effect]) -> list[Effect]:
    """Return the effects that anybody could notice."""
    return [each for each in effects if not isinstance(each, ShowStatus | WakeAt)]


happenings = st.lists(
    st.one_of(
        spans,
        quiets.map(lambda quiet: ("quiet", quiet)),
        idles.map(lambda idle: ("idle", idle)),
        st.sampled_from(
            [
                Done(),
                Skip(),
                Snooze(),
                Snooze(MINUTE),
                Another(),
                MoveNow(),
                Undo(),
                PauseFor(7 * MINUTE),
                Meeting(13 * MINUTE),
                GuideBegan(2 * MINUTE),
                Resume(),
                SessionStart(),
                SessionTomorrow(),
                SessionSkip(),
                SessionBegan("four", 5 * MINUTE, strength=True),
                SetLogged(0, "bridge", "{}", moved=True),
                SessionEnded(complete=True),
                "leave",
                "come back",
                "nobody can tell",
            ]
        ),
    ),
    max_size=12,
)


def live(scene: Scene, life: list[Any]) -> None:
    """Let all this happen, one after the other."""
    for each in life:
        match each:
            case timedelta():
                scene.advance(each)
            case ("quiet", quiet):
                scene.quiet = quiet
            case ("idle", idle):
                scene.idle = idle
            case "leave":
                scene.leave()
            case "come back":
                scene.come_back()
            case "nobody can tell":
                scene.sense(Presence.UNKNOWN)
            case _:
                scene.do(each)
    scene.advance(40 * MINUTE)


@given(life=happenings, every=st.integers(7, 200))
def test_needless_ticks_change_nothing(life: list[Any], every: int) -> None:
    """Cutting a span into smaller ones leads to the same state by the same way."""
    # Within what happens there is the hour of a session.
    programme = {"focus": Focus.STRENGTH, "at": time(9, 31)}
    plain, restless = Scene(programme=programme), Scene(programme=programme)
    restless.extra = timedelta(seconds=every)
    live(plain, life)
    live(restless, life)
    assert telling(restless.effects) == telling(plain.effects)
    assert restless.state == plain.state
