"""Tells at once when the settings file was saved, where the system can tell."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Protocol, Self

log = logging.getLogger(__name__)


class FolderEvents(Protocol):
    """The system's calls; see `native.inotify`."""

    def begin(self) -> int:
        """Return a file that tells of changes."""

    def watch(self, file: int, folder: str) -> int:
        """Watch a folder; return the watch."""

    def unwatch(self, file: int, number: int) -> None:
        """End a watch."""

    def names(self, file: int) -> list[str]:
        """Wait for changes and return names; "" when the watch ended."""


class SettingsWatch:
    """Calls `changed` on a thread of its own whenever the file was put in place.

    Editors write a new file and move it over the old one, so the folder is watched.
    Where that cannot be done, nothing is lost: the file is looked at at every wake.
    """

    def __init__(
        self, system: FolderEvents, path: Path, changed: Callable[[], None]
    ) -> None:
        self._system = system
        self._path = path
        self._changed = changed
        self._file: int | None = None
        self._watch = 0
        self._thread = Thread(target=self._listen, name="settings watch", daemon=True)

    def __enter__(self) -> Self:
        try:
            self._file = self._system.begin()
            self._watch = self._system.watch(self._file, str(self._path.parent))
        except OSError:
            log.info("changes of the settings are seen later", exc_info=True)
            self._close()
        else:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        try:
            self._system.unwatch(self._file, self._watch)
        except OSError:
            log.debug("the folder of the settings is gone", exc_info=True)
        self._thread.join()
        self._close()

    def _listen(self) -> None:
        while self._file is not None:
            names = self._system.names(self._file)
            if self._path.name in names:
                self._changed()
            if "" in names:
                return

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
