"""Servers that hang, die, come back, change or refuse; and a bus that ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from movebreak.core.events import Done
from movebreak.ports import Capability, Message, Reminder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier, Options
from tests.desktop.session import end
from tests.surfaces.notify.stage import ROOT, Play, Stage, show
from tests.waiting import eventually

pytestmark = pytest.mark.desktop

SQUATS = Reminder(7, "Squats", "Ten slow ones")
JACKS = Reminder(8, "Jumping jacks", "Thirty seconds")
LUNGES = Reminder(9, "Lunges", "Five a side")
# A second is long for a server, and short for a test.
FAST = Options(patience=1)
SERVICE = """\
[D-BUS Service]
Name=org.freedesktop.Notifications
Exec={python} {program}
"""
STARTED = """\
import os, sys
os.chdir({root!r})
os.environ["PYTHONPATH"] = {root!r}
reading, writing = os.pipe()
os.dup2(reading, 0)
os.set_inheritable(writing, True)
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.dup2(log, 1)
os.execv(sys.executable, [sys.executable, "-m", {module!r}])
"""


def test_a_server_that_dies_and_returns(play: Play) -> None:
    """The reminder comes again with the server, and is answered there."""
    play.show(SQUATS)
    play.server.die()
    assert eventually(lambda: "gone" in play.notifier.report().says)
    assert not play.notifier.report().well
    assert Capability.BUTTONS not in play.notifier.can

    again = play.stage.serve("--first", "40")

    assert eventually(lambda: again.titles() == ["Squats"])
    assert again.notices()[0]["replaces"] == 0
    assert play.notifier.report().well
    assert Capability.BUTTONS in play.notifier.can
    again.press(40, "done")
    assert play.stage.has(Done(7))


@pytest.mark.parametrize("reason", [1, 2])
def test_what_is_over_does_not_come_again(play: Play, reason: int) -> None:
    """A closed or withdrawn reminder, and shown news, stay away from a new server."""
    play.server.close(play.show(SQUATS), reason)
    play.show(JACKS)
    play.notifier.withdraw()
    play.notifier.tell(Message("Your day", "6 of 8"))
    assert eventually(lambda: "Your day" in play.server.titles())
    play.server.close(play.show(LUNGES), reason)
    assert eventually(lambda: len(play.posted) == 2)
    play.server.die()

    again = play.stage.serve()
    assert eventually(lambda: "GetCapabilities" in again.asked())
    show(again, play.notifier, SQUATS)

    assert again.titles() == ["Squats"]


def test_another_server_takes_over(play: Play) -> None:
    """It is asked anew, shows what is up, and the old numbers mean nothing there."""
    number = play.show(SQUATS)
    assert number == 1
    other = play.stage.serve("--abilities", "body", "--first", "1000")

    assert eventually(lambda: other.titles() == ["Squats"])
    assert eventually(lambda: Capability.BUTTONS not in play.notifier.can)
    assert other.notices()[0]["actions"] == []
    other.press(1, "done")
    other.press(1000, "default")
    play.server.press(number, "done")
    show(other, play.notifier, JACKS)
    other.close(1000, 2)
    assert eventually(lambda: play.posted)
    assert [type(each).__name__ for each in play.posted] in (["WantPage"], ["Closed"])


def test_a_server_that_hangs_is_reported(stage: Stage) -> None:
    """Nothing waits for it: a call is given up, counted, and tried the next time."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append, FAST) as notifier:
        server.hang()
        notifier.show(SQUATS)
        assert eventually(lambda: "once" in notifier.report().says)
        assert not notifier.works()
        notifier.show(JACKS)
        assert eventually(lambda: "2 times" in notifier.report().says)
        assert "within 1 seconds" in notifier.report().says
        server.go_on()
        notifier.show(LUNGES)

        assert eventually(notifier.works)
        assert notifier.report().well
        assert eventually(lambda: "Lunges" in server.titles())
        assert eventually(lambda: len(server.up()) == 1)
        server.press(server.up().pop(), "done")
        assert stage.has(Done(9))


def test_a_late_answer_is_taken(stage: Stage) -> None:
    """A server that goes on by itself shows one popup, which can be answered."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append, FAST) as notifier:
        server.hang()
        notifier.show(SQUATS)
        assert eventually(lambda: not notifier.works())
        server.go_on()

        assert eventually(notifier.works)
        assert server.titles() == ["Squats"]
        server.press(1, "done")
        assert stage.has(Done(7))


def test_a_late_popup_nobody_wants_is_closed(stage: Stage) -> None:
    """What was withdrawn while the server hung does not stay on the screen."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append, FAST) as notifier:
        server.hang()
        notifier.show(SQUATS)
        assert eventually(lambda: not notifier.works())
        notifier.withdraw()
        server.go_on()

        assert eventually(lambda: server.closed() == [1])
        assert eventually(notifier.works)
        assert stage.posted == []


