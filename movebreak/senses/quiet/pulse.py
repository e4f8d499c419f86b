"""Who records, as PulseAudio tells through pactl."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from movebreak.senses.quiet.recorders import Properties, is_meter, is_true, name

OUTPUTS: Final = ("pactl", "-f", "json", "list", "source-outputs")
SOURCES: Final = ("pactl", "-f", "json", "list", "sources")

Ask = Callable[[Sequence[str]], bytes]


class _Output(msgspec.Struct, frozen=True):
    """A program that records. One without a client is a part of the server itself."""

    source: int
    corked: bool
    client: int | str | None = None
    properties: dict[str, object] = {}


class _Source(msgspec.Struct, frozen=True):
    """What can be recorded; a monitor hears what the loudspeakers play."""

    index: int
    monitor_source: str | None = None
    properties: dict[str, object] = {}

    @property
    def is_monitor(self) -> bool:
        """Say whether it hears the loudspeakers."""
        return bool(self.monitor_source) or _is(self.properties, "monitor")


def recorders(ask: Ask) -> list[str]:
    """Return the names of the programs that listen, "" for those without one.

    Raises what `ask` raises, and msgspec.MsgspecError for what is no such answer.
    """
    outputs = msgspec.json.decode(ask(OUTPUTS), type=list[_Output])
    listening = [each for each in outputs if _listens(each)]
    if not listening:
        return []
    sources = msgspec.json.decode(ask(SOURCES), type=list[_Source])
    heard = {each.index for each in sources if not each.is_monitor}
    return [name(each.properties) for each in listening if each.source in heard]


def _listens(output: _Output) -> bool:
    if output.corked or output.client is None:
        return False
    loud = is_true(output.properties, "stream.capture.sink")
    return not loud and not is_meter(output.properties)


def _is(properties: Properties, device: str) -> bool:
    return properties.get("device.class") == device
