"""Every command and every exit code, asked of the real program."""

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime

import pytest

from movebreak import __version__
from tests.app.program import Home
from tests.unmeasured import unmeasured
from tests.waiting import eventually

ASKED = (
    ["done"],
    ["snooze"],
    ["snooze", "10m"],
    ["skip"],
    ["another"],
    ["move"],
    ["undo"],
    ["pause"],
    ["pause", "1h"],
    ["pause", "until", "tomorrow"],
    ["resume"],
    ["meeting"],
    ["meeting", "off"],
    ["guide"],
    ["test"],
    ["status"],
    ["status", "--json"],
    ["drills", "like", "burpees"],
    ["session", "tomorrow"],
    ["session", "skip"],
    ["session", "end"],
    ["session", "four-for-the-hips", "--text"],
    ["quit"],
)
OFFLINE = (
    ["today"],
    ["history"],
    ["history", "--json"],
    ["history", "--csv", "--days", "3"],
    ["summary"],
    ["doctor"],
    ["doctor", "--json"],
    ["drills", "list"],
    ["drills", "list", "--json"],
    ["drills", "show", "burpees"],
    ["settings"],
    ["settings", "--path"],
    ["welcome"],
    ["session", "plan"],
    ["focus"],
    ["autostart"],
    ["autostart", "on"],
    ["autostart", "off"],
    ["entry"],
    ["entry", "on"],
    ["entry", "off"],
    ["--version"],
    ["--help"],
)


@pytest.fixture(scope="module")
def house() -> Iterator[Home]:
    """One home, in which nothing runs."""
    with Home() as made:
        yield made


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_without_a_running_program(house: Home, words: list[str]) -> None:
    """Exit 3, nothing on stdout, and how to start it on stderr."""
    done = house.ask(*words)

    assert done.returncode == 3
    assert done.stdout == ""
    assert "movebreak is not running" in done.stderr
    assert "movebreak run" in done.stderr


@pytest.mark.parametrize("words", OFFLINE, ids=" ".join)
def test_what_needs_no_running_program(house: Home, words: list[str]) -> None:
    """Exit 0, something on stdout and nothing on stderr."""
    done = house.ask(*words)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_an_export_without_a_running_program(house: Home) -> None:
    """Both formats are written, also when there is nothing to write."""
    for name in ("all.csv", "all.json"):
        assert "0 lines" in house.say("export", str(house.path / name))
        assert (house.path / name).exists()
    assert house.ask("export", str(house.path / "all.txt")).returncode == 2
    assert house.ask("export", "/proc/no/all.csv").returncode == 1


def test_a_conversation(home: Home) -> None:
    """All answers, each with its words, its exit code and its count."""
    program = home.start("--every", "1h")
    assert home.is_in("working")
    assert "counted already" not in home.say("done")
    assert "counted already" in home.say("done")
    assert "taken back" in home.say("undo")
    home.say("move")
    assert home.is_in("due")
    first = home.status()["drill"]
    home.say("another")
    assert home.status()["drill"] != first
    assert home.status()["drill"]["cue"] in home.say("status")
    assert "1. " in home.say("guide")
    assert "Snoozed until" in home.say("snooze", "10m")
    assert home.is_in("snoozed")
    assert home.status()["snoozes_left"] == 2
    assert "done" in home.say("done")
    home.say("move")
    assert "skipped" in home.say("skip")
    assert "Paused until" in home.say("pause", "1h")
    assert home.is_in("paused")
    assert "Going on" in home.say("resume")
    assert "Meeting until" in home.say("meeting", "30m")
    assert "Meeting until" in home.say("status")
    assert "Meeting over" in home.say("meeting", "off")
    assert "planned" in home.say("pause", "from", "23:58", "until", "23:59")
    assert "taken back" in home.say("resume")
    assert home.status()["today"]["done"] == 1
    assert home.status()["today"]["snoozed"] == 1
    assert "Today: 1 of 8 done" in home.say("today")
    assert "ends" in home.say("quit")
    assert program.wait() == 0
    assert program.err == ""


