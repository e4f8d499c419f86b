"""Ten years of answers cost no more than a few days of them."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from movebreak.core.settings import Breaks
from movebreak.core.summary import streak_in
from movebreak.store.history import SqliteHistory
from movebreak.store.readonly import ReadOnlyHistory
from tests.pages.past import keep, years

TODAY = date(2026, 3, 4)
A_DAY = 28
BREAKS = Breaks()
# Seconds, the best of some tries, as machines are busy.
MOST = 0.02
TRIES = 5


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred thousand lines."""
    path = tmp_path_factory.mktemp("history") / "history.sqlite"
    keep(path, years(10, TODAY, A_DAY))
    return path


def test_today_is_told_in_no_time(ten_years: Path) -> None:
    """Opened, and asked all that `movebreak today` asks: less than 20 ms."""

    def took() -> float:
        began = process_time()
        history = ReadOnlyHistory(ten_years)
        (tally,) = history.tallies(TODAY, TODAY)
        streak_in(history.tallies, TODAY, BREAKS.goal, BREAKS.interval)
        lines = history.lines(TODAY, TODAY)
        spent = process_time() - began
        assert (len(lines), tally.day) == (A_DAY, TODAY)
        assert history.troubles() == ()
        return spent

    assert min(took() for _ in range(TRIES)) < MOST


def test_an_answer_counts_in_no_time(ten_years: Path) -> None:
    """So do the counts that the running program renews with each answer."""
    with SqliteHistory(ten_years, "here") as history:

        def took() -> float:
            began = process_time()
            (tally,) = history.tallies(TODAY, TODAY)
            streak_in(history.tallies, TODAY, BREAKS.goal, BREAKS.interval)
            assert tally.day == TODAY
            return process_time() - began

        assert min(took() for _ in range(TRIES)) < MOST
