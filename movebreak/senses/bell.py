"""A thread that sleeps until a file can be read, a bell rings, or a time is over."""

import selectors
import socket
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

_MUCH = 4096


class Bell:
    """Waits in one thread for files; may be rung from any other."""

    def __init__(self) -> None:
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.settimeout(0)

    def ring(self) -> None:
        """End the wait that is going on, or the next one."""
        # A full bell rings already, and a closed one has nobody to hear it.
        with suppress(OSError):
            self._there.send(b"!")

    def wait(self, files: Iterable[int], patience: timedelta | None) -> set[int]:
        """Wait for a file, the bell, or the end of patience; return what to read.

        A file that cannot be waited for is among them: reading it tells why.
        """
        broken = set()
        with selectors.DefaultSelector() as selector:
            selector.register(self._here, selectors.EVENT_READ)
            for file in files:
                try:
                    selector.register(file, selectors.EVENT_READ)
                except (OSError, ValueError):
                    broken.add(file)
            seconds = None if patience is None else patience.total_seconds()
            ready = {key.fd for key, _ in selector.select(0 if broken else seconds)}
        with suppress(BlockingIOError):
            while self._here.recv(_MUCH):
                pass
        return ready | broken

    def close(self) -> None:
        """Let go of the bell; harmless twice."""
        self._here.close()
        self._there.close()
