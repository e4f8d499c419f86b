"""Ten years of answers open as fast as one day."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from movebreak.core.wording import Wording
from movebreak.pages import history
from movebreak.pages.door import Door
from movebreak.pages.house import House
from movebreak.pages.live import Live
from movebreak.pages.program import Program
from movebreak.store.folders import Folders
from tests.pages.past import keep, years

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 15, tzinfo=UTC)
MOST = 0.3  # seconds of this program's own work


def test_ten_years_open_in_no_time(tmp_path: Path) -> None:
    """A hundred thousand lines; also the very first time, and each of its days."""
    files = Folders(*(tmp_path / name for name in Folders._fields))
    keep(files.history, years(10, TODAY, 28))
    program = Program(str(tmp_path / "nobody"))
    live = Live(program, lambda: None)
    house = House(Door(timedelta), program, live, files, Wording(), lambda: NOW)

    spent = []
    for _ in range(2):
        before = time.process_time()
        page = house.page("history", **history.overview(house))
        spent.append(time.process_time() - before)
        assert b"26 weeks at a glance" in page.body
    before = time.process_time()
    page = house.page("day", **history.of_day(house, TODAY - timedelta(days=3000)))
    spent.append(time.process_time() - before)
    assert b"The day as a table" in page.body
    assert max(spent) < MOST, spent
