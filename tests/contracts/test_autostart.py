"""What every way of starting at login keeps, the fake like the real ones."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from movebreak.autostart.applications import MenuEntry
from movebreak.autostart.linux import XdgAutostart
from movebreak.autostart.macos import LaunchAgent
from movebreak.autostart.systemd import SystemdAutostart
from movebreak.autostart.ways import OneWay
from movebreak.autostart.windows import RunKey
from movebreak.ports import Autostart
from movebreak.surfaces.icon import icons_folder
from tests.fake_autostart import FakeAutostart
from tests.fake_registry import FakeRegistry

COMMAND = (sys.executable, "-m", "movebreak", "run")

Make = Callable[[Path], Autostart]
WAYS: dict[str, Make] = {
    "agent": lambda home: LaunchAgent(home, COMMAND),
    "fake": lambda _: FakeAutostart(),
    "entry": lambda home: XdgAutostart([home / "autostart"], COMMAND, "icon", ""),
    "unit": lambda home: SystemdAutostart(home, COMMAND, lambda: None, lambda: None),
    "applications": lambda home: MenuEntry(home, icons_folder(), COMMAND),
    "run key": lambda _: RunKey(FakeRegistry(), COMMAND),
    "one way": lambda _: OneWay((FakeAutostart(), FakeAutostart()), FakeAutostart()),
}


@pytest.fixture(params=WAYS)
def autostart(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    """Each of them, off, in a temporary home."""
    return WAYS[request.param](tmp_path / "a home")


def test_it_is_off_until_it_is_turned_on(autostart: Autostart) -> None:
    """And says so each time."""
    assert not autostart.is_on()
    autostart.turn_on()
    assert autostart.is_on()
    assert autostart.why() == ""
    autostart.turn_off()
    assert not autostart.is_on()


def test_twice_is_like_once(autostart: Autostart) -> None:
    """On when it is on, off when it is off."""
    autostart.turn_off()
    autostart.turn_on()
    autostart.turn_on()
    assert autostart.is_on()
    autostart.turn_off()
    autostart.turn_off()
    assert not autostart.is_on()


def test_off_has_nothing_in_its_way(autostart: Autostart) -> None:
    """There is nothing to explain."""
    assert autostart.why() == ""
