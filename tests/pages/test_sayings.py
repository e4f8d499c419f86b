"""What came of an answer is told by the page that asked, and by no other."""

from movebreak.pages.sayings import MOST, Sayings
from tests.pages.serving import Visitor


def test_words_are_told_by_the_page_that_asked(visitor: Visitor) -> None:
    """Once, whichever pages are shown in between."""
    told = visitor.post("/do/done")
    words = "movebreak is not running"
    assert words not in told_of(visitor.get("/guide").text)
    assert words not in told_of(visitor.get("/settings?said=other").text)
    assert words in told_of(visitor.follow(told).text)
    assert words not in told_of(visitor.follow(told).text)


def test_words_that_nobody_comes_for_are_forgotten() -> None:
    """The oldest first."""
    sayings = Sayings()
    first, *others = [sayings.keep(f"{each}") for each in range(MOST + 1)]
    assert sayings.take(first) == []
    assert sayings.take(others[0]) == ["1"]


def told_of(text: str) -> str:
    """Return the part of a page that tells what came of an answer."""
    return text.partition('id="said"')[2].partition("</div>")[0]
