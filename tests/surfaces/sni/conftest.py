"""Fixtures: each module has a bus to itself, each test a host and its icons."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.desktop.conftest import need
from tests.desktop.session import Session
from tests.surfaces.sni.host import Host, Item
from tests.surfaces.sni.running import start_ready_bus
from tests.waiting import eventually

if TYPE_CHECKING:
    from movebreak.surfaces.statusnotifier import Icon

BUS: Final = "DBUS_SESSION_BUS_ADDRESS"
PIXELS: Final = {16: bytes(range(256)) * 4}

Show = Callable[..., "Icon"]


if sys.platform != "linux":
    # What they test needs a library that is installed on Linux only.
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """Have a session with a bus."""
    need("dbus-daemon")
    with Session() as mine:
        start_ready_bus(mine)
        yield mine


@pytest.fixture
def bus(session: Session, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have the bus as this process's own; return its address."""
    monkeypatch.setenv(BUS, session.env[BUS])
    return session.env[BUS]


@pytest.fixture
def host(bus: str) -> Iterator[Host]:
    """Have a tray."""
    with Host(bus) as mine:
        mine.own()
        yield mine


@pytest.fixture
def show() -> Iterator[Show]:
    """Show icons, which end with the test."""
    from movebreak.surfaces.statusnotifier import Icon  # noqa: PLC0415

    with ExitStack() as stack:

        def start(*, kind: type["Icon"] = Icon, **words: Any) -> "Icon":  # noqa: ANN401
            made = kind("test", **{"icon": PIXELS, "title": "A test", **words})
            stack.callback(made.stop)
            made.run_detached()
            return made

        yield start


@pytest.fixture
def shown(host: Host, show: Show) -> Callable[..., tuple["Icon", Item]]:
    """Show an icon and wait for the tray to take it in."""

    def start(**words: Any) -> tuple["Icon", Item]:  # noqa: ANN401
        icon = show(**words)
        item = host.item()
        assert eventually(lambda: icon.registered)
        assert icon.bus_name == item.name
        host.signals()
        return icon, item

    return start
