"""Makes any text fit to be shown by any desktop."""

import re
from typing import Final

# What the narrowest system takes (Windows: 64 and 256 with the closing NUL).
TITLE_UNITS: Final = 63
BODY_UNITS: Final = 255

_ELLIPSIS: Final = "…"
_NOTHING: Final = "movebreak"
# Programs would take a text that starts with "-" for one of their options.
_GUARD: Final = "\N{ZERO WIDTH SPACE}"
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def title(text: str) -> str:
    """Return the text as one line of at most 63 UTF-16 units, never empty."""
    return _fit(" ".join(plain(text).split("\n")), TITLE_UNITS)


def body(text: str) -> str:
    """Return the text as at most 255 UTF-16 units, never empty; lines stay lines."""
    return _fit(plain(text), BODY_UNITS)


def plain(text: str) -> str:
    """Return the text without control characters other than the end of a line."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\t", " "))


def _fit(text: str, units: int) -> str:
    text = text.strip() or _NOTHING
    return cut(_GUARD + text if text.startswith("-") else text, units)


def cut(text: str, units: int) -> str:
    """Return the text, shortened by an ellipsis to at most `units` UTF-16 units."""
    wire = text.encode("utf-16-le")
    if len(wire) <= units * 2:
        return text
    room = (units - len(_ELLIPSIS)) * 2
    # Half a surrogate pair at the end is no character and is left out.
    return wire[:room].decode("utf-16-le", errors="ignore").rstrip() + _ELLIPSIS
