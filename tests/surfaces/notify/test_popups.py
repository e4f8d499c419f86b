"""What is put on the screen, and what never is."""

import os
import threading
from collections.abc import Callable
from functools import partial

import pytest

from movebreak.core.events import Done
from movebreak.errors import UnavailableError
from movebreak.ports import Capability, Message, Reminder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier, Options
from movebreak.surfaces.notify.freedesktop_server import Look
from tests.surfaces.notify.stage import ScriptedServer, Stage, descriptors, show
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SQUATS = Reminder(7, "Squats", "Ten slow ones")
JACKS = Reminder(8, "Jumping jacks", "Thirty seconds")
SPENT = Reminder(9, "Lunges", "Five a side", can_snooze=False)
MARKUP = Reminder(7, "a <b> & c", "1 < 2 & <i>3</i>\nnext line")


def test_a_reminder_as_the_server_gets_it(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    """Types and values are as the specification wants, and it stays until closed."""
    show(server, notifier, SQUATS)
    (notice,) = server.notices()

    assert notice["strict"]
    assert notice["title"] == "Squats"
    assert notice["body"] == "Ten slow ones"
    assert notice["app"] == "movebreak"
    assert notice["expire"] == 0
    assert notice["hints"] == {"urgency": ["y", 1]}
    assert notice["actions"] == [
        *("done", "Done", "snooze", "Snooze"),
        *("another", "Another", "default", "Show me how"),
    ]


def test_what_is_given_is_sent(stage: Stage) -> None:
    """Icon, name and an installed desktop file reach the server; sound is off."""
    server = stage.serve("--abilities", "body,sound")
    look = Look("somebody", "file:///icons/due.png", "somebody")
    with FreedesktopNotifier(stage.posted.append, Options(look)) as notifier:
        show(server, notifier, SQUATS)

    (notice,) = server.notices()
    assert (notice["app"], notice["icon"]) == ("somebody", "file:///icons/due.png")
    assert notice["hints"] == {
        "urgency": ["y", 1],
        "desktop-entry": ["s", "somebody"],
        "suppress-sound": ["b", True],
    }


def test_news_go_by_themselves(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    """News have no buttons and do not stay."""
    notifier.tell(Message("Your day", "6 of 8"))
    assert eventually(server.notices)
    (notice,) = server.notices()

    assert notice["actions"] == []
    assert notice["expire"] == 60_000


def test_no_snooze_where_none_is_left(
    stage: Stage, server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    """A break that cannot be snoozed has no such button, and takes no such answer."""
    number = show(server, notifier, SPENT)
    assert "snooze" not in server.notices()[-1]["actions"]
    server.press(number, "snooze")
    server.press(number, "done")

    assert stage.has(Done(9))


@pytest.mark.parametrize(
    ("abilities", "title", "body"),
    [
        ("body", "a <b> & c", "1 < 2 & <i>3</i>\nnext line"),
        (
            "body,body-markup",
            "a <b> & c",
            "1 &lt; 2 &amp; &lt;i&gt;3&lt;/i&gt;\nnext line",
        ),
        ("body-markup", "a <b> & c. 1 < 2 & <i>3</i> next line", ""),
        ("", "a <b> & c. 1 < 2 & <i>3</i> next line", ""),
    ],
)
def test_words_are_written_as_the_server_reads_them(
    stage: Stage, abilities: str, title: str, body: str
) -> None:
    """Signs are escaped where they would be taken for markup, and only there."""
    server = stage.serve("--abilities", abilities)
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.show(MARKUP)
        assert eventually(server.notices)

    (notice,) = server.notices()
    assert (notice["title"], notice["body"]) == (title, body)


def test_no_buttons_where_none_can_be_shown(stage: Stage) -> None:
    """A server without buttons gets none, and the engine can know it."""
    server = stage.serve("--abilities", "body")
    with FreedesktopNotifier(stage.posted.append) as notifier:
        assert Capability.BUTTONS not in notifier.can
        assert "without buttons" in notifier.report().says
        show(server, notifier, SQUATS)

    assert server.notices()[0]["actions"] == []


def test_the_next_replaces_the_last(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    """A reminder takes the place of the one before, news that of other news."""
    number = show(server, notifier, SQUATS)
    notifier.tell(Message("Your day", "6 of 8"))
    assert eventually(lambda: "Your day" in server.titles())
    news = server.notices()[-1]["notify"]
    assert show(server, notifier, JACKS) == number
    notifier.tell(Message("Your week", "30 of 40"))
    assert eventually(lambda: "Your week" in server.titles())

    assert [each["replaces"] for each in server.notices()] == [0, 0, number, news]
    assert server.up() == {number, news}


def test_nothing_is_stacked_where_nothing_is_replaced(stage: Stage) -> None:
    """A server that gives each reminder a new number is told to close the old one."""
    server = stage.serve("--stacks")
    with FreedesktopNotifier(stage.posted.append) as notifier:
        first = show(server, notifier, SQUATS)
        second = show(server, notifier, JACKS)

        assert first != second
        assert eventually(lambda: server.closed() == [first])


def test_a_thousand_reminders_leave_one(
    stage: Stage, server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    """However fast they come: one is up, it is the last, and it can be answered."""
    for number in range(1000):
        notifier.show(Reminder(number, f"Reminder {number}", "Move"))
        notifier.tell(Message(f"News {number}", "Nothing"))

    assert eventually(lambda: {"Reminder 999", "News 999"} <= set(server.titles()))
    reminders = {e["notify"] for e in server.notices() if e["actions"]}
    news = {e["notify"] for e in server.notices() if not e["actions"]}
    assert len(reminders) == len(news) == 1
    assert server.closed() == []
    server.press(reminders.pop(), "done")
    assert stage.has(Done(999))


def is_up(notifier: FreedesktopNotifier) -> bool:
    """Say whether the server has answered for what is wanted now."""
    wish, popups = notifier._wishes.reminder, notifier._popups
    return bool(wish and popups and popups._shows(wish))


def soon(condition: Callable[[], bool]) -> bool:
    """Wait as `eventually` does, in steps that suit a thousand waits."""
    pause = threading.Event()
    return any(condition() or pause.wait(0.001) for _ in range(10_000))


def test_a_thousand_one_after_another_leave_one(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    """Each of them is shown, under one and the same number."""
    for number in range(1000):
        notifier.show(Reminder(number, f"Reminder {number}", "Move"))
        assert soon(partial(is_up, notifier))

    assert {each["notify"] for each in server.notices()} == {1}
    assert len(server.notices()) == 1000


def test_a_server_without_numbers_does_no_harm(stage: Stage) -> None:
    """The number 0 names nothing: it is neither replaced nor closed."""
    server = stage.serve("--zero")
    with FreedesktopNotifier(stage.posted.append) as notifier:
        show(server, notifier, SQUATS)
        server.press(0, "done")
        show(server, notifier, JACKS)
        notifier.withdraw()

    assert [each["replaces"] for each in server.notices()] == [0, 0]
    assert server.closed() == []
    assert stage.posted == []


def test_the_end_takes_the_reminder_down(stage: Stage, server: ScriptedServer) -> None:
    """Whoever ends movebreak is left without a popup that answers nothing."""
    with FreedesktopNotifier(stage.posted.append) as notifier:
        number = show(server, notifier, SQUATS)
        notifier.tell(Message("Your day", "6 of 8"))
        assert eventually(lambda: "Your day" in server.titles())

    assert eventually(lambda: server.closed() == [number])
    assert stage.posted == []


def test_nothing_is_left_behind(stage: Stage, server: ScriptedServer) -> None:
    """No thread and no open file, however often it starts and ends."""
    threads, files = threading.active_count(), descriptors()
    for _ in range(20):
        with FreedesktopNotifier(stage.posted.append) as notifier:
            show(server, notifier, SQUATS)
            assert threading.active_count() == threads + 1

    assert threading.active_count() == threads
    assert descriptors() == files


@pytest.mark.parametrize(
    "address",
    [
        "",
        "unix:path=/nowhere/at/all",
        "tcp:host=localhost,port=1",
        "unix:runtime=yes",
        "nonsense",
        "unix:path=/nowhere;unix:path=/nowhere/either",
    ],
)
def test_no_bus_is_said_at_once(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Without a session bus there is no such notifier, and no open file."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    files = descriptors()

    with pytest.raises(UnavailableError) as caught:  # noqa: SIM117 - either may raise
        with FreedesktopNotifier(print):
            pass

    assert caught.value.hint
    assert descriptors() == files


def test_the_bus_of_the_runtime_folder(
    stage: Stage, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no address is set, the bus is in the runtime folder."""
    folder = os.path.dirname(stage.address.removeprefix("unix:path="))  # noqa: PTH120
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    with FreedesktopNotifier(stage.posted.append) as notifier:
        assert show(server, notifier, SQUATS)
