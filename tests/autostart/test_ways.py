"""One of several ways to start at login, so that nothing is started twice."""

from movebreak.autostart.ways import OneWay
from tests.fake_autostart import FakeAutostart


def test_the_first_way_is_the_usual_one() -> None:
    """What comes besides is switched on with it, and stays."""
    first, second, besides = FakeAutostart(), FakeAutostart(), FakeAutostart()
    way = OneWay((first, second), besides)
    way.turn_on()
    assert (first.on, second.on, besides.on) == (True, False, True)
    way.turn_off()
    assert (first.on, second.on, besides.on) == (False, False, True)


def test_a_way_that_was_chosen_is_kept() -> None:
    """Until another one is wanted by name."""
    first, second, besides = FakeAutostart(), FakeAutostart(), FakeAutostart()
    ways = (first, second)
    OneWay(ways, besides, second).turn_on()
    assert (first.on, second.on) == (False, True)
    OneWay(ways, besides).turn_on()
    assert (first.on, second.on) == (False, True)
    OneWay(ways, besides, first).turn_on()
    assert (first.on, second.on) == (True, False)


def test_two_that_are_on_become_one() -> None:
    """However it came to that."""
    first, second = FakeAutostart(on=True), FakeAutostart(on=True)
    OneWay((first, second), FakeAutostart()).turn_on()
    assert (first.on, second.on) == (True, False)
