"""A history that is out of reach, torn, too new or in use: nothing is lost, or said."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from movebreak.core.effects import Kind
from movebreak.core.status import Tally
from movebreak.errors import HistoryError
from movebreak.store.database import read_only
from movebreak.store.history import SqliteHistory
from movebreak.store.migrations import MIGRATIONS, migrate, version_of
from movebreak.store.readonly import ReadOnlyHistory
from tests.make import MINUTE, TODAY, record, saved, state

PAGE = 4096
LINES = 500
ON_ONE_PAGE = 80  # more lines than fit on a page
EVER = (date.min, date.max)
DAY = timedelta(days=1)

WRITER = """
import sys
from pathlib import Path
from movebreak.store.database import read_only
from movebreak.store.history import SqliteHistory
from tests.make import record, saved, state

with SqliteHistory(Path(sys.argv[1]), "child") as history:
    for number in range(1, 1_000_000):
        history.commit(saved(state(serial=number)), (record(number),))
        print(number, flush=True)
"""

READER = """
import sys
from datetime import date
from pathlib import Path
from movebreak.store.readonly import ReadOnlyHistory

history = ReadOnlyHistory(Path(sys.argv[1]))
counts = [len(history.lines(date.min, date.max)) for _ in range(30)]
assert counts == sorted(counts), counts
assert history.troubles() == (), history.troubles()
print(counts[-1])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the history is kept."""
    return tmp_path / "data" / "history.sqlite"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a history of several pages, closed in good order."""
    path = tmp_path_factory.mktemp("sound") / "history.sqlite"
    with SqliteHistory(path, "desk") as history:
        history.commit(
            saved(state(serial=LINES)),
            [record(n, day=TODAY - n % 50 * DAY) for n in range(1, LINES + 1)],
        )
    return path.read_bytes()


def put(path: Path, content: bytes) -> Path:
    """Lay these bytes where the history is kept."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def start(script: str, path: Path) -> subprocess.Popen[str]:
    """Run a script in a process of its own."""
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", script, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def numbers(path: Path) -> list[int]:
    """Return the ids of all lines that a new start finds."""
    with SqliteHistory(path, "desk") as history:
        return [line.id for line in history.lines(*EVER)]


def kept_files(path: Path) -> list[Path]:
    """Return what was set aside."""
    return sorted(path.parent.glob("history-corrupt-*.sqlite"))


def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    """Nobody else may read when somebody moved."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))

        if os.name == "posix":
            assert path.parent.stat().st_mode & 0o777 == 0o700
            assert {it.stat().st_mode & 0o777 for it in path.parent.iterdir()} == {
                0o600
            }


def test_answers_survive_a_restart(path: Path) -> None:
    """What was committed is there in the next run."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(state(serial=1)), (record(1),))

    with SqliteHistory(path, "desk") as history:
        assert history.load() == saved(state(serial=1))
        assert history.last_id() == 1
        assert history.troubles() == ()


def test_a_locked_history_waits_in_memory(path: Path) -> None:
    """While another program has the file, answers count and wait; then are written."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            history.commit(saved(state(serial=2)), (record(2),))
            history.commit(saved(state(serial=3)), (record(3, Kind.UNDONE, refers=1),))

            assert history.last_id() == 3
            assert history.load() == saved(state(serial=3))
            assert [line.undone for line in history.lines(*EVER)] == [
                True,
                False,
                False,
            ]
            assert history.tallies(TODAY, TODAY) == [Tally(TODAY, done=1)]
            (trouble,) = history.troubles()
            assert trouble.startswith(
                "Your answers are kept in memory: another program has locked"
            )

        history.commit(saved(state(serial=4)), ())
        assert history.troubles() == ()

    assert numbers(path) == [1, 2, 3]


