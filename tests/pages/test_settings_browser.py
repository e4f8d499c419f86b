"""A person in a browser changes the settings of the running program."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from tests.app.program import SOON, Home
from tests.pages.browsing import hindrances, is_for_everybody, keep_shot, looking
from tests.pages.serving import Pages
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

MINE = "# my own words\n[breaks]\n# as the doctor said\ngoal = 6  # for now\n"
MINE_LATER = MINE.replace("goal = 6", "goal = 7")
GOAL = 6


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    """Pages of a home in which movebreak runs."""
    with Home() as home, Pages(home) as pages:
        home.settings.parent.mkdir(parents=True)
        home.start()
        yield pages


@pytest.fixture
def home(pages: Pages) -> Home:
    """That home, with settings written by hand, and known to the program."""
    pages.home.settings.write_text(MINE)
    assert eventually(lambda: pages.home.status()["today"]["goal"] == GOAL)
    return pages.home


@pytest.fixture
def link(pages: Pages, home: Home) -> str:
    """A fresh link to the page of the settings."""
    assert home.settings.exists()
    return pages.link("settings")


@pytest.fixture
def page(browser: Browser, link: str) -> Iterator[Page]:
    """The page of the settings, opened."""
    with looking(browser, link) as page:
        page.set_default_timeout(SOON * 1000)
        yield page


def field(page: Page, label: str) -> Locator:
    """Return the field with this label."""
    return page.get_by_label(label, exact=True)


def hours(page: Page, day: str) -> Locator:
    """Return the field with the hours of this day; sessions have days to tick."""
    return page.get_by_role("textbox", name=day, exact=True)


def is_kept_from_leaving(page: Page) -> bool:
    """Say whether the browser asks before it goes to another page; it then stays."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="History").click(no_wait_after=True)
    return eventually(lambda: page.evaluate("1") and asked == ["beforeunload"])


def save(page: Page) -> None:
    """Press the first button that saves."""
    page.get_by_role("button", name="Save", exact=True).first.click()


def test_what_is_saved_holds_in_the_running_program(home: Home, page: Page) -> None:
    """At once; the interval is longer, and goes on from where it began."""
    before = datetime.fromisoformat(home.status()["next_at"])
    field(page, "Time between two breaks").fill("25m")
    field(page, "Goal for a day").fill("5")
    save(page)

    expect(page.locator("#said")).to_have_text(
        "Saved. Time between two breaks: 25 minutes; Goal for a day: 5."
    )
    assert eventually(lambda: home.status()["today"]["goal"] == 5)
    after = datetime.fromisoformat(home.status()["next_at"])
    assert abs(after - before - timedelta(minutes=5)) <= timedelta(seconds=1)
    assert home.settings.read_text() == (
        "# my own words\n[breaks]\n# as the doctor said\ngoal = 5  # for now\n"
        'interval = "25m"\n'
    )


def test_mistakes_are_told_while_they_are_typed(home: Home, page: Page) -> None:
    """Beside the field and at the top, all at once; nothing of it can be saved."""
    interval = field(page, "Time between two breaks")
    interval.fill("45")
    expect(page.locator("#breaks-interval-wrong")).to_contain_text("has no unit")
    expect(interval).to_have_attribute("aria-invalid", "true")
    field(page, "Sum up the day at").fill("tea time")
    hours(page, "Monday").fill("9-17")
    expect(page.locator("#mistakes li")).to_have_count(3)

    save(page)

    expect(page).to_have_title("Mistakes in the settings · movebreak")
    expect(page.locator("#mistakes")).to_be_focused()
    expect(page.locator("#mistakes li")).to_have_count(3)
    expect(interval).to_have_value("45")
    assert home.settings.read_text() == MINE
    page.locator("#mistakes a").first.click()
    page.get_by_role("button", name="Back to 20 minutes, Time between").click()
    expect(interval).to_have_value("20m")
    expect(page.locator("#mistakes li")).to_have_count(2)
    keep_shot(page, "settings-mistakes")
    assert hindrances(page) == ""


