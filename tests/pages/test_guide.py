"""The guide in a real browser, before the real program."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.program import Home
from tests.pages.browsing import hindrances, is_for_everybody, looking
from tests.pages.serving import Pages, Visitor
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

OWN = """
[[drill]]
id = "angry-cat"
name = "Angry cat's \\"arch\\""
cue = "Arch your back &lt;b&gt; onclick='alert(1)'"
steps = ["&#60;script&#62;", "{{ 7 * 7 }} breaths"]
why = "https://example.com/LONG"
dose = "3 slow rounds' \\" data-x="
length = "30s"
position = "standing"
noise = "silent"
space = "spot"
impact = "none"
source = "javascript:alert(1)"
""".replace("LONG", "neverbroken" * 12)


# Notes what the browser would say and sound.
LISTEN = """
window.heard = [];
speechSynthesis.speak = (spoken) => heard.push(spoken.text);
const sound = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  heard.push("beep");
  return sound.apply(this, when);
};
"""


# Presses a key of a keyboard that is not this one.
PRESS = """
(key) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true })
)
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    """A home in which a break is open only when a test asks for one."""
    with Home() as home:
        home.start()
        yield home


@pytest.fixture(scope="module")
def pages(home: Home) -> Iterator[Pages]:
    """The pages of that home."""
    with Pages(home) as made:
        yield made


@pytest.fixture
def drill(home: Home) -> dict[str, Any]:
    """The drill of a break that is open from now on."""
    home.say("move")
    found = home.status()["drill"]
    assert isinstance(found, dict)
    return found


def done(home: Home) -> int:
    """Return today's count."""
    return int(home.status()["today"]["done"])


def said(page: Page, words: str) -> None:
    """Wait until the page says so."""
    expect(page.locator("#said")).to_contain_text(words)


def test_a_reminder_is_guided_and_answered_on_its_page(browser: Browser) -> None:
    """By a real link; guided, reminders stay off until it is left; Done counts."""
    with Home() as home, Pages(home) as pages:
        home.start("--every", "5s")
        with looking(browser, pages.link_of("guide")) as page:
            expect(page.locator(".eyebrow")).to_have_text("Time to move")
            page.keyboard.press("Space")
            expect(page.locator(".phase")).to_have_text("Get ready.")
            assert home.becomes("held")
            name = home.status()["drill"]["name"]
            assert "your guided drill" in home.status()["reason"]
            expect(page.locator("h1")).to_have_text(name)
            page.keyboard.press("Escape")
            assert home.becomes("due")
            page.get_by_role("button", name="Start", exact=True).click()
            assert home.becomes("held")
            again = pages.link_of("guide")
            page.goto("about:blank")
            assert home.becomes("due")
            page.goto(again)
            page.get_by_role("button", name="Done", exact=True).click()
            said(page, f"{name}: done")

        assert done(home) == 1


def test_all_of_it_goes_by_keyboard(
    home: Home, pages: Pages, browser: Browser, drill: dict[str, Any]
) -> None:
    """Another, snooze, back again, done: each by its letter."""
    before = done(home)
    with looking(browser, pages.link()) as page:
        page.keyboard.press("a")
        expect(page.locator("h1")).not_to_have_text(drill["name"])
        page.keyboard.press("Control+d")
        page.keyboard.press("s")
        said(page, "Snoozed until")
        expect(page.locator(".eyebrow")).to_contain_text("Snoozed until")
        page.keyboard.press("d")
        said(page, ": done.")
        expect(page.locator("h1")).to_contain_text("Next break")

    assert done(home) == before + 1


def test_letters_can_be_left_to_others(
    home: Home, pages: Pages, browser: Browser, drill: dict[str, Any]
) -> None:
    """Switched off they answer nothing, and stay off."""
    with looking(browser, pages.link()) as page:
        expect(page.locator("h1")).to_have_text(drill["name"])
        page.get_by_text("Sound and keys").click()
        page.get_by_label("Letter keys answer").uncheck()
        page.keyboard.press("d")
        page.reload()
        page.keyboard.press("d")
        expect(page.get_by_label("Letter keys answer")).not_to_be_checked()

    assert home.status()["drill"] == drill


@pytest.mark.usefixtures("drill")
def test_letters_of_another_script_answer_by_their_place(
    home: Home, pages: Pages, browser: Browser
) -> None:
    """On a keyboard that has no D, the key that has it on others."""
    before = done(home)
    with looking(browser, pages.link()) as page:
        expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()
        page.evaluate(PRESS, {"key": "\u0432", "code": "KeyD"})
        said(page, ": done.")

    assert done(home) == before + 1


def test_a_break_answered_elsewhere_is_told(
    home: Home, pages: Pages, browser: Browser, drill: dict[str, Any]
) -> None:
    """At once, in kind words, and what comes next is offered."""
    with looking(browser, pages.link()) as page:
        expect(page.locator("h1")).to_have_text(drill["name"])
        home.say("done")
        said(page, "This break is done, and it counts.")
        page.get_by_role("button", name="Undo Done").click()
        said(page, "Done is taken back.")
        page.get_by_role("button", name="Move now").click()
        expect(page.get_by_role("button", name="Skip", exact=True)).to_be_visible()
        page.get_by_role("button", name="Skip", exact=True).click()
        said(page, "skipped")


