"""The tray icon on a real taskbar, clicked with a real pointer.

Each test of a pitfall names what pystray 0.19.5 by itself does wrong there.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread, Timer
from typing import Any

import pytest

from movebreak.core.events import Done, Event, Page, PersonSeen, WantPage
from movebreak.core.wording import Wording
from movebreak.ports import Message, Offer, Reminder
from movebreak.surfaces.icon import Icons, icons_folder
from movebreak.surfaces.menu import Command
from movebreak.surfaces.notify.bubbles import Bubbles
from movebreak.surfaces.tray import PystrayTray
from tests.systems import only_on
from tests.views import view
from tests.waiting import eventually

only_on("win32")
assert sys.platform == "win32"

from pystray import _win32  # noqa: E402 - not there on other systems

from movebreak.native import win32_tray  # noqa: E402
from movebreak.surfaces.windows_icon import (  # noqa: E402
    BUBBLE_CLICKED,
    END_SESSION,
    QUERY_END_SESSION,
)
from movebreak.surfaces.windows_tray import WindowsTray  # noqa: E402
from tests.windows import hands  # noqa: E402

SOON = 10.0
ESCAPE = 0x1B


class Stage:
    """A tray with its icon, run in a thread of its own, and what was asked of it."""

    def __init__(self) -> None:
        self.overview = view("working")
        self.acts: list[Event | Command] = []
        self.bubbles = Bubbles()
        self.bubbles.post = self.acts.append
        icons = Icons(icons_folder())
        self.backend = WindowsTray(icons, self.act, win32_tray, self.bubbles)
        self.tray = PystrayTray(self.backend, Wording(), self.act)
        self.tray.watch(lambda: self.overview)
        self.thread = Thread(target=self.tray.run, name="main", daemon=True)

    @property
    def icon(self) -> Any:  # noqa: ANN401 - pystray has no types
        """Return pystray's icon."""
        return self.bubbles.icon

    def act(self, does: Event | Command) -> None:
        """Note what was asked; to quit is to stop, when all the rest has ended."""
        self.acts.append(does)
        if does is Command.QUIT:
            Timer(0.3, self.tray.stop).start()

    def show(self, state: str) -> None:
        """Let the engine come into this state."""
        self.overview = view(state)
        self.tray.refresh()

    def did(self, does: Event | Command) -> bool:
        """Say whether this is asked soon."""
        return eventually(lambda: does in self.acts, SOON)

    def send(self, message: int, wparam: int = 0, lparam: int = 0) -> int:
        """Send the icon's window a message, as the system does; return its answer."""
        # pystray gives half of what the system takes for an answer.
        return hands.send(self.icon._hwnd, message, wparam, lparam) & 0xFFFFFFFF


@contextmanager
def on_stage() -> Iterator[Stage]:
    """An icon that is shown until the block ends, and that must end then."""
    stage = Stage()
    stage.thread.start()
    try:
        yield stage
    finally:
        stage.tray.stop()
        stage.thread.join(SOON)
    assert not stage.thread.is_alive()


@pytest.fixture
def stage() -> Iterator[Stage]:
    """An icon that the tray has taken in."""
    with on_stage() as made:
        assert eventually(lambda: made.tray.report().well, SOON)
        yield made


def test_the_icon_is_in_the_tray_and_goes(stage: Stage) -> None:
    """The panel shows its colours, another face when due, and nothing in the end."""
    hands.icon()
    assert stage.tray.report().says == "icon shown"
    before = hands.tray()
    stage.show("due")
    assert eventually(lambda: hands.tray().tobytes() != before.tobytes(), SOON)
    stage.tray.stop()
    assert eventually(lambda: hands.icon_spot() is None, SOON)


def test_the_picture_is_the_one_that_was_drawn(stage: Stage) -> None:
    """Pixel by pixel: neither mirrored, nor upside down, nor scaled."""
    stage.show("due")
    assert win32_tray.small_icon_side() == 16
    face = Icons(icons_folder()).image("due", 16)
    whole = [(x, y) for x in range(16) for y in range(16) if _is_opaque(face, x, y)]

    def is_seen() -> bool:
        x, y = hands.icon()
        seen = hands.screen().crop((x - 40, y - 12, x + 12, y + 12))

        def fits(left: int, top: int) -> bool:
            return all(
                _near(seen.getpixel((left + x, top + y)), face.getpixel((x, y)))
                for x, y in whole
            )

        lefts, tops = range(seen.width - 16), range(seen.height - 16)
        return any(fits(left, top) for left in lefts for top in tops)

    assert eventually(is_seen, SOON)


