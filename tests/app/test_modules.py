"""What the program that stays in memory all day has loaded, looked at alive."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.program import SOON, Home, Program
from tests.app.screen import Screen
from tests.desktop.conftest import need
from tests.desktop.session import Session
from tests.surfaces.notify.stage import Stage
from tests.systems import only_on
from tests.unmeasured import unmeasured
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

TELLING = Path(__file__).with_name("telling.py")
NEVER = {
    "asyncio",
    "http",
    "http.client",
    "importlib.metadata",
    "jinja2",
    "multiprocessing",
    "pickle",
    "ssl",
    "starlette",
    "tomlkit",
    "unittest",
    "email",
    "pydoc",
    # What is put off.
    "inspect",
    "ipaddress",
    "tokenize",
    # And what they bring along.
    "ast",
    "dis",
    "token",
    # What belongs to the pages.
    "uvicorn",
    "anyio",
    # What only who plays a session needs, or who wants notes.
    "movebreak.core.programme.gates",
    "movebreak.core.programme.habits",
    "movebreak.core.programme.playing",
    "movebreak.core.programme.progress",
    "movebreak.core.programme.selfcheck",
    "movebreak.core.programme.words",
    "movebreak.store.training",
}
DRAWING = {
    "PIL",
    "movebreak.surfaces.figure",
    "movebreak.surfaces.figure_files",
    "subprocess",
    "tempfile",
}
# msgspec takes a name of each; Pillow, for an old tray, needs them.
SPARED = {"decimal", "numbers", "uuid"}
MOST_DEALT = 5
SET = (
    '{"round": 1, "set": 1, "side": null, "amount": 8, "felt": "fine", '
    '"excused": false}'
)


def test_in_a_terminal(home: Home) -> None:
    """No library of others for trays and notifications, and no Pillow."""
    program = _telling(home, "run", "--no-tray", "--every", "1s")
    program.next_reminder(SOON)
    home.say("done")
    home.say("session", "begin", "four", "20m", "strength")
    home.say("session", "log", "0", "glute-bridge", SET)
    home.say("session", "end")
    loaded = _modules(home, program)

    of_others = {"PIL", "pystray", "plyer", "Xlib"}
    assert loaded & (NEVER | SPARED | of_others) == set()
    assert program.end() == 0


def test_with_an_icon_and_notifications(home: Home, screen: Screen) -> None:
    """After a reminder, an answer and news, nothing heavy was loaded on the way."""
    env = {
        "DISPLAY": screen.display,
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home.path}/nobody",
    }
    program = _telling(home, "run", "--every", "1s", env=env)
    assert home.becomes("due")
    home.say("done")
    home.say("guide")
    home.say("meeting", "30m")
    assert eventually(lambda: "notification was not shown" in home.log)
    loaded = _modules(home, program)

    assert "pystray" in loaded
    assert loaded & NEVER == set()
    assert program.end() == 0
    assert program.err == ""


def test_with_a_picture(home: Home, stage: Stage) -> None:
    """What draws a drill is loaded by another program, which is gone afterwards."""
    server = stage.serve()
    env = {"DBUS_SESSION_BUS_ADDRESS": stage.address}
    program = _telling(home, "run", "--every", "20m", env=env)
    home.say("move")
    for _ in range(MOST_DEALT):
        # On a busy machine a reminder may have to go without.
        if eventually(lambda: "image-path" in server.notices()[-1]["hints"], 2):
            break
        home.say("another")
    loaded = _modules(home, program)

    picture = Path(server.notices()[-1]["hints"]["image-path"][1].removeprefix("file:"))
    assert picture.is_relative_to(home.path / "cache" / "movebreak")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "movebreak.surfaces.pictures" in loaded
    assert loaded & (NEVER | SPARED | DRAWING) == set()
    assert program.end() == 0
    assert program.err == ""


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Have a session bus of our own, and a place for a server."""
    need("dbus-daemon")
    with Session() as session:
        stage = Stage(session)
        yield stage
        stage.end()


def _telling(home: Home, *words: str, env: dict[str, str] | None = None) -> Program:
    # Measuring coverage would load some of them.
    home.env = unmeasured(home.env)
    target = str(home.path / "modules")
    return home.launch([sys.executable, str(TELLING), target, *words], env=env or {})


def _modules(home: Home, program: Program) -> set[str]:
    target = home.path / "modules"
    program.process.send_signal(signal.SIGUSR1)
    assert eventually(target.exists)
    return set(target.read_text().split())
