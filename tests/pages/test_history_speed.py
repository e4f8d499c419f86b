"""Ten years of answers open as fast as one day."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.pages.past import keep, years
from tests.unmeasured import unmeasured

TODAY = date(2026, 3, 4)
LONG_AGO = date(2018, 3, 5)
MOST = 0.3  # seconds of the server's own work
TRIES = 8
SHOWS = """
import json, sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time
from movebreak.core.wording import Wording
from movebreak.pages import history
from movebreak.pages.door import Door
from movebreak.pages.house import House
from movebreak.pages.live import Live
from movebreak.pages.program import Program
from movebreak.store.folders import Folders

folder, day = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
files = Folders(*(folder / name for name in Folders._fields))
program = Program(str(folder / "nobody"))
live = Live(program, lambda: None)
now = datetime(2026, 3, 4, 15, tzinfo=UTC)
house = House(Door(timedelta), program, live, files, Wording(), lambda: now)

def spent(says, name, values):
    before = process_time()
    page = house.page(name, **values())
    took = process_time() - before
    assert says in page.body, name
    return took

print(json.dumps([
    spent(b"26 weeks at a glance", "history", lambda: history.overview(house)),
    spent(b"26 weeks at a glance", "history", lambda: history.overview(house)),
    spent(b"The day as a table", "day", lambda: history.of_day(house, day)),
]))
"""


def test_ten_years_open_in_no_time(tmp_path: Path) -> None:
    """A hundred thousand lines: the very first time, the next, and one of their days.

    The best of some programs counts, as machines are busy.
    """
    keep(tmp_path / "history", years(10, TODAY, 28))
    runs = [_took(tmp_path)]
    while max(_best(runs)) >= MOST and len(runs) < TRIES:
        runs.append(_took(tmp_path))
    assert 0 < max(_best(runs)) < MOST, runs


def _took(folder: Path) -> list[float]:
    told = subprocess.run(
        [sys.executable, "-c", SHOWS, str(folder), str(LONG_AGO)],
        env=unmeasured(),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[float] = json.loads(told.stdout)
    return found


def _best(runs: list[list[float]]) -> list[float]:
    return [min(each) for each in zip(*runs, strict=True)]
