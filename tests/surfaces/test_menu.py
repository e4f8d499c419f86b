"""The tray menu as data, in every state."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import (
    Another,
    Done,
    Meeting,
    MoveNow,
    Page,
    PauseFor,
    PauseUntilTomorrow,
    Resume,
    SessionEnded,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    Skip,
    Snooze,
    Undo,
    WantPage,
)
from movebreak.core.programme.rules import Focus
from movebreak.core.status import (
    Ends,
    Overview,
    PausedStatus,
    Running,
    Training,
    WorkingStatus,
)
from movebreak.core.wording import Wording
from movebreak.surfaces.menu import SEPARATOR, Command, Entry, menu, tooltip
from tests.make import HOUR, MINUTE
from tests.views import NOW, OPEN, STATUSES, ends, view

WORDS = Wording()


def lines(overview: Overview) -> list[str]:
    """The labels, with "-" for a separator."""
    return [each.label or "-" for each in menu(overview, WORDS)]


def entry(overview: Overview, label: str) -> Entry:
    """The one entry with this label."""
    (found,) = [each for each in menu(overview, WORDS) if each.label == label]
    return found


def test_while_working() -> None:
    """What comes next, the count, what a person may do, from top to bottom."""
    assert lines(view("working")) == [
        "Next break 09:12, in 12 minutes",
        "Today: 5 of 8 done, 2 natural",
        "-",
        "I just moved",
        "Move now",
        "-",
        "Pause",
        "Meeting",
        "-",
        "Show me how",
        "Programme…",
        "History…",
        "Settings…",
        "Quit",
    ]


def test_who_is_new_is_offered_the_first_steps() -> None:
    """Above the end, until they were taken or turned down."""
    new = view("working")
    new = replace(new, glance=replace(new.glance, welcomed=False))
    assert lines(new)[-3:] == ["Settings…", "Set up…", "Quit"]
    assert entry(new, "Set up…").does == WantPage(Page.WELCOME)


def test_when_due() -> None:
    """The answers stand where the movements stood."""
    assert lines(view("due"))[3:7] == ["Done", "Snooze", "Another", "Skip"]
    assert "I just moved" not in lines(view("due"))
    assert "Move now" not in lines(view("due"))


HEADLINES = {
    "working": "Next break 09:12, in 12 minutes",
    "due": "Time to move: Jumping jacks",
    "held": "Held: full screen, since 09:00",
    "snoozed": "Snoozed until 09:04, in 4 minutes",
    "paused": "Paused until 10:00, in 1 hour",
    "paused for good": "Paused until you resume",
    "away": "Away since 08:54",
    "off": "Outside your working hours until 23:00",
    "off for good": "Outside your working hours",
}


@pytest.mark.parametrize("state", STATUSES)
def test_the_first_line_says_what_comes_next_or_why_not(state: str) -> None:
    """Grey, with clock time and minutes where there is an end."""
    first, second, *_ = menu(view(state), WORDS)

    assert first.label == HEADLINES[state]
    assert not first.enabled
    assert first.does is None
    assert second.label.startswith("Today: 5 of 8 done")
    assert not second.enabled


@pytest.mark.parametrize("state", STATUSES)
def test_every_entry_does_something_or_says_something(state: str) -> None:
    """Enabled ones act or open a submenu; grey ones never act."""
    for each in menu(view(state), WORDS):
        acts = each.does is not None or bool(each.entries)
        assert each == SEPARATOR or acts == each.enabled, each.label


@pytest.mark.parametrize("state", STATUSES)
def test_no_two_separators_meet(state: str) -> None:
    """Nor does the menu begin or end with one."""
    shown = lines(view(state))
    assert "--" not in "".join(label[:1] if label == "-" else "x" for label in shown)
    assert shown[0] != "-"
    assert shown[-1] != "-"


@pytest.mark.parametrize("state", STATUSES)
def test_a_left_click_shows_how_only_when_due(state: str) -> None:
    """Otherwise there is no default entry, and hosts open the menu."""
    defaults = [each.label for each in menu(view(state), WORDS) if each.default]

    assert defaults == (["Show me how"] if state == "due" else [])


@pytest.mark.parametrize("state", sorted(OPEN))
def test_an_answer_names_the_break_it_answers(state: str) -> None:
    """An old menu cannot answer a new break."""
    shown = view(state)

    assert entry(shown, "Done").does == Done(7)
    assert entry(shown, "Another").does == Another(7)
    assert entry(shown, "Skip").does == Skip(7)
    assert [(each.label, each.does) for each in entry(shown, "Snooze").entries] == [
        ("5 minutes", Snooze(5 * MINUTE, 7)),
        ("10 minutes", Snooze(10 * MINUTE, 7)),
        ("15 minutes", Snooze(15 * MINUTE, 7)),
        ("30 minutes", Snooze(30 * MINUTE, 7)),
    ]


def test_what_waits_can_be_shown_at_once() -> None:
    """A held or snoozed break has Move now; a due one is there already."""
    for state in ("held", "snoozed"):
        assert entry(view(state), "Move now").does == MoveNow()


def test_a_drill_asked_for_in_a_pause_can_be_answered() -> None:
    """The pause is shown, and so are the answers."""
    shown = view("paused", asked=9)

    assert entry(shown, "Done").does == Done(9)
    assert entry(shown, "Snooze (reminders rest now)").enabled is False
    assert entry(shown, "Resume").does == Resume()


def test_a_used_up_snooze_is_greyed_with_the_reason() -> None:
    """Three snoozes were used: the entry stays, and says why it is grey."""
    shown = view("due", can_snooze=False, snoozes_left=0)
    greyed = entry(shown, "Snooze (limit reached)")

    assert not greyed.enabled
    assert greyed.does is None
    assert greyed.entries == ()


def test_without_a_limit_snooze_is_never_used_up() -> None:
    """No limit is told as None."""
    assert entry(view("due", snoozes_left=None), "Snooze").enabled


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (Kind.DONE, "Undo Done"),
        (Kind.SKIPPED, "Undo Skip"),
        (Kind.NATURAL, "Undo natural break"),
    ],
)
def test_undo_while_it_lasts(kind: Kind, label: str) -> None:
    """It says what it takes back."""
    assert entry(view("working", undo=kind), label).does == Undo()


def test_no_undo_when_there_is_nothing_to_take_back() -> None:
    """The entry is gone, not grey."""
    assert not any("Undo" in label for label in lines(view("working")))


def test_pause_offers_its_lengths() -> None:
    """A quarter of an hour to two hours, until tomorrow, until resumed."""
    assert [(it.label, it.does) for it in entry(view("working"), "Pause").entries] == [
        ("15 minutes", PauseFor(15 * MINUTE)),
        ("30 minutes", PauseFor(30 * MINUTE)),
        ("1 hour", PauseFor(HOUR)),
        ("2 hours", PauseFor(2 * HOUR)),
        ("Until tomorrow", PauseUntilTomorrow()),
        ("Until I resume", PauseFor(None)),
    ]


@pytest.mark.parametrize("state", ["paused", "paused for good"])
def test_a_pause_always_offers_resume(state: str) -> None:
    """In place of Pause."""
    assert entry(view(state), "Resume").does == Resume()
    assert "Pause" not in lines(view(state))


def test_a_planned_pause_is_shown_and_can_be_taken_back() -> None:
    """With its begin and end."""
    begin = datetime(2026, 3, 2, 14)  # noqa: DTZ001 - local wall time
    shown = view("working", planned=((begin, begin + HOUR),))

    assert "Pause planned from 14:00 until 15:00" in lines(shown)
    assert entry(shown, "Take back the planned pause").does == Resume()
    assert "Pause" in lines(shown)


def test_meeting_offers_its_lengths() -> None:
    """Half an hour, an hour, an hour and a half."""
    entries = entry(view("working"), "Meeting").entries
    assert [(each.label, each.does) for each in entries] == [
        ("30 minutes", Meeting(30 * MINUTE)),
        ("1 hour", Meeting(HOUR)),
        ("1 hour 30 minutes", Meeting(90 * MINUTE)),
    ]


def test_a_meeting_shows_its_end_and_can_be_ended() -> None:
    """Also before any break is held by it."""
    shown = view("working", meeting=ends(30 * MINUTE))

    assert "Meeting until 09:30, in 30 minutes" in lines(shown)
    assert entry(shown, "End meeting").does == Meeting(None)
    assert "Meeting" not in lines(shown)


def test_what_is_wrong_is_shown_grey() -> None:
    """Whoever opens the menu sees it."""
    trouble = "Your answers wait in memory: the disk is full."
    shown = replace(view("working"), troubles=(trouble,))

    assert not entry(shown, trouble).enabled


def test_much_that_is_wrong_fits_into_the_menu() -> None:
    """A few lines of what a menu has room for, and where to read the rest."""
    troubles = tuple(f"breaks.goal: {number} " + "is wrong " * 9 for number in range(9))
    shown = lines(replace(view("off"), troubles=troubles))

    told = [each for each in shown if each.startswith("breaks.goal")]
    assert [each[:14] for each in told] == [f"breaks.goal: {n}" for n in range(3)]
    assert all(len(each) <= 61 for each in told)
    assert "In full: movebreak status" in shown


def test_the_last_five_are_always_there() -> None:
    """Show me how, the programme, the history, the settings, and the way out."""
    for state in STATUSES:
        last = menu(view(state), WORDS)[-5:]
        assert [each.does for each in last] == [
            WantPage(Page.GUIDE),
            WantPage(Page.PROGRAMME),
            WantPage(Page.HISTORY),
            WantPage(Page.SETTINGS),
            Command.QUIT,
        ]


def test_times_follow_the_locale() -> None:
    """Twelve hours for who reads a clock that way."""
    first = menu(view("paused"), Wording(twelve_hour=True))[0]

    assert first.label == "Paused until 10:00 am, in 1 hour"


@pytest.mark.parametrize("state", STATUSES)
def test_the_tooltip_tells_state_and_count(state: str) -> None:
    """Two short lines, that Windows can show; no minutes, which would grow stale."""
    told = tooltip(view(state), WORDS)
    line, _, _ = HEADLINES[state].partition(", in ")

    assert told.startswith(f"movebreak: {line}\nToday: 5 of 8 done")
    assert len(told) < 120


def test_the_tooltip_stays_true_while_time_passes() -> None:
    """A minute later it says the same, until something happens."""
    later = view(
        "working",
        now=NOW + MINUTE,
        status=WorkingStatus(Ends(NOW + 12 * MINUTE, 11 * MINUTE), 2),
    )

    assert tooltip(later, WORDS) == tooltip(view("working"), WORDS)


def test_the_end_of_a_long_pause_names_its_day() -> None:
    """Tomorrow is told as tomorrow."""
    shown = view("paused", status=PausedStatus(ends(timedelta(hours=19))))

    assert lines(shown)[0] == "Paused until tomorrow 04:00, in 19 hours"


PLANNED = Training(
    Focus.STRENGTH, NOW.replace(hour=17), today=True, invitation=4, running=None
)


def session(of: Training) -> dict[str, object]:
    """Return what stands between the guide and the history."""
    entries = menu(view("working", session=of), WORDS)
    labels = [each.label for each in entries]
    first, last = labels.index("Show me how") + 1, labels.index("History…")
    return {
        each.label: each.does or [(it.label, it.does) for it in each.entries]
        for each in entries[first:last]
    }


def test_a_session_of_today_can_be_answered() -> None:
    """In one entry; a line above tells when it is."""
    assert session(PLANNED) == {
        "Strength session": [
            ("Start", SessionStart(4)),
            ("Tomorrow", SessionTomorrow(4)),
            ("Skip", SessionSkip(4)),
        ]
    }
    assert "Strength session: today 17:00" in lines(view("working", session=PLANNED))


def test_a_session_of_another_day_is_only_told() -> None:
    """The programme shows more of it."""
    later = replace(PLANNED, today=False)

    assert session(later) == {"Programme…": WantPage(Page.PROGRAMME)}


def test_a_session_under_way_can_be_gone_on_with_or_ended() -> None:
    """Wherever its page went."""
    assert session(replace(PLANNED, running=Running(9, "four", 3))) == {
        "Go on with the session": WantPage(Page.SESSION),
        "End the session": SessionEnded(complete=False),
    }
