"""The tray icon: run, refresh and stop come back, whatever the tray does."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from threading import Thread
from types import SimpleNamespace
from typing import Any, Self

import pytest

from movebreak.core.events import Done, Event
from movebreak.core.status import DueStatus, Overview, WorkingStatus
from movebreak.core.wording import Wording
from movebreak.errors import UnavailableError
from movebreak.surfaces.menu import SEPARATOR, Command, Entry
from movebreak.surfaces.tray import NoTray, PystrayTray, pystray_items
from tests.fake_tray_backend import FakeBackend, FakeIcon
from tests.make import MINUTE, drill
from tests.views import ends, view
from tests.waiting import eventually

WORDS = Wording()
# Ending may take this many seconds, also when every call of the tray hangs.
SOON = 5.0
MAIN_LOOPS = {"in a thread": False, "in the main thread": True}


class Stage:
    """A tray and what it shows; change `overview` to have something else shown."""

    def __init__(self, backend: FakeBackend) -> None:
        self.backend = backend
        self.overview: Overview = view("working")
        self.acts: list[Event | Command] = []
        self.tray = PystrayTray(backend, WORDS, self.acts.append)
        self.tray.watch(lambda: self.overview)
        self.thread = Thread(target=self.tray.run, name="main", daemon=True)

    @property
    def icon(self) -> FakeIcon:
        """Return the newest icon."""
        return self.backend.made[-1]

    def show(self, state: str) -> None:
        """Let the engine come into this state."""
        self.overview = view(state)
        self.tray.refresh()


def in_time(call: Callable[[], object]) -> None:
    """Call it, which must not take long."""
    thread = Thread(target=call, daemon=True)
    thread.start()
    thread.join(SOON)
    assert not thread.is_alive()


@contextmanager
def running(backend: FakeBackend) -> Iterator[Stage]:
    """A tray that runs; it is stopped in the end, and `run` must have come back."""
    with ExitStack() as stack:
        stage = Stage(backend)
        for icon in backend.made:
            stack.callback(icon.released.set)
        stage.thread.start()
        yield stage
        in_time(stage.tray.stop)
        stage.thread.join(SOON)
        assert not stage.thread.is_alive()


@pytest.fixture(params=[*MAIN_LOOPS.values()], ids=[*MAIN_LOOPS])
def backend(request: pytest.FixtureRequest) -> FakeBackend:
    """A tray that works, of either kind."""
    return FakeBackend(main_loop=request.param)


def test_the_icon_appears(backend: FakeBackend) -> None:
    """With picture, tooltip and menu, and the report says so."""
    with running(backend) as stage:
        assert eventually(lambda: stage.icon.visible and stage.icon.menu)
        assert stage.icon.title.startswith("movebreak: Next break")
        assert stage.icon.menu[0].label.startswith("Next break")
        assert stage.tray.report().well
        assert stage.tray.has_menu
        where = "main" if backend.main_loop else "tray"
        assert stage.icon.ran_in == where


def test_a_refresh_shows_the_new_state(backend: FakeBackend) -> None:
    """Picture, tooltip and menu change together."""
    with running(backend) as stage:
        assert eventually(lambda: stage.icon.menu)
        stage.show("due")
        assert eventually(lambda: "Time to move" in stage.icon.title)
        assert eventually(lambda: stage.icon.menu[3].label == "Done")


def test_the_menu_is_made_as_it_opens(backend: FakeBackend) -> None:
    """It is right also when the icon was not redrawn since."""
    with running(backend) as stage:
        assert eventually(lambda: stage.icon.menu)
        stage.overview = view("due")
        assert stage.icon.menu[3].label == "Done"


def test_nothing_new_is_not_drawn_again(backend: FakeBackend) -> None:
    """A thousand refreshes of the same cost no picture."""
    with running(backend) as stage:
        assert eventually(lambda: stage.icon.menu)
        stage.show("due")
        assert eventually(lambda: "Time to move" in stage.icon.title)
        drawn = stage.icon.drawn
        for _ in range(1000):
            stage.tray.refresh()
        stage.show("paused")
        assert eventually(lambda: "Paused" in stage.icon.title)
        assert stage.icon.drawn <= drawn + 1


def test_a_menu_that_grew_is_told_before_it_opens(backend: FakeBackend) -> None:
    """Though nothing else has changed: some panels would open it as it was."""
    with running(backend) as stage:
        assert eventually(lambda: stage.icon.menu)
        stage.show("due")
        assert eventually(lambda: "Time to move" in stage.icon.title)
        drawn = stage.icon.drawn
        stage.overview = view("due", meeting=ends(30 * MINUTE))
        stage.tray.refresh()

        assert eventually(lambda: stage.icon.drawn > drawn)


def test_stop_before_run(backend: FakeBackend) -> None:
    """Then `run` returns at once, and shows nothing."""
    stage = Stage(backend)
    stage.tray.stop()
    stage.tray.run()

    assert not stage.icon.visible


def test_stop_while_the_icon_is_about_to_appear(backend: FakeBackend) -> None:
    """An end that comes between `run` and the icon is not forgotten."""
    backend.hangs = frozenset({"run"})
    stage = Stage(backend)
    stage.thread.start()
    assert eventually(lambda: stage.icon.ran_in)
    stage.tray.stop()
    stage.icon.released.set()
    stage.thread.join(SOON)

    assert not stage.thread.is_alive()


@pytest.mark.parametrize("hangs", [{"draw"}, {"run"}])
def test_a_tray_that_never_comes_up_holds_nothing_up(hangs: set[str]) -> None:
    """The first call hangs: refresh returns at once, and the program can end."""
    with running(FakeBackend(hangs=frozenset(hangs))) as stage:
        stage.tray.refresh()
        assert not stage.tray.report().well


@pytest.mark.parametrize("hangs", [{"stop"}, {"draw"}, {"stop", "draw"}])
def test_a_tray_that_hangs_holds_nothing_up(hangs: set[str]) -> None:
    """Refresh returns at once, and the program can end."""
    with running(FakeBackend()) as stage:
        assert eventually(lambda: stage.icon.menu)
        stage.icon.hangs = frozenset(hangs)
        stage.show("due")
        in_time(stage.tray.refresh)
        in_time(stage.tray.report)


def test_a_tray_that_dies_is_not_the_end(
    backend: FakeBackend, caplog: pytest.LogCaptureFixture
) -> None:
    """The reminders go on without an icon; the log and the report know it."""
    backend.dies = OSError("the panel said no")
    with caplog.at_level(logging.ERROR), running(backend) as stage:
        assert eventually(lambda: "panel said no" in caplog.text)
        assert stage.thread.is_alive()
        report = stage.tray.report()
        assert not report.well
        assert "notifications and commands go on" in report.says
        stage.tray.refresh()
        assert stage.thread.is_alive()


def test_a_picture_that_cannot_be_drawn_is_not_the_end(
    backend: FakeBackend, caplog: pytest.LogCaptureFixture
) -> None:
    """A look that raises costs one drawing."""
    with caplog.at_level(logging.ERROR), running(backend) as stage:
        assert eventually(lambda: stage.icon.menu)
        good = stage.overview
        stage.overview = replace(good, glance=None)  # type: ignore[arg-type]
        stage.tray.refresh()
        assert eventually(lambda: "could not be drawn" in caplog.text)
        stage.show("due")
        assert eventually(lambda: "Time to move" in stage.icon.title)


def test_a_lost_icon_is_shown_anew() -> None:
    """Its window was taken: the next change brings a new one."""
    with running(FakeBackend()) as stage:
        assert eventually(lambda: stage.icon.menu)
        stage.icon.lose()
        assert eventually(lambda: len(stage.backend.made) == 2)
        assert eventually(lambda: _shows(stage, "due", "Time to move"))


def _shows(stage: Stage, state: str, title: str) -> bool:
    stage.show(state)
    return title in stage.icon.title


def test_a_lost_screen_ends_the_program(caplog: pytest.LogCaptureFixture) -> None:
    """At the end of an X session the program asks to end, in good order."""
    with caplog.at_level(logging.WARNING), running(FakeBackend(rest=1)) as stage:
        assert eventually(lambda: stage.icon.menu)
        stage.icon.lose()
        assert eventually(lambda: stage.acts == [Command.QUIT])
    assert "the screen is gone" in caplog.text


def test_an_icon_that_cannot_be_made() -> None:
    """The constructor refuses, so that NoTray can stand in."""
    with pytest.raises(UnavailableError, match="no screen"):
        Stage(FakeBackend(rest=0))


def test_no_tray_waits_until_stopped() -> None:
    """The main thread sleeps; refresh is harmless; the report says why."""
    tray = NoTray("this session has no X11 screen")
    thread = Thread(target=tray.run, daemon=True)
    thread.start()
    tray.refresh()
    assert thread.is_alive()
    assert "no X11 screen" in tray.report().says
    tray.stop()
    thread.join(SOON)
    assert not thread.is_alive()
    tray.run()


class Menu(tuple[Any, ...]):
    """A menu as pystray has it, as far as it is used."""

    __slots__ = ()
    SEPARATOR = "-"

    def __new__(cls, *items: object) -> Self:
        """Keep the items."""
        return super().__new__(cls, items)


class MenuItem:
    """An entry as pystray has it, as far as it is used."""

    key: object = None

    def __init__(self, label: str, does: Any, **more: object) -> None:  # noqa: ANN401
        self.label = label
        self.does = does
        self.more = more


def test_entries_become_pystrays() -> None:
    """Labels, submenus, default and greyed ones; a click passes on what it means."""
    pystray = SimpleNamespace(Menu=Menu, MenuItem=MenuItem)
    acts: list[Any] = []
    entries = (
        Entry("Grey", enabled=False),
        SEPARATOR,
        Entry("Done", Done(3), default=True),
        Entry("More", entries=(Entry("Quit", Command.QUIT),)),
    )
    grey, separator, done, more = pystray_items(pystray, entries, acts.append)
    done.does()
    grey.does()
    more.does[0].does()

    assert separator == "-"
    assert grey.more == {"default": False, "enabled": False}
    assert done.more == {"default": True, "enabled": True}
    assert done.key == ("Done", Done(3))
    assert acts == [Done(3), Command.QUIT]


def test_the_longest_tooltip_fits_windows() -> None:
    """It is cut below what the system takes."""
    with running(FakeBackend()) as stage:
        long = DueStatus(7, drill(name="x" * 300))
        stage.overview = view("due", status=long)
        stage.tray.refresh()
        assert eventually(lambda: "xxx" in stage.icon.title)
        assert len(stage.icon.title) <= 127


def test_the_ring_moves(backend: FakeBackend) -> None:
    """Another sixth of the interval is another picture."""
    with running(backend) as stage:
        assert eventually(lambda: stage.icon.menu)
        drawn = stage.icon.drawn
        stage.overview = view("working", status=WorkingStatus(ends(9 * MINUTE), 3))
        stage.tray.refresh()
        assert eventually(lambda: stage.icon.drawn == drawn + 1)
