"""The ways to notify on Windows that are there under Wine, chosen at run time."""

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from movebreak import platforms
from movebreak.ports import Message, Reminder
from movebreak.surfaces.icon import icons_folder
from movebreak.surfaces.notify.bubbles import Bubbles, Outlets
from movebreak.surfaces.notify.plain import Options, PlainNotifier
from movebreak.surfaces.notify.windows_centre import PLACE
from tests.fake_bubble_icon import FakeBubbleIcon
from tests.fake_surfaces import HandClock
from tests.systems import only_on
from tests.waiting import eventually

only_on("win32")
assert sys.platform == "win32"

from movebreak.native import win32_registry as registry  # noqa: E402 - only there
from tests.windows import hands  # noqa: E402

SOON = 20.0
EMOJI = "\N{OK HAND SIGN}"


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """What ends the notifiers."""
    with ExitStack() as made:
        yield made


def test_without_toasts_the_tray_icon_shows_them(
    stack: ExitStack, tmp_path: Path
) -> None:
    """Wine has none: the report tells why, and our name and icon are known by then."""
    bubbles, icon = Bubbles(), FakeBubbleIcon()
    bubbles.icon = icon
    outlets = Outlets(tmp_path, bubbles)
    notifier = platforms.notifier(stack, HandClock(), print, outlets)
    notifier.show(Reminder(1, "Squats", "Ten slow ones."))

    assert icon.seen == [("Squats", "Ten slow ones. Click here to answer.")]
    assert "not by toasts: no toasts: " in notifier.report().says
    assert registry.read(PLACE, "DisplayName") == "movebreak"
    assert Path(str(registry.read(PLACE, "IconUri"))).is_file()


def test_without_a_tray_either_plyer_does(stack: ExitStack, tmp_path: Path) -> None:
    """The last way before the terminal, with the answers as commands."""
    outlets = Outlets(tmp_path, Bubbles())
    notifier = platforms.notifier(stack, HandClock(), print, outlets)
    notifier.show(Reminder(1, "Squats", "Ten slow ones."))

    assert "plyer" in notifier.report().says
    assert eventually(hands.bubble, SOON)


def test_plyer_gets_texts_that_fit_and_ends_with_us() -> None:
    """Too long ones it would lose without a word, in a thread that holds up the end."""
    assert eventually(lambda: hands.bubble() is None, SOON)
    before = set(threading.enumerate())
    options = Options(icon=str(icons_folder() / "movebreak.ico"))
    with PlainNotifier(HandClock(), options) as notifier:
        notifier.tell(Message(EMOJI * 100, EMOJI * 400))
        assert eventually(hands.bubble, SOON)
        hands.keep("plyer")
        assert notifier.report().well

    left = [each for each in threading.enumerate() if each not in before]
    assert all(each.daemon for each in left)
