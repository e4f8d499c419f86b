"""A home for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.program import Home
from tests.app.screen import Screen

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.app)


@pytest.fixture
def home() -> Iterator[Home]:
    """An empty home; nothing in it runs after the test."""
    with Home() as made:
        yield made


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A virtual screen without a tray."""
    with Screen() as made:
        yield made