def test_a_history_locked_from_the_start_keeps_its_lines(path: Path) -> None:
    """New lines get numbers that none of the unseen ones can have."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1), record(2)))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE records SET drill = 'walk'")
        with SqliteHistory(path, "desk") as history:
            first = history.last_id()
            history.commit(saved(), (record(first + 1),))
            other.execute("COMMIT")
            other.close()

    assert numbers(path) == [1, 2, first + 1]


def test_a_history_that_can_only_be_read_is_read(path: Path) -> None:
    """What is there counts from the start, and new lines wait."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(state(serial=3)), (record(1),))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN IMMEDIATE")
        with SqliteHistory(path, "desk") as history:
            assert history.load() == saved(state(serial=3))
            assert history.last_id() == 1
            history.commit(saved(), (record(2),))
            assert history.tallies(TODAY, TODAY) == [Tally(TODAY, done=2)]
            assert len(history.troubles()) == 1
            other.execute("COMMIT")

    assert numbers(path) == [1, 2]


def test_a_number_used_twice_loses_no_line(path: Path) -> None:
    """A line that comes again is the same line; another one gets another number."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1), record(2)))
        history.commit(saved(), (record(2), record(2, Kind.SKIPPED)))

        assert [(line.id, line.kind) for line in history.lines(*EVER)] == [
            (1, Kind.DONE),
            (2, Kind.DONE),
            (3, Kind.SKIPPED),
        ]


def test_a_full_disk_waits_in_memory(path: Path) -> None:
    """The person is told, nothing is lost, and it is written once there is room."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))
        assert history._db is not None
        history._db.execute("PRAGMA max_page_count = 1")
        for number in range(2, 300):
            history.commit(saved(state(serial=number)), (record(number),))

        assert history.tallies(TODAY, TODAY)[0].done == 299
        (trouble,) = history.troubles()
        assert trouble.startswith("Your answers are kept in memory: the disk is full.")

        history._db.execute("PRAGMA max_page_count = 10000")

    assert numbers(path) == list(range(1, 300))


