"""A wall clock that is stepped each minute of a day: time at the desk goes on."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from movebreak.core.events import Done
from tests.core.office import Office
from tests.desk import Desk
from tests.proof.figures import Fault, Proof

MINUTES = 24 * 60
SAMPLE = 1
WHOLE = 30
# So many seconds a clock may be wrong. Which days were summed up is remembered for two
# weeks of days, so it does not go through more of them.
FURTHEST = (1, 60, 3600, 12 * 3600, 5 * 24 * 3600)
MORNING = datetime(2026, 3, 4, 9, tzinfo=ZoneInfo("Europe/Berlin"))


class Steps:
    """Says how far to move the hands next, back and forth around the true time."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._wrong = timedelta()

    def next(self) -> timedelta:
        """Return the next step."""
        most = self._dice.choice(FURTHEST)
        wrong = timedelta(seconds=self._dice.randint(-most, most))
        step, self._wrong = wrong - self._wrong, wrong
        return step


def test_breaks_come_as_on_a_day_with_a_good_clock(proof: Proof) -> None:
    """To the second, on the real engine and timekeeper; no day is summed up twice."""
    tries = proof.times(SAMPLE, WHOLE)
    seed = proof.seed("clock steps")
    good = _day(None)
    for number in range(tries):
        steps = Steps(Random(seed + number))  # noqa: S311 - a clock, no secret
        assert _day(steps) == good
        assert len(good) == MINUTES // 20

    proof.found(Fault.CLOCK, tried=tries * MINUTES, survived=tries * MINUTES)


def test_every_law_holds_meanwhile(proof: Proof) -> None:
    """Somebody comes and goes, answers or not; each step is looked at."""
    dice = Random(proof.seed("laws and clock steps"))  # noqa: S311 - a clock, no secret
    tries = proof.times(SAMPLE, WHOLE)
    for _ in range(tries):
        office, steps = Office(dice, MORNING, ZoneInfo("Europe/Berlin")), Steps(dice)
        for _ in range(MINUTES):
            office.set_clock(steps.next())
            office.advance(timedelta(minutes=1))
            _live(office, dice)

    proof.found(Fault.CLOCK, tried=tries * MINUTES, survived=tries * MINUTES)


def _day(steps: Steps | None) -> list[timedelta]:
    """Return the awake time at each reminder of a day."""
    desk = Desk()
    begin, reminded, seen = desk.clock.awake, [], 0
    for _ in range(MINUTES):
        if steps is not None:
            desk.set_clock(steps.next())
        desk.work("1m")
        if len(desk.notifier.shown) > seen:
            seen = len(desk.notifier.shown)
            reminded.append(desk.clock.awake - begin)
            desk.say("done")
    assert len(desk.summaries) == len(set(desk.summaries))
    return reminded


def _live(office: Office, dice: Random) -> None:
    chance = dice.random()
    if office.up is not None and chance < 0.3:
        office.unlock()
        office.touch()
        if office.up is not None:
            office.do(Done(office.up.break_id))
    elif chance < 0.02 and not office.locked:
        office.lock()
    elif chance < 0.1:
        office.unlock()
        office.touch()
    elif chance < 0.15 and not office.locked:
        office.let_go()
