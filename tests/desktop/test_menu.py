"""The menu in a real panel, opened and clicked by a real pointer."""

import pytest

from tests.desktop.parts import Screen
from tests.desktop.pointer import Pointer
from tests.desktop.program import Program, shows
from tests.desktop.session import Session
from tests.desktop.test_reminders import keep
from tests.pages.serving import Visitor
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")

pytestmark = pytest.mark.desktop

# Lines of the menu while working, and while a break is due.
JUST_MOVED, MOVE_NOW, PAUSE, WORKING_LINES = 2, 3, 4, 12
DONE, SNOOZE, DUE_LINES = 2, 3, 14
PROGRAMME, SET_UP = 7, 10
# With a session planned for today: a line tells it, and its entry has the answers.
SESSION, PLANNED_LINES = 8, 13


@pytest.fixture
def pointer(session: Session, panel: Screen, program: Program) -> Pointer:
    """Have the program with its icon in the panel, and a hand on the mouse."""
    program.start("--every", "2h")
    assert shows(panel, "working")
    return Pointer(session, panel)


def test_i_just_moved_is_counted(pointer: Pointer, program: Program) -> None:
    """A click on "I just moved" counts a done break."""
    found = pointer.open(WORKING_LINES)

    pointer.click(found[JUST_MOVED])

    assert eventually(lambda: program.status()["today"]["done"] == 1)


def test_a_newcomer_finds_the_first_steps(pointer: Pointer, program: Program) -> None:
    """The browser opens by the click and not before; once set up, the entry goes."""
    found = pointer.open(WORKING_LINES)
    browser = program.session.browser
    assert browser.links() == []

    pointer.click(found[SET_UP])

    assert eventually(lambda: "page=welcome" in "".join(browser.links()))
    visitor = Visitor(browser.links()[-1])
    visitor.enter()
    visitor.post("/welcome/no")
    pointer.open(WORKING_LINES - 1)


def test_snooze_for_ten_minutes(pointer: Pointer, program: Program) -> None:
    """In a due break, the second entry of the Snooze submenu is ten minutes."""
    program.ask("move")
    found = pointer.open(DUE_LINES)
    lengths = pointer.below(found[SNOOZE], 4)

    pointer.click(lengths[1])

    assert eventually(lambda: program.state() == "snoozed")
    assert 590 < program.status()["left_seconds"] <= 600


def test_the_session_of_today_is_moved(
    pointer: Pointer, panel: Screen, program: Program
) -> None:
    """By the second entry of its submenu."""
    program.ask("focus", "strength")
    assert program.status()["session"]["today"]
    found = pointer.open(PLANNED_LINES)
    answers = pointer.below(found[SESSION], 3)
    keep(panel, "menu-session")

    pointer.click(answers[1])

    assert eventually(lambda: not program.status()["session"]["today"])


def test_the_programme_opens_in_the_browser(pointer: Pointer, program: Program) -> None:
    """Where no session is planned for today, its entry stands there."""
    found = pointer.open(WORKING_LINES)

    pointer.click(found[PROGRAMME])

    browser = program.session.browser
    assert eventually(lambda: "page=programme" in "".join(browser.links()))


def test_a_left_click_opens_the_menu(
    pointer: Pointer, panel: Screen, program: Program
) -> None:
    """Without a due break there is no default entry, so a click opens the menu."""
    before = panel.picture()
    pointer.click_icon()
    found = pointer.appeared(before, WORKING_LINES)

    pointer.click(found[MOVE_NOW])

    assert eventually(lambda: program.state() == "due")


def test_a_left_click_on_a_due_break_shows_how(
    pointer: Pointer, panel: Screen, program: Program
) -> None:
    """While a break is due, the click is the default entry: show me how."""
    program.ask("move")
    assert shows(panel, "due")

    pointer.click_icon()

    browser = program.session.browser
    assert eventually(lambda: "page=guide" in "".join(browser.links()))
    assert program.state() == "due"
