"""The sources of real desktops do what every source of idle time does."""

import select
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import monotonic  # noqa: TID251 - how long real servers take

import pytest

from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

from movebreak.senses.idle.wayland import WaylandIdle  # noqa: E402
from movebreak.senses.idle.x11 import Where, X11Idle  # noqa: E402
from movebreak.senses.sources import IdleSource  # noqa: E402
from tests.contracts.idle_bench import Bench, with_each  # noqa: E402
from tests.contracts.test_idle_source import (  # noqa: E402, F401 - collected here, too
    test_a_threshold_given_up_while_idle_ends_all_the_same,
    test_a_threshold_is_told_once_however_often_it_is_watched,
    test_both_thresholds_each_time,
    test_closing_twice_is_harmless,
    test_input_before_the_time_is_not_told,
    test_it_can_be_waited_for,
    test_never_before_the_time,
    test_the_first_threshold_may_be_over_already,
    test_the_idle_time_grows_until_the_next_input,
    test_what_is_not_watched_is_not_told,
    test_what_is_over_already_is_told_at_once,
    test_what_was_given_up_in_time_is_not_told,
)
from tests.desktop.conftest import need  # noqa: E402
from tests.desktop.hands import touch  # noqa: E402
from tests.desktop.parts import start_screen  # noqa: E402
from tests.desktop.session import Session  # noqa: E402
from tests.desktop.test_wayland_senses import display, press  # noqa: E402
from tests.desktop.wayland import start_sway  # noqa: E402

pytestmark = pytest.mark.desktop


class _Real:
    def __init__(self, source: IdleSource, touch: Callable[[], None]) -> None:
        self.source = source
        self._touch = touch

    def now(self) -> timedelta:
        return timedelta(seconds=monotonic())

    def rest(self, most: timedelta) -> None:
        number = self.source.fileno()
        assert number is not None
        select.select([number], [], [], most.total_seconds())

    def touch(self) -> timedelta:
        before = self.now()
        self._touch()
        return before


def _x11(session: Session) -> _Real:
    need("Xvfb", "xdotool")
    where = Where(start_screen(session).name)
    source = X11Idle(where, lambda: timedelta(seconds=monotonic()))
    return _Real(source, lambda: touch(session))


def _wayland(session: Session) -> _Real:
    need("sway", "setpriv", "wtype")
    screen = start_sway(session)
    return _Real(WaylandIdle(*display(session)), lambda: press(screen))


@pytest.fixture(params=[_x11, _wayland])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Give each source in turn, on a screen of its own."""
    with Session() as session:
        yield from with_each(request.param(session))
