"""Whatever a drill is called, its page shows text, and nothing of it is obeyed."""

from datetime import timedelta
from html import escape
from pathlib import Path

from movebreak.core import guiding
from movebreak.core.settings import Settings
from movebreak.core.wording import Wording
from movebreak.pages import guide
from movebreak.pages.door import Door
from movebreak.pages.house import House
from movebreak.pages.live import Live
from movebreak.pages.program import Program
from movebreak.pages.shelf import Shelf
from movebreak.store.folders import Folders
from tests import make

EVIL = "'\"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"


def house() -> House:
    """A house in which nobody lives."""
    program = Program("nowhere")
    nowhere = Folders(*[Path()] * len(Folders._fields))
    live = Live(program, lambda: None)
    now = make.moment().wall
    return House(Door(timedelta), program, live, nowhere, Wording(), lambda: now)


def test_what_a_drill_says_is_text() -> None:
    """Even what the files of drills refuse already."""
    drill = make.drill(
        name=EVIL,
        cue=EVIL,
        steps=(EVIL, EVIL),
        easier=EVIL,
        why=EVIL,
        source=EVIL,
        dose=EVIL,
    )
    values = guide._about(drill, Shelf({}, Settings()))
    page = house().page("drill", state=None, words=guiding, show="auto", **values)
    text = bytes(page.body).decode()

    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "49" not in text
    assert escape(EVIL).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in text
