"""How hard the properties are tried, and what real programs are forgiven."""

import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.unmeasured import unmeasured

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "gate",
    parent=settings.get_profile("ci"),
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
)
settings.register_profile("deep", max_examples=10_000, deadline=None)
settings.load_profile("gate" if "CI" in os.environ else "dev")

REAL_PROGRAMS = ("app", "desktop")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test of real programs once more when it fails, and tell so.

    Panels, servers and a busy machine have their moods; what fails twice is broken.
    """
    for item in items:
        if any(item.get_closest_marker(name) for name in REAL_PROGRAMS):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Have what a test marked `no_cover` starts run unmeasured, too."""
    with pytest.MonkeyPatch.context() as patch:
        if item.get_closest_marker("no_cover"):
            for name in os.environ.keys() - unmeasured().keys():
                patch.delenv(name)
        return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test marked `no_cover` unmeasured, also beside others in a worker.

    There coverage measures twice: once as a test run and once as a Python that was
    started in one. The plugin pauses the first alone.
    """
    if not item.get_closest_marker("no_cover"):
        return (yield)
    measured = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measured)
