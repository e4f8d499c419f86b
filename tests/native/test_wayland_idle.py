"""Orders of idle notices, as a scripted compositor receives and answers them."""

import sys

import pytest

from movebreak.native.wayland import NotOfferedError
from movebreak.native.wayland_idle import (
    INPUT,
    KDE,
    SEAT,
    IdleNotices,
    Notice,
    Way,
)
from tests.native.compositor import NEXT, REGISTRY, Ends

HERE, NOTIFIER, FIRST, SECOND = NEXT[:4]


@pytest.mark.parametrize(
    ("offers", "ways"),
    [
        ({}, set()),
        ({"wl_seat": 7}, set()),
        ({"ext_idle_notifier_v1": 2}, set()),
        ({"wl_seat": 7, "ext_idle_notifier_v1": 1}, {SEAT}),
        ({"wl_seat": 7, "ext_idle_notifier_v1": 2}, {INPUT, SEAT}),
        ({"wl_seat": 7, "ext_idle_notifier_v1": 9}, {INPUT, SEAT}),
        ({"wl_seat": 7, "org_kde_kwin_idle": 1}, {KDE}),
    ],
)
def test_the_ways_there_are(ends: Ends, offers: dict[str, int], ways: set[Way]) -> None:
    """They follow from what is offered; without a seat there is none."""
    assert IdleNotices(ends.meet(**offers)).ways() == ways


@pytest.mark.parametrize(
    ("way", "opcode", "rest"),
    [
        (INPUT, 2, (300_000, HERE)),
        (SEAT, 1, (300_000, HERE)),
        (KDE, 0, (HERE, 300_000)),
    ],
)
def test_an_order(ends: Ends, way: Way, opcode: int, rest: tuple[int, ...]) -> None:
    """The first binds seat and notifier; the second only orders."""
    offers = {"wl_seat": 8, "ext_idle_notifier_v1": 3, "org_kde_kwin_idle": 1}
    notices = IdleNotices(ends.meet(**offers))
    version = 1 if way == KDE else 2

    assert notices.order(way, 300_000) == FIRST
    seat, notifier, order = ends.far.asked()
    assert notices.order(way, 300_000) == SECOND
    (again,) = ends.far.asked()

    assert (seat.target, seat.opcode, seat.body[-4:]) == (REGISTRY, 0, word(HERE))
    assert way.interface.encode() in notifier.body
    assert notifier.body[-8:] == word(version) + word(NOTIFIER)
    assert (order.target, order.opcode) == (again.target, again.opcode)
    assert (order.target, order.opcode) == (NOTIFIER, opcode)
    assert (order.numbers, again.numbers) == ((FIRST, *rest), (SECOND, *rest))


def test_an_older_notifier_is_bound_as_it_is(ends: Ends) -> None:
    """No newer version is asked for than there is."""
    notices = IdleNotices(ends.meet(wl_seat=1, ext_idle_notifier_v1=1))

    notices.order(SEAT, 1)

    assert ends.far.asked()[1].body[-8:-4] == word(1)
    with pytest.raises(NotOfferedError):
        notices.order(KDE, 1)


def test_notices_come_with_their_order(ends: Ends) -> None:
    """Idle and no longer idle; what else is told is left out."""
    notices = IdleNotices(ends.meet(wl_seat=1, ext_idle_notifier_v1=1))
    first, second = notices.order(SEAT, 1), notices.order(SEAT, 2)
    ends.far.say(HERE, 0, 3)
    ends.far.say(first, 0)
    ends.far.say(second, 0)
    ends.far.say(first, 1)

    assert notices.fileno() == ends.near.fileno()
    assert notices.take() == [
        Notice(first, idle=True),
        Notice(second, idle=True),
        Notice(first, idle=False),
    ]


def test_a_cancelled_order_is_silent(ends: Ends) -> None:
    """The compositor is told, and what it had sent before is left out."""
    notices = IdleNotices(ends.meet(wl_seat=1, org_kde_kwin_idle=1))
    order = notices.order(KDE, 1)
    ends.far.asked()
    ends.far.say(order, 0)

    notices.cancel(order)

    assert notices.take() == []
    (asked,) = ends.far.asked()
    assert (asked.target, asked.opcode, asked.body) == (order, 0, b"")


def test_a_nudge_and_the_end(ends: Ends) -> None:
    """Both are passed on."""
    notices = IdleNotices(ends.meet())
    notices.nudge()
    assert len(ends.far.asked()) == 1

    notices.close()

    assert notices.fileno() == -1


def word(number: int) -> bytes:
    """Return a number as it goes over the wire."""
    return number.to_bytes(4, sys.byteorder)
