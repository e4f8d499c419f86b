"""Who fills the screen, in words."""

import pytest

from movebreak.errors import UnavailableError
from movebreak.senses.quiet.full_screen import FullScreen


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("firefox", "Firefox fills the screen"),
        ("org.gnome.Totem", "Totem fills the screen"),
        ("", "a window fills the screen"),
        (None, None),
    ],
)
def test_words(name: str | None, says: str | None) -> None:
    """The window is called as its owner would call it."""
    assert FullScreen(lambda: name).look() == says


def test_unknown() -> None:
    """Where the desktop does not tell, neither does the sense."""

    def look() -> str | None:
        raise UnavailableError("no")

    with pytest.raises(UnavailableError):
        FullScreen(look, "X11").look()
