"""News that lead somewhere: a click on the words themselves."""

import pytest

from movebreak.core.events import Page, WantPage
from movebreak.ports import Message, Offer
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier
from tests.surfaces.notify.stage import Play, ScriptedServer, Stage
from tests.surfaces.notify.test_offers import shown, tell
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SEEN = WantPage(Page.HISTORY)
DAY = Message("Your day", "6 of 8", click=Offer("See the day", SEEN))


def test_a_click_on_the_words_leads_there(play: Play) -> None:
    """Once; then the news are taken down, as they were read."""
    number = tell(play, DAY)
    notice = play.server.notices()[-1]
    assert notice["actions"] == ["default", "See the day"]
    assert notice["expire"] == 60_000

    play.server.press(number, "default")

    assert play.stage.has(SEEN)
    assert eventually(lambda: play.server.closed() == [number])


def test_the_end_leaves_the_day_up(stage: Stage, server: ScriptedServer) -> None:
    """Its words are worth reading, though a click leads nowhere any more."""
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.tell(DAY)
        shown(server, DAY)

    assert server.closed() == []
    assert stage.posted == []
