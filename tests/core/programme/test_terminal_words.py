"""What the player in the terminal says."""

from datetime import timedelta

import pytest

from movebreak.core.programme import terminal_words as says
from tests.core.test_kind_words import FORBIDDEN


@pytest.mark.parametrize(
    ("seconds", "line"),
    [
        (20, "About 1 minute."),
        (100, "About 2 minutes."),
        (4000, "About 1 hour 7 minutes."),
    ],
)
def test_about_how_long_a_session_takes(seconds: int, line: str) -> None:
    """In whole minutes, and never none."""
    assert says.lasts(timedelta(seconds=seconds)) == line


def test_only_of_several_times_the_number_is_said() -> None:
    """One alone is not counted."""
    assert says.turn(2, 6) == "2 of 6: "
    assert says.turn(1, 1) == ""
    assert says.seconds(30) == "30 seconds"


def test_what_cannot_be_is_told_with_its_name() -> None:
    """And nothing said to people blames or promises."""
    assert says.under_way("Four") == "another session is under way: Four"
    assert says.unknown("x") == 'there is no session "x"'
    said = [getattr(says, name) for name in dir(says) if name.isupper()]
    assert [each for each in said if FORBIDDEN.search(each)] == []
