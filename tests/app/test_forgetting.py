"""Lines are deleted on request, by the program that runs, or by the command itself."""

import sqlite3
from contextlib import closing

import pytest

from movebreak.core.effects import Kind
from tests.app.program import Home
from tests.pages import past

# What a program runs is measured by the other tests here.
pytestmark = pytest.mark.no_cover


def kept(home: Home) -> bytes:
    """Return every byte of the history and its logs."""
    files = home.history.parent.glob(f"{home.history.name}*")
    return b"".join(each.read_bytes() for each in files)


def first_drill(home: Home) -> bytes:
    """Answer a drill as done, and return its name as the history has it."""
    assert home.becomes("due")
    drill: str = home.status()["drill"]["id"]
    home.say("done")
    return drill.encode()


def test_the_running_program_forgets(home: Home) -> None:
    """Nothing is left on the disk, and the next break is counted as ever."""
    home.start("--every", "2s")
    first_drill(home)
    assert home.becomes("due")
    # The cells of a line stand side by side; the state has words of its own.
    line = f"skipped{home.status()['drill']['id']}".encode()
    home.say("skip")
    assert line in kept(home)
    # In a meeting no break is missed, however long the commands take.
    home.say("meeting")
    assert home.becomes("held")

    asked = home.ask("forget", "all")
    assert asked.returncode == 1
    assert "Nothing was deleted yet. This would delete 2 lines" in asked.stderr
    assert "movebreak forget all --yes" in asked.stderr

    assert home.say("forget", "all", "--yes") == "2 lines deleted for good.\n"
    assert line not in kept(home)
    assert home.is_in("held")
    assert home.status()["today"]["done"] == 0
    assert "nothing to undo" in home.ask("undo").stderr
    home.say("done")
    assert home.status()["today"]["done"] == 1


def test_without_a_running_program_the_command_forgets(home: Home) -> None:
    """An open break is still open at the next start, and undo knows of nothing."""
    program = home.start("--every", "1s")
    first_drill(home)
    assert home.becomes("due")
    home.say("quit")
    program.wait()

    assert "deleted for good" in home.say("forget", "all", "--yes")
    assert home.say("forget", "all", "--yes") == "There was nothing to delete.\n"
    with closing(sqlite3.connect(home.history)) as db:
        assert db.execute("SELECT count(*) FROM records").fetchone() == (0,)

    home.start("--every", "1h")
    assert home.is_in("due")
    assert home.ask("undo").returncode == 1
    home.say("done")
    assert home.status()["today"]["done"] == 1


def test_where_nothing_was_ever_kept_nothing_is_made(home: Home) -> None:
    """Forgetting leaves no new file behind."""
    assert home.say("forget", "2026-03-04", "--yes") == "There was nothing to delete.\n"
    assert not home.history.exists()


@pytest.mark.parametrize("running", [True, False])
def test_answers_are_forgotten_without_their_days(home: Home, *, running: bool) -> None:
    """What was said of a body goes from the disk; what was done that day stays."""
    day, told = past.today(), '{"now": "secret-answer"}'
    home.history.parent.mkdir(parents=True, exist_ok=True)
    done = past.line(1, Kind.DONE, day, "09:00", drill="burpees")
    past.keep(home.history, (done, past.line(2, Kind.CHECK, day, "09:05", detail=told)))
    if running:
        home.start()
    asked = home.ask("forget", "answers")
    assert "This would delete 1 line for good" in asked.stderr
    assert b"secret-answer" in kept(home)

    assert home.say("forget", "answers", "--yes") == "1 line deleted for good.\n"
    assert b"secret-answer" not in kept(home)
    assert b"burpees" in kept(home)
