"""A guided run in a real browser: it can be stopped, goes on, and keeps its place."""

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.browsing import looking
from tests.pages.serving import Pages

pytestmark = pytest.mark.desktop


def test_counting_keeps_reminders_off(pages: Pages, browser: Browser) -> None:
    """Who takes long over a repetition is still moving; told now and then."""
    with looking(browser, pages.link("drill/burpees")) as page:
        page.clock.install()
        page.reload()
        told: list[str] = []
        page.on(
            "request",
            lambda asked: (
                told.append(asked.post_data or "")
                if asked.url.endswith("/guided")
                else None
            ),
        )
        page.keyboard.press("Space")
        page.clock.run_for(4000)
        page.keyboard.press("Space")
        expect(page.locator(".phase")).to_have_text("1 of 3")
        assert len(told) == 1
        page.clock.run_for(11_000)
        page.keyboard.press("Space")
        expect(page.locator(".phase")).to_have_text("2 of 3")
        assert len(told) == 2
        assert told[0] == told[1]


def test_a_button_that_goes_leaves_nobody_behind(
    pages: Pages, browser: Browser
) -> None:
    """Whoever pressed it by keyboard is at the button that stays."""
    with looking(browser, pages.link("drill/weight-shift")) as page:
        page.clock.install()
        page.reload()
        page.keyboard.press("Space")
        page.clock.run_for(4000)
        page.get_by_role("button", name="That is enough").press("Enter")
        expect(page.locator("#run .start")).to_be_focused()
        page.get_by_role("button", name="Leave").press("Enter")
        expect(page.locator("#run .start")).to_be_focused()


def test_pain_ends_every_run(pages: Pages, browser: Browser) -> None:
    """Also the second, and one that begins while the card is still shown."""
    with looking(browser, pages.link("drill/weight-shift")) as page:
        for _ in range(2):
            page.keyboard.press("Space")
            expect(page.locator(".phase")).to_have_text("Get ready.")
            expect(page.locator("#pain")).to_be_hidden()
            page.get_by_role("link", name="Pain").click()
            expect(page.locator(".phase")).to_have_text("Stopped.")
            expect(page.locator("#pain")).to_be_focused()
        start = page.get_by_role("button", name="Start", exact=True)
        start.click()
        expect(page.locator("#pain")).to_be_hidden()
        expect(page.locator("#run .start")).to_be_focused()