def test_a_history_that_may_not_be_written_is_read(path: Path) -> None:
    """Yesterday's counts are shown even where today's cannot be kept."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))
        assert history._db is not None
        history._db.execute("PRAGMA query_only = ON")
        history.commit(saved(), (record(2),))

        assert [line.id for line in history.lines(*EVER)] == [1, 2]
        (trouble,) = history.troubles()
        assert trouble.startswith(f"Your answers are kept in memory: {path} cannot")


def test_a_folder_that_cannot_be_made_is_no_end(tmp_path: Path) -> None:
    """Without a place on disk all is kept in memory, until there is one."""
    blocked = tmp_path / "data"
    blocked.write_text("this is no folder")
    path = blocked / "history.sqlite"

    with SqliteHistory(path, "desk") as history:
        assert len(history.troubles()) == 1
        assert history.load() is None
        assert history.last_id() == 0
        history.commit(saved(), (record(1),))
        assert history.load() == saved()
        assert history.tallies(TODAY, TODAY) == [Tally(TODAY, done=1)]
        with pytest.raises(HistoryError, match="Nothing was deleted"):
            history.delete()

        blocked.unlink()
        history.commit(saved(state(serial=2)), ())
        assert history.troubles() == ()

    assert numbers(path) == [1]


def test_a_file_removed_while_in_use_is_begun_anew(path: Path) -> None:
    """What is answered after somebody deleted the file is kept in a new one."""
    if os.name != "posix":
        pytest.skip("Windows removes no open file")
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))
        for file in path.parent.iterdir():
            file.unlink()
        history.commit(saved(), (record(2),))

        assert [line.id for line in history.lines(*EVER)] == [2]

    assert numbers(path) == [2]


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear diary,\n" * 500, bytes(3 * PAGE), b"SQLite format 3\x00"],
    ids=["empty", "text", "zeros", "a bare beginning"],
)
def test_what_is_no_history_is_set_aside(path: Path, content: bytes) -> None:
    """Whatever lies there is kept, and a new history works at once."""
    put(path, content)

    with SqliteHistory(path, "desk") as history:
        assert history.load() is None
        history.commit(saved(), (record(1),))
        assert [line.id for line in history.lines(*EVER)] == [1]
        assert len(history.troubles()) == bool(content)

    assert [file.read_bytes() for file in kept_files(path)] == [content] * bool(content)
    assert numbers(path) == [1]


def test_a_torn_header_costs_nothing(path: Path, sound: bytes) -> None:
    """Every line and the state come over when only the beginning is gone."""
    put(path, bytes(PAGE) + sound[PAGE:])

    with SqliteHistory(path, "desk") as history:
        assert len(history.lines(*EVER)) == LINES
        assert history.load() == saved(state(serial=LINES))
        (trouble,) = history.troubles()

    (kept,) = kept_files(path)
    assert f"{LINES} lines could be read" in trouble
    assert kept.name in trouble
    assert kept.read_bytes() == bytes(PAGE) + sound[PAGE:]


def test_a_version_that_was_lost_costs_nothing(path: Path, sound: bytes) -> None:
    """The tables are not made a second time: all lines are carried over."""
    put(path, sound)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 0")
    looked = ReadOnlyHistory(path)
    assert len(looked.lines(*EVER)) == LINES
    assert "damaged" in looked.troubles()[0]

    with SqliteHistory(path, "desk") as history:
        assert len(history.lines(*EVER)) == LINES
        assert history.load() == saved(state(serial=LINES))
        assert history.unwritten() == ""


def test_any_torn_page_costs_no_other(path: Path, sound: bytes) -> None:
    """Whichever page is torn, the lines of all others are carried over."""
    for at in range(0, len(sound), PAGE):
        flipped = bytes(byte ^ 0xFF for byte in sound[at : at + PAGE])
        put(path, sound[:at] + flipped + sound[at + PAGE :])

        with SqliteHistory(path, "desk") as history:
            found = {line.id for line in history.lines(*EVER)}
            assert len(found) > LINES - ON_ONE_PAGE
            assert len(history.troubles()) >= 1
            assert sum(it.done for it in history.tallies(*EVER)) == len(found)
            assert history.last_id() == max(found)

        assert len(numbers(path)) == len(found)


def test_a_flipped_byte_stops_nothing(path: Path, sound: bytes) -> None:
    """A single wrong byte, wherever it is, costs a line at most, or a page."""
    for at in range(0, len(sound), 997):
        content = bytearray(sound)
        content[at] ^= 0xFF
        put(path, bytes(content))

        with SqliteHistory(path, "desk") as history:
            history.load()
            history.commit(saved(), (record(100_000),))
            assert len(history.lines(*EVER)) > LINES - ON_ONE_PAGE
            history.tallies(*EVER)
            history.troubles()


def test_a_history_cut_short_gives_what_is_left(path: Path, sound: bytes) -> None:
    """Lines on the pages that are still there are carried over."""
    found = []
    for size in range(len(sound) - PAGE, 0, -PAGE):
        put(path, sound[:size])
        found.append(len(numbers(path)))

    assert found == sorted(found, reverse=True)
    assert found[0] > LINES - ON_ONE_PAGE


def test_damage_found_while_running_stops_nothing(path: Path, sound: bytes) -> None:
    """The file is torn under a running program: it goes on with what can be read."""
    put(path, sound)
    with SqliteHistory(path, "desk") as history:
        with path.open("r+b") as file:
            file.seek(PAGE)
            file.write(b"\xff" * (len(sound) - PAGE))
        assert history._db is not None
        history._db.execute("PRAGMA shrink_memory")  # or it reads what it remembers
        history.commit(saved(), (record(LINES + 1),))
        lines = history.lines(*EVER)

        assert LINES + 1 in {line.id for line in lines}
        assert any("damaged" in trouble for trouble in history.troubles())

    assert (LINES + 1) in numbers(path)


def test_damage_found_while_reading_stops_nothing(path: Path, sound: bytes) -> None:
    """A question meets the torn page first: it is answered from what is left."""
    put(path, sound)
    with SqliteHistory(path, "desk") as history:
        with path.open("r+b") as file:
            file.seek(2 * PAGE)
            file.write(b"\xff" * PAGE)  # the index of the days
        assert history._db is not None
        history._db.execute("PRAGMA shrink_memory")  # or it reads what it remembers

        assert len(history.lines(*EVER)) == LINES
        (trouble,) = history.troubles()
        assert f"{LINES} lines could be read" in trouble

    assert len(numbers(path)) == LINES


def test_lines_still_in_the_log_are_rescued(path: Path, tmp_path: Path) -> None:
    """A torn header costs not even what was never moved from the log to the file."""
    torn = tmp_path / "torn" / "history.sqlite"
    with SqliteHistory(path, "desk") as history:
        for number in range(1, 40):
            history.commit(saved(), (record(number),))
        log = path.with_name("history.sqlite-wal").read_bytes()
        put(torn, bytes(max(PAGE, path.stat().st_size)))
        torn.with_name("history.sqlite-wal").write_bytes(log)

    assert numbers(torn) == list(range(1, 40))


def test_an_empty_file_beside_a_full_log_is_damage(path: Path, tmp_path: Path) -> None:
    """SQLite would throw such a log away, and with it the lines."""
    torn = tmp_path / "torn" / "history.sqlite"
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1), record(2)))
        log = path.with_name("history.sqlite-wal").read_bytes()
    put(torn, b"")
    torn.with_name("history.sqlite-wal").write_bytes(log)

    assert numbers(torn) == [1, 2]


def test_two_damaged_files_are_both_kept(path: Path) -> None:
    """The second of the same second gets a number."""
    for content in (b"one" * 500, b"two" * 500):
        put(path, content)
        os.utime(path, (1_700_000_000, 1_700_000_000))
        numbers(path)

    assert [file.name for file in kept_files(path)] == [
        "history-corrupt-20231114-221320-2.sqlite",
        "history-corrupt-20231114-221320.sqlite",
    ]


def test_an_unreadable_state_begins_anew(path: Path) -> None:
    """The lines stay, the cycle starts afresh, and the person is told."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))
    with closing(sqlite3.connect(path)) as other:
        other.execute("""UPDATE state SET state = '{"serial": "many"}'""")
        other.commit()

    with SqliteHistory(path, "desk") as history:
        assert history.load() is None
        assert history.load() is None
        assert len(history.troubles()) == 1
        assert history.last_id() == 1
    assert ReadOnlyHistory(path).load() is None


