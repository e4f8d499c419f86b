"""A day at the desk as a story: the real engine and timekeeper, and fakes around them.

Nothing here sleeps and nothing runs in a thread: the hands of the clock are moved to
whatever the timekeeper waits for, so that a working day takes milliseconds.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from movebreak.control.handler import event_of
from movebreak.control.told import STATES
from movebreak.core.durations import parse
from movebreak.core.effects import Kind
from movebreak.core.events import Event, Moment, PersonSeen, Stopping
from movebreak.core.status import Overview, Tally
from movebreak.core.wording import Wording
from movebreak.engine import Engine, Start, World
from movebreak.inbox import Changes, Inbox, Letter, Outcome
from movebreak.surfaces.menu import Command, Entry, menu
from movebreak.timekeeper import LONGEST_WAIT, Timekeeper
from tests.fake_clock import WorldClock, at
from tests.fake_history import MemoryHistory
from tests.fake_senses import FakeSense
from tests.fake_settings import FakeCatalogue, FakeSettings
from tests.fake_surfaces import FakeNotifier, FakePages, FakeTray

ZERO = timedelta()
# Deadlines that are over at once, one after the other, are a loop that never waits.
MOST_IN_A_ROW = 30
MORNING = "2026-03-04 09:00"
OUTCOMES = {Kind.DONE, Kind.SKIPPED, Kind.NATURAL, Kind.MISSED}
WORDS = Wording()


class Desk:
    """One person, one machine, one movebreak; the verbs are what they do.

    With `sees`, senses tell presence, idle time and quiet; without, nobody can tell.
    """

    def __init__(
        self, morning: str = MORNING, *, sees: bool = False, begin: bool = True
    ) -> None:
        self.clock = WorldClock(at(morning))
        self.history = MemoryHistory()
        self.notifier = FakeNotifier()
        self.tray = FakeTray()
        self.settings = FakeSettings()
        self.catalogue = FakeCatalogue()
        self.turns = 0
        self.every: timedelta | None = None
        self._sees = sees
        self._alive: tuple[Moment, str] | None = None
        self._answers: list[Outcome] = []
        if begin:
            self.start()

    def start(self) -> None:
        """Start movebreak, for the first time or again."""
        self.inbox = Inbox()
        self.sense = FakeSense(self.clock, self.inbox.post)
        self.opened = 0
        self.pages = FakePages(self.inbox.post)
        self.changes = Changes()
        self.timer = Timekeeper(self.inbox.post, self.clock.here)
        if self._sees:
            self.sense.reasons = ()
            self.sense.touch()
        self.engine = Engine(
            self.world(),
            self.inbox,
            WORDS,
            Start(seed=7, last_alive=self._alive, every=self.every, where="Here."),
        )
        self.engine.begin()
        self.settle()

    def _open_settings(self) -> None:
        self.opened += 1

    def world(self) -> World:
        """Return everything around the engine."""
        return World(
            clock=self.clock,
            timer=self.timer,
            history=self.history,
            notifier=self.notifier,
            tray=self.tray,
            settings=self.settings,
            catalogue=self.catalogue,
            quiet=self.sense.quiet,
            presence=self.sense.presence,
            open_settings=self._open_settings,
            beat=self._beat,
            pages=self.pages,
            changed=self.changes.passed,
            zone=self.clock.here,
        )

    # What the person does.

    def work(self, length: str) -> None:
        """Stay at the desk, with a hand on the mouse now and then."""
        self._live(parse(length), self._busy if self._sees else None)

    def leave(self, length: str) -> None:
        """Go away, and touch the mouse on coming back."""
        span, gone = parse(length), self.clock.now()
        if not self._sees:
            self._live(span)
            return
        unseen = min(span, self.settings.settings.presence.away_after)
        self._live(unseen)
        if span >= self.settings.settings.presence.away_after:
            self.sense.nobody(gone)
            self.settle()
        self._live(span - unseen)
        self.sense.touch()
        self.settle()

    def lock(self, length: str) -> None:
        """Lock the screen, go, come back and unlock it."""
        self.sense.nobody(self.clock.now(), idle_only=False)
        self.settle()
        self._live(parse(length))
        self.sense.touch()
        self.settle()

    def press(self, *labels: str) -> None:
        """Choose an entry of the tray menu, through its submenus."""
        entries = menu(self.look(), WORDS)
        for label in labels[:-1]:
            entries = _entry(entries, label).entries
        chosen = _entry(entries, labels[-1])
        assert chosen.enabled, f"{chosen.label} is greyed"
        assert chosen.does is not None
        assert not isinstance(chosen.does, Command)
        self.post(chosen.does)

    def say(self, command: str) -> Outcome:
        """Type a command, and return what it answers."""
        word, *args = command.split()
        event = event_of(word, tuple(args), self.clock.now().local)
        self._answers.clear()
        self.inbox._letters.put(Letter(event, self._answers.append))
        self.settle()
        (answer,) = self._answers
        return answer

    def open_menu(self) -> None:
        """Be seen, without answering anything."""
        self.post(PersonSeen())

    def post(self, event: Event) -> None:
        """Let this happen now."""
        self.inbox.post(event)
        self.settle()

    # What happens to the machine.

    def sleep_machine(self, length: str) -> None:
        """Close the lid, and open it again so much later."""
        self.clock.sleep(parse(length))
        self._turn()
        self.settle()

    def set_clock(self, jump: timedelta) -> None:
        """Correct the wall clock; the machine does not announce it."""
        self.clock.shift(jump)

    def kill(self, away: str = "0s") -> None:
        """End the program without a word, and start it again so much later."""
        self.clock.advance(parse(away))
        self.start()

    def stop(self, away: str = "0s") -> None:
        """End the program in good order, and start it again so much later."""
        self.post(Stopping())
        self.clock.advance(parse(away))
        self.start()

    def reboot(self, off: str) -> None:
        """Cut the power, and start machine and program again so much later."""
        self.clock.reboot(parse(off))
        self.start()

    # What there is to see.

    @property
    def state(self) -> str:
        """Return the state as `status` names it."""
        return STATES[type(self.look().glance.status)]

    @property
    def reminders(self) -> list[str]:
        """Return the titles of all reminders so far."""
        return [each.title for each in self.notifier.shown]

    @property
    def news(self) -> list[str]:
        """Return the titles of all news so far."""
        return [each.title for each in self.notifier.told]

    @property
    def outcomes(self) -> list[Kind]:
        """Return how the breaks ended, all that was not taken back."""
        lines = self.history.lines(date.min, date.max)
        return [it.kind for it in lines if it.kind in OUTCOMES and not it.undone]

    @property
    def summaries(self) -> list[date]:
        """Return the days that were summed up."""
        return [it.day for it in self.history.records if it.kind is Kind.SUMMARY]

    @property
    def today(self) -> Tally:
        """Return the counts of the day."""
        return replace(self.look().today, desk=ZERO)

    @property
    def hour(self) -> str:
        """Return what the clock on the wall shows."""
        return f"{self.clock.now().wall:%H:%M}"

    def look(self) -> Overview:
        """Return what any surface may know."""
        return self.engine.look()

    def menu(self) -> list[str]:
        """Return the lines of the menu."""
        return [entry.label for entry in menu(self.look(), WORDS)]

    # How time passes.

    def until(self, condition: Callable[[], bool], within: str = "2h") -> timedelta:
        """Work until this holds, and return how much awake time that took."""
        begin, last = self.clock.awake, self.clock.awake + parse(within)
        while not condition():
            left = last - self.clock.awake
            assert left > ZERO, f"not within {within}"
            self._one(left)
        return self.clock.awake - begin

    def until_reminded(self, within: str = "2h") -> timedelta:
        """Work until the next reminder comes, and return the awake time it took."""
        before = len(self.notifier.shown)
        return self.until(lambda: len(self.notifier.shown) > before, within)

    def settle(self) -> None:
        """Let the engine take in all that has happened by now."""
        for _ in range(MOST_IN_A_ROW):
            if self.inbox._letters.empty():
                return
            self._turn()
        raise AssertionError("the engine keeps writing to itself")

    def _live(self, span: timedelta, doing: Callable[[], None] | None = None) -> None:
        end = self.clock.boot + span
        while self.clock.boot < end:
            self._one(end - self.clock.boot, doing)

    def _one(self, most: timedelta, doing: Callable[[], None] | None = None) -> None:
        """Wait for one deadline, and for what follows from it."""
        wait = self.timer.idle(self.clock.now())
        assert ZERO <= wait <= LONGEST_WAIT
        self._in_a_row = 0 if wait else self._in_a_row + 1
        assert self._in_a_row < MOST_IN_A_ROW, "the engine does not wait"
        self.clock.advance(min(wait, most))
        if doing is not None:
            doing()
        if wait <= most:
            self._turn()
        self.settle()

    _in_a_row = 0

    def _turn(self) -> None:
        self.turns += 1
        self.engine.turn(ZERO)

    def _busy(self) -> None:
        self.sense.last_input = self.clock.now()

    def _beat(self, now: Moment, boot_id: str) -> None:
        self._alive = now, boot_id


def _entry(entries: tuple[Entry, ...], label: str) -> Entry:
    found = [entry for entry in entries if entry.label == label]
    assert found, f"no {label} in {[entry.label for entry in entries]}"
    return found[0]
