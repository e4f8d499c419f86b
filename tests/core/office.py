"""An office to live in: hands, a lock and a lid, seen through the rules of presence.

Beside the cycle it keeps the truth: for how long somebody was surely at the desk, for
how long perhaps, and when a hand last touched the keyboard.
"""

from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

from movebreak.core.effects import (
    Announce,
    AskIdle,
    Effect,
    Invite,
    Kind,
    Record,
    Remind,
    SummaryNews,
    WatchIdle,
)
from movebreak.core.events import Event, Moment, Started, Undo
from movebreak.core.presence import (
    Begun,
    Change,
    Found,
    Idled,
    Known,
    Locked,
    Looked,
    Resumed,
    Unlocked,
    Watched,
    Woke,
    look_at,
    take_in,
)
from movebreak.core.quiet import QUIET_PATIENCE
from movebreak.core.state import ZERO, Phase, State
from movebreak.core.turn import is_guided
from tests.core.scene import Silence
from tests.core.witness import Witness

SCREEN = "the screen"
# Quiet that lasts no longer than this is flapping, and starves no reminder.
FLAP = timedelta(minutes=4)


class Office(Witness):
    """A witness who knows what really happened."""

    def __init__(self, dice: Random, begin: datetime, zone: tzinfo) -> None:
        self.dice = dice
        self.typing: tuple[timedelta | None, ...] = (ZERO, timedelta(seconds=2), None)
        self._read: tuple[object, Moment] | None = None
        self.running = False
        self.known = Known()
        self.locked = False
        self.touched: timedelta | None = None
        self.crossed: set[timedelta] = set()
        self.excused = False
        self.life = self.hands = ZERO
        self.certain = self.truth = self.perhaps = ZERO
        self.busy_for = self.dry = self.stood = ZERO
        super().__init__(begin, zone)
        self._senses_begin()

    @property
    def now(self) -> Moment:
        """All clocks; kept until one of them moves, as a year reads them often."""
        hands = (self._boot, self._awake, self._utc, self.zone)
        if self._read is None or self._read[0] != hands:
            self._read = (hands, super().now)
        return self._read[1]

    # What the person does.

    def let_go(self) -> None:
        """Take the hands off, and whatever follows, touch nothing."""
        if self.touched is None:
            self.touched, self.excused = self.now.awake, False
            self.crossed.clear()

    def touch(self) -> None:
        """Be there again."""
        if self.touched is None:
            return
        if self.excused or self._idle() < self.rules.settings.presence.away_after:
            self.truth += self.perhaps
        self.touched, self.perhaps = None, ZERO
        if self.crossed:
            self.crossed.clear()
            self.see(Resumed())

    def lock(self) -> None:
        """Lock the screen; from then on nobody is there."""
        last = self._idle()
        if self.excused or last < self.rules.settings.presence.away_after:
            self.truth += self.perhaps
        self.perhaps = ZERO
        self.let_go()
        self.see(Locked(SCREEN), last)
        self.locked = True

    def unlock(self) -> None:
        """Unlock it."""
        if self.locked:
            # Somebody is there, though perhaps no source of idle time saw a hand.
            self.locked, self.excused = False, True
            self.see(Unlocked(SCREEN))

    def sleep_machine(self, length: str | timedelta) -> None:
        """Shut the lid, and open it after this time."""
        self.let_go()
        self.pass_by(length, asleep=True)
        self.see(Woke())
        self.tick()

    def until(self, day: date, at: time) -> timedelta:
        """Return how long it is to this local time; nothing if that has passed."""
        there = datetime.combine(day, at).replace(tzinfo=self.zone)
        return max(ZERO, there - self.now.wall)

    def stop_program(self, after: timedelta, *, reboot: bool, kill: bool) -> None:
        """End the program, live on, and start it again."""
        self.restart(f"{int(after.total_seconds())}s", reboot=reboot, kill=kill)

    # What the senses see of it.

    def see(self, change: Change, idle: timedelta | None = None) -> None:
        """Let a sense notice this."""
        self.known, events = take_in(self.known, change, self.now, idle)
        for event in events:
            self.do(event)

    def tick(self) -> None:
        """Let time do what it does, to the cycle and to the senses."""
        super().tick()
        if not self.running:
            return
        for after in sorted(self._thresholds() - self.crossed):
            if self.touched is not None and self._idle() >= after:
                self.crossed.add(after)
                self.see(Idled(after))
        at = look_at(self.known)
        if at is not None and at <= self.now.awake:
            self.see(Looked())

    def _next_deadline(self) -> timedelta:
        waits = [super()._next_deadline()]
        if self.touched is not None:
            waits += [t - self._idle() for t in self._thresholds() - self.crossed]
        at = look_at(self.known)
        if at is not None:
            waits.append(at - self.now.awake)
        return min(waits)

    def _answer(self, effect: Effect) -> list[Event]:
        if isinstance(effect, WatchIdle):
            return self._watch(effect.after)
        if isinstance(effect, AskIdle):
            typing = self.dice.choice(self.typing)
            self.idle = typing if self.touched is None else self._idle()
        return super()._answer(effect)

    def _watch(self, after: timedelta | None) -> list[Event]:
        away_after = self.rules.settings.presence.away_after
        fresh = {each for each in (away_after, after) if each is not None}
        over = {t for t in fresh if self.touched is not None and self._idle() >= t}
        self.crossed = over
        change = Watched(away_after, after, max(over, default=None))
        self.known, events = take_in(self.known, change, self.now)
        return list(events)

    def _thresholds(self) -> set[timedelta]:
        both = (self.known.away_after, self.known.idle_after)
        return {each for each in both if each is not None}

    def _idle(self) -> timedelta:
        return ZERO if self.touched is None else self.now.awake - self.touched

    def _senses_begin(self) -> None:
        self.known = Known()
        self._watch(self.state.watched)
        if self.locked:
            self.see(Locked(SCREEN), self._idle())
        self.see(Found(max(self.crossed, default=None)))
        self.see(Begun())
        self.running = True

    def _start_again(self, after: str, by: timedelta, *, reboot: bool) -> None:
        self.running = False
        super()._start_again(after, by, reboot=reboot)
        if reboot and self.touched is not None:
            self.touched = self.now.awake
        self._senses_begin()

    # What is true.

    def pass_by(self, length: str | timedelta, *, asleep: bool = False) -> None:
        """Move the clocks, and know who was there meanwhile."""
        before, busy = (
            self.now,
            bool(self.quiet) and not isinstance(self.quiet, Silence),
        )
        state = self.state
        super().pass_by(length, asleep=asleep)
        passed = self.now.boot - before.boot
        self.life += passed
        self.busy_for = self.busy_for + passed if busy else ZERO
        if state.meeting is not None or is_guided(state) or self.attended:
            self.excused = True
        if self.touched is None and not asleep:
            self.hands = self.life
        if asleep or self.locked or not self.running:
            return
        if self.touched is not None:
            self.perhaps += passed
            return
        self.truth += passed
        if state.pause is None and not state.off:
            self.certain += passed

    def _step(self, event: Event) -> tuple[Effect, ...]:
        before = self.state
        effects = super()._step(event)
        assert self.certain <= self.desk, "desk time is lost"
        assert self.desk <= self.truth + self.perhaps, "nobody sat there"
        for effect in effects:
            self._nobody_is_told(effect)
            # One that is given back was looked at before.
            if isinstance(event, Undo) or not isinstance(effect, Record):
                continue
            if effect.kind is Kind.NATURAL:
                length = effect.length or ZERO
                assert length <= self.life - self.hands, "somebody was there"
                assert not (before.pause and self.state.pause), "counted in a pause"
        self._starving(before, event, effects)
        return effects

    def _nobody_is_told(self, effect: Effect) -> None:
        if isinstance(effect, Announce) and isinstance(effect.news, SummaryNews):
            assert not self.locked
        if not isinstance(effect, Remind | Invite):
            return
        if isinstance(effect, Remind) and effect.break_id in self.asked:
            return
        assert not self.locked
        patience = self.rules.settings.presence.away_after + QUIET_PATIENCE
        assert self.excused or self._idle() <= patience

    def _starving(
        self, before: State, event: Event, effects: tuple[Effect, ...]
    ) -> None:
        passed, self.stood = self.desk - self.stood, self.desk
        kinds = {each.kind for each in effects if isinstance(each, Record)}
        reminded = any(isinstance(each, Remind | Invite) for each in effects)
        fresh = self.state.began != before.began and Kind.MISSED not in kinds
        busy = before.meeting is not None or is_guided(before)
        snoozed = before.open is not None and before.open.phase is Phase.SNOOZED
        silent = before.pause is not None or before.off
        if (
            reminded
            or fresh
            or busy
            or silent
            or isinstance(event, Started)
            or self.busy_for > FLAP
        ):
            self.dry = ZERO
        elif not snoozed:
            self.dry += passed
        assert self.dry <= 2 * self.rules.settings.breaks.interval, "starved"
