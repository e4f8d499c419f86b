"""When the program was last alive."""

import json
import os
from pathlib import Path

import pytest

from movebreak.store.pulse import Pulse
from tests.make import moment


def beat(boot: str = "PT1S", wall: str = "2026-03-02T09:00:00Z") -> bytes:
    """Return a line that is sound unless one of its parts is not."""
    at = {"boot": boot, "awake": "PT1S", "wall": wall}
    return json.dumps({"at": at, "boot_id": "x"}).encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the pulse is kept."""
    return tmp_path / "data" / "pulse"


def test_the_last_beat_is_known_after_the_end(path: Path) -> None:
    """The next run learns when this one was last alive, and in which run of what."""
    with Pulse(path) as pulse:
        pulse.beat(moment(1.25), "a-very-long-name-of-a-run")
        pulse.beat(moment(5.000001), "short")

        assert pulse.last() == (moment(5.000001), "short")

    assert Pulse(path).last() == (moment(5.000001), "short")


def test_the_file_stays_one_small_line(path: Path) -> None:
    """A year of beats takes no more room than one."""
    with Pulse(path) as pulse:
        for minutes in range(0, 500, 5):
            pulse.beat(moment(minutes), "run")

    assert path.read_bytes().count(b"\n") == 1
    assert path.stat().st_size < 300
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_was_ever_noted(path: Path) -> None:
    """A first start has no last time, and looking makes no file."""
    assert Pulse(path).last() is None
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(200),
        b"\xff\xfe\xfd",
        b"{}",
        b"[1, 2]",
        b'{"at": {"boot": "PT1S", "awake": "PT1S"}, "boot_id": "x"}',
        beat(boot="P999999999999999D"),
        beat(wall="2026-03-02T09:00:00"),
    ],
)
def test_garbage_is_no_answer(tmp_path: Path, content: bytes) -> None:
    """A torn line tells nothing, and stops nothing."""
    path = tmp_path / "pulse"
    path.write_bytes(content)

    with Pulse(path) as pulse:
        assert pulse.last() is None
        pulse.beat(moment(), "run")
        assert pulse.last() == (moment(), "run")


def test_a_sound_line_is_an_answer(tmp_path: Path) -> None:
    """The lines above fail for what is wrong in them, and for nothing else."""
    path = tmp_path / "pulse"
    path.write_bytes(beat())

    assert Pulse(path).last() is not None


def test_every_cut_of_a_line_is_no_answer(path: Path) -> None:
    """A power cut in the middle of a beat is harmless."""
    with Pulse(path) as pulse:
        pulse.beat(moment(), "run")
    whole = path.read_bytes()

    for size in range(len(whole) - 1):
        path.write_bytes(whole[:size])
        assert Pulse(path).last() is None


def test_a_place_that_cannot_be_written_is_tried_again(path: Path) -> None:
    """A beat never stops the program; the next one finds the place mended."""
    path.parent.write_text("this is no folder")

    with Pulse(path) as pulse:
        pulse.beat(moment(), "run")
        assert pulse.last() is None

        path.parent.unlink()
        pulse.beat(moment(5), "run")
        assert pulse.last() == (moment(5), "run")


def test_a_stopped_pulse_does_not_beat(path: Path) -> None:
    """Before and after its time it leaves no trace."""
    pulse = Pulse(path)
    pulse.beat(moment(), "run")

    assert pulse.last() is None
