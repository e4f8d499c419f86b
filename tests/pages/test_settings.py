"""The page of the settings, asked without a browser: files of all kinds, hard cases."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from movebreak.pages.welcome import UNKEPT
from tests.app.program import SOON, Home
from tests.pages.serving import Pages, Visitor
from tests.waiting import eventually

MINE = "# mine\n[breaks]\ngoal = 6\n"


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    """Pages of a home in which no movebreak runs."""
    with Home() as home, Pages(home) as made:
        home.settings.parent.mkdir(parents=True)
        yield made


@pytest.fixture
def home(pages: Pages) -> Home:
    """That home, with settings written by hand."""
    pages.home.settings.write_text(MINE)
    return pages.home


def fingerprint(text: str) -> str:
    """Return what a page knows the file by."""
    (found,) = re.findall(r'name="fingerprint" value="([0-9a-f]*)"', text)
    return str(found)


def written(home: Home) -> tuple[int, int]:
    """Return what is another after each writing of the file."""
    found = home.settings.stat()
    return found.st_mtime_ns, found.st_ino


def said(visitor: Visitor, leads: str) -> str:
    """Return what the page tells to which an answer leads."""
    text = visitor.get(leads).text
    _, _, rest = text.partition('id="said"')
    return re.sub(r"<[^>]*>|\s+", " ", rest.partition("</div>")[0])


def save(visitor: Visitor, known: str, *pairs: tuple[str, str]) -> str:
    """Send a form with these fields; return where it leads, or the page."""
    told = visitor.post("/settings", urlencode([("fingerprint", known), *pairs]))
    return told.headers.get("location", told.text)


def test_only_what_is_sent_is_changed(visitor: Visitor, home: Home) -> None:
    """And that the program does not run is said."""
    known = fingerprint(visitor.get("/settings").text)
    leads = save(visitor, known, ("breaks.repeats", "2"))

    assert home.settings.read_text() == f"{MINE}repeats = 2\n"
    told = said(visitor, leads)
    assert "How often to remind again: 2." in told
    assert "movebreak does not run now" in told


def test_nothing_changed_writes_nothing(visitor: Visitor, home: Home) -> None:
    """Not even a new time."""
    before = written(home)
    known = fingerprint(visitor.get("/settings").text)
    leads = save(visitor, known, ("breaks.goal", "6"))
    assert written(home) == before
    assert "Nothing was changed." in said(visitor, leads)


def test_a_file_that_is_no_toml_is_left_alone(visitor: Visitor, home: Home) -> None:
    """The page says what is wrong, and where; a form from before cannot be saved."""
    known = fingerprint(visitor.get("/settings").text)
    broken = "[breaks]\ngoal = = 3\n"
    home.settings.write_text(broken)

    page = visitor.get("/settings").text
    assert "line 2: cannot be understood" in page
    assert "Open the file in your editor" in page
    assert 'name="fingerprint"' not in page
    assert "line 2" in save(visitor, known, ("breaks.goal", "5"))
    assert home.settings.read_text() == broken


def test_a_hand_edit_meanwhile_is_not_overwritten(visitor: Visitor, home: Home) -> None:
    """Both values are told; whoever chose, and chose again later, is asked again."""
    known = fingerprint(visitor.get("/settings").text)
    home.settings.write_text("[breaks]\ngoal = 12\n")
    page = save(visitor, known, ("breaks.goal", "5"))
    assert "Leave it as it is now: 12" in page
    assert "Use the value of this form: 5" in page

    home.settings.write_text("[breaks]\ngoal = 13\n")
    chosen = (("breaks.goal", "5"), ("keep.breaks.goal", "form"))
    again = save(visitor, fingerprint(page), *chosen)
    assert "Leave it as it is now: 13" in again
    assert "goal = 13" in home.settings.read_text()
    assert save(visitor, fingerprint(again), *chosen).startswith("/settings?")
    assert home.settings.read_text() == "[breaks]\ngoal = 5\n"


def test_a_remark_written_meanwhile_is_kept(visitor: Visitor, home: Home) -> None:
    """No setting differs, so there is nothing to ask."""
    known = fingerprint(visitor.get("/settings").text)
    home.settings.write_text(f"{MINE}# and this\n")
    assert save(visitor, known, ("breaks.goal", "6")).startswith("/settings?")
    assert home.settings.read_text() == f"{MINE}# and this\n"


def test_a_wrong_value_in_the_file_is_told_and_mended(
    visitor: Visitor, home: Home
) -> None:
    """Beside its setting; what nobody knows is told, and stays."""
    home.settings.write_text("[breaks]\ninterval = 45\n[garden]\nroses = 3\n")
    page = visitor.get("/settings").text
    assert "45 has no unit; write &#34;45m&#34;" in page
    assert "garden: not a table of settings" in page

    save(visitor, fingerprint(page), ("breaks.interval", "20m"))

    assert home.settings.read_text() == (
        "[breaks]\n#interval = 45\n[garden]\nroses = 3\n"
    )


def test_mistakes_are_checked_without_saving(visitor: Visitor, home: Home) -> None:
    """As the page asks while somebody types."""
    sent = urlencode([("breaks.goal", "0"), ("profile.no_floor", "true")])
    told = json.loads(visitor.post("/settings/check", sent).text)
    assert told["wrong"] == {"breaks.goal": ["0 is below 1 (allowed: 1 to 60)"]}
    assert re.match(r"\d+ of \d+ drills fit\.", told["drills"])
    assert home.settings.read_text() == MINE


@pytest.mark.parametrize("path", ["/settings", "/settings/check", "/welcome/hours"])
def test_nonsense_changes_nothing(visitor: Visitor, home: Home, path: str) -> None:
    """Unknown names, huge values, markup, and no form at all."""
    for body in (
        "",
        "breaks.goal",
        "a.b.c=1&=&&&breaks=3&hours.monday=&keep.breaks.goal=file",
        urlencode([("breaks.interval", "<script>alert(1)</script>" * 100)]),
        urlencode([("breaks.goal", "9" * 5000), ("profile.careful", "\x00")]),
        "\xff\xfe=%ff",
    ):
        told = visitor.post(path, body)
        assert told.code in {200, 303}
        html = told.headers.get("content-type", "").startswith("text/html")
        assert not html or "<script>alert" not in told.text
    for path_of in ("put/usual/nothing", "put/nothing/breaks.goal", "put/../..//x"):
        assert visitor.post(f"/settings/{path_of}").code in {200, 404}
    assert home.settings.read_text() in {MINE, f"{MINE}\n[hours]\nmonday = []\n"}


def test_markup_in_the_file_is_only_text(visitor: Visitor, home: Home) -> None:
    """Nothing of it becomes part of the page."""
    home.settings.write_text('["<img src=x>"]\na = 1\n[breaks]\n"<b>" = 2\n')
    page = visitor.get("/settings").text
    assert "<img src=x>" not in page
    assert "<b>" not in page
    assert "&lt;img" in page


def test_the_start_at_login_is_a_switch(visitor: Visitor, home: Home) -> None:
    """On and off again, in this person's own folder."""
    entry = home.path / "config" / "autostart" / "movebreak.desktop"
    visitor.post("/settings/login", "on=on")
    assert entry.exists()
    assert "Do not start when I log in" in visitor.get("/settings").text
    visitor.post("/settings/login", "on=off")
    assert not entry.exists()


