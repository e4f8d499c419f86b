"""Who listens, as the sound servers tell."""

import errno
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.errors import UnavailableError
from movebreak.senses.quiet.microphone_linux import Microphone, Servers
from tests.senses.recordings import (
    MIC,
    SOURCES,
    SPEAKER,
    client,
    dump,
    link,
    node,
    output,
)

FIREFOX = "microphone in use by Firefox"
LISTENER = "Stream/Input/Audio"


class Tools:
    """The programs that can be asked; each prints, or fails."""

    def __init__(self, **said: bytes | OSError) -> None:
        self.said = said
        self.ran: list[tuple[Sequence[str], Mapping[str, str]]] = []

    def run(self, words: Sequence[str], env: Mapping[str, str]) -> bytes:
        """Run one of them."""
        self.ran.append((words, env))
        said = self.said[words[-1].replace("-", "_")]
        if isinstance(said, OSError):
            raise said
        return said

    def microphone(self, *, pulse: bool = True, pipewire: bool = True) -> Microphone:
        """Return the sense that asks them."""
        servers = Servers(lambda: "unix:/run/p" if pulse else None, lambda: pipewire)
        return Microphone(self.run, {"HOME": "/home/me", "LC_ALL": "de_DE"}, servers)


def pactl(*outputs: dict[str, Any]) -> Microphone:
    """Return a sense whose pactl tells of these."""
    said = json.dumps(outputs).encode()
    return Tools(source_outputs=said, sources=SOURCES).microphone()


def pw_dump(*things: dict[str, Any]) -> Microphone:
    """Return a sense whose pw-dump tells of these."""
    return Tools(pw_dump=dump(*things)).microphone(pulse=False)


@pytest.mark.parametrize(
    ("outputs", "says"),
    [
        ([], None),
        ([output()], FIREFOX),
        ([output(mute=True)], FIREFOX),
        ([output(corked=True)], None),
        ([output(source=SPEAKER)], None),
        ([output(source=4294967295)], None),
        ([output(client=None)], None),
        ([output(client=4)], FIREFOX),
        ([output(properties={"stream.capture.sink": "true"})], None),
        ([output(properties={"stream.monitor": "true"})], None),
        ([output(properties={"resample.peaks": "true"})], None),
        ([output(properties={"media.name": "Peak detect"})], None),
        ([output(properties={"node.link-group": "echo-cancel-1"})], None),
        ([output("PulseAudio Volume Control", properties={
            "application.process.binary": "pavucontrol"})], None),
        ([output("cava")], None),
        ([output(corked=True), output("Zoom")], "microphone in use by Zoom"),
        ([output("b"), output("A"), output("b")], "microphone in use by A and b"),
        ([output("c"), output("b"), output("a")], "microphone in use by a and 2 more"),
    ],
)  # fmt: skip
def test_pactl(outputs: list[dict[str, Any]], says: str | None) -> None:
    """Only who really listens through a microphone counts."""
    assert pactl(*outputs).look() == says


@pytest.mark.parametrize(
    ("name", "binary", "says"),
    [
        ("WEBRTC VoiceEngine", "Discord", "by Discord"),
        ("Chromium input", "slack", "by slack"),
        ("Google Chrome input", "chrome", "by Google Chrome"),
        ("(null)", "pacat", "by pacat"),
        ("ALSA plug-in [zoom]", "zoom", "by zoom"),
        (None, "zoom", "by zoom"),
        ("  \n ", "zoom", "by zoom"),
        ("a\x1b[2Jb\n" + "c" * 99, "zoom", "by a [2Jb " + "c" * 33),
        (None, None, "microphone in use"),
    ],
)
def test_names(name: str | None, binary: str | None, says: str) -> None:
    """A program is called as its owner knows it, on one short line."""
    other = {"application.process.binary": binary}
    assert (pactl(output(name, properties=other)).look() or "").endswith(says)


def test_how_pactl_is_run() -> None:
    """It is asked in plain words, of a server that it would not start."""
    said = json.dumps([output(corked=True)]).encode()
    tools = Tools(source_outputs=said)
    sense = tools.microphone()
    sense.look()
    env = {"HOME": "/home/me", "LC_ALL": "C", "PULSE_SERVER": "unix:/run/p"}
    assert tools.ran == [(("pactl", "-f", "json", "list", "source-outputs"), env)]
    assert sense.name == "pactl"


CALL = (
    node(40, "Audio/Source"),
    node(41, LISTENER, application_name="Firefox", client_id=50),
    link(40, 41),
)


