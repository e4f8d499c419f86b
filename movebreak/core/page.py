"""Pages in the browser, and what stands for them where there is no browser."""

from dataclasses import replace
from typing import assert_never

from movebreak.core.answers import drill_at_hand, put_back, show_steps
from movebreak.core.effects import (
    Announce,
    OpenPage,
    OpenSettings,
    Saying,
    SummaryNews,
    TrialNews,
)
from movebreak.core.events import Page, WantPage
from movebreak.core.turn import Turn


def show(turn: Turn, want: WantPage) -> None:
    """Open a page; a click on the reminder has taken that down, so it comes back."""
    turn.emit(OpenPage(want.page, want.day))
    if want.page is Page.GUIDE:
        put_back(turn)


def show_otherwise(turn: Turn, page: Page) -> None:
    """Tell what the page would have shown, or the most of it."""
    match page:
        case Page.GUIDE:
            show_steps(turn)
        case Page.HISTORY:
            turn.emit(Announce(SummaryNews(turn.state.day, turn.state.day)))
        case Page.SETTINGS | Page.WELCOME:
            turn.emit(OpenSettings())
        case _:
            assert_never(page)


def try_out(turn: Turn) -> None:
    """Show how a reminder comes; no break is opened, and nothing counts."""
    turn.emit(Announce(TrialNews(drill_at_hand(turn))))
    turn.say(Saying.TRIAL)


def welcomed(turn: Turn) -> None:
    """Offer the first steps no more."""
    turn.state = replace(turn.state, welcomed=True)
    turn.say(Saying.WELCOMED)
