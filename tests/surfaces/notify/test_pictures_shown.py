"""The picture of a drill on its way to a server."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from movebreak.core.events import Done
from movebreak.ports import Message, Reminder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier, Options
from movebreak.surfaces.notify.freedesktop_server import Look
from movebreak.surfaces.pictures import Pictures, drawn_by
from tests.surfaces.notify.stage import ScriptedServer, Stage, show
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SQUATS = Reminder(7, "Squats", "Ten slow ones", drill="squats")
JACKS = Reminder(8, "Jumping jacks", "Thirty seconds", drill="jumping-jacks")
ASKED = Reminder(7, "Did you move?", "Count it?", done="Yes", drill="squats")
STEPS = Message("Squats", "1. Sit back.", drill="squats")
NEWS = Message("Your day", "6 of 8")
FILE = "/some pictures/squats.png"
URI = "file:///some%20pictures/squats.png"
PLAIN = {"urgency": ["y", 1]}
HANGS = ("sh", "-c", "sleep 600")


class Easel:
    """Finds pictures as slowly as a test wants."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.goes_on = threading.Event()

    def picture(self, drill: str) -> str:
        """Return the picture when told to go on."""
        self.asked.append(drill)
        self.goes_on.wait(10)
        return FILE


@contextmanager
def showing(stage: Stage, picture: Callable[[str], str]) -> Iterator[Any]:
    """Have a notifier with pictures."""
    look = Look(icon="file:///icon.png", picture=picture)
    with FreedesktopNotifier(stage.posted.append, Options(look)) as notifier:
        yield notifier


def squats(drill: str) -> str:
    """Return the only picture there is."""
    return FILE if drill == "squats" else ""


@pytest.mark.parametrize("abilities", ["actions,body", "body,body-images,icon-static"])
def test_a_reminder_has_the_picture_of_its_drill(stage: Stage, abilities: str) -> None:
    """It is sent as a file's URI in place of our icon, and once, whoever listens."""
    server = stage.serve("--abilities", abilities)
    with showing(stage, squats) as notifier:
        for reminder in (SQUATS, JACKS, ASKED):
            show(server, notifier, reminder)

    hints = [each["hints"] for each in server.notices()]
    with_picture = PLAIN | {"image-path": ["s", URI]}
    assert hints == [with_picture, PLAIN, with_picture]
    assert {each["icon"] for each in server.notices()} == {"file:///icon.png"}
    assert {each["body"] for each in server.notices()} >= {"Ten slow ones"}


def test_an_old_server_knows_the_hint_by_another_name(stage: Stage) -> None:
    """Before version 1.2 of the specification it was written otherwise."""
    server = stage.serve("--specification", "1.1")
    with showing(stage, squats) as notifier:
        show(server, notifier, SQUATS)

    (notice,) = server.notices()
    assert notice["hints"] == PLAIN | {"image_path": ["s", URI]}


def test_swaync_wants_a_path(stage: Stage) -> None:
    """It shows nothing for a URI."""
    server = stage.serve("--name", "SwayNotificationCenter")
    with showing(stage, squats) as notifier:
        show(server, notifier, SQUATS)

    (notice,) = server.notices()
    assert notice["hints"] == PLAIN | {"image-path": ["s", FILE]}


def test_steps_have_it_and_other_news_do_not(
    stage: Stage, server: ScriptedServer
) -> None:
    """What explains a drill shows it, too."""
    with showing(stage, squats) as notifier:
        notifier.tell(STEPS)
        assert eventually(lambda: "Squats" in server.titles())
        notifier.tell(NEWS)
        assert eventually(lambda: "Your day" in server.titles())

    hints = [each["hints"] for each in server.notices()]
    assert hints == [PLAIN | {"image-path": ["s", URI]}, PLAIN]


def test_withdrawn_while_it_is_drawn(stage: Stage, server: ScriptedServer) -> None:
    """A reminder that nobody wants any more is not put up for a moment."""
    easel = Easel()
    with showing(stage, easel.picture) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: easel.asked == ["squats"])
        notifier.withdraw()
        easel.goes_on.set()
        number = show(server, notifier, JACKS)

        assert server.titles() == ["Jumping jacks"]
        server.press(number, "done")
        assert stage.has(Done(8))


def test_replaced_while_it_is_drawn(stage: Stage, server: ScriptedServer) -> None:
    """Another reminder that came meanwhile is the only one put up."""
    easel = Easel()
    with showing(stage, easel.picture) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: easel.asked == ["squats"])
        notifier.show(JACKS)
        easel.goes_on.set()

        assert eventually(lambda: server.titles() == ["Jumping jacks"])
        assert easel.asked == ["squats", "jumping-jacks"]


def test_ended_while_it_is_drawn(stage: Stage, server: ScriptedServer) -> None:
    """The end does not leave a reminder behind."""
    easel = Easel()
    with showing(stage, easel.picture) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: easel.asked == ["squats"])
        threading.Timer(0.2, easel.goes_on.set).start()

    assert not notifier._thread.is_alive()
    assert server.titles() == []


def test_a_program_that_hangs_costs_only_the_picture(
    stage: Stage, server: ScriptedServer, tmp_path: Path
) -> None:
    """The reminder comes a moment later without it, and can be answered."""
    pictures = Pictures(tmp_path, drawn_by(HANGS, 0.2))
    with showing(stage, pictures.find) as notifier:
        number = show(server, notifier, SQUATS)
        server.press(number, "done")
        assert stage.has(Done(7))
        assert notifier.report().well

    (notice,) = server.notices()
    assert notice["hints"] == PLAIN
