"""What every source of idle time does, the fake one included."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from movebreak.senses.idle.mutter import MutterIdle
from movebreak.senses.sources import Idled, Resumed
from tests.contracts.idle_bench import (
    LONG,
    SHORT,
    SLACK,
    SOON,
    ZERO,
    Bench,
    Hands,
    with_each,
)
from tests.fake_sources import FakeIdle
from tests.senses.bus_stage import Clock, FakeWorld
from tests.senses.test_idle_polled import Machine


class _Fake:
    def __init__(self, reading: timedelta | None) -> None:
        self.source = FakeIdle("fake")
        self.source.since = reading
        self._now = ZERO

    def now(self) -> timedelta:
        return self._now

    def rest(self, most: timedelta) -> None:
        self._now += most
        self.source.leave(most)

    def touch(self) -> timedelta:
        self.source.touch()
        return self._now


class _Polled:
    def __init__(self) -> None:
        self._machine = Machine()
        self.source = self._machine.idle
        self.now = self._machine.awake

    def rest(self, most: timedelta) -> None:
        self._machine.clock.advance(most)

    def touch(self) -> timedelta:
        # Whoever came back is still there when it is looked at.
        self._machine.clock.advance(self.source.patience() or ZERO)
        self._machine.touch()
        return self._machine.touched


class _Mutter:
    def __init__(self) -> None:
        self._world = FakeWorld(("mutter",))
        self._clock = self.now = Clock()
        self.source = MutterIdle(self._world.line(), self._clock)

    def rest(self, most: timedelta) -> None:
        self._clock.now += most
        self._world.do("mutter", "advance", most // timedelta(milliseconds=1))

    def touch(self) -> timedelta:
        self._world.do("mutter", "touch")
        return self._clock.now


KINDS: dict[str, Callable[[], Hands]] = {
    "fake": lambda: _Fake(None),
    "fake that can be asked": lambda: _Fake(ZERO),
    "polled": _Polled,
    "mutter": _Mutter,
}


@pytest.fixture(params=KINDS)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Give each source in turn, at a desk with somebody at it."""
    yield from with_each(KINDS[request.param]())


def test_both_thresholds_each_time(bench: Bench) -> None:
    """The shorter first; the first input ends both, and that is told once."""
    bench.source.watch(LONG)
    bench.source.watch(SHORT)
    for _ in range(3):
        assert bench.saw(Idled(SHORT), Idled(LONG))
        bench.hands.touch()
        assert bench.saw(Resumed())


def test_never_before_the_time(bench: Bench) -> None:
    """A threshold is over when nobody touched anything for all of it."""
    bench.source.watch(LONG)
    bench.leave(SHORT)
    touched = bench.hands.touch()

    assert bench.saw(Idled(LONG))
    assert bench.hands.now() - touched >= LONG - SLACK


def test_input_before_the_time_is_not_told(bench: Bench) -> None:
    """Who was never idle cannot come back."""
    bench.source.watch(LONG)
    for _ in range(3):
        bench.hands.touch()

    assert bench.saw(Idled(LONG))
    bench.hands.touch()
    assert bench.saw(Resumed())


def test_what_is_over_already_is_told_at_once(bench: Bench) -> None:
    """Whoever asks late need not wait for the next absence, nor for this to go on."""
    bench.source.watch(LONG)
    assert bench.saw(Idled(LONG))

    before = bench.hands.now()
    bench.source.watch(SHORT)

    assert bench.saw(Idled(SHORT))
    assert bench.hands.now() - before < SHORT
    bench.hands.touch()
    assert bench.saw(Resumed())


def test_the_first_threshold_may_be_over_already(bench: Bench) -> None:
    """Some sources count from the question on, but all tell."""
    bench.leave(LONG)
    bench.source.watch(SHORT)

    assert bench.saw(Idled(SHORT))


def test_what_is_not_watched_is_not_told(bench: Bench) -> None:
    """Forgetting is harmless, as often as one likes, and of what never was."""
    bench.source.watch(SHORT)
    bench.source.watch(LONG)
    for each in (SHORT, SHORT, SOON):
        bench.source.unwatch(each)

    assert bench.saw(Idled(LONG))
    bench.hands.touch()
    assert bench.saw(Resumed(), Idled(LONG))


def test_what_was_given_up_in_time_is_not_told(bench: Bench) -> None:
    """Not even when it is over, and only waits to be taken."""
    bench.source.watch(SHORT)
    bench.source.take()
    bench.hands.rest(2 * SHORT)
    bench.source.unwatch(SHORT)
    bench.source.watch(2 * LONG)

    assert bench.saw(Idled(2 * LONG))


def test_a_threshold_given_up_while_idle_ends_all_the_same(bench: Bench) -> None:
    """The absence was told, so its end is; and the same threshold may be had again."""
    bench.source.watch(SHORT)
    assert bench.saw(Idled(SHORT))
    bench.source.unwatch(SHORT)
    bench.source.watch(SHORT)
    assert bench.saw(Idled(SHORT))
    bench.source.unwatch(SHORT)
    bench.hands.touch()

    assert bench.saw(Resumed())


def test_a_threshold_is_told_once_however_often_it_is_watched(bench: Bench) -> None:
    """Watching the same again changes nothing, before it is over and after."""
    bench.source.watch(SHORT)
    bench.source.watch(SHORT)
    assert bench.saw(Idled(SHORT))
    bench.source.watch(SHORT)
    bench.source.watch(LONG)

    assert bench.saw(Idled(LONG))


def test_the_idle_time_grows_until_the_next_input(bench: Bench) -> None:
    """Or it cannot be asked, and that does not change."""
    first = bench.source.idle()
    bench.leave(LONG)
    second = bench.source.idle()
    bench.hands.touch()
    third = bench.source.idle()

    if first is None:
        assert second is None
        assert third is None
    else:
        assert second is not None
        assert third is not None
        assert ZERO <= first < second
        assert third < second


def test_it_can_be_waited_for(bench: Bench) -> None:
    """By a descriptor, or until the next look."""
    bench.source.watch(LONG)
    bench.source.take()
    number, patience = bench.source.fileno(), bench.source.patience()

    assert bench.source.name
    assert number is None or number >= 0
    assert patience is None or patience >= ZERO
    assert number is not None or patience is not None


def test_closing_twice_is_harmless(bench: Bench) -> None:
    """Whoever lets go need not know whether somebody did before."""
    bench.source.watch(LONG)
    bench.source.close()
    bench.source.close()
