"""Fixtures: a Wayland compositor of a few lines."""

import socket
from collections.abc import Iterator

import pytest

from tests.native.compositor import Compositor, Ends


@pytest.fixture
def ends() -> Iterator[Ends]:
    """Have both ends of a Wayland wire."""
    near, far = socket.socketpair()
    with near, far:
        yield Ends(near, Compositor(far))
