"""Tells open pages how things stand, and knows when none is open any more."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Callable
from threading import Event, Thread
from typing import Any, Final

from movebreak.errors import MovebreakError
from movebreak.pages.program import Program

log = logging.getLogger(__name__)

# Seconds between two tries to find a movebreak that does not run, while a page is open.
RETRY: Final = 5.0
# Seconds without a page until the pages end.
PATIENCE: Final = 120.0
# Seconds after which an open page hears something, so that a dead line is noticed.
BREATH: Final = 30.0

State = dict[str, Any] | None


class Live:
    """Watches the program while a page is open, in a thread of its own.

    All else of it belongs to the event loop. `leave` is called there when no page has
    been open, and nothing was asked for, for `patience` seconds.
    """

    def __init__(
        self, program: Program, leave: Callable[[], None], patience: float = PATIENCE
    ) -> None:
        self._program = program
        self._leave = leave
        self._patience = patience
        self._pages: set[asyncio.Queue[State]] = set()
        self._watch: Thread | None = None
        self._retry = Event()
        self._last: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        """Begin the wait for the end anew: somebody is there."""
        if self._last is not None:
            self._last.cancel()
        loop = asyncio.get_running_loop()
        self._last = loop.call_later(self._patience, self._perhaps_leave)

    async def stream(self) -> AsyncGenerator[str, None]:
        """Yield server-sent events for one page, until it is closed."""
        heard: asyncio.Queue[State] = asyncio.Queue()
        self._pages.add(heard)
        try:
            yield _event(await asyncio.to_thread(self._look, 0))
            self._go_on_watching()
            while True:
                try:
                    yield _event(await asyncio.wait_for(heard.get(), BREATH))
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._pages.discard(heard)
            self._retry.set()
            self.touch()

    def _go_on_watching(self) -> None:
        if self._watch is not None and self._watch.is_alive():
            # It may wait to try again; a page that has just opened does not.
            self._retry.set()
        else:
            self._retry.clear()
            loop = asyncio.get_running_loop()
            self._watch = Thread(target=self._run, args=(loop,), daemon=True)
            self._watch.start()

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        seen, told = 0, None
        while self._pages:
            state = self._look(seen)
            try:
                # Also where nothing has happened, fewer minutes are left.
                if state != told:
                    loop.call_soon_threadsafe(self._publish, state)
            except RuntimeError:
                return  # the loop has ended, and with it all pages
            told, seen = state, 0 if state is None else int(state["count"])
            if state is None:
                self._retry.wait(RETRY)
                self._retry.clear()

    def _publish(self, state: State) -> None:
        for page in self._pages:
            page.put_nowait(state)

    def _look(self, seen: int) -> State:
        try:
            return self._program.watch(seen)
        except MovebreakError as error:
            log.warning("the running movebreak cannot be watched: %s", error)
            return None

    def _perhaps_leave(self) -> None:
        if self._pages:
            self.touch()
        else:
            self._leave()


def _event(state: State) -> str:
    return f"data: {json.dumps(state)}\n\n"
