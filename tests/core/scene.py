"""The story-teller for the core: a state, a clock, and the deadlines it names."""

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from enum import Enum, auto
from typing import Any, TypeVar

from movebreak.core.cycle import first_state, step
from movebreak.core.durations import parse
from movebreak.core.effects import (
    Announce,
    AskIdle,
    AskQuiet,
    Effect,
    Erase,
    Invite,
    Kind,
    News,
    Record,
    Remind,
    Reply,
    SummaryNews,
    WakeAt,
    Withdraw,
)
from movebreak.core.events import (
    Closed,
    Done,
    Event,
    IdleSeen,
    Moment,
    MoveNow,
    Presence,
    PresenceChanged,
    QuietSeen,
    SessionBegan,
    SessionEnded,
    SetLogged,
    SettingsChanged,
    Stopping,
    Tick,
)
from movebreak.core.forgetting import forgotten
from movebreak.core.glance import glance
from movebreak.core.restore import restore
from movebreak.core.settings import Rules, Settings
from movebreak.core.state import ZERO, State
from movebreak.core.status import Glance, Status
from movebreak.core.turn import Turn, counter
from tests import make

T = TypeVar("T")

OUTCOMES = (Kind.DONE, Kind.SKIPPED, Kind.NATURAL, Kind.MISSED)
TIMES = (Kind.DESK, Kind.HELD, Kind.AWAY)
LONGEST_WAIT = timedelta(minutes=5)
DRILLS = tuple(
    make.drill(name) for name in ("jumping-jacks", "squats", "lunges", "calf-raises")
)


class Silence(Enum):
    """How a sense is silent: it never answers at all."""

    NEVER = auto()


NEVER = Silence.NEVER
Reasons = tuple[str, ...] | None | Silence


