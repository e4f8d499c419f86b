"""A scene that checks, step by step, what must hold whatever happens."""

from datetime import datetime, timedelta, tzinfo

from movebreak.core.cycle import FROM_A_PERSON
from movebreak.core.durations import parse
from movebreak.core.effects import (
    Effect,
    Erase,
    Invite,
    Kind,
    Record,
    Remind,
    Reply,
    Saying,
    WakeAt,
    Withdraw,
)
from movebreak.core.events import (
    Closed,
    Event,
    PresenceChanged,
    Started,
    Stopping,
    Tick,
    Undo,
)
from movebreak.core.hours import is_open
from movebreak.core.state import ZERO, Break, Phase, Stage, State
from movebreak.core.status import AwayStatus, HeldStatus, SnoozedStatus, WorkingStatus
from movebreak.core.turn import (
    counter,
    is_attended,
    is_away,
    is_empty_chair,
    is_guided,
)
from tests import make
from tests.core.ledger import Ledger
from tests.core.patience import Patience, looks_again
from tests.core.scene import OUTCOMES, Scene

REPEAT_IN_PREPARATION = {Phase.ASKING, Phase.GRACE}


class Witness(Scene):
    """Sees every step of a story, and believes none of it."""

    def __init__(
        self, begin: datetime = make.MORNING, zone: tzinfo | None = None
    ) -> None:
        self.since_start = 0
        self.sat = ZERO
        self.shown_at: timedelta | None = ZERO
        self.shortest = timedelta.max
        self.seen: set[int] = set()
        self.asked: set[int] = set()
        self.ended: set[int] = set()
        self.furthest = ZERO
        self.closed = self.uninvited = False
        self.left_at = ZERO
        self.ledger = Ledger()
        self.patience = Patience()
        super().__init__(begin, zone)

    def pass_by(self, length: str | timedelta, *, asleep: bool = False) -> None:
        """Move the clocks, and count the time somebody may have sat there."""
        before = self.now.awake
        super().pass_by(length, asleep=asleep)
        self.sat += self.now.awake - before
        if asleep:
            self.left_at = self.now.awake

    def leave(self, ago: str = "0s", *, idle: bool = False) -> None:
        """Go away, and remember when that was noticed."""
        self.left_at = self.now.awake
        super().leave(ago, idle=idle)

    def come_back(self, ago: str = "0s") -> None:
        """Touch the keyboard; not before it was noticed that nobody did."""
        if self.now.awake - parse(ago) < self.left_at:
            ago = "0s"
        super().come_back(ago)

    def _start_again(self, after: str, by: timedelta, *, reboot: bool) -> None:
        self.since_start = len(self.effects)
        super()._start_again(after, by, reboot=reboot)
        self.left_at = self.now.awake

    def _step(self, event: Event) -> tuple[Effect, ...]:
        before, up = self.state, self.up or self.invited
        self.closed = self.closed or isinstance(event, Closed)
        self.uninvited = self.uninvited or isinstance(event, Closed)
        self.shortest = min(self.shortest, self.rules.settings.breaks.interval)
        effects = super()._step(event)
        self._one_reminder(up, effects)
        self._nothing_up_that_should_not_be(event)
        self._an_invitation_that_should_be(event)
        self._one_outcome(before, event, effects)
        self._an_interval_apart(event)
        self._snooze_limit(effects)
        self._nothing_counted_while_away(before, event, effects)
        for effect in effects:
            if isinstance(effect, Record):
                self.ledger.take_in(effect, self.rules.settings)
            if isinstance(effect, Erase):
                self.ledger.forget(effect)
        self.patience.take_in(before, event, effects)
        self.patience.check(self.state, self.now, self.rules.settings)
        self._desk_time(before, event)
        self._deadlines(effects)
        if not isinstance(event, Stopping):
            looks_again(self.state, self.wake, self.now, self.rules.settings)
        self._statuses()
        self._undone(before, effects)
        return effects

    def _one_reminder(
        self, up: Remind | Invite | None, effects: tuple[Effect, ...]
    ) -> None:
        assert sum(isinstance(each, Remind | Invite) for each in effects) <= 1
        for effect in effects:
            if isinstance(effect, Withdraw):
                up = None
            elif isinstance(effect, Remind):
                # Only a drill that was asked for takes the place of an invitation.
                now = self.state.open
                wanted = now is not None and (now.asked_for or now.insists)
                mine = isinstance(up, Remind) and up.break_id == effect.break_id
                assert up is None or mine or (isinstance(up, Invite) and wanted)
                up = effect
            elif isinstance(effect, Invite):
                assert up is None or up == effect
                up = effect

    def _an_invitation_that_should_be(self, event: Event) -> None:
        """Assert that an invitation is on the screen when it should be, and only so."""
        state, now = self.state, self.state.programme.invitation
        if self.invited is None:
            shown = now is not None and now.stage is Stage.UP
            assert not shown or self.uninvited or isinstance(event, Stopping)
            return
        self.uninvited = False
        assert now is not None
        assert now.id == self.invited.invitation
        repeat = now.stage in {Stage.ASKING, Stage.GRACE} and now.shows
        assert now.stage is Stage.UP or repeat
        assert now.day == state.day
        assert now.day not in state.programme.trained
        assert state.pause is None
        assert state.meeting is None
        assert not is_guided(state)
        assert not is_away(state)

    def _nothing_up_that_should_not_be(self, event: Event) -> None:
        now, state = self.state.open, self.state
        if self.up is None:
            shown = now is not None and now.phase is Phase.UP
            # A drill that was asked for makes room for its own guide.
            guided = now is not None and now.asked_for and state.guide is not None
            assert not shown or guided or self.closed or isinstance(event, Stopping)
            return
        self.closed = False
        assert now is not None
        assert (now.id, now.drill) == (self.up.break_id, self.up.drill)
        repeat = now.phase in REPEAT_IN_PREPARATION and now.shown is not None
        assert now.phase is Phase.UP or repeat
        wanted = now.asked_for or now.insists
        nobody = state.pause is not None or state.off or is_away(state)
        held = state.meeting is not None or is_guided(state)
        assert wanted or not (nobody or held)
        assert now.asked_for or (state.pause is None and not state.off)

    def _one_outcome(
        self, before: State, event: Event, effects: tuple[Effect, ...]
    ) -> None:
        outcomes = [e for e in effects if isinstance(e, Record) and e.kind in OUTCOMES]
        if isinstance(event, Tick) and self.state.slept == before.slept:
            assert len(outcomes) <= 1
            assert not (outcomes and is_empty_chair(before))
        now = self.state.open
        if now is not None:
            if now.asked_for:
                self.asked.add(now.id)
            if isinstance(event, Undo):
                self.ended.discard(now.id)
            assert now.id not in self.ended
        old = before.open
        if old is None or (now is not None and now.id == old.id):
            return
        self.ended.add(old.id)
        mine = [
            e for e in outcomes if e.drill == old.drill.id or e.kind is Kind.NATURAL
        ]
        if isinstance(event, Undo):
            return
        if old.shown is not None and not old.asked_for and not is_empty_chair(before):
            assert mine
        assert len(mine) <= 1

    def _an_interval_apart(self, event: Event) -> None:
        if isinstance(event, Undo):
            self.shown_at = None
        now = self.state.open
        if self.up is None or now is None or now.id in self.seen | self.asked:
            return
        self.seen.add(now.id)
        if self.shown_at is not None:
            assert self.sat - self.shown_at >= self.shortest
        self.shown_at = self.sat
        self.shortest = self.rules.settings.breaks.interval

    def _snooze_limit(self, effects: tuple[Effect, ...]) -> None:
        limit, now = self.rules.settings.breaks.snooze_limit, self.state.open
        for effect in effects:
            if isinstance(effect, Reply) and effect.saying is Saying.SNOOZED:
                assert now is not None
                assert limit == 0 or now.snoozes <= limit

    def _nothing_counted_while_away(
        self, before: State, event: Event, effects: tuple[Effect, ...]
    ) -> None:
        now = self.state
        if isinstance(event, FROM_A_PERSON | Started):
            return
        if not (is_away(before) and is_away(now)):
            return
        cut_off = (now.pause, now.off) != (before.pause, before.off)
        for effect in effects:
            assert not isinstance(effect, Remind) or effect.break_id in self.asked
            counted = isinstance(effect, Record) and effect.kind in OUTCOMES
            assert cut_off or not counted, "counted while nobody is there"

    def _desk_time(self, before: State, event: Event) -> None:
        was, now = before, self.state
        stood = was.desk if was.runs_from is None else counter(was, self.now)
        # Whoever may have been there without touching anything turns out to be gone.
        if not isinstance(event, PresenceChanged) and not is_attended(before):
            assert counter(now, self.now) <= stood
            assert counter(now, self.now) == stood
        self.furthest = max(self.furthest, stood, self.desk)
        assert self.ledger.told <= self.furthest
        assert self.desk <= self.sat
        opened = now.open
        if opened is not None and opened.shown is not None:
            assert ZERO <= opened.excused <= max(ZERO, self.desk - opened.shown)

    def _deadlines(self, effects: tuple[Effect, ...]) -> None:
        wakes = [each for each in effects if isinstance(each, WakeAt)]
        assert len(wakes) == 1
        wake, now = wakes[0], self.now
        assert wake.boot is None or wake.boot > now.boot
        assert wake.awake is None or wake.awake > now.awake
        assert wake.wall is not None
        assert wake.wall > now.local

    def _statuses(self) -> None:
        seen = self.glance
        assert self.state.off is not is_open(self.rules.settings.hours, self.now.local)
        for ends in (getattr(seen.status, "ends", None), seen.meeting):
            assert ends is None or ends.left >= ZERO
        match seen.status:
            case WorkingStatus(filled=filled):
                assert 0 <= filled <= 5
            case HeldStatus(ends=ends):
                assert ends is not None
            case SnoozedStatus(ends=ends):
                assert ends.left <= timedelta(hours=4)
            case AwayStatus(since=since):
                assert since is not None
            case _:
                pass
        assert seen.snoozes_left is None or seen.snoozes_left >= 0

    def _undone(self, before: State, effects: tuple[Effect, ...]) -> None:
        said = [e for e in effects if isinstance(e, Reply)]
        if not said or said[0].saying is not Saying.UNDONE or before.undo is None:
            return
        old: Break | None = before.undo.open
        silent = self.state.pause is not None or self.state.off
        if old is None or silent or before.undo.turned is not None:
            return
        # Its time may have run out between the answer and the undo.
        missed = any(isinstance(e, Record) and e.kind is Kind.MISSED for e in effects)
        if before.slept == self.state.slept:
            assert self.state.open is not None
            assert missed or self.state.open.id == old.id
