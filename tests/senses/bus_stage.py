"""A bus with the small services on it: one in memory, and a real one."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

import pytest

from movebreak.senses.lines import Line
from movebreak.senses.sources import Seen, Source
from tests.desktop.session import PATIENCE, Session, end
from tests.senses.bus_models import ScreenLocker, Service
from tests.senses.fake_bus import FakeBus
from tests.senses.logind_model import Logind
from tests.senses.mutter_model import Mutter
from tests.waiting import eventually

FAKE: Final = "in memory"
WORLDS: Final = (FAKE, pytest.param("real", marks=pytest.mark.desktop))
ROOT: Final = Path(__file__).parents[2]


class World(Protocol):
    """A bus, and what can be done on it."""

    def line(self) -> Line:
        """Return a line to the bus."""

    def do(self, service: str, method: str, *values: object) -> None:
        """Have a service do something."""

    def end_bus(self) -> None:
        """End the bus itself."""


class FakeWorld:
    """A bus in memory."""

    def __init__(self, services: tuple[str, ...]) -> None:
        self.bus = FakeBus()
        self.services = {name: self._start(name) for name in services}

    def line(self) -> Line:
        """Return a line to the bus."""
        return Line(self.bus)

    def do(self, service: str, method: str, *values: object) -> None:
        """Have a service do something."""
        serving = self.services[service]
        if method == "disown":
            self.bus.disown(serving)
        else:
            getattr(serving, method)(*values)

    def end_bus(self) -> None:
        """End the bus itself."""
        self.bus.lost = True

    def _start(self, name: str) -> Service:
        if name == "mutter":
            return self.bus.own(Mutter)
        if name == "logind":
            return self.bus.own(Logind)
        return self.bus.own(lambda emit: ScreenLocker(emit, *name.split("=")))


class Services:
    """The services on the real bus of a session, in a process of theirs."""

    def __init__(self, session: Session, services: tuple[str, ...]) -> None:
        self._log = session.folder("servers") / "log"
        with self._log.open("wb") as log:
            self.program = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "tests.senses.bus_program", *services],
                cwd=ROOT,
                env={**session.env, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=log,
                start_new_session=True,
            )
        assert eventually(lambda: self._said() == 1, PATIENCE)

    def do(self, service: str, method: str, *values: object) -> None:
        """Have a service do something, and wait until it has."""
        before = self._said()
        assert self.program.stdin
        self.program.stdin.write(
            json.dumps([service, method, *values]).encode() + b"\n"
        )
        self.program.stdin.flush()
        assert eventually(lambda: self._said() > before)

    def close(self) -> None:
        """End the program."""
        assert self.program.stdin
        self.program.stdin.close()
        end(self.program)

    def _said(self) -> int:
        return len(self._log.read_text().splitlines())


class RealWorld(Services):
    """A dbus-daemon of our own besides."""

    def __init__(self, session: Session, services: tuple[str, ...]) -> None:
        from tests.surfaces.sni.running import start_ready_bus  # noqa: PLC0415

        self.daemon = start_ready_bus(session)
        self.address = session.env["DBUS_SESSION_BUS_ADDRESS"]
        super().__init__(session, services)

    def line(self) -> Line:
        """Return a line to the bus."""
        from movebreak.native import dbus  # noqa: PLC0415

        return Line(dbus.connect(self.address))

    def end_bus(self) -> None:
        """Kill the bus."""
        end(self.daemon)


@contextmanager
def staged(kind: str, *services: str) -> Iterator[World]:
    """Have a bus of this kind with these services."""
    if kind == FAKE:
        yield FakeWorld(services)
        return
    if sys.platform == "linux":
        from tests.desktop.conftest import need  # noqa: PLC0415

        need("dbus-daemon")
        with Session() as session:
            world = RealWorld(session, services)
            try:
                yield world
            finally:
                world.close()
    else:
        pytest.skip("needs linux")


class Clock:
    """The time without sleep, set by hand."""

    def __init__(self) -> None:
        self.now = timedelta(hours=5)

    def __call__(self) -> timedelta:
        """Return the time."""
        return self.now


class Watched:
    """A source, and all that it has seen and nobody has spoken of yet."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.seen: list[Seen] = []

    def take(self) -> list[Seen]:
        """Take what was seen."""
        self.seen += self.source.take()
        return self.seen

    def saw(self, *expected: Seen) -> bool:
        """Say whether just this is seen, in time; the next call begins anew."""
        found = eventually(lambda: self.take() == list(expected), within=5)
        self.seen = [] if found else self.seen
        return found
