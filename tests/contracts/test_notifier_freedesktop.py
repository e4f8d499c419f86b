"""The notifier of free desktops, and the chain, keep what every notifier keeps."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from io import StringIO

import pytest

from movebreak.ports import Notifier
from tests.systems import only_on

only_on("linux")

from movebreak.surfaces.notify.chain import Choice, NotifierChain  # noqa: E402
from movebreak.surfaces.notify.freedesktop import FreedesktopNotifier  # noqa: E402
from movebreak.surfaces.terminal import TerminalNotifier  # noqa: E402
from tests.contracts.test_notifier import (  # noqa: E402, F401 - collected here, too
    Bench,
    test_a_drill_with_a_picture_is_seen,
    test_a_later_reminder_is_seen_too,
    test_a_question_is_seen,
    test_a_reminder_is_seen,
    test_it_says_what_it_can,
    test_its_report_is_a_line,
    test_news_are_seen_and_leave_the_reminder_alone,
    test_no_text_is_too_odd,
    test_offers_are_seen,
    test_withdrawing_nothing_is_harmless,
)
from tests.desktop.conftest import need  # noqa: E402
from tests.desktop.session import Session  # noqa: E402
from tests.surfaces.notify.stage import Stage  # noqa: E402

pytestmark = pytest.mark.desktop


def _alone(stage: Stage) -> AbstractContextManager[Notifier]:
    return FreedesktopNotifier(stage.posted.append)


def _first_of_two(stage: Stage) -> AbstractContextManager[Notifier]:
    terminal = TerminalNotifier(StringIO())
    return NotifierChain(
        [
            Choice("freedesktop", lambda: FreedesktopNotifier(stage.posted.append)),
            Choice("terminal", lambda: nullcontext(terminal)),
        ]
    )


@pytest.fixture(params=[_alone, _first_of_two])
def bench(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    """Have the notifier on a private bus, by itself and as the first of a chain."""
    need("dbus-daemon")
    with Session() as session:
        stage = Stage(session)
        server = stage.serve()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", stage.address)
        with request.param(stage) as notifier:
            yield Bench(notifier, lambda: " ".join(server.titles()))
        stage.end()
