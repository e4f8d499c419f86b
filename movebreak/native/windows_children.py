"""Runs another program to its end where that can only be done by `subprocess`."""

import errno
import subprocess
from collections.abc import Mapping, Sequence
from typing import Final

# A console that would open for a moment; other systems have no such flag.
_NO_WINDOW: Final = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def run(words: Sequence[str], patience: float, env: Mapping[str, str]) -> bytes:
    """Run a program and return what it prints. Raises OSError, with a number."""
    try:
        done = subprocess.run(  # noqa: S603 - whoever calls knows the words
            words,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=True,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise OSError(errno.ETIMEDOUT, "it took too long") from error
    except subprocess.CalledProcessError as error:
        raise OSError(errno.EIO, f"it ended with code {error.returncode}") from error
    return done.stdout
