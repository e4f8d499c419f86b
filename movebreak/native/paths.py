"""Where the socket and the lock are, found with nothing but `os`."""
# pathlib alone would make every command 8 ms slower.
# ruff: noqa: PTH100, PTH103, PTH111, PTH116, PTH117, PTH118, PTH120

import os
import stat

from movebreak.errors import UnavailableError

SOCKET_NAME = "control.sock"
LOCK_NAME = "instance.lock"

# The smallest system allows 104 bytes, its closing zero among them.
LONGEST_SOCKET_PATH = 100

# Windows has no numbers for users, and no sockets that name them.
HAS_USERS = hasattr(os, "getuid")

_OVERRIDE = "MOVEBREAK_RUNTIME"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def own_uid() -> int:
    """Return the number of this user, -1 on a system that has none."""
    ask = getattr(os, "getuid", None)
    return -1 if ask is None else int(ask())


def runtime_folder() -> str:
    """Return the folder for socket and lock, the same in every session of a user.

    Makes nothing. Raises UnavailableError for a folder that others could reach.
    """
    folder = _choose()
    if not _fits(folder):
        raise UnavailableError(
            f"the folder name is too long for a socket: {folder}",
            hint=f"set {_OVERRIDE} to a shorter one",
        )
    if os.path.lexists(folder):
        _check_private(folder)
    return folder


def socket_path() -> str:
    """Return where the running movebreak listens; on Windows, where its key is."""
    return os.path.join(runtime_folder(), SOCKET_NAME)


def lock_path() -> str:
    """Return the file that the running movebreak keeps locked."""
    return os.path.join(runtime_folder(), LOCK_NAME)


def private_folder(path: "str | os.PathLike[str]") -> str:
    """Make the folder for this user alone and return it.

    Raises UnavailableError when it cannot be made, or is not private.
    """
    folder = os.fspath(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise UnavailableError(
            f"the folder {folder} cannot be made: {error.strerror}",
            hint=f"set {_OVERRIDE} to a folder that can be written",
        ) from error
    _check_private(folder)
    return folder


def _choose() -> str:
    override = os.environ.get(_OVERRIDE)
    if override:
        return os.path.abspath(override)
    if not HAS_USERS:
        # In a person's profile, which the system keeps from others.
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
        return os.path.join(local, "movebreak", "run")
    uid = own_uid()
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    # Commands from cron or ssh lack the variable, yet mean the same running program.
    for parent in (session, f"/run/user/{uid}"):
        folder = os.path.join(parent, "movebreak")
        if os.path.isabs(parent) and _is_own(parent) and _fits(folder):
            return folder
    state = os.path.join(os.path.expanduser("~"), ".local", "state", "movebreak")
    folder = os.path.join(state, "run")
    if os.path.isabs(state) and _can_grow(state) and _fits(folder):
        return folder
    return f"/tmp/movebreak-{uid}"  # noqa: S108 - checked to be private before use


def fingerprint(path: "str | os.PathLike[str]") -> str:
    """Return a name for this place that has no characters with a meaning."""
    import hashlib  # noqa: PLC0415

    place = os.path.normcase(os.path.abspath(path))
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:32]


def _fits(folder: str) -> bool:
    if not HAS_USERS:
        return True
    path = os.path.join(folder, SOCKET_NAME)
    return len(os.fsencode(path)) <= LONGEST_SOCKET_PATH


def _is_own(folder: str) -> bool:
    try:
        found = os.stat(folder)
    except OSError:
        return False
    owned = found.st_uid == own_uid() and stat.S_ISDIR(found.st_mode)
    return owned and os.access(folder, os.W_OK | os.X_OK)


def _can_grow(folder: str) -> bool:
    """Say whether the folder is ours, or could be made below one that is."""
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return _is_own(folder)


def _check_private(folder: str) -> None:
    try:
        found = os.lstat(folder)
    except OSError as error:
        raise UnavailableError(
            f"the folder {folder} cannot be looked at: {error.strerror}"
        ) from error
    owned = not HAS_USERS or found.st_uid == own_uid()
    if not stat.S_ISDIR(found.st_mode) or not owned:
        raise UnavailableError(
            f"{folder} is not a folder of your own",
            hint=f"remove it, or set {_OVERRIDE} to another folder",
        )
    if HAS_USERS and found.st_mode & _OTHERS:
        raise UnavailableError(
            f"the folder {folder} is open to other users",
            hint=f"close it with: chmod 700 {folder}",
        )
