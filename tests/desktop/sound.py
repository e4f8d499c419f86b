"""Real sound without a sound card: PipeWire, a microphone, and who records from it."""

import subprocess
from pathlib import Path
from typing import Final

from tests.desktop.session import PATIENCE, Session
from tests.waiting import eventually

PROGRAMS: Final = ("pipewire", "wireplumber", "pipewire-pulse", "pactl", "parec")
MICROPHONE: Final = "mic"
SPEAKER: Final = "out"


def start_sound(session: Session) -> None:
    """Start PipeWire with a microphone and a loudspeaker that nobody hears."""
    runtime = Path(session.env["XDG_RUNTIME_DIR"])
    session.start("pipewire")
    assert eventually((runtime / "pipewire-0").exists, PATIENCE)
    session.start("wireplumber")
    session.start("pipewire-pulse")
    assert eventually((runtime / "pulse/native").exists, PATIENCE)
    for words in (("media.class=Audio/Source/Virtual", MICROPHONE), ("", SPEAKER)):
        _load(session, *words)


def record(
    session: Session, name: str, source: str = MICROPHONE
) -> subprocess.Popen[bytes]:
    """Record as a program of this name would."""
    process = session.start("parec", f"--client-name={name}", "-d", source)
    assert eventually(lambda: _is_running(session, name), PATIENCE)
    return process


def _load(session: Session, kind: str, name: str) -> None:
    words = ("pactl", "load-module", "module-null-sink", f"sink_name={name}")
    asked = session.ask(*words, *filter(None, [kind]))
    assert asked.returncode == 0, asked.stderr
    assert eventually(lambda: name in session.ask("pactl", "list", "sources").stdout)


def _is_running(session: Session, name: str) -> bool:
    said = session.ask("pactl", "list", "source-outputs").stdout
    parts = said.split("Source Output #")
    return any(f'"{name}"' in each and "Corked: no" in each for each in parts)
