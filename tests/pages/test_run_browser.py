"""A guided run in a real browser: it can be stopped, goes on, and keeps its place."""

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.browsing import looking
from tests.pages.serving import Pages

pytestmark = pytest.mark.desktop


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
