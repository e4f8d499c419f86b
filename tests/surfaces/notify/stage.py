"""A private bus with a scripted server on it, as the tests see them."""

import json
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from movebreak.core.events import Done, Event
from movebreak.ports import Notifier, Reminder
from tests.desktop.parts import start_bus
from tests.desktop.session import Session, end
from tests.waiting import eventually

ROOT = Path(__file__).parents[3]
FENCE = Reminder(999, "One more", "The last one.")
SERVER = "tests.surfaces.notify.scripted_server"


class ScriptedServer:
    """A running scripted server: what it was asked, and orders for it."""

    def __init__(self, session: Session, *script: str) -> None:
        self._log = session.folder("servers") / f"{len(session.processes())}-{id(self)}"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", SERVER, *script],
                cwd=ROOT,
                env={**session.env, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=log,
                start_new_session=True,
            )
        assert eventually(lambda: {"ready": True} in self.told(), 20)

    def told(self) -> list[dict[str, Any]]:
        """Return all that it has told so far."""
        return [json.loads(line) for line in self._log.read_text().splitlines()]

    def asked(self) -> list[str]:
        """Return the questions about itself, oldest first."""
        return [each["asked"] for each in self.told() if "asked" in each]

    def notices(self) -> list[dict[str, Any]]:
        """Return all notifications that it was asked to show."""
        return [each for each in self.told() if "notify" in each]

    def titles(self) -> list[str]:
        """Return their titles."""
        return [each["title"] for each in self.notices()]

    def closed(self) -> list[int]:
        """Return the numbers that it was asked to close."""
        return [each["close"] for each in self.told() if "close" in each]

    def up(self) -> set[int]:
        """Return the numbers that were shown and not closed by call."""
        return {each["notify"] for each in self.notices()} - set(self.closed())

    def say(self, member: str, *values: object, **more: object) -> None:
        """Have it send a signal, and wait until it has."""
        said = self._said() + 1
        self.order(member, *values, **more)
        assert eventually(lambda: self._said() == said)

    def order(self, member: str, *values: object, **more: object) -> None:
        """Have it send a signal as soon as it can."""
        line = json.dumps({"signal": member, "values": values, **more}) + "\n"
        assert self.process.stdin
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()

    def _send(self, name: str) -> None:
        self.process.send_signal(by_name(name))

    def _said(self) -> int:
        return sum("said" in each for each in self.told())

    def press(self, number: int, key: str) -> None:
        """Press a button of a notification."""
        self.say("ActionInvoked", number, key)

    def close(self, number: int, reason: int) -> None:
        """Say that a notification has closed."""
        self.say("NotificationClosed", number, reason)

    def hang(self) -> None:
        """Stand still, as a program does that hangs."""
        self._send("SIGSTOP")
        stat = Path(f"/proc/{self.process.pid}/stat")
        assert eventually(lambda: stat.read_text().rsplit(") ")[1].startswith("T"))

    def go_on(self) -> None:
        """Go on after standing still."""
        self._send("SIGCONT")

    def die(self) -> None:
        """End at once."""
        assert self.process.stdin
        self.process.stdin.close()
        end(self.process, by_name("SIGKILL"))


class Stage:
    """A private session bus, the servers on it, and what was posted to the engine."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.posted: list[Event] = []
        self._servers: list[ScriptedServer] = []
        self.bus = start_bus(session)
        self.address = session.env["DBUS_SESSION_BUS_ADDRESS"]

    def reload(self) -> None:
        """Have the bus see which programs it can start."""
        asked = self.session.ask(
            *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus"),
            *("/org/freedesktop/DBus", "org.freedesktop.DBus.ReloadConfig"),
        )
        assert asked.returncode == 0, asked.stderr

    def restart_bus(self) -> None:
        """Start the bus again at the same address, after it ended."""
        config = self.session.home / "busses/bus.conf"
        words = (f"--config-file={config}", "--nofork", "--nopidfile")
        self.bus = self.session.start("dbus-daemon", *words)

    def serve(self, *script: str) -> ScriptedServer:
        """Start a server with this script, until it owns the name."""
        server = ScriptedServer(self.session, *script)
        self._servers.append(server)
        return server

    def has(self, *events: Event) -> bool:
        """Wait until just these events were posted, in this order."""
        return eventually(lambda: self.posted == list(events))

    def end(self) -> None:
        """End what was started."""
        for server in self._servers:
            if server.process.poll() is None:
                server.go_on()
                server.die()


def by_name(name: str) -> signal.Signals:
    """Return a signal that not every system has."""
    return signal.Signals[name]


def descriptors() -> set[str]:
    """Return the open files of this process."""
    found = set()
    for each in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(f"{each.name} {each.readlink()}")
    return found


def show(server: ScriptedServer, notifier: Notifier, reminder: Reminder) -> int:
    """Show a reminder, and return under which number the server did."""
    before = len(server.notices())
    notifier.show(reminder)
    assert eventually(lambda: reminder.title in server.titles()[before:])
    return int(server.notices()[-1]["notify"])


@dataclass(frozen=True)
class Play:
    """A notifier, the server it speaks to, and what was posted to the engine."""

    stage: Stage
    server: ScriptedServer
    notifier: Notifier

    @property
    def posted(self) -> list[Event]:
        """Return all that was posted."""
        return self.stage.posted

    def show(self, reminder: Reminder) -> int:
        """Show a reminder, and return under which number the server did."""
        return show(self.server, self.notifier, reminder)

    def fence(self) -> None:
        """Wait until all that the server has said so far was heard.

        The answer to one more reminder comes behind it on the same wire.
        """
        self.server.press(self.show(FENCE), "done")
        assert eventually(lambda: Done(FENCE.break_id) in self.posted)
        self.posted.remove(Done(FENCE.break_id))