def test_pain_ends_the_drill_and_offers_what_helps(
    home: Home, pages: Pages, browser: Browser, drill: dict[str, Any]
) -> None:
    """The stop text in one tap, the easier form, and Skip."""
    with looking(browser, pages.link()) as page:
        expect(page.locator("h1")).to_have_text(drill["name"])
        page.keyboard.press("Space")
        page.get_by_role("link", name="Pain").click()
        expect(page.locator("#pain")).to_be_focused()
        expect(page.locator(".phase")).to_have_text("Stopped.")
        expect(page.locator("#pain")).to_contain_text("leave this drill out")
        page.get_by_role("link", name="Unwell").click()
        expect(page.locator("#unwell")).to_contain_text("get medical help")
        page.locator("#unwell").get_by_role("button", name="Skip").click()
        said(page, "skipped")

    assert home.is_in("working")


def test_a_drill_can_be_left_out_for_good(
    home: Home, pages: Pages, browser: Browser, drill: dict[str, Any]
) -> None:
    """Where it hurt: another one is dealt for the open break."""
    with looking(browser, pages.link()) as page:
        page.get_by_role("link", name="Pain").click()
        page.locator("#pain").get_by_role("button", name="Never show me").click()
        said(page, f"{drill['name']} is left out from now on.")
        expect(page.locator("h1")).not_to_have_text(drill["name"])

    home.say("drills", "reset", drill["id"])
    home.say("skip")


def test_an_own_drill_is_shown_as_it_is_written(
    home: Home, pages: Pages, browser: Browser
) -> None:
    """What looks like a page's own text in it is text, and it needs no figure."""
    folder = home.settings.with_name("drills")
    folder.mkdir(exist_ok=True)
    (folder / "own.toml").write_text(OWN)
    with looking(browser, pages.link("drill/angry-cat")) as page:
        expect(page.locator("h1")).to_have_text('Angry cat\'s "arch"')
        expect(page.locator("ol")).to_contain_text("&#60;script&#62;")
        expect(page.locator("ol")).to_contain_text("{{ 7 * 7 }} breaths")
        expect(page.locator(".lead")).to_contain_text("&lt;b&gt; onclick='alert(1)'")
        expect(page.locator(".figure")).to_have_count(0)
        page.keyboard.press("Space")
        expect(page.locator(".phase")).to_have_text("Get ready.")
        is_for_everybody(page, "drill-own")


def test_a_run_is_counted_down_to_its_end(pages: Pages, browser: Browser) -> None:
    """Ready, sides half-way, posture reset, and then Done stands out."""
    with looking(browser, pages.link("drill/weight-shift")) as page:
        page.clock.install()
        page.reload()
        phase = page.locator(".phase")
        page.keyboard.press("Space")
        expect(phase).to_have_text("Get ready.")
        page.clock.run_for(3500)
        expect(phase).to_have_text("Go.")
        page.keyboard.press("Space")
        page.clock.run_for(60_000)
        expect(phase).to_have_text("Paused. Take your time.")
        page.keyboard.press("Space")
        page.clock.run_for(16_000)
        expect(phase).to_have_text("Half-way: change sides.")
        page.clock.run_for(15_000)
        expect(phase).to_have_text(
            "Sit tall, firm your seat for one breath, then let go."
        )
        page.clock.run_for(9000)
        expect(phase).to_contain_text("Well done.")
        expect(page.locator("button.done.primary")).to_have_text("I just moved D")
        expect(page.locator("button.done")).to_be_in_viewport()


def test_repetitions_are_counted_up(pages: Pages, browser: Browser) -> None:
    """By Space or a tap; the reset can be skipped in one."""
    with looking(browser, pages.link("drill/burpees")) as page:
        page.clock.install()
        page.reload()
        phase = page.locator(".phase")
        page.keyboard.press("Space")
        page.clock.run_for(3500)
        page.keyboard.press("Space")
        page.locator(".big").click()
        expect(phase).to_have_text("2 of 3")
        page.get_by_role("button", name="Count one").click()
        expect(phase).to_contain_text("firm your seat")
        page.clock.run_for(1000)
        page.get_by_role("button", name="Skip this step").click()
        expect(phase).to_contain_text("Well done.")


def test_what_is_wanted_is_known_to_the_next_pages(
    pages: Pages, browser: Browser
) -> None:
    """Though they have another port."""
    with looking(browser, pages.link("drill/stand-up")) as page:
        page.get_by_text("Sound and keys").click()
        page.get_by_label("Say it aloud").check()
        page.get_by_label("Letter keys answer").uncheck()
        before = page.url
        page.goto("about:blank")
        pages.end()
        page.goto(pages.link("drill/stand-up"))
        assert page.url != before
        page.get_by_text("Sound and keys").click()
        expect(page.get_by_label("Say it aloud")).to_be_checked()
        expect(page.get_by_label("Letter keys answer")).not_to_be_checked()
        expect(page.get_by_label("Beep at the start")).not_to_be_checked()


