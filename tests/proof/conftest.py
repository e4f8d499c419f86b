"""How hard to try, and a home to try it in."""

from collections.abc import Iterator

import pytest

from tests.app.program import Home
from tests.proof import figures


@pytest.fixture
def proof() -> figures.Proof:
    """A few times, or all that `make proof` asks for."""
    return figures.proof()


@pytest.fixture
def home() -> Iterator[Home]:
    """An empty home; nothing in it runs after the test."""
    with Home() as made:
        yield made
