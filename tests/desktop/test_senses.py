"""movebreak among hands on the keyboard, empty chairs, films and locked screens."""

import json
import re
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import pytest

from tests.desktop.conftest import need
from tests.desktop.hands import know_f11, open_window, touch, typing
from tests.desktop.parts import start_screen, start_window_manager
from tests.desktop.program import Program
from tests.desktop.servers import Server, start_dunst
from tests.desktop.session import Session
from tests.senses.bus_stage import Services
from tests.surfaces.notify.room import picking
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

pytestmark = pytest.mark.desktop

# The shortest that the settings allow.
SHORTEST = '[presence]\naway_after = "1m"\nnatural_break = "1m"\n'
MINUTE = 60.0
# The least idle time that `Did you move?` may be about.
DRILL = 20
TYPING_PAUSE = 3.0
QUESTION = "Did you move?"
LOCKER = "org.freedesktop.ScreenSaver"
# What has to be done at once takes less, also on a busy machine.
SOON = 2.0
# A command costs a tenth of a second of the machine that a minute is waited on.
SELDOM = 0.5


@pytest.fixture
def desk(session: Session, bus: str) -> Server:
    """Have a screen with a window manager that knows F11, and dunst."""
    need("Xvfb", "xdotool", "openbox", "xmessage", "dunst", "dunstctl")
    assert bus
    know_f11(session)
    picking(session).write_text("Yes")
    start_screen(session)
    start_window_manager(session)
    return start_dunst(session)


@pytest.fixture
def locker(session: Session, bus: str) -> Iterator[Services]:
    """Have a screen locker that is told when to lock."""
    assert bus
    services = Services(session, (LOCKER,))
    yield services
    services.close()


def test_a_minute_away_is_a_natural_break(
    session: Session, desk: Server, program: Program
) -> None:
    """Away counts from the last key; the first key back ends it, counted and told."""
    program.settle(SHORTEST)
    program.start("--every", "2h")
    before, began = datetime.now(UTC), monotonic()
    session.ask("xdotool", "type", "good bye")
    after = datetime.now(UTC)

    assert becomes("away", program, MINUTE + SOON, SELDOM)

    assert monotonic() - began >= MINUTE
    names = {f"Away since {each:%H:%M}" for each in (before, after)}
    assert program.status()["reason"] in names
    assert program.status()["today"]["natural"] == 0

    session.ask("xdotool", "type", "hello")

    back = monotonic() - began
    assert becomes("working", program, SOON)
    told = program.status()
    assert told["today"]["natural"] == 1
    assert told["left_seconds"] > 2 * 60 * 60 - 10
    (line,) = history(program)
    assert line["kind"] == "natural"
    assert MINUTE <= line["length_seconds"] <= back
    assert eventually(
        lambda: "Away 1 minute, counted as a natural break" in titles(desk)
    )


def test_sitting_still_for_less_is_no_absence(
    session: Session, desk: Server, program: Program
) -> None:
    """It is desk time: the reminder comes in its time; "never" asks nothing then."""
    program.settle(SHORTEST + 'count_absence = "never"\n')
    program.start("--every", "30s")
    touch(session)

    assert becomes("due", program, 30 + SOON, SELDOM)
    shown = remind_of_a_short_drill(program, desk)
    # The drill's length has to pass, and then the question would come.
    assert not eventually(
        lambda: program.state() != "due", shown + DRILL + 1 - monotonic(), SELDOM
    )
    touch(session)

    assert not eventually(lambda: QUESTION in titles(desk), SOON)
    told = program.status()
    assert told["state"] == "due"
    assert told["today"]["natural"] == 0
    assert history(program) == []


def test_a_reminder_waits_for_a_pause_in_typing(
    session: Session, desk: Server, program: Program
) -> None:
    """It comes with the pause; where none comes, when the grace is over."""
    grace = 12.0
    program.settle(f'[breaks]\ntyping_grace = "{grace:.0f}s"\n')
    with typing(session):
        program.start("--every", "6s")
        assert becomes("due", program)
        cue = cue_of(program)
        assert not eventually(lambda: cue in titles(desk), TYPING_PAUSE + 1)
    stopped = monotonic()

    assert eventually(lambda: cue in titles(desk))

    assert TYPING_PAUSE - 0.5 < monotonic() - stopped < TYPING_PAUSE + 1

    program.ask("done")
    with typing(session):
        assert becomes("due", program)
        began, cue = monotonic(), cue_of(program)
        so_far = titles(desk).count(cue)
        assert eventually(lambda: titles(desk).count(cue) > so_far, grace + SOON)
        assert monotonic() - began > grace - SOON


def test_did_you_move(session: Session, desk: Server, program: Program) -> None:
    """Gone for the drill's length after the reminder: asked once, and Yes counts."""
    program.settle(SHORTEST)
    program.start("--every", "2h")
    touch(session)
    program.ask("move")
    shown = remind_of_a_short_drill(program, desk)
    assert not eventually(
        lambda: QUESTION in titles(desk), shown + DRILL + 1 - monotonic()
    )

    touch(session)

    assert eventually(lambda: QUESTION in titles(desk), SOON)
    question = next(each for each in desk.popups() if each.title == QUESTION)
    assert re.match(r"You were away for 2\d seconds\. .*: count it\?", question.body)
    assert program.status()["today"]["done"] == 0
    assert eventually(desk.windows)
    touch(session)
    session.ask("dunstctl", "context")
    assert eventually(lambda: program.status()["today"]["done"] == 1)
    assert program.state() == "working"
    assert titles(desk).count(QUESTION) == 1


