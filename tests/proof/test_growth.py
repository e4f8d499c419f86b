"""Ten thousand breaks in a row: the program is as large after them as before."""

import sys
from time import monotonic

import pytest

from movebreak.control.client import ask
from movebreak.control.messages import Request
from tests.desktop.conftest import need
from tests.desktop.parts import (
    start_bus,
    start_panel,
    start_screen,
    start_window_manager,
)
from tests.desktop.program import Program
from tests.desktop.servers import start_dunst
from tests.desktop.session import Session
from tests.proof.figures import Fault, Proof
from tests.proof.seen import Seen
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = [pytest.mark.proof, pytest.mark.desktop]

WHOLE = 10_000
# Until then each drill was dealt, and its picture drawn.
WARM = 2_000
# KiB that memory may differ by: the allocator's gaps, which fill up in steps.
MOST = 2048


def test_ten_thousand_breaks(proof: Proof) -> None:
    """With icon, notifications and pictures: no thread, file or child is left over."""
    need("Xvfb", "openbox", "xfce4-panel", "dunst", "dbus-daemon", "xdotool")
    with Session() as session:
        start_screen(session)
        start_bus(session)
        start_window_manager(session)
        start_panel(session)
        start_dunst(session)
        program = Program(session)
        process = program.start("--every", "4h")
        began = monotonic()
        _break(session, WARM)
        assert eventually(lambda: Seen.of(process.pid).children == 0)
        before = Seen.of(process.pid)
        _break(session, WHOLE - WARM)
        found = eventually(lambda: Seen.of(process.pid).is_like(before, MOST))
        print(f"{monotonic() - began:.0f} s; {before} -> {Seen.of(process.pid)}")
        done = program.status()["today"]["done"]
        program.ask("quit")
        assert process.wait(10) == 0

    proof.found(Fault.BREAKS, tried=WHOLE, survived=done, lost=WHOLE - done)
    assert found


def _break(session: Session, times: int) -> None:
    path = f"{session.env['XDG_RUNTIME_DIR']}/movebreak/control.sock"
    for _ in range(times):
        for command in ("move", "done"):
            answer = ask(path, Request(command))
            assert answer.code == 0, answer
