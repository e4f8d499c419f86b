"""The value that has Windows start movebreak, and what the person switched off."""

import sys
from pathlib import Path

import pytest

from movebreak.autostart.windows import (
    APPROVED,
    BUNDLED,
    NAME,
    PLAIN,
    RUN,
    RunKey,
    windowless,
)
from movebreak.errors import MovebreakError
from tests.fake_registry import FakeRegistry

COMMAND = (sys.executable, "-P", "-m", "movebreak", "run")
LINE = f'"{sys.executable}" -P -m movebreak run'


@pytest.fixture
def registry() -> FakeRegistry:
    """An empty one."""
    return FakeRegistry()


@pytest.fixture
def autostart(registry: FakeRegistry) -> RunKey:
    """What writes into it."""
    return RunKey(registry, COMMAND)


def test_the_program_is_quoted(registry: FakeRegistry, autostart: RunKey) -> None:
    """A folder with a space in its name is one word."""
    autostart.turn_on()
    assert registry.values == {(RUN, NAME): LINE}


@pytest.mark.parametrize("name", [BUNDLED, PLAIN])
@pytest.mark.parametrize("by", ["movebreak.exe", "movebreakw.exe", "python.exe"])
def test_no_console_opens_at_login(tmp_path: Path, name: str, by: str) -> None:
    """Whichever program is asked to, the one without a console is to be started."""
    for each in {name, by}:
        (tmp_path / each).touch()
    command = (str(tmp_path / by), "run")
    assert windowless(command, name) == (str(tmp_path / name), "run")


def test_without_such_a_program_the_own_one_is_started(tmp_path: Path) -> None:
    """Somebody may have taken it away."""
    command = (str(tmp_path / "python.exe"), "-m", "movebreak", "run")
    assert windowless(command, PLAIN) == command


@pytest.mark.parametrize("first", [1, 3, 9])
def test_what_the_person_switched_off_stays_off(
    registry: FakeRegistry, autostart: RunKey, first: int
) -> None:
    """It is told where to switch it on, and nothing there is changed."""
    veto = bytes([first, *range(11)])
    registry.values[APPROVED, NAME] = veto
    with pytest.raises(MovebreakError, match="Settings, Apps, Startup"):
        autostart.turn_on()

    assert not autostart.is_on()
    assert registry.values == {(RUN, NAME): LINE, (APPROVED, NAME): veto}
    autostart.turn_off()
    assert registry.values == {(APPROVED, NAME): veto}


@pytest.mark.parametrize("found", [b"", b"\2" + bytes(11), b"\6", "text", 7])
def test_what_is_no_veto(
    registry: FakeRegistry, autostart: RunKey, found: object
) -> None:
    """An even first byte means on."""
    registry.values[APPROVED, NAME] = found
    autostart.turn_on()
    assert autostart.is_on()


@pytest.mark.parametrize(
    "stale", [r'"C:\gone away\pythonw.exe" -m movebreak run', "gone run", "", '"']
)
def test_a_stale_value_is_seen_and_mended(
    registry: FakeRegistry, autostart: RunKey, stale: str
) -> None:
    """Another Python was removed, or nobody knows what that was."""
    registry.values[RUN, NAME] = stale
    assert autostart.is_on()
    assert "Switch it on again" in autostart.why()
    autostart.turn_on()
    assert registry.values == {(RUN, NAME): LINE}
    assert autostart.why() == ""


def test_one_that_works_is_left_alone(
    registry: FakeRegistry, autostart: RunKey
) -> None:
    """With what a person has added to it."""
    registry.values[RUN, NAME] = f"{LINE} --every 30m"
    autostart.turn_on()
    assert registry.values == {(RUN, NAME): f"{LINE} --every 30m"}


def test_what_cannot_be_written_is_told(
    registry: FakeRegistry, autostart: RunKey
) -> None:
    """An office may forbid it."""
    registry.refuses = OSError(5, "Access is denied")
    assert not autostart.is_on()
    for change in (autostart.turn_on, autostart.turn_off):
        with pytest.raises(MovebreakError, match="Access is denied"):
            change()