def test_do_not_disturb_holds_a_reminder(
    session: Session, desk: Server, program: Program
) -> None:
    """It says so; switched off, the reminder comes within a minute."""
    assert session.ask("dunstctl", "set-paused", "true").returncode == 0
    program.start("--every", "3s")
    assert becomes("held", program)
    assert reason(program).startswith("Held: do not disturb, since ")
    well, says = program.part("do not disturb")
    assert well
    assert says.startswith("do not disturb (dunst, ")
    cue = cue_of(program)
    assert cue not in titles(desk)

    assert session.ask("dunstctl", "set-paused", "false").returncode == 0

    assert becomes("due", program, MINUTE + SOON, SELDOM)
    assert eventually(lambda: cue in titles(desk), TYPING_PAUSE + 1)


def test_a_full_screen_holds_a_reminder(
    session: Session, desk: Server, program: Program
) -> None:
    """The one who fills it is named; switched off in the settings, it does not."""
    open_window(session)
    session.ask("xdotool", "key", "F11")
    program.start("--every", "3s")
    assert becomes("held", program)
    assert reason(program).startswith("Held: Xmessage fills the screen, since ")
    cue = cue_of(program)
    assert cue not in titles(desk)

    program.settle("[quiet]\nfull_screen = false\n")
    program.ask("skip")

    assert becomes("due", program)
    cue = cue_of(program)
    assert eventually(lambda: cue in titles(desk))
    assert program.part("full screen") == (True, "switched off in the settings")


def test_a_locked_screen(
    session: Session, desk: Server, locker: Services, program: Program
) -> None:
    """Away at once, and the interval stands still; a reminder comes back with you."""
    program.start("--every", "8s")
    touch(session)
    left = program.status()["left_seconds"]

    locker.do(LOCKER, "lock")

    assert becomes("away", program, SOON)
    assert reason(program).startswith("Away since ")
    assert not eventually(lambda: program.state() != "away", left + SOON, SELDOM)
    assert titles(desk) == ["movebreak is running"]

    locker.do(LOCKER, "unlock")

    assert becomes("working", program, SOON)
    assert left - 3 <= program.status()["left_seconds"] <= left + 1
    assert becomes("due", program)
    cue = cue_of(program)
    assert eventually(lambda: titles(desk).count(cue) == 1)

    locker.do(LOCKER, "lock")

    assert becomes("away", program, SOON)
    assert eventually(lambda: shown_now(session) == 1)

    locker.do(LOCKER, "unlock")

    assert becomes("due", program, SOON)
    assert eventually(lambda: titles(desk).count(cue) == 2, TYPING_PAUSE + 1)
    assert history(program) == []


def test_the_doctor_knows_every_sense(
    session: Session, desk: Server, locker: Services, program: Program
) -> None:
    """Each with what it saw last, by whom and when; and why nothing better is used."""
    program.start("--every", "3s")
    touch(session)
    assert becomes("due", program)
    cue = cue_of(program)
    assert eventually(lambda: cue in titles(desk))
    locker.do(LOCKER, "lock")
    assert becomes("away", program)

    said = program.ask("doctor")

    assert "ok   idle time: idle for" in said
    assert "(X11, by alarms, " in said
    missing = "GNOME's idle monitor is not running here; this is not a Wayland session"
    assert f"; better ways are missing: {missing}" in said
    assert "ok   lock: the system bus cannot be reached: " in said
    assert "ok   lock: locked (the screen lockers, " in said
    assert "ok   do not disturb: free (dunst, " in said
    assert "ok   microphone: cannot tell: no sound server runs in this" in said
    assert "ok   camera: " in said
    assert "ok   full screen: free (X11, " in said
    assert "no errors in the log" in said


def test_a_screen_that_hangs_for_a_moment(
    session: Session, desk: Server, program: Program
) -> None:
    """Reminders go by time alone meanwhile; then idle time is known again."""
    program.start("--every", "6s")
    touch(session)
    (screen,) = (each for each in session.started if "Xvfb" in str(each.args))
    screen.send_signal(signal.SIGSTOP)
    assert becomes("due", program)
    cue = cue_of(program)

    assert eventually(lambda: idle_time(program).startswith("unknown, reminders go by"))
    assert "the X server does not answer" in idle_time(program)
    screen.send_signal(signal.SIGCONT)

    assert eventually(lambda: cue in titles(desk))
    assert eventually(lambda: "(X11, by alarms" in idle_time(program))
    assert program.state() == "due"


def becomes(
    state: str, program: Program, within: float = 10, step: float = 0.01
) -> bool:
    """Say whether the state has this name in time."""
    return eventually(lambda: program.state() == state, within, step)


def shown_now(session: Session) -> int:
    """Return how many notifications dunst shows now."""
    return int(session.ask("dunstctl", "count", "displayed").stdout)


def remind_of_a_short_drill(program: Program, server: Server) -> float:
    """Ask for others until it is a short one; return when the reminder was up."""
    shown = monotonic()
    while program.status()["drill"]["seconds"] != DRILL:
        program.ask("another")
    cue = cue_of(program)
    assert eventually(lambda: cue in titles(server))
    return shown


def cue_of(program: Program) -> str:
    """Return what the reminder asks for."""
    return str(program.status()["drill"]["cue"])


def reason(program: Program) -> str:
    """Return why it is so."""
    return str(program.status()["reason"])


def idle_time(program: Program) -> str:
    """Return what the doctor says of idle time."""
    return program.part("idle time")[1]


def titles(server: Server) -> list[str]:
    """Return the titles of all notifications so far."""
    return [each.title for each in server.popups()]


def history(program: Program) -> list[dict[str, Any]]:
    """Return all that is kept."""
    path = program.session.home / "history.json"
    program.ask("export", str(path))
    lines: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return lines
