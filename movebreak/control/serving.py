"""What listens for commands: a socket where it names its users, else a pipe."""

from contextlib import AbstractContextManager
from pathlib import Path

from movebreak.control.answering import PATIENCE, Handle
from movebreak.native.paths import HAS_USERS


def listening(
    path: Path, handle: Handle, *, patience: float = PATIENCE
) -> AbstractContextManager[object]:
    """Return what answers by `handle` whoever asks at this path, while entered."""
    if HAS_USERS:
        from movebreak.control.server import ControlServer  # noqa: PLC0415

        return ControlServer(path, handle, patience=patience)
    # It takes memory.
    from movebreak.control.pipe_server import PipeServer  # noqa: PLC0415

    return PipeServer(path, handle, patience=patience)
