"""The agent that launchd starts at login on macOS, read back; never run on a Mac."""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from movebreak.autostart.macos import LABEL, NAME, LaunchAgent
from movebreak.errors import MovebreakError

COMMAND = (sys.executable, "-P", "-m", "movebreak", "run")


def read(folder: Path) -> dict[str, Any]:
    """Return what the agent says."""
    found: dict[str, Any] = plistlib.loads((folder / NAME).read_bytes())
    return found


def test_it_is_started_once_at_login_with_a_desktop(tmp_path: Path) -> None:
    """Its file is named as it is; who quits movebreak has it ended."""
    LaunchAgent(tmp_path, COMMAND).turn_on()
    assert [each.name for each in tmp_path.iterdir()] == [f"{LABEL}.plist"]
    assert read(tmp_path) == {
        "Label": LABEL,
        "ProgramArguments": list(COMMAND),
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }


def test_any_command_can_be_written(tmp_path: Path) -> None:
    """Markup, quotes and all signs of other languages included."""
    command = ("/a b/<&>\"'/Bücher", "-m", "movebreak", "% $HOME ✓")
    LaunchAgent(tmp_path, command).turn_on()
    assert read(tmp_path)["ProgramArguments"] == list(command)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ProgramArguments": ["/gone/movebreak"]}, "/gone/movebreak, which is not"),
        ({"ProgramArguments": []}, "starts nothing"),
        ({"ProgramArguments": "movebreak"}, "starts nothing"),
        ({"RunAtLoad": False}, "is not started at login"),
        ({"Label": "other"}, "has the name of another one"),
    ],
)
def test_an_agent_that_was_edited_badly_is_mended(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    """It is told what is wrong with it; switched on again, it is as new."""
    agent = LaunchAgent(tmp_path, COMMAND)
    agent.turn_on()
    good = read(tmp_path)
    (tmp_path / NAME).write_bytes(plistlib.dumps(good | change))
    assert agent.is_on()
    assert says in agent.why()
    agent.turn_on()

    assert agent.why() == ""
    assert read(tmp_path) == good


@pytest.mark.parametrize("garbled", [b"", b"<plist>", b"\0" * 100, b"<?xml?><array/>"])
def test_an_agent_that_cannot_be_read_is_mended(tmp_path: Path, garbled: bytes) -> None:
    """Whatever became of the file."""
    agent = LaunchAgent(tmp_path, COMMAND)
    (tmp_path / NAME).write_bytes(garbled)
    assert "cannot be read" in agent.why()
    agent.turn_on()

    assert agent.why() == ""


def test_the_person_may_change_it_or_disable_it(tmp_path: Path) -> None:
    """Other words are left alone; one that is disabled is off."""
    agent = LaunchAgent(tmp_path, COMMAND)
    agent.turn_on()
    own = read(tmp_path) | {"ProgramArguments": [*COMMAND, "--no-tray"]}
    (tmp_path / NAME).write_bytes(plistlib.dumps(own, fmt=plistlib.FMT_BINARY))
    agent.turn_on()
    assert read(tmp_path) == own

    (tmp_path / NAME).write_bytes(plistlib.dumps(own | {"Disabled": True}))
    assert not agent.is_on()
    assert agent.why() == ""
    agent.turn_on()
    assert agent.is_on()


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With the reason, and what helps."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(MovebreakError, match="cannot be changed"):
        LaunchAgent(tmp_path / "file", COMMAND).turn_on()


@pytest.mark.skipif(shutil.which("plistutil") is None, reason="plistutil is missing")
def test_somebody_elses_reader_reads_it(tmp_path: Path) -> None:
    """The agent is a property list, and not only to Python."""
    LaunchAgent(tmp_path, COMMAND).turn_on()
    new = tmp_path / "new"
    words = ["plistutil", "-i", str(tmp_path / NAME), "-f", "bin", "-o", str(new)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    assert plistlib.loads(new.read_bytes(), fmt=plistlib.FMT_BINARY) == read(tmp_path)
