"""Idle time on X11, with a server that is made up: alarms first, looks where none."""

from datetime import timedelta

import pytest

from movebreak.errors import UnavailableError
from movebreak.native.x11_idle import Failed, Rang
from movebreak.senses.idle.x11 import Where, X11Idle
from movebreak.senses.sources import (
    Idled,
    IdleSource,
    Resumed,
    Seen,
    SourceLostError,
)
from tests.senses.fake_x11 import FakeInput

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SHORT, LONG = 3 * SECOND, 5 * MINUTE
WHERE = Where(":5", "cookies")
BOTH = [pytest.param(True, id="alarms"), pytest.param(False, id="looks")]


def opened(server: FakeInput) -> X11Idle:
    """Return a source at this server."""
    source = X11Idle(WHERE, server.clock, server.connect)
    server.looks = 0
    return source


def story(server: FakeInput, source: IdleSource, time: timedelta) -> list[Seen]:
    """Return what is seen while this time passes with nobody at the keys."""
    end, seen = server.now + time, list[Seen]()
    while True:
        # As whoever owns it does: sleep until it can be read, or patience is over.
        patience = source.patience()
        if patience == timedelta(0) or server.events:
            seen += source.take()
        elif server.now >= end:
            return seen
        else:
            left = end - server.now
            server.pass_time(left if patience is None else min(left, patience))


@pytest.mark.parametrize("counts", BOTH)
def test_idle_and_back(counts: bool) -> None:  # noqa: FBT001
    """Each threshold is told once, then the first input, then all of it again."""
    server = FakeInput(counts=counts)
    source = opened(server)
    source.watch(LONG)
    source.watch(SHORT)

    for _ in range(2):
        assert story(server, source, LONG) == [Idled(SHORT), Idled(LONG)]
        server.touch()
        assert story(server, source, MINUTE) == [Resumed(), Idled(SHORT)]
        server.touch()
        server.pass_time(MINUTE, touching=True)
        assert story(server, source, SECOND) == [Resumed()]


@pytest.mark.parametrize("counts", BOTH)
def test_a_threshold_that_is_passed_already(counts: bool) -> None:  # noqa: FBT001
    """It is told at once, and again to whoever comes back to it."""
    server = FakeInput(counts=counts)
    source = opened(server)
    server.pass_time(4 * MINUTE)

    source.watch(LONG)
    source.watch(SHORT)
    assert story(server, source, SECOND) == [Idled(SHORT)]

    source.unwatch(SHORT)
    source.watch(SHORT)
    source.watch(SHORT)
    assert story(server, source, SECOND) == [Idled(SHORT)]
    assert story(server, source, MINUTE) == [Idled(LONG)]


@pytest.mark.parametrize("counts", BOTH)
def test_a_threshold_that_is_given_up(counts: bool) -> None:  # noqa: FBT001
    """Nothing is told of it any more, but the input after it still is, once."""
    server = FakeInput(counts=counts)
    source = opened(server)
    source.watch(SHORT)
    source.watch(LONG)
    assert story(server, source, LONG) == [Idled(SHORT), Idled(LONG)]

    source.unwatch(SHORT)
    source.unwatch(LONG)
    source.unwatch(LONG)
    assert story(server, source, LONG) == []
    server.touch()
    assert story(server, source, LONG) == [Resumed()]
    server.touch()
    assert story(server, source, LONG) == []
    assert source.patience() is None
    assert not server.alarms


@pytest.mark.parametrize("counts", BOTH)
def test_given_up_before_it_was_told(counts: bool) -> None:  # noqa: FBT001
    """It rang, and nobody had looked yet."""
    server = FakeInput(counts=counts)
    source = opened(server)
    source.watch(SHORT)
    server.pass_time(MINUTE)
    source.idle()

    source.unwatch(SHORT)

    assert Idled(SHORT) not in story(server, source, MINUTE)


def test_alarms_cost_nothing() -> None:
    """While somebody works the server says nothing, and nobody looks."""
    server = FakeInput()
    source = opened(server)
    source.watch(SHORT)
    source.watch(LONG)

    server.pass_time(8 * 60 * MINUTE, touching=True)

    assert source.patience() is None
    assert (server.events, server.looks) == ([], 0)


def test_back_before_the_alarm_for_it_was_set() -> None:
    """Input in the very moment after the alarm is not lost."""
    server = FakeInput()
    source = opened(server)
    source.watch(SHORT)
    server.pass_time(SHORT)
    server.touch()

    assert source.take() == [Idled(SHORT)]
    assert story(server, source, SECOND) == [Resumed()]


def test_idle_again_before_anybody_looked() -> None:
    """A slow program is told of a threshold that was passed meanwhile."""
    server = FakeInput()
    source = opened(server)
    source.watch(SHORT)
    assert story(server, source, SHORT) == [Idled(SHORT)]

    server.touch()
    server.pass_time(MINUTE)

    assert story(server, source, SECOND) == [Resumed(), Idled(SHORT)]


def test_what_rings_for_nobody_is_ignored() -> None:
    """An alarm that was given up, or one that rang before it was set again."""
    server = FakeInput()
    source = opened(server)
    source.watch(SHORT)
    server.pass_time(SHORT)
    server.events += [Rang(1), Rang(77)]

    assert source.take() == [Idled(SHORT)]


