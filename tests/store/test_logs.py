"""The log: small, one line an error, and never in the way."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from movebreak.store.logs import FILE_BYTES, last_errors, open_log
from tests.unmeasured import unmeasured

LOGGER = logging.getLogger("movebreak.tests")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a log in a folder that is not there yet."""
    return tmp_path / "logs" / "movebreak.log"


def test_an_error_is_one_line(path: Path) -> None:
    """A traceback is folded into the line of its message."""
    with open_log(path):
        try:
            dict[str, int]()["squats\nand more"]
        except KeyError:
            LOGGER.exception("the deck is\nempty")

    (line,) = path.read_text("utf-8").splitlines()
    assert re.match(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ERROR movebreak.tests: ", line
    )
    assert "the deck is | empty | Traceback (most recent call last): | File" in line
    assert "KeyError" in line


def test_no_file_before_there_is_something_to_say(path: Path) -> None:
    """A log that is only opened leaves nothing on the disk."""
    with open_log(path):
        LOGGER.debug("too small to be kept")

    assert not path.parent.exists()


def test_the_tray_library_is_heard_too(path: Path) -> None:
    """What pystray finds wrong is in the same log."""
    with open_log(path):
        logging.getLogger("pystray._base").error("no tray")

    assert "ERROR pystray._base: no tray" in path.read_text("utf-8")


def test_after_the_block_nothing_is_written(path: Path) -> None:
    """The loggers are as they were before."""
    movebreak = logging.getLogger("movebreak")
    before = (movebreak.level, movebreak.propagate, list(movebreak.handlers))
    with open_log(path):
        LOGGER.warning("inside")

    assert (movebreak.level, movebreak.propagate, movebreak.handlers) == before


def test_any_character_can_be_written(path: Path) -> None:
    """Emoji, NUL and half characters do not break the log."""
    with open_log(path):
        LOGGER.error("Übung 😀 \0 \ud83d \u2028 end")

    (line,) = path.read_bytes().decode("utf-8").splitlines()
    assert "Übung 😀" in line
    assert "\0" not in line
    assert line.endswith("end")


def test_two_files_and_no_more(path: Path) -> None:
    """A full log becomes the older of two; the newest lines are always there."""
    with open_log(path):
        for number in range(1000):
            LOGGER.error("%04d %s", number, "x" * 1000)

    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["movebreak.log", "movebreak.log.1"]
    assert all(file.stat().st_size <= FILE_BYTES for file in files)
    assert [line.split()[4] for line in last_errors(path, 200)] == [
        f"{number:04d}" for number in range(800, 1000)
    ]


def test_a_log_that_somebody_reads_loses_no_line(path: Path) -> None:
    """Windows renames no open file: then the log grows, until the reader is gone."""
    with open_log(path):
        LOGGER.error("first")
        with path.open("rb"):
            for number in range(40):
                LOGGER.error("%04d %s", number, "x" * 7900)
        LOGGER.error("last")

    said = "".join(file.read_text("utf-8") for file in path.parent.iterdir())
    assert said.count("ERROR") == 42
    assert path.stat().st_size < FILE_BYTES


def test_a_giant_message_is_cut(path: Path) -> None:
    """One message cannot fill the log."""
    with open_log(path):
        LOGGER.error("x" * FILE_BYTES * 2)

    assert path.stat().st_size < FILE_BYTES


def test_a_bad_message_ends_nothing(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong format is the programmer's mistake, not the end of the program."""
    with open_log(path):
        LOGGER.error("%d drills", "many")
        LOGGER.error("next")

    assert "next" in path.read_text("utf-8")
    assert "many" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_goes_to_stderr_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the log cannot be written, the first line is said and the rest is not."""
    (tmp_path / "file").write_text("in the way")
    with open_log(tmp_path / "file" / "movebreak.log"):
        LOGGER.error("first")
        LOGGER.error("second")

    said = capsys.readouterr().err
    assert "cannot write its log" in said
    assert "first" in said
    assert "second" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_survived(capsys: pytest.CaptureFixture[str]) -> None:
    """No space left is said once, and nothing is raised."""
    with open_log(Path("/dev/full")):
        LOGGER.error("first")
        LOGGER.error("second")

    assert "No space left" in capsys.readouterr().err


def test_the_last_errors_are_the_bad_lines(path: Path) -> None:
    """Only warnings and errors are told, oldest first, as many as wanted."""
    with open_log(path):
        LOGGER.error("one")
        LOGGER.info("ERROR in words only")
        LOGGER.warning("two")
        LOGGER.critical("three")

    assert [line.rsplit(maxsplit=1)[1] for line in last_errors(path, 2)] == [
        "two",
        "three",
    ]
    assert len(last_errors(path)) == 3
    assert last_errors(path, 0) == []


def test_no_log_has_no_errors(path: Path) -> None:
    """A log that is not there, or not text, is no trouble."""
    assert last_errors(path) == []
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\0 nonsense\n\n")
    assert last_errors(path) == []


def test_the_log_brings_no_heavy_modules() -> None:
    """The resident program stays free of pickle and sockets for its log's sake."""
    asked = (
        "import sys, movebreak.store.logs; print({'pickle', 'socket'} & {*sys.modules})"
    )
    # Measuring coverage would bring them into the child.
    said = subprocess.run(  # noqa: S603 our own interpreter and words
        [sys.executable, "-c", asked],
        env=unmeasured(),
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "set()"
