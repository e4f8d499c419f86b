"""GNOME's idle monitor: idle, back, and what it does that is not what it seems."""

import select
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from movebreak.errors import UnavailableError
from movebreak.senses.idle.mutter import MutterIdle
from movebreak.senses.sources import Idled, Resumed, SourceLostError
from tests.senses.bus_models import Signal
from tests.senses.bus_stage import (
    FAKE,
    WORLDS,
    Clock,
    FakeWorld,
    Watched,
    World,
    staged,
)
from tests.senses.mutter_model import Mutter
from tests.waiting import eventually

if TYPE_CHECKING:
    from movebreak.senses.sources import IdleSource

TYPING = timedelta(seconds=3)
AWAY = timedelta(minutes=5)


@dataclass
class Room:
    """A person at a desk, and the source that watches."""

    world: World
    clock: Clock
    source: MutterIdle
    watched: Watched

    def leave(self, seconds: float) -> None:
        """Touch nothing for so long."""
        self.clock.now += timedelta(seconds=seconds)
        self.do("advance", int(seconds * 1000))

    def do(self, method: str, *values: object) -> None:
        """Have the person or the monitor do something."""
        self.world.do("mutter", method, *values)


@pytest.fixture(params=WORLDS)
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    """Have a desk, with both thresholds watched."""
    with staged(str(request.param), "mutter") as world:
        clock = Clock()
        source = MutterIdle(world.line(), clock)
        source.watch(TYPING)
        source.watch(AWAY)
        yield Room(world, clock, source, Watched(source))
        source.close()


@pytest.fixture
def fake() -> FakeWorld:
    """Have the idle monitor on a bus in memory."""
    return FakeWorld(("mutter",))


def test_idle_and_back_each_time(room: Room) -> None:
    """Each threshold fires in each idle period; the return is told once."""
    for _ in range(3):
        room.leave(2)
        room.do("touch")
        room.leave(3)
        assert room.watched.saw(Idled(TYPING))
        room.leave(297)
        assert room.watched.saw(Idled(AWAY))
        room.do("touch")
        assert room.watched.saw(Resumed())


def test_idle_for_long_already(room: Room) -> None:
    """A threshold that is over already is reported at once."""
    room.leave(60)
    assert room.watched.saw(Idled(TYPING))

    room.source.unwatch(TYPING)
    room.source.watch(TYPING)

    assert room.watched.saw(Idled(TYPING))
    room.do("touch")
    assert room.watched.saw(Resumed())


def test_what_is_not_watched_is_not_told(room: Room) -> None:
    """A forgotten threshold does not fire; forgetting twice is harmless."""
    room.source.unwatch(TYPING)
    room.source.unwatch(TYPING)
    room.source.watch(AWAY)
    room.leave(400)

    assert room.watched.saw(Idled(AWAY))
    room.do("touch")
    assert room.watched.saw(Resumed())


def test_the_idle_time(room: Room) -> None:
    """It is what the monitor reads."""
    room.leave(2.5)
    assert room.source.idle() == timedelta(seconds=2.5)
    room.do("touch")
    assert room.source.idle() == timedelta()
    assert room.source.idle() == timedelta()


def test_a_program_that_keeps_the_screen_awake_is_nobody(room: Room) -> None:
    """A made-up event ends no idleness, and the next real one does."""
    room.leave(4)
    assert room.watched.saw(Idled(TYPING))
    for _ in range(3):
        room.do("pretend")
        room.leave(20)
    room.leave(300)
    assert room.watched.saw(Idled(AWAY))

    room.do("touch")

    assert room.watched.saw(Resumed())


def test_touched_at_the_very_moment(room: Room) -> None:
    """Input between idle and the watch for input is not missed."""
    room.do("interrupt")
    room.leave(3)

    assert room.watched.saw(Idled(TYPING), Resumed())
    room.leave(3)
    assert room.watched.saw(Idled(TYPING), Resumed())


