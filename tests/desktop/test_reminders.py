"""Reminders and news at real notification servers, and the answers to them."""

import shutil
from pathlib import Path

import pytest

from movebreak.core.drills import Drill
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.packs import built_in_folder
from tests.desktop.conftest import need
from tests.desktop.parts import Screen
from tests.desktop.pictures import find_figure
from tests.desktop.program import Program, shows, shows_the_drill
from tests.desktop.servers import Popup, Server
from tests.desktop.session import Session, end
from tests.pages.serving import Visitor
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")

pytestmark = pytest.mark.desktop

SHOTS = Path(__file__).with_name("shots")
HOW_TO_ANSWER = "Answer: movebreak done, snooze, another or skip."


def drill_of(status: dict[str, dict[str, str]]) -> Drill:
    """Return the drill that the status names."""
    drills = CatalogueFiles(built_in_folder()).drills()
    return next(each for each in drills if each.id == status["drill"]["id"])


def test_the_first_start_says_that_it_runs(
    panel: Screen, server: Server, program: Program
) -> None:
    """The first notification ever: it runs, where, and when the first break comes."""
    program.start("--every", "20m")

    assert eventually(server.popups)
    assert eventually(server.windows)
    (welcome,) = server.popups()
    at = str(program.status()["next_at"])[11:16]
    assert welcome.title == "movebreak is running"
    assert welcome.body.startswith(f"First break {at}, in 20 minutes.")
    assert "tray" in welcome.body
    assert shows(panel, "working")
    keep(panel, f"welcome-{server.window_class}")


def test_a_first_start_without_a_tray_promises_no_icon(
    dunst: Server, program: Program
) -> None:
    """As on GNOME: it says how to answer all the same."""
    program.start("--every", "20m")

    assert eventually(dunst.popups)
    (welcome,) = dunst.popups()
    assert not program.part("tray")[0]
    assert "in the tray, if your desktop has one" in welcome.body
    assert "movebreak done" in welcome.body


def test_the_first_notification_leads_to_the_first_steps(
    session: Session, dunst: Server, program: Program
) -> None:
    """By a click, and not before; a test reminder then comes as real ones do."""
    program.start("--every", "20m")
    assert eventually(dunst.windows)
    assert session.browser.links() == []

    assert session.ask("dunstctl", "action").returncode == 0

    assert eventually(lambda: "page=welcome" in "".join(session.browser.links()))
    visitor = Visitor(session.browser.links()[-1])
    visitor.enter()
    visitor.post("/welcome/start")
    assert eventually(lambda: any(it.startswith("Test: ") for it in titles(dunst)))
    assert program.status()["today"]["done"] == 0


def test_the_second_start_has_no_welcome(server: Server, program: Program) -> None:
    """Only the first start ever is announced."""
    end(program.start("--every", "20m"))
    assert eventually(server.popups)

    program.start("--every", "2s")

    assert eventually(lambda: len(server.popups()) > 1)
    assert [each.title for each in server.popups()].count("movebreak is running") == 1


def test_a_break_from_reminder_to_count(
    panel: Screen, server: Server, program: Program
) -> None:
    """The reminder says what to do and how; Done counts, and the icon starts anew."""
    program.start("--every", "4s")
    assert eventually(lambda: program.state() == "due")
    told = program.status()
    drill = drill_of(told)
    assert eventually(lambda: drill.cue in titles(server))
    assert eventually(server.windows)
    assert shows(panel, "due")
    keep(panel, f"reminder-{server.window_class}")

    reminder = next(each for each in server.popups() if each.title == drill.cue)
    assert reminder.body.startswith(drill.steps[0].rstrip("."))
    # dunst keeps its buttons in a menu of its own, so the words say how as well.
    assert reminder.body.endswith(HOW_TO_ANSWER) == (server.window_class == "Dunst")
    assert told["today"]["done"] == 0

    said = program.ask("done")

    assert said == f"{drill.name}: done. A fresh interval starts now."
    told = program.status()
    assert told["state"] == "working"
    assert told["today"]["done"] == 1
    assert shows(panel, "working")


def test_a_reminder_shows_its_drill(
    screen: Screen, server: Server, program: Program
) -> None:
    """A person sees what to do, and no more of it when the reminder has gone."""
    program.start("--every", "20m")
    program.ask("move")

    assert shows_the_drill(screen, program)
    keep(screen, f"figure-{server.window_class}")
    program.ask("snooze", "15m")
    assert eventually(lambda: not find_figure(screen.picture()))


def test_another_and_snooze_remind_again(server: Server, program: Program) -> None:
    """Another shows another drill; a snoozed drill comes back."""
    program.start("--every", "2s")
    assert eventually(lambda: program.state() == "due")
    first = drill_of(program.status())

    program.ask("another")
    second = drill_of(program.status())
    assert second.id != first.id
    assert eventually(lambda: second.cue in titles(server))

    program.ask("snooze", "1s")
    assert eventually(lambda: titles(server).count(second.cue) > 1)


def test_a_start_beside_a_running_one_is_news(server: Server, program: Program) -> None:
    """The second start says that movebreak runs, there and as a notification."""
    program.start("--every", "20m")
    assert eventually(server.popups)

    said = program.ask("run")

    assert said.startswith("movebreak is running, next break ")
    assert eventually(lambda: Popup("movebreak", said) in server.popups())


def test_the_day_is_summed_up(server: Server, program: Program) -> None:
    """At half past five the summary tells what was done, in kind words."""
    faked = libfaketime()
    program.start(
        *("--every", "3s"),
        LD_PRELOAD=faked,
        FAKETIME="@2026-11-24 17:29:48",
        DONT_FAKE_MONOTONIC="1",
        # Its fix for older C libraries makes each timed wait end at once here.
        FAKETIME_FORCE_MONOTONIC_FIX="0",
    )
    assert eventually(lambda: program.state() == "due")
    program.ask("done")

    assert eventually(lambda: "Today: 1 of 8 breaks done" in titles(server), 30)
    summary = next(each for each in server.popups() if each.title.startswith("Today"))
    assert summary.body.startswith("You got up once. Every one counts.")


def test_notifications_and_commands_do_everything_without_a_screen(
    session: Session, dunst: Server, program: Program
) -> None:
    """With a session bus and no screen, nothing but the icon is missing."""
    del session.env["DISPLAY"]
    process = program.start("--every", "3s")
    assert eventually(lambda: program.state() == "due")
    drill = drill_of(program.status())
    assert eventually(lambda: drill.cue in titles(dunst))
    well, says = program.part("tray")
    assert not well
    assert "shows no tray icons" in says
    program.ask("done")
    assert program.status()["today"]["done"] == 1
    program.ask("quit")
    assert process.wait(5) == 0


def titles(server: Server) -> list[str]:
    """Return the titles of all notifications so far."""
    return [each.title for each in server.popups()]


def keep(screen: Screen, name: str) -> None:
    """Keep a picture of the screen for people to look at."""
    SHOTS.mkdir(exist_ok=True)
    screen.picture().save(SHOTS / f"{name}.png")


def libfaketime() -> str:
    """Return the library that fakes the wall clock; skip the test without it."""
    need("faketime")
    for library in Path("/usr/lib").glob("*/faketime/libfaketime.so.1"):
        return str(library)
    pytest.skip(f"no libfaketime beside {shutil.which('faketime')}")
