"""Opens pages in the browser: for this program, and for the others that ask it to."""

from collections.abc import Callable
from typing import Final, NamedTuple

from movebreak.control.messages import Answer, Request
from movebreak.errors import Exit

BY_HAND: Final = "open this link within two minutes, it works once:"
ENDING: Final = Answer(
    Exit.FAILED, err="The pages are just ending; try again in a moment."
)


class Opening(NamedTuple):
    """Opens links by `browse`; used from several threads.

    `link` makes the link to a page, `touch` has the pages stay as long as it lasts,
    and `is_ending` says that they do not.
    """

    browse: Callable[[str], bool]
    link: Callable[[str], str]
    touch: Callable[[], object]
    is_ending: Callable[[], bool]

    def handle(self, request: Request) -> Answer:
        """Answer another program that wants a page."""
        if request.command != "open" or len(request.args) != 1:
            return Answer(Exit.USAGE, err="the pages only open pages")
        return self.open(request.args[0])

    def open(self, page: str) -> Answer:
        """Open the page; say what came of it."""
        if self.is_ending():
            return ENDING
        self.touch()
        link = self.link(page)
        if self.browse(link):
            # That one was asked says nothing about whether it comes.
            said = f"Your browser is opening the page. If it does not, {BY_HAND} {link}"
            return Answer(Exit.OK, said)
        said = f"No browser could be started. To see the page, {BY_HAND} {link}"
        return Answer(Exit.FAILED, err=said)
