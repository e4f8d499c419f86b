"""The notification server of a desktop: who it is, and how to speak to it."""

from collections.abc import Callable
from dataclasses import field
from datetime import timedelta
from pathlib import Path
from typing import Final

from movebreak.frozen import dataclass
from movebreak.native.dbus import Bus
from movebreak.native.dbus_messages import BUS, Call, RefusedError, Remote
from movebreak.surfaces.notify import texts

NOTIFICATIONS: Final = Remote(
    "org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
)

# Its signals, and the news that another program has taken its name.
_SIGNALS: Final = f"type='signal',sender='{NOTIFICATIONS.name}'"
_OWNERS: Final = f"type='signal',sender='{BUS.name}',member='NameOwnerChanged'"
RULES: Final = (
    f"{_SIGNALS},interface='{NOTIFICATIONS.interface}'",
    f"{_OWNERS},arg0='{NOTIFICATIONS.name}'",
)

# They take buttons, and show them in a menu that few have set up.
HIDDEN_BUTTONS: Final = frozenset({"dunst", "mako"})
# Versions of the specification in which the hint for a picture had another name.
BEFORE_IMAGE_PATH: Final = frozenset({"1.0", "1.1"})
# They want a path where the specification has a URI.
PICTURE_BY_PATH: Final = frozenset({"swaynotificationcenter"})
NORMAL: Final = 1  # the middle urgency; critical would break into "do not disturb"
TITLE_UNITS: Final = 200
BODY_UNITS: Final = 2000
NAME_UNITS: Final = 60

Hints = dict[str, tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Look:
    """How our notifications present themselves.

    `icon` is a file's URI. `desktop_entry` is the name of an installed .desktop file,
    without its ending; empty when there is none. `picture` returns the file with the
    picture of the drill with an id, empty when there is none; it may take a moment.
    """

    app_name: str = "movebreak"
    icon: str = ""
    desktop_entry: str = ""
    picture: Callable[[str], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What one notification says; `lasts` is None when it stays until closed.

    `picture` is the file of what it shows in place of our icon.
    """

    title: str
    body: str
    buttons: dict[str, str] = field(default_factory=dict)
    lasts: timedelta | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """The program that shows notifications now, and what it says that it can."""

    owner: str
    name: str
    version: str
    abilities: frozenset[str]
    specification: str = ""

    @property
    def takes_buttons(self) -> bool:
        """Say whether buttons may be sent to it."""
        return "actions" in self.abilities

    @property
    def shows_buttons(self) -> bool:
        """Say whether a person sees the buttons without looking for them."""
        return self.takes_buttons and self.name.lower() not in HIDDEN_BUTTONS

    def __str__(self) -> str:
        buttons = "with buttons" if self.takes_buttons else "without buttons"
        if self.takes_buttons and not self.shows_buttons:
            buttons += " in its menu"
        known = ", ".join(sorted(self.abilities)) or "nothing more"
        return f"{self.name} {self.version}, {buttons} ({known})"

    def notify(self, notice: Notice, look: Look, replaces: int) -> Call:
        """Return the call that puts a notice up, in place of an earlier one."""
        title, body = self._words(notice)
        lasts = notice.lasts or timedelta()
        values = (
            look.app_name,
            replaces,
            look.icon,
            title or look.app_name,
            body,
            self._buttons(notice),
            self._hints(notice, look),
            lasts // timedelta(milliseconds=1),
        )
        return Call(NOTIFICATIONS, "Notify", "susssasa{sv}i", values)

    def _words(self, notice: Notice) -> tuple[str, str]:
        title = " ".join(texts.plain(notice.title).split())
        body = texts.cut(texts.plain(notice.body).strip(), BODY_UNITS)
        if "body" not in self.abilities:
            parts = (title, " ".join(body.split()))
            return texts.cut(". ".join(filter(None, parts)), BODY_UNITS), ""
        if "body-markup" in self.abilities:
            body = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return texts.cut(title, TITLE_UNITS), body

    def _buttons(self, notice: Notice) -> list[str]:
        if not self.takes_buttons:
            # Some servers without buttons would open a window in mid-screen instead.
            return []
        labels = {key: _line(label) for key, label in notice.buttons.items()}
        return [text for key, label in labels.items() for text in (key, label or key)]

    def _hints(self, notice: Notice, look: Look) -> Hints:
        hints: Hints = {"urgency": ("y", NORMAL)}
        if look.desktop_entry:
            hints["desktop-entry"] = ("s", look.desktop_entry)
        if "sound" in self.abilities:
            hints["suppress-sound"] = ("b", True)
        if notice.picture:
            hints |= self._image(notice.picture)
        return hints

    def _image(self, file: str) -> Hints:
        # No ability tells of this hint. Who knows no pictures ignores it; who would
        # show one in the body as well (body-images) must not show it twice.
        old = self.specification in BEFORE_IMAGE_PATH
        by_path = self.name.lower() in PICTURE_BY_PATH
        name = "image_path" if old else "image-path"
        return {name: ("s", file if by_path else Path(file).as_uri())}


def find(bus: Bus, *, start: bool) -> Server:
    """Ask the present server who it is; with `start`, the bus may start one.

    Raises BusLostError, NoAnswerError, and RefusedError when there is none.
    """
    told = bus.call(Call(NOTIFICATIONS, "GetServerInformation", start=start))
    known = bus.call(Call(NOTIFICATIONS, "GetCapabilities", start=start))
    name, _, version, specification = (*_texts(told.body), "", "", "", "")[:4]
    abilities = known.body[0] if known.body else ()
    return Server(
        owner=known.sender,
        name=name or "a notification server",
        version=version,
        abilities=frozenset(
            _texts(abilities if isinstance(abilities, list) else ()),
        ),
        specification=specification,
    )


def can_start(bus: Bus) -> bool:
    """Say whether the bus could start a server when there is something to show."""
    try:
        names = bus.call(Call(BUS, "ListActivatableNames")).body
    except RefusedError:
        return False
    return NOTIFICATIONS.name in names[0] if names else False


def close(number: int) -> Call:
    """Return the call that takes a notification down."""
    return Call(NOTIFICATIONS, "CloseNotification", "u", (number,), start=False)


def _texts(values: object) -> list[str]:
    """Return what may be shown in one line of what another program said."""
    given = values if isinstance(values, list | tuple) else ()
    return [_line(each) for each in given if isinstance(each, str)]


def _line(text: str) -> str:
    return texts.cut(" ".join(texts.plain(text).split()), NAME_UNITS)
