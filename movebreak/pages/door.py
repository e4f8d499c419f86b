"""Who may come in: whoever holds a fresh link, and then a cookie."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

COOKIE: Final = "movebreak"
ENTRY: Final = "/enter"
# A browser that starts cold on a busy machine has long shown the page by then.
LINK_LASTS: Final = timedelta(minutes=2)
MOST_LINKS: Final = 32


class Door:
    """Makes links that open once, and knows the cookie of who came in by one.

    `awake` tells awake ticks. Used from several threads; each step is atomic.
    """

    def __init__(self, awake: Callable[[], timedelta]) -> None:
        self._awake = awake
        self._links: dict[str, timedelta] = {}
        self._cookie = secrets.token_urlsafe(32)

    @property
    def cookie(self) -> str:
        """Return the value of the cookie that lets a browser in."""
        return self._cookie

    def link(self, page: str) -> str:
        """Return path and query of a link that opens this page, once and soon."""
        if len(self._links) >= MOST_LINKS:
            self._links.clear()
        key = secrets.token_urlsafe(32)
        self._links[key] = self._awake() + LINK_LASTS
        return f"{ENTRY}?{urlencode({'key': key, 'page': page})}"

    def opens(self, key: str) -> bool:
        """Say whether this key opens the door; it does not a second time."""
        until = self._links.pop(key, None)
        return until is not None and self._awake() <= until

    def knows(self, cookie: str) -> bool:
        """Say whether this is the cookie of somebody who came in by a link."""
        return secrets.compare_digest(
            cookie.encode("utf-8", "replace"), self._cookie.encode("ascii")
        )
