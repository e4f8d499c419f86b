"""Who records, as PipeWire tells through pw-dump."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec

from movebreak.senses.quiet.recorders import Properties, is_meter, name

DUMP: Final = ("pw-dump",)

_NODE: Final = "PipeWire:Interface:Node"
_LINK: Final = "PipeWire:Interface:Link"
_CLIENT: Final = "PipeWire:Interface:Client"
_CAMERAS: Final = frozenset({"v4l2", "libcamera"})


class Media(StrEnum):
    """What is recorded."""

    SOUND = "Audio"
    PICTURES = "Video"


class _Info(msgspec.Struct, frozen=True):
    """What is told of a thing; links alone have ends."""

    state: str | None = None
    props: dict[str, object] | None = None
    source: int = msgspec.field(name="output-node-id", default=-1)
    target: int = msgspec.field(name="input-node-id", default=-1)


class _Thing(msgspec.Struct, frozen=True):
    """A node, a link, a client, or something else of the server's."""

    id: int
    type: str
    info: _Info | None = None

    @property
    def properties(self) -> Properties:
        """Return what it says of itself."""
        return (self.info and self.info.props) or {}


def recorders(dump: bytes, media: Media) -> list[str]:
    """Return the names of the programs that listen or look, "" for those without one.

    Raises msgspec.MsgspecError for what is no dump.
    """
    things = msgspec.json.decode(dump, type=list[_Thing])
    nodes = {each.id: each for each in things if each.type == _NODE}
    clients = {each.id: each for each in things if each.type == _CLIENT}
    pairs = {
        (each.info.source, each.info.target)
        for each in things
        if each.type == _LINK and each.info
    }
    taking = {
        target
        for source, target in pairs
        if _gives(nodes.get(source), media) and _takes(nodes.get(target), media)
    }
    return [_name(nodes[each], clients) for each in sorted(taking)]


def _gives(node: _Thing | None, media: Media) -> bool:
    """Say whether this is a microphone or a camera; not a loudspeaker, not a screen."""
    if node is None:
        return False
    kind = str(node.properties.get("media.class"))
    if media is Media.PICTURES and node.properties.get("device.api") not in _CAMERAS:
        return False
    return kind.startswith((f"{media}/Source", f"{media}/Duplex"))


def _takes(node: _Thing | None, media: Media) -> bool:
    if node is None or node.info is None or node.info.state != "running":
        return False
    kind = node.properties.get("media.class")
    return kind == f"Stream/Input/{media}" and not is_meter(node.properties)


def _name(node: _Thing, clients: Mapping[int, _Thing]) -> str:
    owner = node.properties.get("client.id")
    client = clients.get(owner) if isinstance(owner, int) else None
    return name(node.properties, client.properties if client else {})
