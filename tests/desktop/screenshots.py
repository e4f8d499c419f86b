"""Takes the picture of the README: the icon in a panel, and a reminder."""

import sys
from pathlib import Path
from typing import Final

from PIL import Image
from Xlib.display import Display

from tests.desktop.parts import (
    PANEL_HEIGHT,
    WIDTH,
    Screen,
    start_bus,
    start_panel,
    start_screen,
    start_window_manager,
)
from tests.desktop.program import Program, shows
from tests.desktop.servers import Server, start_dunst
from tests.desktop.session import Session
from tests.waiting import eventually

TARGET: Final = Path(__file__).parents[2] / "assets" / "screenshot.png"
CALM: Final = 0x3B6E8F
SIZE: Final = (480, 230)
DRILL: Final = "jumping-jacks"
MOST_DEALT: Final = 100
POPUPS: Final = """\
[global]
width = 432
offset = 16x48
frame_width = 0
corner_radius = 8
padding = 14
horizontal_padding = 16
text_icon_padding = 14
max_icon_size = 128
show_indicators = no
font = DejaVu Sans 10
markup = full
format = "<b>%s</b>\\n%b"
[urgency_normal]
background = "#fdfdfd"
foreground = "#2b2b2b"
timeout = 0
"""


def main() -> int:
    """Take the picture."""
    with Session() as session:
        screen = start_screen(session)
        start_bus(session)
        start_window_manager(session)
        _paint(screen)
        start_panel(session)
        program = Program(session)
        program.start("--every", "20m")
        _deal(program)
        server = _start_popups(session)
        program.ask("snooze", "1s")
        if not _is_complete(screen, server):
            print("no reminder came", file=sys.stderr)
            return 1
        _crop(screen.picture()).save(TARGET, optimize=True)
    print(f"written: {TARGET}")
    return 0


def _paint(screen: Screen) -> None:
    display = Display(screen.name)
    root = display.screen().root
    root.change_attributes(background_pixel=CALM)
    root.clear_area(0, 0, 0, 0)
    display.close()


def _deal(program: Program) -> None:
    """Deal until it is the drill that the README tells of."""
    program.ask("move")
    for _ in range(MOST_DEALT):
        if program.status()["drill"]["id"] == DRILL:
            return
        program.ask("another")
    raise LookupError(f"no drill is called {DRILL}")


def _start_popups(session: Session) -> Server:
    config = session.folder("config/dunst") / "dunstrc"
    config.write_text(POPUPS, "utf-8")
    return start_dunst(session)


def _is_complete(screen: Screen, server: Server) -> bool:
    return eventually(server.windows) and shows(screen, "due") and _is_calm(screen)


def _is_calm(screen: Screen) -> bool:
    """Say whether the screen has come to rest."""
    before = [screen.picture()]

    def same() -> bool:
        before.append(screen.picture())
        return before[-1].tobytes() == before[-2].tobytes()

    return eventually(same)


def _crop(picture: Image.Image) -> Image.Image:
    wide, high = SIZE
    return picture.crop((WIDTH - wide, 0, WIDTH, max(high, PANEL_HEIGHT)))


if __name__ == "__main__":
    sys.exit(main())
