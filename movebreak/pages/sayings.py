"""What came of an answer given without a script, kept for the page that tells it."""

import secrets
from threading import Lock
from typing import Final

# The query of the page that is to tell it.
SAID: Final = "said"
# Words that nobody came for are forgotten, the oldest first.
MOST: Final = 32


class Sayings:
    """Keeps words, each under a key that is known to one page alone."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self._lock = Lock()

    def keep(self, words: str) -> str:
        """Keep the words; return the key that they are kept under."""
        key = secrets.token_urlsafe(8)
        with self._lock:
            while len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = words
        return key

    def take(self, key: str) -> list[str]:
        """Return the words of this key, and forget them; none when there are none."""
        with self._lock:
            words = self._kept.pop(key, "")
        return [words] if words else []
