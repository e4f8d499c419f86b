"""A month of office days, each of them lived through, with every law at every step."""

from datetime import date, timedelta

import pytest

from movebreak.core.effects import Effect
from movebreak.core.events import Event
from tests.core.lawbook import Lawbook
from tests.core.test_a_year import NEW_YEAR, OFFICE, WEEK, Year, finish, told

# It shows laws. What code is run the stories show: unmeasured, this is faster.
pytestmark = pytest.mark.no_cover

DAYS = 31
DAY = timedelta(days=1)
HOURS_FROM = NEW_YEAR.date() + 14 * DAY


class Month(Year):
    """Somebody who is at this desk on every day from Monday to Friday."""

    def __init__(self, seed: int) -> None:
        self.steps = 0
        self.laws = Lawbook()
        super().__init__(seed)

    def live(self, day: date) -> None:
        """Live as in a year; for the second half there are working hours."""
        if day == HOURS_FROM:
            self.change(hours=dict.fromkeys(WEEK, OFFICE))
        super().live(day)

    def _is_here(self, day: date) -> bool:
        return day.weekday() < 5

    def _step(self, event: Event) -> tuple[Effect, ...]:
        before = self.state
        effects = super()._step(event)
        step = event, self.state, effects
        self.laws.check(before, step, self.now, self.rules.settings)
        self.steps += 1
        return effects


@pytest.mark.parametrize("seed", range(3))
def test_a_month_at_the_office(seed: int) -> None:
    """Calls, locks, naps, pauses, crashes: no step of it breaks a law."""
    month = Month(seed)
    try:
        for number in range(DAYS):
            month.live(NEW_YEAR.date() + number * DAY)
        finish(month)
    except AssertionError as wrong:
        wrong.add_note(told(month))
        raise

    assert month.steps > 5_000
