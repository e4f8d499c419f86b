"""dunst and Xfce's server on a virtual screen, answered as a person answers them."""

from pathlib import Path

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
from movebreak.ports import Capability, Message, Offer, Reminder
from tests.desktop.session import end
from tests.surfaces.notify.room import DUNST, XFCE, Room, control, restart
from tests.surfaces.notify.stage import by_name
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SQUATS = Reminder(7, "Ten slow squats", "Feet apart, sit back & up. <About> 30 s.")
JACKS = Reminder(8, "Jumping jacks", "Thirty of them. About 30 seconds.")
ASKED = Reminder(7, "Did you move?", "Away for 45 seconds: count it?", done="Yes")
NEWS = Message("Your day", "6 of 8 breaks done")
OFFERS = (
    Offer("Another drill now", MoveNow()),
    Offer("Change the interval", WantPage(Page.SETTINGS)),
)
SKIPS = Message("Would something else fit better?", "5 breaks were skipped.", OFFERS)
ANSWERS: list[Event] = [Done(7), Snooze(break_id=7), Another(7), WantPage(Page.GUIDE)]


@pytest.mark.parametrize("room", [XFCE], indirect=True)
@pytest.mark.parametrize("place", range(len(ANSWERS)))
def test_a_click_on_a_button(room: Room, place: int) -> None:
    """On Xfce each button is there, does what it says, and the popup goes."""
    assert Capability.BUTTONS in room.notifier.can
    room.show(SQUATS)
    room.keep(f"xfce-{place}")

    room.click_button(place, len(ANSWERS))

    assert eventually(lambda: room.posted == [ANSWERS[place]])
    assert eventually(lambda: room.server.windows() == 0)
    assert room.posted == [ANSWERS[place]]


@pytest.mark.parametrize("room", [XFCE], indirect=True)
def test_a_click_on_yes(room: Room) -> None:
    """On Xfce the question has its Yes where a reminder has its Done."""
    room.show(ASKED)
    room.keep("xfce-question")

    room.click_button(0, len(ANSWERS))

    assert eventually(lambda: room.posted == [Done(7)])
    assert eventually(lambda: room.server.windows() == 0)


@pytest.mark.parametrize("room", [XFCE], indirect=True)
@pytest.mark.parametrize("place", range(len(OFFERS)))
def test_a_click_on_an_offer(room: Room, place: int) -> None:
    """On Xfce news have their offers as buttons, and go with the first click."""
    room.tell(SKIPS)
    room.keep(f"xfce-offers-{place}")

    room.click_button(place, len(OFFERS))

    assert eventually(lambda: room.posted == [OFFERS[place].event])
    assert eventually(lambda: room.server.windows() == 0)
    assert room.posted == [OFFERS[place].event]


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_a_click_that_closes(room: Room) -> None:
    """Both close on a click on the words, which answers nothing."""
    room.show(SQUATS)
    left, top, _, _ = room.window()

    room.click(left + 120, top + 35)

    assert eventually(lambda: room.posted == [Closed(7, Closing.DISMISSED)])
    assert eventually(lambda: room.server.windows() == 0)


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_reminder_and_news_on_one_screen(room: Room) -> None:
    """They do not replace each other, and a new reminder replaces the old one."""
    room.show(SQUATS)
    room.notifier.tell(NEWS)
    room.show(JACKS)
    assert eventually(lambda: len(room.server.popups()) == 3)
    words = [each.body for each in room.server.popups()]
    assert words[0] == "Feet apart, sit back &amp; up. &lt;About&gt; 30 s."
    room.keep(f"both-{room.server.window_class}")
    room.notifier.withdraw()
    room.notifier.tell(Message("Your week", "30 of 40 breaks done"))

    assert eventually(lambda: len(room.server.popups()) == 4)
    assert eventually(lambda: room.server.windows() == 1)
    room.keep(f"news-{room.server.window_class}")
    assert room.posted == []


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_killed_and_started_again(room: Room) -> None:
    """The reminder comes back with the server, without being asked for."""
    room.show(SQUATS)
    end(room.server.process, by_name("SIGKILL"))
    assert eventually(lambda: not room.notifier.report().well)

    again = restart(room)

    assert eventually(lambda: [p.title for p in again.popups()][-1:] == [SQUATS.title])
    assert eventually(again.windows)
    assert room.notifier.report().well
    room.notifier.withdraw()
    assert eventually(lambda: again.windows() == 0)


@pytest.mark.parametrize("room", [DUNST, XFCE], indirect=True)
def test_the_end_leaves_an_empty_screen(room: Room) -> None:
    """Nothing stays up when movebreak ends."""
    room.show(SQUATS)
    room.notifier.__exit__(None, None, None)

    assert eventually(lambda: room.server.windows() == 0)


@pytest.mark.parametrize("room", [DUNST], indirect=True)
def test_dunst_held_by_do_not_disturb(room: Room) -> None:
    """What dunst holds back comes later, or never when it was withdrawn."""
    control(room, "set-paused", "true")
    room.notifier.show(SQUATS)
    assert eventually(lambda: control(room, "count", "waiting") == "1")
    room.notifier.withdraw()
    assert eventually(lambda: control(room, "count", "waiting") == "0")
    room.notifier.show(JACKS)
    assert eventually(lambda: control(room, "count", "waiting") == "1")
    assert room.server.windows() == 0

    control(room, "set-paused", "false")

    assert eventually(room.server.windows)
    assert control(room, "count", "displayed") == "1"
    assert room.posted == []


@pytest.mark.parametrize("room", [DUNST], indirect=True)
@pytest.mark.parametrize(
    ("label", "event"),
    [("Yes", Done(7)), ("Snooze", Snooze(break_id=7)), ("Another", Another(7))],
)
def test_dunsts_menu(wanted: Path, room: Room, label: str, event: Event) -> None:
    """The answers are in a menu, so the words must say how to answer as well."""
    assert Capability.BUTTONS not in room.notifier.can
    wanted.write_text(label)
    room.show(ASKED)

    control(room, "context")

    assert eventually(lambda: room.posted == [event])
    assert eventually(lambda: room.server.windows() == 0)
    assert room.posted == [event]


@pytest.mark.parametrize("room", [DUNST], indirect=True)
@pytest.mark.parametrize("offer", OFFERS)
def test_offers_in_dunsts_menu(wanted: Path, room: Room, offer: Offer) -> None:
    """What the news offer is there, too; dunst leaves them up, so we take them down."""
    wanted.write_text(offer.label)
    room.tell(SKIPS)

    control(room, "context")

    assert eventually(lambda: room.posted == [offer.event])
    assert eventually(lambda: room.server.windows() == 0)
    assert room.posted == [offer.event]


@pytest.mark.parametrize("room", [DUNST], indirect=True)
def test_dunsts_own_key(room: Room) -> None:
    """What dunst does by key or middle click shows how the drill goes."""
    room.show(SQUATS)

    control(room, "action", "0")

    assert eventually(lambda: room.posted == [WantPage(Page.GUIDE)])
    assert eventually(lambda: room.server.windows() == 0)