def test_a_line_of_unknown_kind_hides_no_other(path: Path) -> None:
    """What this version does not understand is passed over, and said."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1), record(2)))
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE records SET kind = 'floated' WHERE id = 1")
        other.commit()

    with SqliteHistory(path, "desk") as history:
        assert [line.id for line in history.lines(*EVER)] == [2]
        assert len(history.troubles()) == 1
    looked = ReadOnlyHistory(path)
    assert [line.id for line in looked.lines(*EVER)] == [2]
    assert len(looked.troubles()) == 1


def test_a_newer_history_is_left_alone(path: Path) -> None:
    """Not a byte of it changes; answers are kept in memory, and the person knows."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 999")
    before = {file: file.read_bytes() for file in path.parent.iterdir()}

    with SqliteHistory(path, "desk") as history:
        assert history.load() is None
        history.commit(saved(state(serial=5)), (record(7),))
        assert history.load() == saved(state(serial=5))
        assert [line.id for line in history.lines(*EVER)] == [7]
        (trouble,) = history.troubles()
        assert "newer movebreak" in trouble
    reader = ReadOnlyHistory(path)
    assert reader.lines(*EVER) == []
    assert "newer movebreak" in reader.troubles()[0]

    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


def test_every_older_history_is_brought_up_to_date(tmp_path: Path) -> None:
    """Whatever version a file has, it ends at this one, and then no step runs again."""
    for version in range(len(MIGRATIONS) + 1):
        path = tmp_path / f"{version}.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            migrate(db, MIGRATIONS[:version])
            assert version_of(db) == version

        with SqliteHistory(path, "desk") as history:
            history.commit(saved(), (record(1),))
            assert history.troubles() == ()
        assert numbers(path) == [1]


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    """Half a step is no step."""
    broken = (*MIGRATIONS, ("CREATE TABLE extra (id)", "CREATE TABLE extra (id)"))
    with closing(sqlite3.connect(tmp_path / "h.sqlite", isolation_level=None)) as db:
        with pytest.raises(sqlite3.OperationalError):
            migrate(db, broken)

        assert version_of(db) == len(MIGRATIONS)
        assert (
            db.execute("SELECT * FROM sqlite_schema WHERE name = 'extra'").fetchall()
            == []
        )
        migrate(db, (*MIGRATIONS, ("ALTER TABLE records ADD COLUMN mood TEXT",)))
        assert version_of(db) == len(MIGRATIONS) + 1


