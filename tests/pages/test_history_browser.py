"""The history in a real browser, before the real program."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, expect

from movebreak.core.effects import Kind
from movebreak.core.past_words import name_of, short_name_of
from tests.app.program import Home
from tests.pages.browsing import NARROW, hindrances, is_for_everybody, looking
from tests.pages.past import DAY, keep, line, today, years
from tests.pages.serving import Pages

pytestmark = pytest.mark.desktop

PHONE = NARROW["narrow"]


@pytest.fixture
def day() -> date:
    """The present day, told anew for each test: a day may begin between two of them."""
    return today()


@pytest.fixture
def home(day: date) -> Iterator[Home]:
    """The home of somebody with a past of a year, where movebreak runs."""
    with Home() as home:
        keep(home.history, years(1, day - DAY, 24))
        home.start()
        yield home


@pytest.fixture
def pages(home: Home) -> Iterator[Pages]:
    """The pages of that home."""
    with Pages(home) as made:
        yield made


@pytest.fixture
def page(browser: Browser, pages: Pages) -> Iterator[Page]:
    """The history, opened by its command."""
    with looking(browser, pages.link_of("history")) as page:
        yield page


def test_the_history_is_for_everybody(page: Page, day: date) -> None:
    """Pictures with a name, in every light and width, and nothing in anybody's way."""
    expect(page.get_by_role("heading", level=1)).to_have_text("History")
    expect(page.get_by_role("img", name="26 weeks, day by day")).to_be_visible()
    is_for_everybody(page, "history")
    for each in page.locator("details").all():
        each.locator("summary").click()
    assert hindrances(page) == ""
    page.goto(page.url.replace("/history", f"/day/{day - DAY}"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name_of(day - DAY))
    is_for_everybody(page, "day")


def test_paper_shows_what_was_done(page: Page) -> None:
    """And nothing that can only be clicked."""
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="26 weeks, day by day")).to_be_visible()
    for each in ("nav", "button", "summary", "form"):
        assert not any(found.is_visible() for found in page.locator(each).all())


def test_a_new_history_is_for_everybody(browser: Browser) -> None:
    """The kind start as well."""
    with (
        Home() as home,
        Pages(home) as pages,
        looking(browser, pages.link_of("history")) as page,
    ):
        expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
        is_for_everybody(page, "history-new")


def test_a_long_name_stays_in_its_picture(browser: Browser, day: date) -> None:
    """What lies beside it is as empty as below a short one."""
    with Home() as home, Pages(home) as pages:
        keep(home.history, [line(1, Kind.DONE, day, "09:00", drill="m" * 64)])
        with looking(browser, pages.link_of("history"), viewport=PHONE) as page:
            card = page.locator("section", has_text="By drill")
            card.scroll_into_view_if_needed()
            inner = card.locator(".picture").bounding_box()
            outer = card.bounding_box()
            assert inner
            assert outer
            left, right = (box["x"] + box["width"] for box in (inner, outer))
            beside: FloatRect = {
                "x": left + 2,
                "y": inner["y"],
                "width": right - left - 4,
                "height": inner["height"],
            }
            shot = page.screenshot(clip=beside)

        colours = Image.open(BytesIO(shot)).convert("RGB").getcolors()
        assert colours
        assert len(colours) == 1


def test_the_tables_open_by_keyboard(page: Page, day: date) -> None:
    """And lead from a week to its days."""
    summary = page.get_by_text("The week as a table")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="The week as a table")).to_be_focused()
    page.keyboard.press("Tab")
    first = day - day.weekday() * DAY
    expect(page.locator(":focus")).to_have_text(short_name_of(first))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name_of(first))


def test_a_span_is_saved_as_a_file(page: Page, day: date) -> None:
    """Where the browser keeps what is downloaded."""
    page.get_by_label("From", exact=True).fill(f"{day - 2 * DAY}")
    page.get_by_label("To", exact=True).fill(f"{day - DAY}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as JSON").click()
    name = f"movebreak-{day - 2 * DAY}-{day - DAY}.json"
    assert download.value.suggested_filename == name
    found = json.loads(download.value.path().read_text())
    assert {each["day"] for each in found} == {f"{day - 2 * DAY}", f"{day - DAY}"}
    assert len(found) == 48


def test_an_answer_given_elsewhere_is_drawn(page: Page, home: Home) -> None:
    """The page need not be loaded anew."""
    count = home.status()["today"]["done"]
    counts = page.locator("#today .counts")
    expect(counts).to_contain_text(f"{count} of 8 done")
    home.say("done")
    expect(counts).to_contain_text(f"{count + 1} of 8 done")


def test_a_day_is_deleted_after_asking(page: Page, home: Home, day: date) -> None:
    """Keep it keeps it; the running program's own counts follow, and undo is over."""
    home.say("move")
    home.say("done")
    before = home.status()["today"]["done"]
    assert before
    page.get_by_role("button", name="Delete this day…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Delete {name_of(day)}?")
    is_for_everybody(page, "delete-day")
    page.get_by_role("link", name="Keep it").click()
    assert home.status()["today"]["done"] == before
    page.get_by_role("link", name="Delete this day…").click()
    page.get_by_role("button", name="Delete for good").press("Enter")
    expect(page.locator("#said")).to_contain_text("deleted for good")
    expect(page.get_by_text("Nothing is kept of this day.")).to_be_visible()
    assert home.status()["today"]["done"] == 0
    assert "nothing to undo" in home.ask("undo").stderr


def test_everything_goes_only_when_typed(browser: Browser, day: date) -> None:
    """The browser asks for the word, and so do we where it does not."""
    with Home() as home, Pages(home) as pages:
        keep(home.history, [line(1, Kind.DONE, day, "04:30", drill="heel-taps")])
        link = pages.link_of("history")
        with looking(browser, link, java_script_enabled=False) as page:
            page.get_by_role("link", name="Delete the whole history…").click()
            button = page.get_by_role("button", name="Delete for good")
            button.click()
            box = page.get_by_label("To be sure, type delete")
            expect(box).to_be_focused()
            box.fill("no")
            button.click()
            expect(page.get_by_role("alert")).to_contain_text("Nothing was deleted.")
            box.fill("delete")
            button.click()
            expect(page.locator("#said")).to_contain_text("1 line deleted for good.")
            expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
