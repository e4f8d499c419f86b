"""Listens for commands; sleeps for good until one comes.

Each client is served in a thread of its own and has little time, so that a broken one
holds nobody up.
"""

import contextlib
import logging
import selectors
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from movebreak.control import wire as wires
from movebreak.control.answering import (
    BREATHER,
    MOST_CLIENTS,
    PATIENCE,
    Handle,
    answer,
)
from movebreak.control.messages import Answer, MessageError
from movebreak.errors import Exit, UnavailableError
from movebreak.native import channel
from movebreak.native.paths import private_folder

# Seconds a client waits for its turn; scripts may send a burst of commands.
_QUEUE_PATIENCE = 0.2
_BUSY = Answer(Exit.FAILED, err="movebreak is busy; try again in a moment")

_log = logging.getLogger(__name__)


class ControlServer:
    """Answers the commands that come in over a socket of this user's own.

    Only the holder of the instance lock may run it: a socket left behind at this
    path is removed. `handle` is called from several threads.
    """

    def __init__(
        self, path: Path, handle: Handle, *, patience: float = PATIENCE
    ) -> None:
        self._path = path
        self._handle = handle
        self._patience = patience
        self._stopping = threading.Event()
        self._places = threading.BoundedSemaphore(MOST_CLIENTS)
        self._changed = threading.Condition()
        self._clients: dict[socket.socket, threading.Thread] = {}
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._stopping.clear()
        with contextlib.ExitStack() as stack:
            listener = stack.enter_context(self._listen())
            stack.callback(self._remove, _mark(self._path))
            listener.settimeout(0)
            woken, waker = (stack.enter_context(end) for end in socket.socketpair())
            selector = stack.enter_context(selectors.DefaultSelector())
            selector.register(listener, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            thread = threading.Thread(
                target=self._accept_all,
                args=(selector, listener),
                name="control",
                daemon=True,
            )
            thread.start()
            stack.callback(self._end_clients)
            stack.callback(thread.join)
            stack.callback(waker.send, b"!")
            stack.callback(self._stopping.set)
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _listen(self) -> socket.socket:
        private_folder(self._path.parent)
        try:
            self._path.unlink(missing_ok=True)
            return channel.listen(str(self._path))
        except OSError as error:
            raise UnavailableError(
                f"commands cannot reach movebreak at {self._path}: {error}",
                hint="set MOVEBREAK_RUNTIME to a folder with a shorter name",
            ) from error

    def _remove(self, ours: tuple[int, int] | None) -> None:
        # The folder may have been swept away, and another movebreak listen in it.
        if _mark(self._path) == ours:
            self._path.unlink(missing_ok=True)

    def _accept_all(
        self, selector: selectors.BaseSelector, listener: socket.socket
    ) -> None:
        while not self._stopping.is_set():
            selector.select()
            if not self._stopping.is_set():
                self._accept(listener)

    def _accept(self, listener: socket.socket) -> None:
        try:
            wire, _ = listener.accept()
        except (BlockingIOError, ConnectionError):
            return
        except OSError:
            _log.warning("a command could not be let in", exc_info=True)
            self._stopping.wait(BREATHER)
            return
        wire.settimeout(None)
        if not channel.is_own(wire):
            wire.close()
        elif not self._places.acquire(timeout=_QUEUE_PATIENCE):
            wires.turn_away(wire, _BUSY)
        else:
            self._begin(wire)

    def _begin(self, wire: socket.socket) -> None:
        thread = threading.Thread(
            target=self._serve, args=(wire,), name="control client", daemon=True
        )
        with self._changed:
            self._clients[wire] = thread
        try:
            thread.start()
        except RuntimeError:
            _log.warning("no thread is left for a command", exc_info=True)
            self._forget(wire)

    def _serve(self, wire: socket.socket) -> None:
        try:
            said = self._answer(wire)
            if said is not None:
                wires.deliver(wire, said, self._patience)
        except OSError:
            _log.debug("a client left before its answer", exc_info=True)
        except Exception:  # noqa: BLE001 - a thread must give its place back
            _log.exception("a command came to a bad end")
        finally:
            self._forget(wire)

    def _answer(self, wire: socket.socket) -> Answer | None:
        try:
            line = wires.read_line(wire, self._patience)
        except MessageError as error:
            return Answer(Exit.USAGE, err=str(error))
        return None if line is None else answer(line, self._handle)

    def _forget(self, wire: socket.socket) -> None:
        wire.close()
        with self._changed:
            del self._clients[wire]
            self._changed.notify_all()
        self._places.release()

    def _end_clients(self) -> None:
        """Let commands under way finish, such as the one that asked to quit."""
        with self._changed:
            threads = list(self._clients.values())
            for wire in self._clients:
                wires.stop_reading(wire)
            self._changed.wait_for(lambda: not self._clients, self._patience)
            for wire in self._clients:
                wires.hang_up(wire)
            stuck = set(self._clients.values())
        for thread in threads:
            if thread not in stuck:
                thread.join()


def _mark(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another of its name; None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
