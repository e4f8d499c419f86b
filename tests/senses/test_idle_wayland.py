"""Idle time on Wayland: what is asked of the compositor, and what is made of it."""

from datetime import timedelta

import pytest

from movebreak.errors import UnavailableError
from movebreak.native.wayland_idle import INPUT, KDE, SEAT, Notice, Way
from movebreak.native.wayland_wire import WaylandError
from movebreak.senses.idle.wayland import WaylandIdle
from movebreak.senses.sources import Idled, IdleSource, Resumed, SourceLostError
from tests.senses.fake_notices import FakeNotices

SECOND = 1000
MINUTE = 60 * SECOND
PAUSE = timedelta(seconds=3)
AWAY = timedelta(minutes=5)

EACH_WAY = pytest.mark.parametrize("way", [INPUT, SEAT, KDE])


def sense(far: FakeNotices) -> WaylandIdle:
    """Return the sense, connected to this compositor."""
    return WaylandIdle("wayland-1", "/run", lambda _display, _runtime: far)


def offering(*ways: Way) -> FakeNotices:
    """Return a compositor with these ways; where input is, the other is too."""
    return FakeNotices(
        frozenset(ways) | (frozenset({SEAT}) if INPUT in ways else set())
    )


def test_it_fits_the_seam() -> None:
    """It is an idle source that sleeps in its descriptor and cannot be asked."""
    far = FakeNotices()
    idle: IdleSource = sense(far)

    assert idle.fileno() == far.fileno()
    assert idle.patience() is None
    assert idle.idle() is None
    assert idle.take() == []


@pytest.mark.parametrize(
    ("ways", "best", "name"),
    [
        ((INPUT, KDE), {INPUT, SEAT}, "Wayland, by ext_idle_notifier_v1 for input"),
        ((SEAT, KDE), {SEAT}, "Wayland, by ext_idle_notifier_v1"),
        ((KDE,), {KDE}, "Wayland, by org_kde_kwin_idle"),
    ],
)
def test_the_best_way_is_taken(
    ways: tuple[Way, ...], best: set[Way], name: str
) -> None:
    """Input alone, then input and films, then the same by the older protocol."""
    far = offering(*ways)
    idle = sense(far)
    assert idle.name == name

    idle.watch(AWAY)

    assert {each.way for each in far.orders.values()} == best


@pytest.mark.parametrize(
    ("after", "millis"),
    [
        (AWAY, 300_000),
        (timedelta(microseconds=1500), 2),
        (timedelta(0), 1),
        (timedelta(days=100), 2**32 - 1),
    ],
)
def test_a_threshold_goes_out_in_milliseconds(after: timedelta, millis: int) -> None:
    """Rounded up, and within what the wire can carry."""
    far = offering(SEAT)

    sense(far).watch(after)

    assert [each.millis for each in far.orders.values()] == [millis]


@EACH_WAY
def test_away_and_back(way: Way) -> None:
    """Each time nobody touches anything for long enough, and at the next input."""
    far = offering(way)
    idle = sense(far)
    idle.watch(AWAY)
    for _ in range(2):
        far.sit_still(5 * MINUTE - 251)
        assert not far.readable()
        far.sit_still(251)
        assert idle.take() == [Idled(AWAY)]

        far.sit_still(60 * MINUTE)
        assert not far.readable()
        far.touch()
        assert idle.take() == [Resumed()]
        assert idle.take() == []


def test_input_in_time_is_nothing() -> None:
    """Who types is not spoken of."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(AWAY)
    for _ in range(10):
        far.sit_still(4 * MINUTE)
        far.touch()

    assert idle.take() == []


@EACH_WAY
def test_several_thresholds_end_together(way: Way) -> None:
    """Each is reported in its time; the return once."""
    far = offering(way)
    idle = sense(far)
    idle.watch(AWAY)
    idle.watch(PAUSE)
    far.sit_still(3 * SECOND)
    assert idle.take() == [Idled(PAUSE)]
    far.sit_still(5 * MINUTE)
    assert idle.take() == [Idled(AWAY)]

    far.touch()

    assert idle.take() == [Resumed()]


def test_a_return_that_is_told_in_pieces() -> None:
    """The second half of it is no second return."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(AWAY)
    idle.watch(PAUSE)
    far.sit_still(6 * MINUTE)
    assert idle.take() == [Idled(PAUSE), Idled(AWAY)]
    far.touch()
    first, second = far.waiting

    far.waiting = [first]
    assert idle.take() == [Resumed()]
    far.waiting = [second]
    assert idle.take() == []