def _is_opaque(face: Any, x: int, y: int) -> bool:  # noqa: ANN401
    return bool(face.getpixel((x, y))[3] == 255)


def _near(one: Any, other: Any) -> bool:  # noqa: ANN401
    return all(abs(a - b) < 4 for a, b in zip(one[:3], other[:3], strict=True))


@pytest.mark.parametrize("side", [16, 20, 24, 28, 32, 40])
def test_the_picture_has_the_size_of_the_panel(side: int) -> None:
    """At each scale; pystray draws 32 pixels and has them squeezed."""
    tray = WindowsTray(Icons(icons_folder()), print, win32_tray, Bubbles())
    pixels = tray._picture("due", side)

    assert len(pixels) == side * side * 4
    handle = win32_tray.icon(pixels, side)
    assert handle
    _win32.win32.DestroyIcon(handle)


def test_a_right_click_opens_the_whole_menu(stage: Stage) -> None:
    """What comes next, the answers, pauses, pages, and the end."""
    stage.show("due")
    hands.click(hands.icon(), right=True)
    lines = hands.lines()
    hands.keep("menu")
    labels = [line.label for line in lines]

    assert labels[0].startswith("Time to move")
    assert not lines[0].enabled
    assert {"Done", "Snooze", "Another", "Skip", "Pause", "Meeting"} <= set(labels)
    assert labels[-1] == "Quit"
    assert [line.label for line in lines if line.default] == ["Show me how"]
    assert PersonSeen() in stage.acts
    hands.choose("Another")
    assert eventually(lambda: any("Another" in str(act) for act in stage.acts), SOON)


def test_an_entry_of_a_menu_below_is_chosen(stage: Stage) -> None:
    """The pointer opens it and clicks there."""
    hands.click(hands.icon(), right=True)
    (pause,) = (line for line in hands.lines() if line.label == "Pause")
    hands.click(pause.spot)
    for key in (0x28, 0x0D):  # down, enter
        hands.press(key)

    assert eventually(lambda: any("PauseFor" in str(act) for act in stage.acts), SOON)


def test_a_left_click_opens_the_menu_when_nothing_is_due(stage: Stage) -> None:
    """There is no entry that it could mean; pystray does nothing then."""
    hands.click(hands.icon())
    labels = [line.label for line in hands.lines()]
    assert labels[0].startswith("Next break")
    hands.choose("I just moved")
    assert stage.did(Done())


def test_a_left_click_shows_how_when_due(stage: Stage) -> None:
    """The default entry, without a menu."""
    stage.show("due")
    assert eventually(lambda: "Time to move" in stage.icon.title, SOON)
    hands.click(hands.icon())
    assert stage.did(WantPage(Page.GUIDE))
    assert not hands.menu_window()


def test_a_double_click_is_one_click(stage: Stage) -> None:
    """Pystray takes it for two."""
    stage.show("due")
    assert eventually(lambda: "Time to move" in stage.icon.title, SOON)
    hands.click(hands.icon(), times=2)
    assert stage.did(WantPage(Page.GUIDE))
    # Whatever else it was taken for would have come by the time this is answered.
    hands.click(hands.icon(), right=True)
    assert hands.menu_opens()
    hands.press(ESCAPE)
    assert hands.menu_closes()

    assert stage.acts.count(WantPage(Page.GUIDE)) == 1


def test_the_menu_is_right_when_it_opens(stage: Stage) -> None:
    """Also when nothing was drawn since."""
    hands.click(hands.icon(), right=True)
    assert "Done" not in [line.label for line in hands.lines()]
    hands.press(ESCAPE)
    assert hands.menu_closes()
    stage.overview = view("due")
    hands.click(hands.icon(), right=True)
    assert "Done" in [line.label for line in hands.lines()]
    hands.press(ESCAPE)
    assert hands.menu_closes()


def test_a_change_leaves_an_open_menu_alone(stage: Stage) -> None:
    """Pystray destroys it, and then a click does nothing."""
    hands.click(hands.icon(), right=True)
    assert hands.menu_opens()
    for state in ("due", "paused", "due", "working") * 5:
        stage.show(state)
    assert eventually(lambda: "Next break" in stage.icon.title, SOON)
    stage.icon.update_menu()
    hands.choose("I just moved")
    assert stage.did(Done())
    assert hands.menu_closes()


def test_the_end_closes_an_open_menu() -> None:
    """Pystray's `stop` never comes back then."""
    with on_stage() as stage:
        hands.click(hands.icon(), right=True)
        assert hands.menu_opens()
    assert hands.menu_closes()
    assert stage.acts == [PersonSeen()]