def test_looks_are_few() -> None:
    """Once for each threshold while somebody is there, once a minute while not."""
    server = FakeInput(counts=False)
    source = opened(server)
    source.watch(LONG)
    assert source.patience() == timedelta(0)
    assert story(server, source, SECOND) == []
    assert server.looks == 1

    server.pass_time(2 * MINUTE, touching=True)
    assert source.patience() == LONG - 2 * MINUTE - SECOND
    assert story(server, source, LONG) == [Idled(LONG)]
    assert server.looks == 3

    assert story(server, source, 60 * MINUTE) == []
    assert server.looks == 3 + 60
    source.take()
    assert server.looks == 3 + 60


def test_input_between_two_looks_is_seen_later() -> None:
    """Also when that person has left again for longer than before."""
    server = FakeInput(counts=False)
    source = opened(server)
    source.watch(SHORT)
    assert story(server, source, SHORT) == [Idled(SHORT)]

    server.pass_time(5 * SECOND)
    server.touch()

    assert story(server, source, MINUTE) == [Resumed(), Idled(SHORT)]


def test_whoever_asks_looks_for_all() -> None:
    """What is seen by the way is told without another look."""
    server = FakeInput(counts=False)
    source = opened(server)
    source.watch(SHORT)
    server.pass_time(MINUTE)

    assert source.idle() == MINUTE
    assert source.patience() == timedelta(0)
    assert source.take() == [Idled(SHORT)]
    assert server.looks == 1


@pytest.mark.parametrize("counts", BOTH)
def test_a_clock_that_stands_still(counts: bool) -> None:  # noqa: FBT001
    """Twice the same idle time is impossible when less than that has passed."""
    server = FakeInput(counts=counts)
    source = opened(server)
    server.pass_time(MINUTE)
    assert source.idle() == MINUTE

    server.stuck = MINUTE
    server.pass_time(timedelta(milliseconds=50))
    assert source.idle() == MINUTE
    server.pass_time(timedelta(milliseconds=1))

    with pytest.raises(SourceLostError, match="stands still"):
        source.idle()


@pytest.mark.parametrize("counts", BOTH)
def test_the_same_idle_time_by_chance(counts: bool) -> None:  # noqa: FBT001
    """Whoever moves the mouse is caught at the same millisecond now and then."""
    server = FakeInput(counts=counts)
    source = opened(server)

    for _ in range(15):
        server.pass_time(SECOND, touching=True)
        assert source.idle() == timedelta(0)
    server.pass_time(SECOND)
    assert source.idle() == SECOND


def test_looks_find_out_that_the_clock_stands_still() -> None:
    """By a few looks more, soon; whatever the time is at which it stands."""
    for stands in (timedelta(0), SECOND / 50, 10 * SECOND):
        server = FakeInput(counts=False)
        source = opened(server)
        server.stuck = stands
        source.watch(LONG)

        with pytest.raises(SourceLostError, match="stands still"):
            story(server, source, 3 * LONG)
        assert server.looks < 25


@pytest.mark.parametrize("counts", BOTH)
def test_an_idle_time_that_cannot_be(counts: bool) -> None:  # noqa: FBT001
    """Below zero, or longer than the server can count."""
    server = FakeInput(counts=counts)
    source = opened(server)

    for nonsense in (-SECOND, timedelta(days=50)):
        server.stuck = nonsense
        with pytest.raises(SourceLostError, match="cannot be"):
            source.idle()


@pytest.mark.parametrize("counts", BOTH)
def test_a_server_that_goes(counts: bool) -> None:  # noqa: FBT001
    """Whoever takes or asks is told so; closing twice is harmless."""
    server = FakeInput(counts=counts)
    source = opened(server)
    assert source.fileno() == 99
    server.lost = True

    for act in (source.idle, source.take):
        with pytest.raises(SourceLostError, match="the X11 display is gone"):
            act()
    source.close()
    source.close()


def test_a_server_that_refuses_an_alarm() -> None:
    """Then nobody would be told anything."""
    server = FakeInput()
    source = opened(server)
    server.events.append(Failed(11))

    with pytest.raises(SourceLostError, match=r"refused an alarm \(11\)"):
        source.take()


@pytest.mark.parametrize(
    ("where", "server", "reason"),
    [
        (Where(":5", "cookies", "wayland-0"), FakeInput(), "this is a Wayland session"),
        (WHERE, FakeInput(wayland=True), "this is a Wayland session"),
        (Where("", "cookies"), FakeInput(), "there is no X11 display"),
        (WHERE, FakeInput(counts=False, saves=False), "tells no idle time"),
        (WHERE, FakeInput(lost=True), "cannot be reached: nobody there"),
        (WHERE, FakeInput(stuck=-SECOND), "cannot be reached: .* cannot be"),
    ],
)
def test_reasons_why_there_is_none(
    where: Where, server: FakeInput, reason: str
) -> None:
    """Each in words, and no connection stays open."""
    with pytest.raises(UnavailableError, match=reason):
        X11Idle(where, server.clock, server.connect)

    asked = not (where.wayland or not where.display or server.lost)
    assert server.closed == asked


def test_it_says_which_way_it_goes() -> None:
    """In words for whoever reads a report."""
    assert opened(FakeInput()).name == "X11, by alarms"
    assert opened(FakeInput(counts=False)).name == "X11, by looking"
