"""What every history does, the fake one and the one on disk alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from movebreak.core.deck import Deck
from movebreak.core.effects import Kind
from movebreak.core.events import Presence
from movebreak.core.state import (
    Break,
    Pause,
    Phase,
    Plan,
    Quiet,
    State,
    Turned,
    Undoable,
)
from movebreak.core.status import Tally
from movebreak.ports import History
from movebreak.store.history import SqliteHistory
from tests.fake_history import MemoryHistory
from tests.make import MINUTE, MORNING, TODAY, drill, record, saved, state

DAY = timedelta(days=1)
OPEN = Break(
    id=7,
    drill=drill("glute-squeeze", our_suggestion=False),
    phase=Phase.SNOOZED,
    since=timedelta(hours=5, microseconds=1),
    desk=20 * MINUTE,
    until=timedelta(hours=6),
    shown=21 * MINUTE,
    snoozes=2,
    reasons=("do not disturb", "Ein Anruf läuft"),
)
STATES = {
    "fresh": state(),
    "open break": state(open=OPEN, desk=timedelta(days=40, microseconds=3)),
    "paused until a local time": state(
        pause=Pause(until_wall=datetime(2026, 3, 3, 4)),  # noqa: DTZ001 - local
        plans=(Plan(datetime(2026, 3, 4, 9), datetime(2026, 3, 4, 10)),),  # noqa: DTZ001
    ),
    "away in another zone": state(
        presence=Presence.AWAY,
        away_since=datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=-9.5))),
        runs_from=None,
        unsummed=(TODAY - DAY,),
        summed_at=timedelta(hours=4),
    ),
    "undoable": state(
        undo=Undoable(
            record=3,
            kind=Kind.DONE,
            at=timedelta(hours=5),
            began=MINUTE,
            open=OPEN,
            turned=Turned(timedelta(hours=5), MINUTE, TODAY - DAY),
            day=TODAY,
            length=18 * MINUTE,
            skips=4,
            last_done=timedelta(hours=3),
        ),
        deck=Deck(seed=-4, rest=("a", "b"), last="c"),
        quiet=Quiet(asked=MINUTE, seen=2 * MINUTE, reasons=("full screen",)),
    ),
}


@pytest.fixture(params=["memory", "disk"])
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[History]:
    """Every kind of history there is, one after the other."""
    if request.param == "memory":
        yield MemoryHistory("desk")
    else:
        with SqliteHistory(tmp_path / "data" / "history.sqlite", "desk") as kept:
            yield kept


def test_a_new_history_is_empty(history: History) -> None:
    """Nothing was kept yet, and nothing is wrong with that."""
    assert history.load() is None
    assert history.last_id() == 0
    assert history.tallies(date.min, date.max) == []
    assert history.lines(date.min, date.max) == []
    assert history.troubles() == ()
    assert history.unwritten() == ""


@pytest.mark.parametrize("name", STATES)
def test_a_state_comes_back_as_it_was(history: History, name: str) -> None:
    """Whatever the cycle remembers, it remembers after a restart."""
    kept = saved(STATES[name], minutes=0.123456)

    history.commit(kept, ())

    assert history.load() == kept


def test_the_last_state_counts(history: History) -> None:
    """A later state takes the place of an earlier one."""
    history.commit(saved(state(serial=1)), ())
    history.commit(saved(state(serial=2), 5), ())

    assert history.load() == saved(state(serial=2), 5)


def test_a_line_tells_what_the_record_did(history: History) -> None:
    """Nothing of a record is lost, not even its zone."""
    told = record(
        4,
        Kind.NATURAL,
        12,
        drill="jog",
        desk=11.5 * MINUTE,
        length=7 * MINUTE,
        detail='{"felt": "pain"}',
    )
    history.commit(saved(), (told,))

    (line,) = history.lines(TODAY, TODAY)

    assert line.id == 4
    assert line.at == MORNING + 12 * MINUTE
    assert line.at.utcoffset() == timedelta(hours=1)
    assert (line.day, line.kind, line.drill) == (TODAY, Kind.NATURAL, "jog")
    assert (line.desk, line.length) == (11.5 * MINUTE, 7 * MINUTE)
    assert (line.refers, line.device, line.undone) == (None, "desk", False)
    assert line.detail == '{"felt": "pain"}'


def test_a_set_that_goes_leaves_its_session(history: History) -> None:
    """A set of another day refers to a session, and takes nothing back."""
    began = record(1, Kind.SESSION, day=TODAY - DAY)
    history.commit(saved(), [began, record(2, Kind.SET, refers=1)])
    assert [each.undone for each in history.lines(TODAY - DAY, TODAY)] == [False, False]

    assert history.delete(TODAY, TODAY).lines == 1
    assert [each.id for each in history.lines(TODAY - DAY, TODAY)] == [1]


def test_a_day_is_counted(history: History) -> None:
    """Each kind counts for itself, and all desk time together."""
    kinds = [*Kind, Kind.DONE, Kind.SNOOZED]
    history.commit(
        saved(),
        [record(at + 1, kind, at, desk=MINUTE) for at, kind in enumerate(kinds)],
    )

    assert history.tallies(TODAY, TODAY) == [
        Tally(
            TODAY,
            done=2,
            natural=1,
            skipped=1,
            missed=1,
            snoozed=2,
            desk=len(kinds) * MINUTE,
        )
    ]


def test_what_was_taken_back_does_not_count(history: History) -> None:
    """Undo leaves the line there, but not in the counts; its desk time stays."""
    history.commit(saved(), (record(1, desk=20 * MINUTE), record(2, Kind.SKIPPED)))
    history.commit(saved(), (record(3, Kind.UNDONE, refers=1, desk=MINUTE),))

    assert [line.undone for line in history.lines(TODAY, TODAY)] == [True, False, False]
    assert history.tallies(TODAY, TODAY) == [Tally(TODAY, skipped=1, desk=21 * MINUTE)]


def test_undo_reaches_into_the_day_before(history: History) -> None:
    """A day whose last break is taken back after it ended loses that break."""
    history.commit(saved(), (record(1), record(2)))
    history.commit(saved(), (record(3, Kind.UNDONE, refers=2, day=TODAY + DAY),))

    assert [tally.done for tally in history.tallies(TODAY, TODAY)] == [1]
    assert [line.undone for line in history.lines(TODAY, TODAY)] == [False, True]


def test_only_the_days_asked_for_are_told(history: History) -> None:
    """Both ends are in, and days without lines are left out."""
    days = [TODAY - 3 * DAY, TODAY - DAY, TODAY, TODAY + DAY]
    history.commit(
        saved(), [record(at, day=day) for at, day in enumerate(days, start=1)]
    )

    tallies = history.tallies(TODAY - 2 * DAY, TODAY)

    assert [tally.day for tally in tallies] == [TODAY - DAY, TODAY]
    assert [line.id for line in history.lines(TODAY - 2 * DAY, TODAY)] == [2, 3]


def test_lines_come_in_the_order_they_were_written(history: History) -> None:
    """A clock that was set back, or a flight, changes no order."""
    late, early = record(1, minutes=60), record(2, minutes=0, day=TODAY - DAY)
    history.commit(saved(), (late,))
    history.commit(saved(), (early,))

    assert [line.id for line in history.lines(date.min, date.max)] == [1, 2]


def test_the_largest_id_is_known(history: History) -> None:
    """New records go on from there."""
    history.commit(saved(), (record(3), record(17)))

    assert history.last_id() == 17


def test_a_state_without_a_record_adds_no_line(history: History) -> None:
    """Most steps of the cycle leave nothing to tell."""
    history.commit(saved(state(serial=9)), ())

    assert history.lines(date.min, date.max) == []


def test_states_are_told_apart(history: History) -> None:
    """One field that differs is enough to differ."""
    kept: State = STATES["open break"]
    history.commit(saved(kept), ())

    loaded = history.load()

    assert loaded is not None
    assert loaded.state != replace(kept, open=replace(OPEN, snoozes=3))


def test_it_is_known_how_often_a_drill_was_done(history: History) -> None:
    """What was taken back, skipped, or no drill does not count."""
    history.commit(
        saved(),
        (
            record(1, drill="squats"),
            record(2, drill="squats", day=TODAY - 9 * DAY),
            record(3, drill="march"),
            record(4, drill="march"),
            record(5, Kind.UNDONE, refers=4),
            record(6, Kind.SKIPPED, drill="lunges"),
            record(7, drill=None),
        ),
    )

    assert dict(history.times_done({})) == {"squats": 2, "march": 1}


def test_a_drill_may_count_from_a_record_on(history: History) -> None:
    """All others count from the first."""
    done = [record(number, drill="squats") for number in (1, 2, 3)]
    history.commit(saved(), (*done, record(4, drill="march")))

    assert dict(history.times_done({"squats": 2})) == {"squats": 2, "march": 1}
    assert dict(history.times_done({"squats": 9, "gone": 1})) == {"march": 1}


def test_days_are_deleted(history: History) -> None:
    """Both ends in; what is left, and the state, stay as they were."""
    days = [TODAY - 2 * DAY, TODAY - DAY, TODAY]
    kept = saved(STATES["open break"])
    history.commit(kept, [record(at, day=day) for at, day in enumerate(days, start=1)])

    assert history.delete(TODAY - DAY, TODAY - DAY).lines == 1
    assert [line.id for line in history.lines(date.min, date.max)] == [1, 3]
    assert history.delete(last=TODAY - DAY).lines == 1
    assert history.delete().lines == 1
    assert history.delete().lines == 0
    assert history.tallies(date.min, date.max) == []
    assert history.load() == kept


def test_answers_are_forgotten_and_their_desk_time_stays(history: History) -> None:
    """A self-check and a review; whatever else was kept is as it was."""
    told = '{"now": "yes"}'
    kinds = (Kind.DONE, Kind.CHECK, Kind.REVIEW)
    asked = [record(at, it, desk=MINUTE) for at, it in enumerate(kinds, start=1)]
    history.commit(saved(), [replace(each, detail=told) for each in asked])
    (before,) = history.tallies(TODAY, TODAY)

    assert history.forget_answers().lines == 2
    assert history.forget_answers().lines == 0
    lines = history.lines(TODAY, TODAY)
    assert [(it.kind, it.detail) for it in lines] == [
        (Kind.DONE, told),
        (Kind.DESK, "{}"),
        (Kind.DESK, "{}"),
    ]
    assert history.tallies(TODAY, TODAY) == [before]


def test_a_line_and_its_undo_are_deleted_together(history: History) -> None:
    """Whichever of them is of the day: either alone would count anew."""
    yesterday = TODAY - DAY
    history.commit(saved(), (record(1, day=yesterday), record(2), record(3)))
    history.commit(saved(), (record(4, Kind.UNDONE, refers=1),))
    history.commit(saved(), (record(5, Kind.UNDONE, refers=3),))

    assert history.delete(yesterday, yesterday).lines == 2
    assert [line.id for line in history.lines(TODAY, TODAY)] == [2, 3, 5]


def test_a_state_is_stored_with_what_is_deleted(history: History) -> None:
    """The next start knows no more of these days than the file does."""
    history.commit(saved(STATES["open break"]), (record(1),))
    anew = saved(state(serial=9))

    assert history.delete(saved=anew).lines == 1
    assert history.load() == anew
