"""Starts the small program in a session, and looks at its process."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.desktop.parts import start_bus
from tests.desktop.session import Session
from tests.waiting import eventually

_ROOT: Final = Path(__file__).parents[3]
_PROGRAM: Final = Path(__file__).with_name("program.py")
_OUTPUT: Final = sys.executable


def start_program(session: Session, *words: str) -> subprocess.Popen[bytes]:
    """Start the program in this session."""
    session.env |= {"PYTHONPATH": str(_ROOT), "PYTHONWARNINGS": "error"}
    return session.start(sys.executable, str(_PROGRAM), *words)


def start_ready_bus(session: Session) -> subprocess.Popen[bytes]:
    """Start the session's bus, and return once it takes calls."""
    daemon = start_bus(session)
    assert eventually(lambda: takes_calls(session)), session.said("dbus-daemon")
    return daemon


def takes_calls(session: Session) -> bool:
    """Say whether the session's bus can be called."""
    family: int = getattr(socket, "AF_UNIX", 1)
    with socket.socket(family) as caller:
        path = session.env["DBUS_SESSION_BUS_ADDRESS"].removeprefix("unix:path=")
        return caller.connect_ex(path) == 0


def printed(session: Session) -> list[str]:
    """Return the lines that the programs of this session printed so far."""
    return session.said(_OUTPUT).splitlines()


def switches(pid: int) -> int:
    """Return how often the threads of a process have gone to sleep so far."""
    return sum(
        int(line.split()[1])
        for task in Path(f"/proc/{pid}/task").iterdir()
        for line in (task / "status").read_text("ascii").splitlines()
        if line.startswith("voluntary_ctxt_switches")
    )


def threads(pid: int) -> int:
    """Return how many threads a process has."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def memory(pid: int) -> float:
    """Return the share of memory that is a process's own (PSS), in MiB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    line = next(each for each in rollup.splitlines() if each.startswith("Pss:"))
    return int(line.split()[1]) / 1024