def test_the_end_of_a_film_is_not_told_twice(room: Room) -> None:
    """The monitor counts anew though nobody came: still idle, told once."""
    room.leave(4)
    assert room.watched.saw(Idled(TYPING))
    room.do("film_ends")
    room.leave(302)
    assert room.watched.saw(Idled(AWAY))

    room.do("touch")

    assert room.watched.saw(Resumed())


def test_a_monitor_that_stands_still_is_lost(room: Room) -> None:
    """The same reading twice, though time went by, is nonsense."""
    room.do("stick", 61_234)
    assert room.source.idle() == timedelta(seconds=61.234)
    assert room.source.idle() == timedelta(seconds=61.234)
    room.leave(0.2)

    with pytest.raises(SourceLostError, match="stands still"):
        room.source.idle()


def test_a_vanished_monitor_is_lost(room: Room) -> None:
    """Whoever looks next is told."""
    room.do("disown")

    assert lost(room.source)


def test_a_vanished_bus_is_lost(room: Room) -> None:
    """Looking, asking and watching all say so."""
    room.world.end_bus()

    assert lost(room.source)
    for ask in (room.source.idle, lambda: room.source.watch(timedelta(seconds=9))):
        with pytest.raises(SourceLostError):
            ask()


def test_the_small_readings_of_a_busy_person_are_no_standstill(room: Room) -> None:
    """A moving pointer gives the same few milliseconds again and again."""
    room.do("stick", 8)
    for _ in range(5):
        room.leave(60)
        assert room.source.idle() == timedelta(milliseconds=8)


@pytest.mark.desktop
def test_nobody_polls() -> None:
    """The descriptor becomes readable when there is something to take."""
    with staged("real", "mutter") as world:
        source = MutterIdle(world.line(), Clock())
        source.watch(TYPING)
        assert eventually(lambda: source.take() == [] and source.patience() is None)
        number = source.fileno()
        assert number is not None
        assert select.select([number], [], [], 0)[0] == []

        world.do("mutter", "advance", 3000)

        assert select.select([number], [], [], 5)[0] == [number]
        source.close()
        source.close()


@pytest.mark.desktop
def test_what_came_with_an_answer_is_not_left_lying() -> None:
    """After a call nothing may wait that the descriptor does not tell of."""
    with staged("real", "mutter") as world:
        source = MutterIdle(world.line(), lambda: timedelta(hours=5))
        world.do("mutter", "advance", 60_000)
        source.watch(TYPING)
        number = source.fileno()
        assert number is not None

        def tells() -> bool:
            return source.patience() == timedelta() or bool(
                select.select([number], [], [], 0)[0]
            )

        assert eventually(lambda: source.idle() and tells())
        source.close()


def test_a_line_with_something_to_take_has_no_patience(fake: FakeWorld) -> None:
    """What came while it was asked is taken at once."""
    source: IdleSource = MutterIdle(fake.line(), Clock())
    source.take()
    assert source.patience() is None
    fake.do("mutter", "advance", 4000)

    source.watch(TYPING)

    assert source.patience() == timedelta()


def test_one_watch_for_input_at_a_time(fake: FakeWorld) -> None:
    """The watch for input is there only while the person is idle, and only once."""
    clock = Clock()
    source = MutterIdle(fake.line(), clock)
    source.watch(TYPING)
    source.watch(AWAY)

    def waiting() -> list[int]:
        watches = monitor(fake).watches.items()
        return [number for number, (_, length, _) in watches if not length]

    assert not waiting()

    clock.now += AWAY
    fake.do("mutter", "advance", 300_000)
    source.take()
    assert len(waiting()) == 1

    fake.do("mutter", "touch")
    source.take()
    assert not waiting()
    fake.do("mutter", "interrupt")
    clock.now += TYPING
    fake.do("mutter", "advance", 3_000)
    source.take()
    assert not waiting()


def test_a_threshold_below_a_millisecond_is_rounded_up(fake: FakeWorld) -> None:
    """The monitor takes whole milliseconds, and not none."""
    source = MutterIdle(fake.line(), Clock())
    for after in (timedelta(microseconds=1), timedelta(milliseconds=2.5), timedelta()):
        source.watch(after)

    lengths = [length for _, length, _ in monitor(fake).watches.values()]
    assert lengths == [1, 3, 1]


