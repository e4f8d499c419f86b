"""What macOS knows of the person: lock, and reasons for quiet.

Every reading is a call that is handed in, so all that is decided here can be tried
on any system.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.senses.quiet.recorders import in_use

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Window(Protocol):
    """A window on the screen."""

    @property
    def owner(self) -> int:
        """The number of the program it belongs to."""

    @property
    def program(self) -> str:
        """The name of that program."""

    @property
    def layer(self) -> int:
        """How far it floats above others; 0 for a window of the usual kind."""

    @property
    def box(self) -> Box:
        """Where it is, in points."""


class Audio(Protocol):
    """What macOS tells of sound. Every method may raise OSError."""

    def audio_processes(self) -> list[int]:
        """Return the programs with sound; not known before macOS 14."""

    def takes_input(self, process: int, /) -> bool:
        """Say whether the program takes sound in."""

    def program(self, process: int, /) -> str:
        """Return its name."""

    def default_input(self) -> int:
        """Return the microphone; 0 without one."""

    def default_output(self) -> int:
        """Return the speaker; 0 without one."""

    def audio_runs(self, device: int, /) -> bool:
        """Say whether the device is used, in either direction."""


# These wait for a spoken word all day long; nobody is in a call for it.
_ALWAYS_LISTENING: Final = frozenset({"corespeechd"})


def is_locked(session: Mapping[str, object]) -> bool:
    """Say whether the screen is locked, or another person's session is on it."""
    # Neither key is there while all is as usual.
    locked = bool(session.get("CGSSessionScreenIsLocked", False))
    return locked or not session.get("kCGSSessionOnConsoleKey", True)


def filling(windows: Iterable[Window], screens: Iterable[Box]) -> str | None:
    """Return the name of the program in front if it fills a screen."""
    usual = [each for each in windows if each.layer == 0]
    # A full window may have a bar of its own before it, so all of its program count.
    mine = [each for each in usual if each.owner == usual[0].owner]
    boxes = list(screens)
    for window in mine:
        if any(_covers(window.box, each) for each in boxes):
            return window.program
    return None


def _covers(box: Box, screen: Box) -> bool:
    wide = box[0] <= screen[0] and box[2] >= screen[2]
    return wide and box[1] <= screen[1] and box[3] >= screen[3]


@dataclass(frozen=True, slots=True)
class Lock:
    """Tells whether the screen is locked, or the session switched away from."""

    session: Callable[[], Mapping[str, object]]

    def read(self) -> bool:
        """Say whether it is locked. Raises OSError when nothing can tell."""
        return is_locked(self.session())


@dataclass(frozen=True, slots=True)
class FullScreen:
    """Tells whether the program in front fills a screen."""

    windows: Callable[[], Iterable[Window]]
    screens: Callable[[], Iterable[Box]]
    name: str = "macOS"
    switch: str = "full_screen"
    attends: bool = True

    def look(self) -> str | None:
        """Return which program fills it; None for none. Raises UnavailableError."""
        try:
            found = filling(self.windows(), self.screens())
        except OSError as error:
            raise _silent("whether a program fills the screen", error) from error
        if found is None:
            return None
        return f"{found or 'a program'} fills the screen"


@dataclass(frozen=True, slots=True)
class Microphone:
    """Tells which programs listen."""

    audio: Audio
    name: str = "macOS"
    switch: str = "microphone"
    attends: bool = True

    def look(self) -> str | None:
        """Return which program listens; None for none. Raises UnavailableError."""
        try:
            processes = self.audio.audio_processes()
        except OSError:
            return self._look_at_device()
        listening = [each for each in processes if self._listens(each)]
        names = map(self._name, listening)
        found = [each for each in names if each not in _ALWAYS_LISTENING]
        return in_use("microphone", found) if found else None

    def _listens(self, process: int) -> bool:
        try:
            return self.audio.takes_input(process)
        except OSError:
            return False  # it ended meanwhile

    def _name(self, process: int) -> str:
        try:
            name = self.audio.program(process)
        except OSError:
            return ""
        # Browsers leave it to a helper, which nobody knows by that name.
        return name.partition(" Helper")[0]

    def _look_at_device(self) -> str | None:
        try:
            device = self.audio.default_input()
            both = device == self.audio.default_output()
            used = bool(device) and self.audio.audio_runs(device)
        except OSError as error:
            raise _silent("who uses the microphone", error) from error
        if used and both:
            raise UnavailableError(
                "the headset is in use, but this macOS does not tell in which direction"
            )
        return in_use("microphone", ()) if used else None


@dataclass(frozen=True, slots=True)
class Camera:
    """Tells whether a camera is used."""

    cameras: Callable[[], Iterable[int]]
    runs: Callable[[int], bool]
    name: str = "macOS"
    switch: str = "camera"
    attends: bool = True

    def look(self) -> str | None:
        """Return that one is used; None for none. Raises UnavailableError."""
        try:
            used = any(map(self.runs, self.cameras()))
        except OSError as error:
            raise _silent("whether the camera is used", error) from error
        return in_use("camera", ()) if used else None


@dataclass(frozen=True, slots=True)
class Focus:
    """Cannot tell whether Focus is on, and says so."""

    name: str = "macOS"
    switch: str = "do_not_disturb"
    attends: bool = False

    def look(self) -> str | None:
        """Raise UnavailableError: macOS keeps it to itself."""
        raise UnavailableError(
            "macOS does not tell programs whether Focus is on",
            hint='it holds notifications back by itself; or say "movebreak meeting"',
        )


def _silent(what: str, error: OSError) -> UnavailableError:
    return UnavailableError(f"macOS does not tell {what}: {error.strerror or error}")