def test_refusals(home: Home) -> None:
    """What cannot be done exits 1, says why on stderr, and changes nothing."""
    home.start("--every", "1h")
    before = home.status()
    for words, why in (
        (["skip"], "No break is open"),
        (["snooze"], "No break is open"),
        (["another"], "No break is open"),
        (["undo"], "nothing to undo"),
        (["resume"], "no pause"),
        (["meeting", "off"], "no meeting"),
        (["pause", "until", "2000-01-01"], "passed"),
    ):
        done = home.ask(*words)
        assert (done.returncode, done.stdout) == (1, ""), words
        assert why in done.stderr, words
    assert home.status()["today"] == before["today"]


WRONG = (
    (["snooze", "soon"], '"soon" is not a length'),
    (["snooze", "5"], '"5" has no unit; write "5m"'),
    (["snooze", "5h"], "allowed: 1s to 4h"),
    (["pause", "until", "25:00"], "write it like 14:00"),
    (["pause", "until"], "pause until tomorrow"),
    (["meeting", "on"], '"on" is not a length'),
    (["dance"], "snooze"),
    (["done", "now"], "now"),
    (["run", "--every", "20"], 'write "20m"'),
    (["run", "--every", "0s"], "allowed: 1s to 4h"),
    (["history", "--days", "-1"], "1 to 3660"),
    (["history", "--json", "--csv"], "not allowed"),
    (["export"], "file"),
    (["drills", "love", "burpees"], "like"),
    (["drills", "show"], "ID"),
    (["drills", "show", "burpee"], "burpees"),
    (["forget", "yesterday"], "a day such as 2026-03-04"),
    (["status", "--xml"], "--xml"),
)


