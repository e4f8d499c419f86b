"""An icon's life: it waits, registers, hides, comes back, and ends for certain."""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic  # noqa: TID251 - real threads are timed here
from typing import Any

import pytest

from movebreak.surfaces.statusnotifier import (
    Icon,
    Menu,
    MenuItem,
    Watcher,
    available,
    watcher,
)
from tests.desktop.conftest import need
from tests.desktop.session import Session, end
from tests.surfaces.sni.conftest import BUS, PIXELS, Show
from tests.surfaces.sni.host import Host, Item
from tests.surfaces.sni.running import start_ready_bus
from tests.waiting import eventually

assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

Shown = Callable[..., tuple[Icon, Item]]

SOON = 1.0


class Eager(Icon):
    """Looks for a lost bus more often."""

    RETRY_AFTER = (0.1,)


@contextmanager
def nothing_left() -> Iterator[None]:
    """Find no thread and no open file more than before."""

    def count() -> tuple[int, int]:
        return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))

    before = count()
    yield
    assert eventually(lambda: count() == before, 5), threading.enumerate()


@contextmanager
def quickly(seconds: float = SOON) -> Iterator[None]:
    """Find that something takes no longer than this."""
    began = monotonic()
    yield
    assert monotonic() - began < seconds


@pytest.fixture
def own_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator["Bus"]:
    """Have a bus that may be ended."""
    need("dbus-daemon")
    with Session() as session:
        daemon = start_ready_bus(session)
        monkeypatch.setenv(BUS, session.env[BUS])
        yield Bus(session, daemon)


class Bus:
    """A bus that can be ended, stopped and started again."""

    def __init__(self, session: Session, daemon: subprocess.Popen[bytes]) -> None:
        self._session = session
        self._words = [str(each) for each in daemon.args]  # type: ignore[union-attr]
        self.daemon = daemon

    def kill(self) -> None:
        """End it at once, and take its socket away."""
        end(self.daemon, signal.SIGKILL)
        (self._session.home / "busses/bus").unlink()

    def restart(self) -> str:
        """Start it again at the same place; return its address."""
        self.daemon = self._session.start(*self._words)
        return self._session.env[BUS]


def test_an_icon_waits_for_a_tray(bus: str, show: Show) -> None:
    """Panels start after the programs; the icon is there as soon as they are."""
    icon = show()
    assert eventually(lambda: icon.bus_name)
    assert not icon.registered

    with Host(bus) as host:
        host.own()
        with quickly():
            assert eventually(lambda: host.items == [icon.bus_name])
        assert eventually(lambda: icon.registered)


def test_a_tray_that_crashed_gets_the_icon_back(shown: Shown, host: Host) -> None:
    """The icon registers again within a second, under the same name."""
    icon, item = shown()

    host.disown()
    assert eventually(lambda: not icon.registered)
    host.own()

    with quickly():
        assert eventually(lambda: host.items == [item.name])
    assert eventually(lambda: icon.registered)
    assert host.registrations == 2


