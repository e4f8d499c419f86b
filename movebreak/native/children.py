"""Runs another program to its end, and takes what it prints.

`subprocess` alone would cost a megabyte for as long as the program runs.
"""

import errno
import os
import select
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import monotonic  # noqa: TID251 - how long a child lasts, not what time it is
from typing import Any, Final

MOST: Final = 4 * 1024 * 1024

_CHUNK: Final = 64 * 1024
# How often to look for the end of a child that prints no more, in seconds.
_STEP: Final = 0.005

# This file is read on systems that lack a part of these.
_os: Any = os
_signal: Any = signal


class ChildError(OSError):
    """A program could not be started, failed, said too much, or took too long."""


def run(words: Sequence[str], patience: float, env: Mapping[str, str]) -> bytes:
    """Run a program, found as a shell would find it, and return what it prints.

    `patience` is in seconds; whoever still runs then is ended, with all that it
    started. At most `MOST` bytes are taken. Raises ChildError; its `errno` is ENOENT
    when there is no such program.
    """
    if not hasattr(os, "posix_spawnp"):
        return _run_plainly(words, patience, env)
    deadline = monotonic() + patience
    reading, writing = os.pipe()
    try:
        try:
            pid = _start(words, writing, env)
        finally:
            os.close(writing)
        return _listened(words[0], pid, reading, deadline)
    finally:
        os.close(reading)


def _run_plainly(
    words: Sequence[str], patience: float, env: Mapping[str, str]
) -> bytes:
    from movebreak.native import windows_children  # noqa: PLC0415 - see above

    try:
        return windows_children.run(words, patience, env)
    except OSError as error:
        number = error.errno or errno.EIO
        raise ChildError(number, error.strerror or str(error), words[0]) from error


def _start(words: Sequence[str], writing: int, env: Mapping[str, str]) -> int:
    files = (
        (_os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (_os.POSIX_SPAWN_DUP2, writing, 1),
        (_os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    )
    try:
        pid: int = _os.posix_spawnp(
            words[0],
            list(words),
            dict(env),
            file_actions=files,
            # A group of its own, to be ended with all that it starts.
            setpgroup=0,
            setsigmask=(),
            # Python ignores it, and who ignores it would print on for nobody.
            setsigdef=(_signal.SIGPIPE,),
        )
    except OSError as error:
        number = error.errno or errno.EIO
        raise ChildError(number, os.strerror(number), words[0]) from error
    except ValueError as error:
        raise ChildError(errno.EINVAL, str(error), words[0]) from error
    return pid


def _listened(name: str, pid: int, reading: int, deadline: float) -> bytes:
    """Return what a child has printed; it is gone afterwards, whatever happens."""
    code = None
    try:
        said = _read(name, reading, deadline)
        code = _end(name, pid, deadline)
    finally:
        if code is None:
            _kill(pid)
    if code:
        raise ChildError(errno.EIO, f"it ended with code {code}", name)
    return said


def _read(name: str, reading: int, deadline: float) -> bytes:
    said = bytearray()
    # select() itself fails for files with a number beyond 1023.
    poll: Any = getattr(select, "poll")()  # noqa: B009 - not on every system
    poll.register(reading, 1)
    while True:
        if not poll.poll(max(0.0, deadline - monotonic()) * 1000):
            raise ChildError(errno.ETIMEDOUT, "it took too long", name)
        data = os.read(reading, _CHUNK)
        if not data:
            return bytes(said)
        said += data
        if len(said) > MOST:
            raise ChildError(errno.EFBIG, "it said too much", name)


def _end(name: str, pid: int, deadline: float) -> int:
    """Wait for a child that prints no more, and return its exit code."""
    while True:
        try:
            gone, status = os.waitpid(pid, _os.WNOHANG)
        except ChildProcessError:
            # Where SIGCHLD is ignored, nobody learns how a child ended.
            return 0
        if gone:
            return os.waitstatus_to_exitcode(status)
        if monotonic() > deadline:
            raise ChildError(errno.ETIMEDOUT, "it took too long", name)
        select.select((), (), (), _STEP)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        _os.killpg(pid, _signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
