"""The screen lockers of all desktops: one, several, late ones, hanging and odd ones."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from movebreak.errors import UnavailableError
from movebreak.senses.lines import NOW
from movebreak.senses.locks.screensaver import PATHS, ScreenSaverLocks
from movebreak.senses.sources import Locked, SourceLostError, Unlocked
from tests.senses.bus_models import ScreenLocker, Signal
from tests.senses.bus_stage import WORLDS, FakeWorld, Watched, World, staged
from tests.waiting import eventually

LOCKED = Locked("locked")
UNLOCKED = Unlocked("locked")
KDE = "org.freedesktop.ScreenSaver"
GNOME = "org.gnome.ScreenSaver"


@dataclass
class Room:
    """Two screen lockers, and the source that hears them."""

    world: World
    source: ScreenSaverLocks
    watched: Watched


@pytest.fixture(params=WORLDS)
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    """Have a session with two screen lockers."""
    with staged(str(request.param), KDE, GNOME) as world:
        source = ScreenSaverLocks(world.line())
        yield Room(world, source, Watched(source))
        source.close()


@pytest.fixture
def fake() -> FakeWorld:
    """Have a bus in memory without any screen locker."""
    return FakeWorld(())


def test_lock_and_unlock(room: Room) -> None:
    """Told each time, and once, however often it is said."""
    for _ in range(2):
        room.world.do(GNOME, "lock")
        room.world.do(GNOME, "lock")
        assert room.watched.saw(LOCKED)
        room.world.do(GNOME, "unlock")
        room.world.do(GNOME, "unlock")
        assert room.watched.saw(UNLOCKED)


def test_locked_while_any_says_so(room: Room) -> None:
    """Two that disagree: the screen is locked until the last one is open."""
    room.world.do(KDE, "lock")
    assert room.watched.saw(LOCKED)
    room.world.do(GNOME, "lock")
    room.world.do(KDE, "unlock")
    room.world.do(GNOME, "unlock")

    assert room.watched.saw(UNLOCKED)


def test_a_locker_that_vanishes_locks_no_more(room: Room) -> None:
    """A crash of the locker must not keep the person away for ever."""
    room.world.do(KDE, "lock")
    assert room.watched.saw(LOCKED)
    room.world.do(KDE, "disown")

    assert room.watched.saw(UNLOCKED)


def test_a_lost_bus_is_lost(room: Room) -> None:
    """Whoever holds the source is told."""
    room.world.end_bus()

    def lost() -> bool:
        try:
            room.source.take()
        except SourceLostError:
            return True
        return False

    assert eventually(lost)


@pytest.mark.parametrize("kind", WORLDS)
@pytest.mark.parametrize(
    "name", [f"{KDE}=/ScreenSaver", "org.mate.ScreenSaver", *PATHS]
)
def test_locked_before_we_came(kind: str, name: str) -> None:
    """Each kind is asked for its state at first, where it is to be found."""
    with staged(kind, name) as world:
        world.do(name, "lock")
        source = ScreenSaverLocks(world.line())

        assert Watched(source).saw(LOCKED)
        source.close()


def test_nobody_there(fake: FakeWorld) -> None:
    """Without any locker nothing is said, and nothing is started."""
    source = ScreenSaverLocks(fake.line())

    assert source.take() == []
    assert source.patience() is None
    assert source.fileno() == 7
    assert set(fake.bus.calls) == {"GetNameOwner"}


def test_a_locker_that_comes_later(fake: FakeWorld) -> None:
    """It is asked when it comes, and heard from then on."""
    source = ScreenSaverLocks(fake.line())
    locker = fake.bus.own(locked_locker)
    watched = Watched(source)

    assert watched.saw(LOCKED)
    locker.unlock()
    assert watched.saw(UNLOCKED)


def test_another_program_takes_the_name(fake: FakeWorld) -> None:
    """What the one before said is forgotten; the new one is asked."""
    source = ScreenSaverLocks(fake.line())
    watched = Watched(source)
    first = fake.bus.own(locked_locker)
    assert watched.saw(LOCKED)
    fake.bus.own(lambda emit: ScreenLocker(emit, GNOME))
    assert watched.saw(UNLOCKED)

    first.lock()

    assert source.take() == []


def test_a_locker_that_hangs_holds_up_nobody(fake: FakeWorld) -> None:
    """It is heard when it goes on, and the others meanwhile."""
    stuck = fake.bus.own(locked_locker)
    other = fake.bus.own(lambda emit: ScreenLocker(emit, KDE))
    fake.bus.hanging.add(fake.bus.owners[GNOME])
    source = ScreenSaverLocks(fake.line())
    watched = Watched(source)
    other.lock()
    assert watched.saw(LOCKED)
    other.unlock()
    assert watched.saw(UNLOCKED)

    stuck.lock()

    assert watched.saw(LOCKED)


def test_a_locker_that_does_not_say(fake: FakeWorld) -> None:
    """One that cannot be asked counts as open until it speaks."""
    locker = fake.bus.own(locked_locker)
    locker.methods = {}
    source = ScreenSaverLocks(fake.line())
    assert source.take() == []

    locker.lock()

    assert source.take() == [LOCKED]


@pytest.mark.parametrize("body", [(), (1,), ("yes",), (None,), (True, True), ([True],)])
def test_odd_signals_say_nothing(fake: FakeWorld, body: tuple[object, ...]) -> None:
    """Values that are missing, or of a wrong type."""
    locker = fake.bus.own(lambda emit: ScreenLocker(emit, GNOME))
    source = ScreenSaverLocks(fake.line())
    locker.emit(Signal(locker.path, GNOME, "ActiveChanged", "b", body))

    assert source.take() == []


def test_strangers_are_not_believed(fake: FakeWorld) -> None:
    """Only who has the name may say that the screen is locked."""
    fake.bus.own(lambda emit: ScreenLocker(emit, GNOME))
    source = ScreenSaverLocks(fake.line())
    for interface in (GNOME, KDE, "org.example.ScreenSaver"):
        forged = Signal("/", interface, "ActiveChanged", "b", (True,), ":1.7")
        fake.bus.say(":1.66", forged)

    assert source.take() == []


def test_what_waits_is_to_be_taken_at_once(fake: FakeWorld) -> None:
    """The first answer may have come while the next question was put."""
    fake.bus.own(locked_locker)
    source = ScreenSaverLocks(fake.line())

    assert source.patience() == NOW
    source.close()


def test_no_bus(fake: FakeWorld) -> None:
    """A bus that went away before anything was asked."""
    fake.end_bus()

    with pytest.raises(UnavailableError, match="session bus: the bus closed"):
        ScreenSaverLocks(fake.line())
    assert fake.bus.closed == 1


def locked_locker(emit: object) -> ScreenLocker:
    """Return GNOME's locker, with the screen locked."""
    assert callable(emit)
    locker = ScreenLocker(emit, GNOME)
    locker.active = True
    return locker
