"""Whatever a compositor sends, nothing but a WaylandError comes of it."""

import socket
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.native.wayland import Wayland, attach
from movebreak.native.wayland_wire import WaylandError, packed, unpacked, words
from tests.native.compositor import SHORT, THEIRS, Compositor, Ends, message

MANAGER = "zwlr_foreign_toplevel_manager_v1"

args = st.lists(
    st.one_of(
        st.integers(0, 12),
        st.integers(THEIRS - 1, THEIRS + 3),
        st.binary(max_size=9),
        st.text(max_size=9),
    ),
    max_size=4,
)
likely = st.builds(
    lambda sender, opcode, rest: message(sender, opcode, *rest),
    st.one_of(st.integers(0, 8), st.just(THEIRS)),
    st.integers(0, 8),
    args,
)


def busy(near: socket.socket, far: socket.socket) -> Wayland:
    """Return a connection with an object of each kind."""
    Compositor(far).greet(wl_seat=1, zwlr_foreign_toplevel_manager_v1=3)
    wayland = attach(near, SHORT)
    wayland.bind("wl_seat", 1)
    manager = wayland.bind(MANAGER, 2)
    far.sendall(message(manager, 0, THEIRS))
    wayland.new("ext_idle_notification_v1")
    wayland.retire(wayland.new("org_kde_kwin_idle_timeout"), 0)
    wayland.take()
    return wayland


@given(st.one_of(st.binary(max_size=200), st.lists(likely).map(b"".join)))
def test_any_bytes(data: bytes) -> None:
    """They are understood, or they end the connection."""
    near, far = socket.socketpair()
    with near, far, suppress(WaylandError):
        wayland = busy(near, far)
        far.sendall(data)
        wayland.take()
        wayland.nudge()
        wayland.take()


@given(st.text(alphabet="sauon", max_size=5), st.binary(max_size=60))
def test_any_body(signature: str, body: bytes) -> None:
    """It has one value a letter, or does not fit."""
    with suppress(WaylandError):
        assert len(unpacked(signature, body)) == len(signature)


@given(
    st.lists(
        st.one_of(
            st.integers(0, 2**32 - 1),
            st.text(st.characters(codec="utf-8", exclude_characters="\0")),
        )
    )
)
def test_what_is_packed_is_unpacked(values: list[int | str]) -> None:
    """Numbers and texts come out as they went in."""
    signature = "".join("s" if isinstance(each, str) else "u" for each in values)
    assert unpacked(signature, packed(1, 2, *values)[8:]) == tuple(values)


@pytest.mark.parametrize(
    "data",
    [
        bytes(8),
        message(77, 0),
        message(2, 5),
        message(2, 0, 1),
        message(2, 1, 1, 1),
        message(2, 0, 1, b"no end", 1),
        message(2, 0, 1)[:-4] + b"\xff\xff\xff\xff",
        struct.pack("=II", 2, 9 << 16),
    ],
)
def test_nonsense(ends: Ends, data: bytes) -> None:
    """An unknown object or event, and a body that does not fit, end it."""
    wayland = ends.meet()
    ends.far.wire.sendall(data)

    with pytest.raises(WaylandError):
        wayland.take()


@pytest.mark.parametrize("number", [0, 1, 5, THEIRS - 1])
def test_an_object_that_the_compositor_must_not_make(ends: Ends, number: int) -> None:
    """Its objects have numbers of their own, and each is made once."""
    wayland = ends.meet(zwlr_foreign_toplevel_manager_v1=2)
    manager = wayland.bind(MANAGER, 2)
    ends.far.say(manager, 0, THEIRS)
    wayland.take()
    ends.far.say(manager, 0, number)

    with pytest.raises(WaylandError):
        wayland.take()


def test_odd_texts_and_arrays() -> None:
    """A missing text is empty, broken letters are replaced, an odd end is dropped."""
    assert unpacked("s", bytes(4)) == ("",)
    assert unpacked("s", message(1, 0, b"\xff\0")[8:]) == ("\ufffd",)
    assert list(words(bytes(7))) == [0]
