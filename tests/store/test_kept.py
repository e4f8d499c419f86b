"""What a page of the history shows, asked from the file or counted by hand."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.effects import Kind
from movebreak.core.past import Drilled, Hour
from movebreak.core.status import Tally
from movebreak.store import kept
from movebreak.store.database import connected
from movebreak.store.migrations import migrate
from movebreak.store.queries import count, delete, lines, write
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.rows import Row
from tests.make import TODAY
from tests.pages.past import keep, line

DAY = timedelta(days=1)

rows = st.lists(
    st.tuples(
        st.sampled_from(list(Kind)),
        st.integers(0, 4),
        st.integers(0, 23),
        st.sampled_from(["squats", "lunges", None]),
        st.integers(0, 12),
    ),
    max_size=12,
)
EVER = (date.min, date.max)


def made(told: list[tuple[Kind, int, int, str | None, int]]) -> list[Row]:
    """Return lines, some of which take others back."""
    return [
        line(
            number,
            kind,
            TODAY - ago * DAY,
            f"{hour:02}:30",
            drill=drill,
            refers=refers if kind is Kind.UNDONE else None,
        )
        for number, (kind, ago, hour, drill, refers) in enumerate(told, start=1)
    ]


@given(rows, st.integers(0, 4))
def test_both_ways_count_alike(
    told: list[tuple[Kind, int, int, str | None, int]], ago: int
) -> None:
    """In SQL, and from the lines of a file that cannot be asked any more."""
    db = connected(":memory:")
    migrate(db)
    write(db, made(told), None)
    since = TODAY - ago * DAY
    asked = kept.read(db, TODAY, since)
    by_hand = kept.counted(lines(db, *EVER)[0], TODAY, since)
    assert asked == by_hand
    db.close()


@given(rows, st.integers(0, 4), st.integers(0, 4))
def test_as_many_go_as_were_named(
    told: list[tuple[Kind, int, int, str | None, int]], first: int, last: int
) -> None:
    """Whoever is asked before a deletion is told its true size."""
    db = connected(":memory:")
    migrate(db)
    write(db, made(told), None)
    days = TODAY - first * DAY, TODAY - last * DAY
    named = count(db, *days)
    before = count(db, *EVER)
    assert delete(db, *days) == named
    assert count(db, *EVER) == before - named
    db.close()


def test_a_day_and_all_before_it(tmp_path: Path) -> None:
    """Hours as the clock on the wall had them; days to come are left out."""
    path = tmp_path / "history.sqlite"
    keep(
        path,
        [
            line(1, Kind.DONE, TODAY - 9 * DAY, "08:10", drill="lunges"),
            line(2, Kind.DONE, TODAY, "00:40", drill="squats"),
            line(3, Kind.SKIPPED, TODAY, "23:59", drill="squats"),
            line(4, Kind.DONE, TODAY + DAY, "08:10", drill="lunges"),
        ],
    )
    history = ReadOnlyHistory(path)
    found = history.kept(TODAY, TODAY - DAY)
    assert [each.id for each in found.lines] == [2, 3]
    assert found.hours == [Hour(0, 1, 0), Hour(23, 0, 1)]
    assert found.drills == [Drilled("squats", 1, 1)]
    assert [each.day for each in found.tallies] == [TODAY - 9 * DAY, TODAY]
    assert (history.count(TODAY, TODAY), history.count()) == (2, 4)
    assert history.troubles() == ()


def test_where_nothing_is_kept_nothing_is_made(tmp_path: Path) -> None:
    """A page makes no file."""
    path = tmp_path / "history.sqlite"
    found = ReadOnlyHistory(path).kept(TODAY, TODAY)
    assert found == kept.Kept([], [], [], [])
    assert ReadOnlyHistory(path).count() == 0
    assert not path.exists()


def test_a_damaged_file_still_tells_what_can_be_read(tmp_path: Path) -> None:
    """Though SQLite cannot be asked for its sums any more."""
    path = tmp_path / "history.sqlite"
    keep(path, [line(1, Kind.DONE, TODAY, "09:20", drill="squats")])
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    history = ReadOnlyHistory(path)
    found = history.kept(TODAY, TODAY)
    assert [(each.day, each.done) for each in found.tallies] == [(TODAY, 1)]
    assert isinstance(found.tallies[0], Tally)
    assert found.drills == [Drilled("squats", 1, 0)]
    assert "damaged" in " ".join(history.troubles())
