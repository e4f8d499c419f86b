"""The folders of one person, as the environment names them."""

import sys
from pathlib import Path

import pytest

from movebreak.autostart.free_desktop import FreeDesktop
from movebreak.errors import MovebreakError
from movebreak.surfaces.icon import icons_folder
from tests.systems import only_on

only_on("linux")

COMMAND = (sys.executable, "-P", "-m", "movebreak", "run")
# Refused as a folder of somebody else is, but to root as well.
UNSEEN = "x" * 300


def test_where_nobody_may_look_nothing_is_on(tmp_path: Path) -> None:
    """The doctor looks there, too; only switching tells what is in the way."""
    folder = str(tmp_path / UNSEEN)
    names = ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME")
    desktop = FreeDesktop(dict.fromkeys(names, folder), COMMAND, icons_folder())
    ways = (desktop.entry(), desktop.autostart(), desktop.autostart(by_systemd=True))

    for way in ways:
        assert (way.is_on(), way.why()) == (False, "")
        with pytest.raises(MovebreakError, match="cannot be changed"):
            way.turn_on()
        with pytest.raises(MovebreakError, match="cannot be changed"):
            way.turn_off()
