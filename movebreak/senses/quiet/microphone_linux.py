"""Whether a program listens through the microphone of a Linux desktop."""

import errno
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.senses.quiet import pipewire, pulse
from movebreak.senses.quiet.pipewire import Media
from movebreak.senses.quiet.recorders import in_use

Run = Callable[[Sequence[str], Mapping[str, str]], bytes]
"""Runs a program with these variables; returns what it prints, raises OSError."""

# pactl writes 0,5 for numbers in half of the world, which is no JSON.
PLAIN: Final = {"LC_ALL": "C"}

_INSTALL: Final = (
    "install pactl (pulseaudio-utils on Debian, Ubuntu and Fedora, libpulse on Arch)"
    " or pw-dump (pipewire-bin, pipewire-utils, pipewire)"
)


@dataclass(frozen=True, slots=True)
class Servers:
    """How to find the sound servers of this session.

    `pulse` returns the address of PulseAudio or what stands for it, None without one;
    `pipewire` says whether there is PipeWire.
    """

    pulse: Callable[[], str | None]
    pipewire: Callable[[], bool]


class Microphone:
    """Asks the sound server who records; it is never started for that."""

    switch = "microphone"
    attends = True

    def __init__(self, run: Run, env: Mapping[str, str], servers: Servers) -> None:
        self.name = "sound server"
        self._run = run
        self._env = env
        self._servers = servers

    def look(self) -> str | None:
        """Return who listens; None when nobody does. Raises UnavailableError."""
        ways = self._ways()
        if not ways:
            raise UnavailableError("no sound server runs in this session")
        failed: dict[str, Exception] = {}
        for name, way in ways.items():
            try:
                names = way()
            except (OSError, msgspec.MsgspecError) as error:
                failed[name] = error
            else:
                self.name = name
                return in_use("microphone", names) if names else None
        raise _unavailable(failed)

    def _ways(self) -> dict[str, Callable[[], list[str]]]:
        ways: dict[str, Callable[[], list[str]]] = {}
        if server := self._servers.pulse():
            # With an address of its own pactl starts no server.
            env = {**self._env, **PLAIN, "PULSE_SERVER": server}
            ways["pactl"] = lambda: pulse.recorders(lambda words: self._run(words, env))
        if self._servers.pipewire():
            ways["pw-dump"] = lambda: pipewire_recorders(
                self._run, self._env, Media.SOUND
            )
        return ways


def pipewire_recorders(run: Run, env: Mapping[str, str], media: Media) -> list[str]:
    """Return who records by PipeWire. Raises OSError and msgspec.MsgspecError."""
    return pipewire.recorders(run(pipewire.DUMP, {**env, **PLAIN}), media)


def _unavailable(failed: Mapping[str, Exception]) -> UnavailableError:
    missing = [name for name, error in failed.items() if _is_missing(error)]
    if len(missing) == len(failed):
        return UnavailableError(
            f"{' and '.join(missing)} cannot be found", hint=_INSTALL
        )
    says = "; ".join(
        f"{name}: {_says(error)}"
        for name, error in failed.items()
        if name not in missing
    )
    return UnavailableError(
        f"the sound server cannot be asked ({says})",
        hint=_INSTALL if missing else "",
    )


def _is_missing(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno == errno.ENOENT


def _says(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "its answer cannot be understood"