class Scene:
    """One person, one machine, one cycle; nothing waits, nothing is faked.

    `quiet`, `attended` and `idle` are what the senses answer when asked. `extra` puts
    needless ticks in between.
    """

    def __init__(
        self,
        begin: datetime = make.MORNING,
        zone: tzinfo | None = None,
        drills: tuple[Any, ...] = DRILLS,
        **tables: dict[str, Any],
    ) -> None:
        self.zone = zone or begin.tzinfo or UTC
        self._utc = begin.astimezone(UTC)
        self._boot, self._awake = make.BOOT, make.BOOT - make.SLEPT
        self.rules = Rules(tabled(Settings(), tables), drills, self.zone)
        self.quiet: Reasons = ()
        self.attended = False
        self.idle: timedelta | Silence | None = None
        self.extra: timedelta | None = None
        self.presence = Presence.ACTIVE
        self.log: list[tuple[Event, Moment, Rules]] = []
        self.effects: list[Effect] = []
        self.wake = WakeAt()
        self.up: Remind | None = None
        self.invited: Invite | None = None
        self.first = self.state = first_state(self.now, self.rules, seed=1)
        self.do(PresenceChanged(Presence.ACTIVE, self.now))

    # What can be seen.

    @property
    def now(self) -> Moment:
        """All clocks; the wall in a fixed offset, as systems tell it."""
        there = self._utc.astimezone(self.zone)
        offset = there.utcoffset() or ZERO
        return Moment(self._boot, self._awake, there.replace(tzinfo=timezone(offset)))

    @property
    def glance(self) -> Glance:
        """What may be known now."""
        return glance(self.state, self.now, self.rules)

    @property
    def status(self) -> Status:
        """How the cycle stands now."""
        return self.glance.status

    def expect(self, kind: type[T]) -> T:
        """Return the status, which must be of this kind."""
        status = self.status
        assert isinstance(status, kind), status
        return status

    def shown(self) -> Remind:
        """Return the reminder that is up, as one must be."""
        assert self.up is not None
        return self.up

    @property
    def desk(self) -> timedelta:
        """All desk time so far."""
        return counter(self.state, self.now)

    @property
    def records(self) -> list[Record]:
        """Every line of history."""
        return [each for each in self.effects if isinstance(each, Record)]

    @property
    def kinds(self) -> list[Kind]:
        """The kinds of all records but those that only tell how time was spent."""
        return [each.kind for each in self.records if each.kind not in TIMES]

    @property
    def outcomes(self) -> list[Kind]:
        """How breaks ended, in order."""
        return [each for each in self.kinds if each in OUTCOMES]

    @property
    def reminders(self) -> list[Remind]:
        """Every reminder that was put up."""
        return [each for each in self.effects if isinstance(each, Remind)]

    @property
    def invitations(self) -> list[Invite]:
        """Every invitation to a session that was put up."""
        return [each for each in self.effects if isinstance(each, Invite)]

    @property
    def news(self) -> list[News]:
        """All that was announced."""
        return [each.news for each in self.effects if isinstance(each, Announce)]

    @property
    def summaries(self) -> list[SummaryNews]:
        """The daily summaries that were shown."""
        return [each for each in self.news if isinstance(each, SummaryNews)]

    @property
    def questions(self) -> int:
        """How often the senses were asked about quiet."""
        return sum(isinstance(each, AskQuiet) for each in self.effects)

    # What happens.

    def do(self, event: Event) -> Reply | None:
        """Let this happen now, and the senses answer; return what was said."""
        told: list[Reply] = []
        waiting = deque([event])
        while waiting:
            for effect in self._step(waiting.popleft()):
                if isinstance(effect, Reply):
                    told.append(effect)
                waiting.extend(self._answer(effect))
        return told[0] if told else None

    def done(self) -> Reply | None:
        """Press Done."""
        return self.do(Done())

    def begin(self, routine: str = "four", length: str = "20m") -> Reply | None:
        """Begin a strength session."""
        return self.do(SessionBegan(routine, parse(length), strength=True))

    def logs(self, number: int, *, moved: bool = False) -> Reply | None:
        """Answer this set of the session that runs."""
        return self.do(SetLogged(number, "bridge", "{}", moved=moved))

    def end(self, *, complete: bool = True) -> Reply | None:
        """End the session that runs."""
        return self.do(SessionEnded(complete))

    def move(self) -> Reply | None:
        """Ask for a drill at once."""
        return self.do(MoveNow())

    def due(self) -> Remind:
        """Work until the next reminder is up, and return it."""
        before = len(self.reminders)
        for _ in range(100):
            if len(self.reminders) > before and self.up is not None:
                return self.up
            self.work("1m")
        raise AssertionError("no reminder came")

    def tick(self) -> None:
        """Let nothing happen but time."""
        self.do(Tick())

    def work(self, length: str) -> None:
        """Sit at the desk for this long."""
        self.advance(length)

    def advance(self, length: str | timedelta = "", *, to: str = "") -> None:
        """Let time pass, or until the wall shows `to`, stepping as an engine does."""
        left = self._until(to) if to else _length(length)
        while True:
            wait = max(ZERO, min(LONGEST_WAIT, self._next_deadline()))
            if self.extra is not None:
                wait = min(wait, self.extra)
            if wait > left:
                break
            self.pass_by(wait)
            left -= wait
            self.tick()
            if not left:
                return
        self.pass_by(left)

    def pass_by(self, length: str | timedelta, *, asleep: bool = False) -> None:
        """Move the clocks and nothing else."""
        passed = _length(length)
        self._boot += passed
        self._utc += passed
        if not asleep:
            self._awake += passed

    def sleep_machine(self, length: str) -> None:
        """Put the machine to sleep, and see it resume."""
        self.pass_by(length, asleep=True)
        self.tick()

    def set_clock(self, by: timedelta) -> None:
        """Set the clock on the wall forward, or back."""
        self._utc += by
        self.tick()

    def fly(self, zone: tzinfo) -> None:
        """Take the machine to another zone."""
        self.zone = zone
        self.rules = replace(self.rules, zone=zone)
        self.tick()

    def leave(self, ago: str = "0s", *, idle: bool = False) -> None:
        """Go away; the last input was some time ago."""
        self._be(Presence.AWAY, ago, idle=idle)

    def come_back(self, ago: str = "0s") -> None:
        """Touch the keyboard again."""
        self._be(self.presence, ago)

    def away(self, length: str) -> None:
        """Lock the screen, and unlock it after this time."""
        self.leave()
        self.advance(length)
        self.come_back()

    def walk_off(self, length: str) -> None:
        """Just go: seen once idle for `away_after`, back after this time."""
        self.walk_off_only(length)
        self.come_back()

    def walk_off_only(self, length: str) -> None:
        """Just go, and be gone for this long."""
        after = self.rules.settings.presence.away_after
        self.advance(after)
        self._be(Presence.AWAY, after, idle=True)
        self.advance(_length(length) - after)

    def hands_off(self, length: str) -> None:
        """Touch nothing for this long, as seen from the threshold that is watched."""
        watched, gone = self.state.watched, parse(length)
        if watched is None or gone < watched:
            self.advance(gone)
            return
        self.advance(watched)
        self._be(Presence.IDLE, watched)
        self.advance(gone - watched)
        self.come_back()

    def sense(self, presence: Presence) -> None:
        """Let the senses say this from now on whenever somebody is there."""
        self.presence = presence
        self._be(presence, "0s")

    def restart(
        self, after: str = "2m", *, reboot: bool = False, kill: bool = False
    ) -> None:
        """End the program and start it again after this time."""
        if not kill:
            self.do(Stopping())
        self._start_again(after, timedelta(), reboot=reboot)

    def restart_with_clock_set(
        self, after: str, by: timedelta, *, reboot: bool = False
    ) -> None:
        """End the program, set the clock on the wall, and start the program again."""
        self.do(Stopping())
        self._start_again(after, by, reboot=reboot)

    def change(self, **tables: dict[str, Any]) -> None:
        """Save other settings: `change(breaks={"interval": ...})`."""
        settings = tabled(self.rules.settings, tables)
        self.rules = replace(self.rules, settings=settings)
        self.do(SettingsChanged())

    # How it goes on.

    def _start_again(self, after: str, by: timedelta, *, reboot: bool) -> None:
        stopped = self.now
        self.pass_by(after)
        self._utc += by
        if reboot:
            self._boot = self._awake = timedelta(seconds=50)
        self.up = self.invited = None
        self.state, started = restore(
            self.state, stopped, self.now, same_run=not reboot
        )
        self.first, self.log = self.state, []
        self.do(started)

    def _be(
        self, presence: Presence, ago: str | timedelta, *, idle: bool = False
    ) -> None:
        past, now = _length(ago), self.now
        since = Moment(now.boot - past, now.awake - past, now.wall - past)
        self.do(PresenceChanged(presence, since, idle_only=idle))

    def _step(self, event: Event) -> tuple[Effect, ...]:
        self.log.append((event, self.now, self.rules))
        if isinstance(event, Closed):
            self._leave_the_screen(event.break_id)
        self.state, effects = _pair(self.state, event, self.now, self.rules)
        for effect in effects:
            self.effects.append(effect)
            match effect:
                case Remind():
                    self.up, self.invited = effect, None
                case Invite():
                    self.up, self.invited = None, effect
                case Withdraw():
                    self.up = self.invited = None
                case WakeAt():
                    self.wake = effect
                case _:
                    pass
        return effects

    def _leave_the_screen(self, number: int) -> None:
        if self.up is not None and self.up.break_id == number:
            self.up = None
        if self.invited is not None and self.invited.invitation == number:
            self.invited = None

    def _answer(self, effect: Effect) -> list[Event]:
        if isinstance(effect, AskQuiet) and not isinstance(self.quiet, Silence):
            return [QuietSeen(self.quiet, self.attended)]
        if isinstance(effect, AskIdle) and not isinstance(self.idle, Silence):
            return [IdleSeen(self.idle)]
        return []

    def _next_deadline(self) -> timedelta:
        waits = [LONGEST_WAIT]
        if self.wake.boot is not None:
            waits.append(self.wake.boot - self._boot)
        if self.wake.awake is not None:
            waits.append(self.wake.awake - self._awake)
        if self.wake.wall is not None:
            waits.append(self._wall_wait(self.wake.wall))
        return min(waits)

    def _wall_wait(self, local: datetime) -> timedelta:
        # In the night when clocks go back, one local time comes twice.
        first, second = (
            local.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) - self._utc
            for fold in (0, 1)
        )
        return first if first > ZERO else second

    def _until(self, shown: str) -> timedelta:
        local = self.now.local
        there = datetime.combine(local.date(), time.fromisoformat(shown))
        if there <= local:
            there += timedelta(days=1)
        return self._wall_wait(there)


def tabled(settings: Settings, tables: dict[str, dict[str, Any]]) -> Settings:
    """Return settings with these values put into their tables."""
    for table, values in tables.items():
        changed: Any = replace(getattr(settings, table), **values)
        settings = replace(settings, **{table: changed})
    return settings


def replay(scene: Scene) -> list[Effect]:
    """Step through a recorded log again, from the state it began with."""
    state = scene.first
    effects: list[Effect] = []
    for event, moment, rules in scene.log:
        state, more = _pair(state, event, moment, rules)
        effects.extend(more)
    return effects


def _pair(
    state: State, event: Event, now: Moment, rules: Rules
) -> tuple[State, tuple[Effect, ...]]:
    result = step(state, event, now, rules)
    state = result.state
    for effect in result.effects:
        if isinstance(effect, Erase):
            state = forgotten(Turn(state, now, rules), effect)
    return state, result.effects


def _length(said: str | timedelta) -> timedelta:
    return parse(said) if isinstance(said, str) else said
