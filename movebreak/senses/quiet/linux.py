"""The senses for quiet on a Linux desktop, put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Final

from movebreak.frozen import dataclass
from movebreak.native import children, sound_servers
from movebreak.senses.quiet.camera_linux import Camera, Places
from movebreak.senses.quiet.disturb_linux import do_not_disturb
from movebreak.senses.quiet.microphone_linux import (
    Microphone,
    Servers,
    pipewire_recorders,
)
from movebreak.senses.quiet.pipewire import Media
from movebreak.senses.quiet.sense import Sense

# In seconds; three of them in a row still end before the quiet sense gives up.
PATIENCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Session:
    """Whose desktop it is: its variables, its bus, its user.

    `bus` returns the address of the session bus, None without one.
    """

    env: Mapping[str, str]
    bus: Callable[[], str | None]
    uid: int
    places: Places = field(default_factory=Places)


def senses(session: Session) -> list[Sense]:
    """Return what sees do-not-disturb, microphone and camera; nothing is asked yet."""
    env = session.env
    servers = Servers(
        lambda: sound_servers.pulse_server(env), lambda: sound_servers.has_pipewire(env)
    )

    def viewers() -> list[str]:
        return pipewire_recorders(run, env, Media.PICTURES)

    return [
        do_not_disturb(session.bus, env),
        Microphone(run, env, servers),
        Camera(session.uid, viewers, session.places),
    ]


def run(words: Sequence[str], env: Mapping[str, str]) -> bytes:
    """Run a program that ends soon. Raises OSError."""
    return children.run(words, PATIENCE, env)
