"""Reminders at the notification centre of macOS, which is played here."""

import asyncio
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Done,
    Event,
    MoveNow,
    Page,
    Snooze,
    WantPage,
)
from movebreak.errors import UnavailableError
from movebreak.ports import Message, Offer, Reminder
from movebreak.surfaces.notify import macos_centre
from movebreak.surfaces.notify.centre import CentreNotifier, Popup
from movebreak.surfaces.notify.chain import Choice, NotifierChain
from movebreak.surfaces.notify.macos_centre import NotificationCentre
from movebreak.surfaces.notify.programs import NotShownError
from tests.fake_surfaces import FakeNotifier
from tests.surfaces.notify.fake_centre import FakeCentre
from tests.waiting import eventually

SQUATS = Reminder(1, "Squats", "Ten slow ones")
JACKS = Reminder(2, "Jumping jacks", "Thirty seconds")


@dataclass
class Mac:
    """A notifier, its centre, and what was posted."""

    centre: FakeCentre = field(default_factory=FakeCentre)
    posted: list[Event] = field(default_factory=list)
    notifier: CentreNotifier = field(init=False)

    def __post_init__(self) -> None:
        self.notifier = CentreNotifier(self.posted.append, self.centre)

    def shows(self, *titles: str) -> bool:
        """Say whether just these come to be up."""
        return eventually(lambda: self.centre.titles() == [*titles])


@pytest.fixture
def mac() -> Iterator[Mac]:
    """Have a notifier that runs."""
    mac = Mac()
    with mac.notifier:
        yield mac
    assert mac.centre.closed


@pytest.mark.parametrize(
    ("press", "event"),
    [
        ("Done", Done(1)),
        ("Snooze", Snooze(break_id=1)),
        ("Another", Another(1)),
    ],
)
def test_each_button_answers_its_break(mac: Mac, press: str, event: Event) -> None:
    """And the reminder is not shown again by itself."""
    mac.notifier.show(SQUATS)
    assert mac.shows("Squats")
    mac.centre.press(press)
    assert mac.posted == [event]
    mac.notifier.tell(Message("News", "of the day"))
    assert mac.shows("News")


def test_a_click_shows_how_and_closing_is_no_answer(mac: Mac) -> None:
    """Each is told once."""
    mac.notifier.show(SQUATS)
    assert mac.shows("Squats")
    mac.centre.click()
    mac.notifier.show(JACKS)
    assert mac.shows("Jumping jacks")
    mac.centre.dismiss()
    assert mac.posted == [WantPage(Page.GUIDE), Closed(2, Closing.DISMISSED)]


def test_no_snooze_where_none_is_left(mac: Mac) -> None:
    """Its button is missing."""
    mac.notifier.show(Reminder(1, "Squats", "Ten", can_snooze=False))
    assert mac.shows("Squats")
    (popup,) = mac.centre.up.values()
    assert list(popup.buttons.values()) == ["Done", "Another"]


def test_one_reminder_at_most_and_one_piece_of_news(mac: Mac) -> None:
    """The newest of each; withdrawing takes the reminder alone."""
    mac.notifier.show(SQUATS)
    assert mac.shows("Squats")
    mac.notifier.show(JACKS)
    assert mac.shows("Jumping jacks")
    mac.notifier.tell(Message("Morning", "1 of 8"))
    assert mac.shows("Jumping jacks", "Morning")
    mac.notifier.tell(Message("Evening", "6 of 8"))
    assert mac.shows("Jumping jacks", "Evening")
    mac.notifier.withdraw()
    assert mac.shows("Evening")


def test_offers_of_news_are_buttons(mac: Mac) -> None:
    """A click on the words may lead somewhere, too."""
    day = Offer("See the day", WantPage(Page.HISTORY))
    offers = (Offer("Another drill now", MoveNow()),)
    mac.notifier.tell(Message("Your day", "6 of 8", offers, click=day))
    assert mac.shows("Your day")
    mac.centre.press("Another drill now")
    mac.notifier.tell(Message("Your day", "6 of 8", click=day))
    assert mac.shows("Your day")
    mac.centre.click()
    assert mac.posted == [MoveNow(), WantPage(Page.HISTORY)]


