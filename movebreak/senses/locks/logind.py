"""Whether the session is locked, in front, and out of sleep, as logind tells it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.native.dbus_messages import Heard, Remote
from movebreak.senses.lines import NOW, Line, new_owner, opening, owners, signals, typed
from movebreak.senses.sources import Locked, Seen, SourceLostError, Unlocked, Woke

LOGIND: Final = "org.freedesktop.login1"
MANAGER: Final = Remote(LOGIND, "/org/freedesktop/login1", f"{LOGIND}.Manager")
SESSION: Final = f"{LOGIND}.Session"
USER: Final = f"{LOGIND}.User"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"

# What each property means when it is so.
AWAY: Final = {
    "LockedHint": (True, "locked"),
    "Active": (False, "switched away"),
}
# The sessions of people; others are those of services, which nobody locks.
PEOPLE: Final = "user"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom to find the session of: XDG_SESSION_ID or "", this process, its user."""

    session: str
    pid: int
    uid: int


class LogindLocks:
    """Hears of lock, switch of session and wake-up from logind, or from elogind.

    Without a session it hears of waking up, and of the first session to come. Raises
    UnavailableError, and closes the line, when there is no logind.
    """

    name = "the login service"

    def __init__(self, line: Line, whose: Whose) -> None:
        self._line = line
        self._whose = whose
        self._session = ""
        self._away: set[str] = set()
        with opening(line, self.name):
            line.listen(owners(LOGIND), signals(MANAGER))
            self._owner = line.owner(LOGIND)
            if not self._owner:
                raise UnavailableError(f"{self.name} (logind) is not running here")
            self._first = self._find()

    def fileno(self) -> int | None:
        """Return what to wait for."""
        return self._line.fileno()

    def patience(self) -> timedelta | None:
        """Return nothing at all when something has come already; else None."""
        return NOW if self._first else self._line.patience()

    def take(self) -> list[Seen]:
        """Return what was seen since the last call, oldest first.

        The first call says how it stands; nothing when the session is in front and
        not locked. Raises SourceLostError.
        """
        seen, self._first = self._first, []
        for heard in self._line.take():
            seen += self._hear(heard)
        return seen

    def close(self) -> None:
        """Leave the bus."""
        self._line.close()

    def _hear(self, heard: Heard) -> list[Seen]:
        if news := new_owner(heard):
            if news[0] == LOGIND and news[1] != self._owner:
                raise SourceLostError("it is gone")
        elif heard.sender == self._owner and heard.interface == PROPERTIES:
            return self._hear_properties(heard)
        elif heard.sender == self._owner and heard.interface == MANAGER.interface:
            return self._hear_manager(heard)
        return []

    def _hear_manager(self, heard: Heard) -> list[Seen]:
        match heard.member, heard.body:
            case "PrepareForSleep", (False,):
                return [Woke()]
            case "SessionRemoved", (str(), str(path)) if path == self._session:
                # The person may be in another one by now.
                raise SourceLostError("the session is over")
            case "SessionNew", _ if not self._session:
                return self._find()
        return []

    def _hear_properties(self, heard: Heard) -> list[Seen]:
        match heard.path, heard.body:
            case self._session, (str(interface), dict(changed), list(dropped)) if (
                interface == SESSION
            ):
                if AWAY.keys() & {each for each in dropped if isinstance(each, str)}:
                    return self._judge(self._properties(self._session))
                return self._judge(changed)
        return []

    def _find(self) -> list[Seen]:
        """Find the session, if there is one, and return how it stands."""
        for path in self._candidates():
            properties = self._properties(path)
            kind = typed(properties.get("Class"), "s")
            if kind is None or str(kind).startswith(PEOPLE):
                self._session = path
                changes = signals(Remote(LOGIND, path, PROPERTIES), "PropertiesChanged")
                self._line.listen(f"{changes},path='{path}'")
                # Asked again, as it may have changed before there was a listener.
                return self._judge(self._properties(path))
        return []

    def _candidates(self) -> Iterator[str]:
        call, whose = self._line.call, self._whose
        if whose.session:
            yield from _paths(call(MANAGER, "GetSession", ("s", whose.session)))
        yield from _paths(call(MANAGER, "GetSessionByPID", ("u", whose.pid)))
        # A program of the user's service manager is in no session, or in one that
        # has no screen.
        for path in _paths(call(MANAGER, "GetUser", ("u", whose.uid))):
            user = Remote(LOGIND, path, PROPERTIES)
            display = typed(call(user, "Get", ("s", USER), ("s", "Display")), "(so)")
            if isinstance(display, tuple):
                yield from _paths(display[-1])

    def _properties(self, path: str) -> dict[object, object]:
        session = Remote(LOGIND, path, PROPERTIES)
        values = self._line.call(session, "GetAll", ("s", SESSION))
        return values if isinstance(values, dict) else {}

    def _judge(self, properties: dict[object, object]) -> list[Seen]:
        """Return what is new in these properties; what is odd in them says nothing."""
        seen: list[Seen] = []
        for name, (when, why) in AWAY.items():
            value = typed(properties.get(name), "b")
            if not isinstance(value, bool) or (value == when) == (why in self._away):
                continue
            self._away ^= {why}
            seen.append(Locked(why) if value == when else Unlocked(why))
        return seen


def _paths(value: object) -> list[str]:
    """Return the path of an object, if it is one; "/" stands for none."""
    return [value] if isinstance(value, str) and value > "/" else []