def test_a_hung_server_does_not_delay_the_end(stage: Stage) -> None:
    """Ending takes no longer than the goodbye, and leaves no thread that works on."""
    server = stage.serve()
    with FreedesktopNotifier(stage.posted.append) as notifier:
        number = show(server, notifier, SQUATS)
        server.hang()
        notifier.show(JACKS)
    assert not notifier._thread.is_alive()
    server.go_on()

    assert eventually(lambda: number in server.closed())


def test_a_server_that_refuses(stage: Stage) -> None:
    """A refusal is told, with what the server says."""
    server = stage.serve("--refuse")
    with FreedesktopNotifier(stage.posted.append) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: not notifier.works())
        assert "too many" in notifier.report().says
        assert server.titles() == ["Squats"]


def test_no_server_at_all(stage: Stage) -> None:
    """Nothing to show it: that is known from the start, and ends with a server."""
    with FreedesktopNotifier(stage.posted.append) as notifier:
        assert not notifier.works()
        assert "no notification server runs" in notifier.report().says
        notifier.show(SQUATS)
        server = stage.serve()

        assert eventually(lambda: server.titles() == ["Squats"])
        assert eventually(notifier.works)


def test_a_server_is_started_only_for_a_notification(stage: Stage) -> None:
    """Another may start by itself; only something to show is a reason to start one."""
    log = stage.session.folder("servers") / "started"
    program = stage.session.home / "start.py"
    module = "tests.surfaces.notify.scripted_server"
    program.write_text(
        STARTED.format(root=str(ROOT), log=str(log), module=module), "utf-8"
    )
    services = Path(stage.session.home, "busses/services")
    text = SERVICE.format(python=sys.executable, program=program)
    (services / "server.service").write_text(text)
    stage.reload()
    with FreedesktopNotifier(stage.posted.append) as notifier:
        assert notifier.works()
        assert "first reminder starts one" in notifier.report().says
        assert not log.exists()
        notifier.show(SQUATS)

        assert eventually(lambda: log.exists() and "Squats" in log.read_text())
        assert eventually(lambda: "with buttons" in notifier.report().says)
        assert '"done"' in log.read_text()


def test_a_bus_that_stays_away(play: Play) -> None:
    """Each reminder looks for it; while there is none, ending is quick."""
    end(play.stage.bus)
    assert eventually(lambda: not play.notifier.report().well)
    calls: list[str] = []
    assert isinstance(play.notifier, FreedesktopNotifier)
    play.notifier.watch(lambda: calls.append("changed"))
    play.notifier.show(SQUATS)
    assert eventually(lambda: calls == ["changed"])
    play.notifier.tell(Message("Your day", "6 of 8"))
    assert eventually(lambda: calls == ["changed"] * 2)

    assert "session bus is gone" in play.notifier.report().says
    assert play.notifier.surrender() == (SQUATS, Message("Your day", "6 of 8"))


def test_the_bus_ends(play: Play) -> None:
    """Without a bus all is quiet; the next reminder looks for it again."""
    play.show(SQUATS)
    end(play.stage.bus)
    assert eventually(lambda: "session bus is gone" in play.notifier.report().says)
    play.notifier.show(JACKS)
    play.notifier.withdraw()
    assert not play.notifier.report().well

    play.stage.restart_bus()
    again = play.stage.serve()
    play.notifier.show(LUNGES)

    assert eventually(lambda: again.titles() == ["Lunges"])
    assert eventually(lambda: play.notifier.report().well)
    again.press(1, "done")
    assert play.stage.has(Done(9))


def test_it_sleeps(stage: Stage) -> None:
    """With a reminder up and nothing going on, it does not wake up once."""
    server = stage.serve()
    probe = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROBE],
        cwd=ROOT,
        env={**stage.session.env, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert probe.stderr == ""
    woken, modules = probe.stdout.splitlines()

    assert server.titles() == ["Squats"]
    assert woken == "0"
    assert modules == "[]"


# Asked in a process of its own, where nobody else imports and nothing else runs.
PROBE = """\
import sys
from pathlib import Path
from threading import Event
from movebreak.ports import Reminder
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier

def switches(thread):
    status = Path(f"/proc/self/task/{thread.native_id}/status").read_text()
    return int(status.split("nonvoluntary")[0].rsplit(":")[-1])

with FreedesktopNotifier(print) as notifier:
    notifier.show(Reminder(7, "Squats", "Ten slow ones"))
    Event().wait(0.5)
    before = switches(notifier._thread)
    Event().wait(3)
    print(switches(notifier._thread) - before)
heavy = {"asyncio", "concurrent.futures", "ssl", "http", "email", "subprocess"}
print(sorted(heavy & set(sys.modules)))
"""
