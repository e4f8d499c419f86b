"""The X11 connection, with a server of a few bytes at the other end of a socket."""

import contextlib
import socket
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.native.x11 import BAD_WINDOW, X11, Extension, Property
from movebreak.native.x11_idle import Failed, Rang, When, X11Input
from movebreak.native.x11_login import enter
from movebreak.native.x11_wire import (
    Wire,
    X11Error,
    X11LacksError,
    X11LostError,
    X11RefusedError,
)
from tests.native import x11_bytes
from tests.native.x11_bytes import FarEnd, connected, error, event, extension, reply

SYNC, ALARM = 134, 83
MAPPING = 34


@pytest.fixture
def ends() -> Iterator[tuple[X11, FarEnd]]:
    """Have a connection and its far end, both closed after the test."""
    x11, far = connected()
    yield x11, far
    x11.close()
    far.wire.close()


@pytest.fixture
def x11(ends: tuple[X11, FarEnd]) -> X11:
    """Have the near end."""
    return ends[0]


@pytest.fixture
def far(ends: tuple[X11, FarEnd]) -> FarEnd:
    """Have the far end."""
    return ends[1]


@pytest.fixture
def source(x11: X11, far: FarEnd) -> X11Input:
    """Have a source whose server counts the idle time by counter 101."""
    far.says(
        extension(1, SYNC, ALARM - 1),
        reply(2, struct.pack("=BB", 3, 1)),
        x11_bytes.counters(3, "SERVERTIME", "IDLETIME"),
    )
    source = X11Input(x11)
    source.begin_counting()
    far.heard()
    return source


def test_atoms_are_asked_for_together(x11: X11, far: FarEnd) -> None:
    """A distant server costs one way there and back, not one for each name."""
    far.says(reply(1, struct.pack("=I", 7)), reply(2, struct.pack("=I", 0)))

    assert x11.atoms("WM_CLASS", "NEVER") == [7, 0]

    first = struct.pack("=BBHHxx", 16, 1, 4, 8) + b"WM_CLASS"
    assert far.heard() == first + struct.pack("=BBHHxx", 16, 1, 4, 5) + b"NEVER\0\0\0"


def test_properties_come_with_their_form(x11: X11, far: FarEnd) -> None:
    """Numbers are numbers only where the window says so; atom 0 is not asked for."""
    body = struct.pack("=III", 4, 0, 2)
    far.says(
        reply(1, body, detail=32, rest=struct.pack("=II", 300, 301)),
        reply(2, struct.pack("=III", 31, 0, 5), detail=8, rest=b"a\0B\0c"),
        reply(3, struct.pack("=III", 0, 0, 0)),
    )

    states, named, nothing, unknown = x11.properties(9, 1, 2, 3, 0)

    assert states.numbers() == (300, 301)
    assert named == Property(8, b"a\0B\0c")
    assert named.numbers() == nothing.numbers() == unknown.numbers() == ()


def test_an_error_leaves_nothing_on_the_wire(x11: X11, far: FarEnd) -> None:
    """The window is gone; the next question gets the next answer."""
    far.says(error(1, BAD_WINDOW), error(2, BAD_WINDOW), reply(3, b"\5\0\0\0"))

    with pytest.raises(X11RefusedError, match="error 3") as caught:
        x11.properties(9, 1, 2)

    assert caught.value.code == BAD_WINDOW
    assert x11.atoms("NEXT") == [struct.unpack("=I", b"\5\0\0\0")[0]]
    assert x11.take() == []


def test_what_comes_before_an_answer_is_kept(source: X11Input, far: FarEnd) -> None:
    """An alarm that rings while something else is asked is not lost."""
    idle = struct.pack("=iI", 0, 1234)
    rings = [event(ALARM, 4, struct.pack("=I", alarm)) for alarm in (1, 2)]
    far.says(rings[0], error(3, 11), reply(4, idle), rings[1])

    assert source.counted_idle() == 1234
    assert source.has_more()
    assert source.take() == [Rang(1), Failed(11), Rang(2)]
    assert not source.has_more()
    assert source.take() == []


def test_other_events_are_dropped(source: X11Input, far: FarEnd) -> None:
    """So are events that a program sent; long ones are dropped whole."""
    long = struct.pack("=BBHI", 35, 140, 0, 2) + bytes(24 + 8)
    ring = event(ALARM, 0, struct.pack("=I", 5))
    far.says(event(MAPPING), long, event(ALARM | 0x80), ring)

    assert source.take() == [Rang(5)]


def test_taking_never_waits(source: X11Input, far: FarEnd) -> None:
    """Half an event is nothing yet."""
    ring = event(ALARM, 0, struct.pack("=I", 5))
    far.says(ring[:20])
    assert source.take() == []
    assert not source.has_more()

    far.says(ring[20:])
    assert source.take() == [Rang(5)]


