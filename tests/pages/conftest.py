"""The program of the pages, shared where a test changes nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.app.program import Home
from tests.desktop.conftest import need
from tests.pages.browsing import CHROMIUM, started
from tests.pages.serving import Pages, Visitor


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have what is looked at in a browser run unmeasured.

    Its code is measured by the tests that read the pages without one.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    """Pages of a home in which no movebreak runs."""
    with Home() as home, Pages(home) as made:
        yield made


@pytest.fixture
def visitor(pages: Pages) -> Visitor:
    """Somebody who came in by a fresh link."""
    visitor = Visitor(pages.link())
    visitor.enter()
    return visitor


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser, the same for all tests of a module."""
    need(CHROMIUM)
    with started() as browser:
        yield browser
