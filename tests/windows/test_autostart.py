"""Starting at login, in the real registry and by the real command."""

import sys
from collections.abc import Iterator

import pytest

from tests.systems import only_on

only_on("win32")
assert sys.platform == "win32"

import winreg  # noqa: E402 - not there on other systems

from movebreak.autostart.windows import APPROVED, NAME, RUN  # noqa: E402
from movebreak.native import win32_registry as registry  # noqa: E402
from tests.windows import hands  # noqa: E402
from tests.windows.home import SOON, WindowsHome  # noqa: E402


@pytest.fixture
def home() -> Iterator[WindowsHome]:
    """A home, and nothing of ours in the registry before and after."""
    hands.screen()
    with WindowsHome() as made:
        forget()
        yield made
        forget()


def forget() -> None:
    """Remove our values."""
    for path in (RUN, APPROVED):
        registry.remove(path, NAME)


def test_on_starts_it_and_off_does_not(home: WindowsHome) -> None:
    """What is written is a line that Windows can run, without a console."""
    assert "does not start" in home.say("autostart")
    assert "movebreak starts when" in home.say("autostart", "on")
    line = registry.read(RUN, NAME)
    assert isinstance(line, str)
    assert line.startswith('"')
    assert "pythonw.exe" in line

    program = home.begin(line)  # as the system does: the line as a whole
    assert home.becomes("working", SOON)
    home.say("quit")
    assert program.wait(SOON) == 0
    assert "does not start" in home.say("autostart", "off")
    assert registry.read(RUN, NAME) is None


def test_the_persons_own_choice_is_told_and_stands(home: WindowsHome) -> None:
    """Whoever switched it off in Windows' settings is sent there."""
    home.say("autostart", "on")
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, APPROVED) as key:
        winreg.SetValueEx(key, NAME, 0, winreg.REG_BINARY, b"\3" + bytes(11))

    assert "does not start" in home.say("autostart", "status")
    done = home.ask("autostart", "on")
    assert done.returncode == 1
    assert "Settings, Apps, Startup" in done.stderr
    assert registry.read(APPROVED, NAME) == b"\3" + bytes(11)
