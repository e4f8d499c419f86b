"""Pages are asked for, and something stands for each where there is no browser."""

from datetime import timedelta

import pytest

from movebreak.core.effects import (
    OpenPage,
    OpenSettings,
    Remind,
    Saying,
    StepsNews,
    SummaryNews,
    TrialNews,
    Withdraw,
)
from movebreak.core.events import (
    Meeting,
    NoPage,
    Page,
    PauseFor,
    Snooze,
    Trial,
    WantPage,
    Welcomed,
)
from tests.core.scene import Scene


def test_how_it_goes_is_shown_in_the_browser() -> None:
    """And the reminder that was clicked away comes back beside it."""
    scene = Scene()
    up = scene.due()
    scene.do(WantPage(Page.GUIDE))

    assert OpenPage(Page.GUIDE) in scene.effects
    assert scene.news == []
    assert [each for each in scene.effects if isinstance(each, Remind)] == [up, up]


def test_nothing_comes_back_where_nothing_was_up() -> None:
    """Between two breaks the page alone is opened."""
    scene = Scene()
    scene.do(WantPage(Page.GUIDE))

    assert OpenPage(Page.GUIDE) in scene.effects
    assert scene.up is None


def test_without_a_browser_the_steps_are_told() -> None:
    """In a notification, as in the terminal."""
    scene = Scene()
    up = scene.due()
    scene.do(WantPage(Page.GUIDE))
    scene.do(NoPage(Page.GUIDE))

    assert scene.news == [StepsNews(up.drill)]
    assert scene.up == up
    assert scene.reminders == [up, up]


def test_without_a_browser_the_day_is_summed_up() -> None:
    """For who wants to see the history."""
    scene = Scene()
    scene.do(NoPage(Page.HISTORY))

    day = scene.state.day
    assert scene.news == [SummaryNews(day, day)]


def test_without_a_browser_the_day_that_was_asked_for_is_summed_up() -> None:
    """Not the present one, when a late summary leads to the page of its day."""
    scene = Scene()
    yesterday = scene.state.day - timedelta(days=1)
    scene.do(NoPage(Page.HISTORY, yesterday))

    assert scene.news == [SummaryNews(yesterday, scene.state.day)]


def test_without_a_browser_the_file_of_the_settings_is_opened() -> None:
    """Which says itself what each setting means."""
    for page in (Page.SETTINGS, Page.WELCOME):
        scene = Scene()
        scene.do(NoPage(page))

        assert OpenSettings() in scene.effects
        assert Withdraw() not in scene.effects


@pytest.mark.parametrize("before", ["work", "due", "snooze", "pause", "meeting"])
def test_a_trial_touches_nothing(before: str) -> None:
    """The cycle stands as it would without it: no break, no record, no other time."""
    tried, untouched = Scene(), Scene()
    for scene in (tried, untouched):
        scene.work("7m")
        if before in {"due", "snooze"}:
            scene.due()
        if before == "snooze":
            scene.do(Snooze())
        if before == "pause":
            scene.do(PauseFor(None))
        if before == "meeting":
            scene.do(Meeting(timedelta(minutes=30)))
    reply = tried.do(Trial())

    assert reply is not None
    assert (reply.saying, reply.refused) == (Saying.TRIAL, False)
    assert [type(each) for each in tried.news].count(TrialNews) == 1
    assert tried.state == untouched.state
    assert tried.records == untouched.records
    for scene in (tried, untouched):
        scene.work("30m")
    assert tried.state == untouched.state
    assert tried.outcomes == untouched.outcomes


def test_a_trial_shows_the_drill_at_hand() -> None:
    """That of the open break, or the last one dealt."""
    scene = Scene()
    up = scene.due()
    scene.do(Trial())
    scene.done()
    scene.do(Trial())

    assert scene.news == [TrialNews(up.drill)] * 2


def test_the_first_steps_are_offered_until_they_were_taken() -> None:
    """Or were turned down; a restart does not bring them back."""
    scene = Scene()
    assert not scene.glance.welcomed
    scene.do(Welcomed())
    scene.restart("1h")

    assert scene.glance.welcomed
