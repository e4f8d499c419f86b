"""A desktop whose parts are killed at random: breaks come, and answers count."""

import re
import signal
import subprocess
import sys
from collections import Counter
from random import Random
from time import monotonic, sleep

import pytest

from tests.desktop.conftest import need
from tests.desktop.parts import (
    Screen,
    start_bus,
    start_panel,
    start_screen,
    start_window_manager,
)
from tests.desktop.program import Program, face_on
from tests.desktop.servers import start_dunst
from tests.desktop.session import Session, end
from tests.proof.figures import Fault, Proof
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = [pytest.mark.proof, pytest.mark.desktop]

# An hour, were all twenty times as fast.
HOUR = 180.0
EVERY = 3.0
# A break may come so much later on a busy machine, and where nobody says how busy the
# person is.
LATE = 5.0
RETURNS = 40.0


class Parts:
    """The parts of a desktop; one of them dies, and somebody starts it again."""

    def __init__(self, session: Session, dice: Random) -> None:
        self._session = session
        self._dice = dice
        self._living = {
            "bus": start_bus(session),
            "panel": start_panel(session),
            "dunst": start_dunst(session).process,
        }
        self.killed = Counter[str]()

    def kill_one(self) -> None:
        """Kill one, and let it be away for a while."""
        name = self._dice.choice([*self._living])
        self.killed[name] += 1
        end(self._living[name], signal.SIGKILL)

    def revive(self) -> None:
        """Start all again that are dead: without a bus, no panel lives."""
        for name, process in self._living.items():
            if process.poll() is not None:
                assert isinstance(process.args, tuple)
                self._living[name] = self._session.start(*process.args)
                if name == "bus":
                    sleep(0.2)


class Person:
    """Answers each break, and sees that each comes in time and counts."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.done = 0
        self._since = monotonic()

    def look(self) -> None:
        """Answer the break if it is due."""
        status = self._program.status()
        assert status["today"]["done"] == self.done
        if status["state"] == "due":
            self._program.ask("done")
            self.done += 1
            self._since = monotonic()
        assert monotonic() - self._since < EVERY + LATE, f"no break comes: {status}"


def test_parts_killed_for_an_hour(proof: Proof) -> None:
    """Each break comes and counts meanwhile; then icon and reminders are there."""
    need("Xvfb", "openbox", "xfce4-panel", "dunst", "dbus-daemon", "xdotool")
    dice = Random(proof.seed("desktop"))  # noqa: S311 - accidents, no secrets
    with Session() as session:
        screen = start_screen(session)
        start_window_manager(session)
        parts, program = Parts(session, dice), Program(session)
        process = program.start("--every", f"{EVERY:.0f}s")
        person = Person(program)
        ends = monotonic() + HOUR
        while monotonic() < ends:
            parts.kill_one()
            _live(person, dice.uniform(0, 3))
            parts.revive()
            _live(person, dice.uniform(0, 3))
        print(parts.killed, person.done)
        _all_is_well(session, screen, program, process)
        log = program.log()
        print(log)

    assert "Traceback" not in log
    killed = parts.killed.total()
    assert _most_said(log) <= parts.killed["bus"] + parts.killed["dunst"]
    proof.found(Fault.DESKTOP, tried=killed, survived=killed)


def _live(person: Person, seconds: float) -> None:
    ends = monotonic() + seconds
    while monotonic() < ends:
        person.look()
        sleep(0.2)


def _all_is_well(
    session: Session, screen: Screen, program: Program, process: subprocess.Popen[bytes]
) -> None:
    """See icon and reminder on a desktop that lives again."""
    assert eventually(lambda: face_on(screen), RETURNS), "no icon"
    assert eventually(lambda: program.part("tray")[0], RETURNS), program.part("tray")
    before = session.said("dunst").count("summary:")
    program.ask("move")
    more = eventually(lambda: session.said("dunst").count("summary:") > before, RETURNS)
    assert more, program.part("notifier")
    program.ask("quit")
    assert process.wait(RETURNS) == 0


def _most_said(log: str) -> int:
    """Return how often the same warning is in the log: once each time, at most."""
    said = Counter(re.findall(r"(?:WARNING|ERROR)(.*)", log))
    return max(said.values(), default=0)