def test_quit_in_the_menu_ends_it(stage: Stage) -> None:
    """The way most people end it."""
    hands.click(hands.icon(), right=True)
    hands.choose("Quit")
    assert stage.did(Command.QUIT)
    stage.thread.join(SOON)
    assert not stage.thread.is_alive()


def test_a_log_off_is_allowed(stage: Stage) -> None:
    """Pystray says no to it."""
    assert stage.send(QUERY_END_SESSION) == 1
    stage.send(END_SESSION, wparam=0)
    assert Command.QUIT not in stage.acts


def test_at_the_end_of_the_session_all_is_saved_first(stage: Stage) -> None:
    """What is answered last is answered when the program has come to its end."""
    assert stage.send(QUERY_END_SESSION) == 1
    stage.send(END_SESSION, wparam=1)
    assert Command.QUIT in stage.acts
    assert stage.tray._stopping.is_set()
    stage.thread.join(SOON)
    assert not stage.thread.is_alive()


def test_a_taskbar_that_starts_anew_gets_the_icon_again(stage: Stage) -> None:
    """It tells all windows."""
    data = _win32.win32.NOTIFYICONDATAW(hWnd=stage.icon._hwnd)
    data.cbSize = ctypes.sizeof(data)
    _win32.win32.Shell_NotifyIcon(_win32.win32.NIM_DELETE, data)
    assert eventually(lambda: hands.icon_spot() is None, SOON)
    stage.send(_win32.win32.WM_TASKBARCREATED)
    hands.icon()


def test_a_lost_icon_is_noticed_and_comes_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pystray never looks at what the tray answers."""
    monkeypatch.setattr("movebreak.surfaces.windows_icon.AGAIN", 0.2)
    data = _win32.win32.NOTIFYICONDATAW(hWnd=stage.icon._hwnd)
    data.cbSize = ctypes.sizeof(data)
    _win32.win32.Shell_NotifyIcon(_win32.win32.NIM_DELETE, data)
    stage.show("due")
    assert eventually(lambda: hands.icon_spot() is not None, SOON)
    assert eventually(lambda: stage.tray.report().well, SOON)


def test_a_tray_that_is_not_ready_gets_the_icon_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At log-in it may start after us; pystray's icon is lost then."""
    monkeypatch.setattr("movebreak.surfaces.windows_icon.AGAIN", 0.2)
    real = _win32.win32.Shell_NotifyIcon
    monkeypatch.setattr(_win32.win32, "Shell_NotifyIcon", lambda *_: 0)
    with on_stage() as stage:
        assert eventually(lambda: stage.icon.refused, SOON)
        assert not stage.tray.report().well
        assert not stage.bubbles.report().well
        monkeypatch.setattr(_win32.win32, "Shell_NotifyIcon", real)
        hands.icon()
        assert eventually(lambda: stage.tray.report().well, SOON)


@pytest.mark.parametrize("text", ["x" * 500, "\N{OK HAND SIGN}" * 200])
def test_no_text_is_too_long(stage: Stage, text: str) -> None:
    """Windows counts in UTF-16 units; pystray raises."""
    stage.bubbles.tell(Message(text, text))
    assert eventually(lambda: hands.bubble() is not None, SOON)
    assert stage.tray.report().well


def test_a_reminder_is_a_bubble_and_a_click_on_it_opens_the_menu(stage: Stage) -> None:
    """Windows tells of the click by a message that Wine does not send."""
    stage.show("due")
    stage.bubbles.show(Reminder(7, "Squats", "Ten slow ones."))
    assert eventually(lambda: hands.bubble() is not None, SOON)
    hands.user32.PostMessageW(
        stage.icon._hwnd, _win32.win32.WM_NOTIFY, 0, BUBBLE_CLICKED
    )
    hands.choose("Done")
    assert eventually(lambda: any("Done" in str(act) for act in stage.acts), SOON)

    stage.bubbles.withdraw()
    assert eventually(lambda: hands.bubble() is None, SOON)


def test_a_bubble_before_the_icon_waits_for_it() -> None:
    """The program greets before the tray is ready."""
    stage = Stage()
    stage.bubbles.tell(Message("movebreak", "It runs.", click=_history()))
    stage.thread.start()
    try:
        assert eventually(lambda: hands.bubble() is not None, SOON)
        hands.user32.PostMessageW(
            stage.icon._hwnd, _win32.win32.WM_NOTIFY, 0, BUBBLE_CLICKED
        )
        assert stage.did(WantPage(Page.HISTORY))
        assert not hands.menu_window()
    finally:
        stage.tray.stop()
        stage.thread.join(SOON)


def _history() -> Offer:
    return Offer("History", WantPage(Page.HISTORY))
