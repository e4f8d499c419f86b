"""Panels of other desktops, each with a tray at the top of the screen."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.desktop.parts import PANEL_HEIGHT
from tests.desktop.session import Session

SERVICES: Final = Path("/usr/share/dbus-1/services")

LXQT_PANEL: Final = f"""\
panels=panel1

[panel1]
plugins=taskbar,statusnotifier
position=Top
panelSize={PANEL_HEIGHT}
iconSize=22
desktop=0

[taskbar]
type=taskbar

[statusnotifier]
alignment=Right
type=statusnotifier
"""


@dataclass(frozen=True)
class Panel:
    """A panel, and what has to be installed for it."""

    programs: tuple[str, ...]
    start: Callable[[Session], subprocess.Popen[bytes]]


def start_lxqt(session: Session) -> subprocess.Popen[bytes]:
    """Start lxqt-panel."""
    (session.folder("config/lxqt") / "panel.conf").write_text(LXQT_PANEL)
    return session.start(
        "lxqt-panel",
        variables={"XDG_CURRENT_DESKTOP": "LXQt", "QT_QPA_PLATFORM": "xcb"},
    )


def start_mate(session: Session) -> subprocess.Popen[bytes]:
    """Start mate-panel, whose tray is a program that the bus starts."""
    services = session.folder("busses/services")
    for each in SERVICES.glob("org.mate.panel.applet.*.service"):
        if not (services / each.name).exists():
            (services / each.name).symlink_to(each)
    name = "org.freedesktop.DBus"
    session.ask("dbus-send", "--session", f"--dest={name}", "/", f"{name}.ReloadConfig")
    # What the bus starts gets the bus's environment, which knows no screen.
    session.ask("dbus-update-activation-environment", "DISPLAY")
    return session.start("mate-panel", variables={"XDG_CURRENT_DESKTOP": "MATE"})


PANELS: Final = {
    "lxqt": Panel(("lxqt-panel",), start_lxqt),
    "mate": Panel(("mate-panel", "dbus-update-activation-environment"), start_mate),
}
