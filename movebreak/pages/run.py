"""The program of the pages: one at a time, started by a page, gone soon after it."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Final, NamedTuple

import uvicorn

from movebreak.control.instance import Instance
from movebreak.control.messages import Answer, encode_answer
from movebreak.control.serving import listening
from movebreak.core.events import Moment
from movebreak.core.wording import Wording
from movebreak.errors import Exit, MovebreakError, NotRunningError
from movebreak.native import paths
from movebreak.pages.browsing import browse
from movebreak.pages.door import Door
from movebreak.pages.failures import log_of_pages
from movebreak.pages.house import House
from movebreak.pages.live import Live
from movebreak.pages.opening import Opening
from movebreak.pages.program import Program
from movebreak.pages.site import site
from movebreak.pages.start import PATIENCE, pass_on, socket_path
from movebreak.ports import Autostart
from movebreak.store.folders import Folders
from movebreak.store.logs import open_log

log = logging.getLogger(__name__)

HERE: Final = "127.0.0.1"
LOCK: Final = "pages.lock"
SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
# How often, and after how many seconds, a start looks again for another that is just
# starting, or just ending.
LOOKS: Final = 50
BETWEEN_LOOKS: Final = 0.1


class Setup(NamedTuple):
    """What the pages are given: files, sentences, a clock, and what opens a link."""

    files: Folders
    words: Wording
    clock: Callable[[], Moment]
    open_file: Callable[[Path], bool]
    autostart: Autostart | None
    browse: Callable[[str], bool] = browse


def stay(page: str, setup: Setup) -> int:
    """Be the program of the pages; the first line printed tells what became of it."""
    with open_log(log_of_pages(setup.files)):
        try:
            return _stay(page, setup)
        except Exception:
            log.exception("the pages ended early")
            raise


def _stay(page: str, setup: Setup) -> int:
    for _ in range(LOOKS):
        with Instance(socket_path().with_name(LOCK)) as instance:
            if instance.acquire():
                _serve(page, setup)
                return Exit.OK
        try:
            _tell(pass_on(page))
        except NotRunningError:
            Event().wait(BETWEEN_LOOKS)
        else:
            return Exit.OK
    raise MovebreakError(
        "the pages are busy", hint="try again in a moment, or end that movebreak"
    )


def _serve(page: str, setup: Setup) -> None:
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server((HERE, 0)))
        host = f"{HERE}:{listener.getsockname()[1]}"
        door, program = Door(lambda: setup.clock().awake), Program(paths.socket_path())
        live = Live(program, lambda: _leave(server))
        house = House(
            *(door, program, live, setup.files, setup.words),
            now=lambda: setup.clock().wall,
            open_file=setup.open_file,
            autostart=setup.autostart,
        )
        server = _server(site(house, host))
        runner = stack.enter_context(asyncio.Runner())
        opening = Opening(
            setup.browse,
            link=lambda page: f"http://{host}{door.link(page)}",
            touch=partial(runner.get_loop().call_soon_threadsafe, live.touch),
            is_ending=lambda: server.should_exit,
        )

        async def serve() -> None:
            Thread(target=lambda: _tell(opening.open(page)), daemon=True).start()
            await server.serve(sockets=[listener])

        control = listening(socket_path(), opening.handle, patience=PATIENCE)
        stack.enter_context(control)
        runner.run(serve())


def _leave(server: uvicorn.Server) -> None:
    # Whoever asks from now on is to find nobody, and starts the next one.
    with suppress(OSError):
        socket_path().unlink(missing_ok=True)
    server.should_exit = True


class _Server(uvicorn.Server):
    """A server that signals end in good order, and not once more after that."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals that end a program, for as long as it serves."""
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, self.handle_exit)
        yield


def _server(app: object) -> uvicorn.Server:
    return _Server(
        uvicorn.Config(
            app,  # type: ignore[arg-type]
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )


def _tell(answer: Answer) -> None:
    """Print the answer for whoever started us, and then nothing any more."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.buffer.write(encode_answer(answer))
        sys.stdout.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        log.debug("nobody reads our output")