def test_a_short_threshold_after_a_long_one_passed() -> None:
    """It is reported at once, and not again when the compositor gets to it."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(AWAY)
    far.sit_still(6 * MINUTE)
    assert idle.take() == [Idled(AWAY)]

    idle.watch(PAUSE)
    assert far.readable()
    assert idle.take() == [Idled(PAUSE)]
    far.sit_still(MINUTE)
    assert idle.take() == []

    far.touch()
    assert idle.take() == [Resumed()]
    far.sit_still(3 * SECOND)
    assert idle.take() == [Idled(PAUSE)]


def test_a_long_threshold_after_a_short_one_passed() -> None:
    """It comes late, as the compositor counts from when it was asked."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(PAUSE)
    far.sit_still(4 * MINUTE)
    idle.watch(AWAY)
    assert idle.take() == [Idled(PAUSE)]

    far.sit_still(4 * MINUTE)
    assert idle.take() == []
    far.sit_still(MINUTE)
    assert idle.take() == [Idled(AWAY)]


def test_watching_twice_is_watching_once() -> None:
    """Also when it has passed."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(PAUSE)
    idle.watch(PAUSE)
    assert len(far.orders) == 1
    far.sit_still(3 * SECOND)
    assert idle.take() == [Idled(PAUSE)]

    idle.watch(PAUSE)

    assert idle.take() == []


@EACH_WAY
def test_a_threshold_that_is_forgotten(way: Way) -> None:
    """The compositor counts it no longer; to forget what is not watched is nothing."""
    far = offering(way)
    idle = sense(far)
    idle.watch(PAUSE)
    idle.unwatch(PAUSE)
    idle.unwatch(PAUSE)

    assert far.orders == {}
    far.sit_still(MINUTE)
    assert idle.take() == []


@EACH_WAY
def test_a_threshold_that_is_forgotten_after_it_passed(way: Way) -> None:
    """The return comes all the same, and then nothing is left of it."""
    far = offering(way)
    idle = sense(far)
    idle.watch(PAUSE)
    far.sit_still(4 * SECOND)
    assert idle.take() == [Idled(PAUSE)]
    idle.unwatch(PAUSE)
    idle.unwatch(PAUSE)

    far.touch()

    assert idle.take() == [Resumed()]
    assert far.orders == {}
    far.sit_still(4 * SECOND)
    assert idle.take() == []


def test_a_threshold_that_is_watched_again_in_the_same_pause() -> None:
    """It is reported at once, as nobody has touched anything since."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(PAUSE)
    far.sit_still(4 * SECOND)
    assert idle.take() == [Idled(PAUSE)]
    idle.unwatch(PAUSE)
    idle.watch(PAUSE)

    assert far.readable()
    assert idle.take() == [Idled(PAUSE)]
    far.touch()
    assert idle.take() == [Resumed()]