@pytest.mark.parametrize(("words", "says"), WRONG, ids=str)
def test_wrong_words(house: Home, words: list[str], says: str) -> None:
    """Exit 2, nothing on stdout, and what is allowed on stderr."""
    done = house.ask(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_status_json_has_exactly_these_fields(home: Home) -> None:
    """One object on one line, with times that name their offset."""
    home.start("--every", "30s")
    text = home.say("status", "--json")
    found = json.loads(text)
    at = datetime.fromisoformat(found["next_at"])

    assert text.count("\n") == 1
    assert list(found) == [
        "state",
        "reason",
        "next_at",
        "left_seconds",
        "drill",
        "snoozes_left",
        "today",
        "session",
        "version",
    ]
    assert at.tzinfo is not None
    assert 0 < found["left_seconds"] <= 30
    assert found["version"] == __version__


def test_what_was_done_can_be_read_and_exported(home: Home) -> None:
    """history, summary and export agree, while it runs and after."""
    home.start("--every", "1h")
    home.say("done")
    home.say("move")
    home.say("snooze", "1s")
    home.say("skip")
    running = home.say("history", "--json")
    home.say("quit")
    (day,) = json.loads(running)

    assert (day["done"], day["skipped"], day["snoozed"]) == (1, 1, 1)
    assert json.loads(home.say("history", "--json"))[0]["done"] == 1
    (row,) = csv.DictReader(io.StringIO(home.say("history", "--csv")))
    assert row["done"] == "1"
    assert "1 of 8 breaks done" in home.say("summary")
    # On a weekend it is the week that ended.
    assert " of 40 breaks done" in home.say("summary", "--week")
    target = home.path / "out.csv"
    home.say("export", str(target))
    assert "done" in target.read_text()


def test_an_export_is_not_overwritten_by_nothing(home: Home) -> None:
    """When the history cannot be read, the file of last night stays."""
    home.start("--every", "1h")
    home.say("done")
    home.say("quit")
    target = home.path / "out.csv"
    home.say("export", str(target))
    before = target.read_text()
    home.history.unlink()
    home.history.mkdir()
    done = home.ask("export", str(target))

    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing was exported" in done.stderr
    assert "history.sqlite cannot be opened for reading" in done.stderr
    assert target.read_text() == before


def test_doctor_tells_what_each_part_found(home: Home) -> None:
    """Tray, notifier, senses, folders and log, as text and as JSON."""
    home.start()
    found = json.loads(home.say("doctor", "--json"))
    parts = {part["part"] for part in found["parts"]}
    text = home.say("doctor")

    assert found["running"]
    assert {"tray", "notifier", "idle time", "lock", "microphone"} <= parts
    assert str(home.settings) in text
    assert str(home.history) in text
    assert "--no-tray" in text
    assert found["last_errors"] == []


def test_who_does_not_read_the_output_sees_no_traceback(house: Home) -> None:
    """A full disk behind stdout is an error in words, a closed one is none."""
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = house.ask("history", stdout=full)
    assert done.returncode == 1
    assert done.stderr == (
        "movebreak: the output cannot be written: No space left on device\n"
    )
    reader, writer = os.pipe()
    os.close(reader)
    done = house.ask("history", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_test_reminder_counts_nothing(home: Home) -> None:
    """It is seen, and all goes on as it stood."""
    program = home.start("--every", "1h")
    before = home.status()["next_at"]
    assert "counts nothing" in home.say("test")

    assert eventually(lambda: "\nTest: " in program.out)
    assert "This is only a test; it counts nothing." in program.out
    told = home.status()
    assert (told["state"], told["next_at"]) == ("working", before)
    assert set(told["today"].values()) == {0, told["today"]["goal"]}


def test_starting_at_login_is_switched_by_a_command(home: Home) -> None:
    """It says how it stands each time; other words are refused."""
    entry = home.path / "config" / "autostart" / "movebreak.desktop"
    assert "does not start" in home.say("autostart")
    assert "starts when you log in" in home.say("autostart", "on")
    assert entry.exists()
    assert "does not start" in home.say("autostart", "off")
    assert not entry.exists()
    assert home.ask("autostart", "maybe").returncode == 2


@pytest.mark.skipif(shutil.which("gio") is None, reason="gio is not installed")
def test_a_desktop_starts_it_by_its_entries(home: Home) -> None:
    """What GLib, as most desktops, makes of what was written: a running movebreak."""
    home.say("autostart", "on")
    entries = list(home.path.rglob("movebreak.desktop"))
    assert len(entries) == 2
    for entry in entries:
        env = unmeasured(home.env)
        # What it starts keeps its output, and stays.
        output = subprocess.DEVNULL
        words = ["gio", "launch", str(entry)]
        subprocess.run(words, env=env, check=True, stdout=output, stderr=output)
        try:
            assert eventually(lambda: home.ask("status").returncode == 0)
        finally:
            home.ask("quit")


def test_systemd_starts_it_where_that_is_wanted(home: Home) -> None:
    """Instead of the desktop's entry, until both are off; never both."""
    config = home.path / "config"
    entry = config / "autostart" / "movebreak.desktop"
    unit = config / "systemd" / "user" / "movebreak.service"
    home.say("autostart", "on")
    assert (entry.exists(), unit.exists()) == (True, False)
    assert "starts when you log in" in home.say("autostart", "on", "--systemd")
    assert (entry.exists(), unit.exists()) == (False, True)
    home.say("autostart", "off")
    assert (entry.exists(), unit.exists()) == (False, False)
    assert home.ask("autostart", "off", "--systemd").returncode == 2


def test_a_place_among_the_applications(home: Home) -> None:
    """By a command, or with the start at login, which leaves it there."""
    entry = home.path / "data" / "applications" / "movebreak.desktop"
    assert "is not among the applications" in home.say("entry")
    assert "is among the applications" in home.say("entry", "on")
    assert entry.exists()
    home.say("entry", "off")
    assert not entry.exists()
    home.say("autostart", "on")
    home.say("autostart", "off")
    assert entry.exists()


def test_the_doctor_sees_a_start_that_fails(home: Home) -> None:
    """Switched on again, all is well."""

    def found() -> dict[str, bool]:
        told = json.loads(home.say("doctor", "--json"))
        return {each["part"]: each["well"] for each in told["parts"]}

    home.say("autostart", "on")
    assert (found()["autostart"], found()["entry"]) == (True, True)
    for entry in home.path.rglob("movebreak.desktop"):
        entry.write_text(entry.read_text().replace("Exec=/", "Exec=/gone/"))
    assert (found()["autostart"], found()["entry"]) == (False, False)
    assert "which is not there any more" in home.say("autostart")
    home.say("autostart", "on")
    assert (found()["autostart"], found()["entry"]) == (True, True)
