"""Whether do-not-disturb is on: each notification server is asked in its own way."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.senses.quiet.recorders import plain

REASON: Final = "do not disturb"

_NOTIFICATIONS: Final = "org.freedesktop.Notifications"
_NOTIFICATIONS_PATH: Final = "/org/freedesktop/Notifications"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
# Parts of the names that people give to a mode of mako in which it is still.
_QUIET_MODES: Final = ("dnd", "disturb", "silent", "mute")


class RefusedQuestionError(Exception):
    """The answer was an error; `name` is what the bus calls it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Question:
    """A method to be called with these strings; never starts the one who is asked."""

    name: str
    path: str
    interface: str
    method: str
    words: tuple[str, ...] = ()


Ask = Callable[[Question], tuple[Any, ...]]
"""Returns the answer. Raises RefusedQuestionError and UnavailableError."""
Connect = Callable[[], AbstractContextManager[Ask]]
"""Opens a connection to the session bus. Raises UnavailableError."""
Setting = Callable[[str, str], str]
"""Returns a setting as gsettings prints it. Raises UnavailableError."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a question can be answered with."""

    ask: Ask
    setting: Setting


_Way = Callable[[Means], bool]

_WHO: Final = Question(
    _NOTIFICATIONS, _NOTIFICATIONS_PATH, _NOTIFICATIONS, "GetServerInformation"
)
_XFCE: Final = Question(
    "org.xfce.Xfconf",
    "/org/xfce/Xfconf",
    "org.xfce.Xfconf",
    "GetProperty",
    ("xfce4-notifyd", "/do-not-disturb"),
)
_SWAYNC: Final = Question(
    "org.erikreider.swaync.cc",
    "/org/erikreider/swaync/cc",
    "org.erikreider.swaync.cc",
    "GetDnd",
)
_MAKO: Final = Question(
    _NOTIFICATIONS, "/fr/emersion/Mako", "fr.emersion.Mako", "ListModes"
)


class DoNotDisturb:
    """Asks whoever shows notifications now; nobody is started for that."""

    switch = "do_not_disturb"
    attends = False

    def __init__(self, connect: Connect, setting: Setting) -> None:
        self.name = "notification server"
        self._connect = connect
        self._setting = setting

    def look(self) -> str | None:
        """Return the reason when it is on; None when off. Raises UnavailableError."""
        with self._connect() as ask:
            self.name, vendor = _server(ask)
            known = (f"{vendor} {self.name}".lower(), self.name.lower())
            # What is no better known may still do as KDE does.
            way = next((_WAYS[each] for each in known if each in _WAYS), _inhibited)
            try:
                return REASON if way(Means(ask, self._setting)) else None
            except RefusedQuestionError as error:
                raise UnavailableError(
                    f"{self.name} does not tell whether do-not-disturb is on"
                    f" ({plain(error.name)})"
                ) from error


def _server(ask: Ask) -> tuple[str, str]:
    """Return the name of the server, and who made it."""
    try:
        answer = ask(_WHO)
    except RefusedQuestionError as error:
        raise UnavailableError("no program shows notifications in this session") from (
            error
        )
    name, vendor = (*(plain(each) for each in answer[:2]), "", "")[:2]
    return name or "notification server", vendor


def _property(interface: str, name: str) -> _Way:
    words = (interface, name)
    question = Question(_NOTIFICATIONS, _NOTIFICATIONS_PATH, _PROPERTIES, "Get", words)
    return lambda means: _flag(means.ask(question))


def _setting(schema: str, key: str, quiet: str) -> _Way:
    def way(means: Means) -> bool:
        value = means.setting(schema, key).strip()
        if value not in {"true", "false"}:
            raise UnavailableError(f"the setting {schema} {key} is no yes or no")
        return value == quiet

    return way


def _xfce(means: Means) -> bool:
    try:
        return _flag(means.ask(_XFCE))
    except RefusedQuestionError as error:
        # Before it is switched on for the first time, there is no such setting.
        if error.name.endswith(".PropertyNotFound"):
            return False
        raise


def _swaync(means: Means) -> bool:
    return _flag(means.ask(_SWAYNC))


def _mako(means: Means) -> bool:
    match means.ask(_MAKO):
        case (list() as modes,):
            words = [str(each).lower() for each in modes]
            return any(part in each for part in _QUIET_MODES for each in words)
        case _:
            raise _nonsense()


def _flag(answer: tuple[Any, ...]) -> bool:
    match answer:
        case (bool(value),) | (("b", bool(value)),):
            return value
        case _:
            raise _nonsense()


def _nonsense() -> UnavailableError:
    return UnavailableError("the answer of the notification server makes no sense")


_inhibited: Final = _property(_NOTIFICATIONS, "Inhibited")
_WAYS: Final[dict[str, _Way]] = {
    "cinnamon": _setting(
        "org.cinnamon.desktop.notifications", "display-notifications", "false"
    ),
    "dunst": _property("org.dunstproject.cmd0", "paused"),
    "gnome-shell": _setting("org.gnome.desktop.notifications", "show-banners", "false"),
    "mako": _mako,
    "mate notification daemon": _setting(
        "org.mate.NotificationDaemon", "do-not-disturb", "true"
    ),
    "swaynotificationcenter": _swaync,
    "xfce notify daemon": _xfce,
}
