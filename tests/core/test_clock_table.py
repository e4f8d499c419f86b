"""What every jump of the clocks comes to: the next reminder, and what is recorded.

Each row is a story in the words of `DEEDS`. The break of a row is due twenty minutes
of desk time after the last outcome; ten of them are over when most rows begin.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from movebreak.core.durations import parse, short
from movebreak.core.effects import Record
from movebreak.core.events import Done, Meeting, PauseFor, Snooze
from tests.core.office import Office
from tests.core.scene import TIMES

SECOND = timedelta(seconds=1)
BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=9))
MONDAY = datetime(2026, 3, 2, 9, tzinfo=BERLIN)
AFTERNOON = MONDAY.replace(hour=16)
FRIDAY = datetime(2026, 3, 6, 16, tzinfo=BERLIN)
SPRING = datetime(2026, 3, 29, 0, 30, tzinfo=BERLIN)
AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=BERLIN)
OFFICE = ((time(9), time(17)),)
HOURS: dict[str, dict[str, Any]] = {"hours": {"monday": OFFICE, "tuesday": OFFICE}}
BUSY = ("do not disturb",)


@dataclass(frozen=True)
class Row:
    """A story, when the next reminder is up after it, and what it left behind."""

    story: str
    due: str
    records: str = ""
    begin: datetime = MONDAY
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)


def sleep(office: Office, length: str) -> None:
    """Shut the lid, and come back to it; a locked screen stays locked."""
    office.sleep_machine(length)
    if not office.locked:
        office.touch()


def lock(office: Office, length: str) -> None:
    """Lock the screen, which was in use until then, and be gone for so long."""
    office.lock()
    office.advance(length)


def unlock(office: Office, _: str) -> None:
    """Unlock it, and touch something."""
    office.unlock()
    office.touch()


def idle(office: Office, length: str) -> None:
    """Touch nothing from now on."""
    office.let_go()
    office.advance(length)


def wall(office: Office, by: str) -> None:
    """Set the clock on the wall."""
    jump = parse(by.lstrip("+-"))
    office.set_clock(-jump if by.startswith("-") else jump)


def quiet(office: Office, on: str) -> None:
    """Ask for quiet, or no longer."""
    office.quiet = BUSY if on == "on" else ()


DEEDS: dict[str, Callable[[Office, str], object]] = {
    "work": Office.work,
    "sleep": sleep,
    "sleep-untouched": Office.sleep_machine,
    "lock": lock,
    "unlock": unlock,
    "idle": idle,
    "wall": wall,
    "fly": lambda office, _: office.fly(TOKYO),
    "done": lambda office, _: office.do(Done()),
    "quiet": quiet,
    "snooze": lambda office, length: office.do(Snooze(parse(length))),
    "pause": lambda office, length: office.do(PauseFor(parse(length))),
    "meeting": lambda office, length: office.do(Meeting(parse(length))),
}

TABLE = [
    # Sleep alone. Desk time stands still in it; from five minutes on it is a break.
    Row("work 10m, sleep 1m", due="10m"),
    Row("work 10m, sleep 4m", due="10m"),
    Row("work 10m, sleep 4m59s", due="10m"),
    Row("work 10m, sleep 5m", due="20m", records="natural 5m"),
    Row("work 10m, sleep 6m", due="20m", records="natural 6m"),
    Row("work 10m, sleep 3h", due="20m", records="natural 3h"),
    # Short sleeps do not add up to a long one.
    Row("work 10m, sleep 4m, work 1m, sleep 4m", due="9m"),
    # A night crosses `day_start`: no break, a fresh interval, yesterday's summary. Its
    # day had an interval of desk time, or there would be nothing to sum up.
    Row("work 10m, sleep 17h", due="20m", begin=AFTERNOON),
    Row(
        "work 20m, done, work 10m, sleep 17h",
        due="20m",
        records="done, summary",
        begin=AFTERNOON,
    ),
    Row(
        "work 20m, done, work 10m, lock 5m, sleep 17h, unlock",
        due="20m",
        records="done, summary",
        begin=AFTERNOON,
    ),
    # What was up when the lid was shut was shown, and not answered.
    Row("work 21m, sleep 17h", due="20m", records="missed, summary", begin=AFTERNOON),
    # A week end is a long night; the summary is of Friday, and nothing piles up.
    Row(
        "work 20m, done, work 10m, sleep 65h",
        due="20m",
        records="done, summary",
        begin=FRIDAY,
    ),
    # Over the end of working hours an absence is going home.
    Row("work 10m, sleep 24h", due="20m", tables=HOURS),
    # Lock and sleep are one absence, from the lock to the unlock.
    Row("work 10m, lock 1m, sleep 1m, unlock", due="10m"),
    Row("work 10m, lock 2m, sleep 2m, unlock", due="10m"),
    Row("work 10m, lock 3m, sleep 3m, unlock", due="20m", records="natural 6m"),
    Row("work 10m, lock 0s, sleep 3h, unlock", due="20m", records="natural 3h"),
    Row(
        "work 10m, lock 1m, sleep 3h, lock 2m, unlock",
        due="20m",
        records="natural 3h3m",
    ),
    # The lock is told after the resume: the sleep was a break, the lock is a short
    # absence of its own, and the fresh interval has not begun to run in it.
    Row(
        "work 10m, sleep-untouched 3h, lock 1m, unlock",
        due="20m",
        records="natural 3h",
    ),
    Row("work 10m, sleep-untouched 4m, lock 30s, unlock", due="10m"),
    # Locked, and never asleep.
    Row("work 10m, lock 4m, unlock", due="10m"),
    Row("work 10m, lock 6m, unlock", due="20m", records="natural 6m"),
    # The wall clock alone changes nothing that is a length.
    Row("work 10m, wall -1h", due="10m"),
    Row("work 10m, wall +3h", due="10m"),
    Row("work 10m, wall +3h, work 5m, wall -3h", due="5m"),
    Row("work 10m, fly", due="10m"),
    Row("work 10m, wall +25h", due="10m"),
    Row("work 10m", due="10m", begin=SPRING.replace(hour=1, minute=45)),
    Row("work 10m", due="10m", begin=AUTUMN.replace(hour=2, minute=45)),
    # With a sleep: boot minus awake says how long it was, the wall nothing.
    Row("work 10m, sleep 4m, wall +3h", due="10m"),
    Row("work 10m, sleep 4m, wall -1h", due="10m"),
    Row("work 10m, sleep 6m, wall -1h", due="20m", records="natural 6m"),
    Row("work 10m, sleep 3h, wall -3h", due="20m", records="natural 3h"),
    # 00:40 to 03:40 on the wall, and the other way about: two hours, three hours.
    Row("work 10m, sleep 2h", due="20m", records="natural 2h", begin=SPRING),
    Row("work 10m, sleep 3h", due="20m", records="natural 3h", begin=AUTUMN),
    Row("work 10m, sleep 4m", due="10m", begin=SPRING.replace(hour=1, minute=49)),
    # Three hours in the air end at ten past eight in the evening: the natural break
    # makes it a day to sum up, and the hour for that has passed.
    Row("work 10m, sleep 3h, fly", due="20m", records="natural 3h, summary"),
    Row("work 10m, lock 1m, sleep 2m, fly, unlock", due="10m"),
    # A reminder is up: a short sleep leaves it up, a long one is its natural break.
    Row("work 20m, sleep 4m", due="0s"),
    Row("work 20m, sleep 6m", due="20m", records="natural 6m"),
    # Taken down by the lock, it is shown again at the return.
    Row("work 20m, lock 2m, sleep 2m, unlock", due="0s"),
    # Its repeat is due after five minutes on the boot clock, of which four were slept.
    Row("work 23m, sleep 4m", due="0s"),
    # Held: still held after a short sleep, and free within a minute of the question
    # that the resume asks; a long one ends it.
    Row("quiet on, work 25m, sleep 4m, quiet off", due="1m"),
    Row("quiet on, work 25m, sleep 6m, quiet off", due="20m", records="natural 6m"),
    # Snoozed: the snooze runs on in sleep.
    Row("work 20m, snooze 10m, sleep 4m", due="6m", records="snoozed 10m"),
    # Over meanwhile, it waits for a pause of the hand that opened the lid.
    Row("work 20m, snooze 3m, sleep 4m", due="3s", records="snoozed 3m"),
    Row(
        "work 20m, snooze 10m, sleep 6m",
        due="20m",
        records="snoozed 10m, natural 6m",
    ),
    # Paused: the pause runs on in sleep, nothing is recorded, and an interval follows.
    Row("work 10m, pause 1h, sleep 30m", due="50m"),
    Row("work 10m, pause 1h, sleep 3h", due="20m"),
    Row("work 10m, pause 1h, lock 0s, sleep 3h, unlock", due="20m"),
    # A machine asleep is no meeting: the absence counts, the meeting ends at its time
    # and holds the fresh interval's break until then.
    Row("work 10m, meeting 1h, sleep 4m", due="56m"),
    Row("work 10m, meeting 1h, sleep 30m", due="30m", records="natural 30m"),
    Row("work 10m, meeting 30m, sleep 3h", due="20m", records="natural 3h"),
    # Idle, then asleep: one absence from the last input.
    Row("work 10m, idle 6m, sleep 1h", due="20m", records="natural 1h6m"),
    # Idle for less than `away_after`: a night is a night all the same.
    Row("work 10m, idle 4m, sleep 17h", due="20m", begin=AFTERNOON),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.story)
def test_after_a_jump_of_the_clocks(row: Row) -> None:
    """The next reminder comes when it should, alone, and the books are right."""
    office = Office(Random(0), row.begin, BERLIN)  # noqa: S311 - nothing is left to it
    office.typing = (None,)
    if row.tables:
        office.change(**row.tables)
    *before, jump = row.story.split(", ")
    for deed in before:
        live(office, deed)
    shown = len(office.reminders)
    live(office, jump)
    told = [line(each) for each in office.records if each.kind not in TIMES]

    assert ", ".join(told) == row.records
    assert len(office.reminders) - shown <= 1
    assert {each.day for each in office.summaries} <= {row.begin.date()}
    assert next_reminder(office, parse(row.due)) == parse(row.due)


def live(office: Office, deed: str) -> None:
    """Let one thing of a story happen."""
    what, _, with_it = deed.partition(" ")
    DEEDS[what](office, with_it)


def line(record: Record) -> str:
    """Return a record in a word or two."""
    length = f" {short(record.length)}" if record.length else ""
    return f"{record.kind}{length}"


def is_up(office: Office) -> bool:
    """Say whether a reminder is on the screen."""
    return office.up is not None


def next_reminder(office: Office, expected: timedelta) -> timedelta | None:
    """Return when a reminder is up: by then, and not a second earlier."""
    if is_up(office):
        return timedelta()
    office.advance(max(timedelta(), expected - SECOND))
    if is_up(office):
        return None
    office.advance(SECOND)
    return expected if is_up(office) else None
