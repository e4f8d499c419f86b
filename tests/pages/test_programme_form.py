"""The steps to a programme: sitting, focus, days; each a part of the settings."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from movebreak.core.programme import focus as focuses
from tests.app.program import Home
from tests.pages.browsing import is_for_everybody, looking
from tests.pages.serving import Pages

pytestmark = pytest.mark.desktop

SHOES = "Flatter running shoes, slowly"


@pytest.fixture
def home() -> Iterator[Home]:
    """A home in which movebreak runs."""
    with Home() as home:
        home.settings.parent.mkdir(parents=True)
        home.start()
        yield home


@pytest.fixture
def page(home: Home, browser: Browser) -> Iterator[Page]:
    """The programme, opened for the first time."""
    with Pages(home) as pages, looking(browser, pages.link("programme")) as page:
        yield page


def go_on(page: Page) -> None:
    """Save this step."""
    page.get_by_role("button", name="Save").click()


def test_a_programme_is_set_up_in_three_steps(home: Home, page: Page) -> None:
    """C13, C15: sitting and its causes first, then the focus, then days and hour."""
    expect(page.locator("h1")).to_have_text("First: how much do you sit?")
    expect(page.get_by_role("heading", name=SHOES)).to_be_visible()
    is_for_everybody(page, "programme-causes")
    page.get_by_label("4 to 8 hours").check()
    page.get_by_label("Less than 1 hour").check()
    go_on(page)
    expect(page.locator("h1")).to_have_text("What shall your sessions be for?")
    is_for_everybody(page, "programme-focus")
    page.get_by_label("Mobility first").check()
    go_on(page)
    expect(page.locator("h1")).to_have_text("When shall they come?")
    is_for_everybody(page, "programme-plan")
    page.get_by_label("Suggest it at", exact=True).fill("18:15")
    page.get_by_label("Tuesday").check()
    page.get_by_label("Friday").check()
    go_on(page)
    expect(page.locator("h1")).not_to_have_text("When shall they come?")

    text = home.settings.read_text()
    for line in ('focus = "mobility"', 'at = "18:15"', 'days = ["tuesday", "friday"]'):
        assert line in text


def test_each_focus_is_shown_with_what_speaks_against_it(page: Page) -> None:
    """C44, C46: four of them, each with one opposing sentence and its source."""
    page.get_by_role("link", name="Go on without").click()
    cards = page.locator(".focuses .card")
    expect(cards).to_have_count(len(focuses.CHOICES))
    for number, each in enumerate(focuses.CHOICES):
        against = focuses.opposing_view(each)
        card = cards.nth(number)
        expect(card).to_contain_text(f"Another view: {against.says} {against.source}")


def test_a_focus_is_changed_and_left_at_any_time(home: Home, page: Page) -> None:
    """C44: what was chosen is no promise."""
    page.get_by_role("link", name="Go on without").click()
    page.get_by_label("Strength", exact=True).check()
    go_on(page)
    go_on(page)
    page.goto(page.url.rpartition("/")[0] + "/programme/focus")
    expect(page.get_by_label("Strength", exact=True)).to_be_checked()
    page.get_by_label("No sessions").check()
    go_on(page)

    assert 'focus = "strength"' not in home.settings.read_text()


def test_shoes_are_not_spoken_of_where_feet_ask_for_care(
    home: Home, page: Page
) -> None:
    """C14: who ticked ankles, Achilles and shins among them, gets no such advice."""
    home.settings.write_text('[profile]\ncareful = ["ankle"]\n')
    page.reload()
    expect(page.get_by_role("heading", name=SHOES)).to_have_count(0)


def test_nor_where_the_self_check_speaks_of_shins(page: Page) -> None:
    """C14: the latest answers count."""
    causes = page.url
    page.goto(causes.replace("programme/causes", "check"))
    page.get_by_label("Shin splints").check()
    page.get_by_role("button", name="See what they propose").click()
    expect(page.locator("#found")).to_be_visible()
    page.goto(causes)
    expect(page.locator("h1")).to_have_text("First: how much do you sit?")
    expect(page.get_by_role("heading", name=SHOES)).to_have_count(0)


def test_an_adjustable_desk_is_to_change(home: Home, page: Page) -> None:
    """C09: never to the position that was told, and the change is what counts."""
    home.settings.write_text('[programme]\nfocus = "feel"\ndesk = "adjustable"\n')
    page.goto(page.url.removesuffix("/causes"))
    page.get_by_role("button", name="Standing").click()
    expect(page.locator("#said")).to_contain_text("sit for a while")
    page.get_by_role("button", name="Sitting").click()
    expect(page.locator("#said")).to_contain_text("work standing for a while")


def test_a_mistake_is_told_and_nothing_is_lost(home: Home, page: Page) -> None:
    """As on the page of the settings."""
    page.goto(page.url.replace("causes", "plan"))
    page.get_by_label("Suggest it at", exact=True).fill("tea time")
    page.get_by_label("Monday", exact=True).check()
    go_on(page)
    expect(page.locator("#mistakes")).to_contain_text("tea time")
    expect(page.get_by_label("Monday", exact=True)).to_be_checked()
    assert 'days = ["monday"]' not in home.settings.read_text()


def test_the_steps_work_without_a_script(home: Home, browser: Browser) -> None:
    """Buttons that fill a field in ask for it."""
    home.settings.write_text("[programme]\nsessions = 3\n")
    with (
        Pages(home) as pages,
        looking(browser, pages.link("programme"), java_script_enabled=False) as page,
    ):
        page.goto(page.url.replace("causes", "plan"))
        page.get_by_role("button", name="Back to 2").click()
        expect(page.get_by_label("Sessions a week", exact=True)).to_have_value("2")
