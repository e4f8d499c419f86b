"""Has a page shown by the program of the pages, and starts it where there is none."""

import subprocess
from pathlib import Path
from typing import Final

from movebreak.control.client import ask
from movebreak.control.messages import Answer, MessageError, Request, decode_answer
from movebreak.errors import Exit, NotRunningError
from movebreak.itself import environment, itself
from movebreak.native import paths

SOCKET: Final = "pages.sock"
STAY: Final = "--stay"
# Seconds until a browser was started.
PATIENCE: Final = 15.0


def show(page: str) -> Answer:
    """Have the page shown in the browser; the answer says what came of it."""
    try:
        return pass_on(page)
    except NotRunningError:
        return _start(page)


def pass_on(page: str) -> Answer:
    """Have the page shown by the program that shows pages already.

    Raises NotRunningError when there is none.
    """
    return ask(socket_path(), Request("open", (page,)), PATIENCE)


def socket_path() -> Path:
    """Return where the program of the pages listens."""
    return Path(paths.runtime_folder()) / SOCKET


def _start(page: str) -> Answer:
    with subprocess.Popen(  # noqa: S603 - our own words, no shell
        itself("pages", STAY, page),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        line = child.stdout.readline() if child.stdout else b""
        # It stays until its last page is closed, and outlives this command.
        child.returncode = Exit.OK
    try:
        return decode_answer(line)
    except MessageError:
        return Answer(
            Exit.FAILED,
            err="The pages could not be started.\nTo see why: movebreak doctor",
        )
