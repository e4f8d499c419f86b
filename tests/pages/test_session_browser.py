"""A person in a browser does a session before the real program."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from movebreak.core.programme import set_words
from movebreak.core.programme.sessions import Felt, Side
from movebreak.store.past_sessions import KINDS, KeptSession, sessions_of
from movebreak.store.readonly import ReadOnlyHistory
from tests.app.program import Home
from tests.pages import past
from tests.pages.browsing import is_for_everybody, looking
from tests.pages.serving import Pages, Visitor
from tests.pages.test_guide import LISTEN
from tests.store.test_past_sessions import HURT, LEFT, begun, ended, kept

pytestmark = pytest.mark.desktop

STRENGTH = '[programme]\nfocus = "strength"\n[profile]\nhealth_check = "no"\n'
MOST_SETS = 60
OWN = """
[[routine]]
id = "mine"
name = "&lt;b&gt; {{ 7 * 7 }}"
cue = "Squat' onclick='alert(1)'"
source = "javascript:alert(1)"

[[routine.parts]]
exercise = "half-squats"
measure = "times"
amount = [5, 9]
"""


@pytest.fixture
def home() -> Iterator[Home]:
    """A home of somebody who has chosen strength; movebreak runs."""
    with Home() as home:
        home.settings.parent.mkdir(parents=True)
        home.settings.write_text(STRENGTH)
        home.start()
        yield home


@pytest.fixture
def pages(home: Home) -> Iterator[Pages]:
    """The pages of that home."""
    with Pages(home) as made:
        yield made


@pytest.fixture
def page(pages: Pages, browser: Browser) -> Iterator[Page]:
    """The page of the next session, by the command that opens it."""
    with looking(browser, pages.link_of("session")) as page:
        yield page


def sessions(home: Home) -> tuple[KeptSession, ...]:
    """Return the sessions that the history holds."""
    return sessions_of(ReadOnlyHistory(home.history).lines_of(KINDS))


def start(page: Page, routine: str = "") -> None:
    """Begin the session that is shown, or another one."""
    if routine:
        page.goto(f"{page.url.partition('/session')[0]}/session/{routine}")
    page.get_by_role("button", name="Start", exact=True).click()
    listens(page)


def listens(page: Page) -> None:
    """Wait until the script of the page hears keys: it then sees to the figure."""
    expect(page.locator('.figure:not([data-show="auto"])')).to_be_visible()


def answer(page: Page, button: str) -> None:
    """Press this button of the set that is shown, and wait for what follows."""
    before = page.locator("[name=ask]").first.input_value()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(f'[name=ask][value="{before}"]')).to_have_count(0)


def press_done(page: Page) -> None:
    """Answer the set that is shown by its key."""
    before = page.locator("[name=ask]").first.input_value()
    page.keyboard.press("d")
    expect(page.locator(f'[name=ask][value="{before}"]')).to_have_count(0)


def test_a_session_to_its_end_with_one_side_excused_for_pain(
    home: Home, page: Page
) -> None:
    """C23, C26, C59: every set is kept, and the end says what comes next and why."""
    start(page, "four-for-the-hips")
    hurt = False
    for _ in range(MOST_SETS):
        if page.locator("#over").count():
            break
        name = page.locator("h1").inner_text()
        if name == "Single-leg deadlift" and not hurt:
            page.get_by_role("link", name="Pain", exact=True).click()
            expect(page.locator("#pain")).to_be_focused()
            answer(page, "Leave out the left side only")
            hurt = True
        else:
            press_done(page)

    expect(page.locator("h1")).to_have_text("All of it done")
    expect(page.locator("#over")).to_contain_text("it hurt; left side excused")
    expect(page.locator("#over")).to_contain_text("Bridge and jump")
    expect(page.locator("#over ol")).to_contain_text("You begin with the least")
    is_for_everybody(page, "session-over")
    (session,) = sessions(home)
    assert session.past.complete
    excused = [each for each in session.past.logs if each.excused]
    assert [(it.exercise, it.side) for it in excused] == [
        ("single-leg-deadlift", Side.LEFT)
    ]
    sides = {(each.exercise, each.side) for each in session.past.logs}
    assert {("single-leg-squat", side) for side in Side} <= sides
    assert home.status()["session"]["running"] is None


def test_a_session_goes_on_after_a_reload_and_a_restart(home: Home, page: Page) -> None:
    """What was answered is on disk before the next set is shown."""
    start(page, "four-for-the-hips")
    press_done(page)
    name = page.locator("h1").inner_text()
    page.reload()
    listens(page)
    expect(page.locator("h1")).to_have_text(name)
    press_done(page)
    here, address = page.locator(".place").inner_text(), page.url
    # Nothing is asked for meanwhile, which the browser would call a mistake.
    page.goto("about:blank")
    home.kill()
    home.start()
    page.goto(address)
    listens(page)
    expect(page.locator(".place")).to_have_text(here)
    press_done(page)

    (session,) = sessions(home)
    assert len(session.past.logs) == 3


def test_a_hold_is_timed_and_both_of_its_ends_are_told(page: Page) -> None:
    """C19, C24: begin, long enough, end; and the holds are counted."""
    start(page, "bridge-and-jump")
    press_done(page)
    expect(page.locator("h1")).to_have_text("Banded bridge holds")
    expect(page.locator("#run")).to_contain_text("Keep breathing.")
    page.clock.install()
    page.reload()
    listens(page)
    phase = page.locator(".phase")
    page.get_by_role("button", name="End the rest").click()
    page.keyboard.press("Space")
    expect(phase).to_have_text("Get ready.")
    page.clock.run_for(5500)
    expect(phase).to_have_text("Hold, and keep breathing.")
    page.clock.run_for(10_000)
    page.keyboard.press("Space")
    expect(phase).to_have_text("Paused. Take your time.")
    page.clock.run_for(60_000)
    page.keyboard.press("Space")
    page.clock.run_for(10_500)
    expect(phase).to_contain_text("Long enough")
    page.clock.run_for(10_000)
    expect(phase).to_have_text("Let go.")
    page.clock.run_for(5500)
    page.clock.run_for(21_000)
    page.get_by_role("button", name="Let go", exact=True).click()
    page.get_by_role("button", name="That is enough").click()
    expect(phase).to_contain_text("say how it was")
    expect(page.get_by_label("How many times?")).to_have_value("2")
    expect(page.locator("#run .done")).to_be_focused()


def test_a_rest_is_counted_down_and_can_be_ended(page: Page) -> None:
    """Loaded again, no more of it is left."""
    start(page, "four-for-the-hips")
    for _ in range(3):
        press_done(page)
    big = page.locator(".big")
    expect(page.locator(".phase")).to_have_text("Rest.")
    expect(big).to_contain_text("seconds of rest")
    left = int(big.inner_text().split()[0])
    page.reload()
    listens(page)
    expect(big).to_contain_text("seconds of rest")
    assert int(big.inner_text().split()[0]) <= left
    page.keyboard.press("Space")
    expect(page.locator(".phase")).to_contain_text("The rest is over.")
    expect(big).not_to_contain_text("rest")


def test_pain_and_too_hard_bring_a_gentler_form(home: Home, page: Page) -> None:
    """C28, C32, C59: the hold ends, it is kept, and something easier follows."""
    start(page, "release-to-recruit")
    for _ in range(MOST_SETS):
        if page.locator("h1").inner_text().startswith("Hip opener, low"):
            break
        answer(page, "Leave out")
    name = page.locator("h1").inner_text()
    page.keyboard.press("Space")
    expect(page.locator(".phase")).to_contain_text("The rest is over.")
    page.keyboard.press("Space")
    expect(page.locator(".phase")).to_have_text("Get ready.")
    page.get_by_role("link", name="Pain", exact=True).click()
    expect(page.locator(".phase")).to_have_text("Stopped.")
    is_for_everybody(page, "session-pain")
    page.get_by_role("button", name="It hurts: go on with").click()
    expect(page.locator("h1")).not_to_have_text(name)
    expect(page.locator("#run")).to_contain_text(f"In place of: {name}.")

    (session,) = sessions(home)
    assert session.past.logs[-1].felt is Felt.PAIN


def test_unwell_ends_the_session_with_the_stop_text(home: Home, page: Page) -> None:
    """C59: in one tap, and what was done counts."""
    start(page, "four-for-the-hips")
    press_done(page)
    page.get_by_role("link", name="Unwell").click()
    expect(page.locator("#unwell")).to_contain_text("get medical help")
    page.locator("#unwell").get_by_role("button", name="End the session").click()
    expect(page.locator("h1")).to_have_text("What you did counts")
    expect(page.locator("#said")).to_contain_text("what you did is kept")

    (session,) = sessions(home)
    assert session.over
    assert not session.past.complete


def test_the_first_exercise_closes_the_open_break(home: Home, page: Page) -> None:
    """It counts as done; until then the break waits."""
    home.say("move")
    start(page, "four-for-the-hips")
    press_done(page)
    assert home.status()["today"]["done"] in {0, 1}
    press_done(page)
    press_done(page)
    press_done(page)

    assert home.status()["today"]["done"] == 1


def test_an_answer_counts_for_its_own_set_alone(home: Home, page: Page) -> None:
    """Given twice, or in a tab that is behind, it changes nothing and says so."""
    start(page, "four-for-the-hips")
    old = page.locator("[name=ask]").first.input_value()
    other = page.context.new_page()
    other.goto(page.url)
    press_done(page)
    # The tab that was behind hears of it, and shows what comes next.
    expect(other.locator(f'[name=ask][value="{old}"]')).to_have_count(0)
    other.evaluate(
        "old => document.querySelectorAll('[name=ask]').forEach("
        "each => { each.value = old; })",
        old,
    )
    other.get_by_role("button", name="Done").click()
    expect(other.locator("#said")).to_contain_text("answered already")
    other.close()

    (session,) = sessions(home)
    assert len(session.past.logs) == 1


def test_a_session_works_without_a_script(
    home: Home, pages: Pages, browser: Browser
) -> None:
    """All but the timers: what to do, how much, pain, and the end."""
    with looking(browser, pages.link("session"), java_script_enabled=False) as page:
        page.get_by_role("button", name="Start", exact=True).click()
        first = page.locator("h1").inner_text()
        page.get_by_label("How many times?").fill("3")
        page.get_by_role("button", name="Done").click()
        expect(page.locator("h1")).not_to_have_text(first)
        expect(page.locator(".phase")).to_contain_text("Rest first, for about")
        expect(page.get_by_role("button", name="Start the timer")).to_be_hidden()
        page.get_by_role("link", name="Pain", exact=True).click()
        expect(page.locator("#pain")).to_be_visible()
        page.locator("#pain").get_by_role("button", name="End the session").click()
        expect(page.locator("h1")).to_have_text("What you did counts")

    assert sessions(home)[0].past.logs[0].amount == 3


def test_a_session_is_for_everybody(home: Home, page: Page) -> None:
    """Light, dark, narrow and zoomed; before it begins, in it, and in a rest."""
    is_for_everybody(page, "session-ready")
    start(page)
    is_for_everybody(page, "session-squeeze")
    press_done(page)
    is_for_everybody(page, "session-hold")
    assert home.status()["session"]["running"]["sets"] == 1


def test_the_programme_tells_what_comes_and_what_was(
    browser: Browser,
) -> None:
    """With what and why; sessions so far can be looked at."""
    day = past.today() - timedelta(days=3)
    rows = (begun(1), kept(2, 1, LEFT), kept(3, 1, HURT), ended(4, 1, complete=True))
    with Home() as home, Pages(home) as pages:
        home.settings.parent.mkdir(parents=True)
        home.settings.write_text(STRENGTH)
        home.history.parent.mkdir(parents=True)
        past.keep(home.history, (it._replace(day=day.isoformat()) for it in rows))
        home.start()
        with looking(browser, pages.link("programme")) as page:
            expect(page.locator("h1")).to_contain_text("Next session")
            is_for_everybody(page, "programme")
            page.locator("table a").click()
            expect(page.locator("#over")).to_contain_text("it hurt")


def test_a_day_between_two_sessions_is_proposed_not_demanded(
    home: Home, page: Page
) -> None:
    """C17: whoever begins one by hand is told, and may."""
    expect(page.locator("main")).not_to_contain_text(set_words.TOO_SOON)
    start(page)
    press_done(page)
    page.get_by_role("button", name="End the session here").click()
    expect(page.locator("h1")).to_have_text("What you did counts")
    page.get_by_role("link", name="To the programme").click()
    page.get_by_role("link", name="The running pattern").click()
    expect(page.locator("main")).to_contain_text(set_words.TOO_SOON)
    page.get_by_role("button", name="Start", exact=True).click()
    listens(page)

    assert home.status()["session"]["running"]["routine"] == "running-rounds"


def test_a_hold_is_heard_by_who_wants_it(page: Page) -> None:
    """Both ends by a beep and a word, each when it is switched on."""
    page.add_init_script(LISTEN)
    start(page, "bridge-and-jump")
    press_done(page)
    page.get_by_text("Sound and keys").click()
    page.get_by_label("Beep at the start").check()
    page.get_by_label("Say it aloud").check()
    page.clock.install()
    page.reload()
    listens(page)
    page.evaluate("heard.length = 0")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.clock.run_for(5500)
    page.clock.run_for(31_000)

    assert page.evaluate("heard") == [
        "The rest is over. Go on whenever you like.",
        "Get ready.",
        *("beep", "Hold, and keep breathing."),
        *("beep", "Long enough: let go, or hold on a little."),
        *("beep", "Let go."),
    ]


def test_an_own_session_is_shown_as_it_is_written(
    home: Home, pages: Pages, browser: Browser
) -> None:
    """What looks like a page's own text in it is text."""
    folder = home.settings.with_name("drills")
    folder.mkdir()
    (folder / "own.toml").write_text(OWN)
    with looking(browser, pages.link("session/mine")) as page:
        expect(page.locator("h1")).to_have_text("&lt;b&gt; {{ 7 * 7 }}")
        expect(page.locator("main")).to_contain_text("onclick='alert(1)'")
        start(page)
        expect(page.locator(".eyebrow")).to_have_text("&lt;b&gt; {{ 7 * 7 }}")


def test_without_movebreak_nothing_is_begun(browser: Browser) -> None:
    """The page says so, and what would come can be looked at."""
    with Home() as home, Pages(home) as pages:
        home.settings.parent.mkdir(parents=True)
        home.settings.write_text(STRENGTH)
        with looking(browser, pages.link("session")) as page:
            expect(page.locator("h1")).to_have_text("Bridge and jump")
            expect(page.locator("main")).to_contain_text("movebreak is not running")
            expect(page.get_by_role("button", name="Start")).to_have_count(0)


def test_what_nobody_knows_is_refused(pages: Pages) -> None:
    """A routine, a session, an answer; and an answer without a session."""
    visitor = Visitor(pages.link())
    visitor.enter()
    assert visitor.get("/session/nothing").code == 404
    assert visitor.get("/session/over/77").code == 404
    for path, body in (
        ("/session/begin", "routine=nothing"),
        ("/session/log", "ask=1-0&felt=fine"),
        ("/session/dance", ""),
    ):
        told = visitor.post(path, body, Accept="application/json")
        assert '"ok":false' in told.text
