"""Offers whose server has no buttons, ends, changes, hangs; and the end of ours."""

import pytest

from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier, Options
from tests.surfaces.notify.stage import Play, ScriptedServer, Stage
from tests.surfaces.notify.test_offers import DAY, DRILL, SKIPS, shown, tell
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

FAST = Options(patience=1)


def test_no_offers_where_there_are_no_buttons(stage: Stage) -> None:
    """A server without buttons gets none, and cannot press one."""
    server = stage.serve("--abilities", "body")
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.tell(SKIPS)
        number = shown(server, SKIPS)
        server.press(number, "offer-0")
        notifier.tell(DAY)
        shown(server, DAY, 1)

    notice, _ = server.notices()
    assert notice["actions"] == []
    assert notice["expire"] == 120_000
    assert stage.posted == []
    assert server.closed() == []


def test_the_end_takes_the_offers_down(stage: Stage, server: ScriptedServer) -> None:
    """Nobody is left with a button that does nothing."""
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.tell(SKIPS)
        number = shown(server, SKIPS)

    assert eventually(lambda: server.closed() == [number])
    assert stage.posted == []


def test_offers_go_with_their_server(play: Play) -> None:
    """Neither the old server's number nor another server's means them again."""
    number = tell(play, SKIPS)
    play.server.die()
    assert eventually(lambda: "gone" in play.notifier.report().says)
    again = play.stage.serve()
    assert eventually(lambda: "GetCapabilities" in again.asked())
    again.press(number, "offer-0")
    anew = Play(play.stage, again, play.notifier)
    anew.fence()
    assert play.posted == []
    assert SKIPS.title not in again.titles()


def test_offers_go_with_a_server_that_is_replaced(play: Play) -> None:
    """The one that lost the name is a stranger from then on."""
    number = tell(play, SKIPS)
    other = play.stage.serve("--first", "1000")
    assert eventually(lambda: "GetCapabilities" in other.asked())
    play.server.press(number, "offer-0")

    Play(play.stage, other, play.notifier).fence()
    assert play.posted == []


def test_late_offers_are_shown_once(stage: Stage) -> None:
    """A server that goes on by itself shows them, and they can be taken, once."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append, FAST) as notifier:
        server.hang()
        notifier.tell(SKIPS)
        assert eventually(lambda: not notifier.works())
        server.go_on()
        assert eventually(notifier.works)
        server.press(1, "offer-0")
        server.press(1, "offer-0")

        assert stage.has(DRILL)
        Play(stage, server, notifier).fence()
        assert stage.posted == [DRILL]
        assert server.titles().count(SKIPS.title) == 1


def test_late_offers_that_are_out_of_date(stage: Stage) -> None:
    """What was told while the server hung leaves the newest alone on the screen."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append, FAST) as notifier:
        server.hang()
        notifier.tell(SKIPS)
        assert eventually(lambda: "once" in notifier.report().says)
        notifier.tell(DAY)
        assert eventually(lambda: "2 times" in notifier.report().says)
        server.go_on()

        assert eventually(notifier.works)
        assert eventually(lambda: DAY.title in server.titles())
        assert eventually(lambda: len(server.up()) == 1)
        number = server.up().pop()
        server.press(number, "offer-0")
        Play(stage, server, notifier).fence()
        assert stage.posted == []
        last = [each for each in server.notices() if each["notify"] == number]
        assert last[-1]["title"] == DAY.title
