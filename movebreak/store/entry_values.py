"""The plain values of a pack: names, texts, words, yes or no."""

from enum import StrEnum

from movebreak.core.drills import LONGEST_ID, is_id
from movebreak.store.toml_text import shown, typed

LONGEST_TEXT = 200
# They join letters, as Persian needs them, and emoji.
JOINERS = {0x200C: None, 0x200D: None}


def an_id(value: object) -> str:
    """Return an id, or raise ValueError."""
    found = a_text(value, LONGEST_ID)
    if not is_id(found):
        raise ValueError(
            f"{shown(found)} is no id; allowed: small letters, digits and hyphens"
        )
    return found


def a_text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Return one line of text, or raise ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"{shown(value)} is not text; put it in quotes")  # noqa: TRY004
    seen = value.translate(JOINERS)
    if not (seen.isprintable() and 1 <= len(value) <= longest and seen.strip()):
        raise ValueError(
            f"{shown(value)}; allowed: one line, 1 to {longest} characters"
        )
    # Some notifications would read it as a command for how the text looks.
    if "<" in value or ">" in value:
        raise ValueError(f'{shown(value)}; allowed: text without "<" and ">"')
    return value


def a_word(value: object, kind: type[StrEnum]) -> StrEnum:
    """Return one of these words, or raise ValueError."""
    try:
        return kind(value if isinstance(value, str) else "")
    except ValueError:
        words = ", ".join(kind)
        raise ValueError(f"{shown(value)} is not known; allowed: {words}") from None


def yes_or_no(value: object) -> bool:
    """Return yes or no, or raise ValueError."""
    return typed(value, bool, "known; allowed: true or false")