def test_a_second_tab_is_warned(home: Home, page: Page) -> None:
    """With both values of what differs; what is chosen counts."""
    other = page.context.new_page()
    other.goto(page.url)
    field(page, "Goal for a day").fill("7")
    field(page, "Snooze limit").fill("1")
    save(page)
    expect(page.locator("#said")).to_contain_text("Saved.")
    field(other, "Goal for a day").fill("9")
    field(other, "How often to remind again").fill("2")
    save(other)

    clashes = other.locator("#clashes")
    expect(clashes).to_be_focused()
    expect(clashes.locator("legend")).to_have_text(
        ["How often to remind again", "Snooze limit", "Goal for a day"]
    )
    goal = clashes.get_by_role("group", name="Goal for a day")
    expect(goal).to_contain_text("Leave it as it is now: 7")
    expect(goal).to_contain_text("Use the value of this form: 9")
    # What only the other has changed stays as it is there.
    limit = clashes.get_by_role("group", name="Snooze limit")
    expect(limit.get_by_label("Leave it")).to_be_checked()
    assert "goal = 7" in home.settings.read_text()
    keep_shot(other, "settings-clash")
    assert hindrances(other) == ""

    goal.get_by_label("Leave it").check()
    save(other)
    expect(other.locator("#said")).to_have_text("Saved. How often to remind again: 2.")
    text = home.settings.read_text()
    assert "goal = 7  # for now" in text
    assert "snooze_limit = 1" in text
    assert "repeats = 2" in text


def test_hours_are_dragged(home: Home, page: Page) -> None:
    """From an empty day to nine till five, copied to the working days."""
    monday = hours(page, "Monday")
    page.get_by_role("button", name="Day off, Monday").click()
    expect(monday).to_have_value("off")
    bar = page.get_by_role("group", name="Monday, hours")
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    hour, middle = box["width"] / 24, box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 9 * hour, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 12 * hour, middle, steps=3)
    page.mouse.move(box["x"] + 17 * hour, middle, steps=3)
    page.mouse.up()
    expect(monday).to_have_value("09:00-17:00")
    page.get_by_role("button", name="Copy to Mon to Fri, Monday").click()
    expect(hours(page, "Friday")).to_have_value("09:00-17:00")
    for day in ("Saturday", "Sunday"):
        page.get_by_role("button", name=f"Day off, {day}").click()
    save(page)

    expect(page.locator("#said")).to_contain_text("Saved.")
    assert 'friday = ["09:00-17:00"]' in home.settings.read_text()
    assert "sunday" not in home.settings.read_text()


def test_a_setting_by_keys_alone(home: Home, page: Page) -> None:
    """From the top of the page, by Tab, letters and Enter."""
    goal = field(page, "Goal for a day")
    for _ in range(60):
        page.keyboard.press("Tab")
        if goal.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.press("Control+A")
    page.keyboard.type("5")
    page.keyboard.press("Enter")

    expect(page.locator("#said")).to_have_text("Saved. Goal for a day: 5.")
    assert "goal = 5  # for now" in home.settings.read_text()


def test_hours_by_keys_alone(home: Home, page: Page) -> None:
    """The ends of the bar are told in words, and moved by arrows past midnight."""
    monday = hours(page, "Monday")
    monday.fill("20:00-23:00")
    begin = page.get_by_role("slider", name="Monday, hours begin")
    end = page.get_by_role("slider", name="Monday, hours end")
    end.focus()
    page.keyboard.press("ArrowRight")
    expect(end).to_have_attribute("aria-valuetext", "23:15")
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    expect(end).to_have_attribute("aria-valuetext", "01:15 on the next day")
    begin.focus()
    page.keyboard.press("PageUp")
    expect(monday).to_have_value("21:00-01:15")
    monday.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#said")).to_contain_text("Saved.")
    assert 'monday = ["21:00-01:15"]' in home.settings.read_text()


def test_the_profile_tells_how_many_drills_are_left(home: Home, page: Page) -> None:
    """While it is chosen."""
    left = page.locator("#left")
    all_of_them = left.inner_text()
    field(page, "Nothing on the floor").check()
    expect(left).not_to_have_text(all_of_them)
    field(page, "Knees").check()
    field(page, "A mat").check()
    expect(field(page, "Everything Nothing is left out.")).not_to_be_checked()
    save(page)

    expect(page.locator("#said")).to_contain_text("Be careful with: Knees")
    text = home.settings.read_text()
    assert 'equipment = ["mat"]' in text
    assert "no_floor = true" in text


