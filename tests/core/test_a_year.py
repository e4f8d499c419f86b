"""A year in the life of somebody at a desk: no day of it breaks a law."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Done,
    Event,
    GuideBegan,
    GuideEnded,
    Meeting,
    MoveNow,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    PersonSeen,
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
    Stopping,
    Undo,
)
from movebreak.core.programme.rules import Focus
from movebreak.core.state import ZERO
from tests.core.office import Office
from tests.core.scene import NEVER

# It shows laws. What code is run the stories show: unmeasured, this is faster.
pytestmark = pytest.mark.no_cover

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
NEW_YEAR = datetime(2026, 1, 5, 8, tzinfo=BERLIN)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# One day in six: the others are spent at another desk.
AT_THIS_DESK = 0.16
CLOCKS_CHANGE = (date(2026, 3, 28), date(2026, 10, 24))
ABROAD = (date(2026, 5, 18), date(2026, 5, 29))
CLOCK_WRONG, CLOCK_RIGHT = date(2026, 8, 11), date(2026, 8, 12)
HOLIDAYS = (date(2026, 7, 4), date(2026, 7, 26))
OFFICE = ((time(7, 30), time(12)), (time(12, 45), time(18)))
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOURS_KEPT = (date(2026, 9, 1), date(2026, 10, 1))
NEWS = {*ABROAD, CLOCK_WRONG, CLOCK_RIGHT, *HOURS_KEPT}
BUSY, CALL, FILM = ("do not disturb",), ("a call",), ("full screen",)
COMMANDS: tuple[Event, ...] = (
    Done(),
    Skip(),
    Snooze(),
    Undo(),
    MoveNow(),
    ShowSteps(),
    PersonSeen(),
)
AFTER_A_GUIDE: tuple[Event, ...] = (Done(), GuideEnded(), PersonSeen())


class Year(Office):
    """Lives through the days, as the dice fall."""

    def __init__(self, seed: int) -> None:
        self.flapping = False
        self.today = NEW_YEAR.date()
        dice = Random(seed)  # noqa: S311 - a year, no secret
        super().__init__(dice, NEW_YEAR, BERLIN)
        self.change(programme={"focus": Focus.STRENGTH, "sessions": 3, "at": time(11)})

    # A day.

    def live(self, day: date) -> None:
        """Arrive, sit, come and go, and leave at last."""
        self.today = day
        self._news_of(day)
        if day in CLOCKS_CHANGE:
            self.night(self.until(day, time(21)))
            self._sit(self.until(day + DAY, time(3, 30)))
        elif self._is_here(day):
            arrival = time(self.dice.randint(6, 10), self.dice.randrange(60))
            self.night(self.until(day, arrival))
            leaving = time(self.dice.randint(13, 18), self.dice.randrange(60))
            self._sit(self.until(day, leaving))

    def _is_here(self, day: date) -> bool:
        if day.weekday() > 4 or HOLIDAYS[0] <= day < HOLIDAYS[1]:
            return False
        return day in NEWS or self.dice.random() < AT_THIS_DESK

    def night(self, length: timedelta) -> None:
        """Leave the machine alone, one way or another, and come back to it."""
        how = self.dice.choice(["lid", "lock, lid", "dark", "off", "off", "on", "idle"])
        if length > 2 * DAY or length < timedelta(hours=1):
            how = "lock, lid"
        self.let_go()
        if "lock" in how or how in {"dark", "on"}:
            self.advance(self.some(0, 2))
            self.lock()
        match how:
            case "lid" | "lock, lid":
                self.sleep_machine(length)
            case "dark":
                for _ in range(3):
                    self.sleep_machine(length / 3 - MINUTE)
                    self.advance(MINUTE)
            case "off":
                kill = self.dice.random() < 0.2
                self.stop_program(length, reboot=True, kill=kill)
            case _:
                self.advance(length)
        self._return()

    def _sit(self, length: timedelta) -> None:
        self.flapping = self.dice.random() < 0.1
        self.quiet = self.dice.choices([(), None, NEVER, BUSY], [90, 4, 3, 3])[0]
        usual = self.quiet
        end = self.life + length
        while self.life < end:
            self.work(f"{self.dice.randint(60, 3000)}s")
            act, chance = self.dice.choice(ACTS)
            if self.dice.random() < chance:
                act(self)
                self.quiet, self.attended = usual, False
                self._return()
        if self.state.pause is not None and self.dice.random() < 0.8:
            self.do(Resume())
        self.flapping, self.quiet = False, ()

    def work(self, length: str) -> None:
        """Type, and answer what comes."""
        left = timedelta(seconds=int(length.rstrip("s")))
        while left > ZERO:
            piece = min(left, self.some(1, 15))
            if self.flapping:
                piece = min(piece, 3 * MINUTE)
                self.quiet = () if self.quiet == BUSY else BUSY
            self.advance(piece)
            left -= piece
            if self.up is not None:
                self.answer()
            elif self.invited is not None:
                self.answer_the_invitation(self.invited.invitation)

    def answer_the_invitation(self, number: int) -> None:
        """Take the session up, move it, turn it down, or say nothing."""
        dice = self.dice.random()
        if dice < 0.4:
            self.do(SessionStart(number))
            self.advance(self.some(0, 6))
            if self.dice.random() < 0.8:
                self.train()
        elif dice < 0.55:
            self.do(SessionTomorrow(self.dice.choice([number, None])))
        elif dice < 0.65:
            self.do(SessionSkip(number))
        elif dice < 0.7:
            self.do(Closed(number, Closing.DISMISSED))

    def train(self) -> None:
        """Go through a session, or through the first sets of it; or just go."""
        self.do(SessionBegan("four", self.some(3, 25), strength=True))
        self.let_go()
        for number in range(self.dice.randint(0, 8)):
            self.advance(self.some(0.5, 3))
            self.do(SetLogged(number, "bridge", "{}", moved=number > 1))
        if self.dice.random() < 0.8:
            self.do(SessionEnded(complete=self.dice.random() < 0.8))
        else:
            self.advance(self.some(5, 70))
        self.touch()

    def answer(self) -> None:
        """Say something to the reminder, or nothing."""
        number, dice = self.shown().break_id, self.dice.random()
        if dice < 0.45:
            self.do(Done(number))
        elif dice < 0.53:
            self.do(Skip(self.dice.choice([number, None])))
        elif dice < 0.65:
            self.do(Snooze(self.dice.choice([5, 5, 10, 15, 30]) * MINUTE, number))
        elif dice < 0.70:
            self.do(Another(number))
        elif dice < 0.75:
            why = self.dice.choice([Closing.DISMISSED, Closing.EXPIRED])
            self.do(Closed(number, why))
        elif dice < 0.85:
            self.hands_away(timedelta(seconds=self.dice.randint(20, 90)))
            if self.up is not None and self.dice.random() < 0.7:
                self.do(Done(number))

    def some(self, least: float, most: float) -> timedelta:
        """Return so many minutes, to the second."""
        return timedelta(seconds=self.dice.randint(int(least * 60), int(most * 60)))

    def hands_away(self, length: timedelta) -> None:
        """Touch nothing for this long."""
        self.let_go()
        self.advance(length)
        self.touch()

    def _return(self) -> None:
        if self.locked and self.dice.random() < 0.5:
            self.advance(timedelta(seconds=self.dice.randint(1, 20)))
        self.unlock()
        if self.dice.random() < 0.3:
            self.advance(timedelta(seconds=self.dice.randint(1, 5)))
        self.touch()

    def _news_of(self, day: date) -> None:
        match day:
            case d if d == ABROAD[0]:
                self.fly(TOKYO)
            case d if d == ABROAD[1]:
                self.fly(BERLIN)
            case d if d == CLOCK_WRONG:
                self.set_clock(3 * timedelta(hours=1))
            case d if d == CLOCK_RIGHT:
                self.set_clock(-3 * timedelta(hours=1))
            case d if d == HOURS_KEPT[0]:
                self.change(hours=dict.fromkeys(WEEK, OFFICE))
            case d if d == HOURS_KEPT[1]:
                self.change(hours=dict.fromkeys(WEEK))
            case _:
                pass


# What may come between.


def short_idle(year: Year) -> None:
    """Read something."""
    year.hands_away(year.some(0.2, 4.9))


def walk_off(year: Year) -> None:
    """Just go."""
    year.hands_away(year.some(5, 50))


def short_lock(year: Year) -> None:
    """Fetch something."""
    year.let_go()
    year.advance(year.some(0, 1))
    year.lock()
    year.advance(year.some(0.1, 3.5))


def long_lock(year: Year) -> None:
    """Have lunch."""
    year.lock()
    year.advance(year.some(5, 75))


def idle_then_lock(year: Year) -> None:
    """Let the screen lock itself."""
    year.let_go()
    year.advance(year.some(1, 12))
    year.lock()
    year.advance(year.some(1, 30))


def nap(year: Year) -> None:
    """Shut the lid for a little, or for lunch; locked or not."""
    if year.dice.random() < 0.5:
        year.lock()
    year.advance(year.some(0, 4))
    year.sleep_machine(year.dice.choice([year.some(0.5, 6), year.some(20, 75)]))
    year.advance(year.some(0, 2))


def watch(year: Year) -> None:
    """Listen to a call, or see a film; afterwards go, or not."""
    year.quiet, year.attended = year.dice.choice([CALL, FILM]), True
    year.let_go()
    year.advance(year.some(3, 110))
    year.quiet, year.attended = (), False
    year.advance(year.some(0, 12))


def talk(year: Year) -> None:
    """Be in a call, hands on."""
    year.quiet = CALL
    year.advance(year.some(5, 100))


def meet(year: Year) -> None:
    """Have a meeting, hands on or off, which ends in time or before."""
    year.do(Meeting(year.dice.choice([30, 60, 90, 120]) * MINUTE))
    if year.dice.random() < 0.5:
        year.let_go()
    year.advance(year.some(5, 100))
    if year.dice.random() < 0.5:
        year.do(Meeting(None))


def pause(year: Year) -> None:
    """Have none of it for a while; perhaps only later."""
    local = year.now.local
    choices: list[Event] = [
        PauseFor(15 * MINUTE),
        PauseFor(60 * MINUTE),
        PauseFor(None),
        PauseUntil(local + year.some(10, 90)),
        PauseUntil(local + year.some(70, 90), local + year.some(5, 60)),
        PauseUntilTomorrow(),
    ]
    year.do(year.dice.choice(choices))
    if year.dice.random() < 0.3:
        walk_off(year)
        year.touch()
    year.work(f"{year.dice.randint(300, 5000)}s")
    if year.dice.random() < 0.6:
        year.do(Resume())


def restart(year: Year) -> None:
    """Update, crash, or start the machine anew."""
    reboot, kill = year.dice.random() < 0.3, year.dice.random() < 0.4
    after = year.dice.choice([year.some(0.1, 4.9), year.some(5, 20)])
    year.stop_program(after, reboot=reboot, kill=kill)


def undo(year: Year) -> None:
    """Take something back."""
    year.do(Done())
    year.advance(year.some(0, 6))
    year.do(Undo())


def command(year: Year) -> None:
    """Use a command."""
    year.do(year.dice.choice(COMMANDS))


def guided(year: Year) -> None:
    """Follow a drill on its page, which is closed at the end, or left open."""
    year.do(GuideBegan(40 * MINUTE / 60))
    year.let_go()
    year.advance(year.some(0.2, 3))
    year.touch()
    year.do(year.dice.choice(AFTER_A_GUIDE))


ACTS: tuple[tuple[Callable[[Year], None], float], ...] = (
    (short_idle, 1.0),
    (walk_off, 0.7),
    (short_lock, 1.0),
    (long_lock, 0.7),
    (idle_then_lock, 0.5),
    (nap, 0.6),
    (watch, 0.4),
    (talk, 0.5),
    (meet, 0.5),
    (pause, 0.5),
    (restart, 0.6),
    (undo, 0.6),
    (command, 1.0),
    (guided, 0.6),
)


def told(year: Year) -> str:
    """Tell the last that happened, for whoever has to find out why."""
    lines = [f"{at.wall:%a %d %b %H:%M:%S} {event}" for event, at, _ in year.log[-20:]]
    return "\n".join([f"on {year.today:%A, %d %B %Y}, after:", *lines])


@pytest.mark.parametrize("seed", range(3))
def test_a_year_at_the_desk(seed: int) -> None:
    """Whatever comes between, every law holds at every step, and the books add up."""
    year = Year(seed)
    try:
        for number in range(364):
            year.live(NEW_YEAR.date() + number * DAY)
        finish(year)
        assert len(trained(year)) > 5
    except AssertionError as wrong:
        wrong.add_note(told(year))
        raise


def trained(year: Year) -> list[date]:
    """Return the days on which sets were done."""
    return sorted({each.day for each in year.records if each.kind is Kind.SET})


def finish(year: Year) -> None:
    """Sit through the last summary, close the books, and audit them."""
    if year.state.pause is not None:
        year.do(Resume())
    year.do(Meeting(None))
    year.quiet = ()
    year.advance(year.until(year.today, time(17, 30)) + 90 * MINUTE)
    year.do(Stopping())
    ledger = year.ledger

    days = trained(year)
    weeks = Counter(day.isocalendar()[:2] for day in days)
    assert all(later - day > DAY for day, later in pairwise(days))
    assert all(number <= 3 for number in weeks.values())

    assert ledger.told == year.desk
    interval = year.rules.settings.breaks.interval
    assert ledger.worth_summing_up(interval) - set(ledger.summed_up) == set()
    assert set(ledger.summed_up) <= set(ledger.desk)
    counts = [each for each in year.kinds if each is not Kind.SUMMARY]
    assert {Kind.DONE, Kind.NATURAL, Kind.MISSED, Kind.SKIPPED} <= set(counts)