def test_a_threshold_that_is_forgotten_before_it_is_taken() -> None:
    """What was known at once is not reported any more."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(AWAY)
    far.sit_still(6 * MINUTE)
    assert idle.take() == [Idled(AWAY)]
    idle.watch(PAUSE)
    idle.unwatch(PAUSE)

    assert idle.take() == []
    far.touch()
    assert idle.take() == [Resumed()]


def test_a_passed_threshold_that_is_told_again() -> None:
    """A compositor that repeats itself is heard once; odd notices are left out."""
    far = offering(SEAT)
    idle = sense(far)
    idle.watch(PAUSE)
    far.waiting = [Notice(1, idle=True), Notice(1, idle=True), Notice(99, idle=True)]
    assert idle.take() == [Idled(PAUSE)]
    idle.unwatch(PAUSE)
    far.waiting = [Notice(1, idle=True), Notice(1, idle=False), Notice(1, idle=False)]

    assert idle.take() == [Resumed()]


def test_in_an_empty_room_nobody_is_there() -> None:
    """Input and inhibitors agree; before that there is nothing to tell."""
    far = FakeNotices()
    idle = sense(far)
    idle.watch(AWAY)
    assert attended(idle) is None
    far.sit_still(5 * MINUTE)
    assert idle.take() == [Idled(AWAY)]
    assert attended(idle) is False

    far.touch()
    assert idle.take() == [Resumed()]
    assert attended(idle) is None


def test_a_film_has_somebody_there() -> None:
    """Until one threshold after its end; there is no input all the while."""
    far = FakeNotices()
    idle = sense(far)
    idle.watch(AWAY)
    far.play()
    far.sit_still(5 * MINUTE)
    assert idle.take() == [Idled(AWAY)]
    assert attended(idle) is True
    far.sit_still(90 * MINUTE)
    far.stop()
    far.sit_still(4 * MINUTE)
    assert attended(idle) is True

    far.sit_still(MINUTE)

    assert far.readable()
    assert idle.take() == []
    assert attended(idle) is False


def test_a_film_that_begins_by_itself() -> None:
    """It may be the next of a series; nobody touched anything for it."""
    far = FakeNotices()
    idle = sense(far)
    idle.watch(AWAY)
    far.sit_still(6 * MINUTE)
    assert idle.take() == [Idled(AWAY)]

    far.play()

    assert far.readable()
    assert idle.take() == []
    assert attended(idle) is True


def test_the_shortest_threshold_knows_first_that_a_film_is_over() -> None:
    """An inhibitor holds back all thresholds, so one that is not held back tells."""
    far = FakeNotices()
    idle = sense(far)
    idle.watch(AWAY)
    idle.watch(PAUSE)
    far.play()
    far.sit_still(6 * MINUTE)
    far.stop()
    assert idle.take() == [Idled(PAUSE), Idled(AWAY)]
    assert attended(idle) is True

    far.sit_still(3 * SECOND)
    assert idle.take() == []

    assert attended(idle) is False


@pytest.mark.parametrize("way", [SEAT, KDE])
def test_where_films_count_as_input_nothing_is_told_of_them(way: Way) -> None:
    """A threshold does not pass during one, and the question cannot be answered."""
    far = offering(way)
    idle = sense(far)
    idle.watch(AWAY)
    far.play()
    far.sit_still(90 * MINUTE)
    assert idle.take() == []
    far.stop()
    far.sit_still(5 * MINUTE)

    assert idle.take() == [Idled(AWAY)]
    assert attended(idle) is None


@pytest.mark.parametrize("way", [SEAT, KDE])
def test_a_film_that_begins_counts_as_a_return_there(way: Way) -> None:
    """Whoever started it may be in the room."""
    far = offering(way)
    idle = sense(far)
    idle.watch(AWAY)
    far.sit_still(5 * MINUTE)
    far.play()

    assert idle.take() == [Idled(AWAY), Resumed()]


def test_no_wayland() -> None:
    """Nothing is tried where there is no display to try."""

    def connect(_display: str, _runtime: str) -> FakeNotices:
        pytest.fail("must not be tried")

    with pytest.raises(UnavailableError, match="not a Wayland session") as told:
        WaylandIdle("", "/run", connect)
    assert told.value.hint


def test_no_compositor() -> None:
    """The reason is passed on."""

    def connect(_display: str, _runtime: str) -> FakeNotices:
        raise WaylandError("no such file")

    with pytest.raises(UnavailableError, match="cannot be reached: no such file"):
        WaylandIdle("wayland-1", "/run", connect)


def test_a_compositor_that_tells_nothing() -> None:
    """As that of GNOME 43; the connection is closed again."""
    far = offering()

    with pytest.raises(UnavailableError, match="does not tell when nobody is there"):
        sense(far)
    assert far.closed


def test_a_compositor_that_goes_away() -> None:
    """Whatever is asked then, the source is lost."""
    far = FakeNotices()
    idle = sense(far)
    idle.watch(PAUSE)
    idle.watch(AWAY)
    far.sit_still(4 * SECOND)
    idle.take()
    far.gone = True

    with pytest.raises(SourceLostError, match="the Wayland desktop is gone"):
        idle.take()
    with pytest.raises(SourceLostError):
        idle.watch(timedelta(seconds=9))
    with pytest.raises(SourceLostError):
        idle.watch(timedelta(seconds=1))
    with pytest.raises(SourceLostError):
        idle.unwatch(AWAY)


def test_closing_twice() -> None:
    """Harmless."""
    far = FakeNotices()
    idle = sense(far)
    idle.close()
    idle.close()

    assert far.closed
    with pytest.raises(SourceLostError):
        idle.take()


def attended(idle: WaylandIdle) -> bool | None:
    """Return what it says now; a checker would take two looks for one."""
    return idle.attended
