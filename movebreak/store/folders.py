"""Where things are kept: each system's own folders for settings, data and log."""

from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs


class Folders(NamedTuple):
    """The files of this person."""

    settings: Path
    history: Path
    log: Path


def folders() -> Folders:
    """Return where this system keeps such files; makes nothing."""
    dirs = PlatformDirs("movebreak", appauthor=False)
    return Folders(
        settings=dirs.user_config_path / "settings.toml",
        history=dirs.user_data_path / "history.sqlite",
        log=dirs.user_log_path / "movebreak.log",
    )
