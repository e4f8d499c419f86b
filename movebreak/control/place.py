"""Keeps the program where commands look for it, also when that folder goes or comes."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from movebreak.control.instance import Instance
from movebreak.errors import UnavailableError
from movebreak.native import paths

Listen = Callable[[Path], AbstractContextManager[object]]

log = logging.getLogger(__name__)


class Place:
    """Listens for commands beside the lock, while entered.

    A system may remove the folder of both when the last session of a person ends, and
    make it when the first begins: a program that goes on would be alone with its lock,
    and the next start would run beside it. `instance` has the lock, `listen` opens the
    socket, and `leave` is called when another movebreak has taken the place meanwhile.
    """

    def __init__(
        self, instance: Instance, listen: Listen, leave: Callable[[], None]
    ) -> None:
        self._instance = instance
        self._listen = listen
        self._leave = leave
        self._open = ExitStack()
        self._listens = False

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def look(self) -> Path | None:
        """Move to where commands look now, if need be; return the lock file then."""
        try:
            path = Path(paths.lock_path())
            if self._listens and self._instance.holds(path):
                return None
            return self._move(path)
        except UnavailableError as error:
            log.debug("commands cannot reach movebreak now: %s", error)
            return None

    def _move(self, path: Path) -> Path | None:
        if not self._instance.move(path):
            log.info("another movebreak has taken the place of this one")
            self._leave()
            return None
        self._listens = False
        self._open.close()
        self._begin()
        log.info("commands reach movebreak again")
        return path

    def _begin(self) -> None:
        path = self._instance.path.with_name(paths.SOCKET_NAME)
        self._open.enter_context(self._listen(path))
        self._listens = True
