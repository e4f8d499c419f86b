"""Commands and exit codes. Imports little: most commands only pass a line on."""

import os
import sys
from collections.abc import Sequence

from movebreak.errors import Exit, MovebreakError, NotRunningError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from movebreak.control.messages import Request

NO_TRAY = "--no-tray"

# A parser would stay in the memory of a program that runs for years.
PLAIN_STARTS = ((), ("run",), ("run", NO_TRAY))


def main(words: Sequence[str] | None = None) -> int:
    """Run the command in `words`, or in the command line, and return its exit code."""
    _have_stderr()
    _forgive_characters()
    words = tuple(sys.argv[1:] if words is None else words)
    try:
        if words in PLAIN_STARTS:
            from movebreak.starting import run  # noqa: PLC0415

            return run(tray=NO_TRAY not in words)
        from movebreak.parser import parser_for  # noqa: PLC0415

        given = parser_for(words).parse_args(words)
        return int(given.run(given, _tell, _pass_on))
    except MovebreakError as error:
        _complain(str(error))
        return error.exit
    except KeyboardInterrupt:
        return Exit.FAILED
    finally:
        _let_go_of_output()


def _pass_on(request: "Request") -> int:
    from movebreak.control.client import ask  # noqa: PLC0415
    from movebreak.native.paths import socket_path  # noqa: PLC0415

    try:
        answer = ask(socket_path(), request)
    except NotRunningError:
        if request.args:
            _check(request.command, request.args)
        raise
    if answer.err:
        _complain(answer.err)
    if answer.out:
        _tell(answer.out)
    return answer.code


def _check(command: str, args: tuple[str, ...]) -> None:
    """Refuse wrong words also when nothing runs that would; too slow to be usual."""
    from datetime import datetime  # noqa: PLC0415

    from movebreak.control.handler import event_of  # noqa: PLC0415

    # Only the form is looked at here: the running program knows what time it is.
    event_of(command, args, datetime(2000, 1, 1))  # noqa: DTZ001


def _complain(words: str) -> None:
    line = f"movebreak: {words}" if "\n" not in words else words
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        # The exit code says it, too, and must not change.
        return


def _tell(words: str) -> None:
    """Print what was asked for; raise MovebreakError when it cannot be written."""
    try:
        print(words, flush=True)
    except BrokenPipeError:
        # Whoever read it has seen enough, as `head` does.
        raise SystemExit(Exit.FAILED) from None
    except OSError as error:
        raise MovebreakError(
            f"the output cannot be written: {error.strerror}"
        ) from None


def _have_stderr() -> None:
    """Have something in place of a stderr that was closed.

    `print` would take stdout instead, and spoil what a script reads there.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - pathlib is slow, and it stays open


def _forgive_characters() -> None:
    """Show a question mark for what this terminal's encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _let_go_of_output() -> None:
    """Leave nothing behind that Python would fail to write, loudly, at its end."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)
