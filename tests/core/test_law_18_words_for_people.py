"""Law 18: every sentence a person reads is kind, short, and says what is so."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from movebreak.core import day_words, news_words, reminder_words, reply_words
from movebreak.core.effects import (
    REFUSALS,
    AwayNews,
    CountedNews,
    Kind,
    Remind,
    Reply,
    Saying,
    SkipsNews,
    SummaryNews,
)
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    Ends,
    Glance,
    HeldStatus,
    OffStatus,
    PausedStatus,
    SnoozedStatus,
    Status,
    Tally,
    WorkingStatus,
)
from movebreak.core.wording import Wording
from tests import make

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
MINUTE = timedelta(minutes=1)
WORDS = Wording()
AMERICAN = Wording(twelve_hour=True)
DRILL = make.drill()

BLAME = re.compile(
    r"\b(fail\w*|lazy|bad|wrong|should|must|only|unfortunately|shame\w*|"
    r"disappoint\w*|neglect\w*|ignor\w*|forgot\w*|again you|you missed|you did not|"
    r"you didn't|worse|poor\w*|never|guilty|behind|lost|broke\w*)\b",
    re.IGNORECASE,
)
JARGON = re.compile(
    r"\b(exception|traceback|none|null|idle|daemon|dbus|d-bus|timedelta|true|false|"
    r"kind|phase|state)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(20, "20 seconds"), (44.6, "45 seconds"), (89, "1 minute"), (200, "3 minutes")],
)
def test_an_absence_is_asked_about_as_people_say_it(seconds: float, said: str) -> None:
    """How long, which drill, and what Yes means where there is no button."""
    asks = Remind(1, DRILL, gone=timedelta(seconds=seconds))
    assert reminder_words.reminder(asks, buttons=True) == (
        "Did you move?",
        f"You were away for {said}. {DRILL.name}: count it?",
    )
    _, body = reminder_words.reminder(asks, buttons=False)
    assert body.endswith("count it? Yes: movebreak done.")


def test_skips_in_a_row_lead_to_a_longer_interval_in_words() -> None:
    """Half as long again, and no reproach."""
    title, body = news_words.skips(SkipsNews(5, 20 * MINUTE))
    assert title == "Would something else fit better?"
    assert "a longer interval such as 30 minutes" in body


def ends(minutes: float) -> Ends:
    """Return an end so many minutes from now."""
    left = minutes * MINUTE
    return Ends(NOW + left, left)


def glance(status: Status) -> Glance:
    """Return a glance at this status."""
    return Glance(status, NOW, None, None, 3, False, None, None, (), 8)  # noqa: FBT003


STATUSES: list[tuple[Status, str]] = [
    (WorkingStatus(ends(12), 2), "Next break 09:12, in 12 minutes"),
    (WorkingStatus(ends(0), 5), "Next break 09:00, now"),
    (WorkingStatus(ends(0.5), 5), "Next break 09:00, in 30 seconds"),
    (DueStatus(1, DRILL), "Time to move: Jumping jacks"),
    (
        HeldStatus(1, DRILL, ("do not disturb", "a film"), NOW - 5 * MINUTE, ends(85)),
        "Held: do not disturb, a film, since 08:55",
    ),
    (HeldStatus(1, DRILL, (), NOW, ends(90)), "Held: quiet, since 09:00"),
    (SnoozedStatus(1, DRILL, ends(5)), "Snoozed until 09:05, in 5 minutes"),
    (PausedStatus(None), "Paused until you resume"),
    (PausedStatus(ends(120)), "Paused until 11:00, in 2 hours"),
    (
        PausedStatus(ends(60 * 19)),
        "Paused until tomorrow 04:00, in 19 hours",
    ),
    (
        PausedStatus(ends(60 * 47)),
        "Paused until Wednesday 08:00, in 47 hours",
    ),
    (
        PausedStatus(ends(60 * (24 * 273 + 15))),
        "Paused until Tuesday, 1 December 00:00, in 274 days",
    ),
    (AwayStatus(NOW - 20 * MINUTE), "Away since 08:40"),
    (OffStatus(None), "Outside your working hours"),
    (OffStatus(ends(60)), "Outside your working hours until 10:00"),
]


@pytest.mark.parametrize(("status", "line"), STATUSES, ids=[s[1] for s in STATUSES])
def test_the_headline_says_what_comes_next_or_why_not(
    status: Status, line: str
) -> None:
    """With clock time and minutes."""
    assert WORDS.headline(glance(status)) == line


@pytest.mark.parametrize(
    "status", [s[0] for s in STATUSES], ids=[s[1] for s in STATUSES]
)
def test_without_minutes_the_headline_has_clock_times_alone(status: Status) -> None:
    """What stays on the screen must stay true."""
    whole = WORDS.headline(glance(status))
    line = WORDS.headline(glance(status), minutes=False)

    assert line == re.sub(r", (now|in [0-9]+ \w+)$", "", whole)


@pytest.mark.parametrize(
    ("hour", "minute", "shown"),
    [(0, 5, "12:05 am"), (9, 0, "9:00 am"), (12, 0, "12:00 pm"), (23, 59, "11:59 pm")],
)
def test_twelve_hour_clocks(hour: int, minute: int, shown: str) -> None:
    """Midnight is twelve, and so is noon."""
    at = NOW.replace(hour=hour, minute=minute)
    assert AMERICAN.clock(at, NOW) == shown
    assert WORDS.clock(at, NOW) == f"{hour:02}:{minute:02}"


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (-30, "Saturday, 31 January"),
        (-7, "Monday, 23 February"),
        (-3, "Friday"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (6, "Sunday"),
        (7, "Monday, 9 March"),
        (365, "Tuesday, 2 March 2027"),
        (-61, "Wednesday, 31 December 2025"),
    ],
)
def test_days_are_named_as_people_do(days: int, name: str) -> None:
    """By name when near, with the date when far, and with a year that is another."""
    assert day_words.day_name(TODAY + timedelta(days=days), TODAY) == name


def test_a_time_on_another_day_names_the_day() -> None:
    """Nine o'clock tomorrow is not nine o'clock."""
    assert WORDS.clock(NOW + timedelta(days=1), NOW) == "tomorrow 09:00"


def test_a_second_start_says_that_it_runs() -> None:
    """And what comes next."""
    working = glance(WorkingStatus(ends(12), 2))
    assert WORDS.greeting(working) == "movebreak is running, next break 09:12"
    paused = glance(PausedStatus(None))
    assert WORDS.greeting(paused) == "movebreak is running: paused until you resume"


def test_the_first_start_is_welcomed() -> None:
    """It runs, when it first calls, and where it lives."""
    title, body = WORDS.welcome(glance(WorkingStatus(ends(20), 0)), where="In the tray")
    assert title == "movebreak is running"
    assert body == "First break 09:20, in 20 minutes. In the tray"


def test_meetings_and_plans_have_a_line() -> None:
    """With their ends."""
    assert WORDS.meeting_line(ends(60), NOW) == "Meeting until 10:00, in 1 hour"
    local = datetime(2026, 3, 2, 14)  # noqa: DTZ001 - plans are local
    plan = (local, local + timedelta(hours=1))
    assert WORDS.planned_line(plan, NOW) == "Pause planned from 14:00 until 15:00"
    night = (local, local + timedelta(hours=16))
    line = "Pause planned from 14:00 until tomorrow 06:00"
    assert WORDS.planned_line(night, NOW) == line


def test_a_reminder_says_what_to_do_how_and_how_long() -> None:
    """In about eighty characters; without buttons it says how to answer."""
    title, body = reminder_words.reminder(Remind(1, DRILL), buttons=True)
    assert title == "Arms and legs apart, and together"
    assert body == "Stand upright. 20 times, about 30 seconds."
    assert len(body) <= 80
    _, told = reminder_words.reminder(Remind(1, DRILL), buttons=False)
    assert told == f"{body} {reminder_words.ANSWER_BY_COMMAND}"


def test_every_sentence_begins_with_a_capital_letter() -> None:
    """Also where the source of the drill wrote its dose small."""
    drill = replace(DRILL, dose="once per alarm", length=timedelta(seconds=20))
    _, body = reminder_words.reminder(Remind(1, drill), buttons=True)
    _, told = reminder_words.steps(drill)

    assert body == "Stand upright. Once per alarm, about 20 seconds."
    assert "\nOnce per alarm, about 20 seconds (" in told


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("20 times", "20 times, about 30 seconds"),
        ("Hold for 30 seconds.", "Hold for 30 seconds"),
        ("", ""),
    ],
)
def test_a_dose_says_its_length_once(said: str, line: str) -> None:
    """Not twice when the source says it already."""
    assert reminder_words.dose(replace(DRILL, dose=said)) == line


def test_the_steps_name_their_source() -> None:
    """And whether the dose is the source's or ours."""
    title, body = reminder_words.steps(DRILL)
    assert title == "Jumping jacks"
    assert body.splitlines()[:2] == ["1. Stand upright", "2. Jump"]
    assert "our suggestion" in body
    assert DRILL.source in body
    _, body = reminder_words.steps(replace(DRILL, our_suggestion=False))
    assert "as its source says" in body


