"""What every way of starting at login keeps, the fake like the real ones."""

import sys
from pathlib import Path

import pytest

from movebreak.autostart.linux import XdgAutostart
from movebreak.ports import Autostart
from tests.fake_autostart import FakeAutostart


@pytest.fixture(params=["fake", "linux"])
def autostart(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    """Each of them, off, in a temporary home."""
    if request.param == "fake":
        return FakeAutostart()
    command = (sys.executable, "-m", "movebreak", "run")
    return XdgAutostart(tmp_path / "a home" / "autostart", (), command, "icon")


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
