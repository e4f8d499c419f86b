"""The parts of a desktop session, each started until it is ready."""

import os
import subprocess
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from PIL import Image, ImageGrab

from tests.desktop.session import PATIENCE, Session
from tests.waiting import eventually

WIDTH: Final = 1280
HEIGHT: Final = 800
PANEL_HEIGHT: Final = 32
XFCONF: Final = "/usr/share/dbus-1/services/org.xfce.Xfconf.service"

# Each test process has numbers of its own; those that people use are far below.
_numbers = count(100 + os.getpid() % 500 * 100)

# No program but the settings daemon starts by itself: a test says what there is.
BUS_CONFIG: Final = """\
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

PANEL_CONFIG: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="{dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="{size}"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray"/>
    <property name="plugin-3" type="string" value="clock"/>
  </property>
</channel>
"""


@dataclass(frozen=True)
class Screen:
    """A virtual X11 screen."""

    name: str
    process: subprocess.Popen[bytes]

    def picture(self, box: tuple[int, int, int, int] | None = None) -> Image.Image:
        """Return what the screen shows, or the part of it in the box."""
        return ImageGrab.grab(box, xdisplay=self.name)


def start_screen(session: Session) -> Screen:
    """Start a screen with a number that nobody else has, or will have after it.

    A screen that was killed must not seem to live on in that of another test.
    """
    reading, writing = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    name = f":{next(_numbers)}"
    with os.fdopen(reading) as told:
        process = session.start(
            *("Xvfb", name, "-displayfd", str(writing), "-screen", "0", size),
            *("-nolisten", "tcp", "-noreset", "-br"),
            pass_fds=(writing,),
        )
        os.close(writing)
        number = told.readline().strip()
    assert number, session.said("Xvfb")
    session.env["DISPLAY"] = f":{number}"
    return Screen(f":{number}", process)


def start_bus(session: Session) -> subprocess.Popen[bytes]:
    """Start a session bus on which nothing starts by itself but the panel's needs."""
    folder = session.folder("busses")
    services = session.folder("busses/services")
    if Path(XFCONF).exists():
        (services / Path(XFCONF).name).symlink_to(XFCONF)
    config = folder / "bus.conf"
    config.write_text(BUS_CONFIG.format(folder=folder))
    process = session.start(
        "dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"
    )
    assert eventually((folder / "bus").exists), session.said("dbus-daemon")
    session.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={folder}/bus"
    return process


def start_window_manager(session: Session) -> subprocess.Popen[bytes]:
    """Start openbox."""
    process = session.start("openbox", "--sm-disable")
    assert eventually(lambda: _supports_windows(session)), session.said("openbox")
    return process


def start_panel(
    session: Session, *, dark: bool = True, size: int = PANEL_HEIGHT
) -> subprocess.Popen[bytes]:
    """Start xfce4-panel at the top of the screen, until its tray is there."""
    channel = session.folder("config/xfce4/xfconf/xfce-perchannel-xml")
    shade = str(dark).lower()
    text = PANEL_CONFIG.format(dark=shade, size=size)
    (channel / "xfce4-panel.xml").write_text(text)
    process = session.start("xfce4-panel", "--disable-wm-check")
    assert eventually(lambda: _has_tray(session), PATIENCE), session.said("xfce4-panel")
    return process


def _has_tray(session: Session) -> bool:
    """Say whether some program offers a place for tray icons."""
    asked = session.ask("xdotool", "search", "--classname", "wrapper-2.0")
    return asked.returncode == 0


def _supports_windows(session: Session) -> bool:
    return session.ask("xdotool", "get_num_desktops").returncode == 0
