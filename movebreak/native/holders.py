"""Which programs of a user hold a file open, as Linux tells in /proc."""
# ruff: noqa: PTH115, PTH118, PTH119, PTH123 - thousands of names, none of them kept

import os
from collections.abc import Iterator


def devices(folder: str, prefix: str) -> list[str]:
    """Return the paths of the files in a folder whose names begin so."""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if name.startswith(prefix)]


def holders(proc: str, uid: int, files: frozenset[str]) -> Iterator[int]:
    """Tell the ids of this user's processes that hold one of the files.

    Processes that hide what they hold are passed over. Raises OSError where there is
    no such folder.
    """
    with os.scandir(proc) as found:
        for each in found:
            if each.name.isdecimal() and _holds(each, uid, files):
                yield int(each.name)


def program(proc: str, pid: int) -> str:
    """Return the name of a process's program file; "" when it is gone or hidden."""
    try:
        return os.path.basename(os.readlink(f"{proc}/{pid}/exe"))
    except OSError:
        return ""


def title(proc: str, pid: int) -> str:
    """Return the name that a process has given itself; "" when it is gone."""
    return _text(f"{proc}/{pid}/comm")


def number(folder: str, name: str) -> str:
    """Return the number of a device, as "81:0"; "" when nobody knows it."""
    return _text(f"{folder}/{name}/dev")


def notes(folder: str, key: str) -> str:
    """Return all that udev has noted of a character device; "" without notes."""
    return _text(f"{folder}/c{key}") if key else ""


def _holds(process: "os.DirEntry[str]", uid: int, files: frozenset[str]) -> bool:
    try:
        if process.stat().st_uid != uid:
            return False
        folder = f"{process.path}/fd"
        return any(_target(f"{folder}/{name}") in files for name in os.listdir(folder))  # noqa: PTH208
    except OSError:
        return False


def _target(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""
