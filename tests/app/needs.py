"""Tools that some tests need: without one they are skipped, but never in CI."""

import os
from pathlib import Path

import pytest

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


def missing(what: str, package: str) -> None:
    """Skip the test that calls this; fail it where everything must be there."""
    why = f"{what} is missing; apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


def faketime() -> Path:
    """Return the library that fakes the wall clock."""
    for found in Path("/usr/lib").glob("*/faketime/libfaketime.so.1"):
        return found
    missing("libfaketime", "faketime")
    return FAKETIME
