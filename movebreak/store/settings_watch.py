"""Tells at once when settings or drills were saved, where the system can tell."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Protocol, Self

log = logging.getLogger(__name__)

NONE = -1  # the number of no watch


class FolderEvents(Protocol):
    """The system's calls; see `native.inotify`."""

    def begin(self) -> int:
        """Return a file that tells of changes."""

    def watch(self, file: int, folder: str) -> int:
        """Watch a folder; return the watch."""

    def unwatch(self, file: int, number: int) -> None:
        """End a watch."""

    def changes(self, file: int) -> list[tuple[int, str, bool]]:
        """Wait, and return watch and name of all changes; "" when a watch ended.

        The third says that it was only begun.
        """


class SettingsWatch:
    """Calls `changed` on a thread of its own whenever settings or drills were saved.

    Editors write a new file and move it over the old one, so folders are watched: the
    one of the settings, and in it the one of the drills, which may come and go. Where
    that cannot be done, nothing is lost: the files are looked at at every wake.
    """

    def __init__(
        self,
        system: FolderEvents,
        path: Path,
        drills: Path,
        changed: Callable[[], None],
    ) -> None:
        self._system = system
        self._path = path
        self._drills = drills
        self._changed = changed
        self._file: int | None = None
        self._watch = NONE
        self._of_drills = NONE
        self._thread = Thread(target=self._listen, name="settings watch", daemon=True)

    def __enter__(self) -> Self:
        try:
            self._file = self._system.begin()
            self._watch = self._system.watch(self._file, str(self._path.parent))
        except OSError:
            log.info("changes of the settings are seen later", exc_info=True)
            self._close()
        else:
            self._watch_drills(self._file)
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
        self._unwatch(self._file, self._watch)
        self._thread.join()
        self._close()

    def _listen(self) -> None:
        while self._file is not None:
            changes = [
                (watch, name)
                for watch, name, begun in self._system.changes(self._file)
                if not begun or self._is_link(watch, name)
            ]
            if (self._watch, self._drills.name) in changes:
                self._watch_drills(self._file)
            if any(self._is_ours(*change) for change in changes):
                self._changed()
            if (self._watch, "") in changes:
                return

    def _is_link(self, watch: int, name: str) -> bool:
        """Say whether this is a link, which is never written."""
        folder = self._path.parent if watch == self._watch else self._drills
        with suppress(OSError):
            return (folder / name).is_symlink()
        return False

    def _is_ours(self, watch: int, name: str) -> bool:
        if watch == self._watch:
            return name in {self._path.name, self._drills.name}
        return name.endswith(".toml")

    def _watch_drills(self, file: int) -> None:
        """Watch the folder of drills that is there now, and no other."""
        before = self._of_drills
        try:
            self._of_drills = self._system.watch(file, str(self._drills))
        except OSError:
            self._of_drills = NONE
        if before not in {NONE, self._of_drills}:
            self._unwatch(file, before)

    def _unwatch(self, file: int, number: int) -> None:
        try:
            self._system.unwatch(file, number)
        except OSError:
            log.debug("a watched folder is gone", exc_info=True)

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