def test_a_killed_program_loses_no_acknowledged_answer(path: Path) -> None:
    """Whatever was committed before kill -9 is there, line and state alike."""
    child = start(WRITER, path)
    assert child.stdout is not None
    with child, child.stdout as told:
        acknowledged = [int(told.readline()) for _ in range(25)][-1]
        child.kill()
        acknowledged = max([acknowledged, *(int(line) for line in told)])

    with SqliteHistory(path, "desk") as history:
        found = [line.id for line in history.lines(*EVER)]
        loaded = history.load()
        assert history.troubles() == ()

    assert child.returncode in (-getattr(signal, "SIGKILL", -1), 1)
    assert found == list(range(1, len(found) + 1))
    assert len(found) >= acknowledged
    assert loaded == saved(state(serial=len(found)))


def test_two_programs_read_while_one_writes(path: Path) -> None:
    """Readers see whole transactions, ever more of them, and hold nobody up."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1),))
        readers = [start(READER, path) for _ in range(2)]
        number = 1
        while number < 20_000 and any(it.poll() is None for it in readers):
            number += 1
            history.commit(saved(state(serial=number)), (record(number),))
            assert history.troubles() == ()
        for reader in readers:
            with reader:
                out, _ = reader.communicate(timeout=30)
                assert reader.returncode == 0
                assert int(out) >= 1

    assert numbers(path) == list(range(1, number + 1))


def test_commands_read_while_the_engine_writes(path: Path) -> None:
    """Several threads share one history, and each sees whole transactions."""
    with SqliteHistory(path, "desk") as history, ThreadPoolExecutor(3) as threads:

        def write(number: int) -> None:
            pair = (record(2 * number), record(2 * number + 1))
            history.commit(saved(state(serial=number)), pair)

        def read(_: int) -> int:
            return sum(tally.done for tally in history.tallies(*EVER))

        writing = threads.map(write, range(1, 101))
        seen = list(threads.map(read, range(100)))
        list(writing)

        assert all(count % 2 == 0 for count in seen)
        assert read(0) == 200
        assert history.troubles() == ()


@pytest.fixture
def quiet_folder(path: Path) -> Iterator[Path]:
    """A folder with a history that nobody has open, which must not change."""
    with SqliteHistory(path, "desk") as history:
        history.commit(
            saved(), (record(1, desk=20 * MINUTE), record(2, day=TODAY - DAY))
        )
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    yield path
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


def test_looking_changes_nothing(quiet_folder: Path) -> None:
    """A command without a running program reads, and leaves no trace."""
    history = ReadOnlyHistory(quiet_folder)

    assert history.load() == saved()
    assert history.tallies(TODAY, TODAY) == [Tally(TODAY, done=1, desk=20 * MINUTE)]
    assert [line.id for line in history.lines(*EVER)] == [1, 2]
    assert history.last_id() == 2
    assert history.troubles() == ()


def test_looking_where_nothing_is_makes_nothing(path: Path) -> None:
    """No history, no answer, no file, no complaint."""
    history = ReadOnlyHistory(path)

    assert history.load() is None
    assert history.tallies(*EVER) == []
    assert history.lines(*EVER) == []
    assert history.last_id() == 0
    assert history.troubles() == ()
    assert not path.parent.exists()


def test_looking_at_a_torn_history_tells_what_is_left(path: Path, sound: bytes) -> None:
    """A command reads what can be read, says so, and leaves the mending to others."""
    torn = sound[: 9 * PAGE] + bytes(PAGE) + sound[10 * PAGE :]
    history = ReadOnlyHistory(put(path, torn))

    assert sum(tally.done for tally in history.tallies(*EVER)) > LINES - ON_ONE_PAGE
    assert len(history.lines(*EVER)) > LINES - ON_ONE_PAGE
    assert history.last_id() > LINES - ON_ONE_PAGE
    assert history.load() == saved(state(serial=LINES))
    (trouble,) = history.troubles()
    assert "damaged" in trouble
    assert path.read_bytes() == torn
    assert [file.name for file in path.parent.iterdir()] == ["history.sqlite"]


def test_deleting_really_removes(path: Path) -> None:
    """No file in the folder holds the deleted line any more."""
    with SqliteHistory(path, "desk") as history:
        old = record(1, day=TODAY - 9 * DAY, drill="secret-drill")
        history.commit(saved(), (old, record(2, day=TODAY - DAY), record(3)))

        assert history.delete(last=TODAY - 2 * DAY).lines == 1
        assert history.delete(last=TODAY - 2 * DAY).lines == 0

        assert [line.id for line in history.lines(*EVER)] == [2, 3]
        for file in path.parent.iterdir():
            assert b"secret-drill" not in file.read_bytes()


def test_forgotten_answers_are_really_removed(path: Path) -> None:
    """What somebody said of their body is nowhere in the folder any more."""
    with SqliteHistory(path, "desk") as history:
        asked = replace(record(1, Kind.CHECK), detail='{"now": "secret-answer"}')
        history.commit(saved(), (asked, record(2)))

        assert history.forget_answers().lines == 1
        for file in path.parent.iterdir():
            assert b"secret-answer" not in file.read_bytes()


def test_a_log_that_somebody_reads_is_emptied_later(path: Path) -> None:
    """A page that is being read keeps the bytes for a moment, and no longer."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1, drill="secret-drill"), record(2)))
        with closing(read_only(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM records").fetchone()
            assert history.delete(TODAY, TODAY).lines == 2
            log = path.with_name(f"{path.name}-wal")
            assert b"secret-drill" in log.read_bytes()

        history.commit(saved(), ())

        for file in path.parent.iterdir():
            assert b"secret-drill" not in file.read_bytes()


def test_deleting_takes_an_undo_along_with_its_line(path: Path) -> None:
    """A break that was taken back does not come back by deleting the next day."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1, day=TODAY - DAY), record(2)))
        history.commit(saved(), (record(3, Kind.UNDONE, refers=1),))

        assert history.delete(first=TODAY).lines == 3

        assert history.tallies(*EVER) == []


def test_deleting_all_removes_what_was_set_aside(path: Path, sound: bytes) -> None:
    """A damaged file that was kept holds lines too."""
    put(path, bytes(PAGE) + sound[PAGE:])
    with SqliteHistory(path, "desk") as history:
        assert len(kept_files(path)) == 1

        assert history.delete().lines == LINES

        assert kept_files(path) == []
        assert history.lines(*EVER) == []


def test_what_was_set_aside_is_named_with_a_day(path: Path, sound: bytes) -> None:
    """A damaged file may hold lines of the day, and only goes with all of them."""
    put(path, bytes(PAGE) + sound[PAGE:])
    with SqliteHistory(path, "desk") as history:
        gone = history.delete(TODAY, TODAY)

        assert gone.aside == tuple(str(each) for each in kept_files(path))
        assert len(gone.aside) == 1


def test_what_cannot_be_removed_is_named(path: Path, sound: bytes) -> None:
    """The lines are gone, and so it is told."""
    put(path, bytes(PAGE) + sound[PAGE:])
    with SqliteHistory(path, "desk") as history:
        (kept,) = kept_files(path)
        kept.unlink()
        kept.mkdir()

        assert history.delete() == (LINES, (str(kept),))
        assert history.lines(*EVER) == []


def test_a_log_that_cannot_be_emptied_is_emptied_later(path: Path) -> None:
    """The lines are gone all the same, and nobody is told otherwise."""
    with SqliteHistory(path, "desk") as history:
        history.commit(saved(), (record(1, drill="secret-drill"), record(2)))
        assert history._db is not None
        reading = history._db.execute("SELECT * FROM state, records")

        assert history.delete().lines == 2
        log = path.with_name(f"{path.name}-wal")
        assert b"secret-drill" in log.read_bytes()

        reading.close()
        history.commit(saved(), ())
        assert history.troubles() == ()
        for file in path.parent.iterdir():
            assert b"secret-drill" not in file.read_bytes()
