"""The real program while its wall clock is stepped under it, by libfaketime.

Only the wall is faked: monotonic time, by which the tests measure, is the machine's.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.app.needs import faketime
from tests.app.program import SOON, Home, Program
from tests.waiting import eventually

# What a program runs is measured by the other tests here.
pytestmark = pytest.mark.no_cover

BERLIN = ZoneInfo("Europe/Berlin")
TOLERANCE = 1.5
EVERY = 4.0
# Seconds in which something that must not come would have come.
LONG_ENOUGH = 3.0
SHARED = ("faketime_shm", "sem.faketime_sem")


class Wall:
    """The wall clock of the programs in one home, set through a file."""

    def __init__(self, home: Home, library: Path) -> None:
        self._file = home.path / "wall"
        self._offset = timedelta()
        self.set("2026-03-04 12:00:00")
        home.env |= {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            # Its fix for older C libraries makes each timed wait end at once here:
            # two threads of a program then fight for seconds over every step.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        }

    def set(self, text: str) -> None:
        """Let the wall show this local time of Berlin from now on."""
        shown = datetime.fromisoformat(text).replace(tzinfo=BERLIN)
        self._offset = shown.astimezone(UTC) - datetime.now(UTC)
        self._write()

    def step(self, jump: timedelta) -> None:
        """Move the hands."""
        self._offset += jump
        self._write()

    def _write(self) -> None:
        new = self._file.with_name("wall-new")
        new.write_text(f"{self._offset.total_seconds():+.3f}")
        new.replace(self._file)


@pytest.fixture
def wall(home: Home) -> Iterator[Wall]:
    """A wall clock at noon, a Wednesday in March."""
    yield Wall(home, faketime())
    # What the library shares between processes stays behind when one is killed.
    for pid in home.kill():
        for name in SHARED:
            (Path("/dev/shm") / f"{name}_{pid}").unlink(missing_ok=True)  # noqa: S108


JUMPS = {
    "an hour back": timedelta(hours=-1),
    "three hours forward": timedelta(hours=3),
    "a second back": timedelta(seconds=-1),
}


def test_the_wall_is_what_we_set(home: Home, wall: Wall) -> None:
    """The program sees the faked wall, and its answers show it."""
    home.start("--every", "1h")
    assert home.status()["next_at"].startswith("2026-03-04T13:0")
    wall.step(timedelta(hours=3))

    assert home.status()["next_at"].startswith("2026-03-04T16:0")
    assert home.status()["left_seconds"] > 3500


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
def test_a_stepped_clock_moves_no_reminder(
    home: Home, wall: Wall, jump: timedelta
) -> None:
    """One interval of monotonic time after the answer, wherever the hands went."""
    program = home.start("--every", "4s")
    _, begin = program.next_reminder(SOON), _answer(home)
    time.sleep(1)
    wall.step(jump)

    assert _interval(program, begin) == pytest.approx(EVERY, abs=TOLERANCE)
    begin = _answer(home)
    assert _interval(program, begin) == pytest.approx(EVERY, abs=TOLERANCE)
    assert program.err == ""


NIGHTS = {
    "an hour is left out": ("2026-03-29 01:59:58", "+02:00"),
    "an hour comes twice": ("2026-10-25 02:59:58", "+01:00"),
}


@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
def test_a_dst_night_moves_no_reminder(
    home: Home, wall: Wall, night: tuple[str, str]
) -> None:
    """The hour goes or comes in the middle of an interval of monotonic time."""
    shown, offset = night
    program = home.start("--every", "4s")
    program.next_reminder(SOON)
    begin = _answer(home)
    wall.set(shown)

    assert _interval(program, begin) == pytest.approx(EVERY, abs=TOLERANCE)
    begin = _answer(home)
    assert home.status()["next_at"].endswith(offset)
    assert _interval(program, begin) == pytest.approx(EVERY, abs=TOLERANCE)
    assert program.err == ""


def test_twenty_seconds_stay_twenty_seconds(home: Home, wall: Wall) -> None:
    """An hour back, three forward, and into a DST night, all in one interval."""
    program = home.start("--every", "20s")
    begin = _answer(home)
    for setting in (-1, 3):
        time.sleep(4)
        wall.step(timedelta(hours=setting))
    time.sleep(4)
    wall.set("2026-10-25 02:59:58")
    came = program.next_reminder(20)

    assert came - begin == pytest.approx(20, abs=TOLERANCE)
    assert home.is_in("due")


def test_the_summary_comes_once_though_the_clock_goes_back(
    home: Home, wall: Wall
) -> None:
    """At half past five; and not again when the hands pass it once more."""
    wall.set("2026-03-04 17:29:56")
    program = home.start("--every", "1h")
    home.say("done")
    assert eventually(lambda: _summaries(program) == 1, SOON), program.told()
    assert "Today: 1 of 8 breaks done" in program.out
    wall.set("2026-03-04 16:30:00")
    home.ask("skip")
    wall.set("2026-03-04 17:29:59")
    home.ask("skip")
    assert eventually(lambda: "17:30" in _clock(home), SOON)
    home.ask("skip")
    _settle(home)

    assert _summaries(program) == 1


def test_the_summary_comes_though_the_clock_leaps_over_it(
    home: Home, wall: Wall
) -> None:
    """Three hours forward, past half past five: it comes, and once."""
    wall.set("2026-03-04 15:00:00")
    program = home.start("--every", "6s")
    home.say("done")
    wall.step(timedelta(hours=3))
    assert eventually(lambda: _summaries(program) == 1, SOON), program.told()
    wall.step(timedelta(hours=-1))
    home.ask("undo")
    wall.step(timedelta(hours=1))
    _settle(home)

    assert _summaries(program) == 1


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_summary_of_a_dst_day_comes_once(home: Home, wall: Wall, day: str) -> None:
    """Started before the night, it comes at half past five on the day after."""
    wall.set(f"{day} 01:59:58")
    program = home.start("--every", "1h")
    wall.set(f"{day} 17:29:57")
    home.say("done")
    assert eventually(lambda: "Today: 1 of 8 breaks done" in program.out, SOON)
    assert _clock(home) >= "17:30"
    program.kill()
    again = home.start("--every", "1h")
    _settle(home)

    assert _summaries(again) == 0


def _answer(home: Home) -> float:
    """Count a movement, so that an interval begins; return when."""
    before = time.monotonic()
    home.say("done")
    # It began somewhere in between; the command mostly starts Python.
    return (before + 2 * time.monotonic()) / 3


def _interval(program: Program, begin: float) -> float:
    return program.next_reminder(EVERY + SOON) - begin


def _summaries(program: Program) -> int:
    return program.out.count(" breaks done")


def _clock(home: Home) -> str:
    """Return what the program takes for the time of day."""
    found = home.status()
    at = datetime.fromisoformat(found["next_at"])
    return f"{at - timedelta(seconds=found['left_seconds']):%H:%M}"


def _settle(home: Home) -> None:
    """Let pass what time a second summary would need to show itself."""
    time.sleep(LONG_ENOUGH)
    assert home.serves()
