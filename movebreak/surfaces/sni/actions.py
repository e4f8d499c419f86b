"""Runs the actions of a menu, one after another, in a thread of their own."""

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread, current_thread
from typing import Final

log = logging.getLogger(__name__)

# More clicks than that wait behind an action only when no person makes them.
_MOST: Final = 64


class Actions:
    """Takes actions from one thread, and runs them in another, made at the first."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._stopping = False

    def put(self, action: Callable[[], object]) -> None:
        """Run this as soon as all earlier ones have ended."""
        if self._stopping:
            return
        if self._waiting.qsize() >= _MOST:
            log.warning("too many clicks are waiting; one is dropped")
            return
        self._waiting.put(action)
        if self._thread is None:
            # A daemon: an action that hangs must not keep the program alive.
            self._thread = Thread(target=self._run, name="tray actions", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread after the action it is in; safe in signal handlers."""
        self._stopping = True
        self._waiting.put(None)

    def is_current(self) -> bool:
        """Say whether this is called by an action."""
        return current_thread() is self._thread

    def _run(self) -> None:
        while not self._stopping:
            action = self._waiting.get()
            if action is None or self._stopping:
                return
            try:
                action()
            except Exception:
                log.exception("an action of the tray's menu failed")
