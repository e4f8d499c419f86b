"""The self-check and the reviews, in a browser before the real program."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from movebreak.core.programme import selfcheck
from movebreak.core.programme.questions import Trouble
from movebreak.store.past_sessions import LOOKS, checks_of, reviews_of
from movebreak.store.readonly import ReadOnlyHistory
from tests.app.program import Home
from tests.pages import past
from tests.pages.browsing import is_for_everybody, looking
from tests.pages.serving import Pages
from tests.store.test_past_sessions import LEFT, begun, ended, kept

pytestmark = pytest.mark.desktop

DAY = timedelta(days=1)
STRENGTH = '[programme]\nfocus = "strength"\n'


@contextmanager
def opened(
    browser: Browser, page: str, *, days: int = 0, times: int = 4, **how: bool
) -> Iterator[tuple[Home, Page]]:
    """Open a page where the first of so many sessions was so many days ago."""
    with Home() as home, Pages(home) as pages:
        home.settings.parent.mkdir(parents=True)
        home.settings.write_text(STRENGTH)
        home.history.parent.mkdir(parents=True)
        for number in range(times if days else 0):
            first = 10 * number + 1
            day = (past.today() - (days - 3 * number) * DAY).isoformat()
            rows = (
                begun(first),
                kept(first + 1, first, LEFT),
                ended(first + 2, first, complete=True),
            )
            past.keep(home.history, (each._replace(day=day) for each in rows))
        home.start()
        with looking(browser, pages.link(page), **how) as shown:
            yield home, shown


def choose(page: Page, question: str, answer: str) -> None:
    """Answer one question of the self-check."""
    group = page.get_by_role("group", name=question)
    group.get_by_label(answer, exact=True).check()


def propose(page: Page) -> None:
    """Send the answers."""
    page.get_by_role("button", name="See what they propose").click()
    expect(page.locator("#found")).to_be_visible()


def test_a_self_check_proposes_and_never_finds(browser: Browser) -> None:
    """C33, C35, C37: see somebody first, an idea, and that experts disagree."""
    with opened(browser, "check") as (home, page):
        is_for_everybody(page, "check")
        choose(page, "Which of these", "Shin splints")
        choose(page, "Does the front of the hip", "Yes")
        choose(page, "Do you feel the seat work", "I feel nothing")
        choose(page, "Is anything going on now", "Yes")
        propose(page)

        found = page.locator("#found")
        expect(found.locator("p").first).to_have_text(selfcheck.SEE_SOMEBODY)
        expect(found).to_contain_text(selfcheck.DOUBT)
        expect(
            found.get_by_role("link", name="First: Find the feeling")
        ).to_be_visible()
        for word in ("diagnosis", "you have", "syndrome"):
            expect(found).not_to_contain_text(word)
        is_for_everybody(page, "check-found")
        (check,) = checks_of(ReadOnlyHistory(home.history).lines_of(LOOKS))
        assert check.answers.had == (Trouble.SHIN,)


def test_old_answers_are_compared_and_can_be_deleted(browser: Browser) -> None:
    """C38: it can be repeated; what was answered before stands beside it."""
    with opened(browser, "check") as (home, page):
        propose(page)
        choose(page, "Is stretching all you do", "Yes")
        propose(page)
        expect(page.locator("#found table")).to_contain_text("Is stretching all you do")
        page.get_by_role("button", name="Delete all answers").click()
        expect(page.locator("#found")).to_have_count(0)
        assert ReadOnlyHistory(home.history).lines_of(LOOKS) == []


def test_a_check_without_movebreak_still_proposes(browser: Browser) -> None:
    """What cannot be kept is told, and nothing that was answered is lost."""
    with (
        Home() as home,
        Pages(home) as pages,
        looking(browser, pages.link("check")) as page,
    ):
        choose(page, "Is stretching all you do", "Yes")
        propose(page)
        expect(page.locator("#said")).to_contain_text("could not be kept")
        expect(page.locator("#found")).to_contain_text("Keep those that do you good")
        group = page.get_by_role("group", name="Is stretching all you do")
        expect(group.get_by_label("Yes")).to_be_checked()


@pytest.mark.parametrize(("days", "begun"), [(0, "four weeks"), (27, "next look back")])
def test_no_review_comes_before_four_weeks(
    browser: Browser, days: int, begun: str
) -> None:
    """C39: not earlier, and the page says when."""
    with opened(browser, "review", days=days) as (_, page):
        expect(page.locator("main")).to_contain_text(begun)
        expect(page.get_by_role("button", name="That is my answer")).to_have_count(0)


@pytest.mark.parametrize(
    ("days", "weeks", "told"),
    [(28, 4, "if you like"), (56, 8, "the cause may lie elsewhere")],
)
def test_no_difference_is_answered_once_in_calm_words(
    browser: Browser, days: int, weeks: int, told: str
) -> None:
    """C40, C42: a technique check at four weeks; at eight, somebody to see, and why."""
    with opened(browser, "review", days=days) as (home, page):
        expect(page.locator("h1")).to_have_text(f"{weeks} weeks of sessions")
        is_for_everybody(page, "review")
        page.get_by_label("No difference").check()
        page.get_by_role("button", name="That is my answer").click()
        expect(page.locator("#said")).to_contain_text(told)
        is_for_everybody(page, "review-answered")
        page.reload()
        expect(page.locator("#said")).to_be_empty()
        expect(page.locator("main")).to_contain_text(f"after {weeks} weeks")
        expect(page.get_by_role("button", name="That is my answer")).to_have_count(0)
        (review,) = reviews_of(ReadOnlyHistory(home.history).lines_of(LOOKS))
        assert review.weeks == weeks


def test_few_sessions_are_no_reason_to_judge(browser: Browser) -> None:
    """C43: the page says so kindly, whatever was answered."""
    with opened(browser, "review", days=28, times=2) as (_, page):
        page.get_by_label("No difference").check()
        page.get_by_role("button", name="That is my answer").click()
        expect(page.locator("#said")).to_contain_text("it takes 4 or more")
        expect(page.locator("#said")).not_to_contain_text("therapist")


def test_a_review_without_a_choice_is_asked_again(browser: Browser) -> None:
    """Also without a script."""
    with opened(browser, "review", days=28, java_script_enabled=False) as (home, page):
        page.get_by_role("button", name="That is my answer").click()
        expect(page.locator("#said")).to_contain_text("Choose one")
        assert ReadOnlyHistory(home.history).lines_of(LOOKS) == []
