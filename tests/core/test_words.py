"""Words typed after a command, and the events they stand for."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.events import (
    CheckAnswered,
    Event,
    Like,
    Meeting,
    Never,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    PositionTold,
    ResetTaste,
    ReviewAnswered,
    SessionBegan,
    SessionEnded,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    SetLogged,
    Snooze,
)
from movebreak.core.session_typed import session
from movebreak.core.words import (
    MEETING_FORMS,
    PAUSE_FORMS,
    meeting,
    pause,
    snooze,
    taste,
)
from movebreak.errors import UsageError

NOW = datetime.fromisoformat("2026-03-02T09:00")
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    """Return a local time."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("", 5 * MINUTE),
        ("10m", 10 * MINUTE),
        ("10 min", 10 * MINUTE),
        ("1s", timedelta(seconds=1)),
        ("4h", timedelta(hours=4)),
    ],
)
def test_snooze_takes_a_second_to_four_hours(typed: str, length: timedelta) -> None:
    """Nothing said means the button's five minutes."""
    assert snooze(typed.split()) == Snooze(length)


@pytest.mark.parametrize("typed", ["0s", "4h1s", "10", "soon", "-5m"])
def test_other_snoozes_are_refused(typed: str) -> None:
    """With a word on what is allowed."""
    with pytest.raises(UsageError) as refused:
        snooze([typed])
    assert typed in refused.value.message


def test_a_snooze_out_of_range_names_the_range() -> None:
    """From one second to four hours."""
    with pytest.raises(UsageError, match="allowed: 1s to 4h"):
        snooze(["5h"])


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        ("", Meeting(60 * MINUTE)),
        ("30m", Meeting(30 * MINUTE)),
        ("12h", Meeting(timedelta(hours=12))),
        ("off", Meeting(None)),
        ("OFF", Meeting(None)),
    ],
)
def test_meeting_takes_a_length_or_off(typed: str, event: Meeting) -> None:
    """An hour when nothing is said."""
    assert meeting(typed.split()) == event


@pytest.mark.parametrize("typed", ["0m", "13h", "now", "off now"])
def test_other_meetings_are_refused(typed: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError):
        meeting(typed.split())


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        ("", PauseFor(None)),
        ("1h", PauseFor(60 * MINUTE)),
        ("for 90 min", PauseFor(90 * MINUTE)),
        ("until tomorrow", PauseUntilTomorrow()),
        ("Tomorrow", PauseUntilTomorrow()),
        ("until 14:00", PauseUntil(at("2026-03-02T14:00"))),
        ("until 9:00", PauseUntil(at("2026-03-03T09:00"))),
        ("until 08:59", PauseUntil(at("2026-03-03T08:59"))),
        ("until 2 Dec", PauseUntil(at("2026-12-02T00:00"))),
        ("until 2. december", PauseUntil(at("2026-12-02T00:00"))),
        ("until Dec 2,", PauseUntil(at("2026-12-02T00:00"))),
        ("until 2 mar", PauseUntil(at("2027-03-02T00:00"))),
        ("until 29 feb", PauseUntil(at("2028-02-29T00:00"))),
        ("until 2026-04-01", PauseUntil(at("2026-04-01T00:00"))),
        (
            "from 14:00 until 15:00",
            PauseUntil(at("2026-03-02T15:00"), at("2026-03-02T14:00")),
        ),
        (
            "from 23:00 until 01:00",
            PauseUntil(at("2026-03-03T01:00"), at("2026-03-02T23:00")),
        ),
        (
            "from 14:00 until tomorrow",
            PauseUntilTomorrow(at("2026-03-02T14:00")),
        ),
        (
            "from tomorrow until 10:00",
            PauseUntil(at("2026-03-03T10:00"), at("2026-03-03T00:00")),
        ),
        (
            "from 2 dec until 5 dec",
            PauseUntil(at("2026-12-05T00:00"), at("2026-12-02T00:00")),
        ),
    ],
)
def test_every_form_of_pause(typed: str, event: object) -> None:
    """As one word each, or all in one."""
    assert pause(typed.split(), NOW) == event
    assert pause([typed], NOW) == event


@pytest.mark.parametrize(
    "typed",
    [
        "until",
        "from",
        "from 14:00",
        "from until 15:00",
        "until later",
        "until 25:00",
        "until 9:5",
        "until a:00",
        "until 30 feb",
        "until 0 jan",
        "until 2 foo",
        "until foo 2",
        "until 2026-13-01",
        "until 2 dec 2026",
        "until \N{SUPERSCRIPT TWO} dec",
        "until 99999999999999999999:00",
        "until 99999999999999999999 dec",
        "0s",
        "14:00",
        "for",
        "for ever",
        "for 14:00",
    ],
)
def test_other_pauses_are_refused(typed: str) -> None:
    """With the forms there are, or what is wrong with the length."""
    with pytest.raises(UsageError) as refused:
        pause(typed.split(), NOW)
    assert refused.value.message


def test_an_unclear_time_shows_all_forms() -> None:
    """What was typed, and what can be."""
    with pytest.raises(UsageError) as refused:
        pause(["until", "later"], NOW)
    assert '"later"' in refused.value.message
    assert refused.value.hint == PAUSE_FORMS


