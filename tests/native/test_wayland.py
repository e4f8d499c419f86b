"""The Wayland connection, with a scripted compositor at the other end of a socket."""

import socket

import pytest

from movebreak.native.wayland import Event, NotOfferedError, Wayland, attach
from movebreak.native.wayland_wire import WaylandError
from tests.native.compositor import (
    DISPLAY,
    ERROR,
    FIRST_CALLBACK,
    GLOBAL_REMOVE,
    NEXT,
    REGISTRY,
    SHORT,
    Asked,
    Ends,
    message,
)

EXT = "ext_idle_notifier_v1"
NOTICE = "ext_idle_notification_v1"
SEAT = "wl_seat"


def test_the_greeting(ends: Ends) -> None:
    """It asks for what is offered, and waits until all of it was told."""
    ends.far.greet(wl_seat=7, ext_idle_notifier_v1=2)

    wayland = attach(ends.near, SHORT)

    assert [(each.target, each.opcode, each.numbers) for each in ends.far.asked()] == [
        (DISPLAY, 1, (REGISTRY,)),
        (DISPLAY, 0, (FIRST_CALLBACK,)),
    ]
    assert (wayland.offered(SEAT), wayland.offered(EXT)) == (7, 2)
    assert wayland.offered("wl_shell") == 0
    assert wayland.take() == []


def test_what_is_offered_is_bound(ends: Ends) -> None:
    """By its number, its name and the version that is wanted."""
    wayland = ends.meet(wl_seat=7)

    assert wayland.bind(SEAT, 1) == NEXT[0]

    binds = message(REGISTRY, 0, 1, SEAT, 1, NEXT[0])
    assert ends.far.asked() == [Asked(REGISTRY, 0, binds[8:])]


def test_of_several_the_newest_version_counts(ends: Ends) -> None:
    """And the first that is new enough is bound."""
    wayland = ends.meet(ext_idle_notifier_v1=1)
    ends.far.say(REGISTRY, 0, 9, EXT, 2)
    wayland.take()
    assert wayland.offered(EXT) == 2

    wayland.bind(EXT, 2)

    assert ends.far.asked()[0].numbers[0] == 9


def test_what_is_not_offered(ends: Ends) -> None:
    """Neither another interface nor a newer version can be bound."""
    wayland = ends.meet(ext_idle_notifier_v1=1)

    with pytest.raises(NotOfferedError):
        wayland.bind(SEAT, 1)
    with pytest.raises(NotOfferedError):
        wayland.bind(EXT, 2)


def test_events_are_taken_once(ends: Ends) -> None:
    """In their order, by name, and never with waiting."""
    wayland = ends.meet(wl_seat=7)
    seat, notice = wayland.bind(SEAT, 1), wayland.new(NOTICE)
    ends.far.say(seat, 0, 3)
    ends.far.say(notice, 0)
    ends.far.say(notice, 1)

    assert wayland.take() == [
        Event(seat, "capabilities", (3,)),
        Event(notice, "idle"),
        Event(notice, "resumed"),
    ]
    assert wayland.take() == []


def test_a_message_may_come_in_pieces(ends: Ends) -> None:
    """Nothing is told before it is there as a whole."""
    wayland = ends.meet(wl_seat=1)
    seat = wayland.bind(SEAT, 1)
    whole = message(seat, 0, 3)
    for cut in range(len(whole)):
        ends.far.wire.sendall(whole[cut : cut + 1])
        told = wayland.take()
        assert bool(told) == (cut == len(whole) - 1)


def test_a_round_trip_keeps_what_comes_before_its_end(ends: Ends) -> None:
    """It is there for the next `take`."""
    wayland = ends.meet(wl_seat=1)
    seat = wayland.bind(SEAT, 1)
    ends.far.say(seat, 0, 1)
    ends.far.answer(NEXT[1])

    wayland.roundtrip()

    assert wayland.take() == [Event(seat, "capabilities", (1,))]


def test_an_end_that_is_confirmed_later(ends: Ends) -> None:
    """The end of a round trip and the freeing of its number may come apart."""
    wayland = ends.meet()
    ends.far.say(NEXT[0], 0, 0)
    wayland.roundtrip()
    assert wayland.new(NOTICE) == NEXT[1]

    ends.far.forget(NEXT[0])
    assert wayland.take() == []

    assert wayland.new(NOTICE) == NEXT[0]


def test_a_nudge_is_answered_without_an_event(ends: Ends) -> None:
    """The descriptor can be read, and there is nothing to see."""
    wayland = ends.meet()
    wayland.nudge()
    assert [each.opcode for each in ends.far.asked()] == [0]
    ends.far.answer(NEXT[0])

    assert wayland.fileno() == ends.near.fileno()
    assert wayland.take() == []