def test_it_works_without_a_script(browser: Browser, home: Home, link: str) -> None:
    """Buttons fill in by asking, and saving tells what came of it."""
    with looking(browser, link, java_script_enabled=False) as page:
        field(page, "Snooze limit").fill("9")
        page.get_by_role("button", name="Back to 8").click()
        expect(field(page, "Goal for a day")).to_have_value("8")
        expect(field(page, "Snooze limit")).to_have_value("9")
        page.get_by_role("button", name="Day off, Sunday").click()
        expect(hours(page, "Sunday")).to_have_value("off")
        save(page)
        expect(page.locator("#said")).to_contain_text("Saved. Snooze limit: 9")

    text = home.settings.read_text()
    assert "#goal = 6  # for now" in text
    assert "sunday = []" in text


def test_what_was_typed_is_not_lost(home: Home, page: Page) -> None:
    """By a button beside the form, by a look at the senses, or by a slip."""
    goal = field(page, "Goal for a day")
    goal.fill("11")
    page.get_by_role("button", name="Send a test reminder").click()
    expect(page.locator("#said")).not_to_be_empty()
    assert eventually(lambda: "\nTest: " in home.said)
    page.get_by_role("button", name="Start when I log in").click()
    other = page.get_by_role("button", name="Do not start when I log in")
    expect(other).to_be_focused()
    other.click()
    expect(page.locator("#login")).to_contain_text("does not start")
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("link", name="Look again")).to_be_focused()
    assert is_kept_from_leaving(page)
    expect(goal).to_have_value("11")

    save(page)

    expect(page.locator("#said")).to_contain_text("Goal for a day: 11")


@pytest.mark.parametrize(("typed", "elsewhere"), [("99", MINE), ("11", MINE_LATER)])
def test_what_could_not_be_saved_is_not_lost(
    home: Home, page: Page, typed: str, elsewhere: str
) -> None:
    """It came back with a mistake, or a question, and is still nowhere else."""
    goal = field(page, "Goal for a day")
    goal.fill(typed)
    home.settings.write_text(elsewhere)
    save(page)
    expect(page.locator("#mistakes:visible, #clashes")).to_be_focused()

    assert is_kept_from_leaving(page)
    expect(goal).to_have_value(typed)


def test_the_page_is_for_everybody(page: Page) -> None:
    """Light, dark, narrow and zoomed; and axe finds nothing."""
    expect(page.get_by_role("row", name="notifier")).to_be_visible()
    is_for_everybody(page, "settings")


def test_the_first_steps_to_their_end(
    browser: Browser, home: Home, pages: Pages
) -> None:
    """Hours, profile, login, and a test reminder that counts nothing."""
    assert "movebreak welcome" in home.said
    with looking(browser, pages.link("welcome")) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "When are you at your desk?"
        )
        is_for_everybody(page, "welcome-hours")
        page.get_by_role("button", name="Day off, Sunday").click()
        page.get_by_role("button", name="Save and go on").first.click()
        is_for_everybody(page, "welcome-profile")
        field(page, "Quiet office").check()
        # What was typed here is not saved: that is asked first.
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("link", name="Back").click()
        expect(hours(page, "Sunday")).to_have_value("off")
        page.get_by_role("link", name="Skip this step").click()
        field(page, "Nothing on the floor").check()
        page.get_by_role("button", name="Save and go on").first.click()
        field(page, "Start movebreak when I log in").check()
        is_for_everybody(page, "welcome-start")
        page.get_by_role("button", name="Finish").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("You are set up")
        expect(page.locator("#said")).to_contain_text("movebreak starts when you")
        assert eventually(lambda: "\nTest: " in home.said)
        is_for_everybody(page, "welcome-done")

    assert (home.path / "config" / "autostart" / "movebreak.desktop").exists()
    text = home.settings.read_text()
    assert "no_floor = true" in text
    assert "quiet_office" not in text
    told = home.status()
    assert (told["state"], told["today"]["done"]) == ("working", 0)