def test_today_counts_done_and_shows_natural_beside_it() -> None:
    """The goal is about done."""
    assert day_words.today_line(Tally(TODAY, done=3), 8) == "Today: 3 of 8 done"
    tally = Tally(TODAY, done=3, natural=2)
    assert day_words.today_line(tally, 8) == "Today: 3 of 8 done, 2 natural"


def test_counts_of_a_day() -> None:
    """A missed break is a number."""
    tally = Tally(TODAY, natural=1, skipped=2, missed=3, snoozed=4)
    expected = "1 natural, 2 skipped, 3 missed, 4 snoozed."
    assert day_words.counts(tally, 0) == f"{expected} A streak can start any day."
    assert day_words.counts(tally, 1) == f"{expected} Streak: 1 day."
    assert day_words.counts(tally, 5) == f"{expected} Streak: 5 days."


@pytest.mark.parametrize(
    ("tally", "praise"),
    [
        (Tally(TODAY, done=8), "Goal met. Your body says thank you."),
        (Tally(TODAY, done=3, natural=1), "You got up 4 times. Every one counts."),
        (Tally(TODAY, natural=1), "You got up once. Every one counts."),
        (Tally(TODAY, missed=9), "A quiet day. Tomorrow brings fresh chances."),
    ],
)
def test_every_day_is_summed_up_kindly(tally: Tally, praise: str) -> None:
    """Whatever came of it."""
    title, body = news_words.summary(SummaryNews(TODAY, TODAY), tally, 8, 0)
    assert title == f"Today: {tally.done} of 8 breaks done"
    assert body.startswith(praise)