def test_alarms_are_made_set_and_ended(source: X11Input, far: FarEnd) -> None:
    """Each with a number of its own; a long time needs more than 32 bits."""
    alarm = source.create_alarm(When.AT_LEAST, 2**32 + 5)
    source.set_alarm(alarm, 7)
    source.destroy_alarm(alarm)

    assert alarm == x11_bytes.ID_BASE + 1
    assert source.create_alarm(When.AT_MOST, 9) == alarm + 1
    made = struct.pack(
        "=BBH3IIiIIiII", SYNC, 8, 11, alarm, 63, 101, 0, 1, 5, 2, 0, 0, 1
    )
    changed = struct.pack("=BBHIIiI", SYNC, 9, 5, alarm, 4, 0, 7)
    silenced = struct.pack("=BBHIII", SYNC, 9, 4, alarm, 32, 0)
    ended = struct.pack("=BBHI", SYNC, 11, 2, alarm)
    assert far.heard().startswith(made + changed + silenced + ended)


def test_numbers_start_anew_when_used_up(x11: X11) -> None:
    """After two million alarms; the first of them are long gone."""
    for _ in range(x11_bytes.ID_MASK - 1):
        x11.new_id()

    assert x11.new_id() == x11_bytes.ID_BASE | x11_bytes.ID_MASK
    assert x11.new_id() == x11_bytes.ID_BASE


def test_a_server_may_lack_anything(x11: X11, far: FarEnd) -> None:
    """No counters, none for idle time, no screen saver: each is said by its error."""
    source = X11Input(x11)
    far.says(
        reply(1, b""),
        extension(2, SYNC, 82),
        *(reply(3, b""), x11_bytes.counters(4, "SERVERTIME")),
        *(reply(5, b""), reply(6, b"")),
    )

    with pytest.raises(X11LacksError, match="no counters"):
        source.begin_counting()
    with pytest.raises(X11LacksError, match="IDLETIME"):
        source.begin_counting()
    with pytest.raises(X11LacksError, match="no screen saver"):
        source.begin_saver()
    assert not source.is_wayland()


def test_the_screen_saver_counts_as_well(x11: X11, far: FarEnd) -> None:
    """Idle time in milliseconds, asked of the root window."""
    source = X11Input(x11)
    far.says(extension(1, 144, 92), reply(2, struct.pack("=III", 0, 0, 4321)))

    source.begin_saver()
    far.heard()

    assert source.saver_idle() == 4321
    assert far.heard() == struct.pack("=BBHI", 144, 1, 2, x11_bytes.ROOT)


def test_an_extension_is_there_or_not(x11: X11, far: FarEnd) -> None:
    """Its numbers are the server's own."""
    far.says(extension(1, 140, 90), reply(2, b""))

    assert x11.extension("THIS") == Extension(140, 90)
    assert x11.extension("THAT") is None


def test_silence_ends_the_connection(x11: X11, far: FarEnd) -> None:
    """No question lasts longer than it is told, even when half an answer came."""
    far.says(reply(1, b"")[:31])

    with pytest.raises(X11LostError, match="does not answer"):
        x11.atoms("WM_CLASS")

    assert x11.fileno() == -1
    with pytest.raises(X11LostError):
        x11.atoms("WM_CLASS")
    with pytest.raises(X11LostError):
        x11.take()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(struct.pack("=BBHI", 1, 0, 1, 2**31) + bytes(24), id="too long"),
        pytest.param(reply(77, b""), id="not asked for"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_nonsense_and_the_end_are_errors_of_their_own(
    x11: X11, far: FarEnd, said: bytes
) -> None:
    """Whether something is asked or only taken."""
    far.says(said)
    far.wire.close()

    with pytest.raises(X11LostError):
        x11.atoms("WM_CLASS")
    with pytest.raises(X11LostError):
        x11.take()


def test_numbers_of_requests_go_round(x11: X11, far: FarEnd) -> None:
    """Answers name 16 bits of them; after 65536 requests they begin anew."""
    for _ in range(2**16):
        x11.send(127, 0)
        far.heard()
    far.says(reply(1, b"\1"))

    assert x11.extension("AGAIN") is not None


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=80),
            st.builds(
                reply,
                st.integers(1, 9),
                st.binary(max_size=24),
                detail=st.integers(0, 255),
                rest=st.binary(max_size=99),
            ),
        )
    )
)
def test_whatever_a_server_says_is_an_answer_or_an_error(said: list[bytes]) -> None:
    """No other error, and no wait that does not end."""
    x11, far = connected()
    source = X11Input(x11)
    far.says(*said)
    far.wire.close()

    for act in (
        *(source.begin_counting, source.counted_idle, source.begin_saver),
        *(source.saver_idle, source.take, source.is_wayland),
        *(lambda: x11.atoms("A", "B"), lambda: x11.properties(1, 2, 3)),
    ):
        with contextlib.suppress(X11Error):
            act()
    x11.close()


@given(said=st.binary(max_size=200), screen=st.integers(0, 3), lets_in=st.booleans())
def test_whatever_a_server_begins_with(
    said: bytes, screen: int, *, lets_in: bool
) -> None:
    """It lets us in, or it is an error; cut off and garbled ones as well."""
    near, far = socket.socketpair()
    with near, far:
        far.sendall(x11_bytes.welcome(said) if lets_in else said)
        far.shutdown(socket.SHUT_WR)
        with contextlib.suppress(X11Error):
            assert enter(Wire(near, x11_bytes.PATIENCE), b"", screen).id_mask
