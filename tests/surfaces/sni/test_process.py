"""The small program as a process: its end, its cost, its imports."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.desktop.session import Session
from tests.surfaces.sni.host import Host, Item
from tests.surfaces.sni.running import (
    memory,
    printed,
    start_program,
    switches,
    threads,
)
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

Process = subprocess.Popen[bytes]

WATCHED = 5.0  # seconds
# A machine with other libraries counts differently; a toolkit would be far above.
MOST_MEMORY = 16.0


@pytest.fixture
def program(session: Session, host: Host) -> Iterator[tuple[Process, Item]]:
    """Have the program run and its icon be registered."""
    process = start_program(session)
    try:
        yield process, host.item()
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it(
    program: tuple[Process, Item], signum: signal.Signals
) -> None:
    """The handler runs although the main thread sleeps in the bus."""
    process, _ = program

    process.send_signal(signum)

    code = process.wait(5)
    assert code == (0 if signum == signal.SIGTERM else -signal.SIGINT)


def test_quit_ends_it(program: tuple[Process, Item], session: Session) -> None:
    """The entry of the menu does, too."""
    process, item = program

    item.click("Quit")

    assert process.wait(5) == 0
    assert printed(session)[-1] == "ended"


def test_at_rest_nothing_wakes_it(program: tuple[Process, Item]) -> None:
    """No thread of it runs in five seconds, neither before nor after a click."""
    process, item = program
    assert eventually(lambda: threads(process.pid) == 1)
    before = settled(process.pid)
    assert not Event().wait(WATCHED)
    assert switches(process.pid) == before

    item.open()
    item.click("First")
    item.click("Blue")
    assert eventually(lambda: threads(process.pid) == 2)
    before = settled(process.pid)
    assert not Event().wait(WATCHED)
    assert switches(process.pid) == before


def test_it_is_small(program: tuple[Process, Item]) -> None:
    """Without Pillow, asyncio and the like it takes little memory, and few files."""
    process, item = program
    item.open()
    item.layout()

    mapped = Path(f"/proc/{process.pid}/maps").read_text("utf-8")
    assert "_imaging" not in mapped
    assert "_asyncio" not in mapped
    assert "_ssl" not in mapped
    assert memory(process.pid) < MOST_MEMORY
    # Input, output, errors, and the bus.
    assert len(os.listdir(f"/proc/{process.pid}/fd")) == 4  # noqa: PTH208


def settled(pid: int) -> int:
    """Return the number of switches once it stands still."""
    last = -1

    def stands() -> bool:
        nonlocal last
        before, last = last, switches(pid)
        return last == before

    for _ in range(3):
        assert eventually(stands)
        assert not Event().wait(0.1)
    return switches(pid)
