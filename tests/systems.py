"""Tests of one system's own calls, left out on the others."""

import os
import sys
from typing import Final

import pytest

# Where a folder may be whose name is short enough for a socket; None for anywhere.
SHORT: Final = "/tmp" if os.name == "posix" else None  # noqa: S108


def only_on(platform: str) -> None:
    """Skip the test module that calls this on any system but `platform`."""
    if sys.platform != platform:
        pytest.skip(f"needs {platform}", allow_module_level=True)


def not_on(platform: str, why: str) -> None:
    """Skip the test module that calls this on `platform`."""
    if sys.platform == platform:
        pytest.skip(why, allow_module_level=True)