def test_a_late_summary_is_named() -> None:
    """After its day."""
    news = SummaryNews(TODAY - timedelta(days=1), TODAY)
    assert news_words.summary(news, Tally(news.day), 8, 0)[0].startswith("Yesterday: ")
    news = SummaryNews(TODAY - timedelta(days=3), TODAY)
    title, body = news_words.summary(news, Tally(news.day), 8, 0)
    assert title.startswith("Friday: ")
    assert body.startswith("A quiet day. Today brings fresh chances.")


@pytest.mark.parametrize(
    ("length", "spoken"),
    [
        (MINUTE / 4, "1 minute"),
        (7 * MINUTE, "7 minutes"),
        (timedelta(hours=3), "3 hours"),
    ],
)
def test_what_was_counted_is_told(length: timedelta, spoken: str) -> None:
    """And how to make it more."""
    title, body = news_words.away(AwayNews(length))
    assert title == f"Away {spoken}, counted as a natural break"
    assert "I just moved" in body


def test_settings_troubles_are_counted() -> None:
    """Each is named, and all else is used."""
    title, body = news_words.mistakes("settings", ("a",))
    assert title == "Your settings have 1 problem"
    assert body == "a\nAll other settings are used."
    assert news_words.mistakes("drills", ("a", "b"))[0] == "Your drills have 2 problems"


def test_settings_that_cannot_be_read_at_all_are_not_said_to_be_used() -> None:
    """What rules meanwhile is what ruled before."""
    _, body = news_words.mistakes("settings", ("a",), usable=False)
    assert body == "a\nUntil that is put right, your settings stay as they were."


@pytest.mark.parametrize("kind", day_words.TOLD)
def test_lines_of_history_are_told(kind: Kind) -> None:
    """With the drill when there was one."""
    assert day_words.told(kind, "Squats").endswith(": Squats")
    assert day_words.told(kind, None) == day_words.TOLD[kind]


