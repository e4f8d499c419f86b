"""Files that a desktop reads: replaced whole, and removed, with errors for people."""

from pathlib import Path

from movebreak.errors import MovebreakError


def is_there(path: Path) -> bool:
    """Say whether a file is there, as far as this person may look."""
    try:
        return path.exists()
    except OSError:
        return False


def replace(path: Path, content: bytes) -> None:
    """Write a file: who looks meanwhile finds the old one, or the new one.

    Raises MovebreakError when that cannot be done.
    """
    new = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.write_bytes(content)
        new.replace(path)
    except OSError as error:
        raise _refused(path, error) from error


def remove(path: Path) -> None:
    """Remove a file, if it is there. Raises MovebreakError when it stays."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, error) from error


def link(path: Path, target: str) -> None:
    """Make a link in place of whatever was there. Raises MovebreakError."""
    remove(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.symlink_to(target)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> MovebreakError:
    return MovebreakError(
        f"{path} cannot be changed ({error.strerror})",
        hint="check who may use that folder, or use your desktop's own settings",
    )
