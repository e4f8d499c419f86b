"""Whether the screen is locked, as the screen lockers of all desktops tell it."""

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from movebreak.native.dbus_messages import Heard, Remote
from movebreak.senses.lines import Line, new_owner, opening, owners, signals
from movebreak.senses.sources import Locked, Seen, Unlocked

LOCKED: Final = "locked"

# Where each of them is found; some desktops moved it, and a few offer both.
PATHS: Final = {
    "org.freedesktop.ScreenSaver": ("/org/freedesktop/ScreenSaver", "/ScreenSaver"),
    "org.gnome.ScreenSaver": ("/org/gnome/ScreenSaver", "/"),
    "org.cinnamon.ScreenSaver": ("/org/cinnamon/ScreenSaver",),
    "org.mate.ScreenSaver": ("/org/mate/ScreenSaver", "/"),
    "org.xfce.ScreenSaver": ("/org/xfce/ScreenSaver", "/"),
}


@dataclass(slots=True)
class Locker:
    """One screen locker: who it is on the bus, and what it says."""

    owner: str = ""
    active: bool = False
    asked: int = 0
    left: deque[str] = field(default_factory=deque)

    def belongs_to(self, owner: str) -> None:
        """Forget what the owner before has said."""
        self.owner, self.active, self.asked = owner, False, 0


class ScreenSaverLocks:
    """Hears from every screen locker: locked as long as any of them says so.

    None of them has to run; one that starts later is heard as well. What they say at
    first is asked when it is built, and comes by `take`. Raises UnavailableError, and
    closes the line, when the bus does not answer.
    """

    name = "the screen lockers"

    def __init__(self, line: Line) -> None:
        self._line = line
        self._locked = False
        self._lockers = {name: Locker() for name in PATHS}
        with opening(line, "the session bus"):
            for name in PATHS:
                line.listen(owners(name), signals(_remote(name, ""), "ActiveChanged"))
                self._meet(name, line.owner(name))

    def fileno(self) -> int | None:
        """Return what to wait for."""
        return self._line.fileno()

    def patience(self) -> timedelta | None:
        """Return nothing at all when something has come already; else None."""
        return self._line.patience()

    def take(self) -> list[Seen]:
        """Return what was seen since the last call, oldest first.

        Raises SourceLostError.
        """
        seen: list[Seen] = []
        for heard in self._line.take():
            self._hear(heard)
            locked = any(each.active for each in self._lockers.values())
            if locked != self._locked:
                self._locked = locked
                seen.append(Locked(LOCKED) if locked else Unlocked(LOCKED))
        return seen

    def close(self) -> None:
        """Leave the bus."""
        self._line.close()

    def _hear(self, heard: Heard) -> None:
        if news := new_owner(heard):
            name, owner = news
            if name in PATHS and owner != self._lockers[name].owner:
                self._meet(name, owner)
        elif heard.answers:
            self._learn(heard)
        elif heard.member == "ActiveChanged" and heard.interface in PATHS:
            locker = self._lockers[heard.interface]
            if heard.sender == locker.owner and (says := _says(heard)) is not None:
                locker.active = says

    def _meet(self, name: str, owner: str) -> None:
        """Ask a locker for its state; a locker that hangs must hold up nobody."""
        locker = self._lockers[name]
        locker.belongs_to(owner)
        locker.left = deque(PATHS[name] if owner else ())
        self._ask_next(name)

    def _ask_next(self, name: str) -> None:
        locker = self._lockers[name]
        if locker.left:
            remote = _remote(name, locker.left.popleft())
            locker.asked = self._line.ask(remote, "GetActive")

    def _learn(self, answer: Heard) -> None:
        for name, locker in self._lockers.items():
            if locker.asked == answer.answers:
                locker.asked = 0
                says = _says(answer)
                if says is None:
                    self._ask_next(name)
                else:
                    locker.active = says


def _remote(name: str, path: str) -> Remote:
    return Remote(name, path, name)


def _says(heard: Heard) -> bool | None:
    """Return what a locker says of itself; None when it does not."""
    match heard.body:
        case (bool(active),) if not heard.error:
            return active
    return None
