"""Pages are asked for, and something stands for each where there is no browser."""

from movebreak.core.effects import (
    OpenPage,
    OpenSettings,
    Remind,
    StepsNews,
    SummaryNews,
    Withdraw,
)
from movebreak.core.events import NoPage, Page, WantPage
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
    scene.do(NoPage(Page.GUIDE))

    assert scene.news == [StepsNews(up.drill)]
    assert scene.up == up


def test_without_a_browser_the_day_is_summed_up() -> None:
    """For who wants to see the history."""
    scene = Scene()
    scene.do(NoPage(Page.HISTORY))

    day = scene.state.day
    assert scene.news == [SummaryNews(day, day)]


def test_without_a_browser_the_file_of_the_settings_is_opened() -> None:
    """Which says itself what each setting means."""
    for page in (Page.SETTINGS, Page.WELCOME):
        scene = Scene()
        scene.do(NoPage(page))

        assert OpenSettings() in scene.effects
        assert Withdraw() not in scene.effects
