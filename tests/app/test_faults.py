"""Broken files, full disks, homes that cannot be written: told, and lived with."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.app.program import SOON, Home
from tests.systems import only_on
from tests.waiting import eventually

# What a program runs is measured by the other tests here.
pytestmark = pytest.mark.no_cover

only_on("linux")
assert sys.platform == "linux"

MISTAKES = """\
[breaks]
interval = 45
goal = 3
snooze_limit = -1
[summary]
at = "half past five"
"""


def test_broken_settings_fall_back_key_by_key(home: Home) -> None:
    """The good value is used; each bad one is told as news and in doctor."""
    _save(home, MISTAKES)
    program = home.start("--every", "1h")
    found = home.say("doctor")

    assert home.status()["today"]["goal"] == 3
    assert home.status()["snoozes_left"] == 3
    for key in ("breaks.interval", "breaks.snooze_limit", "summary.at"):
        assert key in found
        assert eventually(lambda: key in program.out)  # noqa: B023
    assert "3 problems" in program.out
    assert home.settings.read_text() == MISTAKES
    assert program.end() == 0
    assert program.err == ""


def test_settings_that_are_no_toml_change_nothing(home: Home) -> None:
    """The defaults rule, the file is left alone, and the start succeeds."""
    _save(home, "breaks = = 3\n\x00")
    home.start("--every", "1h")

    assert home.status()["today"]["goal"] == 8
    assert "settings" in home.say("doctor")


def test_the_first_start_writes_commented_settings(home: Home) -> None:
    """Every key is there, none is set."""
    home.start("--every", "1h")
    text = home.settings.read_text()

    assert "#interval = " in text
    assert "[presence]" in text


def test_settings_edited_while_it_runs(home: Home) -> None:
    """They take effect at the next command at the latest; the interval goes on."""
    home.start()
    left = home.status()["left_seconds"]
    _save(home, "[breaks]\ngoal = 5\n")
    home.ask("skip")
    assert eventually(lambda: home.status()["today"]["goal"] == 5)
    assert home.status()["left_seconds"] <= left

    _save(home, '[breaks]\ninterval = "1h"\n')
    home.ask("skip")
    assert eventually(lambda: home.status()["left_seconds"] > 55 * 60)
    assert home.status()["left_seconds"] <= left + 40 * 60


def test_a_corrupt_history_is_set_aside(home: Home) -> None:
    """It starts, tells, counts on, and keeps what it could not read."""
    home.start("--every", "1h")
    home.say("done")
    home.say("quit")
    home.history.write_bytes(b"no database at all" * 500)
    program = home.start("--every", "1h")
    assert eventually(lambda: "damaged" in program.out)
    home.say("done")
    kept = [each.name for each in home.history.parent.iterdir()]

    assert home.status()["today"]["done"] == 1
    assert any("no database" in _text(home.history.parent / name) for name in kept)
    assert "damaged" in home.say("doctor")
    assert program.end() == 0
    assert program.err == ""
    assert "Today: 1 of 8 done" in home.say("today")


def test_readable_rows_of_a_damaged_history_are_carried_over(home: Home) -> None:
    """Zeros over the end of the file: answers before it are still counted."""
    home.start("--every", "1h")
    for _ in range(5):
        home.say("move")
        home.say("done")
    home.say("quit")
    with home.history.open("r+b") as file:
        file.seek(-1024, os.SEEK_END)
        file.write(b"\xff" * 1024)
    program = home.start("--every", "1h")
    home.say("move")
    home.say("done")

    assert 1 <= home.status()["today"]["done"] <= 6
    assert program.end() == 0
    assert program.err == ""


def test_a_locked_history_loses_nothing(home: Home) -> None:
    """While another program holds it, answers wait; then they are written."""
    program = home.start("--every", "1h")
    with closing(sqlite3.connect(home.history, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = home.say("done")
        assert "kept in memory" in answer
        assert home.status()["today"]["done"] == 1
        other.execute("ROLLBACK")
    home.say("move")
    assert "kept in memory" not in home.say("done")
    program.kill()

    assert "Today: 2 of 8 done" in home.say("today")


def test_a_home_that_cannot_be_written(home: Home) -> None:
    """Files where the folders should be: reminders, answers and a word about it."""
    for folder in ("config", "data", "state"):
        (home.path / folder).write_text("in the way")
    program = home.start("--every", "1s")
    program.next_reminder(SOON)
    answer = home.say("done")
    assert "kept in memory" in answer
    assert home.status()["today"]["done"] == 1
    assert home.ask("doctor").returncode == 0
    assert "are lost" in home.say("quit")

    assert program.wait() == 0
    assert "Traceback" not in program.err.split("cannot write its log")[0]


def test_a_full_disk(home: Home) -> None:
    """Answers are not lost: told as not written yet, and written when there is room."""
    program = home.start("--every", "1h")
    home.say("done")
    nothing = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (4096, nothing[1]))
    home.say("move")
    answer = home.say("done")
    assert "kept in memory" in answer
    assert home.status()["today"]["done"] == 2
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, nothing)
    home.say("move")
    assert "kept in memory" not in home.say("done")
    program.kill()

    assert "Today: 3 of 8 done" in home.say("today")


def test_a_disk_that_is_full_from_the_start(home: Home) -> None:
    """The lock cannot be signed: it runs, tells, and writes when there is room."""
    program = home.start(
        "--every", "1h", stdout=subprocess.DEVNULL, preexec_fn=_find_no_room
    )
    assert "kept in memory" in home.say("done")
    assert home.ask("run", "--no-tray").returncode == 0
    unlimited = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))
    home.say("move")
    assert "kept in memory" not in home.say("done")

    assert program.end() == 0
    assert "Today: 2 of 8 done" in home.say("today")


def test_a_runtime_folder_that_others_can_reach(home: Home) -> None:
    """It is refused in words, with exit 1."""
    home.runtime.mkdir(mode=0o777)
    home.runtime.chmod(0o777)
    done = home.ask("run", "--no-tray")

    assert done.returncode == 1
    assert "open to other users" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_runtime_folder_swept_away_while_it_runs(home: Home) -> None:
    """A cleaner took the socket: a second start says what to do, and waits not long."""
    program = home.start("--every", "1h")
    (home.runtime / "control.sock").unlink()
    done = home.ask("run", "--no-tray")

    assert done.returncode == 1
    assert f"process {program.pid}" in done.stderr
    assert program.end() == 0


def test_a_runtime_folder_removed_with_all_that_is_in_it(home: Home) -> None:
    """As at the end of the last session: it is reachable again at its next wake."""
    program = home.start("--every", "1h")
    home.say("done")
    shutil.rmtree(home.runtime)
    assert home.ask("status").returncode == 3
    _save(home, "[breaks]\ngoal = 5\n")

    assert eventually(home.serves)
    assert home.status()["today"]["done"] == 1
    assert home.ask("run", "--no-tray").returncode == 0
    assert program.end() == 0
    assert not (home.runtime / "control.sock").exists()


def test_two_of_which_one_has_lost_its_runtime_folder(home: Home) -> None:
    """The one that commands reach stays, the other ends in good order."""
    first = home.start("--every", "1h")
    shutil.rmtree(home.runtime)
    second = home.start("--every", "1h")
    home.say("done")
    _save(home, "[breaks]\ngoal = 5\n")

    assert first.wait() == 0
    assert first.err == ""
    assert home.status()["today"]["done"] == 1
    assert second.end() == 0
    assert second.err == ""


def _find_no_room() -> None:
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))


def _save(home: Home, text: str) -> None:
    home.settings.parent.mkdir(parents=True, exist_ok=True)
    new = home.settings.with_name("new")
    new.write_text(text)
    new.replace(home.settings)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
