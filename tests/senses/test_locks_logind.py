"""logind: lock, switch of session, sleep, whose session it is, and what may be odd."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from movebreak.errors import UnavailableError
from movebreak.senses.lines import NOW
from movebreak.senses.locks.logind import LogindLocks, Whose
from movebreak.senses.sources import Locked, SourceLostError, Unlocked, Woke
from tests.senses.bus_models import Signal
from tests.senses.bus_stage import WORLDS, FakeWorld, Watched, World, staged
from tests.senses.logind_model import LOGIN, LOGIN_PATH, PROPERTIES, Logind
from tests.waiting import eventually

LOCKED, UNLOCKED = Locked("locked"), Unlocked("locked")
AWAY, BACK = Locked("switched away"), Unlocked("switched away")
# By the name of the session, by the process in it, and by the user's screen.
NAMED = Whose("2", 7, 7)
INSIDE = Whose("", 42, 7)
OUTSIDE = Whose("", 7, 1000)
STRANGER = Whose("", 7, 7)


@dataclass
class Room:
    """A session of logind, and the source that hears of it."""

    world: World
    source: LogindLocks
    watched: Watched

    def do(self, method: str, *values: object) -> None:
        """Have logind do something."""
        self.world.do("logind", method, *values)


@pytest.fixture(params=WORLDS)
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    """Have a session in front, whose screen is not locked."""
    with staged(str(request.param), "logind") as world:
        source = LogindLocks(world.line(), OUTSIDE)
        yield Room(world, source, Watched(source))
        source.close()


@pytest.fixture
def fake() -> FakeWorld:
    """Have logind on a bus in memory."""
    return FakeWorld(("logind",))


def test_lock_and_unlock(room: Room) -> None:
    """The state is told, each time and once; a request to lock is none."""
    for _ in range(2):
        room.do("ask_to_lock")
        room.do("turn_on", "LockedHint")
        room.do("turn_on", "LockedHint")
        assert room.watched.saw(LOCKED)
        room.do("turn_off", "LockedHint")
        assert room.watched.saw(UNLOCKED)


def test_switched_away_and_back(room: Room) -> None:
    """Another session in front is told by a word of its own."""
    room.do("turn_off", "Active")
    assert room.watched.saw(AWAY)
    room.do("turn_on", "LockedHint")
    assert room.watched.saw(LOCKED)
    room.do("turn_on", "Active")
    assert room.watched.saw(BACK)
    room.do("turn_off", "LockedHint")
    assert room.watched.saw(UNLOCKED)


def test_out_of_sleep(room: Room) -> None:
    """Waking up is told, going to sleep is not."""
    room.do("go_to_sleep")
    room.do("wake_up")

    assert room.watched.saw(Woke())


def test_only_our_session_counts(room: Room) -> None:
    """What happens to other sessions is not told."""
    room.do("begin_session", "3")
    room.do("turn_on", "LockedHint", "9")
    room.do("turn_off", "Active", "3")
    room.do("end_session", "3")
    room.do("turn_on", "LockedHint")

    assert room.watched.saw(LOCKED)


@pytest.mark.parametrize("happens", ["disown", "end_session", "end_bus"])
def test_the_end_is_told(room: Room, happens: str) -> None:
    """A new logind, a new session or a new bus is for whoever holds the source."""
    if happens == "end_bus":
        room.world.end_bus()
    else:
        room.do(happens, *(["2"] if happens == "end_session" else []))

    def lost() -> bool:
        try:
            room.source.take()
        except SourceLostError:
            return True
        return False

    assert eventually(lost)


@pytest.mark.parametrize("kind", WORLDS)
@pytest.mark.parametrize("whose", [NAMED, INSIDE, OUTSIDE, Whose("2", 42, 1000)])
def test_locked_before_we_came(kind: str, whose: Whose) -> None:
    """However the session is found, the first look says how it stands."""
    with staged(kind, "logind") as world:
        world.do("logind", "turn_on", "LockedHint")
        world.do("logind", "turn_off", "Active")
        source = LogindLocks(world.line(), whose)

        assert source.patience() == NOW
        assert source.take() == [LOCKED, AWAY]
        assert source.take() == []
        source.close()


@pytest.mark.parametrize(
    "whose", [Whose("gone", 42, 7), Whose("9", 42, 7), Whose("", 99, 1000)]
)
def test_a_session_that_is_none(fake: FakeWorld, whose: Whose) -> None:
    """A name of long ago, or a session without a screen: the next is tried."""
    logind(fake).set("LockedHint", value=True)

    assert LogindLocks(fake.line(), whose).take() == [LOCKED]


def test_without_a_session_there_is_still_sleep(fake: FakeWorld) -> None:
    """It hears of waking up, and of the session that begins later."""
    logind(fake).display = ""
    source = LogindLocks(fake.line(), OUTSIDE)
    assert source.take() == []
    assert source.patience() is None
    logind(fake).sleep(start=False)
    assert source.take() == [Woke()]

    logind(fake).begin_session("3")
    assert source.take() == []
    logind(fake).set("LockedHint", value=True, session="3")

    assert source.take() == [LOCKED]


def test_somebody_who_is_not_known(fake: FakeWorld) -> None:
    """Without a user there is no session, and no error."""
    assert LogindLocks(fake.line(), STRANGER).take() == []


def test_a_change_that_does_not_say_to_what(fake: FakeWorld) -> None:
    """The property is asked for."""
    source = LogindLocks(fake.line(), OUTSIDE)
    logind(fake).drop("LockedHint", value=True)
    assert source.take() == [LOCKED]
    logind(fake).drop("IdleHint", value=True)
    assert source.take() == []


@pytest.mark.parametrize("value", ["yes", None, 1, [], {}])
@pytest.mark.parametrize("signature", ["b", "s", "v"])
def test_odd_properties_say_nothing(
    fake: FakeWorld, value: object, signature: str
) -> None:
    """Of a wrong type at first, or later."""
    for name in ("LockedHint", "Active", "Class"):
        logind(fake).sessions["2"][name] = (signature, value)
    source = LogindLocks(fake.line(), NAMED)
    logind(fake).set("LockedHint", value, signature)
    logind(fake).sleep(value, signature)

    assert source.take() == []


def test_properties_that_are_missing(fake: FakeWorld) -> None:
    """An old logind, or another that stands in for it, may have none of them."""
    logind(fake).sessions["2"] = {}
    source = LogindLocks(fake.line(), NAMED)
    assert source.take() == []

    logind(fake).set("LockedHint", value=True)

    assert source.take() == [LOCKED]


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("x",),
        (f"{LOGIN}.Session", [], []),
        (1, {}, []),
        (f"{LOGIN}.Session", {}, 1),
    ],
)
def test_odd_news_say_nothing(fake: FakeWorld, values: tuple[object, ...]) -> None:
    """Values that are missing, or of a wrong type."""
    source = LogindLocks(fake.line(), NAMED)
    path = logind(fake).at("2")
    say = logind(fake).emit
    say(Signal(path, PROPERTIES, "PropertiesChanged", "", values))
    for member in ("PrepareForSleep", "SessionRemoved", "SessionNew", "Unheard"):
        say(Signal(LOGIN_PATH, f"{LOGIN}.Manager", member, "", values))

    assert source.take() == []


@pytest.mark.parametrize("display", ["", ("2",), None, ("so", 3)])
def test_an_odd_display(fake: FakeWorld, display: object) -> None:
    """A user without a screen has no session there."""
    logind(fake).display = display  # type: ignore[assignment]
    logind(fake).at = lambda session: session or "/"  # type: ignore[method-assign]

    assert LogindLocks(fake.line(), OUTSIDE).take() == []


def test_strangers_are_not_believed(fake: FakeWorld) -> None:
    """Only logind can say that the session is locked or over."""
    source = LogindLocks(fake.line(), NAMED)
    path = logind(fake).at("2")
    for interface, member, values in (
        (PROPERTIES, "PropertiesChanged", (f"{LOGIN}.Session", {}, ["LockedHint"])),
        (f"{LOGIN}.Manager", "SessionRemoved", ("2", path)),
        (f"{LOGIN}.Manager", "PrepareForSleep", (False,)),
    ):
        fake.bus.say(":1.66", Signal(path, interface, member, "", values, ":1.7"))

    assert source.take() == []


@pytest.mark.parametrize("kind", WORLDS)
def test_no_logind(kind: str) -> None:
    """The reason is in words, and nothing was started."""
    with (
        staged(kind) as world,
        pytest.raises(UnavailableError, match=r"logind\) is not running"),
    ):
        LogindLocks(world.line(), NAMED)


def test_a_logind_that_hangs(fake: FakeWorld) -> None:
    """It is not waited for when it does not answer in time."""
    fake.bus.hanging.add(fake.bus.owners[LOGIN])

    with pytest.raises(UnavailableError, match="login service: no answer"):
        LogindLocks(fake.line(), NAMED)
    assert fake.bus.closed == 1


def logind(world: FakeWorld) -> Logind:
    """Return logind on the bus in memory."""
    service = world.services["logind"]
    assert isinstance(service, Logind)
    return service
