"""The icon in the menu bar of macOS, on one that is played; never run on a Mac."""

from collections.abc import Iterator
from threading import Thread, current_thread

import pytest

from movebreak.core.events import Done, PersonSeen, WantPage
from movebreak.core.wording import Wording
from movebreak.errors import UnavailableError
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.pystray_backends import MenuBarTray
from movebreak.surfaces.tray import PystrayTray
from tests.surfaces.fake_appkit import Desktop, NSMenuItem, NSStatusItem, appkit
from tests.views import view
from tests.waiting import eventually

ICONS = Icons(icons_folder(), template=True)


class Bar:
    """A menu bar with our icon, and what the person has asked for by it."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.asked: list[object] = []
        self.state = "working"
        self._ready = Thread(target=self._run, daemon=True)
        self._ready.start()
        assert eventually(lambda: self._tray.shown)

    def _run(self) -> None:
        self.desktop.main = current_thread()
        self._tray = PystrayTray(
            MenuBarTray(ICONS, self.asked.append), Wording(), self.asked.append
        )
        self._tray.watch(lambda: view(self.state))
        self._tray.run()

    @property
    def item(self) -> NSStatusItem:
        """Return our place in the bar, when all is done that was handed over."""
        (item,) = self.desktop.asked(lambda: self.desktop.items)
        return item

    def turn(self, state: str) -> None:
        """Have the icon show another state, as the engine's thread does."""
        self.state = state
        self._tray.refresh()

    def end(self) -> bool:
        """Stop it; say whether it has ended."""
        self._tray.stop()
        self._ready.join(5)
        return not self._ready.is_alive()

    def entry(self, title: str) -> NSMenuItem:
        """Open the menu and return the entry with this title."""
        return next(each for each in self.desktop.open_menu() if each.title == title)


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bar]:
    """Have our icon in a menu bar."""
    with appkit(monkeypatch) as desktop:
        bar = Bar(desktop)
        yield bar
        bar.end()


def test_the_icon_is_a_template(bar: Bar) -> None:
    """Black and see-through, in the size of the bar, with twice as many pixels."""
    image = bar.item.image
    assert image.template
    assert image.points == (18, 18)
    assert image.picture.size == (36, 36)
    black = ICONS.image("working-2", 36)
    assert image.picture.tobytes() == black.tobytes()
    assert not any(black.convert("RGB").tobytes())
    assert not bar.item.hidden
    assert not bar.desktop.in_the_dock


def test_every_change_is_handed_to_the_main_thread(bar: Bar) -> None:
    """Whoever asks for it; the bar ends all others, and nothing of ours is ended."""
    before = bar.desktop.handed_over
    bar.turn("due")
    assert bar.item.tooltip.startswith("movebreak: ")
    assert bar.desktop.handed_over > before
    assert bar.item.image.picture.tobytes() == ICONS.image("due", 36).tobytes()
    with pytest.raises(SystemError, match="main thread"):
        bar.item.setMenu_(None)


def test_the_menu_is_made_as_it_opens(bar: Bar) -> None:
    """Its texts are those of that moment; opening it shows that somebody is there."""
    assert bar.entry("I just moved").enabled
    bar.turn("due")
    assert bar.entry("Done").enabled
    assert PersonSeen() in bar.asked


def test_an_entry_does_what_it_says(bar: Bar) -> None:
    """Also when the icon has changed since the menu was opened."""
    bar.turn("due")
    done = bar.entry("Done")
    bar.turn("paused")
    bar.desktop.choose(done)
    assert Done(7) in bar.asked


def test_submenus_have_entries(bar: Bar) -> None:
    """Each says for how long."""
    pause = bar.entry("Pause")
    titles = [each.title for each in pause.submenu.items]
    assert "1 hour" in titles
    bar.desktop.choose(pause.submenu.items[titles.index("1 hour")])
    assert "PauseFor" in type(bar.asked[-1]).__name__


def test_a_click_only_opens_the_menu(bar: Bar) -> None:
    """No entry is bold, as if a click on the icon did the same."""
    bar.turn("due")
    assert not any(each.bold for each in bar.desktop.open_menu())
    assert not any(isinstance(each, WantPage) for each in bar.asked)


def test_it_ends_from_any_thread(bar: Bar) -> None:
    """And takes its place in the bar away."""
    assert bar.end()
    assert bar.desktop.items == []


def test_without_pyobjc_there_is_no_icon() -> None:
    """It says so, and the program goes on without."""
    with pytest.raises(UnavailableError, match="no menu bar"):
        MenuBarTray(ICONS, print)
