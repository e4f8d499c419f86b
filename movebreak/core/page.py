"""Pages in the browser, and what stands for them where there is no browser."""

from dataclasses import replace
from typing import assert_never

from movebreak.core import invitation
from movebreak.core.answers import drill_at_hand, put_back
from movebreak.core.effects import (
    Announce,
    OpenPage,
    OpenSettings,
    PageNews,
    Saying,
    StepsNews,
    SummaryNews,
    TrialNews,
)
from movebreak.core.events import NoPage, Page, WantPage
from movebreak.core.turn import Turn


def show(turn: Turn, want: WantPage) -> None:
    """Open a page; a click on the reminder has taken that down, so it comes back."""
    turn.emit(OpenPage(want.page, want.day))
    if want.page is Page.GUIDE:
        put_back(turn)
    elif want.page is Page.SESSION:
        invitation.put_back(turn)


def show_otherwise(turn: Turn, missing: NoPage) -> None:
    """Tell what the page would have shown, or the most of it."""
    today = turn.state.day
    match missing.page:
        case Page.GUIDE:
            turn.emit(Announce(StepsNews(drill_at_hand(turn))))
        case Page.HISTORY:
            turn.emit(Announce(SummaryNews(missing.day or today, today)))
        case Page.SETTINGS | Page.WELCOME:
            turn.emit(OpenSettings())
        case Page.PROGRAMME | Page.SESSION | Page.CHECK | Page.REVIEW:
            turn.emit(Announce(PageNews(missing.page)))
        case _:
            assert_never(missing.page)


def try_out(turn: Turn) -> None:
    """Show how a reminder comes; no break is opened, and nothing counts."""
    turn.emit(Announce(TrialNews(drill_at_hand(turn))))
    turn.say(Saying.TRIAL)


def welcomed(turn: Turn) -> None:
    """Offer the first steps no more."""
    turn.state = replace(turn.state, welcomed=True)
    turn.say(Saying.WELCOMED)
