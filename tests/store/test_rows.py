"""Values and rows: whatever goes in comes out."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from movebreak.core.effects import Record
from movebreak.core.state import State
from movebreak.store.rows import (
    UNREADABLE,
    line_of,
    row_of,
    saved_of,
    state_row_of,
)
from tests.make import moment, saved

CENTURY = timedelta(days=36_525)
LENGTHS = st.timedeltas(-CENTURY, CENTURY)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
WALLS = st.datetimes(datetime(1980, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001


@settings(deadline=None)
@given(st.from_type(State), WALLS, WALLS, LENGTHS)
def test_any_state_comes_back(
    state: State, wall: datetime, away: datetime, boot: timedelta
) -> None:
    """No state the cycle can be in is changed by being stored."""
    at = replace(moment(), wall=wall, boot=boot)
    kept = replace(saved(replace(state, away_since=away)), at=at)

    back = saved_of(state_row_of(kept))

    assert back == kept
    assert back.at.wall.utcoffset() == wall.utcoffset()


@settings(deadline=None)
@given(st.from_type(Record), WALLS)
def test_any_record_is_told_as_it_was(record: Record, wall: datetime) -> None:
    """Moment, zone, kind and lengths are those of the record, to the microsecond."""
    told = replace(record, moment=replace(record.moment, wall=wall))

    line = line_of(row_of(told, "desk"), undone=False)

    assert (line.at, line.at.utcoffset()) == (wall, wall.utcoffset())
    assert (line.id, line.day, line.kind) == (told.id, told.day, told.kind)
    assert (line.desk, line.length) == (told.desk, told.length)
    assert (line.drill, line.refers) == (told.drill, told.refers)
    assert line.detail == told.detail


def test_a_moment_without_a_zone_is_no_moment() -> None:
    """A state whose wall clock names no zone cannot be trusted."""
    row = state_row_of(saved())._replace(wall="2026-03-02T09:00:00")

    with pytest.raises(UNREADABLE):
        saved_of(row)


def test_a_state_of_before_there_were_sessions_is_understood() -> None:
    """Nothing was planned, and all else is as it was."""
    kept = saved()
    row = state_row_of(kept)
    fields = json.loads(row.state)
    del fields["programme"]

    assert saved_of(row._replace(state=json.dumps(fields))) == kept
