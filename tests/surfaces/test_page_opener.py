"""Pages are opened by a program of their own; where that fails, the person is told."""

from collections.abc import Sequence
from datetime import date

from movebreak.core.events import Event, NoPage, Page
from movebreak.surfaces.page_opener import PageOpener
from tests.waiting import eventually


class Room:
    """Takes what is posted and notes what is run."""

    def __init__(self, *command: str, fails: bool = False) -> None:
        self.posted: list[Event] = []
        self.ran: list[tuple[str, ...]] = []
        self._fails = fails
        self.opener = PageOpener(self.posted.append, command, self._run)

    def _run(self, words: Sequence[str]) -> None:
        self.ran.append(tuple(words))
        if self._fails:
            raise OSError("no browser")


def test_a_page_is_opened_by_its_name() -> None:
    """The program is started with the name of the page, and nothing is posted."""
    room = Room("movebreak", "pages")
    room.opener.open(Page.HISTORY)

    assert eventually(lambda: room.ran == [("movebreak", "pages", "history")])
    assert room.posted == []


def test_a_day_has_a_page_of_its_own() -> None:
    """Named by its date."""
    room = Room("movebreak", "pages")
    room.opener.open(Page.HISTORY, date(2026, 3, 4))

    assert eventually(lambda: room.ran == [("movebreak", "pages", "day/2026-03-04")])


def test_what_cannot_be_opened_is_told() -> None:
    """The cycle then tells otherwise what the page would have shown."""
    room = Room("movebreak", "pages", fails=True)
    day = date(2026, 3, 4)
    room.opener.open(Page.HISTORY, day)

    assert eventually(lambda: room.posted == [NoPage(Page.HISTORY, day)])


def test_without_a_screen_nothing_is_tried() -> None:
    """There is nobody to see a browser."""
    room = Room()
    room.opener.open(Page.GUIDE)

    assert room.posted == [NoPage(Page.GUIDE)]
    assert room.ran == []
