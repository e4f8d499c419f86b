"""A reminder comes while somebody types: it takes no key, and no window's place."""

import pytest

from tests.desktop.hands import active, open_window
from tests.desktop.parts import Screen
from tests.desktop.program import Program
from tests.desktop.servers import Server
from tests.desktop.session import Session
from tests.waiting import eventually

pytestmark = pytest.mark.desktop


def test_keys_go_where_they_went(
    session: Session, panel: Screen, server: Server, program: Program
) -> None:
    """Space, Return and Escape answer nothing; the window in use stays in use."""
    assert panel.name
    program.start("--every", "1h")
    mine = open_window(session)
    before = len(server.popups())
    program.ask("move")
    assert eventually(lambda: len(server.popups()) > before)
    assert eventually(lambda: server.windows() > 0)
    for key in ("space", "Return", "Escape", "Tab", "space", "Return"):
        session.ask("xdotool", "key", key)

    assert active(session) == mine
    assert program.state() == "due"
    today = program.status()["today"]
    counts = (today["done"], today["skipped"], today["snoozed"], today["missed"])
    assert counts == (0, 0, 0, 0)
