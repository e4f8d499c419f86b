"""TOML that people wrote: read with bounds, and every mistake put in words."""

import re
import stat
from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")

LARGEST = 256 * 1024  # bytes; a file written by hand is far below it

_SHOWN_AT_MOST = 40
_BIG = 10**15
_QUOTES = 'lengths, times and words need quotes, such as "20m"'
_NO_QUOTES = ("Expected newline", "Invalid value")  # what tomllib says then
_NAME = r"[\w-]+"
# How tomllib names a table: ('summary',).
_TABLE = re.compile(rf"\('{_NAME}'(?:, '{_NAME}')*,?\)")
_PLACE = re.compile(r" \(at (?:line ([0-9]+), column [0-9]+|end of document)\)$")


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises OSError when it cannot be read, ValueError in words when it is no text.
    """
    # Opening a pipe would wait for whoever writes to it.
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("this is not a file; move it away, then save the text anew")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"larger than {LARGEST // 1024} KB; make it shorter")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line}: not UTF-8 text; save it as UTF-8") from None


def read_tables(text: str, before: int | None = None) -> dict[str, object]:
    """Return what TOML says; a ValueError names the line and what helps.

    `before` is how many lines stand before the text, where it is a piece of another.
    """
    # Drills that are kept need none of it.
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("too deeply nested; use fewer brackets") from None
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = _PLACE.search(said)
        line = _place(found[1], before) if found else "the file"
        reason = _TABLE.sub(_as_written, _PLACE.sub("", said))
        reason = "".join(c for c in reason if c.isprintable())
        helps = _QUOTES if said.startswith(_NO_QUOTES) else "correct it, then save"
        raise ValueError(f"{line}: cannot be understood ({reason}); {helps}") from None
    except ValueError:
        # Python's own refusal of numbers with thousands of digits.
        raise ValueError("a number in it is far too long; make it shorter") from None


def _place(line: str | None, before: int | None) -> str:
    if line is None and before is None:
        return "end of the file"
    # The end of a piece says nothing to a person, its beginning does.
    return f"line {int(line or 1) + (before or 0)}"


def _as_written(names: re.Match[str]) -> str:
    """Return the name of a table as it stands in the file."""
    return f"[{'.'.join(re.findall(_NAME, names[0]))}]"


def shown(value: object) -> str:
    """Return a value as a person would recognise it from the file, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() if abs(value) > _BIG:
            return "a very large number"
        case str():
            return f'"{plain(value)}"'
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return plain(str(value))


def plain(text: str) -> str:
    """Return text cut short, without characters that nobody can see."""
    return visible(f"{text[:_SHOWN_AT_MOST]}…" if len(text) > _SHOWN_AT_MOST else text)


def visible(text: str) -> str:
    """Return text without characters that nobody can see, or that no text may hold."""
    return "".join(c if c.isprintable() else "?" for c in text)


def typed(value: object, kind: type[T], wanted: str) -> T:
    """Return the value if it is of this kind; a ValueError says what is wanted."""
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:
        raise ValueError(f"{shown(value)} is not {wanted}") from None


def meant(name: str, known: Collection[str]) -> str | None:
    """Return the known name that was probably meant."""
    # Only a mistake needs it, and most files hold none.
    from difflib import get_close_matches  # noqa: PLC0415

    close = get_close_matches(name[:_SHOWN_AT_MOST].lower(), known, n=1)
    return close[0] if close else None


def unknown(what: str, name: str, known: Collection[str]) -> str:
    """Say that a name is not known, what may be meant, and what is allowed."""
    guess = meant(name, known)
    asks = f"; did you mean {guess}?" if guess else ""
    return f"{plain(name)}: {what}{asks} (allowed: {', '.join(known)})"