@pytest.mark.parametrize(
    ("things", "says"),
    [
        ((), None),
        (CALL, FIREFOX),
        ((*CALL, link(40, 41)), FIREFOX),
        ((node(40, "Audio/Source"), *CALL[1:2]), None),
        ((node(40, "Audio/Sink"), *CALL[1:]), None),
        ((node(40, "Stream/Output/Audio"), *CALL[1:]), None),
        ((node(40, "Audio/Source/Virtual"), *CALL[1:]), FIREFOX),
        ((node(40, "Audio/Duplex"), *CALL[1:]), FIREFOX),
        (CALL[1:], None),
        ((CALL[0], node(41, LISTENER, "idle"), link(40, 41)), None),
        ((CALL[0], node(41, LISTENER, "suspended"), link(40, 41)), None),
        ((CALL[0], node(41, "Audio/Sink"), link(40, 41)), None),
        ((CALL[0], node(41, LISTENER, stream_monitor=True), link(40, 41)), None),
        ((CALL[0], node(41, LISTENER), link(40, 41)), "microphone in use"),
        (
            (*CALL[::2], node(41, LISTENER, client_id=50, node_name="pw"),
             client(50, application_name="OBS")),
            "microphone in use by OBS",
        ),
    ],
)  # fmt: skip
def test_pw_dump(things: tuple[dict[str, Any], ...], says: str | None) -> None:
    """Who runs and has a way from a microphone listens."""
    assert pw_dump(*things).look() == says


def test_the_other_server_is_asked() -> None:
    """When one cannot be asked, the other is."""
    tools = Tools(source_outputs=OSError(errno.ENOENT, "no"), pw_dump=dump(*CALL))
    sense = tools.microphone()
    assert (sense.look(), sense.name) == (FIREFOX, "pw-dump")


MISSING = OSError(errno.ENOENT, "not there")
FAILED = OSError(errno.EIO, "it ended with code 1")


@pytest.mark.parametrize(
    ("tools", "says"),
    [
        (Tools(source_outputs=MISSING, pw_dump=MISSING), "pactl and pw-dump cannot be"),
        (
            Tools(source_outputs=MISSING, pw_dump=FAILED),
            "pw-dump: it ended with code 1",
        ),
        (Tools(source_outputs=b"[", pw_dump=FAILED), "pactl: its answer cannot be"),
        (Tools(source_outputs=b'{"a":0,5}', pw_dump=b""), "pw-dump: its answer"),
    ],
)
def test_unknown(tools: Tools, says: str) -> None:
    """When nobody can be asked, it says why; and what to install, if that helps."""
    with pytest.raises(UnavailableError, match=says) as caught:
        tools.microphone().look()
    assert ("install pactl" in caught.value.hint) == (MISSING in tools.said.values())


def test_no_server() -> None:
    """Without a server, nobody is run."""
    tools = Tools()
    with pytest.raises(UnavailableError, match="no sound server"):
        tools.microphone(pulse=False, pipewire=False).look()
    assert tools.ran == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.text(), each, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "id",
        "type",
        "info",
        "state",
        "props",
        "media.class",
        "output-node-id",
        "source",
        "corked",
        "client",
        "index",
        "properties",
        "monitor_source",
        "application.name",
        "client.id",
    ]
)
VALUES = JSON | st.sampled_from([MIC, SPEAKER, "PipeWire:Interface:Node", LISTENER])
THINGS = st.recursive(
    st.dictionaries(KEYS, VALUES, max_size=4),
    lambda each: st.dictionaries(KEYS, each | VALUES, max_size=4),
    max_leaves=6,
)
PRINTED = st.lists(THINGS | JSON, max_size=3)
SAID = st.binary() | PRINTED.map(lambda each: json.dumps(each).encode())


@given(SAID, SAID, SAID)
def test_any_answer(outputs: bytes, sources: bytes, dumped: bytes) -> None:
    """Whatever the programs print, it is a reason, free, or unknown."""
    tools = Tools(source_outputs=outputs, sources=sources, pw_dump=dumped)
    with suppress(UnavailableError):
        says = tools.microphone().look()
        assert says is None or says.startswith("microphone in use")


@given(
    st.dictionaries(st.text() | KEYS, JSON, max_size=6),
    st.dictionaries(KEYS, JSON, max_size=6),
)
def test_any_properties(of_node: dict[str, Any], of_client: dict[str, Any]) -> None:
    """Whatever a program says of itself, the answer is one short line."""
    listener = node(41, LISTENER, client_id=50)
    owner = client(50)
    listener["info"]["props"] |= of_node
    owner["info"]["props"] |= of_client
    says = pw_dump(CALL[0], listener, owner, CALL[2]).look()
    assert says is None or (says.isprintable() and len(says) < 80)
    plain = pactl(output(properties=of_node)).look()
    assert plain is None or (plain.isprintable() and len(plain) < 80)
