"""How long a break waits, for an answer or for quiet: law 6 and law 12, by hand."""

from datetime import timedelta

from movebreak.core.breaks import WAITING
from movebreak.core.effects import Effect, Kind, Record, WakeAt
from movebreak.core.events import Event, Moment, Started, Tick, Undo
from movebreak.core.invitation import TO_GET_READY
from movebreak.core.quiet import QUIET_PATIENCE, QUIET_RECHECK
from movebreak.core.settings import Settings
from movebreak.core.state import ZERO, Break, Phase, Stage, State
from movebreak.core.turn import (
    counter,
    is_away,
    is_empty_chair,
    is_guided,
    is_place_taken,
)
from movebreak.core.waking import RING_STEPS


class Patience:
    """Adds up what each break has waited, from what was seen between two steps."""

    def __init__(self) -> None:
        self._event: Event = Tick()
        self._before: State | None = None
        self._missed_one = False
        self._stood = ZERO
        self._waited: dict[int, timedelta] = {}
        self._blurred: set[int] = set()
        self._held_since: timedelta | None = None

    def take_in(self, before: State, event: Event, effects: tuple[Effect, ...]) -> None:
        """Remember the step that is to be checked."""
        self._event, self._before = event, before
        records = [each for each in effects if isinstance(each, Record)]
        self._missed_one = any(each.kind is Kind.MISSED for each in records)

    def check(self, state: State, now: Moment, settings: Settings) -> None:
        """Look at what the step came to: nothing is missed early, or waits too long."""
        assert self._before is not None
        self._wait(self._before, state, now)
        self._missed(self._before, state, settings.breaks.interval)
        self._hold(state, now, settings.quiet.hold_limit)

    def _wait(self, before: State, state: State, now: Moment) -> None:
        stands = counter(state, now)
        passed, self._stood = stands - self._stood, stands
        old = before.open
        if old is None or old.shown is None:
            return
        # Time that was given back, or taken back, belongs to nobody knows which phase.
        if passed < ZERO:
            self._blurred.add(old.id)
        if old.phase in WAITING:
            self._waited[old.id] = self._waited.get(old.id, ZERO) + passed

    def _missed(self, before: State, state: State, interval: timedelta) -> None:
        old, now = before.open, state.open
        if isinstance(self._event, Undo):
            self._blurred.update(each.id for each in (old, now) if each is not None)
        by_time = isinstance(self._event, Tick) and state.slept == before.slept
        if self._missed_one and by_time and not state.off:
            assert old is not None
            early = self._waited[old.id] < interval
            assert old.id in self._blurred or not early, "missed before its time"
        if now is None or now.asked_for or now.shown is None:
            return
        waits = now.phase in WAITING and not is_away(state) and not is_guided(state)
        if waits and not is_empty_chair(state) and now.id not in self._blurred:
            assert self._waited.get(now.id, ZERO) < interval, "waits beyond its time"

    def _hold(self, state: State, now: Moment, limit: timedelta) -> None:
        held = state.open
        if held is None or held.phase is not Phase.HELD:
            self._held_since = None
            return
        if isinstance(self._event, Started) or self._held_since is None:
            self._held_since = now.boot
        own = state.meeting is not None or is_guided(state) or is_place_taken(state)
        if not own and not is_away(state):
            assert now.boot - self._held_since < limit, "held for ever"


def looks_again(state: State, wake: WakeAt, now: Moment, settings: Settings) -> None:
    """Assert that no state is without an end, an exit, or a look at it in time."""
    _silence_ends(state, wake)
    if state.pause is not None or state.off or is_away(state):
        return
    if is_guided(state) or state.meeting is not None:
        return
    if is_place_taken(state):
        _invitation_goes_on(state, wake, now, settings)
        return
    if state.open is not None:
        _break_goes_on(state, wake, now, settings)
        return
    step = settings.breaks.interval / RING_STEPS
    assert wake.awake is not None
    assert wake.awake - now.awake <= step


def _silence_ends(state: State, wake: WakeAt) -> None:
    pause = state.pause
    ends = [state.meeting, state.guide, None if pause is None else pause.until]
    if state.programme.session is not None:
        ends.append(state.programme.session.until)
    for end in ends:
        assert end is None or (wake.boot is not None and wake.boot <= end)
    if pause is not None and pause.until_wall is not None:
        assert wake.wall is not None
        assert wake.wall <= pause.until_wall


def _invitation_goes_on(
    state: State, wake: WakeAt, now: Moment, settings: Settings
) -> None:
    held = state.programme.invitation
    assert held is not None
    longest = {
        Stage.ASKING: QUIET_PATIENCE,
        Stage.GRACE: settings.breaks.typing_grace,
        Stage.UP: settings.breaks.repeat_after,
        Stage.STARTED: TO_GET_READY,
    }
    assert wake.boot is not None
    assert wake.boot - now.boot <= longest[held.stage]


def _break_goes_on(state: State, wake: WakeAt, now: Moment, settings: Settings) -> None:
    held: Break | None = state.open
    if held is None or is_empty_chair(state):
        return
    longest = {
        Phase.ASKING: QUIET_PATIENCE,
        Phase.GRACE: settings.breaks.typing_grace,
        Phase.UP: settings.breaks.repeat_after,
        Phase.HELD: QUIET_RECHECK,
        Phase.SNOOZED: timedelta(hours=4),
    }
    if held.phase in longest:
        assert wake.boot is not None
        assert wake.boot - now.boot <= longest[held.phase]
    else:
        assert wake.awake is not None
        assert wake.awake - now.awake <= settings.breaks.interval