@pytest.mark.parametrize(
    ("read", "forms"),
    [
        (lambda: pause(["yesterday"], NOW), PAUSE_FORMS),
        (lambda: pause(["for", "ever"], NOW), PAUSE_FORMS),
        (lambda: meeting(["on"]), MEETING_FORMS),
        (lambda: snooze(["soon"]), ""),
    ],
)
def test_no_length_shows_what_else_may_stand_there(
    read: Callable[[], object], forms: str
) -> None:
    """Where more than a length may follow, all forms are shown."""
    with pytest.raises(UsageError, match="is not a length") as refused:
        read()
    assert refused.value.hint == forms


def test_no_time_of_day_says_how_to_write_one() -> None:
    """With two digits for the minutes."""
    with pytest.raises(UsageError, match="write it like 14:00"):
        pause(["until", "9:5"], NOW)


pieces = st.text(max_size=8) | st.sampled_from(["until", "from", "for", "dec", "2"])


@given(typed=st.lists(pieces))
def test_any_words_are_an_event_or_a_usage_error(typed: list[str]) -> None:
    """Nothing else ever comes of them."""
    for read in (snooze, meeting, lambda words: pause(words, NOW)):
        with suppress(UsageError):
            assert read(typed) is not None


def test_taste_takes_a_verb_and_the_id_of_a_drill() -> None:
    """Nothing more and nothing less; what is known is said."""
    assert taste(["like", "squats"]) == Like("squats")
    assert taste(["never", "squats"]) == Never("squats")
    assert taste(["reset", "squats"]) == ResetTaste("squats")
    for wrong in ([], ["like"], ["love", "squats"], ["like", "half", "squats"]):
        with pytest.raises(UsageError, match="drills like ID"):
            taste(wrong)


SET = {
    "round": 1,
    "set": 2,
    "side": "left",
    "amount": 10,
    "felt": "fine",
    "excused": False,
}


def logged(**changes: object) -> str:
    """Return what a player tells of a set."""
    return json.dumps(SET | changes)


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        (["start"], SessionStart()),
        (["tomorrow"], SessionTomorrow()),
        (["skip"], SessionSkip()),
        (["end"], SessionEnded(complete=False)),
        (["end", "complete"], SessionEnded(complete=True)),
        (["begin", "four", "20m"], SessionBegan("four", 20 * MINUTE, strength=False)),
        (
            ["begin", "four", "20m", "strength"],
            SessionBegan("four", 20 * MINUTE, strength=True),
        ),
        (["log", "3", "bridge", logged()], SetLogged(3, "bridge", logged())),
        (
            ["log", "3", "bridge", logged(side=None), "moved"],
            SetLogged(3, "bridge", logged(side=None), moved=True),
        ),
        (
            ["log", "0", "bridge", logged(amount=0)],
            SetLogged(0, "bridge", logged(amount=0), trained=False),
        ),
        (
            ["log", "0", "bridge", logged(excused=True)],
            SetLogged(0, "bridge", logged(excused=True), trained=False),
        ),
        (["check", '{"works":1}'], CheckAnswered('{"works": 1}')),
        (["check", "{}", "sore"], CheckAnswered("{}", sore=True)),
        (["review", '{"weeks": 4}'], ReviewAnswered('{"weeks": 4}')),
        (["position", "standing"], PositionTold("standing")),
    ],
    ids=str,
)
def test_what_follows_session(typed: list[str], event: Event) -> None:
    """What people type, and what a player tells of a session."""
    assert session(typed) == event


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ([], "nothing movebreak knows"),
        (["dance"], "session tomorrow"),
        (["end", "soon"], "nothing movebreak knows"),
        (["begin", "four"], "nothing movebreak knows"),
        (["begin", "Four!", "20m"], '"Four!" is no id'),
        (["begin", "four", "20"], "has no unit"),
        (["begin", "four", "0s"], "allowed: 1s to 4h"),
        (["begin", "four", "5h"], "allowed: 1s to 4h"),
        (["log", "x", "bridge", logged()], '"x" is no number'),
        (["log", "-1", "bridge", logged()], '"-1" is no number'),
        (["log", "0", "?", logged()], '"?" is no id'),
        (["log", "0", "bridge", "10"], "no JSON object"),
        (["log", "0", "bridge", "{" * 5000], "no JSON object"),
        (["log", "0", "bridge", "[" * 3000], "no JSON object"),
        (["log", "0", "bridge", "{}"], "no set"),
        (["log", "0", "bridge", logged(amount=-1)], "no set"),
        (["log", "0", "bridge", logged(amount=True)], "no set"),
        (["log", "0", "bridge", logged(side="up")], "no set"),
        (["log", "0", "bridge", logged(felt="odd")], "no set"),
        (["log", "0", "bridge", logged(excused=1)], "no set"),
        (["check", '{"long": "' + "x" * 4000 + '"}'], "4000"),
        (["position", "lying"], "nothing movebreak knows"),
    ],
    ids=str,
)
def test_what_follows_session_and_is_refused(typed: list[str], says: str) -> None:
    """With what is allowed."""
    with pytest.raises(UsageError) as refused:
        session(typed)

    assert says in str(refused.value)
