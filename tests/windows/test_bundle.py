"""What `make bundle-windows` has made, as somebody without a Python starts it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak import __version__
from movebreak.errors import UnavailableError
from movebreak.surfaces.notify.windows_centre import toast_centre
from tests.pages.serving import Visitor
from tests.systems import only_on
from tests.waiting import eventually

only_on("win32")
assert sys.platform == "win32"

from movebreak.autostart.windows import NAME, RUN  # noqa: E402 - only there
from movebreak.native import win32_registry as registry  # noqa: E402
from tests.windows import hands  # noqa: E402
from tests.windows.home import SOON, WindowsHome  # noqa: E402

pytestmark = pytest.mark.bundle

FOLDER = Path(__file__).parents[2] / "dist" / "windows" / "movebreak"
CONSOLE, SILENT = FOLDER / "movebreak.exe", FOLDER / "movebreakw.exe"


class BundledHome(WindowsHome):
    """A home with the bundle, and no Python that could find another movebreak."""

    movebreak = (str(CONSOLE),)

    def __init__(self) -> None:
        super().__init__()
        for name in [each for each in self.env if each.startswith("PYTHON")]:
            del self.env[name]


@pytest.fixture
def home() -> Iterator[BundledHome]:
    """A home in which nothing runs after the test, nor starts at login."""
    if not SILENT.exists():
        pytest.skip("there is no bundle; make it with: make bundle-windows")
    hands.screen()
    with BundledHome() as made:
        yield made
        registry.remove(RUN, NAME)


@pytest.fixture(params=[CONSOLE, SILENT], ids=["console", "silent"])
def program(request: pytest.FixtureRequest) -> str:
    """Each of the two programs."""
    return str(request.param)


def test_a_break_by_icon_and_commands(home: BundledHome, program: str) -> None:
    """The icon is shown, commands go through the pipe, and Quit is the end."""
    started = home.begin([program, "run", "--every", "1h"])
    hands.icon()
    before = hands.tray()
    assert home.say("--version") == f"{__version__}\n"
    assert home.say("status").startswith("Next break ")
    home.say("move")
    assert home.is_in("due")
    assert eventually(lambda: hands.tray().tobytes() != before.tobytes(), SOON)
    assert eventually(hands.bubble, SOON)
    hands.click(hands.icon(), right=True)
    assert hands.menu_opens()
    hands.keep(f"bundle-{Path(program).stem}")
    hands.press(0x1B)  # escape
    home.say("done")
    assert home.status()["today"]["done"] == 1

    home.say("quit")
    assert started.wait(SOON) == 0
    assert eventually(lambda: hands.icon_spot() is None, SOON)
    assert "Traceback" not in home.log + started.err
    assert home.ask("status").returncode == 3


def test_nothing_is_missing_for_toasts(home: BundledHome) -> None:
    """It comes as far as without a bundle: to Wine, which does not know of them."""
    with pytest.raises(UnavailableError) as plainly:
        toast_centre()
    assert isinstance(plainly.value.__cause__, OSError)

    home.begin([str(SILENT), "run"])
    doctor = home.say("doctor")
    assert f"not by toasts: {plainly.value}\n" in doctor
    assert "ok   tray: icon shown" in doctor
    assert "ok   idle time: " in doctor


def test_pages(home: BundledHome) -> None:
    """Their own process is the bundle, too; templates, style and figures are in it."""
    home.begin([str(SILENT), "run"])
    home.say("move")
    drill = home.status()["drill"]["id"]
    (link,) = re.findall(r"http://\S+", home.say("pages", "guide"))
    visitor = Visitor(link)
    assert drill in visitor.follow(visitor.enter()).text
    assert "<svg" in visitor.get(f"/figure/{drill}.svg").text
    assert visitor.get("/static/style.css").code == 200


def test_at_login_the_one_without_a_console_is_started(home: BundledHome) -> None:
    """Also when the other one was told to; the line runs as it stands."""
    home.say("autostart", "on")
    line = registry.read(RUN, NAME)
    assert line == f'"{SILENT}" run'
    started = home.begin(line)
    assert "movebreak starts when" in home.say("autostart", "status")
    home.say("quit")
    assert started.wait(SOON) == 0
