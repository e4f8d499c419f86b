"""Sessions at a desk: the invitation on the screen, its buttons, and what is kept."""

from datetime import date, time

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import Page
from movebreak.core.programme.rules import Focus
from tests.desk import Desk

SET = '{"round":1,"set":1,"side":null,"amount":8,"felt":"fine","excused":false}'


@pytest.fixture
def trained(seen: Desk) -> Desk:
    """A desk at which strength sessions are planned, at ten in the morning."""
    seen.settings.save("programme", focus=Focus.STRENGTH, at=time(10))
    seen.open_menu()
    return seen


def press(desk: Desk, label: str) -> None:
    """Press a button of the reminder that is up."""
    up = desk.notifier.up
    assert up is not None
    (event,) = [each.event for each in up.answers if each.label == label]
    desk.post(event)


def kinds(desk: Desk) -> list[Kind]:
    """Return the kinds of all lines that tell of sessions, and of what was done."""
    told = {Kind.SESSION, Kind.SET, Kind.SESSION_END, Kind.DONE}
    lines = desk.history.lines(date.min, date.max)
    return [it.kind for it in lines if it.kind in told]


def test_the_invitation_takes_the_place_of_the_reminder(trained: Desk) -> None:
    """One of both is up, never two; the break's own follows when this is answered."""
    trained.until(lambda: bool(trained.notifier.up and trained.notifier.up.answers))
    assert trained.hour == "10:00"
    up = trained.notifier.up
    assert up is not None
    assert [each.label for each in up.answers] == ["Start", "Tomorrow", "Skip"]
    assert trained.state == "held"
    press(trained, "Tomorrow")
    trained.until_reminded()

    assert trained.notifier.up is not None
    assert trained.notifier.up.answers == ()


def test_a_session_from_the_reminder_to_its_end(trained: Desk) -> None:
    """Start opens the page; with the first exercise the open break is done."""
    trained.until(lambda: bool(trained.notifier.up and trained.notifier.up.answers))
    press(trained, "Start")
    assert trained.pages.opened == [Page.SESSION]
    assert trained.notifier.up is None
    trained.say("session begin four 20m strength")
    trained.work("5m")
    assert trained.say(f"session log 0 bridge {SET} moved").words == "That set is kept."
    assert trained.say(f"session log 0 bridge {SET}").refused
    trained.work("10m")
    assert "The next one: " in trained.say("session end complete").words
    reminded = len(trained.notifier.shown)

    assert kinds(trained) == [
        Kind.SESSION,
        Kind.SET,
        Kind.DONE,
        Kind.SESSION_END,
    ]
    assert trained.today.done == 1
    trained.work("19m")
    assert len(trained.notifier.shown) == reminded


def test_the_menu_has_the_session_of_today(trained: Desk) -> None:
    """In one entry, also before its hour; then the next one is only told."""
    assert "Strength session: today 10:00" in trained.menu()
    trained.press("Strength session", "Tomorrow")

    assert "Strength session: tomorrow 10:00" in trained.menu()
    assert "Programme…" in trained.menu()


def test_a_session_under_way_survives_a_crash(trained: Desk) -> None:
    """An answer that was acknowledged is kept."""
    trained.say("session begin four 20m strength")
    trained.say(f"session log 0 bridge {SET}")
    trained.kill("1m")
    session = trained.look().glance.session
    assert session is not None
    assert session.running is not None
    assert session.running.sets == 1

    assert not trained.say(f"session log 1 bridge {SET}").refused


def test_what_was_forgotten_is_not_in_the_plan(trained: Desk) -> None:
    """The day is free again."""
    trained.say("session begin four 20m strength")
    trained.say(f"session log 0 bridge {SET}")
    trained.say("session end")
    session = trained.look().glance.session
    assert session is not None
    assert not session.today
    trained.say("forget all")
    session = trained.look().glance.session

    assert session is not None
    assert session.today
    assert kinds(trained) == []
