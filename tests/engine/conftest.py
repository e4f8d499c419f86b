"""A desk for each story."""

import pytest

from tests.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """A first morning at nine, where no sense can tell anything."""
    return Desk()


@pytest.fixture
def seen() -> Desk:
    """A first morning at nine, where senses tell all there is."""
    return Desk(sees=True)
