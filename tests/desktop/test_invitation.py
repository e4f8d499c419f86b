"""The invitation to a session at real notification servers, and in the browser."""

import pytest

from tests.desktop.parts import Screen
from tests.desktop.program import Program
from tests.desktop.servers import Server
from tests.desktop.session import Session, end
from tests.desktop.test_reminders import keep, libfaketime, titles
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")

pytestmark = pytest.mark.desktop

TITLE = "Time for your strength session"
PLANNED = '[programme]\nfocus = "strength"\n[breaks]\ntyping_grace = "0s"\n'


@pytest.fixture
def five(server: Server, program: Program) -> Program:
    """Have it start some seconds before five, the hour of the session."""
    assert server.windows() == 0
    # The first start ever is greeted.
    end(program.start())
    program.settle(PLANNED)
    program.start(
        *("--every", "20m"),
        LD_PRELOAD=libfaketime(),
        FAKETIME="@2026-11-24 16:59:52",
        DONT_FAKE_MONOTONIC="1",
        # Its fix for older C libraries makes each timed wait end at once here.
        FAKETIME_FORCE_MONOTONIC_FIX="0",
    )
    return program


def test_it_comes_at_its_hour_and_goes_when_it_is_answered(
    screen: Screen, server: Server, five: Program
) -> None:
    """In the place of the reminder; tomorrow it comes again."""
    assert eventually(lambda: TITLE in titles(server), 20)
    assert eventually(server.windows)
    keep(screen, f"invitation-{server.window_class}")
    popup = next(each for each in server.popups() if each.title == TITLE)
    # dunst keeps its buttons in a menu of its own, so the words say how as well.
    told = "movebreak session tomorrow" in popup.body
    assert told == (server.window_class == "Dunst")

    said = five.ask("session", "tomorrow")

    assert said == "Moved. The next one: tomorrow 17:00."
    assert not five.status()["session"]["today"]
    assert eventually(lambda: not server.windows())


def test_a_click_on_it_shows_what_it_holds(
    session: Session, server: Server, five: Program
) -> None:
    """In the browser; it is not answered by that, and comes back."""
    if server.window_class != "Dunst":
        pytest.skip("a click on the words is an action of dunst's own")
    assert eventually(lambda: TITLE in titles(server), 20)
    assert eventually(server.windows)

    assert session.ask("dunstctl", "action").returncode == 0

    links = session.browser.links
    assert eventually(lambda: "page=session" in "".join(links()))
    assert eventually(lambda: titles(server).count(TITLE) == 2)
    assert five.status()["session"]["today"]