def test_a_tray_that_refuses_the_icon_is_told_of(
    host: Host, show: Show, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says so, and the next tray is asked anew."""
    host.refuses = True
    icon = show()
    assert eventually(lambda: "did not take the icon" in caplog.text)
    assert not icon.registered

    host.refuses = False
    host.disown()
    host.own()
    assert eventually(lambda: icon.registered)


def test_a_menu_that_cannot_be_made_at_first_is_made_later(
    shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    """The icon is there without it, and the menu when it is opened next."""
    wrong = True

    def items() -> list[Any]:
        if wrong:
            raise RuntimeError("no items")
        return [MenuItem("Quit", None)]

    _, item = shown(menu=items)
    assert "no items" in caplog.text
    assert item.layout().shape() == []

    wrong = False
    assert item.open() is True
    assert item.layout().shape() == ["Quit"]


def test_a_hidden_icon_is_gone(shown: Shown, host: Host) -> None:
    """It leaves the bus; shown again, it is a new item with the same menu."""
    icon, item = shown(menu=Menu(MenuItem("Quit", None)))

    icon.visible = False
    assert eventually(lambda: host.items == [])
    assert eventually(lambda: (icon.bus_name, icon.registered) == ("", False))

    icon.title = "Changed in hiding"
    icon.visible = True
    again = host.item()
    assert again.name != item.name
    assert again.properties()["Title"] == "Changed in hiding"
    assert again.layout().shape() == ["Quit"]


def test_an_icon_hidden_for_a_moment_is_back_at_once(shown: Shown, host: Host) -> None:
    """Leaving the bus by itself is no loss of it."""
    icon, item = shown()
    icon.on_lost = lambda: True

    icon.visible = False
    icon.visible = True

    with quickly():
        assert eventually(lambda: host.items not in ([], [item.name]))


def test_an_icon_that_is_never_shown_is_on_no_bus(host: Host) -> None:
    """With a setup of its own, a program shows it when it wants to."""
    ready = threading.Event()
    icon = Icon("test", PIXELS)
    icon.run_detached(lambda _: ready.set())
    assert ready.wait(5)

    assert icon.bus_name == ""
    assert host.items == []
    icon.stop()


def test_stop_leaves_nothing_behind(shown: Shown) -> None:
    """Every thread and every open file is gone, also that of the actions."""
    ran = threading.Event()
    with nothing_left():
        icon, item = shown(menu=Menu(MenuItem("Run", ran.set)))
        item.click("Run")
        assert ran.wait(5)
        with quickly():
            icon.stop()


def test_many_icons_come_and_go(host: Host) -> None:
    """Nothing adds up, however often an icon is shown and hidden."""
    with nothing_left():
        icon = Icon("test", PIXELS)
        icon.run_detached()
        host.item()
        for _ in range(10):
            icon.visible = False
            assert eventually(lambda: host.items == [])
            icon.visible = True
            host.item()
        icon.stop()


def test_stop_works_before_run(bus: str) -> None:
    """A program that ends while it starts is not held up."""
    assert bus
    with nothing_left(), quickly():
        icon = Icon("test", PIXELS)
        icon.stop()
        icon.run()
        icon.run_detached()
        icon.stop()


def test_stop_works_in_an_action(shown: Shown) -> None:
    """The usual Quit entry ends the icon."""
    with nothing_left():
        _, item = shown(menu=Menu(MenuItem("Quit", lambda icon: icon.stop())))
        item.click("Quit")


def test_stop_works_in_the_setup(bus: str) -> None:
    """Also there `run` returns, without waiting for itself."""
    assert bus
    with nothing_left(), quickly():
        Icon("test", PIXELS).run(lambda icon: icon.stop())


def test_run_returns_when_stopped_elsewhere(host: Host) -> None:
    """It blocks the thread that calls it, as on other systems."""
    icon = Icon("test", PIXELS)

    def stop() -> None:
        host.item()
        icon.stop()

    other = threading.Thread(target=stop)
    other.start()
    icon.run()
    other.join()


def test_stop_does_not_wait_for_an_action(shown: Shown) -> None:
    """One that hangs cannot keep the program from ending."""
    go = threading.Event()
    icon, item = shown(menu=Menu(MenuItem("Hang", lambda: go.wait(20))))
    item.click("Hang")

    with quickly():
        icon.stop()
    go.set()


def test_an_icon_that_nobody_holds_goes(host: Host) -> None:
    """The end of a program that forgot to stop is quiet."""
    icon = Icon("test", PIXELS)
    icon.visible = True
    del icon
    assert host.items == []


def test_without_a_bus_the_icon_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Show
) -> None:
    """Nothing fails, and stopping takes no time."""
    for address in ("", f"unix:path={tmp_path}/none", "nonsense", "tcp:host=x,port=1"):
        monkeypatch.setenv(BUS, address)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        assert not available()
        assert watcher(":1.1") == Watcher()
        icon = show()
        with quickly():
            icon.stop()


def test_the_runtime_folder_names_the_bus(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Show
) -> None:
    """Where no address is set, the usual place is tried, whatever its name."""
    folder = tmp_path / "run, 100%"
    folder.mkdir()
    (folder / "bus").symlink_to(session.env[BUS].removeprefix("unix:path="))
    monkeypatch.setenv(BUS, "")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))

    assert available()
    icon = show()
    assert eventually(lambda: icon.bus_name)


def test_a_bus_that_never_speaks_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Show
) -> None:
    """A socket that takes the call and says nothing is no bus."""
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(tmp_path / "mute"))
        mute.listen()
        monkeypatch.setenv(BUS, f"unix:path={tmp_path}/mute")

        icon = show()
        with quickly(Icon.STOP_TIMEOUT + SOON):
            icon.stop()
        with quickly(2 + SOON):
            assert not available()


def test_the_icon_comes_back_with_its_bus(own_bus: Bus, show: Show) -> None:
    """A bus that died is looked for until it is there again."""
    icon = show(kind=Eager)
    assert eventually(lambda: icon.bus_name)

    own_bus.kill()
    assert eventually(lambda: not icon.bus_name)
    icon.title = "Meanwhile"

    address = own_bus.restart()
    assert eventually(available)
    with Host(address) as host:
        host.own()
        assert host.item().properties()["Title"] == "Meanwhile"
        icon.stop()


def test_a_session_that_is_over_ends_the_icon(own_bus: Bus, show: Show) -> None:
    """The program is asked when the bus is lost, and its answer counts."""
    answers = iter((False, True))
    asked = []

    def over() -> bool:
        asked.append(threading.current_thread().name)
        return next(answers)

    with nothing_left():
        icon = show(kind=Eager)
        icon.on_lost = over
        assert icon.on_lost is over
        assert eventually(lambda: icon.bus_name)
        assert asked == []

        own_bus.kill()

    assert asked == ["tray icon", "tray icon"]


def test_a_question_that_fails_ends_nothing(
    own_bus: Bus, show: Show, caplog: pytest.LogCaptureFixture
) -> None:
    """The bus is then looked for as if nothing had been asked."""

    def over() -> bool:
        raise RuntimeError("no answer")

    icon = show(kind=Eager)
    icon.on_lost = over
    assert eventually(lambda: icon.bus_name)
    own_bus.kill()

    assert eventually(lambda: caplog.text.count("no answer") > 1)


def test_a_bus_that_hangs_holds_nothing_up(own_bus: Bus, show: Show) -> None:
    """Changes are swallowed by the socket, and stopping takes no time."""
    icon = show()
    assert eventually(lambda: icon.bus_name)
    os.kill(own_bus.daemon.pid, signal.SIGSTOP)
    try:
        with quickly():
            for number in range(100):
                icon.title = str(number)
            icon.stop()
    finally:
        os.kill(own_bus.daemon.pid, signal.SIGCONT)


class Hasty(Icon):
    """Looks for a lost bus in four steps, too."""

    RETRY_AFTER = (0.01, 0.02, 0.03, 0.04)


def test_a_lost_bus_is_tried_less_and_less(
    show: Show, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After 1, 5 and 30 seconds, then every five minutes."""
    assert list(Icon.RETRY_AFTER) == [1, 5, 30, 300]
    monkeypatch.setenv(BUS, "unix:path=/nowhere")
    caplog.set_level(logging.INFO)

    show(kind=Hasty)

    assert eventually(lambda: len(caplog.messages) >= 6)
    waits = [message.split()[-2] for message in caplog.messages]
    assert waits[:6] == ["0.01", "0.02", "0.03", "0.04", "0.04", "0.04"]


def test_what_can_be_said_of_the_tray(shown: Shown, host: Host, bus: str) -> None:
    """Bus, registry, its process, a host, and our item in it."""
    icon, _ = shown()

    found = watcher(icon.bus_name)
    assert found == Watcher(bus, found.owner, os.getpid(), has_host=True, has_item=True)
    assert found.owner.startswith(":")
    assert not watcher(":1.9999").has_item
    assert not watcher().has_item

    host.disown()
    assert watcher(icon.bus_name) == Watcher(bus)
