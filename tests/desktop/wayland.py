"""A Wayland desktop without a screen: sway, its bar, its notifications, a pointer."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from tests.desktop.parts import HEIGHT, PANEL_HEIGHT, WIDTH, Screen
from tests.desktop.session import PATIENCE, Session
from tests.waiting import eventually

assert sys.platform == "linux"

PROGRAMS: Final = ("sway", "waybar", "wayvnc", "grim", "setpriv")
# sway refuses to run as root; whom it runs as then need not exist.
NOBODY_SPECIAL: Final = 1000

SWAY: Final = f"""\
output HEADLESS-1 resolution {WIDTH}x{HEIGHT}
xwayland disable
"""
BAR: Final = f"""\
{{
  "position": "top", "height": {PANEL_HEIGHT},
  "modules-right": ["tray", "clock"],
  "tray": {{"icon-size": 28, "spacing": 8}}
}}
"""
STYLE: Final = """\
* { font-family: "DejaVu Sans"; font-size: 13px; border: none; min-height: 0; }
window#waybar { background: #2b303b; color: #ffffff; }
#clock { background: none; color: #ffffff; padding: 0 8px; }
"""


@dataclass(frozen=True)
class WaylandScreen(Screen):
    """The screen of a Wayland compositor."""

    session: Session

    def picture(self, box: tuple[int, int, int, int] | None = None) -> Image.Image:
        """Return what the screen shows, or the part of it in the box."""
        path = self.session.home / "screen.png"
        asked = self.session.ask("grim", "-l", "0", str(path))
        assert asked.returncode == 0, asked.stderr
        with Image.open(path) as picture:
            return picture.crop(box) if box else picture.copy()


def start_sway(session: Session) -> WaylandScreen:
    """Start sway with one screen that nobody sees."""
    config = session.folder("config/sway") / "config"
    config.write_text(SWAY)
    runtime = Path(session.env["XDG_RUNTIME_DIR"])
    session.env["XDG_SESSION_TYPE"] = "wayland"
    session.env["XDG_CURRENT_DESKTOP"] = "sway"
    sway = ("sway", "--unsupported-gpu", "-c", str(config))
    words = (*_not_as_root(session, runtime), *sway)
    process = session.start(
        *words,
        variables={
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
        },
    )
    socket = runtime / "wayland-1"
    assert eventually(socket.exists, PATIENCE), session.said(words[0])
    session.env["WAYLAND_DISPLAY"] = socket.name
    return WaylandScreen(socket.name, process, session)


def start_waybar(session: Session) -> subprocess.Popen[bytes]:
    """Start waybar at the top of the screen."""
    folder = session.folder("config/waybar")
    (folder / "config").write_text(BAR)
    (folder / "style.css").write_text(STYLE)
    return session.start("waybar")


def start_pointer(session: Session) -> Path:
    """Start wayvnc for its pointer, as this screen has none; return its socket."""
    path = Path(session.env["XDG_RUNTIME_DIR"]) / "vnc"
    session.start("wayvnc", "--unix-socket", str(path))
    assert eventually(path.exists, PATIENCE), session.said("wayvnc")
    return path


def start_mako(session: Session) -> subprocess.Popen[bytes]:
    """Start mako, until it can be asked."""
    process = session.start("mako", "--font", "DejaVu Sans 10")
    assert eventually(lambda: session.ask("makoctl", "list").returncode == 0, PATIENCE)
    return process


def _not_as_root(session: Session, runtime: Path) -> tuple[str, ...]:
    """Give up the rights of root, where there are any."""
    if os.geteuid() != 0:
        return ()
    session.home.chmod(0o711)
    for folder in (session.home / "config", session.home / "config/sway"):
        folder.chmod(0o711)
    os.chown(runtime, NOBODY_SPECIAL, NOBODY_SPECIAL)
    who = str(NOBODY_SPECIAL)
    return ("setpriv", f"--reuid={who}", f"--regid={who}", "--clear-groups")
