"""The tray of Linux: the modern icon, the old one in its stead, and the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import pytest

from movebreak.core.status import Overview
from movebreak.errors import UnavailableError
from movebreak.ports import Look, Report
from movebreak.surfaces.linux_tray import (
    NO_BUS,
    NO_PANEL,
    NO_TRAY,
    LinuxTray,
    Session,
    why_unseen,
)
from tests.views import view
from tests.waiting import eventually

SOON = 5.0
AT_ONCE = (0.0, 0.0, 0.0)
# So long that no test sees the end of it.
PATIENT = (60.0,)


class Tray:
    """A tray that does what trays do; `shown` says whether a panel took it in."""

    def __init__(self, says: str) -> None:
        self.says = says
        self.shown = False
        self.has_menu = True
        self.look: Look | None = None
        self.refreshed = 0
        self.running = Event()
        self.ended = Event()
        self.returned = Event()

    def watch(self, look: Look) -> None:
        """Keep where the overview comes from."""
        self.look = look

    def run(self) -> None:
        """Return when stopped."""
        self.running.set()
        self.ended.wait()
        self.returned.set()

    def refresh(self) -> None:
        """Count a redrawing."""
        self.refreshed += 1

    def stop(self) -> None:
        """Make `run` return."""
        self.ended.set()

    def report(self) -> Report:
        """Say which one it is."""
        return Report("tray", well=self.shown, says=self.says)


class Stage:
    """A desktop with both kinds of tray."""

    def __init__(self, waits: tuple[float, ...], *, has_old: bool = True) -> None:
        self.modern = Tray("modern")
        self.olds: list[Tray] = []
        self.asked = 0
        self.has_old = has_old
        self.hangs: Event | None = None
        self.display_gone = False
        self.why = ""
        self.ends = 0
        session = Session(lambda: self.display_gone, self._end, lambda: self.why)
        self.tray = LinuxTray(self.modern, self._old, session, waits)
        self.tray.watch(look)
        self.thread = Thread(target=self.tray.run, name="main", daemon=True)

    @property
    def old(self) -> Tray:
        """Return the newest old icon."""
        return self.olds[-1]

    def takes_in(self, *, shown: bool) -> None:
        """Let a panel take the modern icon in, or go."""
        self.modern.shown = shown
        self.tray.changed()

    def shows_old(self) -> bool:
        """Say whether an old icon runs."""
        return any(
            each.running.is_set() and not each.ended.is_set() for each in self.olds
        )

    def _old(self) -> Tray:
        self.asked += 1
        if self.hangs is not None:
            self.hangs.wait()
        if not self.has_old:
            raise UnavailableError("no X11 screen")
        self.olds.append(Tray("old"))
        return self.old

    def _end(self) -> None:
        self.ends += 1


def look() -> Overview:
    """Return how things stand."""
    return view("working")


@contextmanager
def running(
    waits: tuple[float, ...] = AT_ONCE, *, has_old: bool = True
) -> Iterator[Stage]:
    """A tray that runs; in the end it is stopped, and nothing of it goes on."""
    stage = Stage(waits, has_old=has_old)
    stage.thread.start()
    assert stage.modern.running.wait(SOON)
    yield stage
    stage.tray.stop()
    stage.thread.join(SOON)
    assert not stage.thread.is_alive()
    assert not stage.shows_old()


def test_where_no_tray_comes_the_old_icon_is_shown() -> None:
    """It shows what the modern one does, and is redrawn with it."""
    with running() as stage:
        assert eventually(stage.shows_old)
        assert stage.old.look is stage.modern.look is look
        stage.tray.refresh()
        assert stage.old.refreshed == stage.modern.refreshed == 1


def test_a_tray_that_starts_late_is_waited_for() -> None:
    """Until the patience is over there is no old icon."""
    with running(PATIENT) as stage:
        assert stage.asked == 0


def test_where_a_tray_is_there_is_no_old_icon() -> None:
    """Not even asked for: it would cost memory."""
    stage = Stage(AT_ONCE)
    stage.modern.shown = True
    stage.thread.start()
    assert stage.modern.running.wait(SOON)
    stage.tray.changed()
    stage.tray.stop()
    stage.thread.join(SOON)

    assert stage.asked == 0


def test_a_tray_that_comes_later_takes_the_place_of_the_old_one() -> None:
    """There are never two icons for long; and the old one comes back."""
    with running() as stage:
        assert eventually(stage.shows_old)
        stage.takes_in(shown=True)
        assert stage.old.returned.wait(SOON)
        assert not stage.shows_old()

        stage.takes_in(shown=False)
        assert eventually(stage.shows_old)
        assert len(stage.olds) == 2


def test_an_old_tray_that_is_not_there_is_asked_for_once() -> None:
    """The modern icon goes on waiting."""
    with running(has_old=False) as stage:
        assert eventually(lambda: stage.asked)
        stage.takes_in(shown=True)
        stage.takes_in(shown=False)
        stage.tray.refresh()
        assert stage.modern.refreshed == 1
        assert stage.asked == 1


def test_stop_before_run() -> None:
    """Then `run` returns at once, without an icon."""
    stage = Stage(AT_ONCE)
    stage.tray.stop()
    stage.thread.start()
    stage.thread.join(SOON)

    assert not stage.thread.is_alive()
    assert stage.asked == 0


def test_an_old_screen_that_hangs_does_not_hold_up_the_end() -> None:
    """The end waits a little, and then no longer."""
    stage = Stage(AT_ONCE, has_old=False)
    stage.hangs = Event()
    stage.tray.patience = 0.1
    stage.thread.start()
    assert eventually(lambda: stage.asked)
    stage.tray.stop()
    stage.thread.join(SOON)

    assert not stage.thread.is_alive()
    stage.hangs.set()


def test_the_end_of_the_display_ends_the_program() -> None:
    """Seen with the next step of the engine at the latest."""
    with running() as stage:
        stage.tray.refresh()
        assert stage.ends == 0
        stage.display_gone = True
        stage.tray.refresh()
        assert stage.ends == 1


def test_a_tray_that_goes_with_the_display_ends_the_program() -> None:
    """Nobody has to wait for the engine; and no old icon is looked for."""
    stage = Stage(AT_ONCE)
    stage.modern.shown = True
    stage.thread.start()
    assert stage.modern.running.wait(SOON)
    stage.display_gone = True
    stage.takes_in(shown=False)

    assert eventually(lambda: stage.ends)
    assert stage.asked == 0
    stage.tray.stop()
    stage.thread.join(SOON)
    assert not stage.thread.is_alive()


def test_no_end_is_asked_for_twice() -> None:
    """What ends already is left alone."""
    with running() as stage:
        stage.tray.stop()
        stage.display_gone = True
        stage.tray.refresh()
        assert stage.ends == 0


def test_the_report_tells_which_icon_is_seen() -> None:
    """The modern one, the old one, or why neither is."""
    with running() as stage:
        assert eventually(stage.shows_old)
        stage.why = "this desktop shows no tray icons"
        assert stage.tray.report() == Report("tray", well=False, says=stage.why)

        stage.old.shown = True
        assert stage.tray.report().well
        assert "has no menu" in stage.tray.report().says

        stage.why = ""
        stage.takes_in(shown=True)
        assert stage.tray.report() == Report("tray", well=True, says="modern")
        assert stage.tray.has_menu


def test_a_tray_that_no_panel_shows_is_told() -> None:
    """Some desktops keep a registry that nobody reads."""
    with running() as stage:
        stage.modern.shown = True
        stage.why = NO_PANEL
        assert stage.tray.report() == Report("tray", well=False, says=NO_PANEL)


@dataclass(frozen=True)
class Found:
    """What the registry of icons tells."""

    address: str = "unix:path=/somewhere"
    owner: str = ":1.1"
    has_host: bool = True


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (Found(address="", owner="", has_host=False), NO_BUS),
        (Found(owner="", has_host=False), NO_TRAY),
        (Found(has_host=False), NO_PANEL),
        (Found(), ""),
    ],
)
def test_why_no_icon_is_seen(found: Found, why: str) -> None:
    """In words that say what helps."""
    assert why_unseen(found) == why
