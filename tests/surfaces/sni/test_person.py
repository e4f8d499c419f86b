"""The tray on the bus: who opens its menu is there; and it tells when a tray goes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from movebreak.core.events import Done, Event, PersonSeen
from movebreak.core.status import WorkingStatus
from movebreak.core.wording import Wording
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.pystray_backends import StatusNotifierTray
from movebreak.surfaces.statusnotifier import Icon
from movebreak.surfaces.tray import PystrayTray
from tests.make import MINUTE
from tests.surfaces.sni.host import MENU, Host, Item, Signal
from tests.views import ends, view
from tests.waiting import eventually

if TYPE_CHECKING:
    from movebreak.surfaces.menu import Command

assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

SOON = 5.0


class Stage:
    """Our tray on a bus, and all that it asked for."""

    def __init__(self) -> None:
        self.acts: list[Event | Command] = []
        self.changes: list[bool] = []
        self.overview = view("working")
        self.backend = StatusNotifierTray(
            Icons(icons_folder()), self.acts.append, lambda: False
        )
        self.tray = PystrayTray(self.backend, Wording(), self.acts.append)
        self.tray.watch(lambda: self.overview)
        self.backend.changed = lambda: self.changes.append(self.tray.shown)
        self.thread = Thread(target=self.tray.run, daemon=True)

    def show(self, state: str) -> None:
        """Let the engine come into this state."""
        self.overview = view(state)
        self.tray.refresh()


@contextmanager
def running() -> Iterator[Stage]:
    """Show the icon until the block ends."""
    stage = Stage()
    stage.thread.start()
    yield stage
    stage.tray.stop()
    stage.thread.join(SOON)
    assert not stage.thread.is_alive()


def test_who_opens_the_menu_is_there(host: Host) -> None:
    """Each time; and the menu is made for that moment."""
    with running() as stage:
        item = host.item()
        item.open()
        assert stage.acts == [PersonSeen()]
        stage.overview = view("due")
        item.open()
        assert stage.acts == [PersonSeen(), PersonSeen()]
        item.layout().find("Done")


def test_a_step_of_the_ring_is_told_by_one_signal(host: Host) -> None:
    """Hosts need not read title and menu again, 18 times an hour."""
    with running() as stage:
        host.item()
        host.signals()

        stage.overview = view("working", status=WorkingStatus(ends(12 * MINUTE), 3))
        stage.tray.refresh()
        assert host.signals() == [Signal("NewIcon", [])]

        stage.tray.refresh()
        assert host.signals() == []


def test_hosts_that_open_in_a_group_are_understood(host: Host) -> None:
    """It is one opening, whatever the host names."""
    with running() as stage:
        item = host.item()
        below = item.layout().find("Pause").id
        item.call("AboutToShowGroup", "ai", [0, below], at=MENU)
        assert stage.acts == [PersonSeen()]


def test_our_own_redrawing_is_nobody(host: Host) -> None:
    """New pictures, new menus, and a host that reads them: no sign of a person."""
    with running() as stage:
        item = host.item()
        for state, label in (("due", "Done"), ("paused", "Resume"), ("due", "Done")):
            stage.show(state)
            assert eventually(lambda: _has(item, label))  # noqa: B023
        item.properties()
        assert stage.acts == []

        item.click("Done")
        assert eventually(lambda: stage.acts)
        (done,) = stage.acts
        assert isinstance(done, Done)


def test_a_tray_that_comes_and_goes_is_told_of(host: Host) -> None:
    """Once for each change, and never for anything else."""
    with running() as stage:
        host.item().open()
        assert eventually(lambda: len(stage.changes) == 1)
        host.disown()
        assert eventually(lambda: stage.changes[1:] == [False])
        host.own()
        assert eventually(lambda: stage.changes[2:] == [True])


def test_whoever_fails_to_listen_costs_nothing(
    shown: Callable[..., tuple[Icon, Item]],
    host: Host,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The icon goes on, and the log tells."""

    def fail() -> None:
        raise RuntimeError("no ears")

    icon, item = shown()
    icon.on_open = icon.on_change = fail
    item.open()
    host.disown()
    host.own()

    assert eventually(lambda: icon.registered)
    assert caplog.text.count("no ears") >= 2


def test_why_no_icon_is_seen(host: Host) -> None:
    """A host that shows icons gives no reason; without one the report says why."""
    with running() as stage:
        host.item()
        assert stage.backend.why_unseen() == ""
        host.disown()
        assert "this desktop shows no tray icons" in stage.backend.why_unseen()


def _has(item: Item, label: str) -> bool:
    return any(each.label == label for each in item.layout().all())