def test_nothing_is_heard_of_the_retired(ends: Ends) -> None:
    """Neither what waits already nor what comes; its number is used again."""
    wayland = ends.meet()
    notice = wayland.new(NOTICE)
    ends.far.say(notice, 0)
    ends.far.answer(NEXT[1])
    wayland.roundtrip()

    wayland.retire(notice, 0)
    ends.far.say(notice, 1)
    assert wayland.take() == []

    assert wayland.new(NOTICE) != notice
    ends.far.forget(notice)
    assert wayland.take() == []
    assert wayland.new(NOTICE) == notice


def test_a_living_object_is_not_deleted(ends: Ends) -> None:
    """A confirmation for what was not ended, or never was, changes nothing."""
    wayland = ends.meet(wl_seat=1)
    seat = wayland.bind(SEAT, 1)
    for number in (DISPLAY, REGISTRY, seat, 999):
        ends.far.forget(number)
    ends.far.say(seat, 0, 1)

    assert wayland.take() == [Event(seat, "capabilities", (1,))]


def test_what_is_not_in_use_may_be_withdrawn(ends: Ends) -> None:
    """It is no longer offered."""
    wayland = ends.meet(wl_seat=1)
    ends.far.say(REGISTRY, GLOBAL_REMOVE, 1)

    assert wayland.take() == []
    assert wayland.offered(SEAT) == 0


def test_what_is_in_use_and_withdrawn_ends_the_connection(ends: Ends) -> None:
    """Nothing would ever be heard of it again."""
    wayland = ends.meet(wl_seat=1)
    wayland.bind(SEAT, 1)
    ends.far.say(REGISTRY, GLOBAL_REMOVE, 1)

    with pytest.raises(WaylandError, match="wl_seat was taken away"):
        wayland.take()


def test_an_error_of_the_compositor(ends: Ends) -> None:
    """It says of what, and why."""
    wayland = ends.meet(wl_seat=1)
    seat = wayland.bind(SEAT, 1)
    ends.far.say(DISPLAY, ERROR, seat, 2, "no such thing")

    with pytest.raises(WaylandError, match="wl_seat error 2: no such thing"):
        wayland.take()


def test_an_error_in_the_greeting(ends: Ends) -> None:
    """The socket is closed by it."""
    ends.far.say(DISPLAY, ERROR, 77, 1, "go away")

    with pytest.raises(WaylandError, match="77 error 1: go away"):
        attach(ends.near, SHORT)
    assert ends.near.fileno() == -1


def test_a_compositor_that_does_not_answer(ends: Ends) -> None:
    """The greeting gives up, and so does a later round trip."""
    with pytest.raises(WaylandError, match="does not answer"):
        attach(ends.near, SHORT)


def test_a_compositor_that_never_comes_to_the_point(ends: Ends) -> None:
    """Time runs out though it goes on talking."""
    wayland = ends.meet()
    ends.far.say(REGISTRY, 0, 1, SEAT, 1)

    with pytest.raises(WaylandError, match="does not answer"):
        wayland.roundtrip(0)
    with pytest.raises(WaylandError, match="does not answer"):
        wayland.roundtrip()


def test_a_compositor_that_goes_away(ends: Ends) -> None:
    """Both `take` and requests fail, after what it said last."""
    wayland = ends.meet(wl_seat=1)
    seat = wayland.bind(SEAT, 1)
    ends.far.say(seat, 0, 1)
    ends.far.asked()
    ends.far.wire.close()

    assert len(wayland.take()) == 1
    with pytest.raises(WaylandError):
        wayland.take()
    with pytest.raises(WaylandError):
        nudge_often(wayland)


def test_a_compositor_that_hears_nothing(ends: Ends) -> None:
    """When nothing more can be sent, that is an end, not a long wait."""
    ends.near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    wayland = ends.meet()

    with pytest.raises(WaylandError):
        nudge_often(wayland)


def test_closing_twice(ends: Ends) -> None:
    """Harmless; afterwards there is nothing to wait for."""
    wayland = ends.meet()

    wayland.close()
    wayland.close()

    assert wayland.fileno() == -1
    with pytest.raises(WaylandError):
        wayland.take()
    with pytest.raises(WaylandError):
        wayland.nudge()


def nudge_often(wayland: Wayland) -> None:
    """Ask more than any wire has room for."""
    for _ in range(1_000_000):
        wayland.nudge()