def test_at_the_end_the_reminder_is_gone(mac: Mac) -> None:
    """Nobody would hear its answer."""
    mac.notifier.show(SQUATS)
    assert mac.shows("Squats")
    mac.notifier.__exit__(None, None, None)
    assert mac.centre.titles() == []


def test_what_the_centre_refuses_is_shown_another_way() -> None:
    """Until it allows it; then the reminder has its buttons back."""
    mac, plain = Mac(), FakeNotifier()
    mac.centre.refuses = "macOS does not allow notifications"
    choices = [
        Choice("centre", lambda: mac.notifier),
        Choice("plain", lambda: nullcontext(plain)),
    ]
    with NotifierChain(choices) as chain:
        chain.show(SQUATS)
        assert eventually(lambda: plain.up == SQUATS)
        assert "does not allow notifications; allow them" in chain.report().says

        mac.centre.refuses = ""
        chain.show(JACKS)
        assert mac.shows("Jumping jacks")
        assert eventually(lambda: plain.up is None)
        assert eventually(lambda: chain.report().well)


@dataclass
class FakeLibrary:
    """Does what desktop-notifier does on macOS: buttons are known by identifier."""

    allowed: bool = True
    hangs: bool = False
    broken: bool = False
    up: dict[str, Any] = field(default_factory=dict)

    def DesktopNotifier(self, name: str) -> "FakeLibrary":  # noqa: N802 - its name
        """Be the notifier, too."""
        assert name == "movebreak"
        return self

    def Notification(self, **given: Any) -> SimpleNamespace:  # noqa: ANN401, N802
        """Hold what it is given."""
        return SimpleNamespace(identifier=f"n{len(self.up)}", **given)

    def Button(self, **given: Any) -> SimpleNamespace:  # noqa: ANN401, N802
        """Hold what it is given."""
        return SimpleNamespace(**given)

    async def request_authorisation(self) -> bool:
        """Say whether the person allows notifications, or wait for that."""
        if self.hangs:
            await asyncio.sleep(60)
        return self.allowed

    async def send_notification(self, notification: SimpleNamespace) -> str:
        """Show it."""
        if self.broken:
            raise ValueError("no such selector")
        name = str(notification.identifier)
        self.up[name] = notification
        return name

    async def clear(self, name: str) -> None:
        """Remove it."""
        self.up.pop(name, None)


@pytest.fixture
def library() -> FakeLibrary:
    """Have a library that works."""
    return FakeLibrary()


@pytest.fixture
def centre(library: FakeLibrary) -> Iterator[NotificationCentre]:
    """Have a centre that waits only a moment."""
    centre = NotificationCentre(library, patience=0.1)
    yield centre
    centre.close()


def popup(pressed: list[str]) -> Popup:
    """Return a notification that notes what is pressed."""
    buttons = {"done": "Done", "snooze": "Snooze"}
    return Popup(
        "Squats", "Ten", buttons, pressed.append, lambda: pressed.append("closed")
    )


def test_buttons_keep_their_identifiers(
    centre: NotificationCentre, library: FakeLibrary
) -> None:
    """MacOS knows those of the first notification, for all with these titles."""
    pressed: list[str] = []
    names = [centre.show(popup(pressed)) for _ in range(2)]
    for name in names:
        shown = library.up[name]
        assert [each.identifier for each in shown.buttons] == ["done", "snooze"]
        for each in shown.buttons:
            each.on_pressed()
        shown.on_clicked()
        shown.on_dismissed()
    assert pressed == ["done", "snooze", "default", "closed"] * 2
    centre.remove(names[0])
    assert list(library.up) == names[1:]


@pytest.mark.parametrize(
    ("weather", "says"),
    [
        ({"allowed": False}, "does not allow notifications"),
        ({"hangs": True}, "gave no answer in time"),
        ({"broken": True}, "no such selector"),
    ],
)
def test_what_goes_wrong_is_told(
    centre: NotificationCentre,
    library: FakeLibrary,
    weather: dict[str, bool],
    says: str,
) -> None:
    """With what helps; the library itself would tell nobody."""
    vars(library).update(weather)
    with pytest.raises(NotShownError, match=says) as error:
        centre.show(popup([]))
    assert "System Settings" in error.value.hint


def test_without_a_signed_application_there_is_none() -> None:
    """Here not even the library is."""
    with pytest.raises(UnavailableError, match="no notification centre"):
        macos_centre.signed_centre()