def test_beep_and_speech_are_off_until_wanted(pages: Pages, browser: Browser) -> None:
    """And then they are heard: each is remembered."""
    with looking(browser, pages.link("drill/stand-up")) as page:
        page.add_init_script(LISTEN)
        page.get_by_text("Sound and keys").click()
        for name in ("Beep at the start", "Say it aloud"):
            expect(page.get_by_label(name)).not_to_be_checked()
            page.get_by_label(name).check()
        page.clock.install()
        page.reload()
        page.get_by_text("Sound and keys").click()
        expect(page.get_by_label("Beep at the start")).to_be_checked()
        page.get_by_role("button", name="Start", exact=True).click()
        page.clock.run_for(3500)
        page.get_by_role("button", name="That is enough").click()
        assert page.evaluate("heard") == [
            "Get ready.",
            *("beep", "Go."),
            *("beep", "Stand tall, firm your seat for one breath, then let go."),
        ]
        expect(page.locator(".phase")).to_contain_text("firm your seat")


def test_who_wants_less_motion_has_a_still_figure(
    pages: Pages, browser: Browser
) -> None:
    """And may let it move; for all others it can be stopped."""
    link = pages.link("drill/burpees")
    with looking(browser, link, reduced_motion="reduce") as page:
        expect(page.locator(".figure img")).to_have_attribute(
            "src", "/figure/burpees.svg?show=still"
        )
        page.get_by_role("button", name="Play the figure").click()
        expect(page.locator(".figure img")).to_have_attribute(
            "src", "/figure/burpees.svg?show=moving"
        )
        page.get_by_role("button", name="Pause the figure").click()
        expect(page.get_by_role("button", name="Play the figure")).to_be_focused()


def test_it_works_without_a_script(
    home: Home, pages: Pages, browser: Browser, drill: dict[str, Any]
) -> None:
    """Answers by forms, the stop text by links, the still figure by a button."""
    before = done(home)
    with looking(browser, pages.link(), java_script_enabled=False) as page:
        page.get_by_role("link", name="Pain").click()
        expect(page.locator("#pain")).to_be_visible()
        page.get_by_role("button", name="Pause the figure").click()
        expect(page.locator(".figure img")).to_have_attribute(
            "src", f"/figure/{drill['id']}.svg?show=still"
        )
        page.get_by_role("button", name="Done", exact=True).click()
        said(page, f"{drill['name']}: done")

    assert done(home) == before + 1


def test_nothing_hinders_anybody(home: Home, pages: Pages, browser: Browser) -> None:
    """axe-core finds nothing on any page of the guide, and nothing is cut off."""
    home.say("move")
    with looking(browser, pages.link()) as page:
        is_for_everybody(page, "guide-due")
        page.get_by_role("link", name="Pain").click()
        is_for_everybody(page, "guide-pain")
        home.say("skip")
        expect(page.locator("h1")).to_contain_text("Next break")
        is_for_everybody(page, "guide-idle")
        page.goto(pages.link("drill/jumping-jacks"))
        is_for_everybody(page, "drill")
        page.goto(pages.link("drill/thomas-test"))
        is_for_everybody(page, "note")


def test_a_hidden_drill_says_why(home: Home, pages: Pages, browser: Browser) -> None:
    """It can be looked at all the same."""
    home.settings.write_text("[profile]\nquiet_office = true\n")
    try:
        with looking(browser, pages.link("drill/burpees")) as page:
            expect(page.locator(".note.warm")).to_contain_text("your office is a quiet")
    finally:
        home.settings.unlink()


def test_figures_and_drills_that_are_not_there(pages: Pages) -> None:
    """A page that says so, whatever was asked for; a figure is a picture alone."""
    visitor = Visitor(pages.link())
    visitor.enter()
    for path in ("/drill/nothing", "/figure/nothing.svg", "/figure/poses%0a.svg"):
        assert visitor.get(path).code == 404
    told = visitor.get("/figure/burpees.svg?ink=dark")

    assert told.headers["content-type"] == "image/svg+xml"
    assert told.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'"
    )
    assert "<animate" in told.text
    assert "<animate" not in visitor.get("/figure/burpees.svg?show=still").text


def test_without_movebreak_drills_can_be_looked_at(browser: Browser) -> None:
    """The page says how to start it, and notices when it runs."""
    with Home() as home, Pages(home) as pages:
        with looking(browser, pages.link()) as page:
            expect(page.locator("h1")).to_have_text("movebreak is not running")
            assert hindrances(page) == ""
            page.get_by_role("link", name="Show me how").click()
            page.get_by_role("button", name="Start", exact=True).click()
            expect(page.locator(".phase")).to_have_text("Get ready.")
            expect(page.get_by_role("button", name="Done")).to_have_count(0)
        assert eventually(lambda: pages.pid is not None)
