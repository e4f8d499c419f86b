"""What pactl and pw-dump print, cut down to what matters and a little more."""

import json
from typing import Any

MIC, SPEAKER = 7, 8
SOURCES = json.dumps(
    [
        {"index": MIC, "name": "mic", "state": "RUNNING", "monitor_source": ""},
        {"index": SPEAKER, "name": "out.monitor", "monitor_source": "out"},
    ]
).encode()


def output(name: str | None = "Firefox", **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a program that listens, as pactl tells it; changes without "" are kept."""
    properties = {
        "application.name": name,
        "application.process.binary": "firefox-bin",
        "media.name": "AudioStream",
        **changes.pop("properties", {}),
    }
    return {
        "index": 3,
        "driver": "PipeWire",
        "client": "56",
        "source": MIC,
        "corked": False,
        "mute": False,
        "balance": 0.0,
        "resample_method": "PipeWire",
        "properties": {key: each for key, each in properties.items() if each},
        **changes,
    }


def node(number: int, kind: str, state: str = "running", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a node, as pw-dump tells it; a dot is written _."""
    props = {
        "media.class": kind,
        **{key.replace("_", "."): each for key, each in more.items()},
    }
    info = {"state": state, "props": props, "params": {"Props": [{"volume": 1.0}]}}
    return {"id": number, "type": "PipeWire:Interface:Node", "version": 3, "info": info}


def link(source: int, target: int) -> dict[str, Any]:
    """Return a link between two nodes."""
    info = {
        "output-node-id": source,
        "input-node-id": target,
        "state": "active",
        "error": None,
        "format": None,
        "props": {"object.serial": 9},
    }
    number = 1000 + source * 10 + target
    return {"id": number, "type": "PipeWire:Interface:Link", "info": info}


def client(number: int, **more: str) -> dict[str, Any]:
    """Return a client."""
    props = {key.replace("_", "."): each for key, each in more.items()}
    return {"id": number, "type": "PipeWire:Interface:Client", "info": {"props": props}}


def dump(*things: dict[str, Any]) -> bytes:
    """Return a whole dump, with things in it that are of no interest."""
    core = {"id": 0, "type": "PipeWire:Interface:Core", "info": {"name": "pipewire-0"}}
    meta = {
        "id": 1,
        "type": "PipeWire:Interface:Metadata",
        "metadata": [],
        "info": None,
    }
    return json.dumps([core, meta, *things]).encode()
