"""Opens pages in the browser, by a program of their own that this one only starts."""

import logging
from collections.abc import Callable, Sequence
from datetime import date
from threading import Thread

from movebreak.core.events import NoPage, Page
from movebreak.ports import Post

log = logging.getLogger(__name__)

Run = Callable[[Sequence[str]], object]


class PageOpener:
    """Starts the program of the pages with the name of a page; implements Pages.

    `command` is empty where no browser can be shown. `run` runs a program to its end,
    and raises OSError when it cannot be started, or ends badly: what it starts either
    passes the page on to the program that shows pages already, or leaves it behind.
    """

    def __init__(self, post: Post, command: Sequence[str], run: Run) -> None:
        self._post = post
        self._command = tuple(command)
        self._run = run

    def open(self, page: Page, day: date | None = None) -> None:
        """Open the page, or that of one day; post NoPage when no browser can."""
        if not self._command:
            self._post(NoPage(page, day))
            return
        Thread(target=self._open, args=(page, day), name="page", daemon=True).start()

    def _open(self, page: Page, day: date | None) -> None:
        name = page if day is None else f"day/{day}"
        try:
            self._run([*self._command, name])
        except OSError as error:
            log.warning("the page %s could not be opened: %s", page, error)
            self._post(NoPage(page, day))
