"""Quiet as a real desktop tells it: do-not-disturb, microphone, camera."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from movebreak.core.events import Event, QuietSeen
from movebreak.core.settings import QuietRules
from movebreak.errors import UnavailableError
from movebreak.senses.quiet.sense import QuietSense
from tests.desktop.conftest import need
from tests.desktop.parts import Screen
from tests.desktop.servers import start_dunst, start_notifyd
from tests.desktop.session import PATIENCE, Session, end
from tests.fake_clock import WorldClock, at
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

from movebreak.native import sound_servers  # noqa: E402 - Linux's
from movebreak.senses.quiet.camera_linux import Camera, Places  # noqa: E402
from movebreak.senses.quiet.disturb import DoNotDisturb  # noqa: E402
from movebreak.senses.quiet.disturb_linux import do_not_disturb  # noqa: E402
from movebreak.senses.quiet.linux import Session as Whose  # noqa: E402
from movebreak.senses.quiet.linux import run, senses  # noqa: E402
from movebreak.senses.quiet.microphone_linux import Microphone, Servers  # noqa: E402
from tests.desktop import sound  # noqa: E402
from tests.desktop.wayland import PROGRAMS as SWAY  # noqa: E402
from tests.desktop.wayland import start_mako, start_sway  # noqa: E402

pytestmark = pytest.mark.desktop

DISTURB = "do not disturb"
GSETTINGS = ("org.gnome.desktop.notifications", "show-banners")
Look = Callable[[], str | None]


def sense(session: Session) -> DoNotDisturb:
    """Return the sense, as it would be in this session."""
    return do_not_disturb(lambda: session.env["DBUS_SESSION_BUS_ADDRESS"], session.env)


def becomes(look: Look, *words: str, run: Session, says: str | None) -> bool:
    """Run a command, and wait until the sense sees what it did."""
    asked = run.ask(*words)
    assert asked.returncode == 0, asked.stderr
    return eventually(lambda: look() == says, PATIENCE)


def test_dunst(session: Session, screen: Screen, bus: str) -> None:
    """A paused dunst means quiet."""
    need("dunst", "dunstctl")
    assert screen.name
    assert bus
    start_dunst(session)
    look = sense(session).look
    assert look() is None
    paused = ("dunstctl", "set-paused")
    assert becomes(look, *paused, "true", run=session, says=DISTURB)
    assert becomes(look, *paused, "false", run=session, says=None)


def test_xfce(session: Session, screen: Screen, bus: str) -> None:
    """Xfce's switch means quiet; before its first use it is off."""
    need("xfconf-query")
    assert screen.name
    assert bus
    start_notifyd(session)
    look = sense(session).look
    assert look() is None
    words = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n")
    assert becomes(look, *words, "-t", "bool", "-s", "true", run=session, says=DISTURB)
    assert becomes(look, *words, "-t", "bool", "-s", "false", run=session, says=None)


def test_mako(session: Session, bus: str) -> None:
    """A mode of mako that is named so means quiet."""
    need(*SWAY, "mako", "makoctl")
    assert bus
    start_sway(session)
    start_mako(session)
    look = sense(session).look
    assert look() is None
    mode = ("makoctl", "mode")
    assert becomes(look, *mode, "-a", "do-not-disturb", run=session, says=DISTURB)
    assert becomes(look, *mode, "-r", "do-not-disturb", run=session, says=None)


def test_swaync(session: Session, bus: str) -> None:
    """The switch of SwayNotificationCenter means quiet."""
    need(*SWAY, "swaync", "swaync-client")
    assert bus
    start_sway(session)
    session.start("swaync")
    look = sense(session).look
    assert eventually(lambda: free(look), PATIENCE), session.said("swaync")
    assert becomes(look, "swaync-client", "-dn", "-sw", run=session, says=DISTURB)
    assert becomes(look, "swaync-client", "-df", "-sw", run=session, says=None)


def free(look: Look) -> bool:
    """Say whether a sense can tell, and sees nothing."""
    try:
        return look() is None
    except UnavailableError:
        return False


def test_the_setting_of_gnome(session: Session, bus: str) -> None:
    """What gsettings of a session says counts."""
    need("gsettings")
    assert bus
    session.env["GSETTINGS_BACKEND"] = "keyfile"
    asking = sense(session)
    assert asking._setting(*GSETTINGS) == "true\n"
    assert session.ask("gsettings", "set", *GSETTINGS, "false").returncode == 0
    assert asking._setting(*GSETTINGS) == "false\n"
    with pytest.raises(UnavailableError, match="cannot be read"):
        asking._setting("org.example.nothing", "here")


