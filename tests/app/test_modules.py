"""What the program that stays in memory all day has loaded, looked at alive."""

import signal
import sys
from pathlib import Path

from tests.app.program import SOON, Home, Program
from tests.app.screen import Screen
from tests.systems import only_on
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
    # What `inspect` brings along, which is put off.
    "ast",
    "dis",
}


def test_in_a_terminal(home: Home) -> None:
    """No library of others for trays and notifications, and no Pillow."""
    program = _telling(home, "run", "--no-tray", "--every", "1s")
    program.next_reminder(SOON)
    home.say("done")
    loaded = _modules(home, program)

    assert loaded & (NEVER | {"PIL", "pystray", "plyer", "Xlib"}) == set()
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


def _telling(home: Home, *words: str, env: dict[str, str] | None = None) -> Program:
    # Measuring coverage would load some of them.
    for name in [each for each in home.env if "COVERAGE" in each]:
        del home.env[name]
    target = str(home.path / "modules")
    return home.launch([sys.executable, str(TELLING), target, *words], env=env or {})


def _modules(home: Home, program: Program) -> set[str]:
    target = home.path / "modules"
    program.process.send_signal(signal.SIGUSR1)
    assert eventually(target.exists)
    return set(target.read_text().split())
