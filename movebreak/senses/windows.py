"""What Windows knows of the person: input, lock, and reasons for quiet.

Every reading is a call that is handed in, so all that is decided here can be tried
on any system.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from enum import IntEnum
from functools import partial
from typing import Final

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.senses.quiet.recorders import in_use

Box = tuple[int, int, int, int]  # left, top, right, bottom
Front = tuple[str, Box, Box]  # the window's class, its bounds, its screen's
Use = tuple[str, Mapping[str, object]]  # a program's key, and what it holds

# The desktop itself, which is as large as the screen.
_DESKTOP: Final = frozenset({"Progman", "WorkerW"})

_DISCONNECTED: Final = 4
_LOCKED: Final = 0
_UNLOCKED: Final = 1

_WRAP: Final = 2**32
# The two counters move in steps, and input may come between the two readings.
_AHEAD: Final = 60_000


class Shell(IntEnum):
    """What the shell says of its notifications, as far as it matters here.

    5 is free, and so is 7, which is no more than an open start menu.
    """

    ABSENT = 1
    BUSY = 2
    GAME = 3
    PRESENTING = 4
    QUIET_HOURS = 6


def since(last_input: int, ticks: int) -> timedelta:
    """Return the time between two ticks in ms; both begin anew at 2**32."""
    passed = (ticks - last_input) % _WRAP
    return timedelta(milliseconds=0 if passed >= _WRAP - _AHEAD else passed)


def program(key: str) -> str:
    """Return the name that a person would know the program by."""
    if "#" in key:  # a path, with # for each backslash
        name = key.rpartition("#")[2]
        return name[:-4] if name.lower().endswith(".exe") else name
    # The full name of a package: publisher.name_hash
    return key.partition("_")[0].rpartition(".")[2]


def is_in_use(values: Mapping[str, object], booted: int) -> bool:
    """Say whether the program began in this run of the machine, and never stopped."""
    start, stop = (values.get(f"LastUsedTime{each}") for each in ("Start", "Stop"))
    # What began earlier was cut off: nobody was left to write down its end.
    return stop == 0 and isinstance(start, int) and start > booted


def recorders(uses: Iterable[Use], booted: int) -> list[str]:
    """Return the names of the programs that listen or look, each once."""
    return sorted({program(key) for key, held in uses if is_in_use(held, booted)})


def fills_screen(front: Front | None) -> bool:
    """Say whether the front window is as large as its screen, and not the desktop."""
    if front is None or front[0] in _DESKTOP:
        return False
    _, (left, top, right, bottom), screen = front
    wide = left <= screen[0] and right >= screen[2]
    return wide and top <= screen[1] and bottom >= screen[3]


@dataclass(frozen=True, slots=True)
class Idle:
    """Tells how long nobody has touched anything."""

    last_input: Callable[[], int]
    ticks: Callable[[], int]

    def read(self) -> timedelta:
        """Return the time since the last input. Raises OSError."""
        last = self.last_input()  # first, so that it lies before the other
        return since(last, self.ticks())


@dataclass(frozen=True, slots=True)
class Lock:
    """Tells whether the screen is locked, or the session switched away from."""

    session: Callable[[], tuple[int, int]]
    notification_state: Callable[[], int]
    has_input_desktop: Callable[[], bool]

    def read(self) -> bool:
        """Say whether it is locked. Raises OSError when nothing can tell."""
        try:
            state, flags = self.session()
        except OSError:
            return self._guess()
        if state == _DISCONNECTED:
            return True
        return flags == _LOCKED if flags in (_LOCKED, _UNLOCKED) else self._guess()

    def _guess(self) -> bool:
        # Input that goes to a desktop of the system's own goes to the lock screen.
        return not self.has_input_desktop() or self.notification_state() == Shell.ABSENT


@dataclass(frozen=True, slots=True)
class FullScreen:
    """Tells whether a program fills the screen."""

    notification_state: Callable[[], int]
    front_window: Callable[[], Front | None]
    name: str = "Windows"
    switch: str = "full_screen"
    attends: bool = True

    def look(self) -> str | None:
        """Return why to be quiet; None for free. Raises UnavailableError."""
        try:
            state = self.notification_state()
            if state == Shell.PRESENTING:
                return "you are presenting"
            # An overlay that shows nothing, as graphics drivers have, is busy for ever.
            full = state == Shell.BUSY and fills_screen(self.front_window())
        except OSError as error:
            raise _silent("whether a program fills the screen", error) from error
        return "a program fills the screen" if full or state == Shell.GAME else None


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Tells of quiet hours, not of do-not-disturb, which Windows keeps to itself."""

    notification_state: Callable[[], int]
    name: str = "Windows"
    switch: str = "do_not_disturb"
    attends: bool = False

    def look(self) -> str | None:
        """Return why to be quiet. Raises UnavailableError: free is never known."""
        try:
            if self.notification_state() == Shell.QUIET_HOURS:
                return "quiet hours"
        except OSError as error:
            raise _silent("whether do-not-disturb is on", error) from error
        raise UnavailableError(
            "Windows does not tell programs whether do-not-disturb is on",
            hint='it holds notifications back by itself; or say "movebreak meeting"',
        )


@dataclass(frozen=True, slots=True)
class Recording:
    """Tells which programs use the microphone, or the camera."""

    switch: str
    uses: Callable[[], Iterable[Use]]
    booted: Callable[[], int]
    name: str = "Windows"
    attends: bool = True

    def look(self) -> str | None:
        """Return which program uses it; None for none. Raises UnavailableError."""
        try:
            found = recorders(self.uses(), self.booted())
        except OSError as error:
            raise _silent(f"who uses the {self.switch}", error) from error
        return in_use(self.switch, found) if found else None


def microphone(
    uses: Callable[[str], Iterable[Use]], booted: Callable[[], int]
) -> Recording:
    """Return the sense for the microphone."""
    return Recording("microphone", partial(uses, "microphone"), booted)


def camera(
    uses: Callable[[str], Iterable[Use]], booted: Callable[[], int]
) -> Recording:
    """Return the sense for the camera."""
    return Recording("camera", partial(uses, "webcam"), booted)


def _silent(what: str, error: OSError) -> UnavailableError:
    return UnavailableError(f"Windows does not tell {what}: {error.strerror or error}")
