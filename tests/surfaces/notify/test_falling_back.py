"""The chain on a real bus: to the terminal when the server fails, and back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from io import StringIO

import pytest

from movebreak.core.events import Done, MoveNow
from movebreak.core.news_words import OFFERS_BY_COMMAND
from movebreak.ports import Capability, Message, Offer, Reminder
from movebreak.surfaces.notify.chain import Choice, NotifierChain
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier, Options
from movebreak.surfaces.terminal import TerminalNotifier
from tests.desktop.session import end
from tests.surfaces.notify.stage import Stage
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SQUATS = Reminder(7, "Squats", "Ten slow ones")
JACKS = Reminder(8, "Jumping jacks", "Thirty seconds")
NEWS = Message("Your day", "6 of 8")
OFFER = Message("Something else?", "Or not.", (Offer("Another drill now", MoveNow()),))
FAST = Options(patience=1)

Printed = Callable[[], str]


@contextmanager
def chained(stage: Stage) -> Iterator[tuple[NotifierChain, Printed]]:
    """Have a chain of desktop and terminal, and what the terminal printed."""
    stream = StringIO()
    choices = [
        Choice("freedesktop", lambda: FreedesktopNotifier(stage.posted.append, FAST)),
        Choice("terminal", lambda: nullcontext(TerminalNotifier(stream))),
    ]
    with NotifierChain(choices) as chain:
        yield chain, stream.getvalue


def test_no_server(stage: Stage) -> None:
    """Reminder and news are printed; when a server comes, the reminder moves there."""
    with chained(stage) as (chain, printed):
        assert chain.can == {Capability.EXPLAINS}
        chain.show(SQUATS)
        assert eventually(lambda: "Squats" in printed())
        chain.tell(NEWS)
        assert eventually(lambda: "Your day" in printed())
        says = chain.report().says
        assert says.startswith("terminal: reminders are printed in the terminal")
        assert "not by freedesktop: no notification server runs" in says

        server = stage.serve()

        assert eventually(lambda: server.titles() == ["Squats"])
        assert eventually(lambda: Capability.BUTTONS in chain.can)
        server.press(1, "done")
        assert stage.has(Done(7))
        assert chain.report().says.startswith("freedesktop: scripted 1.0, with buttons")


def test_a_hung_server(stage: Stage) -> None:
    """What it does not take is printed; later it is tried again, and shows one."""
    server = stage.serve()
    with chained(stage) as (chain, printed):
        assert Capability.BUTTONS in chain.can
        server.hang()
        chain.show(SQUATS)
        assert eventually(lambda: "Squats" in printed())
        assert "no answer within 1 seconds (once)" in chain.report().says
        server.go_on()
        chain.show(JACKS)

        assert eventually(lambda: Capability.BUTTONS in chain.can)
        assert eventually(lambda: "Jumping jacks" in server.titles())
        assert eventually(lambda: len(server.up()) == 1)
        server.press(server.up().pop(), "done")
        assert stage.has(Done(8))
        assert "Jumping jacks" not in printed()


def test_the_bus_ends(stage: Stage) -> None:
    """A lost session leaves the terminal, with what was up."""
    server = stage.serve()
    with chained(stage) as (chain, printed):
        chain.show(SQUATS)
        assert eventually(lambda: server.titles() == ["Squats"])
        end(stage.bus)

        assert eventually(lambda: "Squats" in printed())
        assert "not by freedesktop: the session bus is gone" in chain.report().says
        assert not chain.report().well
        chain.show(JACKS)
        assert eventually(lambda: "Jumping jacks" in printed())


def test_an_answered_reminder_is_not_printed(stage: Stage) -> None:
    """What was answered at the desktop is over, whatever becomes of the desktop."""
    server = stage.serve()
    with chained(stage) as (chain, printed):
        chain.show(SQUATS)
        assert eventually(lambda: server.titles() == ["Squats"])
        server.press(1, "done")
        assert stage.has(Done(7))
        end(stage.bus)
        assert eventually(lambda: "the session bus is gone" in chain.report().says)

        assert "Squats" not in printed()


def test_offers_that_a_hung_server_did_not_take(stage: Stage) -> None:
    """They are printed with the commands; with a good server there are buttons."""
    server = stage.serve()
    with chained(stage) as (chain, printed):
        server.hang()
        chain.tell(OFFER)
        assert eventually(lambda: OFFERS_BY_COMMAND in printed())
        assert printed().count("Something else?") == 1
        server.go_on()
        assert eventually(lambda: Capability.BUTTONS in chain.can)
        chain.tell(OFFER)

        assert eventually(lambda: len(server.titles()) == 2)
        assert server.notices()[-1]["body"] == "Or not."
        server.press(server.notices()[-1]["notify"], "offer-0")
        assert stage.has(MoveNow())
        assert printed().count("Something else?") == 1
