"""Calls of the person's own systemd, each through its program."""

import os
from contextlib import suppress
from typing import Final

from movebreak.native import children

# Seconds that it may take to answer.
PATIENCE: Final = 5.0


def reload() -> None:
    """Have it read all units anew; where it does not run, the next one will."""
    with suppress(OSError):
        children.run(("systemctl", "--user", "daemon-reload"), PATIENCE, os.environ)


def is_active(unit: str) -> bool | None:
    """Say whether a unit is active; None where no systemd of the person runs."""
    words = ("systemctl", "--user", "show", "--property=ActiveState", "--value", unit)
    try:
        return children.run(words, PATIENCE, os.environ).strip() == b"active"
    except OSError:
        return None
