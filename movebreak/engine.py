"""The loop: take an event, step the cycle, store, perform the effects, show.

Everything that decides or writes happens on this one thread; all others post an event
and return. A state is stored before anything of it is shown or acknowledged.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, tzinfo
from threading import Event as Flag
from threading import Thread
from typing import Self, assert_never

from movebreak.core import day_words, news_words, reply_words
from movebreak.core.cycle import first_state, step
from movebreak.core.deck import NO_TASTE
from movebreak.core.effects import (
    Announce,
    AskIdle,
    AskQuiet,
    Effect,
    Erase,
    Invite,
    Kind,
    OpenPage,
    OpenSettings,
    Record,
    Remind,
    Reply,
    ShowStatus,
    WakeAt,
    WatchIdle,
    Withdraw,
)
from movebreak.core.events import (
    Event,
    Moment,
    SettingsChanged,
    Stopping,
    Tick,
)
from movebreak.core.forgetting import forgotten
from movebreak.core.glance import glance
from movebreak.core.restore import restore
from movebreak.core.settings import Rules
from movebreak.core.state import State
from movebreak.core.status import Overview, Tally
from movebreak.core.summary import streak_in
from movebreak.core.turn import Turn
from movebreak.core.wording import Wording
from movebreak.errors import HistoryError
from movebreak.frozen import dataclass
from movebreak.inbox import PATIENCE, Inbox, Letter, Outcome
from movebreak.ports import (
    Catalogue,
    Clock,
    History,
    Notifier,
    Pages,
    Presence,
    Quiet,
    Saved,
    SettingsSource,
    Timer,
    Tray,
)
from movebreak.rulebook import Rulebook
from movebreak.teller import Teller

log = logging.getLogger(__name__)

# A program that lives is heard of this often; a clock further off was set.
LONGEST_SILENCE = timedelta(minutes=5)
# After these a drill was done more often, or less often, than before.
COUNTED = frozenset({Kind.DONE, Kind.UNDONE})


@dataclass(frozen=True, slots=True)
class World:
    """The adapters of this system."""

    clock: Clock
    timer: Timer
    history: History
    notifier: Notifier
    tray: Tray
    settings: SettingsSource
    catalogue: Catalogue
    quiet: Quiet
    presence: Presence
    beat: Callable[[Moment, str], None]
    open_settings: Callable[[], None]
    pages: Pages
    changed: Callable[[], None]
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """How this run begins."""

    seed: int
    last_alive: tuple[Moment, str] | None = None
    every: timedelta | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What any thread may read, put in place as a whole."""

    state: State
    rules: Rules
    today: Tally
    streak: int
    troubles: tuple[str, ...]
    unwritten: str