def test_nobody_is_started(session: Session, bus: str) -> None:
    """Asking starts no notification server, and leaves nothing on the bus."""
    assert bus
    services = session.folder("busses/services")
    (services / "n.service").write_text(
        "[D-BUS Service]\nName=org.freedesktop.Notifications\n"
        f"Exec={shutil.which('touch')} {session.home}/started\n"
    )
    before = session.processes()
    with pytest.raises(UnavailableError, match="no program shows notifications"):
        sense(session).look()
    assert not (session.home / "started").exists()
    assert session.processes() == before


def test_no_bus(session: Session) -> None:
    """Without a bus nobody can tell."""
    with pytest.raises(UnavailableError, match="no session bus"):
        do_not_disturb(lambda: None, session.env).look()
    with pytest.raises(UnavailableError, match="cannot be reached"):
        do_not_disturb(lambda: f"unix:path={session.home}/none", session.env).look()


def microphone(session: Session, *, pulse: bool = True) -> Microphone:
    """Return the sense, as it would be in this session; without PulseAudio if asked."""
    servers = Servers(
        lambda: sound_servers.pulse_server(session.env) if pulse else None,
        lambda: sound_servers.has_pipewire(session.env),
    )
    return Microphone(run, session.env, servers)


@pytest.fixture
def sounds(session: Session, bus: str) -> Session:
    """Have sound."""
    need(*sound.PROGRAMS, "pw-dump")
    assert bus
    sound.start_sound(session)
    return session


@pytest.mark.parametrize("pulse", [True, False], ids=["pactl", "pw-dump"])
def test_microphone(sounds: Session, pulse: bool) -> None:  # noqa: FBT001 - a table
    """Who listens is named, as long as they do; who hears the loudspeaker is not."""
    asking = microphone(sounds, pulse=pulse)
    assert asking.look() is None
    sound.record(sounds, "Visualizer", f"{sound.SPEAKER}.monitor")
    sound.record(sounds, "pavucontrol")
    assert asking.look() is None
    call = sound.record(sounds, "Firefox")
    assert asking.look() == "microphone in use by Firefox"
    other = sound.record(sounds, "Zürich")
    assert asking.look() in {
        "microphone in use by Firefox and pacat",
        "microphone in use by Firefox and Zürich",
    }
    end(other)
    end(call)
    assert eventually(lambda: asking.look() is None)
    assert asking.name == ("pactl" if pulse else "pw-dump")


def test_no_sound_server(session: Session) -> None:
    """Without a sound server nobody can tell, and none is started."""
    before = session.processes()
    with pytest.raises(UnavailableError, match="no sound server"):
        microphone(session).look()
    assert session.processes() == before


def test_a_dead_sound_server(session: Session) -> None:
    """A socket that nobody listens at is not a sound server."""
    need("pactl")
    folder = Path(session.env["XDG_RUNTIME_DIR"]) / "pulse"
    folder.mkdir()
    (folder / "native").touch()
    with pytest.raises(UnavailableError, match="cannot be asked"):
        microphone(session).look()
    assert session.processes() == []


def test_camera(session: Session) -> None:
    """Whoever holds a camera open looks through it."""
    device = session.folder("dev") / "video0"
    camera = Camera(os.getuid(), list, Places(dev=str(device.parent)))
    assert camera.look() is None
    device.touch()
    assert camera.look() is None
    holder = session.start("tail", "-f", str(device))
    assert eventually(lambda: camera.look() == "camera in use by tail")
    stranger = Camera(os.getuid() + 1, list, Places(dev=str(device.parent)))
    assert stranger.look() is None
    end(holder)
    assert camera.look() is None


def test_all_together(sounds: Session, screen: Screen) -> None:
    """One question brings one answer, with the reasons of all."""
    need("dunst", "dunstctl")
    assert screen.name
    start_dunst(sounds)
    sounds.ask("dunstctl", "set-paused", "true")
    sound.record(sounds, "Firefox")
    device = sounds.folder("dev") / "video0"
    device.touch()
    places = Places(dev=str(Path(device).parent))
    bus = sounds.env["DBUS_SESSION_BUS_ADDRESS"]
    mine = senses(Whose(sounds.env, lambda: bus, os.getuid(), places))
    posted: list[Event] = []
    with QuietSense(posted.append, mine, WorldClock(at("2026-03-04 09:00"))) as quiet:
        quiet.ask(QuietRules())
        assert eventually(lambda: posted)
    reasons = (DISTURB, "microphone in use by Firefox")
    assert posted == [QuietSeen(reasons, attended=True)]
