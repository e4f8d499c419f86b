"""What a process and its children use, read from /proc."""

import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import subprocess

KIB: Final = 1024
NANO: Final = 1e-9
PROC: Final = Path("/proc")

# Of the clock that times the dead; the same on every Linux of today.
TICKS: Final = 100
# The 11th, 16th and 17th of all fields of `stat`, where ours begin with the third.
FAULTS_OF_THE_DEAD: Final = 8
TIMES_OF_THE_DEAD: Final = slice(13, 15)


@dataclass(frozen=True)
class Usage:
    """What was used since the start of the process: CPU in seconds."""

    wakeups: int
    cpu: float
    written: int
    # Grows with each child that ends.
    dead: int


def tree(pid: int) -> list[int]:
    """Return the process and all its living descendants."""
    found = [pid]
    for each in found:
        for task in (PROC / str(each) / "task").iterdir():
            # A thread may end while it is looked at.
            with suppress(FileNotFoundError, ProcessLookupError):
                found += map(int, (task / "children").read_text().split())
    return found


def pss(pid: int) -> int:
    """Return the memory of the process and its children, shared pages by share."""
    return sum(_pss(each) for each in tree(pid))


def pss_alone(pid: int, folders: tuple[str, ...]) -> int:
    """Return the memory as if no other process used files of these folders."""
    return sum(_alone(each, folders) for each in tree(pid))


def usage(pid: int) -> Usage:
    """Return what the threads of the process and its children have used so far."""
    tasks = [each for pid in tree(pid) for each in (PROC / str(pid) / "task").iterdir()]
    return Usage(
        wakeups=sum(_switches(each) for each in tasks),
        cpu=sum(_cpu(each) for each in tasks) + _cpu_of_the_dead(pid),
        written=sum(_written(each) for each in tree(pid)),
        dead=int(_stat(pid)[FAULTS_OF_THE_DEAD]),
    )


def wakeups_at_the_end(process: "subprocess.Popen[bytes]") -> int:
    """End a process and its group; return its wake-ups with those of its dead."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
        return used.ru_nvcsw
    raise ChildProcessError(process.pid)


def cpu_of(words: list[str], env: dict[str, str]) -> float:
    """Run a program to its end; return the CPU seconds it took."""
    if sys.platform != "win32":
        quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
        pid = os.posix_spawn(words[0], words, env, file_actions=quiet)
        _, code, used = os.wait4(pid, 0)
        if code == 0:
            return used.ru_utime + used.ru_stime
    raise ChildProcessError(f"{' '.join(words)} failed")


def _pss(pid: int) -> int:
    return sum(_kib(line) for line in _lines(pid, "smaps_rollup") if _is(line, "Pss"))


def _alone(pid: int, folders: tuple[str, ...]) -> int:
    """Count what is mapped from the folders in full, all else by share."""
    total, whole = 0, False
    for line in _lines(pid, "smaps"):
        if not line.split()[0].endswith(":"):
            whole = any(folder in line for folder in folders)
        elif _is(line, "Rss" if whole else "Pss"):
            total += _kib(line)
    return total


def _lines(pid: int, name: str) -> list[str]:
    return (PROC / str(pid) / name).read_text().splitlines()


def _is(line: str, name: str) -> bool:
    return line.startswith(f"{name}:")


def _kib(line: str) -> int:
    return int(line.split()[1]) * KIB


def _written(pid: int) -> int:
    """Return the bytes that went to a disk, or will."""
    told = dict(line.split(": ") for line in _lines(pid, "io"))
    return int(told["write_bytes"]) - int(told["cancelled_write_bytes"])


def _switches(task: Path) -> int:
    for line in (task / "status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == "voluntary_ctxt_switches":
            return int(value)
    return 0


def _cpu(task: Path) -> float:
    return int((task / "schedstat").read_text().split()[0]) * NANO


def _cpu_of_the_dead(pid: int) -> float:
    """Return the CPU seconds of children that have ended."""
    return sum(map(int, _stat(pid)[TIMES_OF_THE_DEAD])) / TICKS


def _stat(pid: int) -> list[str]:
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