def test_strangers_are_not_believed(fake: FakeWorld) -> None:
    """Only the monitor itself can say that a watch has fired, or that it is gone."""
    clock = Clock()
    source = MutterIdle(fake.line(), clock)
    source.watch(TYPING)
    number = next(iter(monitor(fake).watches))
    forged = Signal(Mutter.path, Mutter.interface, "WatchFired", "u", (number,), ":1.7")
    fake.bus.say(":1.66", forged)
    left = (Mutter.interface, ":1.5", "")
    bus = "org.freedesktop.DBus"
    fake.bus.say(":1.66", Signal("/", bus, "NameOwnerChanged", "sss", left, ":1.7"))

    assert source.take() == []


@pytest.mark.parametrize(
    "body", [(), ("one",), (None,), ([1],), (77,), (0,), (True, 1)]
)
def test_odd_signals_say_nothing(fake: FakeWorld, body: tuple[object, ...]) -> None:
    """Values that are missing, or of a wrong type, or of watches long gone."""
    source = MutterIdle(fake.line(), Clock())
    monitor(fake).emit(Signal(Mutter.path, Mutter.interface, "WatchFired", "u", body))

    assert source.take() == []


@pytest.mark.parametrize("reading", ["long", None, -1, 2**64 - 1, 1.5])
def test_a_reading_that_is_none(fake: FakeWorld, reading: object) -> None:
    """A monitor that cannot tell is no monitor."""
    monitor(fake).stuck = reading  # type: ignore[assignment]
    if reading is None:
        fake.services["mutter"].methods = {}
    with pytest.raises(UnavailableError, match="does not know the idle time"):
        MutterIdle(fake.line(), Clock())

    assert fake.bus.closed == 1


def test_a_monitor_that_takes_no_watch(fake: FakeWorld) -> None:
    """Without a watch nothing would ever be told."""
    source = MutterIdle(fake.line(), Clock())
    fake.services["mutter"].methods = {}

    with pytest.raises(SourceLostError, match="takes no watch"):
        source.watch(TYPING)


def test_a_monitor_that_hangs_is_lost(fake: FakeWorld) -> None:
    """The answer that does not come in time is not waited for."""
    source = MutterIdle(fake.line(), Clock())
    fake.bus.hanging.add(fake.bus.owners[Mutter.interface])

    with pytest.raises(SourceLostError, match="no answer"):
        source.idle()


def test_a_monitor_that_was_replaced_is_lost(fake: FakeWorld) -> None:
    """The new one knows nothing of our watches."""
    source = MutterIdle(fake.line(), Clock())
    fake.bus.change_owner(Mutter.interface, ":1.500")

    assert lost(source)


@pytest.mark.parametrize("kind", WORLDS)
def test_no_monitor(kind: str) -> None:
    """The reason is in words, nothing was started, and the line is closed."""
    with staged(kind) as world:
        line = world.line()
        with pytest.raises(
            UnavailableError, match="GNOME's idle monitor is not running"
        ):
            MutterIdle(line, Clock())

        if kind == FAKE:
            assert isinstance(world, FakeWorld)
            assert world.bus.closed == 1


def test_no_bus(fake: FakeWorld) -> None:
    """A bus that went away before anything was asked."""
    fake.end_bus()

    with pytest.raises(UnavailableError, match="the bus closed"):
        MutterIdle(fake.line(), Clock())


def monitor(world: FakeWorld) -> Mutter:
    """Return the monitor on the bus in memory."""
    mutter = world.services["mutter"]
    assert isinstance(mutter, Mutter)
    return mutter


def lost(source: MutterIdle) -> bool:
    """Say whether the source is lost, in time."""

    def raises() -> bool:
        try:
            source.take()
        except SourceLostError:
            return True
        return False

    return eventually(raises)