def test_a_start_at_login_that_fails_is_mended(visitor: Visitor, home: Home) -> None:
    """Its program is gone; the page says so, and has a button for it."""
    entry = home.path / "config" / "autostart" / "movebreak.desktop"
    entry.parent.mkdir(exist_ok=True)
    entry.write_text("[Desktop Entry]\nType=Application\nExec=/gone/movebreak run\n")
    page = visitor.get("/settings").text
    assert "starts /gone/movebreak, which is not there any more" in page
    assert "Mend the start at login" in page

    visitor.post("/settings/login", "on=on")

    assert "/gone" not in entry.read_text()
    assert "Mend" not in visitor.get("/settings").text
    entry.unlink()


def test_a_step_that_does_not_exist_is_missing(visitor: Visitor) -> None:
    """And the first of them is where the welcome leads."""
    assert visitor.get("/welcome/nothing").code == 404
    assert visitor.post("/welcome/nothing").code == 404
    assert visitor.get("/welcome").headers["location"] == "/welcome/hours"


def test_who_does_not_want_the_first_steps_is_not_asked_again() -> None:
    """The entry of the menu goes; it is remembered by the running program."""
    with Home() as home, Pages(home) as pages:
        home.start()
        visitor = Visitor(pages.link("welcome"))
        visitor.enter()
        told = visitor.post("/welcome/no")
        assert told.leads == "/settings"
        assert "whenever you like" in visitor.follow(told).text
        assert eventually(lambda: home.status()["state"] == "working", SOON)


@pytest.mark.parametrize(
    ("path", "body"),
    [("no", ""), ("start", "login=off"), ("start", "skip=yes")],
)
def test_that_nobody_keeps_the_answer_is_said(
    visitor: Visitor, path: str, body: str
) -> None:
    """Without a running movebreak the first steps are offered again."""
    told = visitor.post(f"/welcome/{path}", body)
    assert UNKEPT in visitor.follow(told).text


def test_a_file_that_cannot_be_written_is_told(visitor: Visitor, home: Home) -> None:
    """What was typed is still in the form."""
    home.settings.write_text("[[breaks]]\n")
    known = fingerprint(visitor.get("/settings").text)
    page = save(visitor, known, ("breaks.goal", "5"))
    assert "breaks.goal = 5" in page
    assert 'value="5"' in page
    assert home.settings.read_text() == "[[breaks]]\n"
