"""A service that behaves like logind, with one user and a few sessions."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tests.senses.bus_models import (
    ERROR,
    Answer,
    Asked,
    Emit,
    RefusalError,
    Service,
    Signal,
)

PROPERTIES = "org.freedesktop.DBus.Properties"
LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"


class Logind(Service):
    """The login service with the sessions "2", the user's, and "9", of a service."""

    names = (LOGIN,)
    methods: Mapping[tuple[str, str], str] = MappingProxyType(
        {
            (f"{LOGIN}.Manager", "GetSession"): "s",
            (f"{LOGIN}.Manager", "GetSessionByPID"): "u",
            (f"{LOGIN}.Manager", "GetUser"): "u",
            (PROPERTIES, "Get"): "ss",
            (PROPERTIES, "GetAll"): "s",
        }
    )
    user = f"{LOGIN_PATH}/user/_1000"

    def __init__(self, emit: Emit) -> None:
        super().__init__(emit)
        self.sessions = {
            "2": self._properties("user"),
            "9": self._properties("manager"),
        }
        self.display = "2"
        self.of_pids = {42: "2", 99: "9"}

    def has(self, path: str) -> bool:
        """Say whether there is an object at this path."""
        return path in {LOGIN_PATH, self.user} or path in map(self.at, self.sessions)

    def at(self, session: str) -> str:
        """Return the path of a session."""
        return f"{LOGIN_PATH}/session/_3{session}" if session else "/"

    def on_getsession(self, asked: Asked) -> Answer:
        """Find a session by its name."""
        return self._found(asked.values[0], "NoSuchSession")

    def on_getsessionbypid(self, asked: Asked) -> Answer:
        """Find the session of a process."""
        return self._found(self.of_pids.get(asked.values[0]), "NoSessionForPID")

    def on_getuser(self, asked: Asked) -> Answer:
        """Find the only user."""
        if asked.values[0] != 1000:
            raise RefusalError(f"{LOGIN}.NoSuchUser", "no such user")
        return "o", (self.user,)

    def on_get(self, asked: Asked) -> Answer:
        """Give the session that has the user's screen."""
        if asked.path != self.user or asked.values != (f"{LOGIN}.User", "Display"):
            raise RefusalError(f"{ERROR}.UnknownProperty", str(asked.values))
        return "v", (("(so)", (self.display, self.at(self.display))),)

    def on_getall(self, asked: Asked) -> Answer:
        """Give all properties of a session."""
        found = [each for each in self.sessions if self.at(each) == asked.path]
        if not found or asked.values != (f"{LOGIN}.Session",):
            raise RefusalError(f"{ERROR}.UnknownInterface", str(asked.values))
        return "a{sv}", (self.sessions[found[0]],)

    def set(
        self, name: str, value: object, signature: str = "b", session: str = "2"
    ) -> None:
        """Change a property and tell everybody."""
        self.sessions[session][name] = (signature, value)
        self.tell({name: (signature, value)}, [], session)

    def turn_on(self, name: str, session: str = "2") -> None:
        """Make a property true."""
        self.set(name, value=True, session=session)

    def turn_off(self, name: str, session: str = "2") -> None:
        """Make a property false."""
        self.set(name, value=False, session=session)

    def drop(self, name: str, value: object) -> None:
        """Change a property and tell that it has changed, not to what."""
        self.sessions["2"][name] = ("b", value)
        self.tell({}, [name], "2")

    def tell(self, changed: dict[str, Any], dropped: list[str], session: str) -> None:
        """Tell everybody what has changed."""
        values = (f"{LOGIN}.Session", changed, dropped)
        self._say(self.at(session), PROPERTIES, "PropertiesChanged", "sa{sv}as", values)

    def sleep(self, start: object, signature: str = "b") -> None:
        """Tell that the machine goes to sleep, or has come out of it."""
        self._say(
            LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", signature, (start,)
        )

    def go_to_sleep(self) -> None:
        """Tell that the machine goes to sleep."""
        self.sleep(start=True)

    def wake_up(self) -> None:
        """Tell that the machine has come out of sleep."""
        self.sleep(start=False)

    def ask_to_lock(self) -> None:
        """Ask the desktop to lock its screen, which it may or may not do."""
        self._say(self.at("2"), f"{LOGIN}.Session", "Lock", "", ())

    def end_session(self, session: str) -> None:
        """End a session."""
        self.sessions.pop(session, None)
        self._manage("SessionRemoved", session)

    def begin_session(self, session: str) -> None:
        """Begin a session on the screen."""
        self.sessions[session] = self._properties("user")
        self.display = session
        self._manage("SessionNew", session)

    def _manage(self, member: str, session: str) -> None:
        values = (session, self.at(session))
        self._say(LOGIN_PATH, f"{LOGIN}.Manager", member, "so", values)

    def _say(self, *what: Any) -> None:  # noqa: ANN401 - as a signal has them
        self.emit(Signal(*what))

    def _found(self, session: str | None, error: str) -> Answer:
        if session not in self.sessions:
            raise RefusalError(f"{LOGIN}.{error}", "no such session")
        return "o", (self.at(session),)

    def _properties(self, kind: str) -> dict[str, Any]:
        return {
            "Id": ("s", kind),
            "Class": ("s", kind),
            "User": ("(uo)", (1000, self.user)),
            "Active": ("b", True),
            "LockedHint": ("b", False),
            "IdleSinceHint": ("t", 0),
        }
