"""Who listens or looks, in words; and who only seems to."""

from collections.abc import Iterable, Mapping
from typing import Final

Properties = Mapping[str, object]

# They show levels or clean up sound, all day long; whoever uses what they clean is
# seen beside them.
_ALWAYS_THERE: Final = frozenset(
    {
        "cava",
        "easyeffects",
        "gnome-control-center",
        "gnome-shell",
        "noisetorch",
        "pavucontrol",
        "pavucontrol-qt",
        "pipewire",
        "plasmashell",
        "pulseeffects",
        "pwvucontrol",
        "systemsettings",
        "wireplumber",
    }
)
# What libraries say when the program says nothing; pactl cannot write some names.
_NO_NAMES: Final = ("webrtc", "chromium input", "(null)", "alsa plug-in", "python")
_NAMES: Final = ("application.name", "application.process.binary", "node.name")
_TRUE: Final = frozenset({"true", "1"})
_LONGEST: Final = 40
_NAMED: Final = 2


def is_true(properties: Properties, key: str) -> bool:
    """Say whether a property is set; programs write that in several ways."""
    return str(properties.get(key)).lower() in _TRUE


def is_meter(properties: Properties) -> bool:
    """Say whether a stream only measures or cleans, and nobody listens by it."""
    if is_true(properties, "resample.peaks") or is_true(properties, "stream.monitor"):
        return True
    if "peak detect" in str(properties.get("media.name")).lower():
        return True
    # The inner end of a filter.
    if properties.get("node.link-group"):
        return True
    known = (str(properties.get(key)).lower() for key in _NAMES)
    return any(name in _ALWAYS_THERE for name in known)


def name(*sources: Properties) -> str:
    """Return what a person would call the program; "" when nothing tells.

    What the first of the sources says goes before what the next one does.
    """
    for key in _NAMES:
        for properties in sources:
            found = plain(properties.get(key))
            if found and not found.lower().startswith(_NO_NAMES):
                return found.removesuffix(" input")
    return ""


def plain(value: object) -> str:
    """Return a name on one line; "" for what is no name."""
    if not isinstance(value, str):
        return ""
    shown = "".join(each if each.isprintable() else " " for each in value)
    return " ".join(shown.split())[:_LONGEST].strip()


def in_use(device: str, names: Iterable[str]) -> str:
    """Say that a device is in use, and by whom; an unknown user is called ""."""
    known = sorted({name for name in names if name}, key=str.lower)
    if not known:
        return f"{device} in use"
    shown = known[:_NAMED]
    if len(known) > _NAMED:
        shown = [known[0], f"{len(known) - 1} more"]
    return f"{device} in use by {' and '.join(shown)}"
