"""The laws that a single step shows, looked up at each: 3, 6, 7, 10, 19 and 20."""

from collections import Counter

from movebreak.core.effects import Effect, Kind, Record, Remind
from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Event,
    IdleSeen,
    Moment,
    MoveNow,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    QuietSeen,
    SettingsChanged,
    Snooze,
    Started,
    Tick,
    Undo,
)
from movebreak.core.settings import Settings
from movebreak.core.state import Phase, State
from movebreak.core.turn import counter, is_empty_chair
from tests.core.scene import OUTCOMES

# Nobody did anything: what comes now comes by itself.
BY_ITSELF = (Tick, QuietSeen, IdleSeen)
PAUSES = (PauseFor, PauseUntil, PauseUntilTomorrow)
# These bring a reminder back that was dismissed.
BRINGS_BACK = (Snooze, Another, MoveNow, Undo, Started)


class Lawbook:
    """Remembers of each break what the laws ask for, and looks at each step."""

    def __init__(self) -> None:
        self._shows: Counter[int] = Counter()
        self._dismissed: set[int] = set()

    def check(
        self,
        before: State,
        step: tuple[Event, State, tuple[Effect, ...]],
        now: Moment,
        settings: Settings,
    ) -> None:
        """Look at a step: the state before, the event, what came of it, and when."""
        event, state, effects = step
        self._grace(state, now, settings)
        self._shown(event, effects, settings)
        self._dismissals(before, event, effects)
        if before.pause is not None and state.pause is None:
            assert state.began == counter(state, now), "no fresh interval"
        if isinstance(event, SettingsChanged) and before.off == state.off:
            assert state.began == before.began, "saving began an interval"
        self._cut_off(before, event, state, effects)

    def _grace(self, state: State, now: Moment, settings: Settings) -> None:
        """Typing holds a reminder up for so long, and no longer."""
        if state.open is not None and state.open.phase is Phase.GRACE:
            waited = now.boot - state.open.since
            assert waited < settings.breaks.typing_grace

    def _shown(
        self, event: Event, effects: tuple[Effect, ...], settings: Settings
    ) -> None:
        """By itself a reminder comes once, and again as often as it may."""
        if not isinstance(event, BY_ITSELF):
            self._shows.clear()
        for effect in effects:
            if isinstance(effect, Remind):
                self._shows[effect.break_id] += 1
                most = 1 + settings.breaks.repeats
                assert self._shows[effect.break_id] <= most, "repeated too often"

    def _dismissals(
        self, before: State, event: Event, effects: tuple[Effect, ...]
    ) -> None:
        """Who put a reminder away by hand is not shown it again."""
        up = before.open
        if isinstance(event, BRINGS_BACK):
            self._dismissed.clear()
        for effect in effects:
            if isinstance(effect, Remind):
                assert effect.break_id not in self._dismissed, "shown again"
        seen = up is not None and up.phase is Phase.UP
        if up is not None and seen and event == Closed(up.id, Closing.DISMISSED):
            self._dismissed.add(up.id)

    def _cut_off(
        self, before: State, event: Event, state: State, effects: tuple[Effect, ...]
    ) -> None:
        """A pause turns a break down; the end of the hours misses what was shown."""
        old = before.open
        if old is None or old.asked_for or is_empty_chair(before):
            return
        told = [e for e in effects if isinstance(e, Record) and e.kind in OUTCOMES]
        paused = before.pause is None and state.pause is not None
        if isinstance(event, PAUSES) and paused:
            assert [each.kind for each in told] == [Kind.SKIPPED]
        elif isinstance(event, Tick | SettingsChanged) and state.off and not before.off:
            expected = [] if old.shown is None else [Kind.MISSED]
            assert [each.kind for each in told] == expected
