"""GNOME's own desktop without a screen, and somebody who moves its pointer."""

import subprocess
from typing import Final

from movebreak.native import dbus
from movebreak.native.dbus_messages import Call, RefusedError, Remote
from tests.desktop.session import PATIENCE, Session
from tests.waiting import eventually

MONITOR: Final = "org.gnome.Mutter.IdleMonitor"
DESKTOP: Final = "org.gnome.Mutter.RemoteDesktop"
MONITOR_CORE: Final = Remote(MONITOR, "/org/gnome/Mutter/IdleMonitor/Core", MONITOR)
REMOTE_DESKTOP: Final = Remote(DESKTOP, "/org/gnome/Mutter/RemoteDesktop", DESKTOP)

# The desktop does not start without a system bus, empty as it may be.
SYSTEM_BUS: Final = """\
<busconfig>
  <type>system</type>
  <listen>unix:path={path}</listen>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
"""


def start_system_bus(session: Session) -> None:
    """Start a system bus on which there is nothing."""
    folder = session.folder("system")
    path = folder / "bus"
    config = folder / "bus.conf"
    config.write_text(SYSTEM_BUS.format(path=path))
    session.start("dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile")
    assert eventually(path.exists), session.said("dbus-daemon")
    session.env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={path}"


def start_shell(session: Session) -> subprocess.Popen[bytes]:
    """Start GNOME's desktop, until its idle monitor can be asked."""
    process = session.start(
        *("gnome-shell", "--headless", "--no-x11"),
        *("--virtual-monitor", "1024x768"),
        # A program may then pretend that there was input.
        variables={"MUTTER_DEBUG_RESET_IDLETIME": "1", "XDG_SESSION_TYPE": "wayland"},
    )
    bus = dbus.connect(session.env["DBUS_SESSION_BUS_ADDRESS"])

    def answers() -> bool:
        try:
            bus.call(Call(REMOTE_DESKTOP, "Introspect", start=False))
        except RefusedError as error:
            return "UnknownMethod" in error.name
        return True

    started = eventually(answers, PATIENCE)
    bus.close()
    assert started, session.said("gnome-shell")
    return process


class Person:
    """Moves the pointer by GNOME's own means for remote desktops."""

    def __init__(self, session: Session) -> None:
        self._bus = dbus.connect(session.env["DBUS_SESSION_BUS_ADDRESS"])
        path = self._bus.call(Call(REMOTE_DESKTOP, "CreateSession")).body[0]
        self._session = Remote(DESKTOP, path, f"{DESKTOP}.Session")
        self._bus.call(Call(self._session, "Start"))

    def move(self) -> None:
        """Move the pointer a little."""
        self._bus.call(
            Call(self._session, "NotifyPointerMotionRelative", "dd", (5.0, 3.0))
        )

    def leave(self) -> None:
        """Go away for good."""
        self._bus.close()