LATER = NOW + timedelta(hours=1)
REPLIES: list[tuple[Reply, str]] = [
    (
        Reply(Saying.DONE, DRILL),
        "Jumping jacks: done. A fresh interval starts now.",
    ),
    (Reply(Saying.DONE), "Done. A fresh interval starts now."),
    (Reply(Saying.DONE, silent=True), "Done. Reminders rest now."),
    (Reply(Saying.MOVED), "Counted. A fresh interval starts now."),
    (Reply(Saying.MOVED, silent=True), "Counted. Reminders rest now."),
    (Reply(Saying.RESUMED), "Going on. A fresh interval starts now."),
    (
        Reply(Saying.RESUMED, silent=True),
        "The pause is over. Reminders rest outside your working hours.",
    ),
    (Reply(Saying.MEETING_OVER), "Meeting over. Reminders come again."),
    (Reply(Saying.MEETING_OVER, silent=True), "Meeting over. Reminders rest now."),
    (
        Reply(Saying.SKIPPED, DRILL),
        "Jumping jacks: skipped. The next break comes in its time.",
    ),
    (Reply(Saying.SKIPPED), "Skipped. The next break comes in its time."),
    (Reply(Saying.SNOOZED, until=LATER), "Snoozed until 10:00, in 1 hour."),
    (Reply(Saying.SNOOZED), "Snoozed until later."),
    (
        Reply(Saying.ANOTHER, DRILL),
        f"{DRILL.cue} (Jumping jacks, 20 times, about 30 seconds).",
    ),
    (Reply(Saying.MOVE_NOW), "Here is a drill."),
    (Reply(Saying.UNDONE, kind=Kind.DONE), "Done is taken back."),
    (Reply(Saying.UNDONE, kind=Kind.SKIPPED), "Skip is taken back."),
    (Reply(Saying.UNDONE, kind=Kind.NATURAL), "The natural break is taken back."),
    (Reply(Saying.UNDONE), "The last answer is taken back."),
    (Reply(Saying.STEPS), ""),
    (Reply(Saying.PAUSED), "Paused until you resume."),
    (Reply(Saying.PAUSED, until=LATER), "Paused until 10:00, in 1 hour."),
    (Reply(Saying.PLANNED), "The pause is planned."),
    (
        Reply(Saying.PLANNED, until=LATER + timedelta(hours=1), begin=LATER),
        "Pause planned from 10:00 until 11:00.",
    ),
    (
        Reply(Saying.MEETING, until=LATER),
        "Meeting until 10:00, in 1 hour. Reminders wait.",
    ),
]


@pytest.mark.parametrize(("reply", "line"), REPLIES, ids=[r[1] for r in REPLIES])
def test_what_came_of_an_answer(reply: Reply, line: str) -> None:
    """Said in a sentence."""
    assert reply_words.reply(WORDS, reply, NOW) == line


def test_steps_are_an_answer_too() -> None:
    """With the name of the drill first."""
    reply = Reply(Saying.STEPS, DRILL)
    assert reply_words.reply(WORDS, reply, NOW) == "\n".join(
        reminder_words.steps(DRILL)
    )


@pytest.mark.parametrize("saying", Saying)
def test_every_saying_has_words(saying: Saying) -> None:
    """None is forgotten; a refusal says so, and what else there is."""
    reply = Reply(saying, DRILL, LATER, NOW, Kind.DONE)
    assert len(reply_words.reply(WORDS, reply, NOW)) > 10
    assert reply.refused is (saying in REFUSALS)


def said_of_now() -> Iterator[str]:
    """Return all headlines and replies, in both clocks."""
    for words in (WORDS, AMERICAN):
        for status, _ in STATUSES:
            yield words.headline(glance(status))
            yield words.greeting(glance(status))
            yield from words.welcome(glance(status), where="In the tray.")
        for reply, _ in REPLIES:
            yield reply_words.reply(words, reply, NOW)
        for saying in Saying:
            yield reply_words.reply(
                words, Reply(saying, DRILL, LATER, NOW, Kind.DONE), NOW
            )


def said_of_days() -> Iterator[str]:
    """Return all that is said of good days and others."""
    for done, natural, streak, ago in product((0, 1, 8), (0, 1, 5), (0, 1, 9), (0, 1)):
        tally = Tally(TODAY, done, natural, 3, 20, 2)
        yield day_words.today_line(tally, 8)
        yield day_words.counts(tally, streak)
        news = SummaryNews(TODAY - timedelta(days=ago), TODAY)
        yield from news_words.summary(news, tally, 8, streak)


def sentences() -> Iterator[str]:
    """Return all that can be said."""
    yield from said_of_now()
    yield from said_of_days()
    for buttons in (True, False):
        yield from reminder_words.reminder(Remind(1, DRILL), buttons=buttons)
    yield from reminder_words.steps(DRILL)
    for gone, buttons in product((45, 150), (True, False)):
        asks = Remind(1, DRILL, gone=timedelta(seconds=gone))
        yield from reminder_words.reminder(asks, buttons=buttons)
    yield from news_words.away(AwayNews(7 * MINUTE))
    yield from news_words.counted(CountedNews(timedelta(seconds=45), DRILL))
    yield from news_words.skips(SkipsNews(5, 20 * MINUTE))
    yield from news_words.mistakes("settings", ("breaks.interval: write 45m",))
    yield from (day_words.told(kind, "Squats") for kind in day_words.TOLD)


def test_no_text_blames() -> None:
    """Not one word of reproach, of jargon, or in capitals, in all that can be said."""
    for sentence in sentences():
        assert not BLAME.search(sentence), sentence
        assert not JARGON.search(sentence), sentence
        assert "!" not in sentence
        assert not re.search(r"\b[A-Z]{3,}\b", sentence), sentence
        assert "  " not in sentence