class Engine:
    """Runs the cycle in its own thread while the `with` block lasts."""

    def __init__(
        self, world: World, inbox: Inbox, words: Wording, start: Start
    ) -> None:
        self._world = world
        self._inbox = inbox
        self._words = words
        self._start = start
        self._thread = Thread(target=self._run, name="engine", daemon=True)
        self._begun = Flag()
        self._ending = False
        self._changed = False
        self._idle_after: timedelta | None = None
        self._teller = Teller(world.notifier, world.history)
        self._rulebook = Rulebook(
            world.settings, world.catalogue, world.history, start.every, world.zone
        )
        self._few = self._rulebook.few()
        now = world.clock.now()
        last = world.history.load()
        taste = NO_TASTE if last is None else last.state.taste
        self._rules = self._rulebook.rules(taste)
        self._first_ever, self._state, self._event = self._begin(last, now)
        self._seen = self._look_around()

    def __enter__(self) -> Self:
        self._thread.start()
        # Nobody may look before it is known how long the program was gone.
        self._begun.wait(PATIENCE.total_seconds())
        return self

    def __exit__(self, *_: object) -> None:
        self._inbox.post(Stopping())
        self._thread.join(PATIENCE.total_seconds())

    def look(self) -> Overview:
        """Return how things stand now; may be called from any thread."""
        seen = self._seen
        return Overview(
            glance=glance(seen.state, self._world.clock.now(), seen.rules),
            today=seen.today,
            streak=seen.streak,
            troubles=seen.troubles,
            unwritten=seen.unwritten,
        )

    def turn(self, patience: timedelta | None = None) -> None:
        """Wait for the next event or deadline, and do what follows from it."""
        world = self._world
        wait = world.timer.idle(world.clock.now()) if patience is None else patience
        letter = self._inbox.take(wait)
        now = world.clock.now()
        if self._renewed():
            self._take(Letter(SettingsChanged()), now)
            self._watch(self._idle_after)
            self._tell_few()
        world.timer.run_due(now)
        letter = letter or self._inbox.take(timedelta()) or Letter(Tick())
        self._take(letter, now)
        world.beat(self._next_sign(now), world.clock.boot_id)
        self._show()

    def begin(self) -> None:
        """Take up where the last run ended, and greet a newcomer."""
        now = self._world.clock.now()
        self._take(Letter(self._event), now)
        self._watch(self._idle_after)
        self._show()
        if self._first_ever:
            self._teller.welcome(
                self._words.welcome(self.look().glance, where=self._start.where)
            )

    def _show(self) -> None:
        """Have the icon redrawn, once a turn and last: its host answers at once."""
        if not self._changed:
            return
        self._changed = False
        self._world.changed()
        try:
            self._world.tray.refresh()
        except Exception:
            log.exception("the icon could not be redrawn")

    def _renewed(self) -> bool:
        """Go by what was saved since; what cannot be read leaves all as it was."""
        try:
            if not self._rulebook.refresh():
                return False
            self._rules = self._rulebook.rules(self._state.taste)
        except Exception:
            log.exception("settings and drills could not be read")
            return False
        return True

    def _next_sign(self, now: Moment) -> Moment:
        """Return when the program is heard of again at the latest, if it lives.

        Killed at any time before, it was alive until then for all anybody knows; with
        the time of this turn, a restart within minutes could look like a long stop.
        """
        wait = timedelta() if self._ending else self._world.timer.idle(now)
        return Moment(now.boot + wait, now.awake + wait, now.wall + wait)

    def _run(self) -> None:
        try:
            self.begin()
            self._begun.set()
            while not self._ending:
                self.turn()
        except Exception:
            log.exception("the engine stopped")
        finally:
            self._begun.set()
            self._inbox.close()
            self._world.changed()
            self._world.tray.stop()

    def _begin(self, saved: Saved | None, now: Moment) -> tuple[bool, State, Event]:
        boot_id = self._world.clock.boot_id
        if saved is None:
            state = first_state(now, self._rules, self._start.seed)
            first = self._world.history.last_id()
            return first == 0, replace(state, serial=first + 1), Tick()
        same_run = saved.boot_id == boot_id and now.boot >= saved.at.boot
        stopped = self._stopped(saved, now, same_run=same_run)
        state, event = restore(saved.state, stopped, now, same_run=same_run)
        serial = max(state.serial, self._world.history.last_id() + 1)
        return False, replace(state, serial=serial), event

    def _stopped(self, saved: Saved, now: Moment, *, same_run: bool) -> Moment:
        """Return when the program ended, as far as that is known."""
        if self._start.last_alive is None:
            return saved.at
        alive, run = self._start.last_alive
        if run != saved.boot_id or alive.boot < saved.at.boot:
            return saved.at
        early = alive.boot - now.boot if same_run else alive.wall - now.wall
        if not timedelta() < early <= LONGEST_SILENCE:
            return alive
        early = min(early, alive.boot - saved.at.boot)
        return Moment(alive.boot - early, alive.awake - early, alive.wall - early)

    def _take(self, letter: Letter, now: Moment) -> None:
        """Step the cycle; a mistake of ours must cost one event, never the loop."""
        try:
            result = step(self._state, letter.event, now, self._rules)
        except Exception:
            log.exception("%r could not be handled", letter.event)
            if letter.answer is not None:
                letter.answer(
                    Outcome("movebreak could not do that; see its log", refused=True)
                )
            return
        records = tuple(e for e in result.effects if isinstance(e, Record))
        self._keep(result.state, records, now)
        fresh = bool(records) or isinstance(letter.event, SettingsChanged)
        self._seen = self._look_around(fresh=fresh)
        for effect in result.effects:
            self._try(effect, letter, now)
        if isinstance(letter.event, Stopping):
            self._ending = True
        files = {
            "settings": self._world.settings.problems,
            "drills": self._world.catalogue.problems,
        }
        unusable = () if self._world.settings.usable else ("settings",)
        self._teller.tell_troubles(self._seen.troubles, files, unusable)

    def _keep(self, state: State, records: tuple[Record, ...], now: Moment) -> None:
        """Store what is new; what was done, or begins anew, changes the doses."""
        before, self._state = self._state, state
        if state != before or records:
            saved = Saved(state, now, self._world.clock.boot_id)
            self._world.history.commit(saved, records)
        counted = any(each.kind in COUNTED for each in records)
        if counted or state.taste.anew != before.taste.anew:
            self._rules = self._rulebook.rules(state.taste)

    def _tell_few(self) -> None:
        """Tell, once, that a change has left few drills."""
        before, self._few = self._few, self._rulebook.few()
        if self._few not in {"", before}:
            self._teller.tell((news_words.FEW_DRILLS, self._few))

    def _look_around(self, *, fresh: bool = True) -> _Seen:
        world, day = self._world, self._state.day
        troubles = (
            *world.settings.problems,
            *world.catalogue.problems,
            *world.history.troubles(),
        )
        unwritten = world.history.unwritten()
        if not fresh and self._seen.today.day == day:
            return replace(
                self._seen,
                state=self._state,
                rules=self._rules,
                troubles=troubles,
                unwritten=unwritten,
            )
        breaks = self._rules.settings.breaks
        counts = world.history.tallies
        return _Seen(
            state=self._state,
            rules=self._rules,
            today=next(iter(counts(day, day)), Tally(day)),
            streak=streak_in(counts, day, breaks.goal, breaks.interval),
            troubles=troubles,
            unwritten=unwritten,
        )

    def _try(self, effect: Effect, letter: Letter, now: Moment) -> None:
        try:
            self._perform(effect, letter, now)
        except Exception:
            log.exception("%r could not be done", effect)

    def _perform(  # noqa: C901, PLR0912 - one case an effect
        self, effect: Effect, letter: Letter, now: Moment
    ) -> None:
        world = self._world
        match effect:
            case Record():
                pass  # committed already, together with the state
            case Remind():
                self._teller.remind(effect)
            case Invite():
                self._teller.invite(effect)
            case Withdraw():
                world.notifier.withdraw()
            case Announce(news=news):
                self._teller.announce(news, self._rules.settings)
            case Reply():
                self._reply(effect, letter, now)
            case ShowStatus():
                self._changed = True
            case WakeAt():
                world.timer.arm(effect, now)
            case AskQuiet():
                world.quiet.ask(self._rules.settings.quiet)
            case AskIdle():
                world.presence.ask()
            case WatchIdle(after=after):
                self._watch(after)
            case OpenPage(page=page, day=day):
                world.pages.open(page, day)
            case OpenSettings():
                world.open_settings()
            case Erase():
                self._erase(effect, letter, now)
            case _:
                assert_never(effect)

    def _watch(self, idle_after: timedelta | None) -> None:
        self._idle_after = idle_after
        away_after = self._rules.settings.presence.away_after
        try:
            self._world.presence.watch(away_after, idle_after)
        except Exception:
            log.exception("absences cannot be watched")

    def _erase(self, erase: Erase, letter: Letter, now: Moment) -> None:
        state = forgotten(Turn(self._state, now, self._rules), erase)
        saved = Saved(state, now, self._world.clock.boot_id)
        try:
            if erase.answers:
                gone = self._world.history.forget_answers()
            else:
                gone = self._world.history.delete(erase.first, erase.last, saved)
        except HistoryError as error:
            outcome = Outcome(str(error), refused=True)
        else:
            self._state = state
            left = gone.aside and erase.first is None
            outcome = Outcome(day_words.forgotten(*gone), refused=bool(left))
        # What was done grew the doses.
        self._rules = self._rulebook.rules(self._state.taste)
        self._seen = self._look_around()
        self._changed = True
        if letter.answer is not None:
            letter.answer(outcome)

    def _reply(self, reply: Reply, letter: Letter, now: Moment) -> None:
        words = reply_words.reply(self._words, reply, now.wall)
        if letter.answer is not None:
            unwritten = self._world.history.unwritten()
            letter.answer(
                Outcome(f"{words}\n{unwritten}".strip(), refused=reply.refused)
            )
        elif reply.refused:
            self._teller.tell(("movebreak", words))
