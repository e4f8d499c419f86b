"""One movebreak a user: whoever holds the lock is the one that runs."""

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from movebreak.errors import UnavailableError
from movebreak.native.locks import try_lock
from movebreak.native.paths import HAS_USERS, private_folder

# `owner` holds the lock for a blink to see whether it is free; look again past that.
_LOOKS = 3
_BETWEEN_LOOKS = 0.02

# Cleaners of temporary folders leave a sticky file alone, however old it is.
_STICKY = 0o1600

_LONGEST_PID = 20


class Instance:
    """The lock file, kept open and locked while this movebreak runs.

    It also names the holder's process, for people; only the lock decides.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None
        self._lift: Callable[[], object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._release()

    def _release(self) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
            if self._lift is not None:
                self._lift()
                self._lift = None
            os.close(self._file)
            self._file = None

    def acquire(self) -> bool:
        """Become the one that runs; False when another movebreak is.

        Raises UnavailableError when the lock file cannot be used.
        """
        if self._file is not None:
            return True
        private_folder(self.path.parent)
        try:
            self._file = self._take()
        except OSError as error:
            raise self._unusable(error) from error
        return self._file is not None

    def holds(self, path: Path) -> bool:
        """Say whether this is our file, and still the one that we have locked."""
        if self._file is None or path != self.path:
            return False
        try:
            # Windows removes no file that is open, and has no numbers to compare.
            return not HAS_USERS or os.path.samestat(os.fstat(self._file), path.stat())
        except OSError:
            return False

    def move(self, path: Path) -> bool:
        """Hold the lock at this path, in place of ours; False when another one does.

        Raises UnavailableError when the lock file cannot be used.
        """
        if self.holds(path):
            return True
        new = Instance(path)
        if not new.acquire():
            return False
        self._release()
        self.path, self._file, self._lift = new.path, new._file, new._lift
        return True

    def owner(self) -> int | None:
        """Return the process that holds the lock; None when nobody does.

        None also while the holder has not yet written its number.
        """
        try:
            file = os.open(self.path, os.O_RDWR)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(error) from error
        try:
            lift = try_lock(file, self.path)
            if lift is None:
                return _pid_in(file)
            lift()
        except OSError as error:
            raise self._unusable(error) from error
        finally:
            os.close(file)
        return None

    def _take(self) -> int | None:
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._lift = self._patient_lock(file)
            if self._lift is None:
                os.close(file)
                return None
        except BaseException:
            with contextlib.suppress(OSError):
                os.close(file)
            raise
        self._sign(file)
        return file

    def _sign(self, file: int) -> None:
        # The lock holds without it, also on a full disk.
        with contextlib.suppress(OSError):
            os.ftruncate(file, 0)
            os.write(file, str(os.getpid()).encode("ascii"))
        with contextlib.suppress(OSError):
            self.path.chmod(_STICKY)

    def _patient_lock(self, file: int) -> Callable[[], object] | None:
        for _ in range(_LOOKS):
            if lift := try_lock(file, self.path):
                return lift
            threading.Event().wait(_BETWEEN_LOOKS)
        return None

    def _unusable(self, error: OSError) -> UnavailableError:
        return UnavailableError(
            f"the file {self.path} cannot be locked: {error.strerror}",
            hint="make sure its folder can be written, then start movebreak again",
        )


def _pid_in(file: int) -> int | None:
    text = os.read(file, _LONGEST_PID)
    return int(text) if text.isdigit() else None
