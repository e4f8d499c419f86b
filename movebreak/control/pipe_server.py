"""Listens for commands on Windows, where only a pipe can be kept from other users."""

import contextlib
import logging
import os
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from pathlib import Path
from types import TracebackType
from typing import Self

from movebreak.control import pipes
from movebreak.control.answering import (
    BREATHER,
    MOST_CLIENTS,
    PATIENCE,
    Handle,
    answer,
)
from movebreak.control.messages import MAX_LINE
from movebreak.control.pipes import FAMILY, Talk, Wire
from movebreak.control.wire import encoded
from movebreak.errors import UnavailableError
from movebreak.native.paths import private_folder

_log = logging.getLogger(__name__)


class PipeServer:
    """Answers the commands of whoever can read the key at `path`.

    Only the holder of the instance lock may run it. `handle` is called from several
    threads. A client beyond the most waits until another one is served.
    """

    def __init__(
        self, path: Path, handle: Handle, *, patience: float = PATIENCE
    ) -> None:
        self._path = path
        self._handle = handle
        self._patience = patience
        self._address = pipes.address(path)
        self._key = b""
        self._stopping = threading.Event()
        self._places = threading.BoundedSemaphore(MOST_CLIENTS)
        self._changed = threading.Condition()
        self._clients: set[threading.Thread] = set()
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._stopping.clear()
        with contextlib.ExitStack() as stack:
            listener = stack.enter_context(self._listen())
            stack.callback(self._path.unlink, missing_ok=True)
            thread = threading.Thread(
                target=self._accept_all, args=(listener,), name="control", daemon=True
            )
            thread.start()
            stack.callback(self._end_clients)
            stack.callback(thread.join)
            stack.callback(self._knock)
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

    def _listen(self) -> Listener:
        private_folder(self._path.parent)
        self._key = os.urandom(pipes.KEY_SIZE)
        try:
            listener = Listener(self._address, FAMILY)
        except OSError as error:
            raise self._unreachable(error) from error
        try:
            self._path.write_bytes(self._key)
        except OSError as error:
            listener.close()
            raise self._unreachable(error) from error
        return listener

    def _unreachable(self, error: OSError) -> UnavailableError:
        return UnavailableError(
            f"commands cannot reach movebreak at {self._path}: {error}",
            hint="set MOVEBREAK_RUNTIME to a folder that can be written",
        )

    def _accept_all(self, listener: Listener) -> None:
        while not self._stopping.is_set():
            # Only a full house has to look from time to time whether it is to end.
            if not self._places.acquire(timeout=BREATHER):
                continue
            try:
                self._begin(listener.accept())
            except (OSError, RuntimeError):
                # No connection, or no thread for it.
                _log.warning("a command could not be let in", exc_info=True)
                self._places.release()
                self._stopping.wait(BREATHER)

    def _begin(self, wire: Wire) -> None:
        thread = threading.Thread(
            target=self._serve, args=(wire,), name="control client", daemon=True
        )
        # It is known only when it runs, and then knows by itself when it has ended.
        with self._changed:
            thread.start()
            self._clients.add(thread)

    def _serve(self, wire: Wire) -> None:
        try:
            with contextlib.closing(wire):
                self._answer(wire)
        except (OSError, EOFError, AuthenticationError):
            _log.debug("a client left before its answer", exc_info=True)
        except Exception:  # noqa: BLE001 - a thread must give its place back
            _log.exception("a command came to a bad end")
        finally:
            with self._changed:
                self._clients.discard(threading.current_thread())
                self._changed.notify_all()
            self._places.release()

    def _answer(self, wire: Wire) -> None:
        talk = Talk(wire, self._patience)
        talk.let_in(self._key)
        line = talk.recv_bytes(MAX_LINE + 1)
        said = encoded(answer(line, self._handle))
        # Whoever does not take it holds up its own thread, and not for ever.
        watch = threading.Timer(self._patience, wire.close)
        watch.daemon = True
        watch.start()
        try:
            wire.send_bytes(said)
        finally:
            watch.cancel()
            watch.join()

    def _knock(self) -> None:
        """Wake the thread that waits for a client, which cannot be told otherwise."""
        with contextlib.suppress(OSError):
            Client(self._address, FAMILY).close()

    def _end_clients(self) -> None:
        """Let commands under way finish, such as the one that asked to quit."""
        with self._changed:
            self._changed.wait_for(lambda: not self._clients, self._patience)
