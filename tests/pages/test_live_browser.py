"""Pages in a real browser stay true, however many of them are open."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.app.program import SOON, Home
from tests.pages.browsing import looking
from tests.pages.serving import Pages

pytestmark = pytest.mark.desktop

# More than the lines that a browser keeps open to one server.
MANY = 8
# As if an answer were waited for only so long, and the first did not come.
IMPATIENT = """
const wait = AbortSignal.timeout.bind(AbortSignal);
const really = window.fetch.bind(window);
AbortSignal.timeout = () => wait(50);
window.fetch = (path, { signal }) => new Promise((_, fail) => {
  signal.addEventListener("abort", () => fail(signal.reason));
});
window.heal = () => Object.assign(window, { fetch: really });
null
"""


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    """Pages of a home in which movebreak runs."""
    with Home() as home, Pages(home) as pages:
        home.start()
        yield pages


def test_many_tabs_are_answered_and_stay_true(pages: Pages, browser: Browser) -> None:
    """Done in the first of them counts, and the last shows it."""
    pages.home.say("move")
    with looking(browser, pages.link()) as first:
        tabs = [first.context.new_page() for _ in range(MANY)]
        for tab in tabs:
            tab.goto(first.url, timeout=SOON * 1000)
        first.get_by_role("button", name="Done", exact=True).click()
        expect(first.locator("#said")).to_contain_text(": done.")
        for tab in tabs:
            expect(tab.locator("h1")).to_contain_text("Next break")


def test_a_page_whose_program_is_gone_says_so(pages: Pages, browser: Browser) -> None:
    """And where it is opened again, in each tab."""
    with looking(browser, pages.link("history")) as page:
        other = page.context.new_page()
        other.goto(page.url)
        for tab in (page, other):
            expect(tab.locator("#ended")).to_be_hidden()
        pages.end()
        for tab in (page, other):
            expect(tab.locator("#ended")).to_be_visible(timeout=SOON * 1000)


def test_an_answer_that_got_lost_can_be_given_again(
    pages: Pages, browser: Browser
) -> None:
    """That it was not heard is said after a while."""
    pages.home.say("move")
    with looking(browser, pages.link()) as page:
        expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()
        page.evaluate(IMPATIENT)
        page.keyboard.press("d")
        expect(page.locator("#said")).to_contain_text("gave no answer")
        page.evaluate("heal(); AbortSignal.timeout = () => undefined; null")
        page.keyboard.press("d")
        expect(page.locator("#said")).to_contain_text(": done.")
