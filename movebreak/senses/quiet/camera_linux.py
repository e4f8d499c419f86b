"""Whether a program looks through a camera of a Linux machine."""

from collections.abc import Callable
from typing import Final, Self

import msgspec

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.native import holders
from movebreak.senses.quiet.recorders import in_use, plain

Viewers = Callable[[], list[str]]
"""Returns who looks through a camera by PipeWire, "" for the nameless.

Raises OSError and msgspec.MsgspecError when PipeWire cannot be asked.
"""

# They open cameras for others, and some of their versions never close them again.
_MEDIA_SERVERS: Final = frozenset(
    {"pipewire", "wireplumber", "pipewire-media-session", "pipewire-media-"}
)
# Many programs share such a file; what they call themselves tells more.
_SHARED: Final = ("python", "electron", "java", "perl", "node", "wine")
_CAPABILITY: Final = "E:ID_V4L_CAPABILITIES="


@dataclass(frozen=True, slots=True)
class Places:
    """Where Linux tells what; each without a slash at the end."""

    dev: str = "/dev"
    proc: str = "/proc"
    known: str = "/sys/class/video4linux"
    notes: str = "/run/udev/data"

    @classmethod
    def below(cls, root: str) -> Self:
        """Return the same places below another root."""
        usual = cls()
        every = (usual.dev, usual.proc, usual.known, usual.notes)
        return cls(*(f"{root}{each}" for each in every))


class Camera:
    """Looks which programs of this user hold a camera open."""

    name = "video devices"
    switch = "camera"
    attends = True

    def __init__(
        self, uid: int, viewers: Viewers, places: Places | None = None
    ) -> None:
        self._uid = uid
        self._viewers = viewers
        self._places = places or Places()

    def look(self) -> str | None:
        """Return who looks; None when nobody does. Raises UnavailableError."""
        found = holders.devices(self._places.dev, "video")
        cameras = frozenset(each for each in found if self._is_camera(each))
        if not cameras:
            return None
        names = self._holders(cameras)
        if direct := [name for name in names if name not in _MEDIA_SERVERS]:
            return in_use("camera", direct)
        return self._through_server() if names else None

    def _holders(self, cameras: frozenset[str]) -> list[str]:
        proc = self._places.proc
        try:
            pids = list(holders.holders(proc, self._uid, cameras))
        except OSError as error:
            raise UnavailableError(
                f"{proc} cannot be read: {error.strerror}"
            ) from error
        return [
            _name(holders.program(proc, pid), holders.title(proc, pid)) for pid in pids
        ]

    def _through_server(self) -> str | None:
        try:
            names = self._viewers()
        except (OSError, msgspec.MsgspecError) as error:
            raise UnavailableError(
                "PipeWire holds the camera, and does not say for whom",
                hint="install pw-dump (pipewire-bin, pipewire-utils or pipewire)",
            ) from error
        return in_use("camera", names) if names else None

    def _is_camera(self, path: str) -> bool:
        """Say whether pictures can be taken by this device; a decoder is none."""
        name = path.rpartition("/")[2]
        key = holders.number(self._places.known, name)
        notes = holders.notes(self._places.notes, key).splitlines()
        said = [each for each in notes if each.startswith(_CAPABILITY)]
        return all(":capture:" in each for each in said)


def _name(program: str, title: str) -> str:
    short = plain(program.removesuffix(" (deleted)")).removesuffix("-bin")
    if short and not short.startswith(_SHARED):
        return short
    return plain(title) or short
