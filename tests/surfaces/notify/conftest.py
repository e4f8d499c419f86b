"""Fixtures: each test has a bus of its own, on which nothing starts by itself."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desktop.conftest import need
from tests.desktop.session import Session
from tests.surfaces.notify.stage import Play, ScriptedServer, Stage

if TYPE_CHECKING:
    from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier
    from tests.surfaces.notify.room import Room

if sys.platform != "linux":
    # What they test needs a library that is installed on Linux only.
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Have a private bus, which is the session bus for now."""
    need("dbus-daemon")
    with Session() as session:
        stage = Stage(session)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", stage.address)
        yield stage
        stage.end()


@pytest.fixture
def server(stage: Stage) -> ScriptedServer:
    """Have a server with buttons and markup."""
    return stage.serve()


@pytest.fixture
def notifier(stage: Stage, server: ScriptedServer) -> "Iterator[FreedesktopNotifier]":
    """Have a notifier that knows this server."""
    from movebreak.surfaces.notify.freedesktop import (  # noqa: PLC0415 - see above
        FreedesktopNotifier,
    )

    with FreedesktopNotifier(stage.posted.append) as notifier:
        assert server.asked() == ["GetServerInformation", "GetCapabilities"]
        yield notifier


@pytest.fixture
def play(stage: Stage, server: ScriptedServer, notifier: "FreedesktopNotifier") -> Play:
    """Have all three."""
    return Play(stage, server, notifier)


@pytest.fixture
def session() -> Iterator[Session]:
    """Have a home for the servers."""
    with Session() as session:
        yield session


@pytest.fixture
def room(request: pytest.FixtureRequest, session: Session) -> "Iterator[Room]":
    """Have the server that the test names."""
    from tests.surfaces.notify.room import furnished  # noqa: PLC0415 - see above

    with furnished(session, str(request.param)) as room:
        yield room


@pytest.fixture
def wanted(session: Session) -> Path:
    """Have dunst's menu pick the entry that stands in this file."""
    from tests.surfaces.notify.room import picking  # noqa: PLC0415 - see above

    return picking(session)
