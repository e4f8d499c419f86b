"""Who looks through a camera, as the files of Linux tell."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from movebreak.errors import UnavailableError
from movebreak.senses.quiet import pipewire
from movebreak.senses.quiet.camera_linux import Camera, Places
from movebreak.senses.quiet.pipewire import Media
from tests.senses.recordings import client, dump, link, node
from tests.systems import only_on

if TYPE_CHECKING:
    from collections.abc import Sequence

only_on("linux")
assert sys.platform == "linux"

CAPTURE, DECODER = ":capture:", ":video_output:"


class Machine:
    """A tree of files such as Linux shows of itself."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "proc").mkdir()
        (root / "proc/uptime").touch()
        (root / "dev").mkdir()
        (root / "dev/null").touch()
        self.viewers: Sequence[str] | Exception = ()

    def camera(self, name: str = "video0", says: str = CAPTURE) -> None:
        """Have a camera, or something like it."""
        number = f"81:{name.removeprefix('video')}"
        (self.root / "dev" / name).touch()
        known = self.root / "sys/class/video4linux" / name
        known.mkdir(parents=True)
        (known / "dev").write_text(f"{number}\n")
        notes = self.root / "run/udev/data"
        notes.mkdir(parents=True, exist_ok=True)
        if says:
            text = f"S:v4l/by-path/x\nE:ID_V4L_CAPABILITIES={says}\n"
            (notes / f"c{number}").write_text(text)

    def process(self, pid: int, program: str, *held: str, title: str = "") -> None:
        """Have a process that holds these devices open."""
        folder = self.root / f"proc/{pid}"
        (folder / "fd").mkdir(parents=True)
        (folder / "comm").write_text(f"{title or program}\n")
        if program:
            (folder / "exe").symlink_to(f"/usr/bin/{program}")
        for number, name in enumerate(("null", *held)):
            (folder / f"fd/{number}").symlink_to(self.root / "dev" / name)

    def look(self, uid: int | None = None) -> str | None:
        """Look who looks."""
        places = Places.below(str(self.root))
        return Camera(os.getuid() if uid is None else uid, self.seen, places).look()

    def seen(self) -> list[str]:
        """Return who looks by PipeWire."""
        if isinstance(self.viewers, Exception):
            raise self.viewers
        return list(self.viewers)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Have a machine with a camera, and somebody who does not use it."""
    machine = Machine(tmp_path)
    machine.camera()
    machine.process(1, "systemd")
    return machine


def test_nobody_looks(machine: Machine) -> None:
    """A camera that nobody holds is free."""
    assert machine.look() is None


@pytest.mark.parametrize(
    ("program", "title", "says"),
    [
        ("zoom", "ZoomMain", "camera in use by zoom"),
        ("firefox-bin", "GeckoMain", "camera in use by firefox"),
        ("python3.11", "cheese", "camera in use by cheese"),
        ("electron28", "teams", "camera in use by teams"),
        ("zoom (deleted)", "z", "camera in use by zoom"),
        ("", "hidden", "camera in use by hidden"),
        ("a\nb", "c", "camera in use by a b"),
    ],
)
def test_somebody_looks(machine: Machine, program: str, title: str, says: str) -> None:
    """Whoever holds it is named by the program, or by its own word."""
    machine.process(20, program, "video0", title=title)
    assert machine.look() == says


def test_several(machine: Machine) -> None:
    """Several are named together, and each once."""
    for pid, program in enumerate(("zoom", "zoom", "cheese"), 20):
        machine.process(pid, program, "video0")
    assert machine.look() == "camera in use by cheese and zoom"


def test_only_own_processes(machine: Machine) -> None:
    """What another user does is not this person's call."""
    machine.process(20, "zoom", "video0")
    assert machine.look(os.getuid() + 1) is None


def test_no_camera(tmp_path: Path) -> None:
    """Without a camera, no process is looked at."""
    machine = Machine(tmp_path)
    (tmp_path / "proc/uptime").unlink()
    (tmp_path / "proc").rmdir()
    assert machine.look() is None


def test_a_decoder_is_no_camera(machine: Machine) -> None:
    """A device that only decodes films has a camera's name, and is none."""
    machine.camera("video10", DECODER)
    machine.camera("video11", ":")
    machine.process(20, "vlc", "video10", "video11")
    assert machine.look() is None


def test_without_notes_all_are_cameras(machine: Machine) -> None:
    """Where udev noted nothing, the name decides."""
    machine.camera("video2", "")
    machine.process(20, "zoom", "video2")
    assert machine.look() == "camera in use by zoom"


def test_media_server(machine: Machine) -> None:
    """Who holds cameras for others is not blamed; the others are named."""
    machine.process(20, "pipewire", "video0")
    machine.process(21, "wireplumber", "video0")
    assert machine.look() is None
    machine.viewers = ["Firefox"]
    assert machine.look() == "camera in use by Firefox"
    machine.viewers = [""]
    assert machine.look() == "camera in use"
    machine.process(22, "zoom", "video0")
    assert machine.look() == "camera in use by zoom"


@pytest.mark.parametrize("error", [OSError("gone"), msgspec.DecodeError("what?")])
def test_media_server_is_silent(machine: Machine, error: Exception) -> None:
    """When PipeWire does not say who looks, nobody can tell."""
    machine.process(20, "pipewire", "video0")
    machine.viewers = error
    with pytest.raises(UnavailableError, match="does not say for whom"):
        machine.look()


def test_hidden_processes(machine: Machine) -> None:
    """A process that ends just now, or hides its files, is passed over."""
    (machine.root / "proc/30").mkdir()
    machine.process(31, "zoom", "video0")
    (machine.root / "proc/31/comm").unlink()
    (machine.root / "proc/31/exe").unlink()
    assert machine.look() == "camera in use"


def test_no_processes(machine: Machine) -> None:
    """Where no processes are shown, nobody can tell."""
    (machine.root / "proc").rename(machine.root / "elsewhere")
    with pytest.raises(UnavailableError, match="cannot be read"):
        machine.look()


def test_viewers_by_pipewire() -> None:
    """Who gets pictures of a camera looks; who gets those of a screen does not."""
    viewer = node(41, "Stream/Input/Video", client_id=50)
    owner = client(50, application_name="Firefox")
    camera = node(40, "Video/Source", device_api="v4l2")
    screen = node(40, "Video/Source")
    for source, names in ((camera, ["Firefox"]), (screen, [])):
        dumped = dump(source, viewer, owner, link(40, 41))
        assert pipewire.recorders(dumped, Media.PICTURES) == names
        assert pipewire.recorders(dumped, Media.SOUND) == []
