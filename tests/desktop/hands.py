"""What hands do on an X11 screen: touch, type, and fill it with a window."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tests.desktop.session import Session, end
from tests.waiting import eventually

# What a person does with F11 in most programs.
KEYS: Final = """\
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard>
    <keybind key="F11"><action name="ToggleFullscreen"/></keybind>
  </keyboard>
</openbox_config>
"""
KEY: Final = "a"
# In milliseconds, and as many keys as last longer than any test.
BETWEEN_KEYS: Final = "250"
KEYS_ENOUGH: Final = 2000


def touch(session: Session) -> None:
    """Move the mouse there and back."""
    session.ask("xdotool", "mousemove_relative", "--", "7", "3")
    session.ask("xdotool", "mousemove_relative", "--", "-7", "-3")


@contextmanager
def typing(session: Session) -> Iterator[None]:
    """Type without a pause."""
    words = ("xdotool", "type", "--delay", BETWEEN_KEYS, KEY * KEYS_ENOUGH)
    process = session.start(*words)
    try:
        yield
        assert process.poll() is None
    finally:
        end(process)
        # Whoever is ended in the middle of a key leaves it down, and it repeats.
        session.ask("xdotool", "keyup", KEY)


def know_f11(session: Session) -> None:
    """Have the window manager, not started yet, fill the screen by F11."""
    session.folder("config/openbox").joinpath("rc.xml").write_text(KEYS)


def open_window(session: Session) -> str:
    """Put up a window, wait until it is in use, and return its number."""
    before = active(session)
    session.start("xmessage", "hello")
    assert eventually(lambda: active(session) not in {"", before})
    return active(session)


def active(session: Session) -> str:
    """Return the number of the window in use, empty for none."""
    return session.ask("xdotool", "getactivewindow").stdout.strip()
